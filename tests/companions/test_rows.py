"""The table of editions: what a row must have, and that everything that names editions agrees with it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from octavo import settings, shelf, themes
from octavo.check.editions import prove_edition
from octavo.cli.arguments import parse
from octavo.editions import EditionKind, Job, Judge, Takes
from octavo.editions.table import BY_DEFAULT, EDITIONS, by_name, with_needed
from octavo.errors import EditionError
from octavo.model import Made
from octavo.pandoc import Pandoc
from octavo.publishing import plan, publication
from octavo.publishing.recipe import publish
from octavo.publishing.results import orphans
from octavo.publishing.results.freshness import Order, fresh, task_of

from tests.pdf.bodies import job, make_body

ROOT = Path(__file__).resolve().parents[2]


def nothing(job: Job) -> Made:
    del job
    return Made(b"")


def row(**changes: Any) -> EditionKind:
    return EditionKind(
        **{"name": "x", "about": "a decoy", "make": nothing, "judge": Judge.page, "suffix": ".x", **changes}
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"judge": None}, "no judge"),
        ({"judge": ""}, "no judge"),
        ({"suffix": ""}, "neither a file nor a folder"),
        ({"folder": "y"}, "neither a file nor a folder"),
        ({"reads": ("no_such_option",)}, "no_such_option"),
        ({"takes": Takes.file}, "of no edition"),
        ({"name": "md"}, "manuscript"),
    ],
)
def test_a_row_that_lacks_something_cannot_be_registered(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        row(**changes)


def test_a_row_says_its_judge() -> None:
    with pytest.raises(TypeError, match="judge"):
        EditionKind("x", "a decoy", nothing, suffix=".x")  # type: ignore[call-arg]


def test_rows_are_in_order_and_of_different_names() -> None:
    with pytest.raises(ValueError, match="two editions"):
        by_name([row(), row()])
    with pytest.raises(ValueError, match="no earlier row"):
        by_name([row(needs="y"), row(name="y")])
    assert list(by_name([row(name="y"), row(needs="y")])) == ["y", "x"]


def test_every_judge_finds_that_an_edition_is_empty() -> None:
    body = make_body("<p>Some words of the text.</p>")
    for name, kind in EDITIONS.items():
        try:
            assert not prove_edition(name, b"", body, source=b"%PDF").ok, (name, kind.judge)
        except EditionError:
            continue


@pytest.mark.parametrize("name", ["booklet", "2up"])
def test_sheets_that_lose_a_page_are_refused(name: str) -> None:
    body = make_body("".join(f"<p>{'Words of the text. ' * 60}</p>" for _ in range(12)))
    asked = job(body, papersize="a6")
    standard = EDITIONS["pdf"].make(asked)
    whole = EDITIONS[name].make(replace(asked, source=standard.data))
    assert prove_edition(name, whole.data, body, source=standard.data).ok
    shorter = EDITIONS["pdf"].make(job(make_body("<p>Words of the text.</p>"), papersize="a6"))
    less = EDITIONS[name].make(replace(asked, source=shorter.data))
    assert not prove_edition(name, less.data, body, source=standard.data).ok
    assert not prove_edition(name, whole.data, body).ok


def test_what_is_needed_comes_first_whichever_edition_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert with_needed(("booklet", "html")) == ("pdf", "booklet", "html")
    rows = by_name([*EDITIONS.values(), row(name="shelfmark", needs="epub", takes=Takes.file)])
    monkeypatch.setattr("octavo.editions.table.EDITIONS", rows)
    assert with_needed(("shelfmark",)) == ("pdf", "epub", "shelfmark")


def test_the_makefile_has_a_target_for_every_edition() -> None:
    """It takes their names from the table itself, so that a new edition is a target at once."""
    command = ["make", "-n", "md", *EDITIONS]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"octavo build .*--to=(\S+)", said) == ["md", *EDITIONS]


def test_the_command_line_knows_every_edition() -> None:
    assert parse(["build", "--to", ",".join(EDITIONS)]).to == tuple(EDITIONS)
    assert BY_DEFAULT == ("pdf", "html", "epub")


def test_the_page_on_editions_names_every_edition() -> None:
    text = (ROOT / "docs/editions.md").read_text(encoding="utf-8")
    for name, kind in EDITIONS.items():
        assert f"`my-document{kind.suffix}`" in text or f"`{name}` ({kind.about})" in text, name


def test_an_edition_of_several_files_is_made_kept_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of files that needs the EPUB: made, found up to date, made anew when a file is gone, pruned whole."""

    def several(asked: Job) -> Made:
        assert asked.source.startswith(b"PK")
        return replace(EDITIONS["html"].make(asked), further=(("parts/one.txt", b"one"), ("two.txt", b"two")))

    site = EditionKind("site", "a decoy", several, Judge.page, folder="site", needs="epub", takes=Takes.file)
    monkeypatch.setitem(EDITIONS, "site", site)
    (tmp_path / "a.md").write_text("---\ntitle: A\nlang: en\n---\n\nWords.\n", encoding="utf-8")
    (seed,) = shelf.find("", [str(tmp_path / "a.md")])[0]
    order = Order(tmp_path / "out", ("site",), settings.Settings(), themes.folders(), 1, 1_700_000_000, True)
    order = replace(order, theme_fingerprint=plan._theme(order))
    order.out.mkdir()
    with Pandoc() as pandoc:
        publication._write(publish(task_of(seed, order), pandoc), task_of(seed, order))
    folder = tmp_path / "out/a"
    assert (folder / "site/index.html").is_file()
    assert (folder / "site/parts/one.txt").read_bytes() == b"one"
    assert fresh(task_of(seed, order), order) is not None
    (folder / "site/two.txt").unlink()
    assert fresh(task_of(seed, order), order) is None
    assert list(orphans.prune(order.out, (), everything=True)) == [(folder, True)]
