"""Short ways to read something and to say what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.model import Draft, Node
from octavo.pandoc import Pandoc
from octavo.pictures import Album
from octavo.readers.seeds.reader import read_seed
from octavo.readers.seeds.table import read
from octavo.readers.types import ReadContext, SourceFile
from octavo.shelf import find
from octavo.tree.walk import plain, walk


@dataclass(frozen=True)
class Reading:
    """A pandoc and a folder."""

    pandoc: Pandoc
    folder: Path

    def of(self, kind: str, data: str | bytes, **metadata: object) -> Draft:
        """The draft of one file that has this content."""
        content = data.encode() if isinstance(data, str) else data
        context = ReadContext(self.pandoc, Album(str(self.folder)), metadata=metadata)
        return read(SourceFile(str(self.folder / f"x.{kind}"), content, kind), context)

    def seed(self, files: dict[str, str | bytes], **given: object) -> Draft:
        """The draft of the only seed among these files."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        ((seed,), _) = find(str(self.folder))
        return read_seed(seed, self.pandoc, given=given)


def text(draft: Draft) -> str:
    """All words of a draft, in order, single spaces between them."""
    return " ".join(plain(list(draft.blocks)).split())


def outline(nodes: Iterable[Node]) -> str:
    """The blocks in a few letters: ``Header1:Title Para:Words ...``."""
    return " ".join(
        f"{node['t']}{node['c'][0] if node['t'] == 'Header' else ''}:{'_'.join(plain(node).split())}" for node in nodes
    )


def kinds(draft: Draft) -> list[str]:
    """The kinds of all nodes."""
    return [str(node["t"]) for node in walk(list(draft.blocks))]


def codes(draft: Draft) -> list[str]:
    """The codes of the notices, each once, in order."""
    return list(dict.fromkeys(str(notice.code) for notice in draft.notices))
