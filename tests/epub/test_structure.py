"""The EPUB as a whole: a golden one, what holds of any body, chapters, notes, links, pages."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.editions.epub import make
from octavo.model import Picture

from tests.epub.books import METADATA, body, chapters, job, page_map
from tests.epub.reading import XHTML, sound
from tests.golden import same_as_file

HERE = Path(__file__).parent
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
PICTURES = (Picture("snow.png", PIXEL, "image/png", 1, 1), Picture("map.svg", SVG, "image/svg+xml", 10, 10))

EVERYTHING = """
<p>Before the first heading, a note<a class="noteref" id="fnref-1" href="#fn-1">1</a>.</p>
<section><h2 id="preface">Preface</h2>
<div class="epigraph"><p>Snow is a kind of silence.</p></div>
<p>See <a href="#winter">winter</a>, <a href="#fnref-2">a call</a>, <a href="https://example.org/">the net</a>
and <a href="#nowhere" title="gone">nowhere</a>.</p></section>
<section><h2 id="winter">Winter &amp; <em>frost</em></h2>
<p>Cold <span lang="de">Wörter</span><a class="noteref" id="fnref-2" href="#fn-2">2</a> and
<math display="inline" alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math> follow.</p>
<p class="formula"><math display="block" alttext="a=b"><mi>a</mi><mo>=</mo><mi>b</mi></math></p>
<figure><img src="images/snow.png" alt="Snow" width="1" height="1"/><figcaption>Snow.</figcaption></figure>
<section><h3 id="tables">Tables</h3>
<table class="columns-2"><caption>Depths</caption><thead><tr><td></td><th scope="col">cm</th></tr></thead>
<tbody><tr><td>January</td><td class="right">12</td></tr></tbody></table>
<ul><li>☒ shovel</li><li>sledge<ol start="3" type="a"><li>runners</li></ol></li></ul>
<dl><dt>Firn</dt><dd>Old snow.</dd></dl>
<pre><code class="language-python"><span class="tok-kw">return</span> 1
# end</code></pre><hr>
<div class="warning"><p>Thin ice.</p></div>
<div lang="ar" dir="rtl"><p>ثلج</p></div></section></section>
<section><h2 id="literatur">Literatur</h2>
<section class="references"><p id="ref-frost">Frost, R. 1923.</p></section></section>
<section><h2 id="coda">Coda</h2><p>After <a href="#ref-frost">Frost 1923</a>, <img src="images/map.svg" alt="a map"/>
the end.</p></section>
"""
NOTES = (
    "<p>The first note.</p>",
    '<p>The second<a class="noteref" id="fnref-3" href="#fn-3">3</a> note.</p><p>Its end.</p>',
    "<pre><code>a note within a note</code></pre>",
)
PAGES = (("i", None, 0), ("1", 0, 0), ("2", 2, 5), ("3", 5, 4), ("4", 26, 3))


def everything(form: str = "book") -> bytes:
    of = body(EVERYTHING, NOTES, pictures=PICTURES, form=form)
    return make(job(of, page_map(*PAGES))).data


def test_a_book_with_everything() -> None:
    book = sound(everything())
    for name in book.names:
        if name.endswith((".opf", ".ncx", ".xhtml")):
            same_as_file(HERE / "golden" / name.removeprefix("EPUB/"), book.read(name).decode())
    assert {path.name for path in (HERE / "golden").rglob("*.*")} == {
        name.rpartition("/")[2] for name in book.names if name.endswith((".opf", ".ncx", ".xhtml"))
    }


def test_a_short_article_is_one_flow() -> None:
    book = sound(everything("article"))
    assert book.chapters == ["title"]
    assert [href for _, href in book.nav("landmarks")] == [
        "cover.xhtml",
        "text/title.xhtml",
        "text/title.xhtml#ref-frost",
    ][:2] + [href for _, href in book.nav("landmarks")[2:]]
    assert "nav.xhtml" not in book.spine


@pytest.mark.parametrize("form", ["book", "article"])
def test_no_word_is_lost_and_none_moves_but_notes(form: str) -> None:
    of = body(EVERYTHING, NOTES, pictures=PICTURES, form=form)
    got = sound(everything(form)).words()
    for block in of.blocks:
        assert " ".join(block.text.split()) in got, block
    at = [got.index(" ".join(block.text.split())) for block in of.blocks if block.kind in ("h2", "h3")]
    assert at == sorted(at)


def test_two_processes_give_the_same_bytes() -> None:
    code = "import sys; from tests.epub.test_structure import everything; sys.stdout.buffer.write(everything())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=HERE.parent.parent,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
        ).stdout
        for seed in ("1", "77")
    ]
    assert runs[0] == runs[1]


def test_inserting_a_chapter_renames_no_other() -> None:
    old = body(chapters(5, 400), form="book")
    new = body('<section><h2 id="inserted">Inserted</h2><p>x</p></section>' + chapters(5, 400), form="book")
    before, after = (sound(make(job(of)).data).chapters for of in (old, new))
    assert [name for name in after if name != "inserted"] == before


def test_names_of_files_are_plain_and_never_clash() -> None:
    names = (
        "nav",
        "title",
        "Nav",
        "zürich",
        "zurich",
        "глава-1",
        "глава-2",
        "第一章",
        "a" * 200,
        "a" * 201,
        "x/../y",
        "con",
    )
    source = "".join(f'<section><h2 id="{name}">{name}</h2><p>text</p></section>' for name in names)
    book = sound(make(job(body(source, form="book"))).data)
    assert len(book.chapters) == len(names) + 1
    assert all(name.isascii() and len(name) < 80 and "/" not in name for name in book.chapters)


def test_a_part_is_split_into_its_chapters() -> None:
    inside = chapters(3, 900).replace("h2", "h3")
    book = sound(make(job(body(f'<section><h2 id="one">Part One</h2>{inside}</section>', form="book"))).data)
    assert book.chapters == ["title", "one", "chapter-1", "chapter-2", "chapter-3"]
    assert book.find("text/one.xhtml", "section").get("role") == "doc-part"
    assert book.find("text/chapter-1.xhtml", "section").get("role") == "doc-chapter"


def test_a_very_long_chapter_is_cut_at_its_sections() -> None:
    inside = chapters(20, 1500, "Section").replace("h2", "h3")
    long = f'<section><h2 id="long">Long</h2><p>{"Own text. " * 400}</p>{inside}</section>'
    book = sound(make(job(body(long, form="book"))).data)
    assert len(book.chapters) == 22


def test_many_small_sections_stay_with_their_chapter() -> None:
    inside = "".join(f'<section><h3 id="s{n}">S{n}</h3><p>short</p></section>' for n in range(2000))
    book = sound(make(job(body(f'<section><h2 id="one">One</h2>{inside}</section>', form="book"))).data)
    assert book.chapters == ["title", "one"]
    assert len(book.nav("toc")) == 2002


def test_the_notes_of_several_files_follow_the_text_in_their_order() -> None:
    book = sound(everything())
    assert book.chapters[-1] == "notes"
    notes = [div.get("id") for div in book.page("text/notes.xhtml").iter(f"{XHTML}div") if div.get("id")]
    assert notes == ["fn-1", "fn-2", "fn-3"]
    assert [title for title, _ in book.nav("toc")][-1] == "Notes"
    assert book.nav("landmarks")[-1][1] == "text/notes.xhtml"


def test_the_notes_of_one_file_stand_at_its_end() -> None:
    call = '<a class="noteref" id="fnref-1" href="#fn-1">1</a>'
    book = sound(make(job(body(f"<p>Text{call}.</p>", ["<p>Note.</p>"]))).data)
    assert book.chapters == ["title"]
    assert not [*book.page("text/title.xhtml").iter(f"{XHTML}aside")]  # e-readers with pop-up notes hide it
    assert [div.get("id") for div in book.page("text/title.xhtml").iter(f"{XHTML}div") if div.get("id")] == ["fn-1"]


def test_a_chapter_called_notes_keeps_its_file() -> None:
    call = '<a class="noteref" id="fnref-1" href="#fn-1">1</a>'
    tree = f'<section><h2 id="notes">Notes</h2><p>Text{call}.</p></section>'
    book = sound(make(job(body(tree, ["<p>Note.</p>"], form="book"))).data)
    assert book.chapters[1] == "notes"
    assert len(set(book.chapters)) == 3


def test_a_note_that_nobody_calls_is_not_lost() -> None:
    book = sound(make(job(body("<p>Text.</p>", ["<p>Stray note.</p>"]))).data)
    assert "Stray note." in book.words()


def test_the_list_of_pages_is_the_page_map() -> None:
    book = sound(everything())
    assert [label for label, _ in book.nav("page-list")] == ["1", "2", "3", "4"]
    assert [href for _, href in book.nav("page-list")] == [
        "text/title.xhtml#page-1",
        "text/preface.xhtml#page-2",
        "text/winter.xhtml#page-3",
        "text/coda.xhtml#page-4",
    ]
    assert book.meta("pageBreakSource") == ["The Weather in the Valley, PDF edition by Octavo, paper a4, theme octavo"]
    assert {"pageNavigation", "pageBreakMarkers"} <= set(book.meta("schema:accessibilityFeature"))


def test_without_a_page_map_no_pages_are_promised() -> None:
    book = sound(make(job(body(EVERYTHING, NOTES, pictures=PICTURES, form="book"))).data)
    assert book.nav("page-list") == []
    assert book.meta("pageBreakSource") == []
    assert not {"pageNavigation", "pageBreakMarkers"} & set(book.meta("schema:accessibilityFeature"))


def test_labels_of_pages_that_are_alike_or_odd() -> None:
    of = body("<p>One two three four five.</p>")
    pages = page_map(("1", 0, 0), ("1", 0, 4), ("A–1", 0, 8), ("", 0, 14), ("<&>", 0, 19))
    book = sound(make(job(of, pages)).data)
    assert [label for label, _ in book.nav("page-list")] == ["1", "1", "A–1", "4", "<&>"]


@pytest.mark.parametrize(("chosen", "shown"), [(None, True), (True, True), (False, False)])
def test_the_table_of_contents_as_a_page(chosen: bool | None, shown: bool) -> None:
    of = body(
        chapters(5, 100).replace("Chapter 1</h2>", "Snow</h2>"), form="book", metadata=replace(METADATA, toc=chosen)
    )
    book = sound(make(job(of)).data)
    assert ("contents.xhtml" in book.spine) is shown
    assert ("toc" in [reference.get("type") for reference in book.package.iter("{*}reference")]) is shown
    assert "nav.xhtml" not in book.spine  # its lists of landmarks and pages are printed as text by some e-readers


def test_a_book_without_headings_has_a_table_of_contents_nevertheless() -> None:
    book = sound(make(job(body("<p>Only this.</p>"))).data)
    assert book.nav("toc") == [("The Weather in the Valley", "text/title.xhtml")]


def test_an_empty_body() -> None:
    assert sound(make(job(body(""))).data).chapters == ["title"]


def test_a_picture_that_is_not_there_or_not_for_e_readers_becomes_its_words() -> None:
    odd = Picture("scan.tiff", b"II*\0", "image/tiff")
    source = '<p><img src="images/scan.tiff" alt="A scan"/> and <img src="images/none.png" alt=""/></p>'
    made = make(job(body(source, pictures=[odd])))
    assert "[A scan]" in sound(made.data).words()
    assert [notice.code for notice in made.notices] == ["picture-left-out"] * 2


def test_a_right_to_left_book() -> None:
    of = body("<p>نص</p>", metadata=replace(METADATA, lang="ar", title="كتاب"))
    book = sound(make(job(of)).data)
    page = book.page("text/title.xhtml")
    assert (page.get("dir"), page.get("lang")) == ("rtl", "ar")
    assert next(book.package.iter("{*}spine")).get("page-progression-direction") == "rtl"


def test_pages_begin_with_the_sentence_that_the_map_says() -> None:
    """Each marker stands at the beginning of its block, or of its sentence there, also within notes and code."""
    of = body(EVERYTHING, NOTES, pictures=PICTURES, form="book")
    starts = [(str(n), block.number, min(3, len(block.text) - 1)) for n, block in enumerate(of.blocks, 1) if block.text]
    book = sound(make(job(of, page_map(*starts))).data)
    assert len(book.nav("page-list")) == len(starts)
    for label, number, _ in starts:
        href = next(href for text, href in book.nav("page-list") if text == label)
        name, _, ident = href.partition("#")
        marker = next(e for e in book.page(name).iter(f"{XHTML}span") if e.get("id") == ident)
        whole = " ".join(of.blocks[number].text.split())
        after = " ".join(str(marker.xpath("string(following::text()[normalize-space()][1])")).split())
        assert whole.startswith(after[:2]) or after.startswith(whole[:2]), (label, whole, after)


INLINE = st.sampled_from(
    [
        "word",
        "<em>em</em>",
        "a &amp; b",
        "<code>c</code>",
        '<a href="#h1">link</a>',
        '<a href="#none">dead</a>',
        "<br>",
        '<math display="inline" alttext="x"><mi>x</mi></math>',
        '<img src="images/snow.png" alt="Snow"/>',
        '<span lang="fr">mot</span>',
    ]
)
BLOCKS = st.recursive(
    st.lists(INLINE, min_size=1, max_size=4).map(lambda parts: f"<p>{' '.join(parts)}</p>"),
    lambda inner: st.one_of(
        inner.map(lambda source: f"<blockquote>{source}</blockquote>"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "".join(["<ul>", *(f"<li>{i}</li>" for i in items), "</ul>"])
        ),
        inner.map(lambda source: f"<table><tbody><tr><td>{source}</td><td>x</td></tr></tbody></table>"),
    ),
    max_leaves=6,
)


SECTIONS = st.lists(st.tuples(st.integers(2, 4), st.lists(BLOCKS, max_size=3)), max_size=6)


@given(SECTIONS, st.sampled_from(["book", "article"]))
def test_any_body_makes_a_sound_book(sections: list[tuple[int, list[str]]], form: str) -> None:
    above, source = 1, "<p>start</p>"
    for number, (wanted, blocks) in enumerate(sections, 1):
        level = min(wanted, above + 1)
        source += "</section>" * (above - level + 1)
        source += f'<section><h{level} id="h{number}">Heading {number}</h{level}>{"".join(blocks)}'
        above = level
    source += "</section>" * (above - 1)
    sound(make(job(body(source, form=form, pictures=PICTURES))).data)


def test_only_a_book_with_formulas_carries_a_font() -> None:
    assert "EPUB/fonts/formulas.woff2" in sound(everything()).names
    assert not [name for name in sound(make(job(body("<p>x</p>"))).data).names if "font" in name]
