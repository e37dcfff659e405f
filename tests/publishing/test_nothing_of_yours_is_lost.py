"""What a person wrote into ``out/`` is always there afterwards, under a name that they are told."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from octavo.cli import main
from octavo.editions.table import EDITIONS
from octavo.folders import OWN_NAMES, WORKS

from tests.publishing.conftest import TEXT, Shop

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="{}"/></svg>'


@pytest.mark.parametrize("name", ["letter.md", "letter.html", "record.json", "pages.json", "letter.new.md", "images"])
def test_a_document_chooses_no_name_of_ours(shop: Shop, name: str) -> None:
    shop.seed("letter.md", TEXT.replace("lang: en", f"lang: en\nbibliography: {name}"))
    if name not in ("letter.md", "letter.html", "images"):
        shop.seed(name, "[]")
    shop.build("--to", "md")
    edited = shop.out("letter", ".md").read_text("utf-8") + "\nMy own words.\n"
    shop.out("letter", ".md").write_text(edited, encoding="utf-8")
    shop.build("--to", "md")
    assert shop.out("letter", ".md").read_text("utf-8") == edited
    assert json.loads((shop.folder / "out/letter/record.json").read_bytes())["seed"] == "../seeds/letter.md"


def test_no_edition_is_called_like_a_bibliography() -> None:
    assert not [kind.name for kind in EDITIONS.values() if kind.suffix.endswith(tuple(WORKS))]
    assert all(name.endswith(tuple(WORKS)) for name in OWN_NAMES)


def test_an_edited_offer_stays_and_the_next_gets_another_name(shop: Shop, letter: Path) -> None:
    shop.build("--to", "md")
    manuscript, offer = shop.out("letter", ".md"), shop.out("letter", ".new.md")
    manuscript.write_text(manuscript.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    letter.write_text(TEXT + "\nTwo.\n", encoding="utf-8")
    shop.build("--to", "md")
    offer.write_text("a merge of both", encoding="utf-8")
    for text in ("Three.", "Four."):
        letter.write_text(f"{TEXT}\n{text}\n", encoding="utf-8")
        outcomes, _ = shop.build("--to", "md")
        assert "letter.new-2.md" in outcomes["letter"]["notices"][-1]["text"]
        assert offer.read_text("utf-8") == "a merge of both"
        assert text in shop.out("letter", ".new-2.md").read_text("utf-8")
    assert not shop.out("letter", ".new-3.md").exists()
    main(["prune", "--all", "--quiet"])
    left = sorted(path.name for path in (shop.folder / "out/letter").iterdir())
    assert left == ["letter.md", "letter.new.md", "record.json"]


def test_a_text_is_offered_once_although_nobody_recorded_it(shop: Shop, letter: Path) -> None:
    """Builds beside one another, or one that was stopped before its record: the same offer stands there already."""
    shop.build("--to", "md")
    manuscript = shop.out("letter", ".md")
    manuscript.write_text(manuscript.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    shop.build("--to", "md")
    record = shop.folder / "out/letter/record.json"
    before = record.read_bytes()
    letter.write_text(TEXT + "\nTwo.\n", encoding="utf-8")
    for _ in range(3):
        shop.build("--to", "md")
        record.write_bytes(before)
    assert [path.name for path in sorted(shop.out("letter", ".md").parent.glob("*.new*"))] == ["letter.new.md"]


def test_without_its_record_a_manuscript_stays_and_nobody_is_said_to_have_edited_it(shop: Shop, letter: Path) -> None:
    shop.build("--to", "md")
    (shop.folder / "out/letter/record.json").unlink()
    letter.write_text(TEXT + "\nTwo.\n", encoding="utf-8")
    outcomes, _ = shop.build("--to", "md")
    said = outcomes["letter"]["notices"][-1]["text"]
    assert said.startswith("nothing tells whether you edited it, so your letter.md stays")


@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE, errno.EACCES])
def test_what_the_system_fails_to_read_is_not_taken_for_missing(
    shop: Shop, letter: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its record nobody could tell whether the manuscript is a person's: nothing is written then."""
    from octavo import holding

    shop.build("--to", "md")
    before = {path: path.read_bytes() for path in (shop.folder / "out/letter").iterdir()}
    letter.write_text(TEXT + "\nTwo.\n", encoding="utf-8")
    opened = holding.open_to_read

    for failing in ("record.json", "letter.md"):

        def fail(held: holding.Held, name: str, failing: str = failing) -> int:
            if name == failing:
                raise OSError(number, os.strerror(number), name)
            return opened(held, name)

        with monkeypatch.context() as patch:
            patch.setattr(holding, "open_to_read", fail)
            outcomes, code = shop.build("--to", "md")
        assert (code, os.strerror(number) in str(outcomes["letter"]["errors"])) == (6, True)
        assert {path: path.read_bytes() for path in (shop.folder / "out/letter").iterdir()} == before
    outcomes, _ = shop.build("--to", "md")
    assert outcomes["letter"]["made"] == ["md"]


