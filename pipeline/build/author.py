"""From a reader's draft to the manuscript: title, language, front matter, origins of its lines. Floor 4; pure."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from pipeline import language
from pipeline.body.inlines import plain
from pipeline.manuscript import join, write_markdown
from pipeline.metadata import clean, to_metadata, to_yaml
from pipeline.model import Draft, Kind, Level, Metadata, Node, Notice, Origin, Place, Seed
from pipeline.notices import Code
from pipeline.settings import LAYOUT, Settings

OPENING_WORDS = 9


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
    metadata, notices = to_metadata((defaults, None), (draft.metadata, Place(seed.sidecar or seed.path)))
    said = [*draft.notices, *notices]
    metadata = _titled(metadata, draft, seed, said, place)
    metadata = _in_a_language(metadata, draft, said, place)
    if seed.kind is Kind.book and not metadata.form:
        metadata = dataclasses.replace(metadata, form="book")
    written = write_markdown(draft.blocks)
    text = join(to_yaml(metadata), written.text)
    shift = text.count("\n", 0, len(text) - len(written.text.rstrip("\n")) - 1) if written.text.strip() else 0
    return Authored(text, _origins(draft, seed, written.lines, shift), tuple(said))


def _origins(draft: Draft, seed: Seed, lines: tuple[int, ...], shift: int) -> tuple[Origin, ...]:
    places = draft.places or tuple(Place(seed.path, line or None) for line in draft.lines)
    return tuple(
        Origin(line + shift, place) for line, place in zip(lines, places, strict=False) if place is not None
    )


def _titled(metadata: Metadata, draft: Draft, seed: Seed, said: list[Notice], place: Place) -> Metadata:
    if metadata.title:
        return metadata
    title = clean(draft.title) or _first_heading(draft.blocks) or _opening(draft.blocks) or clean(seed.slug.replace("-", " "))
    where = "the front matter" if seed.path.lower().endswith((".md", ".markdown")) else f"{_sidecar(seed)}"
    said.append(
        Notice(
            Code.no_title.value,
            f"no title is given; “{title}” is taken from the text",
            place,
            f"write “title: ...” into {where}",
            Level.warning,
        )
    )
    return dataclasses.replace(metadata, title=title)


def _sidecar(seed: Seed) -> str:
    return f"{seed.path}/book.yaml" if seed.kind is Kind.book else f"{re.sub(r'[.][^./]*$', '', seed.path)}.yaml"


def _first_heading(blocks: tuple[Node, ...]) -> str:
    words = next((plain(block["c"][2]) for block in blocks if block["t"] == "Header" and plain(block["c"][2])), "")
    return _cut(clean(words), 24)


def _opening(blocks: tuple[Node, ...]) -> str:
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            words = clean(plain(block["c"]))
        elif block["t"] == "LineBlock":
            words = clean(plain(block["c"][0])) if block["c"] else ""
        elif block["t"] == "CodeBlock":
            words = clean(block["c"][1].strip().partition("\n")[0])
        else:
            words = clean(plain(block["c"])) if block["t"] == "BlockQuote" else ""
        if words.strip():
            sentence = re.match(r"(.{3,60}?[.!?…。！？])(?:\s|$)", words)
            return sentence[1].rstrip(".。") if sentence else _cut(words, OPENING_WORDS)
    return ""


def _cut(words: str, count: int) -> str:
    pieces = words.split()
    short = " ".join(pieces[:count])
    if len(short) > 120:
        return short[:100].rstrip() + "…"
    return short + ("…" if len(pieces) > count else "")


def _in_a_language(metadata: Metadata, draft: Draft, said: list[Notice], place: Place) -> Metadata:
    if metadata.lang:
        return metadata
    found = draft.lang or language.detect(draft.words or metadata.title)
    text = f"the language was detected: {found}" if found != "und" else "the language could not be detected"
    said.append(
        Notice(
            Code.no_language.value,
            text,
            place,
            "write “lang: en” (or another code) into the metadata",
            Level.info if found != "und" else Level.warning,
        )
    )
    return dataclasses.replace(metadata, lang=found)
