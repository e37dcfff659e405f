"""Page maps as JSON, and markers at every kind of place."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from octavo.body import Note, block_text, numbered
from octavo.errors import EditionError
from octavo.model import PageMap, PageStart
from octavo.pagemap import from_json, mark, page_of, to_json

TREE = """<div><section><h2 id="a" data-b="0">A <em>head</em></h2>
<p data-b="1">One <em>two <b>three</b> four</em> five<a class="noteref" id="fnref-1" href="#fn-1">1</a> six
<math alttext="x"><mi>x</mi></math> seven.</p>
<p class="verse" data-b="2">First line<br/>\u00a0\u00a0second line<br/>third</p>
<ul><li data-b="3">item<ul><li data-b="4">nested item</li></ul></li></ul>
<pre data-b="5"><code class="language-x"><span class="tok-kw">def</span> f():\n    pass</code></pre>
<table><tbody><tr><td data-b="6">cell one</td><td><p data-b="7">cell two</p></td></tr></tbody></table>
<figure data-b="8"><img src="images/x.png" alt=""/><figcaption data-b="9">Caption</figcaption></figure>
<hr data-b="10"/>
<p data-b="11"><math alttext="y"><mi>y</mi></math></p>
</section></div>"""
NOTE = '<aside id="fn-1"><p data-b="12">Note text with <em>style</em>.</p><p data-b="13">More.</p></aside>'


def body() -> tuple[_Element, tuple[Note, ...]]:
    note = etree.fromstring(NOTE)
    return etree.fromstring(TREE), (Note(1, "fn-1", "fnref-1", note),)


def make_map(*starts: tuple[int | None, int]) -> PageMap:
    pages = (PageStart(i, str(i + 1), block, offset) for i, (block, offset) in enumerate(starts))
    return PageMap("abc", "a4", "octavo", tuple(pages))


def marker(page: PageStart) -> _Element:
    return etree.Element("span", {"class": "pagebreak", "id": f"page-{page.label}"})


def texts() -> dict[int, str]:
    tree, notes = body()
    blocks = {**numbered(tree), **numbered(notes[0].tree)}
    return {number: block_text(block) for number, block in blocks.items()}


TEXTS = texts()
PLACES = st.sampled_from([(block, offset) for block, text in TEXTS.items() for offset in range(len(text) + 1)])


@given(st.lists(PLACES, unique=True, max_size=30).map(sorted))
def test_markers_stand_where_the_pages_begin(places: list[tuple[int, int]]) -> None:
    tree, notes = body()
    marked = mark(tree, notes, make_map(*places), marker)
    assert [page.label for page in marked] == [str(i + 1) for i in range(len(places))]
    blocks = {**numbered(tree), **numbered(notes[0].tree)}
    for number, block in blocks.items():
        assert block_text(block) == TEXTS[number]
    for page, (number, offset) in zip(marked, places, strict=True):
        if blocks[number].tag == "hr":
            found = blocks[number].getprevious()
            assert found is not None
            assert found.get("id") == f"page-{page.label}"
        else:
            assert text_before(blocks[number], f"page-{page.label}") == TEXTS[number][:offset]


def text_before(block: _Element, identifier: str) -> str:
    """The block's text before a marker, by cutting everything from the marker on."""
    cut = copy.deepcopy(block)
    found = next(node for node in cut.iter("span") if node.get("id") == identifier)
    found.tail = None
    while (parent := found.getparent()) is not None:
        for later in list(found.itersiblings()):
            parent.remove(later)
        found = parent
        if found is not cut:
            found.tail = None
    return block_text(cut)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((1, 8), '<em>two <b><span class="pagebreak" id="page-1"/>three</b>'),
        ((1, 10), '<b>th<span class="pagebreak" id="page-1"/>ree</b>'),
        ((2, 13), '<br/>\u00a0\u00a0<span class="pagebreak" id="page-1"/>second line<br/>'),
        ((5, 0), '<code class="language-x"><span class="pagebreak" id="page-1"/><span class="tok-kw">def'),
        ((8, 0), '<span class="pagebreak" id="page-1"/><img'),
        ((10, 0), '<span class="pagebreak" id="page-1"/><hr'),
        ((11, 0), '<p data-b="11"><span class="pagebreak" id="page-1"/><math'),
        ((4, 7), 'nested <span class="pagebreak" id="page-1"/>item'),
    ],
)
def test_the_place_in_the_markup(place: tuple[int, int], expected: str) -> None:
    tree, notes = body()
    mark(tree, notes, make_map(place), marker)
    assert expected in etree.tostring(tree, encoding="unicode")


def test_pages_without_text_get_no_marker() -> None:
    tree, notes = body()
    marked = mark(tree, notes, make_map((None, 0), (None, 0), (1, 4), (None, 0), (13, 0)), marker)
    assert [page.label for page in marked] == ["3", "5"]
    assert "page-5" in etree.tostring(notes[0].tree, encoding="unicode")


@pytest.mark.parametrize("place", [(99, 0), (0, 99)])
def test_a_map_of_another_text_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(EditionError):
        mark(*body(), make_map(place), marker)


PAGE = st.builds(
    PageStart,
    st.integers(0, 9999),
    st.text(max_size=5),
    st.none() | st.integers(0, 10**6),
    st.integers(0, 10**6),
)


@given(st.lists(PAGE, max_size=20), st.text(max_size=10))
def test_json_there_and_back(pages: list[PageStart], text: str) -> None:
    one = PageMap(text, "148mm 210mm", "octavo", tuple(pages))
    assert from_json(to_json(one)) == one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format": 0}',
        '{"format": 1, "pages": 3}',
        '{"format": 1, "pages": [["0", "1", 2, 3]], "manuscript": "", "paper": "", "theme": ""}',
        "[" * 100_000,
    ],
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(EditionError):
        from_json(text)


def test_json_is_one_page_a_line() -> None:
    assert to_json(make_map((None, 0), (3, 14))) == (
        '{\n "format": 1,\n "manuscript": "abc",\n "paper": "a4",\n "theme": "octavo",\n "pages": [\n'
        '  [0, "1", null, 0],\n  [1, "2", 3, 14]\n ]\n}\n'
    )


def test_page_of_a_place() -> None:
    pages = make_map((None, 0), (0, 0), (3, 10), (3, 50), (7, 0))
    found = [page_of(pages, *place) for place in ((0, 0), (3, 9), (3, 10), (4, 0), (9, 5))]
    assert [page.label if page else None for page in found] == ["2", "2", "3", "4", "5"]
    assert page_of(make_map((5, 0)), 4) is None
