"""Quotation marks and no-break spaces: a specimen of each language, and what must hold of any text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from octavo.body.typography import set_type, set_words

from tests.body.conftest import Compose
from tests.golden import same_as_file

SPECIMENS = Path(__file__).parent / "specimens"
LANGS = sorted(path.stem for path in SPECIMENS.glob("*.txt"))
SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "_"})
MARKS = frozenset("\"'“”„‘’‚«»‹›「」『』")


@pytest.mark.parametrize("lang", LANGS)
def test_specimens(lang: str) -> None:
    """Golden files in which ``~`` is a no-break space and ``_`` a narrow one."""
    lines = (SPECIMENS / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    same_as_file(SPECIMENS / f"{lang}.set", "".join(f"{set_words(line, lang).translate(SHOWN)}\n" for line in lines))


def bare(text: str) -> str:
    """All that must never change: everything but spaces and quotation marks."""
    return "".join(char for char in text if not char.isspace() and char not in MARKS)


PIECES = st.sampled_from(
    """ " ' ! ? ; : « » – — … . , ( ) 12 5 000 kg % § S. s. z. B. J. a v к o Dr. l' 's “ ” „ http://a.b/c? = {
    你 א é x A""".split()
)
TEXTS = st.lists(st.one_of(PIECES, st.just(" "), st.text(max_size=3)), max_size=25).map("".join)


@given(TEXTS, st.sampled_from(LANGS))
@example("l'\"", "ar")
@example('l\N{RIGHT SINGLE QUOTATION MARK}"ami"', "fr")
def test_no_word_and_no_sign_changes_and_a_second_pass_changes_nothing(text: str, lang: str) -> None:
    once = set_words(text, lang)
    assert bare(once) == bare(text)
    assert set_words(once, lang) == once


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), st.sampled_from(("fr", "de", "pl")))
def test_marks_within_a_block_change_nothing_but_places(parts: list[tuple[str, str]], lang: str) -> None:
    block = etree.Element("p", {"data-b": "0"})
    for inner, behind in parts:
        child = etree.SubElement(block, "em")
        child.text, child.tail = (
            "".join(c for c in text if unicodedata.category(c)[0] != "C") for text in (inner, behind)
        )
    whole = "".join(map(str, block.itertext()))
    root = etree.Element("div")
    root.append(block)
    set_type([root], lang)
    assert "".join(map(str, block.itertext())) == set_words(whole, lang)


def words(body: object) -> list[str]:
    return [block.text.translate(SHOWN) for block in body.blocks]  # type: ignore[attr-defined]  # a Body


def test_code_formulas_and_addresses_stay_and_passages_have_their_own_marks(body_of: Compose) -> None:
    body = body_of(
        '`"a" 5 kg` und "`b`" und "$x$"; <https://a.example/?b=%27c\'d>\n\n'
        '```\n"c" 5 kg\n```\n\n["Oui!"]{lang=fr} "*ja*[^n]"\n\n::: {lang=en}\n"Yes!"\n:::\n\n[^n]: "Note"\n',
        lang="de",
    )
    assert words(body) == [
        '"a" 5 kg und „b“ und „“; https://a.example/?b=%27c\'d',
        '"c" 5 kg',
        "«_Oui_!_» „ja“",
        "“Yes!”",
        "„Note“",
    ]


def test_typed_marks_and_a_document_that_says_no_stay(body_of: Compose) -> None:
    assert words(body_of('“Hallo” und »ja« und "so" 5 kg\n', lang="de")) == ["“Hallo” und »ja« und „so“ 5~kg"]
    assert words(body_of('"So" 5 kg\n', lang="de", smart=False)) == ['"So" 5 kg']


def test_titles_and_the_list_of_contents_are_set_too(body_of: Compose) -> None:
    body = body_of('# Eins\n\n# Der "Fall"\n\nText\n', title='Ein "Titel"', lang="de")
    assert body.metadata.title == "Ein „Titel“"
    assert [heading.text for heading in body.outline] == ["Eins", "Der „Fall“"]


def test_words_that_run_the_other_way_have_the_marks_of_their_script(body_of: Compose) -> None:
    body = body_of('قال "نعم" ثم ذهب.\n\nAn English paragraph with "quotes" in it.\n', lang="ar")
    assert words(body) == ["قال «نعم» ثم ذهب.", "An English paragraph with “quotes” in it."]


def test_letters_without_italics_are_upright_also_beside_others(body_of: Compose) -> None:
    body = body_of("*הלינטר (linter)* *`Free-Programming-Books` מלך* *an English word, שלום*\n", lang="he")
    assert [node.get("class") for node in body.tree.iter("em")] == ["upright", "upright", None]
