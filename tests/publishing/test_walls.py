"""A worker that somebody has taken over: what it tries from inside its cell, and what the kernel says to that."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from octavo import import_path
from octavo.pandoc import Pandoc
from octavo.publishing.workers.pool import Call, Cells, environment_of_workers
from octavo.walls import landlock

from tests.publishing.conftest import TEXT

ROOT = Path(__file__).parents[2]
HERE = "tests.publishing.test_walls"

pytestmark = pytest.mark.skipif(landlock.abi() < 6, reason="wants the walls of a newer Linux")


@dataclass(frozen=True)
class Burglary:
    """What a taken-over worker knows of the world outside."""

    home: str
    port: int
    reads: tuple[str, ...]

    def path(self, name: str) -> str:
        return f"{self.home}/{name}"


def burgle(wish: Burglary, pandoc: Pandoc) -> dict[str, str]:
    """Try everything; what was refused, by name: empty for what went through."""
    libc = ctypes.CDLL(None, use_errno=True)
    victim, scratch = wish.path("out/a/a.md"), os.environ["TMPDIR"]
    Path(scratch, "script").write_text("#!/bin/sh\necho hi\n", encoding="utf-8")
    tries: dict[str, Callable[[], object]] = {
        "read a secret": lambda: Path(wish.path("secret")).read_text(encoding="utf-8"),
        "read the shadow file": lambda: Path("/etc/shadow").read_bytes(),
        "read another publication": lambda: Path(wish.path("out/b/b.md")).read_bytes(),
        "read the parent's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "list the home": lambda: list(Path(wish.home).iterdir()),
        "list the root": lambda: list(Path("/").iterdir()),
        "write a result": lambda: Path(victim).write_text("x", encoding="utf-8"),
        "write beside the seeds": lambda: Path(wish.path("seeds/x")).write_text("x", encoding="utf-8"),
        "write beside the scratch": lambda: Path(scratch + "-x").write_text("x", encoding="utf-8"),
        "truncate": lambda: os.truncate(victim, 0),
        "chmod": lambda: Path(victim).chmod(0o777),
        "chown": lambda: os.chown(victim, 1, 1),
        "utime": lambda: os.utime(victim, (1, 1)),
        "setxattr": lambda: os.setxattr(victim, "user.x", b"y"),
        "rename": lambda: Path(victim).rename(victim + "2"),
        "unlink": lambda: Path(victim).unlink(),
        "link into scratch": lambda: os.link(victim, scratch + "/l"),
        "dial": lambda: socket.create_connection(("127.0.0.1", wish.port), timeout=2),
        "a socket in the file system": lambda: socket.socket(socket.AF_UNIX).connect(wish.path("door")),
        "an abstract socket": lambda: socket.socket(socket.AF_UNIX).connect("\0octavo-door"),
        "run a shell": lambda: subprocess.run(["/bin/sh", "-c", "true"], check=True),
        "run Python": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "run a script of its own": lambda: subprocess.run([scratch + "/script"], check=True),
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "mount": lambda: _ask(libc.mount(b"none", scratch.encode(), b"tmpfs", 0, None)),
        "another namespace": lambda: _ask(libc.unshare(0x10000000)),
        "a child in another namespace": lambda: _ask(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)),
        "trace pandoc": lambda: _ask(libc.ptrace(16, pandoc._child.pid if pandoc._child else 0, 0, 0)),
        "a ring of calls": lambda: _ask(libc.syscall(425, 4, ctypes.create_string_buffer(256))),
        "powers of root": lambda: os.setgroups([0]),
        "more memory": lambda: len(bytearray(8 << 30)),
    }
    found = {name: _reason(attempt) for name, attempt in tries.items()}
    found["its environment"] = "" if "MY_SECRET" in os.environ else "not there"
    found["through the main thread"] = _through_main(lambda: Path(wish.path("secret")).read_text(encoding="utf-8"))
    found["write through the main thread"] = _through_main(lambda: Path(victim).write_text("x", encoding="utf-8"))
    return found


def _ask(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _reason(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except (OSError, MemoryError, subprocess.SubprocessError) as error:
        return repr(error)
    return ""


def _through_main(attempt: Callable[[], object]) -> str:
    """Have the worker's main thread do it: it waits for this call to end, and takes pending calls when interrupted."""
    said: list[str] = []
    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
    call = kind(lambda _: said.append(_reason(attempt)) or 0)  # type: ignore[func-returns-value]
    libc = ctypes.CDLL(None)
    libc.signal(signal.SIGUSR1, ctypes.cast(libc.abs, ctypes.c_void_p))
    libc.siginterrupt(signal.SIGUSR1, 1)
    ctypes.pythonapi.Py_AddPendingCall(call, None)
    until = time.monotonic() + 5
    while not said and time.monotonic() < until:
        main = threading.main_thread().ident
        signal.pthread_kill(main or 0, signal.SIGUSR1)
        time.sleep(0.05)
    return said[0] if said else "the main thread did not do it"


def status_of_pandoc(_: Any, pandoc: Pandoc) -> tuple[int, int]:
    pandoc.read("x", "markdown")
    assert pandoc._child is not None
    return os.getpid(), pandoc._child.pid


