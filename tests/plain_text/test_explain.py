"""The explanation: a line for each decision, in words."""

from __future__ import annotations

import json
from pathlib import Path

from octavo.readers.plain_text import explain_data, explain_lines, recognise

CASES = Path(__file__).parent / "cases"


def test_headings_have_reasons_in_words() -> None:
    found = recognise((CASES / "english_article.txt").read_text(encoding="utf-8"))
    headings = [one for one in found.decisions if one.role.startswith("heading")]
    assert headings
    for one in headings:
        assert 1 <= len(one.reasons) <= 4
        assert all(reason and "_" not in reason for reason in one.reasons)


def test_lines_name_number_role_and_certainty() -> None:
    lines = explain_lines(recognise((CASES / "english_article.txt").read_text(encoding="utf-8")))
    told = next(line for line in lines if "What has changed" in line)
    assert told.split()[0] == "2"
    assert "heading" in told
    assert "%" in told


def test_data_is_plain_and_agrees_with_the_lines() -> None:
    found = recognise((CASES / "german_law.txt").read_text(encoding="utf-8"))
    data = json.loads(json.dumps(explain_data(found)))
    assert [one["line"] for one in data["decisions"]] == [one.line for one in found.decisions]


def test_plain_text_has_nothing_to_explain() -> None:
    lines = explain_lines(recognise("Only a paragraph, and one that ends with a full stop, as they do."))
    assert lines[-1] == "Every line is a plain paragraph."
