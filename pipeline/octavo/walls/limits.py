"""What a worker may use: memory, processor time, sizes of files, the network, the powers of root. Floor 1."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import signal
import struct
import sys
import time
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None

MEMORY = 2_500 << 20
"""Bytes of memory that one worker may fill (pandoc, its child, counts for itself)."""
FILE_SIZE = 64 << 20
"""A worker writes scratch files only: copies of the theme's fonts are the largest."""
FILES = 64
"""Files that a worker may need open at once."""

# Found before it is needed: between a fork and the program that follows it nothing may be looked up.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_DIE_WITH_PARENT, _DROP_FROM_BOUND = 1, 24
_CAPABILITY_VERSION = 0x20080522
_READ_ALL = 2
"""The one power of root that stays (``CAP_DAC_READ_SEARCH``): root may be asked to read the files of others."""


def die_with_parent(parent: int | None = None) -> None:
    """End when the thread that started this process ends, however it ends (Linux).

    ``parent`` is the process that it was: should it be gone already, this one ends at once.
    """
    if _LIBC is not None:
        _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if parent is not None and os.getppid() != parent:
            os._exit(1)


def limit_resources(stacks: int = 0) -> None:
    """No core dumps; limit memory and file size; take as many open files as are needed, where that is allowed.

    ``stacks`` are bytes that the system counts as memory and that are hardly used: the stacks of deep threads.
    """
    if resource is None:
        return
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", FILE_SIZE)
    if sys.platform == "linux":
        # Data, not address space: GHC's runtime and Java reserve far more addresses than they ever fill.
        _limit("RLIMIT_DATA", MEMORY + stacks)
    raise_open_files(FILES)


def _limit(name: str, value: int) -> None:
    """Lower both limits to a value; where a lower one holds already, that one stays."""
    assert resource is not None  # noqa: S101 - its caller looked
    number = getattr(resource, name)
    hard = resource.getrlimit(number)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(number, (value, value))


def raise_open_files(wanted: int) -> int:
    """Raise the soft limit on open files towards ``wanted``; what it is now, -1 for no limit."""
    if resource is None:
        return -1
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return -1 if soft == resource.RLIM_INFINITY else int(soft)
    higher = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (higher, hard))
    return int(resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def limit_time(seconds: float | None) -> None:
    """From now on so many seconds of processor time; then the system ends the process (``SIGXCPU``)."""
    if resource is None:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = resource.RLIM_INFINITY if seconds is None else math.ceil(time.process_time() + seconds)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def limit_time_of(process: int, seconds: float) -> None:
    """The same for another process of ours, a child (Linux)."""
    if resource is None or sys.platform != "linux":
        return
    with contextlib.suppress(ValueError, OSError):
        used = time.clock_gettime((~process << 3) | 2)  # the clock of its processor time, as the kernel numbers it
        hard = resource.prlimit(process, resource.RLIMIT_CPU)[1]
        resource.prlimit(process, resource.RLIMIT_CPU, (math.ceil(used + seconds) + 1, hard))


def time_used_by(process: int) -> float:
    """The processor seconds that another process has used; 0 where the system does not tell (all but Linux)."""
    if sys.platform != "linux":
        return 0.0
    try:
        return time.clock_gettime((~process << 3) | 2)
    except OSError:
        return 0.0


def leave_network() -> bool:
    """Move into a network namespace without any interface. Linux, where namespaces are allowed."""
    if _LIBC is None:
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(_LIBC.unshare(flags) == 0)


def drop_powers() -> bool:
    """Give up all powers of root but that to read, those of a namespace too (Linux). Whether none is left."""
    if _LIBC is None:
        return False
    for power in range(64):
        if power != _READ_ALL:
            _LIBC.prctl(_DROP_FROM_BOUND, power, 0, 0, 0)
    head = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION, 0))
    kept = 1 << _READ_ALL if os.geteuid() == 0 else 0
    sets = ctypes.create_string_buffer(struct.pack("=6I", kept, kept, 0, 0, 0, 0))
    return bool(_LIBC.capset(head, sets) == 0)
