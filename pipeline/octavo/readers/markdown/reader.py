"""Reader of Markdown: bytes to blocks, by the reader of pandoc that fits the dialect, with nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.errors import SeedError
from octavo.metadata import FALSE, clean
from octavo.model import Draft, Notice, Place
from octavo.notices import Code
from octavo.readers.decoding import decode
from octavo.readers.images import bring_pictures
from octavo.readers.locating import locate_blocks
from octavo.readers.losses import account, counted
from octavo.readers.markdown.dialects.detect import BY_PANDOC, NAMES, Dialect, chosen, detect, loose
from octavo.readers.markdown.dialects.formats import format_of
from octavo.readers.markdown.front_matter import Split, split_front_matter
from octavo.readers.markdown.own_macros import with_own_macros
from octavo.readers.markdown.quarto import of_formats, plain_divisions
from octavo.readers.markdown.raw_html import show_raw
from octavo.readers.markdown.references import with_references
from octavo.readers.markdown.repair import repair
from octavo.readers.markdown.steps import plain_markdown
from octavo.readers.markdown.tidy import diagrams, tidied
from octavo.readers.markdown.visible_words import visible
from octavo.readers.types import FolderDialect, ReadContext, SourceFile
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import check_depth, plain, without_shells

_AT_LINE = re.compile(r"Error at \(line (\d{1,7}), column \d+\)")
_ONLY_ATTRIBUTES = re.compile(r"[ \t>*+-]*\{[^{}]*\}[ \t]*")
_STUMBLES = 20


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One file of Markdown. What pandoc cannot finish is read as plain text, so that no word is lost."""
    decoded = decode(source.data, source.place, told=context.metadata.get("encoding"))
    split = split_front_matter(decoded.text.replace("\f", "\n\n"), source.place)
    dialect, unknown = dialect_of(split, source.path, context.metadata, context.folder)
    notices = [*decoded.notices, *split.notices, *unknown]
    try:
        document, text, more = _parsed(split, source, context, dialect)
    except SeedError as error:
        from octavo.readers.plain_text.reader import from_text  # seldom needed, and large

        as_text = from_text(split.text, source.place, {**split.data, **context.metadata})
        notice = Notice(
            Code.content_differs, f"{error.message}; the Markdown is read as plain text", source.place, error.hint
        )
        lines = tuple(line + split.lines if line else 0 for line in as_text.lines)
        return replace(as_text, lines=lines, metadata=split.data, notices=(*notices, notice, *as_text.notices))
    more = (*more, *diagrams(document["blocks"], source.place))
    tidy = without_shells(tidied(with_own_macros(document["blocks"], context.macros)))
    hidden = ""
    if dialect.by_pandoc:
        tidy, notes, hidden = plain_divisions(tidy, source.place)
        more = (*more, *notes)
    tidy = with_references(tidy, cites=dialect.by_pandoc, myst=dialect.name == "myst")
    blocks, raw_notices = show_raw(tidy, context, source.place)
    blocks, picture_notices = bring_pictures(blocks, context.album, source.place, source.beside)
    lines = locate_blocks(blocks, split.text, split.lines + 1)
    if split.unread:
        blocks, lines = [make.code_block(split.unread, "yaml"), *blocks], (2, *lines)
    seen = "\n".join(filter(None, (split.unread, visible(text))))
    metadata = {**_title_block(document["meta"]), **split.data}
    metadata.pop("dialect", None)
    if dialect.by_pandoc:
        metadata = {**of_formats(metadata), **metadata}
    elsewhere = " ".join([hidden, *map(str, _title_block(document["meta"]).values())])
    words, left = account(seen, blocks, source.place, elsewhere)
    if hidden and not left:
        words = counted(blocks)  # what was left out may be there a second time, and would seem to have moved
    return Draft(
        blocks=tuple(blocks),
        lines=lines,
        metadata=metadata,
        notices=(*notices, *more, *raw_notices, *picture_notices, *left),
        words=words,
    )


def dialect_of(
    split: Split, path: str, given: Mapping[str, Any], folder: FolderDialect | None = None
) -> tuple[Dialect, tuple[Notice, ...]]:
    """The dialect of a file: the one that its front matter, its sidecar or its book names, else what the text tells.

    ``folder`` is what the files beside it have in common: a tool's word counts more than the text, a vote less.
    """
    notices: list[Notice] = []
    for told in (split.data.get("dialect"), given.get("dialect")):
        if told and (name := chosen(told)):
            found = detect(split.text, split.data, Path(path).suffix, toml=split.toml)
            return Dialect(name, ("chosen with “dialect”",), lenient=found.lenient and found.name == name), ()
        if told:
            text = f"dialect: “{str(told)[:40]}” is no dialect of Markdown that is known"
            notices.append(Notice(Code.metadata_ignored, text, Place(path), f"one of {', '.join(NAMES)}"))
    found = detect(split.text, split.data, Path(path).suffix, toml=split.toml)
    if folder and found.name != folder.name and (folder.certain or (found.name == "github" and not found.evidence)):
        lenient = folder.name in BY_PANDOC and bool(loose(split.text))
        found = Dialect(folder.name, (folder.why,), lenient)
    return found, tuple(notices)


def _parsed(
    split: Split, source: SourceFile, context: ReadContext, dialect: Dialect
) -> tuple[dict[str, Any], str, tuple[Notice, ...]]:
    text, changed = plain_markdown(split.text, dialect, source.place, split.lines, split.data)
    text, notices = repair(text, source.place, split.lines)
    try:
        smart = str(split.data.get("smart", context.metadata.get("smart"))).lower() not in FALSE
        document = _by_pandoc(text, format_of(dialect, text, smart=smart), source.place, context)
    except RecursionError:
        raise SeedError("the document is nested too deeply", source.place, "make lists and quotes flatter") from None
    check_depth(document["blocks"], source.place)
    return dict(document), text, (*changed, *notices)


def _by_pandoc(text: str, form: str, place: Place, context: ReadContext) -> Mapping[str, Any]:
    """What pandoc reads; a line of attributes that it stumbles over stays as it was typed."""
    for _ in range(_STUMBLES):
        try:
            return context.pandoc.read(text, form, place=place).document
        except SeedError as error:
            found = _AT_LINE.search(error.message) if "+attributes" in form else None
            lines = text.split("\n")
            above = lines[int(found[1]) - 2] if found and 2 <= int(found[1]) <= len(lines) else ""
            if found is None or not _ONLY_ATTRIBUTES.fullmatch(above):
                raise
            lines[int(found[1]) - 2] = above.replace("{", "\\{", 1)
            text = "\n".join(lines)
    return context.pandoc.read(text, form, place=place).document


def _title_block(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a Pandoc title block (``% title``) as plain text."""
    found: dict[str, Any] = {}
    for key in ("title", "author", "date"):
        value = meta.get(key)
        if isinstance(value, dict):
            texts = [text for item in tree.values(value) if (text := clean(plain(item)))]
            if texts:
                found[key] = texts if key == "author" else texts[0]
    return found
