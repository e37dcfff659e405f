"""Landlock: Linux itself restricts the files that a process may reach. Floor 1.

Each call restricts the calling thread and all that it starts, for good; a thread that is restricted twice may do only
what both allow. The kernel reports the rights that it knows (its ABI); the newest ones are used.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | 1 << 15
_KNOWN_SINCE = ((1, (1 << 13) - 1), (2, 1 << 13), (3, _TRUNCATE), (5, 1 << 15))
"""Rights over files by the ABI that brought them: to move into other folders, to truncate, to command devices."""
_TCP = 0b11  # to listen and to connect, from ABI 4
_SCOPES = 0b11  # abstract sockets and signals, from ABI 6


def abi() -> int:
    """The newest version of Landlock that this kernel offers; 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_call(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


def keep_to_itself() -> bool:
    """From now on send no signal to, and reach no abstract socket of, a process outside (ABI 6, Linux 6.12)."""
    return abi() >= 6 and _restrict(_ruleset(0, 0, _SCOPES))


def forbid_files(
    readable: Iterable[str], writable: Iterable[str] = (), executable: Iterable[str] | None = None
) -> bool:
    """From now on read below ``readable`` only, write below ``writable`` only, use no TCP (ABI 4, Linux 6.7).

    ``executable`` are the programs that may be started, by default all that may be read. What does not exist is passed
    over. False when the kernel has no Landlock.
    """
    known = abi()
    if not known:
        return False
    rights = sum(right for since, right in _KNOWN_SINCE if known >= since)
    ruleset = _ruleset(rights, _TCP if known >= 4 else 0, 0)
    if ruleset < 0:
        return False
    reading = _READ | _READ_FOLDER | (_EXECUTE if executable is None else 0)
    for path in dict.fromkeys(readable):
        _allow(ruleset, path, reading)
    for path in executable or ():
        _allow(ruleset, path, _READ | _EXECUTE)
    for path in writable:
        _allow(ruleset, path, rights & ~_EXECUTE)
    _allow(ruleset, os.devnull, _READ | _WRITE | rights & _TRUNCATE)
    return _restrict(ruleset)


def _ruleset(files: int, net: int, scopes: int) -> int:
    sizes = ((6, 24), (4, 16), (1, 8))
    size = next(size for since, size in sizes if abi() >= since)
    attributes = struct.pack("QQQ", files, net, scopes)[:size]
    return int(_call(_CREATE_RULESET, ctypes.c_char_p(attributes), ctypes.c_size_t(size), 0))


def _restrict(ruleset: int) -> bool:
    if ruleset < 0:
        return False
    try:
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(_call(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not Path(path).is_dir():
            rights &= _OF_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(descriptor)


def _call(*arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(*arguments))
