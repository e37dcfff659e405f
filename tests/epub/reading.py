"""An EPUB taken apart for the tests, and what must hold of every one."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element
from octavo.body import BLOCK_TAGS

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


class Epub:
    """The files of a publication, by name; documents are parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()
        self.package = self.parse("EPUB/content.opf")

    def read(self, name: str) -> bytes:
        return self.archive.read(name)

    def parse(self, name: str) -> _Element:
        return etree.fromstring(self.read(name))

    def page(self, name: str) -> _Element:
        return self.parse(f"EPUB/{name}")

    @property
    def spine(self) -> list[str]:
        hrefs = {item.get("id"): item.get("href", "") for item in self.package.iter(f"{OPF}item")}
        return [hrefs[ref.get("idref")] for ref in self.package.iter(f"{OPF}itemref")]

    @property
    def chapters(self) -> list[str]:
        return [name.removeprefix("text/").removesuffix(".xhtml") for name in self.spine if name.startswith("text/")]

    @property
    def documents(self) -> list[str]:
        return [name for name in self.names if name.endswith(".xhtml")]

    def find(self, name: str, tag: str) -> _Element:
        """The first element of a kind in a document."""
        return next(self.page(name).iter(f"{XHTML}{tag}"))

    def meta(self, name: str) -> list[str]:
        return [meta.text or "" for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == name]

    def dc(self, name: str) -> list[str]:
        return [element.text or "" for element in self.package.iter(f"{DC}{name}")]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """Words and targets of one list of the navigation document."""
        for nav in self.page("nav.xhtml").iter(f"{XHTML}nav"):
            if nav.get(TYPE) == kind:
                return [("".join(map(str, a.itertext())), a.get("href", "")) for a in nav.iter(f"{XHTML}a")]
        return []

    def words(self) -> str:
        """The text of the chapters in the order of the spine, white space folded."""
        parts: list[str] = []
        for name in self.spine:
            if name.startswith("text/"):
                body = self.page(name).find(f"{XHTML}body")
                parts += [] if body is None else _text(body)
        return " ".join("".join(parts).split())


def _text(element: _Element) -> Iterator[str]:
    """As people read it: without formulas, calls of notes and ways back; blocks apart."""
    tag = str(element.tag).rpartition("}")[2]
    yield " " if tag in BLOCK_TAGS or tag == "br" else ""
    if tag != "math" and element.get("role") not in ("doc-noteref", "doc-backlink"):
        yield element.text or ""
        for child in element:
            yield from _text(child)
            yield child.tail or ""
    yield " " if tag in BLOCK_TAGS else ""


def sound(data: bytes) -> Epub:
    """What holds of every EPUB, whatever it says. Gives the publication."""
    book = Epub(data)
    entries = book.archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert book.read("mimetype") == b"application/epub+zip"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len(book.names) == len({name.casefold() for name in book.names})
    items = [item.get("href", "") for item in book.package.iter(f"{OPF}item")]
    outside = {"mimetype", "META-INF/container.xml", "EPUB/content.opf"}
    assert sorted(f"EPUB/{href}" for href in items) == sorted(set(book.names) - outside)
    ids = [element.get("id") for element in book.package.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    places = {name: _ids(book.parse(name)) for name in book.documents}
    dead = [
        (name, href)
        for name in (*book.documents, "EPUB/toc.ncx")
        for href in _addresses(book.parse(name))
        if not _leads(name, href, places, set(book.names))
    ]
    assert dead == []
    _check_properties(book)
    _check_order(book)
    return book


def _ids(root: _Element) -> set[str]:
    counted = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in counted.items() if count > 1] == []
    return {name for name in counted if name}


def _addresses(root: _Element) -> Iterator[str]:
    for element in root.iter():
        for attribute in ("href", "src"):
            address = element.get(attribute)
            if address is not None and ":" not in address:
                yield address


def _leads(name: str, href: str, places: dict[str, set[str]], names: set[str]) -> bool:
    file, _, ident = href.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file))) if file else name
    return there in names and (not ident or unquote(ident) in places[there])


def _check_properties(book: Epub) -> None:
    """MathML is declared where it is, and only there."""
    for item in book.package.iter(f"{OPF}item"):
        if item.get("media-type") == "application/xhtml+xml":
            page = book.page(item.get("href", ""))
            has_math = next(page.iter("{http://www.w3.org/1998/Math/MathML}math"), None) is not None
            assert has_math == ("mathml" in item.get("properties", "").split())
            assert not [e.tag for e in page.iter(etree.Element) if not str(e.tag).startswith("{")]
            assert not [e for e in page.iter() if e.get("data-b")]


def _check_order(book: Epub) -> None:
    """The NCX counts up in the order of reading, and the list of pages follows the text."""
    ncx = book.page("toc.ncx")
    turns: dict[str, int] = {}
    for point in ncx.iter(f"{NCX}navPoint", f"{NCX}pageTarget"):
        content = point.find(f"{NCX}content")
        assert content is not None
        turn = int(point.get("playOrder", ""))
        assert turns.setdefault(content.get("src", ""), turn) == turn
    assert sorted(set(turns.values())) == list(range(1, len(set(turns.values())) + 1))
    order: dict[str, int] = {}
    for name in book.spine:
        order[name] = len(order)
        for element in book.page(name).iter():
            if element.get("id"):
                order[f"{name}#{element.get('id')}"] = len(order)
    by_turn = sorted(turns, key=lambda href: turns[href])
    assert by_turn == sorted(turns, key=lambda href: order[href])
    for kind in ("toc", "page-list"):
        places = [order[href] for _, href in book.nav(kind)]
        assert places == sorted(places)
