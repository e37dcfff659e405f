"""Who makes publications: the same bytes and the same words, whoever it is."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from octavo.cli import main
from octavo.errors import MissingPartError, UsageError
from octavo.model import Kind, Seed
from octavo.publishing.executors import EXECUTORS, checked
from octavo.publishing.results.freshness import Order
from octavo.settings import Settings

from tests.publishing.conftest import TEXT, Shop
from tests.publishing.test_shards import files

if find_spec("resource") is None:  # psutil, which Dask is made with, asks for it
    pytest.skip("Dask needs more of the system", allow_module_level=True)
# That one of these is missing is a failure, no reason to skip.
distributed, dask = (importlib.import_module(name) for name in ("distributed", "octavo.publishing.dask"))


def test_a_cluster_makes_the_same_bytes_and_says_the_same(shop: Shop) -> None:
    shop.seed("a.md", TEXT)
    shop.seed("b.md", TEXT.replace("lang: en", "bogus: 1"))
    shop.seed("bad.docx", "PK\x03\x04 broken")
    there, code = shop.build("--to", "md", "--executor", "dask")
    here, same = shop.build("--to", "md", "--out", "here")
    assert (code, same) == (3, 3)
    assert files(shop.folder / "out") == files(shop.folder / "here")
    for slug in ("a", "b", "bad"):
        assert there[slug]["made"] == here[slug]["made"]
        assert there[slug]["errors"] == here[slug]["errors"]
        assert there[slug]["notices"] == here[slug]["notices"]
    assert there["b"]["notices"]
    again, _ = shop.build("--to", "md", "--executor", "dask")
    assert not any(outcome["made"] for outcome in again.values())


def test_another_octavo_on_a_worker_is_refused(tmp_path: Path) -> None:
    order = Order(tmp_path / "out", (), Settings(), (), 1, None)
    seed = Seed("a", str(tmp_path / "a.md"), Kind.article, (str(tmp_path / "a.md"),))
    with pytest.raises(MissingPartError, match="another Octavo"):
        dask.run(dask.Errand(seed, order, (), "an older one", "cells"))


def test_what_stands_already_is_not_made_again_by_a_worker(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A publication that is handed over twice, because its first worker was lost after it had written."""
    shop.seed("a.md", TEXT)
    shop.build("--to", "md")
    from octavo import api, themes

    order = api._order(["md"], None, "", ".", Path("out"), 1, recall=False)
    order = replace(order, theme_fingerprint=themes.load("octavo", [Path(r) for r in order.themes], "").fingerprint)
    monkeypatch.setattr(dask, "make", None)
    keeper = SimpleNamespace(cells=None)
    monkeypatch.setattr(distributed, "get_worker", lambda: SimpleNamespace(plugins={"c": keeper}))
    seed = Seed("a", "seeds/a.md", Kind.article, ("seeds/a.md",))
    assert dask.run(dask.Errand(seed, order, (), dask._own(), "c")).fresh == ("md",)


def test_a_scheduler_that_is_not_there_is_named(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.seed("a.md", TEXT)
    monkeypatch.setattr(dask, "SECONDS", 0.2)
    assert main(["build", "--to", "md", "--executor", "dask=tcp://127.0.0.1:9", "--json"]) == 5
    assert "does not answer at tcp://127.0.0.1:9" in shop.read()


def test_without_dask_it_says_what_to_install(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.seed("a.md", TEXT)
    monkeypatch.delitem(sys.modules, "octavo.publishing.dask")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["build", "--to", "md", "--executor", "dask", "--json"]) == 5
    assert "octavo[dask]" in shop.read()


@pytest.mark.parametrize("asked", ["slurm", "", "processes=4", "dask=", "=x"])
def test_what_is_no_executor_is_refused(asked: str) -> None:
    with pytest.raises(UsageError):
        checked(asked)


def test_the_table_names_them() -> None:
    assert EXECUTORS == ("processes", "dask")
    assert checked("dask=tls://host:8786") == "dask=tls://host:8786"
