"""A book laid out chapter by chapter is the book laid out at one go: text, pages, structure, links, bookmarks."""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from octavo.body import Body, IndexEntry, IndexPlace
from octavo.editions.pdf import recipe
from octavo.editions.pdf.chapters import placing
from octavo.editions.pdf.chapters.keeping import unpacked
from octavo.editions.pdf.chapters.merging import Part, merge
from octavo.editions.pdf.chapters.opening import Opening
from octavo.editions.pdf.chapters.stretches import cut
from octavo.editions.pdf.design import standard
from octavo.editions.pdf.weasyprint_door import weasy
from octavo.errors import EditionError
from octavo.model import Made

from tests.pdf.bodies import job, make_body, sentences

FIGURE = '<figure><img src="a.png" alt="Boats" width="200" height="100"/><figcaption>Boats</figcaption></figure>'
TABLE = (
    '<table><thead><tr><th scope="col">Name</th><th scope="col">Size</th></tr></thead>'
    "<tbody><tr><td>boat</td><td>12</td></tr></tbody></table>"
)


def chapter(number: int, level: str, *more: str) -> str:
    later = f'<p>See <a href="#c{number % 5 + 1}">there</a> and <a href="#c{(number + 2) % 5 + 1}">there</a>.</p>'
    note = f'<p>A call<a class="noteref" id="fnref-{number}" href="#fn-{number}">{number}</a>.</p>'
    text = "".join(f"<p>{sentences(7, number * 1000 + at * 20)}</p>" for at in range(3))
    return f'<section><{level} id="c{number}">Chapter {number}</{level}>{note}{text}{later}{"".join(more)}</section>'


FRONT = (
    '<section class="dedication" id="d"><p>For all who row.</p></section>'
    f'<section class="preface"><h2 id="pre">Preface</h2><p><span id="ix-1"/>{sentences(30)}</p>'
    '<p>See <a href="#c4">there</a>.</p></section>'
)
BOOK = (
    chapter(1, "h2", TABLE, FIGURE)
    + f'<section class="part"><h2 id="p1">A part</h2>{chapter(2, "h3")}{chapter(3, "h3", TABLE)}</section>'
    + chapter(
        4,
        "h2",
        '<p><span id="ix-2"/>As <a href="#pre">the preface</a> says.</p>',
        '<p>Site: <a href="https://example.com/">the site</a>.</p>',
        FIGURE,
    )
    + chapter(5, "h2", '<p lang="fr">Une phrase.</p>')
)
NOTES = "".join(f'<aside id="fn-{n}"><p>Note {n}: {sentences(2, n)}</p></aside>' for n in range(1, 6))


def make(patch: pytest.MonkeyPatch, body: Body, *, long: bool, css: str = "", kept: bytes = b"") -> Made:
    patch.setattr(recipe, "LONG", 0 if long else 10**9)
    patch.setattr(placing, "LEAST", 20)
    made = replace(job(body, papersize="a6"), kept=kept, under="versions")
    return recipe.press(made, replace(standard(made.options, made.theme), extra_css=css))


def english(book: str = BOOK) -> Body:
    body = make_body(FRONT + book, NOTES, form="book", toc=True, pictures=("a.png",), front=2)
    holders = {node.get("id"): node.getparent() for node in body.tree.iter("span") if node.get("id")}
    numbers = {name: int(holder.get("data-b", "")) for name, holder in holders.items() if holder is not None}
    places = [IndexPlace(name, numbers[name], 0) for name in ("ix-1", "ix-2")]
    entry = IndexEntry("Oars", "Oars", ((places[0], None), (places[1], None)), also=("Masts",))
    return replace(body, index=(entry,), index_title="Index")


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Made, Made]]:
    with pytest.MonkeyPatch.context() as patch:
        yield make(patch, english(), long=False), make(patch, english(), long=True)


def words(made: Made) -> list[str]:
    with pypdfium2.PdfDocument(made.data) as document:
        texts = []
        for page in document:
            part = page.get_textpage()
            texts.append(part.get_text_bounded())
            part.close()
            page.close()
        return texts


