"""Run the tests as on a system without fcntl, resource, Landlock and namespaces. Linux only.

``python -m tools.hidden`` runs all tests, ``python -m tools.hidden tests/shelf -x`` some of them. The two modules are
hidden by an environment that is made for the run and takes everything else from the one that it is started with. The
kernel refuses Landlock and namespaces to the tests and to all that they start: workers, pandoc, every command.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HIDE = 'import sys; sys.modules["fcntl"] = sys.modules["resource"] = None\n'
_LOAD, _EQUAL, _HAS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _NOT_PERMITTED, _NO_SUCH_CALL = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_LANDLOCK, _CLONE3 = 444, 435
_UNSHARE_CLONE = {"x86_64": (272, 56), "aarch64": (97, 220)}
_NAMESPACES = 0x7E020000


def refuse_walls() -> None:
    """Let the kernel refuse Landlock and namespaces to this process and to all that it starts."""
    unshare, clone = _UNSHARE_CLONE[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 1, _LANDLOCK), (_RETURN, 0, 0, _NO_SUCH_CALL),
        (_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _NO_SUCH_CALL),  # libraries then use clone, whose flags can be seen
        (_EQUAL, 0, 1, unshare), (_RETURN, 0, 0, _NOT_PERMITTED),
        (_EQUAL, 0, 3, clone), (_LOAD, 0, 0, 16), (_HAS, 0, 1, _NAMESPACES), (_RETURN, 0, 0, _NOT_PERMITTED),
        (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    if libc.prctl(22, 2, ctypes.c_char_p(header), 0, 0):
        raise OSError(ctypes.get_errno(), "this kernel takes no filter of system calls")


def environment(home: Path) -> Path:
    """Make an environment in which the two modules are missing. Gives its Python."""
    venv.create(home, with_pip=False, symlinks=True)
    site = next(home.glob("lib/python3*/site-packages"))
    (site / "elsewhere.pth").write_text(f"{sysconfig.get_path('purelib')}\n{ROOT / 'pipeline'}\n", encoding="utf-8")
    (site / "hidden.pth").write_text(HIDE, encoding="utf-8")
    tools = Path(sys.prefix) / "tools"
    if tools.is_dir():
        (home / "tools").symlink_to(tools)  # the validators
    return home / "bin" / "python"


def main() -> int:
    """Run pytest with the words of the command line. Gives its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder) / "venv")
        refuse_walls()
        words = [str(python), "-m", "pytest", "-p", "no:cacheprovider", *sys.argv[1:]]
        return subprocess.run(words, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
