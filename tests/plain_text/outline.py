"""Blocks as an outline that a person can read in a golden file."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.readers.plain_text import Recognition, TextBlock


def block_lines(blocks: Sequence[TextBlock], depth: int = 0) -> list[str]:
    """A line for each block and each kept line of it."""
    found: list[str] = []
    for block in blocks:
        name = f"{block.kind} {block.level}" if block.level else block.kind
        if block.kind == "list":
            name += f" {block.numbering or 'bullets'} {block.delimiter}".rstrip()
        if block.kind == "item" and block.ordinal:
            name += f" {block.ordinal}"
        found.append(f"{block.line:>4} {'  ' * depth}{name}")
        found += [f"     {'  ' * depth}| {line}" for line in block.lines]
        found += block_lines(block.children, depth + 1)
    return found


def outline(recognition: Recognition) -> str:
    """The whole answer but for the numbers of the model."""
    habits = recognition.habits
    head = [f"layout {habits.layout} {habits.width}", f"script {habits.script}", f"title {recognition.title}"]
    findings = [f"finding {one.code} {one.line}" for one in recognition.findings if one.code != "unsure-heading"]
    return "\n".join([*head, *findings, "", *block_lines(recognition.blocks)]) + "\n"
