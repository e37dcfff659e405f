"""Reader of DOCX: a checked package to blocks, by pandoc; text that pandoc would ignore is moved first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from lxml import etree

from octavo.errors import SeedError
from octavo.metadata import clean, language_tag
from octavo.model import Draft, Level, Notice, Place
from octavo.notices import Code
from octavo.readers.captions import alt_is_no_caption
from octavo.readers.images import bring_pictures
from octavo.readers.losses import account
from octavo.readers.office.choices import CHANGES, COMMENTS, PRINT_COMMENTS, choice
from octavo.readers.office.docx_xml import (
    WORD,
    W,
    append,
    has_undated,
    prepare,
    transitional,
    uncalled_notes,
    with_usual_prefix,
    words_of,
)
from octavo.readers.office.enclosed import Enclosed
from octavo.readers.office.formulas import tidy_formulas
from octavo.readers.office.layout import bodies_only, with_layout
from octavo.readers.office.lists import with_lists
from octavo.readers.office.marks import unmarked, with_remarks, without_marks
from octavo.readers.office.package import Package, open_package, repack
from octavo.readers.office.properties import meant
from octavo.readers.office.word.changes import comments_as_notes, settle
from octavo.readers.office.word.chunks import bring_chunks
from octavo.readers.office.word.document import Outcome, make_plain
from octavo.readers.office.word.told import told
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree import nodes as tree
from octavo.tree.walk import check_depth, plain, without_shells

_KEPT = ("word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml")
_OUTER: tuple[str, ...] = ("[Content_Types].xml", "_rels/.rels")
_NOTES = {"footnotes.xml": "footnote", "endnotes.xml": "endnote"}
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "description": "description",
    "language": "lang",
    "keywords": "keywords",
}


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One document. Raises ``SeedError`` for a package that is damaged, dishonest or no DOCX."""
    place = source.place
    package = open_package(source.data, place, context.limits)
    main = _main_part(package)
    folder = main.rpartition("/")[0] + "/"
    made = _plain_parts(package, main, folder, context)
    document = context.pandoc.read(repack(made.parts), "docx", place=place).document
    check_depth(document["blocks"], place)
    marks = made.outcome.marks
    blocks = tidy_formulas(without_shells(list(document["blocks"])))
    blocks = with_layout(with_lists(bodies_only(blocks), marks), marks)
    blocks = without_marks(with_remarks(blocks, marks))
    blocks, more = bring_pictures(blocks, Enclosed(context.album, package, folder), place, names=False)
    blocks = alt_is_no_caption(blocks)
    styled = without_marks(_styled(document["meta"]))
    lang = {"lang": made.outcome.lang} if made.outcome.lang else {}
    seen, lost = account(made.words, blocks, place, " ".join(map(str, styled.values())))
    return Draft(
        blocks=tuple(blocks),
        lines=(0,) * len(blocks),
        metadata={**lang, **meant(_properties(package)), **styled},
        notices=(*made.notices, *_outside(package, folder, place, made.remarks), *more, *lost),
        words=seen,
    )


@dataclass(frozen=True)
class _Made:
    """A file made plain: its parts for pandoc, its words, and what happened. ``remarks``: comments are notes."""

    parts: dict[str, bytes]
    words: str
    outcome: Outcome
    notices: tuple[Notice, ...]
    remarks: bool


