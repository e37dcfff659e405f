"""Workers in their cells: they answer, die, hang and are walled in; the build goes on."""

from __future__ import annotations

import errno
import io
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from octavo import import_path
from octavo.errors import EditionError, InterruptedBuild, MissingPartError, SeedError
from octavo.model import Kind, Place
from octavo.notices import Code
from octavo.pandoc import Pandoc
from octavo.publishing.workers import worker
from octavo.publishing.workers.answers import answer_of
from octavo.publishing.workers.pool import Call, Cells, WorkerBug
from octavo.publishing.workers.scratch import Scratch, remove_scratch_of_the_dead
from octavo.walls import limits

from tests.walls_here import LIMITS, needs_limits, needs_locks

HERE = "tests.publishing.test_cells"


@dataclass(frozen=True)
class Job:
    """An argument that says which folder was handed in."""

    path: str
    reads: tuple[str, ...] = ()


def double(number: int, pandoc: Pandoc) -> int:
    del pandoc
    return 2 * number


def die(_: Any, pandoc: Pandoc) -> None:
    del pandoc
    os.kill(os.getpid(), signal.SIGKILL)


def hang(_: Any, pandoc: Pandoc) -> None:
    del pandoc
    time.sleep(600)


def wait(seconds: float, pandoc: Pandoc) -> str:
    del pandoc
    time.sleep(seconds)
    return "waited"


def burn(_: Any, pandoc: Pandoc) -> None:
    del pandoc
    while True:
        pass


def fail(_: Any, pandoc: Pandoc) -> None:
    del pandoc
    raise SeedError("no", Place("x", 3), "do so")


def bug(_: Any, pandoc: Pandoc) -> None:
    del pandoc
    raise KeyError("oops")


def overflow(number: int, pandoc: Pandoc) -> None:
    del pandoc
    raise OSError(number, os.strerror(number))


def eat(_: Any, pandoc: Pandoc) -> int:
    del pandoc
    return len(bytearray(8 << 30))


def deep(depth: int, pandoc: Pandoc) -> int:
    return 0 if depth == 0 else 1 + deep(depth - 1, pandoc)


def read(job: Job, pandoc: Pandoc) -> str:
    del pandoc
    return Path(job.path).read_text(encoding="utf-8")


def write(job: Job, pandoc: Pandoc) -> int:
    del pandoc
    return Path(job.path).write_text("x", encoding="utf-8")


def dial(port: int, pandoc: Pandoc) -> None:
    del pandoc
    socket.create_connection(("127.0.0.1", port), timeout=2).close()


def ask_pandoc(text: str, pandoc: Pandoc) -> str:
    return str(pandoc.read(text, "markdown").document["blocks"][0]["t"])


def new_cells() -> Cells:
    """One worker that finds this module too."""
    return Cells(1, [*import_path.for_workers(), str(Path(__file__).parents[2])])


@pytest.fixture
def cells() -> Any:
    made = new_cells()
    yield made
    made.shutdown(cancel_futures=True)


def ask(cells: Cells, name: str, argument: Any, seconds: float | None = 60) -> Any:
    return cells.submit(Call(f"{HERE}:{name}", argument, seconds)).result(timeout=120)


def test_it_answers_again_and_again(cells: Cells) -> None:
    assert [ask(cells, "double", number) for number in range(3)] == [0, 2, 4]
    assert ask(cells, "ask_pandoc", "# x") == "Header"


def test_a_death_costs_one_call(cells: Cells) -> None:
    with pytest.raises(SeedError, match="died"):
        ask(cells, "die", None)
    assert ask(cells, "double", 4) == 8


