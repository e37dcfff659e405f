"""A filter of system calls (seccomp), for what Landlock does not cover.

It lists what is refused, not what is allowed: libraries use new calls with every version, but none of them needs
a socket, another process's memory, a mount or a change of file modes. Refused calls fail with ``EPERM``. Floor 1.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
_NO_SUCH_CALL = 0x00050000 | 38
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

# Numbers on x86-64 and on 64-bit ARM; None where the call is not known there.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # Sockets of any kind: no network even where it cannot be left, and no sockets in the file system either.
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242),
    # Modes, owners, times and labels of files, which Landlock does not guard.
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15),
    "fremovexattr": (199, 16), "removexattrat": (466, 466), "file_setattr": (469, 469),
    # Other processes, and ways around this filter.
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "kcmp": (312, 272), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # Namespaces, mounts and the system itself.
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430),
    "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442), "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "kexec_load": (246, 104),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "syslog": (103, 116), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "sethostname": (170, 161),
}  # fmt: skip
_CLONE: tuple[int, int] = (56, 220)
_CLONE3 = 435  # its flags lie where a filter cannot look; libraries go back to clone when there is no such call
_NEW_NAMESPACES = 0x7E020000
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
_OTHER_NUMBERS = 0x40000000
"""From here on x86-64 has a second set of numbers for the same calls (x32)."""


def forbid_system_calls() -> bool:
    """Set up the filter for the calling thread and all that it starts. False where the system has none."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES or struct.calcsize("P") != 8:
        return False
    program = _program(*_MACHINES[platform.machine()])
    held = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.c_char_p(header), 0, 0) == 0)


def _program(machine: int, column: int) -> bytes:
    """The filter as the kernel reads it: of each call the machine (at byte 4) and the number (at byte 0)."""
    numbers = [row[column] for row in _REFUSED.values()]
    steps = [
        _step(_LOAD, 0, 0, 4), _step(_EQUAL, 1, 0, machine), _step(_RETURN, 0, 0, _KILL), _step(_LOAD, 0, 0, 0),
        _step(_AT_LEAST, 0, 1, _OTHER_NUMBERS), _step(_RETURN, 0, 0, _REFUSE),
    ]  # fmt: skip
    for number in numbers:
        if number is not None:
            steps += [_step(_EQUAL, 0, 1, number), _step(_RETURN, 0, 0, _REFUSE)]
    steps += [
        _step(_EQUAL, 0, 1, _CLONE3), _step(_RETURN, 0, 0, _NO_SUCH_CALL),
        _step(_EQUAL, 0, 3, _CLONE[column]), _step(_LOAD, 0, 0, 16), _step(_HAS, 0, 1, _NEW_NAMESPACES),
        _step(_RETURN, 0, 0, _REFUSE),
    ]  # fmt: skip
    return b"".join([*steps, _step(_RETURN, 0, 0, _ALLOW)])


def _step(code: int, if_so: int, otherwise: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_so, otherwise, value)
