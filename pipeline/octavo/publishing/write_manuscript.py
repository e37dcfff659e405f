"""From a reader's draft to the manuscript: title, language, front matter, origins of its lines. Floor 4; pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.formats import kind_of
from octavo.languages import detect
from octavo.manuscript import join, write_markdown
from octavo.metadata import clean, to_metadata, to_yaml
from octavo.model import Draft, Kind, Level, Metadata, Node, Notice, Origin, Place, Seed
from octavo.notices import Code
from octavo.readers.titles import readable_name
from octavo.settings import Settings
from octavo.settings.table import LAYOUT
from octavo.tree.walk import strings


@dataclass(frozen=True)
class Authored:
    """A manuscript's text as Octavo would write it, the origins of its lines, and what was noticed."""

    text: str
    origins: tuple[Origin, ...]
    notices: tuple[Notice, ...]


def author(draft: Draft, seed: Seed, settings: Settings) -> Authored:
    """Write the manuscript of a draft: front matter in Pandoc's keys, then readable Markdown."""
    place = Place(seed.path)
    defaults = {key: value for key, value in settings.defaults.items() if key not in LAYOUT}
    written = Place(seed.sidecar or seed.path)
    own = (draft.metadata, lambda key: draft.key_places.get(key, written))
    metadata, notices = to_metadata((defaults, None), own)
    # What octavo.toml says was checked before the build began, once for all publications.
    said = [*draft.notices, *(notice for notice in notices if notice.place is not None)]
    metadata = _titled(metadata, draft, seed, said, place)
    metadata = _in_a_language(metadata, draft, said, place)
    if seed.kind is Kind.book and not metadata.form:
        metadata = dataclasses.replace(metadata, form="book")
    markdown = write_markdown(draft.blocks)
    text = join(to_yaml(metadata), markdown.text)
    shift = text.count("\n", 0, len(text) - len(markdown.text.rstrip("\n")) - 1) if markdown.text.strip() else 0
    return Authored(text, _origins(draft, seed, markdown.lines, shift), tuple(said))


def _origins(draft: Draft, seed: Seed, lines: tuple[int, ...], shift: int) -> tuple[Origin, ...]:
    places = draft.places or tuple(Place(seed.path, line or None) for line in draft.lines)
    return tuple(Origin(line + shift, place) for line, place in zip(lines, places, strict=False) if place is not None)


def _titled(metadata: Metadata, draft: Draft, seed: Seed, said: list[Notice], place: Place) -> Metadata:
    if metadata.title:
        return metadata
    title = clean(draft.title) or clean(seed.slug.replace("-", " "))
    of_the_name = title.casefold() == readable_name(seed.path).casefold()
    source = f"the name of the {'folder' if seed.kind is Kind.book else 'file'}" if of_the_name else "the text"
    where = "the front matter" if kind_of(seed.path) in ("markdown", "mdx") else f"{_sidecar(seed)}"
    said.append(
        Notice(
            Code.no_title.value,
            f"no title is given; “{title}” is taken from {source}",
            place,
            f"write “title: ...” into {where}",
            Level.warning,
        )
    )
    return dataclasses.replace(metadata, title=title)


def _sidecar(seed: Seed) -> str:
    if seed.kind is Kind.book:
        return str(Path(seed.path, "book.yaml"))
    return f"{re.sub(r'[.][^./]*$', '', seed.path)}.yaml"


def _in_a_language(metadata: Metadata, draft: Draft, said: list[Notice], place: Place) -> Metadata:
    if metadata.lang:
        return metadata
    found = draft.lang or detect.detect(_running_text(draft) or metadata.title)
    if found == "und" and any(notice.text.startswith("lang: ") for notice in said):
        return dataclasses.replace(metadata, lang=found)  # that what was written is no tag has been said
    text = f"the language was detected: {found}" if found != "und" else "the language could not be detected"
    said.append(
        Notice(
            Code.no_language.value,
            text,
            place,
            f"write “lang: {found if found != 'und' else 'en'}” (or another code) into the metadata",
            Level.info if found != "und" else Level.warning,
        )
    )
    return dataclasses.replace(metadata, lang=found)


def _running_text(draft: Draft) -> str:
    """The words of the beginning and the middle without code and formulas, which are in no language."""
    middle = len(draft.blocks) // 2
    found = _words(draft.blocks)
    return found if len(found) < detect.SAMPLE or not middle else f"{found} {_words(draft.blocks[middle:])}"


def _words(blocks: Sequence[Node]) -> str:
    words: list[str] = []
    length = 0
    for block in blocks:
        texts = [*strings(block)]
        words += texts
        length += sum(map(len, texts)) + len(texts)
        if length > detect.SAMPLE:
            break
    return " ".join(words)
