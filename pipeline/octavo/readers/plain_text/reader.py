"""Reader of plain text: bytes to blocks, by the look of the lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from octavo.errors import SeedError
from octavo.model import Draft, Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.decoding import decode
from octavo.readers.plain_text import Finding, ParsedOverrides, Recognition, parse_overrides, recognise, to_pandoc
from octavo.readers.plain_text.carriers.take_out import without
from octavo.readers.plain_text.library_marks import marked
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree import make
from octavo.tree.walk import check_depth, words_to_inlines

_CODES = {
    "structure-role": Code.structure_override,
    "structure-key": Code.structure_override,
    "override-unmatched": Code.structure_override,
    "page-furniture": Code.furniture,
    "mail-quote": Code.furniture,
    "gutenberg-header": Code.furniture,
    "gutenberg-licence": Code.furniture,
    "unsure-heading": Code.structure_guess,
    "taken-out": Code.furniture,
    "underlined": Code.structure_guess,
    "library-marks": Code.structure_guess,
}


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One file of plain text. Never refuses text; raises ``SeedError`` for bytes that are not text."""
    decoded = decode(source.data, source.place, told=context.metadata.get("encoding"))
    draft = from_text(decoded.text, source.place, context.metadata)
    return replace(draft, notices=(*decoded.notices, *draft.notices))


def from_text(text: str, place: Place, metadata: Mapping[str, Any]) -> Draft:
    """Text that is decoded already.

    ``metadata`` may hold ``structure`` (what lines are), ``lang``, and ``furniture: keep``.
    """
    parsed = overrides_of(metadata)
    try:
        found = recognised(text, metadata)
        made = to_pandoc(found.blocks)
        understood: tuple[Finding, ...] = ()
        if found.from_library:
            made, counts = marked(made)
            understood = _understood(counts)
        check_depth([block for block, _ in made], place)
    except (RecursionError, SeedError):
        return _paragraphs(text, place)
    return Draft(
        blocks=tuple(block for block, _ in made),
        lines=tuple(line for _, line in made),
        metadata=found.about,
        notices=tuple(_notice(finding, place) for finding in (*parsed.findings, *found.findings, *understood)),
        words=without(text, found.taken),
        title=found.title or "",
    )


def recognised(text: str, metadata: Mapping[str, Any]) -> Recognition:
    """What the recogniser makes of a text with what a person says of it."""
    language = metadata.get("lang")
    return recognise(
        text,
        overrides=overrides_of(metadata).overrides,
        language=language if isinstance(language, str) else None,
        keep_furniture=str(metadata.get("furniture", "")).lower() == "keep",
    )


def _understood(counts: Sequence[int]) -> tuple[Finding, ...]:
    """A finding for the transcribers' marks that were understood."""
    names = ("emphases", "notes", "pictures' captions")
    told = ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True) if count)
    if not told:
        return ()
    hint = "to keep the marks as they are, write into the sidecar: furniture: keep"
    return (Finding("library-marks", f"the transcribers' marks were understood: {told}", None, hint),)


def overrides_of(metadata: Mapping[str, Any]) -> ParsedOverrides:
    """What a person says that lines are: ``structure``, a mapping or a list of mappings of one entry each."""
    entries = metadata.get("structure")
    maps = [entry for entry in (entries if isinstance(entries, list) else [entries]) if isinstance(entry, Mapping)]
    return parse_overrides([(str(key), str(role)) for entry in maps for key, role in entry.items()])


def _paragraphs(text: str, place: Place) -> Draft:
    """Text nested beyond reason, paragraph by paragraph, every line kept."""
    blocks: list[Node] = []
    lines: list[int] = []
    for found in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text):
        rows = [words_to_inlines(row.strip()) for row in found[0].splitlines()]
        blocks.append(make.line_block(rows))
        lines.append(text.count("\n", 0, found.start()) + 1)
    what = "the lists are nested too deeply to be told apart; every line is kept as it is"
    return Draft(tuple(blocks), tuple(lines), notices=(Notice(Code.structure_guess, what, place),), words=text)


def _notice(finding: Finding, place: Place) -> Notice:
    code = _CODES.get(finding.code, Code.structure_guess)
    level = Level.warning if code is Code.structure_override else Level.info
    return Notice(code, finding.text, Place(place.path, finding.line), finding.hint, level)
