"""The EPUB edition read back, by zipfile and lxml."""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from octavo.check.inventories.held import Inventory, Link
from octavo.check.inventories.inventory import Collector, plain, walk
from octavo.editions.epub.engines.in_one_line import GROUP, PHANTOM, SIGNS
from octavo.text import shown

_MOST = 512 * 1024 * 1024
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    NotImplementedError,
    EOFError,
    StopIteration,
    RuntimeError,
    OSError,
)
"""How the libraries that read a file tell that it is of another kind, or not whole."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NCX = "application/x-dtbncx+xml"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_PHANTOM = ["mpadded", "mphantom", "mtext"]


@dataclass
class Book:
    """What an EPUB holds: its text, what its package and its navigation say, and what is wrong with it as a file.

    ``shown_contents`` are those of the page that shows them, ``pictures`` the digests of those that the text shows,
    ``shown`` and ``drawings`` the paths of these and of drawn formulas, ``described`` the elements of the package that
    describe the book, ``spoken`` the language and direction of each page, ``old_contents`` the headings of the NCX.
    """

    inventory: Inventory
    title: str = ""
    authors: list[str] = field(default_factory=list)
    lang: str = ""
    contents: list[Link] = field(default_factory=list)
    shown_contents: list[Link] | None = None
    pages: list[Link] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    described: list[tuple[str, str]] = field(default_factory=list)
    direction: str = ""
    spoken: list[tuple[str, str, str]] = field(default_factory=list)
    old_contents: list[str] | None = None
    style: str = ""
    targets: dict[str, set[str | None]] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_epub(data: bytes) -> Book:
    """Read a book. Never raises for a damaged one: faults are listed in ``problems``."""
    collector = Collector()
    book = Book(collector.inventory)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _read(archive, book, collector)
    except DAMAGED as error:
        book.problems.append(f"{type(error).__name__}: {error}")
    collector.finish()
    return book


def _read(archive: zipfile.ZipFile, book: Book, collector: Collector) -> None:
    book.problems += _container(archive)
    package = next(_parse(archive, "META-INF/container.xml").iter("{*}rootfile")).get("full-path", "")
    folder = posixpath.dirname(package)
    root = _parse(archive, package)
    book.title = plain(_text(root.find(f".//{_DC}title")))
    book.authors = [plain(_text(node)) for node in root.iter(f"{_DC}creator")]
    book.lang = plain(_text(root.find(f".//{_DC}language")))
    book.described = [(f"dc:{str(node.tag).rpartition('}')[2]}", plain(_text(node))) for node in root.iter(f"{_DC}*")]
    files = {item.get("id"): item for item in root.iter(f"{_OPF}item")}
    paths = {name: _joined(folder, item.get("href", "")) for name, item in files.items()}
    names = set(archive.namelist())
    book.problems += [f"{path} is listed and not there" for path in paths.values() if path not in names]
    book.problems += [f"{name} is not listed" for name in sorted(names - {*paths.values(), package}) if _is_own(name)]
    book.problems += _kinds(archive, [(paths[name], item) for name, item in files.items() if paths[name] in names])
    nav = next((name for name, item in files.items() if "nav" in item.get("properties", "").split()), None)
    for spine in root.iter(f"{_OPF}spine"):
        book.direction = spine.get("page-progression-direction") or ""
    _pages(archive, root, {name: (paths[name], item) for name, item in files.items() if name != nav}, book, collector)
    for name, item in files.items():
        if name == nav:
            _navigation(_parse(archive, paths[name]), paths[name], book)
        elif item.get("media-type") == _NCX and paths[name] in names:
            old = _parse(archive, paths[name])
            points = [point.find("{*}navLabel") for point in old.iter("{*}navPoint")]
            pages = [page.find("{*}navLabel") for page in old.iter("{*}pageTarget")]
            book.old_contents = [shown(_text(node)) for node in (*points, *old.iter("{*}docTitle"), *pages)]
        elif item.get("media-type") == "text/css" and paths[name] in names:
            book.style += archive.read(paths[name]).decode("utf-8", "replace")


def _is_own(name: str) -> bool:
    return name != "mimetype" and not name.startswith("META-INF/")


_SIGNATURES = {
    "image/png": b"\x89PNG",
    "image/jpeg": b"\xff\xd8",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
    "font/woff2": b"wOF2",
    "application/javascript": b"\0never",
    "text/javascript": b"\0never",
}


def _kinds(archive: zipfile.ZipFile, listed: Iterable[tuple[str, _Element]]) -> Iterator[str]:
    """Files that are not what the package calls them; programs are never ours."""
    for path, item in listed:
        begins = _SIGNATURES.get(item.get("media-type", ""))
        if begins is not None:
            with archive.open(path) as file:
                if file.read(len(begins)) != begins:
                    yield f"{path} is not what it is called"


def _pages(
    archive: zipfile.ZipFile,
    root: _Element,
    files: Mapping[str | None, tuple[str, _Element]],
    book: Book,
    collector: Collector,
) -> None:
    """Read the pages in the order of reading."""
    parsed: dict[str, _Element] = {}
    digests: dict[str, str] = {}
    entries = set(archive.namelist())
    for ref in root.iter(f"{_OPF}itemref"):
        path, item = files.get(ref.get("idref"), ("", root))
        if not path:
            continue
        if (scripted := "scripted" in item.get("properties", "").split()) or ref.get("linear") == "no":
            book.problems.append(f"{path} is {'scripted' if scripted else 'left out of the reading order'}")
        if parsed and path.endswith("/cover.xhtml"):
            book.problems.append("the cover is not the first page")
        parsed[path] = page = _parse(archive, path)
        book.problems += _head(page, path)
        book.spoken.append((path, page.get("lang") or "", page.get("dir") or ""))
        for nav in page.iter(f"{_XHTML}nav"):
            book.shown_contents = _links(nav)
        body = page.find(f"{_XHTML}body")
        before, drawn = len(collector.inventory.sources), len(collector.inventory.drawings)
        _without_phantoms(page)
        walk(page if body is None else body, collector)
        for source in collector.inventory.sources[before:]:
            there = _joined(posixpath.dirname(path), source)
            if there not in digests:
                digests[there] = hashlib.sha256(archive.read(there)).hexdigest() if there in entries else ""
            book.pictures.append(digests[there])
            book.shown.append(there)
        book.drawings += [_joined(posixpath.dirname(path), source) for source in collector.inventory.drawings[drawn:]]
    book.targets = {path: {node.get("id") for node in page.iter() if node.get("id")} for path, page in parsed.items()}
    for path, page in parsed.items():
        book.dead += [href for href in _inside(page) if not _leads(href, path, book.targets)]
    collector.inventory.links = [_own(link) for link in collector.inventory.links]


def _without_phantoms(page: _Element) -> None:
    """Takes out what is in formulas for e-readers without MathML; only signs of shape may be there."""
    for phantom in [node for node in page.iter(f"{_MATHML}mpadded") if node.get("class") == PHANTOM]:
        parent = phantom.getparent()
        signs = "".join(map(str, phantom.itertext()))
        if parent is not None and SIGNS.issuperset(signs) and [*map(_local, phantom.iter())] == _PHANTOM:
            parent.remove(phantom)
    for group in [node for node in page.iter(f"{_MATHML}mrow") if node.get("class") == GROUP]:
        parent = group.getparent()
        if parent is not None:
            at = parent.index(group)
            parent[at : at + 1] = list(group)


def _local(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _head(page: _Element, path: str) -> Iterator[str]:
    """What the head of a page has beside its title and the book's style sheet."""
    head = page.find(f"{_XHTML}head")
    for node in () if head is None else head:
        name = str(node.tag).rpartition("}")[2]
        is_style = name == "link" and node.get("rel") == "stylesheet" and ":" not in node.get("href", ":")
        if not (name == "title" or is_style or (name == "meta" and set(node.keys()) == {"charset"})):
            yield f"the head of {path} holds <{name}>"


