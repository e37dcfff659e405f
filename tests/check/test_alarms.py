"""What is whole is never called broken: scripts, hyphens, long tables, long notes, code, verse, books."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from octavo.body import Body
from octavo.check import Text, prove_edition
from octavo.editions import Job
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError
from octavo.model import Options

from tests.check.conftest import theme
from tests.check.test_faults import containing, drop
from tests.conformance.toolbox import need

HEAD = "---\ntitle: {title}\nlang: {lang}\n---\n\n"
LONG = (
    "Internationalisation considerations notwithstanding, extraordinarily disproportionate characterisations of "
    "counterrevolutionary institutionalisation overwhelmingly misrepresent straightforward interdisciplinary work. "
)
SAMPLES = {
    "latin": (
        "en",
        "Office fluffy ﬁrst ﬂight, é, naïve, ½ cup, m² and H₂O, × ÷ ≤ €, well-known, don’t, İIıi.\n",
    ),
    "greek": ("el", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. ΌΛΑ ΚΕΦΑΛΑΊΑ ΣΊΓΜΑΣ.\n"),
    "russian": ("ru", "Съешь же ещё этих мягких французских булок, да выпей чаю. Йод.\n"),
    "vietnamese": (
        "vi",
        "Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau. Trải qua một cuộc bể dâu.\n",
    ),
    "emoji": ("en", "Emoji 😀 👩\u200d👩\u200d👧\u200d👦 🇩🇪 👍🏽 and the end of it.\n"),
    "arabic": (
        "ar",
        "هذا نص عربي مع رقم 123 وكلمة English words في الوسط (قوسين) لا إله إلا الله، "
        "الأول والثاني. مرحبا بالعالم، هذه "
        "فقرة طويلة نسبيا لتصل إلى السطر الثاني، وفيها أرقام مثل 2024/05/17 ونسبة 50% "
        "ورابط https://example.org/path ثم "
        "بقية الكلام.[^1]\n\nمُحَمَّدٌ رَسُولُ اللهِ بِالتَّشْكِيلِ الكَامِلِ.\n\n| اسم | "
        "عدد |\n|---|---|\n| تفاح | 12 |\n\n( )\n\n```\n>>> []\n[]\n```\n\n[^1]: حاشية مع English.\n",
    ),
    "hebrew": (
        "he",
        "שלום עולם, זה מבחן 456 עם English words בתוכו (סוגריים) ועוד טקסט ארוך מאוד "
        "שממשיך לשורה השנייה כדי לבדוק את "
        "סדר המילים כאשר יש ערבוב של שפות, כמו Python 3.11 או HTML5, בתוך אותה פסקה.\n",
    ),
    "japanese": (
        "ja",
        "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。\n",
    ),
    "chinese": ("zh", "滚滚长江东逝水，浪花淘尽英雄。是非成败转头空。青山依旧在，几度夕阳红。\n"),
    "korean": ("ko", "동해 물과 백두산이 마르고 닳도록 하느님이 보우하사 우리나라 만세.\n"),
    "hindi": ("hi", "यह हिन्दी का एक वाक्य है। क्षत्रिय और ज्ञान, श्रीमान् कृपया ध्यान दें। पुस्तकालय में कितनी किताबें हैं?\n"),
    "text behind a list within an item": ("en", "1. One\n\n   - a\n   - b\n\n   Two\n\n2. - c\n\n   Three\n"),
    "break between codes": ("en", "    Code\n\n---\n\n    More\n"),
    "thai": ("th", "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอนหรือวรรณยุกต์เช่นเดียวกับภาษาจีน\n"),
    "characters between Latin words": (
        "zh",
        "1987年有12艘船从上海来（其中3艘装满小麦），货物价值占预算的45.6%。工程师们使用PostgreSQL保存记录。“好”，他说。\n"
        * 6,
    ),
    "foreign lines among lines from the right": (
        "ar",
        "[Latin words only]{dir=rtl}\n\nهذا نص عربي مع رقم 123456789\n\nLatin words again\n\nهذا نص عربي\n",
    ),
    "signs among lines from the right": (
        "en",
        "English.\n\nهذا نص عربي\n\n| مرحبا |\n|---|\n| Emoji (copy) |\n\n( )\n",
    ),
    "kerned signs": ("en", "Any Q/A, Q&A, /usr/bin/Q/.\n\n- interactive Q/A\n- A/V\n"),
    "letters for formulas": ("en", "φ and μ in words, ϕ and µ as signs.\n\n| φ | μ |\n|---|---|\n| ϕ | µ |\n"),
    "a head of quotations": (
        "en",
        "+-------+-------+\n| > One | > Two |\n+=======+=======+\n" + "| > a   | > b   |\n+-------+-------+\n" * 60,
    ),
    "hyphens": ("en", LONG * 30 + "\n"),
    "narrow": ("en", "# One\n\n" + LONG * 6 + "[^1]\n\n[^1]: " + LONG * 12 + "\n\n# Two\n\n" + LONG * 3 + "\n"),
    "table": (
        "en",
        "| No | Name of the row | What it is for |\n|---:|------|-----------|\n"
        + "".join(f"| {n} | row {n} | this row holds the value {n * n} and some words |\n" for n in range(1, 120))
        + "\nAfter the table.\n",
    ),
    "code": ("en", "```python\n" + "call_of_a_long_name(argument_one, argument_two)  # " * 6 + "\n\nshort = 1\n```\n"),
    "verse that ends lines in hyphens": ("en", "| Roses are un-\n| like violets, half-\n| blue.\n"),
    "verse": ("en", "| Roses are red,\n|    violets are blue,\n| and lines of verse\n|    have indents too.\n"),
    "endless": ("en", "# One\n\nbefore " + "abcdefghij" * 300 + " after it\n"),
    "heads": ("en", "| Head[^1] | Two |\n|---|---|\n" + "| a | b |\n" * 40 + "\n[^1]: A note.\n"),
    "formulas in heads, below them and in notes": (
        "en",
        "Let[^1] $z$.\n\n| $x$ | $y$ |\n|---|---|\n"
        + "| a | b |\n" * 40
        + "| $x$ | $y$ |\n\nAnd $x$.\n\n[^1]: Where $n$ is.\n",
    ),
    "formulas that show nothing": ("en", "Room $\\phantom{p_X(x)}$ and $\\quad$ and $x$.\n"),
    "formulas": ("en", "Let $a^2 + b^2 = c^2$ and\n\n$$\\int_0^1 x\\,dx = \\frac{1}{2}$$\n\nbe as they are.\n"),
    "lists": (
        "en",
        "(1) one\n(2) two\n    a) alpha\n    b) beta\n        i. first\n        ii. "
        "second\n\n* [ ] open\n* [x] done\n\n"
        "1. one\n2. [x] two\n3. three\n\n"
        "Term one\n:   Its meaning.\n\nTerm two\n:   Another meaning.\n:   And a third.\n",
    ),
    "links": (
        "en",
        "See [one](https://example.org/a_b?c=d&e=f#g), <mailto:a@example.org>, "
        "[ä](https://example.org/ä), and [below](#end).\n\n[Top](#top)\n\n---\n\n---\n\n***\n\n"
        "```\n***\n\n*****\n\n* * *\n```\n\n````\n```\n````\n\n# End {#end}\n\nThe end.\n",
    ),
}


def proofs(body: Body, names: tuple[str, ...] = ("pdf", "epub", "html")) -> dict[str, str]:
    """The editions that are said not to hold, and what is said."""
    text, pages, said = Text.of(body), None, {}
    for name in names:
        try:
            made = EDITIONS[name].make(Job(body, theme(), Options(epoch=1_700_000_000, papersize="a6"), pages))
        except EditionError as error:
            if "No font" not in error.message:
                raise
            need("fonts", None)
        pages = made.pages or pages
        proof = prove_edition(name, made.data, body, text)
        if not proof.ok:
            said[name] = proof.summary()
    return said


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_false_alarm(sample: str, body_of: Callable[..., Body]) -> None:
    lang, text = SAMPLES[sample]
    assert proofs(body_of(HEAD.format(title=sample, lang=lang) + text)) == {}


def test_no_false_alarm_where_the_contents_follow_the_first_heading(body_of: Callable[..., Body]) -> None:
    text = "# Its name\n\nWords[^1].\n\n## A\n\nx\n\n# B\n\n[a](#a) y\n\n## C\n\nz\n\n[^1]: Note.\n"
    body = body_of(HEAD.format(title="Its name", lang="en") + text)
    assert (body.titled, body.contents) == (False, True)
    made = EDITIONS["pdf"].make(Job(body, theme(), Options(epoch=1_700_000_000, papersize="a6"), None))
    proof = prove_edition("pdf", made.data, body, Text.of(body), closely=True)
    assert proof.ok, proof.summary()
    assert made.pages is not None
    assert next(start.block for start in made.pages.pages if start.block is not None) == 0


def test_no_false_alarm_in_a_book(body_of: Callable[..., Body]) -> None:
    chapters = "".join(
        f"# Chapter {n}\n\n{LONG * 5}\n\nWords of note {n}.[^{n}]\n\n[^{n}]: The note of chapter {n}, {LONG}\n\n"
        for n in range(1, 13)
    )
    body = body_of(HEAD.format(title="A Book of Chapters", lang="en") + chapters)
    assert proofs(dataclasses.replace(body, form="book")) == {}


def test_no_false_alarm_where_a_list_of_contents_leads_to_letters_beyond_ascii(body_of: Callable[..., Body]) -> None:
    chapters = "".join(f"# {name}\n\n{LONG} See [là](#là).\n\n" for name in ("Où", "Ça va", "Là", "中文", "С чего"))
    body = body_of(HEAD.format(title="Été", lang="fr") + chapters)
    assert proofs(body) == {}
    assert proofs(dataclasses.replace(body, form="book")) == {}


def test_no_false_alarm_where_contents_from_the_right_break_a_word_of_many_hyphens(
    body_of: Callable[..., Body],
) -> None:
    names = ("step-1-pass-props-to-the-child-component", "adjust-the-image-size-based-on-a-prop")
    chapters = "".join(f"# {'الخطوة' * n} طفل \\{{/*{name}*/}}\n\nنص.\n\n" for name in names for n in (1, 2, 3))
    assert proofs(body_of(HEAD.format(title="الخصائص", lang="ar") + chapters), ("pdf",)) == {}


def test_no_false_alarm_where_a_formula_cannot_be_drawn(body_of: Callable[..., Body]) -> None:
    long = " + ".join(f"x_{n}" for n in range(600))
    body = body_of(HEAD.format(title="Long", lang="en") + f"So:\n\n$$\n{long}\n$$\n\nAnd ${long}$ too.\n")
    assert proofs(body) == {}


def test_no_false_alarm_where_the_lines_of_a_drawing_touch(body_of: Callable[..., Body]) -> None:
    lines = "".join(f"││{word:<57}││\n" for word in ("", "  Safe", "  Rust", "", ""))
    body = body_of(HEAD.format(title="Box", lang="en") + f"# Box\n\n```\n╭{'─' * 59}╮\n{lines}```\n\nEnd.\n")
    made = EDITIONS["pdf"].make(Job(body, theme(), Options(epoch=1_700_000_000), None))
    proof = prove_edition("pdf", made.data, body, Text.of(body))
    assert proof.ok, proof.summary()


def test_no_false_alarm_where_a_later_chapter_has_the_title_of_the_book(body_of: Callable[..., Body]) -> None:
    chapters = "".join(f"# {name}\n\n{LONG}\n\n" for name in ("The Road", "The Last House", "The End"))
    body = body_of(HEAD.format(title="The Last House", lang="en") + chapters)
    assert proofs(dataclasses.replace(body, form="book")) == {}


def test_no_false_alarm_where_chapters_are_all_alike(body_of: Callable[..., Body]) -> None:
    chapter = (
        f"# Usage\n\n{LONG}\n\n## Options\n\n- one option[^{{0}}]\n- another\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        f"    code\n\n[^{{0}}]: See the other chapters; {LONG}\n\n## Errors\n\n{LONG}\n\n"
    )
    body = body_of(HEAD.format(title="Usage", lang="en") + "".join(chapter.format(n) for n in range(1, 15)))
    assert proofs(dataclasses.replace(body, form="book")) == {}


@pytest.mark.parametrize("sample", ["arabic", "hindi", "japanese"])
def test_a_loss_in_these_scripts_is_found_all_the_same(sample: str, body_of: Callable[..., Body]) -> None:
    lang, text = SAMPLES[sample]
    first = text.split("\n\n")[0].replace("[^1]", "")
    body = body_of(HEAD.format(title=sample, lang=lang) + "Before.\n\n" + first + "\n\nAfter.\n")
    tree = body.copy_tree()
    drop(containing(tree, "p", first[:12]))
    made = EDITIONS["pdf"].make(Job(dataclasses.replace(body, tree=tree), theme(), Options(epoch=1)))
    assert not prove_edition("pdf", made.data, body).ok


WHOLE = {
    "items without words": ("List", "Write three reasons:\n\n1.\n2.\n3.\n\nAnd three rivers:\n\n-\n-\n\nThank you.\n"),
    "marks of direction in headings": ("The title", "# First he\u202aad\n\nWords.\n\n# \u2066Second\n\nMore.\n"),
    "fillers in headings": ("The title", "# First he\u115fad\n\nWords.\n\n# Sec\ufe0fond\n\nMore.\n"),
    "emoji in the title": ("I \u2764\ufe0f lamps", "Text of the lamp.\n"),
    "a title of pages": ("Long title words " * 130, "Some words.\n"),
    "texts of one letter": ("Key", "# Key\n\nw\n\n" + "".join(f"{n}. {'abcd'[n * 7 % 4]}\n" for n in range(1, 40))),
    "an alphabet": ("Letters", "\n\n".join("ABCDEFGHIJ") + "\n\n" + "\\\n".join("KLMNOPQRST") + "\n"),
    "endless digits": ("Pi", "The digits are 3." + "1415926535" * 300 + " and so on.\n"),
    "an endless address": ("Far", f"See [words](https://e.invalid/{'nBBGbdAHlgExbHhx' * 25}) here.\n"),
    "links side by side": ("Tags", "[fish](https://e.com/a)[pond](https://e.com/b)[ice](https://e.com/c)\n"),
    "two letters in one": ("T", "\u01c5amija i \u01c6ep, \u0132sland, o\u0149 (\ufb01n).\n"),
    "marks of lists": ("T", "(a) x\n(b) y\n\niv) z\n\nA) u\n\n(3) v\n\n    w\n\n4) s\n    7. t\n\n- [x] r\n"),
    "a hyphen at the end": ("T", "A line that ends in hun-\n\nOther words.\n"),
    "a formula and a picture in headings": (
        "T",
        "# Using $x^2$ lamps\n\nOne.\n\n# ![sail](images/sail.png) Oil\n\nTwo.\n",
    ),
    "notes in headings and heads of tables": (
        "T",
        "# One[^a]\n\nWords.\n\n## Two[^b]\n\n| A[^c] | B |\n|---|---|\n| 1[^d] | 2 |\n\n"
        "[^a]: Note of one.\n[^b]: Note of two.\n[^c]: Note of the head.\n[^d]: Note of a cell.\n",
    ),
    "a box with the name of a note": ("T", "First.\n\n::: note\nTrim the wick.\n:::\n\n- one\n\n---\n\nLast.\n"),
    "a cell of the head that runs down two rows": (
        "T",
        "+---+-----------+-------+\n| N | Total     | Notes |\n|   +-----+-----+       |\n|   | May | Jun |       |\n"
        "+===+=====+=====+=======+\n| o | 1   | 2   | none  |\n+---+-----+-----+-------+\n",
    ),
}


@pytest.mark.parametrize("sample", WHOLE)
def test_no_false_alarm_for_what_shows_nothing(sample: str, body_of: Callable[..., Body]) -> None:
    title, text = WHOLE[sample]
    assert proofs(body_of(HEAD.format(title=f'"{title.strip()}"', lang="en") + text)) == {}


def test_letters_that_are_taken_from_another_font_are_no_other_typeface(body_of: Callable[..., Body]) -> None:
    text = HEAD.format(title="Fonts", lang="en") + "The word o\ufb00er and the word \u2103 stand among plain words.\n"
    assert proofs(body_of(text)) == {}
