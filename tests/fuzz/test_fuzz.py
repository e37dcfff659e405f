"""Promises kept for any seed. Finds are kept in ``finds/``, one folder each, and tried again on every run."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from octavo.errors import OctavoError

from tests.fuzz.conftest import Press
from tests.fuzz.promises import hold
from tests.fuzz.seeds import Case, cases

FINDS = Path(__file__).parent / "finds"


@pytest.mark.parametrize("find", sorted(path.name for path in FINDS.iterdir() if path.is_dir()))
def test_finds(find: str, press: Press) -> None:
    files = {path.name: path.read_bytes() for path in sorted((FINDS / find).iterdir()) if path.name != "planted.json"}
    hold(press(files), json.loads((FINDS / find / "planted.json").read_text(encoding="utf-8")))


def kept(case: Case, press: Press, name: str) -> None:
    """Hold the promises; with ``OCTAVO_KEEP_FINDS``, a case that breaks one stays as ``finds/new-NAME``.

    Hypothesis shows its smallest example last, so that is the one that stays.
    """
    try:
        hold(press(case.files), case.planted)
    except Exception:
        if os.environ.get("OCTAVO_KEEP_FINDS"):
            folder = FINDS / f"new-{name}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for file, data in case.files.items():
                (folder / file).write_bytes(data)
            (folder / "planted.json").write_text(json.dumps(case.planted), encoding="utf-8")
        raise


few = settings(max_examples=max(12, settings().max_examples // 2))


@pytest.mark.parametrize("kind", ["text", "markdown", "web", "docx", "metadata"])
@few
@given(data=st.data())
def test_seeds(press: Press, kind: str, data: st.DataObject) -> None:
    kept(data.draw(cases(kind)), press, kind)


@few
@given(st.binary(max_size=200), st.sampled_from(["txt", "md", "html", "docx", "odt"]))
def test_any_bytes(press: Press, data: bytes, suffix: str) -> None:
    outcome = press({f"seed.{suffix}": data}, ())
    if not isinstance(outcome, OctavoError):
        hold(outcome, ())
