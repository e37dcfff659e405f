"""Reader of plain text: bytes to blocks, by what bare lines look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from octavo.errors import SeedError
from octavo.model import Draft, Level, Node, Notice, Place
from octavo.notices import Code
from octavo.readers.decoding import decode
from octavo.readers.plain_text import Finding, ParsedOverrides, parse_overrides, recognise, to_pandoc
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
}


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One file of plain text. Never refuses text; raises ``SeedError`` for bytes that are none."""
    decoded = decode(source.data, source.place, told=context.metadata.get("encoding"))
    draft = from_text(decoded.text, source.place, context.metadata)
    return Draft(
        blocks=draft.blocks,
        lines=draft.lines,
        notices=(*decoded.notices, *draft.notices),
        words=draft.words,
        title=draft.title,
    )


def from_text(text: str, place: Place, metadata: Mapping[str, Any]) -> Draft:
    """Text that is decoded already. ``metadata`` may hold ``structure`` (what lines are) and ``lang``."""
    parsed = overrides_of(metadata)
    language = metadata.get("lang")
    try:
        found = recognise(text, overrides=parsed.overrides, language=language if isinstance(language, str) else None)
        made = to_pandoc(found.blocks)
        check_depth([block for block, _ in made], place)
    except (RecursionError, SeedError):
        return _paragraphs(text, place)
    return Draft(
        blocks=tuple(block for block, _ in made),
        lines=tuple(line for _, line in made),
        notices=tuple(_notice(finding, place) for finding in (*parsed.findings, *found.findings)),
        words=text,
        title=found.title or "",
    )


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
    what = "the lists are nested too deeply to be told apart; every line is kept as it stands"
    return Draft(tuple(blocks), tuple(lines), notices=(Notice(Code.structure_guess, what, place),), words=text)


def _notice(finding: Finding, place: Place) -> Notice:
    code = _CODES.get(finding.code, Code.structure_guess)
    level = Level.warning if code is Code.structure_override else Level.info
    return Notice(code, finding.text, Place(place.path, finding.line), finding.hint, level)
