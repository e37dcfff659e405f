"""The title of a publication without one in its metadata: its own title, first heading or opening words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.metadata import clean
from octavo.model import Draft, Kind, Node, Seed
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, walk

_MAX = 120
_OPENING = 64


def with_title(draft: Draft, seed: Seed, given: Mapping[str, Any]) -> Draft:
    """A draft that has a title in its metadata or, failing that, a proposal in ``title``.

    A heading that is the whole document's title (the first block, alone on its level) is the title. It stays in the
    text, where a person sees it; composing says it once.
    """
    if _own_title(draft.metadata) or given.get("title"):
        return replace(draft, title="")
    leading = _leading_title(draft) if seed.kind is Kind.article else None
    if leading is not None:
        return replace(draft, metadata={**draft.metadata, "title": leading}, title="")
    title = clean(draft.title) or _first_heading(draft) or _opening(draft) or readable_name(seed.path)
    return replace(draft, title=title)


def readable_name(path: str) -> str:
    """A file's name as a person would say it: no number in front, no ending, spaces for hyphens."""
    stem = re.sub(r"\.\w{1,8}\Z", "", Path(path).name)
    words = clean(re.sub(r"[-_\s]+", " ", stem))
    bare = re.sub(r"\A(?:chapter |kapitel |part )?\d+[.) ]*(?=\S)", "", words, flags=re.IGNORECASE)
    name = bare if bare and not re.fullmatch(r"[\d .]+", bare) else words
    return name[:1].upper() + name[1:] if name else "Untitled"


def _own_title(metadata: Mapping[str, Any]) -> str:
    value = metadata.get("title")
    return clean(" ".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else "")


def _leading_title(draft: Draft) -> str | None:
    """The text of a first heading that is alone on the highest level, if it holds nothing but words."""
    if not draft.blocks:
        return None
    first = draft.blocks[0]
    levels = [tree.level(node) for node in walk(list(draft.blocks)) if tree.kind(node) == "Header"]
    if tree.kind(first) != "Header" or tree.level(first) != min(levels) or levels.count(min(levels)) > 1:
        return None
    if len(draft.blocks) == 1 or any(
        tree.kind(node) in ("Note", "Image", "Math", "Link", "Cite") for node in walk(first)
    ):
        return None
    text = clean(plain(first))
    return text if 0 < len(text) <= 2 * _MAX else None


def raised(node: Node, by: int) -> Node:
    """A heading whose level changed by so much (between 1 and 6); any other block as it is."""
    if tree.kind(node) != "Header" or not by:
        return node
    return tree.with_level(node, max(1, min(6, tree.level(node) + by)))


def _first_heading(draft: Draft) -> str:
    headings = (clean(plain(node, notes=False)) for node in draft.blocks if tree.kind(node) == "Header")
    return _short(next(filter(None, headings), ""))


def _opening(draft: Draft) -> str:
    texts = (clean(plain(node, notes=False)) for node in draft.blocks)
    return _short(re.split(r"(?<=[.!?。！？])\s", next(filter(None, texts), ""), maxsplit=1)[0], _OPENING)


def _short(text: str, longest: int = _MAX) -> str:
    """At most so many letters, cut between words."""
    if len(text) <= longest:
        return text.rstrip(".,;:") if len(text) > 3 else text
    cut = text[: longest - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > longest // 2 else cut) + "…"
