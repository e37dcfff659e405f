"""Every expected failure, as one class tree. Floor 0: standard library only, no I/O.

    OctavoError                     message, place, hint, exit code
    ├── UsageError            2     the command line cannot be understood
    ├── SeedError             3     a seed cannot be read
    ├── SettingsError         4     settings, metadata or theme are wrong
    ├── MissingPartError      5     something is not installed
    ├── EditionError          6     an edition could not be made or failed the proof
    └── InterruptedBuild    130     somebody pressed Ctrl-C

Anything else that escapes is a bug in Octavo: exit code 1. Only the command line catches these and prints them.
"""

from __future__ import annotations

from typing import ClassVar

from octavo.model import Place


class OctavoError(Exception):
    """A failure with one line for a person: what is wrong, where, and what to do.

    ``message`` is one sentence without a full stop; ``place`` names a file and perhaps a line; ``hint`` says what to
    do next. The class carries the exit code.
    """

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "bug"

    def __init__(self, message: str, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[type[OctavoError], tuple[str, Place | None, str]]:
        """Errors travel from the workers to the command line, so they must pickle whole."""
        return (type(self), (self.message, self.place, self.hint))


class UsageError(OctavoError):
    """The command line cannot be understood."""

    exit_code = 2
    code = "usage"


class SeedError(OctavoError):
    """A seed cannot be read."""

    exit_code = 3
    code = "seed"


class SettingsError(OctavoError):
    """A setting, a metadata value or a theme is wrong."""

    exit_code = 4
    code = "settings"


class MissingPartError(OctavoError):
    """Something that Octavo needs is not installed."""

    exit_code = 5
    code = "missing-part"


class EditionError(OctavoError):
    """An edition could not be made, or failed the proof."""

    exit_code = 6
    code = "edition"


class InterruptedBuild(OctavoError):
    """The build was stopped from outside."""

    exit_code = 130
    code = "interrupted"


def bug(trail: str, place: Place | None = None) -> OctavoError:
    """The one line for a bug in Octavo, from its traceback."""
    last = " ".join((trail.strip().splitlines() or ["no reason given"])[-1].split())[:200]
    return OctavoError(f"a bug in Octavo: {last}", place, "run it again with OCTAVO_DEBUG=1 and report what it prints")
