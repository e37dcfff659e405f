"""What fails the proof is not lost: the manuscript is kept, the edition stands beside under a name that says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from octavo.check import EditionProof, Fault, prove_edition
from octavo.model import Place
from octavo.pandoc import Pandoc
from octavo.publishing import make_editions, recipe
from octavo.publishing.values.task import Published, Task
from octavo.settings import Settings
from octavo.shelf import seed_at

from tests.check.conftest import ROOT

FAULT = Fault("words", "missing", "morning tide", 3, Place("seeds/log.md", 7))
Publish = Callable[..., Published]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "log.md").write_text("# Log\n\nShe came in on the morning tide.\n")
    seed, _ = seed_at(str(tmp_path / "seeds" / "log.md"))
    folder = tmp_path / "out" / "log"
    folder.mkdir(parents=True)
    themes = (str(ROOT / "templates" / "themes"),)
    task = Task(seed, str(folder), Settings(), themes, ("html",), None, None, 1_700_000_000)

    def make(before: Published | None = None) -> Published:
        for name, data in before.files if before else ():
            (folder / name).write_bytes(data)
        record = before.record if before else None
        current = (folder / "log.md").read_bytes() if before else None
        with Pandoc() as pandoc:
            return recipe.publish(dataclasses.replace(task, record=record, current=current), pandoc)

    return make


def test_an_edition_that_is_not_proven_stands_beside(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    def prove(name: str, *rest: Any, **more: Any) -> EditionProof:
        return EditionProof("html", faults=(FAULT,)) if name == "html" else prove_edition(name, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(make_editions, "prove_edition", prove)
        first = publish()
    assert "log.unproven.html" in dict(first.files)
    assert "log.html" not in dict(first.files)
    (error,) = first.errors
    assert "morning tide" in error.message
    assert error.place == FAULT.place
    assert "log.unproven.html" in (error.hint or "")
    second = publish(first)
    assert "log.html" in dict(second.files)
    assert [name for name, _ in second.gone] == ["log.unproven.html"]


def test_the_manuscript_is_kept_when_its_own_proof_fails(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe, "prove_manuscript", lambda *_: EditionProof("manuscript", faults=(FAULT,)))
    first = publish()
    assert {"log.md", "log.unproven.html"} <= set(dict(first.files))
    assert not {"log.html", "log.pdf"} & set(dict(first.files))
    assert [error.place for error in first.errors] == [FAULT.place]
    again = publish(first)
    assert [error.place for error in again.errors] == [FAULT.place], "what stands is no more proven than before"