def _plain_parts(package: Package, main: str, folder: str, context: ReadContext) -> _Made:
    """Make the parts of a file plain for pandoc."""
    place = package.place
    trees = {
        name: with_usual_prefix(root)
        for name in (main, *(folder + part for part in _NOTES))
        if (root := package.xml(name)) is not None
    }
    came, unread = bring_chunks(trees[main], package, main)
    changes, counts = choice(context, "changes", CHANGES), Counter[str]()
    brought = ["undated insertions"] if changes == "accept" and any(map(has_undated, trees.values())) else []
    brought += ["documents inside the file"] if came else []
    for root in trees.values():
        counts += settle(root, changes)
        brought += prepare(root)
    for part, kind in _NOTES.items():
        if folder + part in trees and (left := list(uncalled_notes(trees[main], trees[folder + part], kind))):
            append(trees[main], left)
            brought.append("notes that nothing calls")
    styles_part = package.xml(folder + "styles.xml")
    if styles_part is None:
        styles_part = etree.Element(f"{W}styles", nsmap={"w": WORD})
    outcome = make_plain(trees, main, styles_part, package.xml(folder + "numbering.xml"))
    as_notes = choice(context, "comments", COMMENTS) == "notes"
    remarks: list[str] = []
    if as_notes:
        comments = package.xml(folder + "comments.xml")
        remarks = [words for root in trees.values() for words in comments_as_notes(root, comments, outcome.marks)]
    notices = list(told(outcome, counts, changes, place))
    if f"{folder}vbaProject.bin" in package.names:
        text = "the macros of the file were left out"
        notices.append(Notice(Code.active_content, text, place, level=Level.info))
    if unread:
        text = f"documents inside the file that cannot be read: {', '.join(unread[:5])}"
        notices.append(Notice(Code.text_left_out, text, place, "open it in a word processor and save it again"))
    brought += ["table cells beyond the first row's"] if outcome.wider else []
    if brought:
        text = f"{', '.join(dict.fromkeys(brought))} were brought into the text"
        notices.append(Notice(Code.text_kept, text, place, level=Level.info))
    words = "\n".join((*(unmarked(words_of(root)) for root in trees.values()), *remarks))
    plain_trees = {**trees, folder + "styles.xml": styles_part}
    return _Made(_packed(package, folder, plain_trees), words, outcome, tuple(notices), as_notes)


def _packed(package: Package, folder: str, trees: Mapping[str, etree._Element]) -> dict[str, bytes]:
    """The parts that pandoc needs, as bytes."""
    parts: dict[str, bytes] = {
        name: package.read(name) for name in ("[Content_Types].xml", "_rels/.rels") if name in package.names
    }
    for name, root in trees.items():
        parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    for name in sorted(package.names - parts.keys()):
        if name.startswith(f"{folder}_rels/") and name.endswith(".rels"):
            package.xml(name)
            parts[name] = transitional(package.read(name))
        elif name in _KEPT:
            with suppress(SeedError):  # the look only: a document is whole without it
                package.xml(name)
                parts[name] = transitional(package.read(name))
    # Pandoc wants pictures to be there; what they are, Octavo looks at itself.
    parts.update({name: b"" for name in sorted(package.names) if name.startswith(f"{folder}media/")})
    return parts


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    if relations is not None:
        for relation in relations:
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = (relation.get("Target") or "").lstrip("/")
                if target in package.names and target.endswith(".xml"):
                    return target
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise SeedError("the file holds no text document", package.place, "open it in a word processor and save it as DOCX")


def _properties(package: Package) -> dict[str, Any]:
    root = package.xml("docProps/core.xml")
    found: dict[str, Any] = {}
    if root is None:
        return found
    for node in root:
        key = _PROPERTIES.get(str(node.tag).rpartition("}")[2])
        value = clean(node.text or "")
        if key == "lang":
            value = language_tag(value)
        if key and value:
            found[key] = value
    return found


def _styled(meta: Any) -> dict[str, Any]:
    """What paragraphs in the styles Title, Subtitle, Author, Date and Abstract say."""
    found: dict[str, Any] = {}
    for key in ("title", "subtitle", "author", "date", "abstract"):
        value = meta.get(key)
        if not isinstance(value, dict):
            continue
        texts = [text for item in tree.values(value) if (text := clean(plain(item)))]
        if texts:
            found[key] = texts if key == "author" and len(texts) > 1 else " ".join(texts)
    return found


def _outside(package: Package, folder: str, place: Place, remarks: bool) -> Iterator[Notice]:
    """Text that is outside the body and is not part of it: headers, footers, comments, drawings with text."""
    for what, prefix in (("page headers", "header"), ("page footers", "footer"), ("comments", "comments"),
                         ("diagrams", "diagrams/data"), ("charts", "charts/chart")):  # fmt: skip
        if remarks and prefix == "comments":
            continue
        texts = []
        for name in sorted(package.names):
            if name.startswith(folder + prefix) and name.endswith(".xml"):
                root = package.xml(name)
                texts.append(words_of(root) if root is not None else "")
        text = " ".join(" ".join(texts).split())
        if text:
            shown = text if len(text) <= 80 else f"{text[:77]}..."
            level = Level.info if prefix in ("header", "footer", "comments") else Level.warning
            hint = PRINT_COMMENTS if prefix == "comments" else ""
            yield Notice(Code.text_left_out, f"text of {what} was left out: {shown}", place, hint, level)
