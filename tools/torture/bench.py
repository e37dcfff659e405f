"""A folder with seeds, a person's edit and its results, to be tortured and looked at."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EDIT = "---\ntitle: Hand\nlang: en\n---\n\nMy own words, number {}.\n"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
)
NAMES = ("a", "b", "c")
EDITED = "b"

Files = dict[str, str]


@dataclass
class Tally:
    """How often each thing was done and what was found broken, in words."""

    done: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def count(self, what: str) -> None:
        """Something was done once more."""
        self.done[what] = self.done.get(what, 0) + 1

    def tell(self, where: str, what: str) -> None:
        """Something is broken."""
        self.broken.append(f"{where}: {what}")
        print(f"BROKEN {where}: {what}", flush=True)


class Bench:
    """A folder with ``seeds``, ``out`` and ``tmp``; ``old`` and ``new`` are undisturbed results of either text."""

    def __init__(self, home: Path, to: str, paragraphs: int = 40) -> None:
        self.home, self.to, self.paragraphs = home, to, paragraphs
        self.seeds, self.out, self.tmp = home / "seeds", home / "out", home / "tmp"
        for folder in (self.seeds, self.tmp):
            folder.mkdir(parents=True)
        (self.seeds / "p.png").write_bytes(PICTURE)
        self.write("one")
        self.check(self.build(), "the first build")
        self.edit(EDIT.format(0))
        self.check(self.build(), "the build of the edit")
        self.old = self.files()
        shutil.copytree(self.out, home / "old")
        self.write("two")
        began = time.monotonic()
        self.check(self.build(), "the build of the new text")
        self.seconds = time.monotonic() - began
        self.new = self.files()

    def write(self, version: str) -> None:
        """New texts for all seeds, each put in place whole."""
        for name in NAMES:
            text = f"---\ntitle: Document {name} {version}\nlang: en\n---\n\n![A dot](p.png)\n\n"
            text += "\n\n".join(f"Paragraph {n} of version {version} with words." for n in range(self.paragraphs))
            fresh = self.seeds / f".{name}"
            fresh.write_text(text + "\n", encoding="utf-8")
            fresh.replace(self.seeds / f"{name}.md")

    def edit(self, text: str) -> None:
        """What a person saves over the manuscript, as an editor does."""
        fresh = self.out / EDITED / "saved"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.out / EDITED / f"{EDITED}.md")

    def edited(self) -> str:
        """The manuscript that a person saved, as it is."""
        return (self.out / EDITED / f"{EDITED}.md").read_text("utf-8")

    def reset(self) -> None:
        """As after the build of the edit, with new texts waiting."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.home / "old", self.out)
        self.write("two")

    def environment(self, **more: str) -> dict[str, str]:
        """The variables of a build: nothing of the person's own locale or Python."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
        return {**plain, "SOURCE_DATE_EPOCH": "1700000000", "TMPDIR": str(self.tmp),
                "PYTHONPATH": str(ROOT / "pipeline"), "LC_ALL": "C.UTF-8", **more}  # fmt: skip

    def start(self, *before: str, **more: str) -> subprocess.Popen[str]:
        """Begin a build. ``before`` is in the place of ``-m octavo``: a program that calls it."""
        program = before or ("-P", "-m", "octavo")
        return subprocess.Popen(
            [sys.executable, *program, "build", "--quiet", "--jobs", "2", "--to", self.to,
             "--seeds", str(self.seeds), "--out", str(self.out)],
            env=self.environment(**more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def build(self, *before: str, **more: str) -> tuple[int, str]:
        """A build from its beginning to its end: its exit code and what it said."""
        child = self.start(*before, **more)
        said = child.communicate(timeout=600)[1]
        return child.returncode, said

    def check(self, outcome: tuple[int, str], what: str) -> None:
        """End everything when an undisturbed build fails."""
        if outcome[0] != 0:
            raise SystemExit(f"{what} failed: {outcome[1]}")

    def files(self) -> Files:
        """The digests of everything in ``out/``."""
        return {
            str(path.relative_to(self.out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    def look(self, tally: Tally, where: str, edit: str = EDIT.format(0)) -> None:
        """Right after a fault: whole files, old or new; nothing gone; the person's words."""
        now = self.files()
        for name, digest in now.items():
            if ".octavo-" in name:
                tally.count("files left half-written under a temporary name, removed by the next build")
            elif name.endswith("record.json"):
                json.loads((self.out / name).read_bytes())
            elif digest not in (self.old.get(name), self.new.get(name)) and name != f"{EDITED}/{EDITED}.md":
                tally.tell(where, f"{name} is neither the old file nor the new one")
        for name in self.old.keys() - now.keys():
            tally.tell(where, f"{name} is gone")
        if self.edited() != edit:
            tally.tell(where, "the edited manuscript is lost")

    def heal(self, tally: Tally, where: str) -> None:
        """The next build ends where an undisturbed one ends, and leaves nothing over."""
        code, said = self.build()
        now = self.files()
        if code or now != self.new:
            differs = sorted(name for name in now.keys() | self.new.keys() if now.get(name) != self.new.get(name))
            tally.tell(where, f"not healed, exit code {code}: {differs[:5]} {said[-300:]}")
        # One that was killed before it could mark its folder leaves it empty; a later build takes it away.
        left = [path.name for path in self.tmp.iterdir() if list(path.iterdir())]
        if left:
            tally.tell(where, f"scratch folders are left: {left[:3]}")


def descendants(process: int) -> dict[int, str]:
    """The processes that a process started, and those that these started, with the time each began."""
    parents: dict[int, list[tuple[int, str]]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                fields = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append((int(path.name), fields[19]))
    found: dict[int, str] = {}
    todo = [process]
    while todo:
        for child, began in parents.get(todo.pop(), []):
            found[child] = began
            todo.append(child)
    return found


def alive(processes: dict[int, str]) -> list[int]:
    """Which of these still run."""
    found = []
    for process, began in processes.items():
        with contextlib.suppress(OSError, IndexError):
            fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
            if fields[0] != "Z" and fields[19] == began:
                found.append(process)
    return found


@contextlib.contextmanager
def bench(to: str, paragraphs: int = 40) -> Iterator[Bench]:
    """A bench in a temporary folder."""
    home = Path(os.environ.get("TORTURE_FOLDER", "/tmp")) / f"torture-{os.getpid()}-{random.randrange(10**6)}"  # noqa: S108, S311 - many may run
    try:
        yield Bench(home, to, paragraphs)
    finally:
        shutil.rmtree(home, ignore_errors=True)
