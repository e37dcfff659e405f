"""The commands, in one table: each takes what was typed and a report, and gives an exit code. Floor 5."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping

from octavo.cli.arguments import Chosen
from octavo.cli.report import Report

Command = Callable[[Chosen, Report], int]


class _Table(Mapping[str, Command]):
    """Each command's module is imported when it is called for: ``octavo doctor`` must work where little else does."""

    _names = ("build", "check", "convert", "doctor", "explain", "prune", "where")

    def __getitem__(self, name: str) -> Command:
        if name not in self._names:
            raise KeyError(name)
        run: Command = importlib.import_module(f"octavo.cli.commands.{name}").run
        return run

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


COMMANDS: Mapping[str, Command] = _Table()