def test_text_and_pages_are_the_same(both: tuple[Made, Made]) -> None:
    whole, merged = both
    assert whole.data != merged.data
    assert whole.pages == merged.pages
    assert whole.page_count == merged.page_count
    assert words(whole) == words(merged)
    assert whole.notices == merged.notices


def test_the_boxes_of_written_chapters_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[weakref.ref[Any]] = []
    alive: list[int] = []
    lay_out, write = weasy.Engine.lay_out, weasy.Engine.write

    def counted(self: Any, *given: Any, **named: Any) -> Any:
        alive.append(sum(page() is not None for page in written))
        return lay_out(self, *given, **named)

    def noted(self: Any, parts: Any, *given: Any, **named: Any) -> Any:
        written.extend(weakref.ref(page._page_box) for part in parts for page in part.document.pages)
        return write(self, parts, *given, **named)

    monkeypatch.setattr(weasy.Engine, "lay_out", counted)
    monkeypatch.setattr(weasy.Engine, "write", noted)
    make(monkeypatch, english(), long=True)
    assert len(written) > 20
    assert max(alive) <= 2


def test_what_stands_before_the_text_has_roman_numbers(both: tuple[Made, Made]) -> None:
    """Half title i, title iii, dedication v, contents vii, preface ix: each begins on a right page; chapter 1 on 1."""
    pages = both[0].pages
    assert pages is not None
    before = [(page.label, page.block) for page in pages.pages if page.label.islower()]
    assert [label for label, _ in before[:9]] == "i ii iii iv v vi vii viii ix".split()
    assert [block for _, block in before[:9]] == [None, None, None, None, 0, None, None, None, 1]
    assert len(before) % 2 == 0
    assert next(page.block for page in pages.pages if page.label == "1") == 4
    texts = words(both[0])
    assert texts[0].split() == ["A", "Title"]
    contents = texts[6].replace(" .", "").split()
    assert contents[:3] == ["Contents", "Preface", "ix"]
    assert any("the preface (p. ix) says" in " ".join(text.replace("\xa0", " ").split()) for text in texts)
    four = next(page.label for page in pages.pages if texts[page.index].startswith("Chapter 4"))
    assert f"See there (p. {four})" in " ".join(" ".join(texts[8:12]).replace("\xa0", " ").split())


def test_the_index_is_behind_the_text_with_its_pages(both: tuple[Made, Made]) -> None:
    whole, texts = both[0].pages, words(both[0])
    assert whole is not None
    four = next(page.label for page in whole.pages if "As the preface" in texts[page.index])
    assert texts[-1].split()[:2] == ["Index", "Oars"]
    assert texts[-1].split()[2:4] == ["ix,", f"{four}."]
    assert re.search(rf"Index[ .]+{whole.pages[-1].label}", texts[6])
    assert whole.pages[-1].block is None


def test_a_part_has_a_right_page_of_its_own(both: tuple[Made, Made]) -> None:
    texts = words(both[0])
    at = next(number for number, text in enumerate(texts) if text.strip().startswith("A part"))
    assert at % 2 == 0
    assert [word for word in texts[at].split() if not word.isdigit()] == ["A", "part"]
    assert not texts[at + 1].strip()
    assert texts[at + 2].startswith("Chapter 2")


