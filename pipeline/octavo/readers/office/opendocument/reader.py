"""Reader of ODT: a checked package to blocks, by pandoc; text that pandoc would ignore is moved first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from octavo.errors import SeedError
from octavo.metadata import clean, language_tag
from octavo.model import Draft, Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.captions import alt_is_no_caption
from octavo.readers.images import bring_pictures
from octavo.readers.losses import account
from octavo.readers.office.choices import CHANGES, COMMENTS, PRINT_COMMENTS, changes_told, choice
from octavo.readers.office.enclosed import Enclosed
from octavo.readers.office.formulas import tidy_formulas
from octavo.readers.office.layout import with_layout
from octavo.readers.office.lists import with_lists
from octavo.readers.office.marks import Marks, gathered, unmarked, with_remarks, without_forged, without_marks
from octavo.readers.office.odt_xml import OFFICE, descriptions, prepare, words_of
from octavo.readers.office.opendocument.changes import remarks_as_notes, settle
from octavo.readers.office.opendocument.document import OdtOutcome, make_odt_plain, without_hidden
from octavo.readers.office.package import Package, open_package, repack
from octavo.readers.office.properties import meant
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import check_depth, plain, rewrite, without_shells, words_to_inlines

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
_MANIFEST = "META-INF/manifest.xml"
_NO_STYLES = (
    b'<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:font-face-decls/>'
    b"<office:styles/><office:automatic-styles/><office:master-styles/></office:document-styles>"
)


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One document. Raises ``SeedError`` for a package that is damaged, dishonest or no ODT."""
    place = source.place
    package = open_package(source.data, place, context.limits)
    manifest = package.xml(_MANIFEST)
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise SeedError("this document is locked with a password", place, "save it without a password")
    root = package.xml("content.xml")
    if root is None:
        raise SeedError("the file holds no text document", place, "open it in a word processor and save it as ODT")
    styles = package.xml("styles.xml")
    outcome, notices, remarks = _made_plain(root, styles, context, place)
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    parts["content.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    parts["styles.xml"] = _NO_STYLES
    if styles is not None and styles.find(f"{OFFICE}styles") is not None:
        parts["styles.xml"] = etree.tostring(styles, encoding="UTF-8", xml_declaration=True)
    if manifest is not None:
        parts[_MANIFEST] = package.read(_MANIFEST)
    for name in sorted(package.names):
        if name.endswith("/content.xml") and (inner := package.xml(name)) is not None:
            parts[name] = etree.tostring(inner, encoding="UTF-8", xml_declaration=True)
    document = context.pandoc.read(repack(parts), "odt", place=place).document
    check_depth(document["blocks"], place)
    marks = outcome.marks
    blocks = tidy_formulas(_in_lines(without_shells(list(document["blocks"]))))
    blocks = with_layout(gathered(with_lists(blocks, marks), marks), marks)
    blocks = _described(without_marks(with_remarks(blocks, marks)), descriptions(root))
    blocks, more = bring_pictures(blocks, Enclosed(context.album, package, ""), place, names=False)
    blocks = alt_is_no_caption(blocks)
    styled = {key: clean(plain(value)) for key, value in document["meta"].items() if isinstance(value, dict)}
    styled = {key: text for key, text in styled.items() if text and key == "title"} | outcome.front
    lang = {"lang": outcome.lang} if outcome.lang else {}
    words = "\n".join((*outcome.front.values(), unmarked(words_of(root)), *remarks))
    seen, left = account(words, blocks, place, " ".join(styled.values()))
    return Draft(
        blocks=tuple(blocks),
        lines=(0,) * len(blocks),
        metadata={**lang, **meant(_properties(package)), **styled},
        notices=(*notices, *more, *left),
        words=seen,
    )


def _made_plain(
    root: etree._Element, styles: etree._Element | None, context: ReadContext, place: Place
) -> tuple[OdtOutcome, list[Notice], list[str]]:
    """Make the document plain for pandoc; say what happened, and what the comments say that became notes."""
    marks = Marks()
    without_forged(root.iter())
    hidden = without_hidden(root, styles)
    changes = choice(context, "changes", CHANGES)
    notices = list(changes_told(settle(root, changes, marks), changes, place))
    as_notes = choice(context, "comments", COMMENTS) == "notes"
    remarks = remarks_as_notes(root, marks) if as_notes else []
    brought, left_out = prepare(root)
    outcome = make_odt_plain(root, styles, marks)
    if hidden:
        hint = "to publish it, show it in the word processor"
        shown = " ".join(hidden)[:80]
        notices.append(Notice(Code.text_left_out, f"hidden text was left out: {shown}", place, hint))
    if brought:
        notices.append(
            Notice(Code.text_kept, f"{', '.join(brought)} were brought into the text", place, level=Level.info)
        )
    if left_out:
        hint = PRINT_COMMENTS if "comments" in left_out else ""
        text = f"text was left out: {', '.join(left_out)}"
        notices.append(Notice(Code.text_left_out, text, place, hint, Level.info))
    return outcome, notices, remarks


def _in_lines(blocks: list[Node]) -> list[Node]:
    """Formulas that are among words are parts of the line."""

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) not in ("Math", "Space", "SoftBreak") for node in nodes):
            return nodes
        return [make.math("InlineMath", tree.text(node)) if tree.kind(node) == "Math" else node for node in nodes]

    return rewrite(blocks, inlines=inlines)


def _described(blocks: list[Node], words: Mapping[str, str]) -> list[Node]:
    """Blocks whose pictures say what the document says of them; pandoc brings the title along, in small letters."""

    def inlines(nodes: list[Node]) -> list[Node]:
        done = []
        for node in nodes:
            if tree.kind(node) == "Image":
                address = tree.target(node)[0]
                alt = tree.inlines(node) or words_to_inlines(words.get(address.removeprefix("./"), ""))
                done.append(make.image(tree.attributes_of(node), alt, [address, ""]))
            else:
                done.append(node)
        return done

    return rewrite(blocks, inlines=inlines)


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
        elif key == "author" and ";" in value:
            found[key] = [name for part in value.split(";") if (name := part.strip())]
        elif key and value:
            found[key] = value
    return found
