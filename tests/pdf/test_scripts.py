"""Typefaces by script, signs as wide as characters, and lines of characters filled to the edge."""

from __future__ import annotations

from itertools import groupby

import pypdfium2
import pytest
from lxml import etree
from octavo.body.emphasis import settle_emphasis
from octavo.editions import Job
from octavo.editions.fonts.by_script import extended, in_other_forms, scripts_of, typefaces_of_language
from octavo.editions.pdf.design import standard
from octavo.editions.pdf.recipe import press
from octavo.editions.pdf.weasyprint_door.wide_lines import is_unspaced
from octavo.editions.pdf.words.hyphens import fills_lines
from octavo.editions.pdf.words.wide_signs import has_wide_signs, widen_signs
from octavo.model import Options

from tests.pdf.bodies import make_body, theme


@pytest.mark.parametrize(
    ("lang", "text", "scripts"),
    [
        ("ar", "abc العربية", ("Arab",)),
        ("ur", "اردو", ("Aran",)),
        ("zh", "中文", ("Hans",)),
        ("zh-HK", "中文", ("Hntl",)),
        ("en", "這書 and Ελλάδα", ("Hant",)),
        ("en", "这书", ("Hans",)),
        ("de", "直 は", ("Jpan",)),
        ("ja", "日本 한국 العربية", ("Jpan", "Kore", "Arab")),
        ("ru", "Русский", ()),
    ],
)
def test_the_scripts_of_a_text(lang: str, text: str, scripts: tuple[str, ...]) -> None:
    assert scripts_of(lang, text) == scripts


def test_typefaces_stand_before_the_generic_family_the_documents_own_first() -> None:
    assert extended('"Literata", serif', "text", ["Hebr"]).startswith('"Literata", "Noto Serif Hebrew", "Noto Sans')
    assert extended('"Literata", serif', "text", ["Hebr"]).endswith(", serif")
    assert extended('"Literata", serif', "text", []) == '"Literata", serif'
    stack = extended("sans-serif", "sans", scripts_of("ja", "日本 العربية"))
    assert stack.index("Noto Sans CJK JP") < stack.index("Noto Sans Arabic")


def test_no_nastaliq_on_paper() -> None:
    on_paper, on_screen = (typefaces_of_language("ur", on_paper=paper) for paper in (True, False))
    assert on_paper is not None
    assert on_paper.text[0] == "Noto Naskh Arabic"
    assert on_screen is not None
    assert on_screen.text[0] == "Noto Nastaliq Urdu"
    assert typefaces_of_language("fr") is None


def test_only_words_that_look_otherwise_get_other_fonts() -> None:
    assert in_other_forms("zh", ["ja", "zh-Hant", "zh", "fr", "ar"]) == [
        ("ja", "Jpan"),
        ("zh-Hant", "Hant"),
        ("ar", "Arab"),
    ]


@pytest.mark.parametrize(("lang", "fills"), [("ar", True), ("he-IL", True), ("zh", True), ("en", True), ("am", False)])
def test_which_languages_fill_their_lines(lang: str, *, fills: bool) -> None:
    assert fills_lines(lang) is fills


def widened(source: str) -> str:
    tree = etree.fromstring(f"<p>{source}</p>")
    widen_signs(tree)
    once = etree.tostring(tree, encoding="unicode")
    widen_signs(tree)
    assert etree.tostring(tree, encoding="unicode") == once
    return once.removeprefix("<p>").removesuffix("</p>").replace("\u200b", "|")


def test_signs_amid_characters_are_wide_and_lines_may_end_beside_them() -> None:
    wide = '<span class="o-wide">{}</span>'.format
    assert widened("他说。“好”吧") == f"他说。{wide('|“')}好{wide('”|')}吧"
    assert widened("走——来") == f"走{wide('——')}来"
    assert widened("（“好”）") == f"（{wide('“')}好{wide('”')}）"


def test_signs_amid_other_letters_stay_as_they_are() -> None:
    for text in ("don’t “do” it", "<code>中“a”</code>", "a—b"):
        assert widened(text) == text
    assert has_wide_signs("zh-TW")
    assert has_wide_signs("ja")
    assert not has_wide_signs("ko")


def test_what_is_a_line_of_characters() -> None:
    assert is_unspaced("老人说，大海不懂得怜悯 PostgreSQL")
    assert not is_unspaced("The word 中文 in English")
    assert not is_unspaced("바다가 자비를 모르지만")


def test_emphasis_without_a_slant() -> None:
    tree = etree.fromstring("<p><em>中文</em> <em>text</em> <em>تأكيد HTML</em> <em>12</em></p>")
    settle_emphasis([tree])
    assert [node.get("class") for node in tree] == ["upright", None, "upright", None]


_HEBREW = (
    "הואיל והכרה בכבוד הטבעי אשר לכל בני משפחת האדם ובזכויותיהם השוות והבלתי נפקעות הוא יסוד החופש, הצדק והשלום בעולם. "
)
_KOREAN = "모든 인류 구성원의 천부의 존엄성과 동등하고 양도할 수 없는 권리를 인정하는 것이 자유, 정의 및 기초이며, "


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("he", _HEBREW * 4),
        ("he", f"{_HEBREW}<em>{_HEBREW}</em>{_HEBREW}<strong>{_HEBREW}</strong>"),
        ("ko", _KOREAN * 4),
        ("ko", f"{_KOREAN}<em>{_KOREAN}</em>{_KOREAN}<strong>{_KOREAN}</strong>"),
    ],
)
def test_lines_are_filled_to_both_edges_whatever_font_their_spaces_are_from(lang: str, text: str) -> None:
    body = make_body(f"<p>{text}</p>", lang=lang)
    job = Job(body, theme(), Options(papersize="a5", toc=False))
    made = press(job, standard(job.options, job.theme))
    lines = _ink(made.data)[-6:-2]  # without the last line and the number of the page
    for side in (0, 2):
        assert max(line[side] for line in lines) - min(line[side] for line in lines) < 3


def _ink(data: bytes) -> list[tuple[float, ...]]:
    """The edges of what is black in each line of the first page, from the left, in points, as PDFium shows it."""
    page = pypdfium2.PdfDocument(data)[0].render(scale=3).to_pil().convert("L").point(lambda dot: 255 * (dot < 140))
    rows = [page.crop((0, y, page.width, y + 1)).getbbox() is not None for y in range(page.height)]
    found, begin = [], 0
    for is_black, row in groupby(rows):
        end = begin + len(list(row))
        if is_black and end - begin > 9:
            box = page.crop((0, begin, page.width, end)).getbbox()
            assert box is not None
            found.append(tuple(edge / 3 for edge in box))
        begin = end
    return found