def test_a_retouched_picture_is_used_and_never_written_over(shop: Shop, letter: Path) -> None:
    letter.write_text(TEXT + "\n![A dot](dot.svg)\n", encoding="utf-8")
    shop.seed("dot.svg", DOT.format(1))
    shop.build("--to", "html")
    picture = shop.folder / "out/letter/images/dot.svg"
    mine = DOT.format(77)
    picture.write_text(mine)
    outcomes, _ = shop.build("--to", "html")
    assert outcomes["letter"]["made"] == ["html"] or "html" in outcomes["letter"]["made"]
    shop.seed("dot.svg", DOT.format(3))
    outcomes, _ = shop.build("--to", "html")
    assert [notice["code"] for notice in outcomes["letter"]["notices"]] == ["file-kept"]
    assert picture.read_text() == mine
    letter.write_text(TEXT, encoding="utf-8")
    shop.build("--to", "html")
    main(["prune", "--all", "--quiet"])
    assert picture.read_text() == mine
    picture.unlink()
    letter.write_text(TEXT + "\n![A dot](dot.svg)\n", encoding="utf-8")
    shop.build("--to", "html")
    assert 'r="3"' in picture.read_text()


def test_a_lost_picture_comes_back_from_the_seed(shop: Shop, letter: Path) -> None:
    letter.write_text(TEXT + "\n![A dot](dot.svg)\n", encoding="utf-8")
    shop.seed("dot.svg", DOT.format(1))
    shop.build("--to", "md")
    (shop.folder / "out/letter/images/dot.svg").unlink()
    shop.build("--to", "md")
    assert (shop.folder / "out/letter/images/dot.svg").exists()


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", ["legacy-encoding"]), ("utf-16", []), ("utf-8-sig", [])])
def test_a_manuscript_may_be_saved_in_another_encoding(shop: Shop, encoding: str, told: list[str]) -> None:
    shop.seed("letter.md", TEXT)
    shop.build("--to", "html")
    shop.out("letter", ".md").write_bytes(TEXT.replace("More words", "Naïve façade").encode(encoding))
    outcomes, _ = shop.build("--to", "html")
    assert [notice["code"] for notice in outcomes["letter"]["notices"]] == told
    assert "Naïve façade" in shop.out("letter", ".html").read_text("utf-8")
    outcomes, _ = shop.build("--to", "html")
    assert outcomes["letter"]["made"] == []
    assert main(["check", "--quiet"]) == 0


