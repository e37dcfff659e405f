"""The cell's walls: what a worker may not do, enforced by the kernel where it offers that. Floor 4.

Called at a worker's start, before it has seen a document. Each wall is put up if the system has it. What is always
there, on every system: nothing in Octavo opens an address or a file that was not handed to it. These walls are for the
day on which a parser does not keep to that.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Iterable
from pathlib import Path

MEMORY = 2_500 << 20
"""Bytes of memory that one worker may fill (pandoc, its child, counts for itself)."""
FILE_SIZE = 64 << 20
"""A worker writes scratch files only: copies of the theme's fonts are the largest."""

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1
_READ_RIGHTS = 0b1100 | 1  # execute, read file, read folder (linux/landlock.h)
_ALL_RIGHTS_V1 = (1 << 13) - 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """End when the build ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit_resources() -> None:
    """No core dumps; limit memory and file size."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    if sys.platform == "linux":
        # Data, not address space: GHC's runtime and Java reserve far more addresses than they ever fill.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def limit_time(seconds: float | None) -> None:
    """From now on so many seconds of processor time; then the system ends the process (``SIGXCPU``)."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = resource.RLIM_INFINITY if seconds is None else math.ceil(time.process_time() + seconds)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def leave_network() -> bool:
    """Move into a network namespace without any interface. Linux, where namespaces are allowed."""
    if sys.platform != "linux":
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)


def forbid_files(readable: Iterable[str], scratch: str) -> bool:
    """From now on read below the given folders only, and write below ``scratch`` only (Landlock, Linux 5.13).

    Holds for the calling thread and whatever it starts. Folders that do not exist are passed over.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    rights = struct.pack("Q", _ALL_RIGHTS_V1)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.c_char_p(rights), ctypes.c_size_t(len(rights)), 0)
    if ruleset < 0:
        return False
    try:
        for path in dict.fromkeys(readable):
            _allow(libc, ruleset, path, _READ_RIGHTS)
        _allow(libc, ruleset, scratch, _ALL_RIGHTS_V1 & ~1)
        # Output that nobody reads.
        _allow(libc, ruleset, "/dev/null", 0b110)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not Path(path).is_dir():
            rights &= 0b111
        rule = struct.pack("=Qi", rights, descriptor)
        libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(descriptor)


def system_folders() -> tuple[str, ...]:
    """What a worker reads besides its documents: Python, the packages, system libraries, fonts and their settings."""
    home = str(Path.home())
    return (
        "/usr", "/lib", "/lib64", "/bin", "/opt", "/etc", "/dev/urandom", "/dev/null", "/proc/self",
        "/sys/devices/system/cpu",
        "/var/cache/fontconfig", "/nix/store", "/run/current-system", f"{home}/.local/share/fonts", f"{home}/.fonts",
        f"{home}/.cache/fontconfig", f"{home}/.fontconfig", sys.prefix, sys.base_prefix,
        str(Path(sys.executable).resolve().parent), *(path for path in sys.path if path),
    )  # fmt: skip