def structure(document: pikepdf.Pdf) -> list[Any]:
    """The tree of the structure: what each element is, on which page, with what content; ids by where they stand."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    ids: dict[str, int] = {}

    def seen(element: Any, parent: Any) -> Any:
        if not hasattr(element, "keys"):
            return int(element)
        if element.get("/Type") == "/OBJR":
            return ("link", pages[element.Pg.objgen], str(element.Obj.get("/Dest", element.Obj.get("/A", ""))))
        assert element.P.objgen == parent.objgen
        identifier = ids.setdefault(str(element.ID), len(ids)) if "/ID" in element else None
        facts = [str(element.get(key, "")) for key in ("/S", "/Lang", "/Alt", "/ActualText")]
        headers = [ids[str(name)] for name in element.get("/A", {}).get("/Headers", ())]
        page = pages[element.Pg.objgen] if "/Pg" in element else None
        return (*facts, identifier, headers, page, [seen(kid, element) for kid in element.get("/K", ())])

    root = document.Root.StructTreeRoot
    return [seen(element, root) for element in root.K]


def test_the_structure_is_the_same(both: tuple[Made, Made]) -> None:
    with pikepdf.open(BytesIO(both[0].data)) as whole, pikepdf.open(BytesIO(both[1].data)) as merged:
        assert structure(whole) == structure(merged)


def test_every_mark_and_link_has_its_element(both: tuple[Made, Made]) -> None:
    with pikepdf.open(BytesIO(both[1].data)) as document:
        entries = document.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(key) for key in entries[::2]]
        assert keys == list(range(len(keys)))
        top = document.Root.StructTreeRoot.K[0]
        for number, page in enumerate(document.pages):
            for mark, element in enumerate(entries[2 * int(page.obj.StructParents) + 1]):
                assert mark in [kid for kid in element.K if not hasattr(kid, "keys")]
                assert element.Pg.objgen == page.obj.objgen, number
                assert top_of(element).objgen == top.objgen
            for link in page.obj.get("/Annots", ()):
                assert entries[2 * int(link.StructParent) + 1].S == "/Link"


def top_of(element: Any) -> Any:
    return element if element.S == "/Document" else top_of(element.P)


def bookmarks(document: pikepdf.Pdf) -> list[Any]:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}

    def told(items: Any) -> list[Any]:
        return [
            (item.title, pages[item.destination[0].objgen], round(float(item.destination[3]), 2), told(item.children))
            for item in items
        ]

    with document.open_outline() as outline:
        return told(outline.root)


def places(document: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    names = document.Root.Names.Dests.Names
    return {
        str(names[at]): (pages[names[at + 1][0].objgen], round(float(names[at + 1][3]), 2))
        for at in range(0, len(names), 2)
    }


def test_links_bookmarks_and_labels_are_the_same(both: tuple[Made, Made]) -> None:
    with pikepdf.open(BytesIO(both[0].data)) as whole, pikepdf.open(BytesIO(both[1].data)) as merged:
        assert bookmarks(whole) == bookmarks(merged)
        assert [len(item[3]) for item in bookmarks(merged)].count(2) == 1, "the chapters of the part stand below it"
        assert places(whole) == places(merged)
        wanted = {str(link.Dest) for page in merged.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link}
        assert wanted
        assert wanted <= places(merged).keys()
        assert [page.label for page in whole.pages] == [page.label for page in merged.pages]
        assert whole.docinfo == merged.docinfo
        assert list(whole.Root.Names.Dests.Names[::2]) == list(merged.Root.Names.Dests.Names[::2])


def test_fonts_and_pictures_are_there_once(both: tuple[Made, Made]) -> None:
    with pikepdf.open(BytesIO(both[0].data)) as whole, pikepdf.open(BytesIO(both[1].data)) as merged:
        assert embedded(whole) == embedded(merged)
        pictures = {
            picture.objgen
            for page in merged.pages
            for picture in page.obj.Resources.get("/XObject", {}).values()
            if picture.Subtype == "/Image"
        }
        assert len(pictures) == 1


def embedded(document: pikepdf.Pdf) -> list[str]:
    fonts = {font.objgen: str(font.BaseFont) for page in document.pages for font in page.obj.Resources.Font.values()}
    files = [entry for entry in document.objects if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry]
    assert len(files) == len(fonts)
    return sorted(fonts.values())


def test_the_same_book_gives_the_same_bytes(both: tuple[Made, Made]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert make(patch, english(), long=True).data == both[1].data


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages come before each text that is laid out, in the order of the work."""
    behind: list[int] = []
    given = weasy.Engine.lay_out

    def counted(
        engine: Any, root: Any, css: str, files: Any, place: Any = None, step: float = 0, pages: int = 0, **more: Any
    ) -> Any:
        if step:
            behind.append(pages)
        return given(engine, root, css, files, place, step, pages, **more)

    monkeypatch.setattr(weasy.Engine, "lay_out", counted)
    return behind


def test_chapters_that_are_kept_are_not_laid_out_again(
    both: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch, laid_out: list[int]
) -> None:
    again = make(monkeypatch, english(), long=True, kept=both[1].keep)
    assert set(laid_out) <= {0}, "only where the first numbers are guessed, because none is known yet"
    assert again == both[1]