def test_what_was_read_is_what_is_recorded(shop: Shop, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed that is saved while it is read: the next build sees that another text stands there now."""
    from octavo.publishing import recipe
    from octavo.publishing.results import keys

    before, first = keys.inputs, True

    def saved_meanwhile(*arguments: object, **more: object) -> dict[str, str]:
        nonlocal first
        if "read" in more and first:
            first = False
            letter.write_text(TEXT.replace("More words", "Newer words"), encoding="utf-8")
        return before(*arguments, **more)  # type: ignore[arg-type]

    from octavo.pandoc import Pandoc
    from octavo.publishing.results.freshness import Order, task_of
    from octavo.settings import Settings
    from octavo.shelf import find

    monkeypatch.setattr(keys, "inputs", saved_meanwhile)
    (shop.folder / "out").mkdir()
    themes = (str(Path(__file__).parents[2] / "templates/themes"),)
    order = Order(shop.folder / "out", (), Settings(), themes, 1, 0, True)
    with Pandoc() as pandoc:
        task = task_of(find("seeds")[0][0], order)
        published = recipe.publish(task, pandoc)
    assert published.record is not None
    assert "More words" in dict(published.files)["letter.md"].decode()
    assert published.record.inputs != before(task.seed, Settings().limits)


STEPS = st.lists(
    st.sampled_from(
        "build edit seed rename back picture retouch prune clean titled works-like-ours damage offer settings "
        "kill-0.3 kill-0.9 kill-1.8 together".split()
    ),
    min_size=3,
    max_size=9,
)


class Desk:
    """A person at work: what they wrote into ``out/``, by its bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count, self.name = folder, 0, "letter"
        self.written: set[bytes] = set()
        (folder / "seeds").mkdir()
        self.seed("first")

    @property
    def path(self) -> Path:
        return self.folder / f"seeds/{self.name}.md"

    def seed(self, words: str, more: str = "") -> None:
        text = f"---\ntitle: T\nlang: en\n{more}---\n\nWords {words}. ![A dot](dot.svg)\n"
        self.path.write_text(text, encoding="utf-8")

    def write(self, path: Path) -> None:
        """Write a text of one's own in the place of a file; the text that stood there is given up."""
        if path.is_file():
            self.count += 1
            self.written.discard(path.read_bytes())
            text = f"---\ntitle: Mine\nlang: en\n---\n\nMy own words {self.count}.\n".encode()
            if path.suffix == ".svg":
                text = DOT.format(1000 + self.count).encode()
            path.write_bytes(text)
            self.written.add(text)

    def start(self) -> subprocess.Popen[bytes]:
        """A build in a process of its own, which may be killed."""
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "octavo", "build", "--quiet", "--to", "md,html", "--jobs", "1"],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")},
            stderr=subprocess.DEVNULL,
        )

    def disturb(self, step: str) -> None:
        """A build that is killed, or two at once while the person and the author save."""
        if step.startswith("kill"):
            build = self.start()
            time.sleep(float(step.partition("-")[2]))
            build.kill()
            build.wait()
            return
        builds = [self.start(), self.start()]
        time.sleep(0.4)
        self.seed(str(self.count))
        self.do("edit")
        for build in builds:
            build.wait()

    def do(self, step: str) -> None:
        self.count += 1
        if step == "together" or step.startswith("kill"):
            self.disturb(step)
            return
        out = self.folder / "out" / self.name
        if step == "edit":
            self.write(out / f"{self.name}.md")
        elif step == "retouch":
            self.write(out / "images/dot.svg")
        elif step == "offer":
            self.write(out / f"{self.name}.new.md")
        elif step == "seed":
            self.seed(str(self.count))
        elif step == "titled":
            self.seed(str(self.count), "identifier: ../../../x\ncover-image: ../letter.md\n")
        elif step == "works-like-ours":
            self.seed(str(self.count), f"bibliography: [{self.name}.md, record.json, images]\n")
        elif step == "picture":
            (self.folder / "seeds/dot.svg").write_text(DOT.format(self.count))
        elif step in ("rename", "back"):
            old, self.name = self.path, "paper" if step == "rename" else "letter"
            old.rename(self.path)
        elif step == "damage" and (out / "record.json").is_file():
            (out / "record.json").write_bytes(b"{")
        elif step in ("prune", "clean"):
            main(["prune", "--quiet", *(["--all"] if step == "clean" else [])])
        else:
            limit = ["--set", f"title=Set {self.count}"] if step == "settings" else []
            main(["build", "--quiet", "--to", "md", "--jobs", "1", *limit])

    def stands(self) -> set[bytes]:
        return {path.read_bytes() for path in (self.folder / "out").rglob("*") if path.is_file()}


@pytest.mark.usefixtures("kept_worker")
@given(STEPS)
@settings(
    max_examples=max(6, settings().max_examples // 10),
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # all examples may have the same worker
)
def test_whatever_happens_a_persons_bytes_are_there(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    home = tmp_path_factory.mktemp("desks")
    with (
        tempfile.TemporaryDirectory(dir=home) as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        desk = Desk(Path(folder))
        for step in ["build", *steps, "build", "clean"]:
            desk.do(step)
            lost = desk.written - desk.stands()
            assert not lost, (step, lost, sorted(Path(folder).rglob("*")))