def test_what_works_too_long_is_ended(cells: Cells, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the system after so much processor time; where it counts none, by the pool a while later."""
    if not LIMITS:
        monkeypatch.setattr("octavo.publishing.workers.pool.PATIENCE", 0)
    with pytest.raises(SeedError, match=f"too long: stopped after {1 if LIMITS else 4} second"):
        ask(cells, "burn", None, seconds=1)
    assert ask(cells, "double", 4) == 8


def test_a_hang_ends_at_its_deadline(cells: Cells, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.publishing.workers.pool.PATIENCE", 1)
    with pytest.raises(SeedError, match="too long"):
        ask(cells, "hang", None, seconds=0.1)
    assert ask(cells, "double", 4) == 8


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how long another process has worked")
def test_who_is_late_and_at_work_is_waited_for(cells: Cells, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(cells, "double", 4) == 8  # the worker is there
    monkeypatch.setattr("octavo.publishing.workers.pool.PATIENCE", 0.05)
    monkeypatch.setattr("octavo.publishing.workers.pool.AT_WORK", 0.0)  # as if it had always worked
    assert ask(cells, "wait", 0.4, seconds=0.01) == "waited"
    assert 0 < limits.time_used_by(os.getpid()) < 1e6
    assert limits.time_used_by(4_194_305) == 0


def test_errors_and_bugs_come_back_whole(cells: Cells) -> None:
    with pytest.raises(SeedError) as caught:
        ask(cells, "fail", None)
    assert (caught.value.message, caught.value.place, caught.value.hint) == ("no", Place("x", 3), "do so")
    with pytest.raises(WorkerBug, match="KeyError: 'oops'"):
        ask(cells, "bug", None)


class Evil:
    """Would run a command where it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, ("true",))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EMFILE])
def test_a_full_disk_and_a_low_limit_are_no_bugs(number: int, cells: Cells) -> None:
    with pytest.raises(EditionError, match="scratch files cannot be written") as met:
        ask(cells, "overflow", number)
    assert met.value.hint


def test_a_system_without_its_devices_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "devnull", str(tmp_path / "null"))
    with pytest.raises(MissingPartError, match="null is missing"):
        Cells(1)


def as_a_worker_writes(value: object) -> bytes:
    """A value pickled by the standard rules: here a library for clusters may have added its own for errors."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written)
    pickler.dispatch_table = {}
    pickler.dump(value)
    return written.getvalue()


def test_an_answer_is_made_of_plain_values_only() -> None:
    value = [Job("x"), Place("a", 1), SeedError("no", Place("b")), {"k": (1, 2.0, b"", None)}]
    kind, got = answer_of(as_a_worker_writes(("ok", value[1:])))
    assert (kind, got[0], str(got[1])) == ("ok", Place("a", 1), "no")
    members = pickle.dumps(("ok", [Kind.book, Code.no_title]))
    assert answer_of(members) == ("ok", [Kind.book, Code.no_title])
    for bad in (pickle.dumps(("ok", Evil())), pickle.dumps(("ok", Path("x"))), pickle.dumps(("ok", ask)), b"junk"):
        assert answer_of(bad)[0] == "bug"


def test_members_of_enumerations_arrive_from_every_python() -> None:
    """Python 3.11.2, which is Debian's, writes a member as ``getattr(Kind, "book")``."""

    def written(kind: bytes, name: bytes) -> bytes:
        return b"\x80\x04(X\x02\x00\x00\x00okcbuiltins\ngetattr\n(" + kind + name + b"tRt."

    def text(value: str) -> bytes:
        return b"X" + struct.pack("<I", len(value)) + value.encode()

    assert answer_of(written(b"coctavo.model\nKind\n", text("book"))) == ("ok", Kind.book)
    for kind, name in (
        (b"coctavo.model\nPlace\n", text("__init__")),
        (b"coctavo.model\nKind\n", text("__class__")),
        (text("x"), text("format")),
    ):
        assert answer_of(written(kind, name))[0] == "bug"


def test_an_interrupt_ends_what_is_running(cells: Cells) -> None:
    future = cells.submit(Call(f"{HERE}:hang", None, None))
    ask_later = cells.submit(Call(f"{HERE}:double", 1, None))
    time.sleep(0.5)
    cells.shutdown(cancel_futures=True)
    with pytest.raises(InterruptedBuild):
        future.result(timeout=10)
    assert ask_later.cancelled()


def test_recursion_is_our_limit_and_not_the_stack(cells: Cells) -> None:
    assert ask(cells, "deep", 20_000) == 20_000
    with pytest.raises(SeedError, match="nested too deeply"):
        ask(cells, "deep", 100_000)


@needs_limits
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the data a process fills")
def test_memory_has_a_cap(cells: Cells) -> None:
    with pytest.raises(SeedError, match="more memory"):
        ask(cells, "eat", None)


