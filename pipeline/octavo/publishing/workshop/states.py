"""How far each document is, for the page that shows it. Floor 4; nothing but values behind a lock."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from octavo.publishing.values.stages import Step

_MOST = 5


@dataclass
class State:
    """One document: ``state`` is ``working``, ``done`` or ``failed``; ``told`` is what is wrong with it."""

    slug: str
    seed: str = ""
    state: str = "working"
    stage: str = ""
    pages: int = 0
    of: int = 0
    told: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


class States:
    """The states of all documents, as one build after the other tells them. Many threads may ask and tell."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all: dict[str, State] = {}
        self._building = False

    def building(self, *, now: bool) -> None:
        """A build begins or ends."""
        with self._lock:
            self._building = now

    def begin(self, slug: str) -> None:
        """Work on a document has begun."""
        with self._lock:
            before = self._all.get(slug)
            self._all[slug] = State(slug, before.seed if before else "", files=dict(before.files) if before else {})

    def step(self, slug: str, step: Step) -> None:
        """How far it is."""
        with self._lock:
            if (state := self._all.get(slug)) is not None:
                state.stage, state.pages, state.of = step.stage, step.pages, step.of

    def end(self, slug: str, seed: str, told: list[str], files: Mapping[str, str]) -> None:
        """It is done, or what is wrong with it is ``told``."""
        with self._lock:
            state = "failed" if told else "done"
            self._all[slug] = State(slug, seed, state, told=told[:_MOST], files=dict(files))

    def now(self) -> dict[str, Any]:
        """Everything, as plain data, in the order of the names."""
        with self._lock:
            rows = [
                vars(state) | {"told": list(state.told), "files": dict(state.files)} for state in self._all.values()
            ]
            return {"building": self._building, "documents": sorted(rows, key=lambda row: str(row["slug"]))}