def _container(archive: zipfile.ZipFile) -> Iterator[str]:
    """What is wrong with the archive itself (EPUB 3.3, section 4.2.3)."""
    entries = archive.infolist()
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "the first entry is not a plain “mimetype”"
    elif archive.read(first) != b"application/epub+zip":
        yield "“mimetype” says something else"
    if sum(entry.file_size for entry in entries) > _MOST:
        raise ValueError("it is too large to be checked")
    if len({entry.filename for entry in entries}) != len(entries):
        yield "a name occurs twice"
    if (damaged := archive.testzip()) is not None:
        yield f"{damaged} is damaged"


def _parse(archive: zipfile.ZipFile, path: str) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    page = etree.fromstring(archive.read(path), parser)
    declared: Any = page.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise ValueError(f"{path} declares names of its own for text")
    return page


def _joined(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def _text(node: _Element | None) -> str:
    return "" if node is None else "".join(map(str, node.itertext()))


def _inside(page: _Element) -> Iterator[str]:
    """The addresses of a page that lead to somewhere in the book."""
    for link in page.iter(f"{_XHTML}a"):
        href = link.get("href")
        if href is not None and ":" not in href.partition("#")[0]:
            yield href


def _leads(href: str, path: str, targets: dict[str, set[str | None]]) -> bool:
    file, _, name = href.partition("#")
    there = targets.get(_joined(posixpath.dirname(path), file) if file else path)
    return there is not None and (not name or unquote(name) in there)


def _own(link: Link) -> Link:
    """A link within the book as the body has it: the identifier alone."""
    file, mark, name = link.address.partition("#")
    return Link(f"#{name}", link.text) if mark and ":" not in file else link


def _links(nav: _Element) -> list[Link]:
    return [Link(link.get("href", ""), plain(_text(link))) for link in nav.iter(f"{_XHTML}a")]


def _navigation(page: _Element, path: str, book: Book) -> None:
    book.targets[path] = {node.get("id") for node in page.iter() if node.get("id")}
    for nav in page.iter(f"{_XHTML}nav"):
        links = _links(nav)
        if nav.get(_TYPE) == "toc":
            book.contents = links
        elif nav.get(_TYPE) == "page-list":
            book.pages = links
        book.dead += [link.address for link in links if not _leads(link.address, path, book.targets)]
