"""The values of a comparison: two editions in, what changed out. Floor 4."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model import Metadata, Origin, PageMap, Picture, Place
from octavo.publishing.values.task import Task


@dataclass(frozen=True)
class Edition:
    """One edition: the text of its manuscript, what belongs to it, its page map and its standard PDF.

    ``manuscript`` may be empty when the PDF holds it. ``pages`` is None if there is no record of it; ``pdf`` is empty
    where there is none. ``complete`` tells that ``pictures`` are all that it had.
    """

    name: str
    manuscript: str = ""
    pictures: tuple[Picture, ...] = ()
    bibliography: tuple[tuple[str, bytes], ...] = ()
    pages: PageMap | None = None
    pdf: bytes = b""
    complete: bool = False
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Question:
    """Compare two editions of a task's publication."""

    task: Task
    earlier: Edition
    later: Edition

    @property
    def reads(self) -> tuple[str, ...]:
        """The folders the worker may read."""
        return self.task.reads


@dataclass(frozen=True)
class Change:
    """A paragraph, heading, item, cell or caption that is not as it was.

    ``what`` is added, removed, changed or moved. Pages are labels, empty where they are not known; lines are those of
    the two manuscripts, 0 where there is none.
    """

    what: str
    kind: str
    before: str
    after: str
    old_page: str
    new_page: str
    old_line: int
    new_line: int
    seed: Place | None


@dataclass(frozen=True)
class Sheets:
    """What to print again of the standard PDF, on both sides of the paper.

    ``pages`` count from 1, as print dialogs do; ``sheets`` are pages 1 and 2, 3 and 4 and so on. ``of`` is how many
    pages the later edition has.
    """

    pages: tuple[int, ...]
    sheets: tuple[int, ...]
    of: int


@dataclass(frozen=True)
class Changes:
    """All that changed. ``moves`` are pairs of page labels: old page, and where its beginning is now.

    ``sheets`` is None where one of the two PDFs is not there. ``metadata`` are those of the later edition.
    """

    changes: tuple[Change, ...]
    moves: tuple[tuple[str, str], ...]
    sheets: Sheets | None
    metadata: Metadata = field(default_factory=Metadata)
