"""Cells of code (knitr, Quarto, Jupytext): what their options say of names and captions. Lines in and out; pure.

A cell is shown as code, for nothing runs it. It bears the name and the caption of what it would have drawn, so that
references to that have a place to lead to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ENGINES = (
    "r|python|julia|ojs|observable|bash|sh|sql|stan|rcpp|js|d3|css|cat|asis|mermaid|dot|scala|perl|ruby|go|octave"
)
CELL = re.compile(rf"\{{[ \t]*(?P<engine>(?i:{_ENGINES}))\b(?P<rest>[^}}]*)\}}\Z")
_OPTION = re.compile(r"[ \t]*(?:#|//|--|%%|%)\|[ \t]?(?P<text>.*)\Z")
_PAIR = re.compile(
    r"(?P<key>[\w.-]+)[ \t]*=[ \t]*(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)'|(?P<bare>[^\s,]+))"
)
_KABLE = re.compile(r"\bcaption\s*=\s*(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)')")
_TEXT = re.compile(r"^\(ref:(?P<name>[\w-]+)\)[ \t]+(?P<text>\S.*(?:\n(?!\s*\n|\(ref:).*)*)\n?", re.MULTILINE)
_CAPTIONS = ("fig.cap", "fig-cap", "tbl-cap", "tab.cap", "lst-cap", "title", "filename", "code-caption", "file", "name")
_NAMED = re.compile(r"(?:fig|tbl|tab|lst|eq)[-:]")


def text_references(text: str) -> tuple[str, dict[str, str]]:
    """The text without bookdown's text references, ``(ref:name) words``, and their words by name."""
    found = {one["name"]: " ".join(one["text"].split()) for one in _TEXT.finditer(text)}
    return (_TEXT.sub(lambda one: "\n" * one[0].count("\n"), text), found) if found else (text, found)


def options_of(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """What the lines with ``#|`` at the head of a cell say, and how many they are."""
    found: dict[str, str] = {}
    key, count = "", 0
    for line in lines:
        option = _OPTION.match(line)
        if option is None:
            break
        count += 1
        pair = re.match(r"(?P<key>[\w.-]+):(?:[ \t]+(?P<value>.*))?\Z", option["text"])
        if pair:
            key = pair["key"]
            value = (pair["value"] or "").strip()
            found[key] = "" if value in ("|", ">", "|-", ">-") else value.strip("\"'")
        elif key and option["text"].strip():
            more = option["text"].strip().removeprefix("- ").strip("\"'")
            found[key] = f"{found[key]} {more}".strip()
    return found, count


def opened(info: str, lines: Sequence[str], references: Mapping[str, str], wanted: frozenset[str]) -> tuple[str, int]:
    """What stands behind the fence of a cell, in a form that pandoc reads, and how many lines of options follow.

    ``references`` are bookdown's text references; ``wanted`` the names that the text refers to.
    """
    cell = CELL.match(info)
    engine, rest = (cell["engine"].lower(), cell["rest"]) if cell else ("", "")
    below, count = options_of(lines)
    given = {one["key"]: one["a"] or one["b"] or one["bare"] or "" for one in _PAIR.finditer(rest)}
    quoted = {one["key"] for one in _PAIR.finditer(rest) if one["bare"] is None}
    bare = re.match(r"[ \t]*,?[ \t]*(?P<label>[\w.:-]+)[ \t]*(?:,|\Z)", rest)
    label = below.get("label") or given.get("label") or (bare["label"] if bare else "")
    said = {**{key: value for key, value in given.items() if key in quoted or "." not in key}, **below}
    caption = next((said[key] for key in _CAPTIONS if said.get(key)), "")
    caption = re.sub(r"\\(.)", r"\1", caption)
    named = re.fullmatch(r"\(ref:([\w-]+)\)", caption.strip())
    caption = references.get(named[1], caption) if named else caption
    kable = _KABLE.search("\n".join(lines[count : count + 40]))
    if not caption and kable and f"tab:{label}" in wanted:
        caption = kable[1] or kable[2] or ""
    name = below.get("lst-label") or _name(label, wanted, bool(said.get("fig.cap") or said.get("fig-cap")))
    parts = [f"#{name}"] if name else []
    parts += [f".{engine}"]
    if caption:
        escaped = caption.replace("\\", "\\\\").replace('"', '\\"').replace("`", "'")
        parts.append(f'title="{escaped}"')
    return engine if len(parts) == 1 else " {" + " ".join(parts) + "}", count


def _name(label: str, wanted: frozenset[str], drawn: bool) -> str:
    """The name that references use for what a cell draws: knitr puts ``fig:`` or ``tab:`` before its label."""
    if not label or _NAMED.match(label):
        return label
    ways = (f"fig:{label}", f"tab:{label}")
    return next((way for way in ways if way in wanted), ways[0] if drawn else "")