def read_within(wish: Burglary, pandoc: Pandoc) -> str:
    del pandoc
    return Path(wish.path("seeds/a.md")).read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("seeds/a.md", "out/a/a.md", "out/b/b.md", "secret"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"the words of {name}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def cells(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cells]:
    monkeypatch.setenv("MY_SECRET", "x")
    made = Cells(1, [*import_path.for_workers(), str(ROOT)], reads=(str(home / "seeds"), str(home / "out")))
    yield made
    made.shutdown(cancel_futures=True)


def test_a_worker_that_is_taken_over_gets_nowhere(home: Path, cells: Cells) -> None:
    reads = (str(home / "seeds"), str(home / "out/a"))
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as door,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        for bound, address in ((door, str(home / "door")), (abstract, "\0octavo-door")):
            bound.bind(address)
            bound.listen()
        wish = Burglary(str(home), server.getsockname()[1], reads)
        call = Call(f"{HERE}:read_within", wish, 60)
        assert cells.submit(call).result(timeout=120) == "the words of seeds/a.md"
        found = cells.submit(Call(f"{HERE}:burgle", wish, 60)).result(timeout=120)
    assert sorted(name for name, reason in found.items() if not reason) == []
    assert found["through the main thread"].startswith("PermissionError")
    left = {str(path.relative_to(home)): path.read_text("utf-8") for path in home.rglob("*") if path.is_file()}
    assert left == {name: f"the words of {name}" for name in ("seeds/a.md", "out/a/a.md", "out/b/b.md", "secret")}
    assert (home / "out/a/a.md").stat().st_mode & 0o777 == 0o644


def test_all_threads_and_pandoc_have_no_powers(cells: Cells) -> None:
    worker, pandoc = cells.submit(Call(f"{HERE}:status_of_pandoc", None, 60)).result(timeout=120)
    for process in (worker, pandoc):
        for task in Path(f"/proc/{process}/task").iterdir():
            said = dict(re.findall(r"^(\w+):\s+(\w+)", (task / "status").read_text("utf-8"), re.MULTILINE))
            assert (said["NoNewPrivs"], said["Seccomp"]) == ("1", "2")
            assert int(said["CapEff"], 16) in (0, 1 << 2)
            assert said["CapEff"] == said["CapPrm"]


def test_what_a_worker_sees_of_the_environment() -> None:
    names = (
        "PATH HOME LANG LC_ALL TZ SOURCE_DATE_EPOCH OCTAVO_DEBUG FONTCONFIG_FILE PYTHONPATH PYTHONHOME PYTHONUSERBASE "
        "LD_PRELOAD LD_AUDIT GCONV_PATH GHCRTS MALLOC_CHECK_ GLIBC_TUNABLES AWS_SECRET_ACCESS_KEY http_proxy COLUMNS"
    )
    assert set(environment_of_workers(dict.fromkeys(names.split(), "x"))) == {
        *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SOURCE_DATE_EPOCH", "OCTAVO_DEBUG", "FONTCONFIG_FILE")
    }


OPENED = re.compile(r"^\d+ +open(?:at)?\(.* = \d+<(/[^>]*)>$", re.MULTILINE)
BEYOND = re.compile(
    r"/etc/(alternatives|fonts|ld\.so|locale|localtime|timezone|ssl|mime|nsswitch|passwd|pango|python)"
    r"|/(usr|lib|lib64|dev/null|dev/urandom|proc/self|proc/\d+|var/cache/fontconfig|var/lib/ghostscript)\b"
    r"|/sys/(devices/system/cpu|fs/cgroup|kernel/mm)"
)


@pytest.mark.skipif(not shutil.which("strace"), reason="wants strace")
def test_what_a_build_opens_calls_and_starts_is_on_a_list(tmp_path: Path) -> None:
    """A build watched by strace: files of Python, its packages, the system, the seed's folder and its results."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/letter.md").write_text(
        TEXT + "\n![x](http://127.0.0.1:9/x.png) ![y](/etc/hostname) ![z](../secret.svg)\n", encoding="utf-8"
    )
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-y", "-e", "trace=open,openat,connect,execve,socket", "-o", str(trace), sys.executable]
    done = subprocess.run(
        [*command, "-P", "-m", "octavo", "build", "--jobs", "1", "--to", "pdf,epub,html"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = trace.read_text("utf-8", "replace")
    assert not re.search(r"^\d+ +(connect|socket)\((?!AF_UNIX).* = \d", said, re.MULTILINE)
    started = {Path(name).name for name in re.findall(r'execve\("([^"]*)".* = 0$', said, re.MULTILINE)}
    assert started <= {Path(sys.executable).name, "pandoc"}
    ours = {sys.prefix, sys.base_prefix, str(ROOT / "pipeline"), str(ROOT / "templates"), *map(str, sys.path)} - {""}
    own = [tmp_path / "seeds", tmp_path / "out"]
    opened = set(OPENED.findall(said))
    assert str(tmp_path / "seeds/letter.md") in opened
    strange = [
        path
        for path in opened
        if not BEYOND.match(path)
        and not any(Path(path).is_relative_to(folder) for folder in (*ours, *map(str, own), "/usr"))
        and path not in (str(tmp_path), str(tmp_path / "octavo.toml"))
        # Scratch folders, and the file with which Python tries out where temporary files may be.
        and not re.match(re.escape(str(tmp_path)) + r"/(octavo-\w+(/|$)|\w{8}$)", path)
    ]
    assert not strange, "\n".join(sorted(strange))
