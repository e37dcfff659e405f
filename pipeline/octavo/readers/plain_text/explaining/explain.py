"""Explains the recogniser's work: a line for each decision, with its certainty and reasons in words.

In: a `Recognition`. Out: lines of text for the terminal, or plain data for `--json`. Nothing is printed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from octavo.readers.plain_text.lines.values import Decision, Habits, Recognition

LAYOUTS = {
    "flat": "one paragraph per line, no blank lines between them",
    "blank": "one paragraph per line, blank lines between them",
    "wrapped": "paragraphs broken over lines",
}
CERTAINTY = ((0.95, "sure"), (0.8, "fairly sure"), (0.6, "likely"), (0.0, "a guess"))


def certainty(confidence: float) -> str:
    """How sure, in words and percent."""
    words = next(words for bound, words in CERTAINTY if confidence >= bound)
    return f"{words}, {min(99, round(100 * confidence))} %" if confidence < 1.0 else "certain"


def habit_lines(habits: Habits) -> list[str]:
    """The document's habits in words."""
    lines = [f"Layout: {LAYOUTS[habits.layout]}" + (f" at {habits.width} columns" if habits.width else "")]
    if habits.language or habits.script:
        lines.append("Writing: " + ", ".join(part for part in (habits.script, habits.language) if part))
    if habits.bullets:
        lines.append("List marks: " + ", ".join(f"{mark} ({count})" for mark, count in habits.bullets.items()))
    if habits.heading_looks:
        lines.append("Headings: " + ", ".join(habits.heading_looks))
    return lines


def decision_line(decision: Decision, digits: int) -> str:
    """One decision as one line."""
    reasons = "; ".join(decision.reasons)
    return f"{decision.line:>{digits}}  {decision.role} ({certainty(decision.confidence)}): {decision.text}" + (
        f"\n{'':>{digits}}      because {reasons}" if reasons else ""
    )


def explain_lines(recognition: Recognition) -> list[str]:
    """The whole explanation as lines of text."""
    decisions: Sequence[Decision] = recognition.decisions
    digits = len(str(decisions[-1].line)) if decisions else 1
    lines = habit_lines(recognition.habits)
    if recognition.title:
        lines.append(f"Title: {recognition.title}")
    lines.append("")
    for decision in decisions:
        lines.extend(decision_line(decision, digits).split("\n"))
    if not decisions:
        lines.append("Every line is a plain paragraph.")
    if recognition.taken:
        lines += ["", "Taken out (write “furniture: keep” into the sidecar to keep it):"]
        lines += [f"{one.line:>{digits}}  {one.what}: {one.text[:72]}" for one in recognition.taken]
    return lines


def explain_data(recognition: Recognition) -> dict[str, Any]:
    """The same as plain data."""
    habits = recognition.habits
    return {
        "title": recognition.title,
        "habits": {
            "layout": habits.layout,
            "width": habits.width,
            "indent": habits.base_indent,
            "language": habits.language,
            "script": habits.script,
            "bullets": dict(habits.bullets),
            "headings": list(habits.heading_looks),
        },
        "decisions": [
            {
                "line": one.line,
                "text": one.text,
                "role": one.role,
                "confidence": round(one.confidence, 3),
                "unsure": one.unsure,
                "reasons": list(one.reasons),
            }
            for one in recognition.decisions
        ],
        "taken": [{"line": one.line, "text": one.text, "what": one.what} for one in recognition.taken],
        "findings": [
            {"code": one.code, "text": one.text, "line": one.line, "hint": one.hint} for one in recognition.findings
        ],
    }
