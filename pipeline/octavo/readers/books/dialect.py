"""The Markdown dialect of a folder: that of its tool, else that of most of its files. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from octavo.model import Place
from octavo.readers.decoding import decode
from octavo.readers.markdown.dialects.detect import NAMES, detect
from octavo.readers.markdown.front_matter import split_front_matter
from octavo.readers.types import FolderDialect

_OF_TOOLS = MappingProxyType(
    {"quarto": "quarto", "bookdown": "quarto", "myst": "myst", "mkdocs": "mkdocs", "hugo": "hugo",
     "mdbook": "github", "gitbook": "github", "leanpub": "github"}
)  # fmt: skip
"""The families of books whose tool reads one kind of Markdown only."""
_FEWEST = 2


def of_tool(tool: str, source: str) -> FolderDialect | None:
    """The dialect of a book that a tool makes; ``source`` is the file that tells the tool."""
    name = _OF_TOOLS.get(tool)
    return FolderDialect(name, f"the folder has {source}", certain=True) if name else None


def voted(texts: Iterable[tuple[str, bytes]]) -> FolderDialect | None:
    """The dialect that more files than any other bear marks of, each with its name; None when fewer than two do."""
    votes: Counter[str] = Counter()
    for path, data in texts:
        split = split_front_matter(decode(data, Place(path)).text, Place(path))
        found = detect(split.text, split.data, Path(path).suffix, toml=split.toml)
        votes[found.name] += found.name != "github"
    (best, count), *others = [*votes.most_common(2), ("", 0)]
    if count < _FEWEST or (others and others[0][1] == count):
        return None
    return FolderDialect(best, f"{count} files of the folder bear marks of {NAMES[best]}")