def test_files_that_were_not_handed_in_are_out_of_reach(file_wall: None, cells: Cells, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("handed in", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    given = (str(tmp_path / "in"),)
    assert ask(cells, "read", Job(str(tmp_path / "in/a.txt"), given)) == "handed in"
    with pytest.raises(WorkerBug, match="PermissionError"):
        ask(cells, "read", Job(str(tmp_path / "secret.txt"), given))
    with pytest.raises(WorkerBug, match="PermissionError"):
        ask(cells, "write", Job(str(tmp_path / "in/b.txt"), given))


def test_there_is_no_network(network_wall: None, cells: Cells) -> None:
    unreachable = r"\bOSError|PermissionError|ConnectionRefusedError|Network is unreachable"
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(WorkerBug, match=unreachable):
        ask(cells, "dial", server.getsockname()[1])


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cells = new_cells()
    assert ask(cells, "double", 1) == 2
    assert list(tmp_path.iterdir())
    cells.shutdown()
    assert not list(tmp_path.iterdir())


ALIVE = """
import sys
from octavo.pandoc import Pandoc
pandoc = Pandoc()
pandoc.start()
print(pandoc._child.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_pandoc_ends_with_whoever_started_it() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")}
    with subprocess.Popen(
        [sys.executable, "-c", ALIVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        pandoc = int(parent.stdout.readline())
        assert Path(f"/proc/{pandoc}").exists()
        parent.kill()
        parent.wait()
        until = time.monotonic() + 10
        while _runs(pandoc) and time.monotonic() < until:
            time.sleep(0.02)
        assert not _runs(pandoc)


def _runs(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


@needs_limits
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_the_system_ends_a_child_that_works_too_long() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as child:
        limits.limit_time_of(child.pid, 0.5)
        assert child.wait(timeout=60) == -signal.SIGXCPU


LOOP = "@book{a1,crossref={a2}}\n@book{a2,crossref={a1},title={Loop}}\n"


def loop(_: Any, pandoc: Pandoc) -> None:
    pandoc.read("Words [@a1]", "markdown", bibliography=[("biblatex", LOOP)], seconds=600)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_pandoc_that_loops_ends_with_its_worker(cells: Cells) -> None:
    """Killing the worker alone is enough, whatever pandoc is doing."""
    pandoc = ask(cells, "own_pandoc", None)
    future = cells.submit(Call(f"{HERE}:loop", None, None))
    time.sleep(1)
    assert _runs(pandoc)
    worker = cells._cells[0]._process
    assert worker is not None
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(SeedError, match="died"):
        future.result(timeout=30)
    until = time.monotonic() + 10
    while _runs(pandoc) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _runs(pandoc)


def own_pandoc(_: Any, pandoc: Pandoc) -> int:
    pandoc.read("x", "markdown")
    assert pandoc._child is not None
    return pandoc._child.pid


@needs_locks
def test_scratch_of_the_dead_goes_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name tells nothing: what holds no mark of ours stays, unless it is empty, old and made as ours are."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    held = Scratch()
    dead = Scratch()
    os.close(dead._held)  # type: ignore[arg-type] # as a process that ends does
    (tmp_path / "octavo-2024-thesis").mkdir()
    (tmp_path / "octavo-2024-thesis/thesis.md").write_text("years of work", encoding="utf-8")
    for name, mode in (("octavo-abcdefgh", 0o700), ("octavo-ijklmnop", 0o755), ("octavo-somewhat-longer", 0o700)):
        (tmp_path / name).mkdir(mode=mode)
        (tmp_path / name).chmod(mode)
    remove_scratch_of_the_dead()
    assert not dead.path.exists()
    assert (tmp_path / "octavo-abcdefgh").exists(), "it may be a moment old"
    monkeypatch.setattr("octavo.publishing.workers.scratch._AGE", -1)
    remove_scratch_of_the_dead()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {held.path.name, "octavo-2024-thesis", "octavo-ijklmnop", "octavo-somewhat-longer"}
    held.close()


def test_memory_that_does_not_suffice_for_the_answer_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(worker, "_run", run)
    call = pickle.dumps(("a:b", None, None, False))
    kind, error = pickle.loads(worker._answer(call, Pandoc(), io.BytesIO()))
    assert (kind, type(error)) == ("error", SeedError)
