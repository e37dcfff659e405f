"""The EPUB edition read back, by zipfile and lxml."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from octavo.check.inventory import Collector, Inventory, Link, plain, walk

_MOST = 512 * 1024 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    EOFError,
    StopIteration,
    RuntimeError,
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass
class Book:
    """What an EPUB holds: its text, what its package and its navigation say, and what is wrong with it as a file."""

    inventory: Inventory
    title: str = ""
    authors: list[str] = field(default_factory=list)
    lang: str = ""
    contents: list[Link] = field(default_factory=list)
    pages: list[Link] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_epub(data: bytes) -> Book:
    """Read a book. Never raises for a damaged one: faults are listed in ``problems``."""
    collector = Collector()
    book = Book(collector.inventory)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _read(archive, book, collector)
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        ValueError,
        NotImplementedError,
        EOFError,
        StopIteration,
        RuntimeError,
        zlib.error,
    ) as error:
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
    files = {item.get("id"): item for item in root.iter(f"{_OPF}item")}
    paths = {name: _joined(folder, item.get("href", "")) for name, item in files.items()}
    names = set(archive.namelist())
    book.problems += [f"{path} is listed and not there" for path in paths.values() if path not in names]
    nav = next((name for name, item in files.items() if "nav" in item.get("properties", "").split()), None)
    spine = [ref.get("idref") for ref in root.iter(f"{_OPF}itemref")]
    linear = {ref.get("idref"): ref.get("linear") for ref in root.iter(f"{_OPF}itemref")}
    parsed: dict[str, _Element] = {}
    for name in spine:
        if name != nav and name in paths:
            if (scripted := "scripted" in files[name].get("properties", "").split()) or linear.get(name) == "no":
                book.problems.append(f"{paths[name]} is {'scripted' if scripted else 'left out of the reading order'}")
            parsed[paths[name]] = page = _parse(archive, paths[name])
            body = page.find(f"{_XHTML}body")
            walk(page if body is None else body, collector)
    targets = {path: {node.get("id") for node in page.iter() if node.get("id")} for path, page in parsed.items()}
    for path, page in parsed.items():
        book.dead += [href for href in _inside(page) if not _leads(href, path, targets)]
    collector.inventory.links = [_own(link) for link in collector.inventory.links]
    if nav:
        _navigation(_parse(archive, paths[nav]), paths[nav], targets, book)


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


def _parse(archive: zipfile.ZipFile, path: str) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(archive.read(path), parser)


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


def _navigation(page: _Element, path: str, targets: dict[str, set[str | None]], book: Book) -> None:
    for nav in page.iter(f"{_XHTML}nav"):
        links = [Link(link.get("href", ""), plain(_text(link))) for link in nav.iter(f"{_XHTML}a")]
        if nav.get(_TYPE) == "toc":
            book.contents = links
        elif nav.get(_TYPE) == "page-list":
            book.pages = links
        if nav.get(_TYPE) in ("toc", "page-list"):
            book.dead += [link.address for link in links if not _leads(link.address, path, targets)]
