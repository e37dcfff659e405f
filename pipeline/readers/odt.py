"""Reader of ODT: a checked package to blocks, by pandoc, with the text that pandoc passes over brought back first."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.errors import SeedError
from pipeline.metadata import clean, language_tag
from pipeline.model import Draft, Level, Node, Notice
from pipeline.notices import Code
from pipeline.pictures import LeftOut
from pipeline.readers.images import bring_pictures
from pipeline.readers.losses import account
from pipeline.readers.nodes import check_depth, plain, walk
from pipeline.readers.odt_parts import prepare, words_of
from pipeline.readers.package import Package, open_package, repack
from pipeline.readers.types import ReadContext, SourceFile

_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = {
    f"{_DC}title": "title",
    f"{_DC}subject": "subject",
    f"{_DC}description": "description",
    f"{_DC}language": "lang",
    f"{_META}initial-creator": "author",
    f"{_META}keyword": "keywords",
}


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One document. Raises ``SeedError`` for a package that is damaged, dishonest or no ODT."""
    place = source.place
    package = open_package(source.data, place, context.limits)
    root = package.xml("content.xml")
    if root is None:
        raise SeedError("the file holds no text document", place, "open it in a word processor and save it as ODT")
    notices: list[Notice] = []
    brought, left_out = prepare(root)
    if brought:
        notices.append(
            Notice(Code.text_kept, f"{', '.join(brought)} were brought into the text", place, level=Level.info)
        )
    if left_out:
        notices.append(Notice(Code.text_left_out, f"text was left out: {', '.join(left_out)}", place, level=Level.info))
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    parts["content.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    for name in ("styles.xml", "META-INF/manifest.xml"):
        if package.xml(name) is not None:
            parts[name] = package.read(name)
    for name in sorted(package.names):
        if name.startswith(("Object ", "./Object ")) and name.endswith("content.xml") and package.xml(name) is not None:
            parts[name] = package.read(name)
    document = context.pandoc.read(repack(parts), "odt", place=place).document
    check_depth(document["blocks"], place)
    blocks = list(document["blocks"])
    _name_pictures(blocks, package, context)
    blocks, more = bring_pictures(blocks, context.album, place, names=False)
    styled = {key: clean(plain(value.get("c"))) for key, value in document["meta"].items() if isinstance(value, dict)}
    seen, left = account(words_of(root), blocks, place, " ".join(styled.values()))
    return Draft(
        blocks=tuple(blocks),
        lines=(0,) * len(blocks),
        metadata={**_properties(package), **{key: text for key, text in styled.items() if text and key == "title"}},
        notices=(*notices, *more, *left),
        words=seen,
    )


def _name_pictures(blocks: list[Node], package: Package, context: ReadContext) -> None:
    """Give each picture of the package its name in the album, in place."""
    for node in walk(blocks):
        if node.get("t") != "Image":
            continue
        name = str(node["c"][2][0]).removeprefix("./")
        if name not in package.names:
            continue
        try:
            node["c"][2][0] = f"album:{context.album.add(package.read(name), name)}"
        except (LeftOut, SeedError) as reason:
            node["c"][2][0] = f"album:?{name}: {reason}"


def _properties(package: Package) -> dict[str, Any]:
    root = package.xml("meta.xml")
    found: dict[str, Any] = {}
    for node in root.iter() if root is not None else ():
        key = _PROPERTIES.get(str(node.tag))
        value = clean(node.text or "")
        if key == "lang":
            value = language_tag(value)
        if key == "keywords" and value:
            found.setdefault(key, []).append(value)
        elif key and value:
            found[key] = value
    return found
