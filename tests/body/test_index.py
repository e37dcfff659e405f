"""The index: what marks say, the order of entries, pages and ranges."""

from __future__ import annotations

import pytest
from lxml import etree
from octavo.body import Body, IndexEntry, IndexPlace
from octavo.body.compose import compose
from octavo.body.index import read_mark
from octavo.editions.index_list import index_section
from octavo.editions.pdf.words.index_marks import hold_words
from octavo.languages.index_words import index_words, sort_key
from octavo.model import Manuscript, Metadata, PageMap, PageStart
from octavo.pandoc import Pandoc

TEXT = """# One

A [harbour]{.index} with [boats]{.index entry="Boats!small"}.[]{.index entry="Tides|see{Sea}"}

[]{.index entry="Sea|("}Here *it [begins]{.index entry="2nd@Second thing"}* and[^1] goes on[]{.index entry="Sea|)"}.

[^1]: A note on [gulls]{.index}.

# Index
"""


@pytest.fixture(scope="module")
def body() -> Body:
    with Pandoc() as pandoc:
        return compose(Manuscript(f"---\ntitle: T\n---\n\n{TEXT}", "x.md"), Metadata("T", lang="en"), pandoc)


@pytest.mark.parametrize(
    ("entry", "path", "see", "also", "of_range"),
    [
        ("a!b!c!d", ["a", "b", "c"], "", "", ""),
        ("alpha@$\\alpha$|textbf", ["$alpha$"], "", "", ""),
        ('say "!", loud', ["say !, loud"], "", "", ""),
        ("a|see{b, c}", ["a"], "b, c", "", ""),
        ("a|seealso{b|c}", ["a"], "", "b|c", ""),
        ("a \\emph{of} {b}|(", ["a of b"], "", "", "("),
        ("", ["words"], "", "", ""),
    ],
)
def test_marks_are_read_as_makeindex_reads_them(
    entry: str, path: list[str], see: str, also: str, of_range: str
) -> None:
    mark = read_mark("ix-1", entry, "words", {})
    assert mark is not None
    assert [[words for _, words in mark.path], mark.see, mark.also, mark.range] == [path, see, also, of_range]
    assert read_mark("ix-1", " ", "", {}) is None


def test_entries_are_sorted_and_know_their_places(body: Body) -> None:
    assert [entry.words for entry in body.index] == ["Second thing", "Boats", "gulls", "harbour", "Sea", "Tides"]
    texts = {block.number: block.text for block in body.blocks}
    at = {entry.words: entry.places for entry in body.index}
    assert texts[at["harbour"][0][0].block][at["harbour"][0][0].offset :].startswith("harbour with boats")
    assert texts[at["Second thing"][0][0].block][at["Second thing"][0][0].offset :].startswith("begins and goes")
    first, last = at["Sea"][0]
    assert last is not None
    assert (first.offset, texts[last.block][last.offset :]) == (0, ".")
    gulls = at["gulls"][0][0]
    assert texts[gulls.block][gulls.offset :].startswith(" goes on"), "a note is where it is called"
    assert body.index[-1].see == ("Sea",)
    assert [entry.words for entry in body.index[1].below] == ["small"]


def test_a_heading_that_waits_for_the_index_becomes_its_heading(body: Body) -> None:
    assert [heading.text for heading in body.outline] == ["One"]
    assert [heading.text for heading in body.listed] == ["One", "Index"]
    assert body.notices == ()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["3 men", "école", "Eden", "zebra"]),
        ("de", ["Affe", "Äpfel", "Straße", "Strasse X", "Zoo"]),
        ("sv", ["apa", "zon", "åsna", "älg", "öl"]),
        ("cs", ["cena", "čas", "hora", "chata", "ja"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("pl", ["lato", "łoś", "miasto"]),
        ("da", ["zone", "æble", "øl", "ål"]),
    ],
)
def test_each_alphabet_has_its_order(lang: str, words: list[str]) -> None:
    found = words[::-1]
    found.sort(key=lambda word: sort_key(word, lang))
    assert found == words


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ('a <span id="ix-1"/>b c', 'a <span id="ix-1">b</span> c'),
        ('a<span id="ix-1"/> b c', 'a <span id="ix-1">b</span> c'),
        ('<span id="ix-1"/><span id="ix-2"/>b', '<span id="ix-1"/><span id="ix-2">b</span>'),
        ('a b.<span id="ix-1"/>', 'a <span id="ix-1">b.</span>'),
        ('a <span id="ix-1"/>bc.<a>1</a>', 'a <span id="ix-1">bc</span>.<a>1</a>'),
        ('a <em>b</em><span id="ix-1"/><em>c</em>', 'a <em>b</em><span id="ix-1"/><em>c</em>'),
    ],
)
def test_on_paper_a_mark_holds_a_word(given: str, made: str) -> None:
    tree = etree.fromstring(f"<p>{given}</p>")
    hold_words(tree)
    assert etree.tostring(tree).decode() == f"<p>{made}</p>"


def test_pages_in_a_row_are_a_range_and_each_page_is_said_once() -> None:
    pages = PageMap("", "", "", tuple(PageStart(n, label, n) for n, label in enumerate("i 1 2 3 4 5 6 7".split())))

    def place(block: int, number: int = 0) -> IndexPlace:
        return IndexPlace(f"ix-{block}-{number}", block, 0)

    def said(*places: tuple[IndexPlace, IndexPlace | None]) -> str:
        body = Body(
            Metadata(lang="en"), "book", etree.Element("div"), (), (), (), {}, "", "", "x.md",
            index=(IndexEntry("Sea", "Sea", places),), index_title="Index",
        )  # fmt: skip
        section = index_section(body, pages)
        return "".join(map(str, section[1][0].itertext())).removeprefix("Sea\u2002")

    assert said((place(1), None), (place(1, 2), None), (place(2), None)) == "1, 2"
    assert said((place(3), None), (place(1), None), (place(2), None), (place(6), None)) == "1\u20133, 6"
    assert said((place(0), None), (place(2), place(5)), (place(3), None)) == "i, 2\u20135"


def test_a_reference_leads_to_the_entry_itself_and_not_to_one_below_another() -> None:
    inner = IndexEntry("Sea", "Sea", (), ("Sea",))
    entries = (IndexEntry("Boat", "Boat", (), below=(inner,)), IndexEntry("Sea", "Sea", ()))
    body = Body(Metadata(lang="en"), "book", etree.Element("div"), (), (), (), {}, "", "", "x.md",
                index=entries, index_title="Index")  # fmt: skip
    section = index_section(body, None)
    named = [node for node in section.iter("li") if node.get("id")]
    assert [node.text for node in named] == ["Sea"]
    assert [node.get("href") for node in section.iter("a")] == [f"#{named[0].get('id')}"]


def test_the_words_of_an_index_are_in_the_language_of_the_book() -> None:
    assert index_words("de-AT").see == "siehe"
    assert index_words("tlh").title == "Index"


def test_the_words_of_an_entry_may_come_again_below_another() -> None:
    below = IndexEntry("Sea", "Sea", (), ("Sea",))
    entries = (IndexEntry("Sea", "Sea", ()), IndexEntry("Water", "Water", (), below=(below,)))
    body = Body(
        Metadata(lang="en"), "book", etree.Element("div"), (), (), (), {}, "", "", "x.md",
        index=entries, index_title="Index",
    )  # fmt: skip
    ids = [node.get("id") for node in index_section(body, None).iter("li")]
    assert [ident for ident in ids if ident] == ["octavo-index-1"]
    assert ids[0]
