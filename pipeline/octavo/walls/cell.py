"""The walls of one worker, in the order in which they are set up. Floor 1.

Landlock restricts a thread and all that it starts, so there are three layers. The process cannot reach others; the
thread that runs pandoc can reach only pandoc; all other threads can read the system's folders and those of this build's
seeds and results. The thread of one call is then restricted further, to its own documents.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.walls import landlock, limits
from octavo.walls.system_calls import forbid_system_calls


@dataclass(frozen=True)
class Walls:
    """Which walls are set up, by what they restrict."""

    network: bool
    powers: bool
    system_calls: bool
    files: bool
    signals: bool


def enter(stacks: int = 0) -> Walls:
    """Put up the walls that hold for the whole process. First of all: nothing else may run in it yet.

    ``stacks`` are the bytes that stacks of threads reserve and hardly use.
    """
    limits.die_with_parent()
    limits.limit_resources(stacks)
    network, powers = limits.leave_network(), limits.drop_powers()
    calls = forbid_system_calls()
    return Walls(network, powers, calls, landlock.abi() > 0, landlock.keep_to_itself())


def confine_pandoc(program: str) -> None:
    """For the thread that starts pandoc: nothing to read, nothing to write, nothing to start but pandoc."""
    landlock.forbid_files((str(Path(__file__).parents[1]), *_SYSTEM), (), (program,))


def confine(readable: Iterable[str], scratch: str) -> bool:
    """For a thread that handles documents: read these folders and the system's, write scratch files, start nothing."""
    return landlock.forbid_files((*system_folders(), *readable), (scratch,), ())


_SYSTEM = ("/usr", "/lib", "/lib64", "/dev/urandom", "/sys/devices/system/cpu")
# Not all of /etc: root, at least, may read secrets there.
_SETTINGS = (
    "alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "nsswitch.conf", "pango", "passwd", "python3",
    f"python3.{sys.version_info.minor}", "timezone",
)  # fmt: skip


def system_folders() -> tuple[str, ...]:
    """What a worker reads besides its documents: Python, the packages, system libraries, fonts and their settings."""
    home = Path.home()
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    return (
        *_SYSTEM, *(f"/etc/{name}" for name in _SETTINGS), "/proc/self", "/var/cache/fontconfig", "/nix/store",
        "/run/current-system", str(home / ".local/share/fonts"), str(home / ".fonts"),
        str(home / ".config/fontconfig"), str(home / ".cache/fontconfig"), str(home / ".fontconfig"), sys.prefix,
        sys.base_prefix, *(path for path in (*libraries, *sys.path) if Path(path).is_absolute()),
    )  # fmt: skip
