"""What has been made, in four forms: by the manifest where there is one, by the records where there is none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from octavo.cli import main
from octavo.publishing.values.record import written

from tests.publishing.conftest import TEXT


@pytest.fixture
def told(
    kept_worker: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs a command in a folder with seeds and gives what it printed."""
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/good.md").write_text(TEXT.replace("A title", "<b>&"), "utf-8")
    Path("seeds/sum.md").write_text(TEXT.replace("A title", "'=1+1'"), "utf-8")
    Path("seeds/bad.docx").write_bytes(b"PK\x03\x04 broken")

    def tell(*words: str) -> str:
        main([*words])
        return capsys.readouterr().out

    return tell


def rows(told: Callable[..., str]) -> dict[str, dict[str, Any]]:
    return {row["slug"]: row for row in json.loads(told("report", "--json"))["report"]}


def test_what_stands_and_what_does_not(told: Callable[..., str]) -> None:
    assert {row["state"] for row in rows(told).values()} == {"not made"}
    told("build", "-q", "--to", "md")
    found = rows(told)
    assert {slug: row["state"] for slug, row in found.items()} == {"bad": "not made", "good": "made", "sum": "made"}
    assert found["good"]["words"] > 5
    assert next(line.split()[:2] for line in told("report").splitlines()) == ["publication", "state"]


def test_the_manifest_tells_what_records_do_not(told: Callable[..., str]) -> None:
    for number in range(6):
        Path(f"seeds/s{number}.md").write_text(TEXT, "utf-8")
    told("build", "-q", "--to", "md")
    found = rows(told)
    assert found["bad"]["state"] == "failed"
    assert found["bad"]["errors"].startswith("seed: ")
    assert found["s1"]["seconds"] > 0
    # A row counts only where the record is the one that it was made from.
    record = Path("out/s1/record.json")
    read = json.loads(record.read_bytes())
    record.write_bytes(written({**{key: value for key, value in read.items() if key != "sum"}, "title": "Another"}))
    assert rows(told)["s1"]["title"] == "Another"
    Path("out/.manifest/all.sqlite").write_bytes(b"x")
    assert rows(told)["s2"]["state"] == "made"


def test_a_spreadsheet_and_a_page_run_nothing(told: Callable[..., str]) -> None:
    told("build", "-q", "--to", "html")
    table = {row["slug"]: row for row in csv.DictReader(io.StringIO(told("report", "--csv")))}
    assert table["sum"]["title"] == "'=1+1"
    assert table["good"]["title"] == "<b>&"
    page = html.fromstring(told("report", "--html"))
    assert "<b>&" in [cell.text for cell in page.iter("td")]
    assert not list(page.iter("b", "script"))
    assert {link.get("href") for link in page.iter("a")} >= {"good/good.html", "good/good.md"}


def test_a_report_has_one_form(told: Callable[..., str]) -> None:
    assert main(["report", "--csv", "--html"]) == 2