def test_one_chapter_changed_is_laid_out_alone(
    both: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch, laid_out: list[int]
) -> None:
    changed = english(
        BOOK.replace("number 1020.", "number 1020."[::-1]).replace("<p>A call", "<p>A new block</p><p>A call", 1)
    )
    assert changed.blocks[5].text != english().blocks[5].text
    quick = make(monkeypatch, changed, long=True, kept=both[1].keep)
    assert set(laid_out) == {0}, "the blocks of the others have new numbers, and that is all"
    assert quick == make(monkeypatch, changed, long=True)
    assert quick.data != both[1].data


@pytest.mark.parametrize(
    "harm", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"endobj", b"endobk", 1)]
)
def test_what_is_kept_and_not_whole_is_as_good_as_nothing(
    both: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch, laid_out: list[int], harm: Callable[[bytes], bytes]
) -> None:
    assert make(monkeypatch, english(), long=True, kept=harm(both[1].keep)) == both[1]
    assert laid_out


def test_a_part_that_does_more_than_link_is_refused(both: tuple[Made, Made]) -> None:
    kept = unpacked(both[1].keep)
    part = next(placed for placed in kept.stretches.values() if placed.said)
    out = BytesIO()
    with pikepdf.open(BytesIO(part.data)) as document:
        page = next(page for page in document.pages if "/Annots" in page.obj)
        page.obj.Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(out)
    with pytest.raises(EditionError, match="more than links"):
        merge(Part(both[0].data, ()), [Part(out.getvalue(), ())], [])


def test_a_book_from_the_right_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["<p>" + "כל בוקר נשא הנהר סירות קטנות אל הים. " * 30 + "</p>" for _ in range(3)]
    html = "".join(f'<section><h2 id="c{n}">פרק {n}</h2>{text}</section>' for n, text in enumerate(texts))
    body = make_body(html, form="book", lang="he", title="ספר")
    whole, merged = (make(monkeypatch, body, long=long) for long in (False, True))
    assert whole.data != merged.data
    assert whole.pages == merged.pages
    assert words(whole) == words(merged)


@pytest.mark.parametrize("kind", ["recto", "left"])
def test_chapters_that_open_on_one_side_get_their_blank_pages(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    css = f".o-book > div > section, .o-book section.part > section {{ break-before: {kind} }}"
    whole, merged = (make(monkeypatch, english(), long=long, css=css) for long in (False, True))
    assert whole.data != merged.data
    assert whole.pages == merged.pages
    assert [text.split() for text in words(whole)] == [text.split() for text in words(merged)]


@pytest.mark.parametrize("css", [".o-book > div > section { break-before: auto }", "h2 { counter-increment: chapter }"])
def test_what_a_chapter_alone_cannot_know_is_laid_out_at_one_go(monkeypatch: pytest.MonkeyPatch, css: str) -> None:
    whole, other = (make(monkeypatch, english(), long=long, css=css) for long in (False, True))
    assert whole.data == other.data


def test_stretches_begin_with_sections_and_keep_the_order() -> None:
    tree = etree.fromstring(
        "<div>a<p>b</p><section>c d</section><p>e</p><section class='part'><h2>f</h2><section>g h</section>"
        "<section>i j</section></section><section>k</section></div>"
    )
    shapes = [
        etree.tostring(part, encoding="unicode")
        for part in cut(etree.fromstring(etree.tostring(tree)), within_parts=True, least=3)
    ]
    assert shapes == [
        "<div>a<p>b</p><section>c d</section><p>e</p></div>",
        '<div><section class="part"><h2>f</h2><section>g h</section></section></div>',
        '<div><section class="part"><section>i j</section></section><section>k</section></div>',
    ]
    assert len(cut(tree, within_parts=False, least=3)) == 3


def test_blank_pages_are_known_by_side() -> None:
    assert not Opening("page", within_parts=True).needs_blank(3)
    assert Opening("recto", within_parts=True).needs_blank(3)
    assert not Opening("recto", within_parts=True).needs_blank(4)
    assert Opening("page", within_parts=True, part="recto").needs_blank(3, part=True)
    assert Opening("right", within_parts=True, leftwards=True).needs_blank(4)
