"""Code cells (knitr, Quarto, Jupytext): their options for names and captions. Lines in and out; pure.

A cell is shown as code, because it is not run. It gets the name and the caption of the figure that it would have drawn,
so that references to the figure have a target.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.readers.markdown.dialects.prose import code_mask

_ENGINES = (
    "r|python|julia|ojs|observable|bash|sh|sql|stan|rcpp|js|d3|css|cat|asis|mermaid|dot|scala|perl|ruby|go|octave"
)
CELL = re.compile(rf"\{{[ \t]*(?P<engine>(?i:{_ENGINES}))\b(?P<rest>[^\n]*)\}}\Z")
_TICKED = re.compile(
    rf"^(?P<fence>[ \t>]*`{{3,}})(?P<info>[ \t]*\{{[ \t]*(?i:{_ENGINES})\b[^\n]*`[^\n]*\}}[ \t]*)$", re.MULTILINE
)
_LABEL = re.compile(r"\\+label\{[^{}]*\}")
_OPTION = re.compile(r"[ \t]*(?:#|//|--|%%|%)\|[ \t]?(?P<text>.*)\Z")
_PAIR = re.compile(
    r"(?P<key>[\w.-]+)[ \t]*=[ \t]*(?:(?:[\w.$:]+\([ \t]*)?"
    r"(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)')|(?P<bare>[^\s,]+))"
)
_KABLE = re.compile(r"\bcaption\s*=\s*(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)')")
_GRAPHICS = re.compile(
    r"(?:#[^\n]*\n|\s)*+(?:knitr::)?include_graphics\(\s*+"
    r"(?P<what>\"[^\"\n]+\"|'[^'\n]+'|c\(\s*+(?:(?:\"[^\"\n]+\"|'[^'\n]+')\s*+,?+\s*+)++\))"
    r"(?:\s*,\s*[\w.]+\s*=\s*[\w.]+)*\s*\)\s*\Z"
)
_PATH = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_TEXT = re.compile(
    r"^\(ref:(?P<name>[\w-]+)\)[ \t]+(?P<text>\S.*(?:\n(?!\s*\n|\(ref:|[ \t]*(?:`{3}|~{3})).*)*)\n?", re.MULTILINE
)
_CAPTIONS = ("fig.cap", "fig-cap", "tbl-cap", "tab.cap", "lst-cap", "title", "filename", "code-caption", "file", "name")
_NAMED = re.compile(r"(?:fig|tbl|tab|lst|eq)[-:]")


def without_ticks(text: str) -> str:
    """The text with no backtick in the options of a cell: with one, other readers see no fence."""
    if "```{" not in text:
        return text
    return _TICKED.sub(lambda found: found["fence"] + found["info"].replace("`", "'"), text)


def text_references(text: str) -> tuple[str, dict[str, str]]:
    """The text without bookdown's text references, ``(ref:name) words``, and their words by name; not in code."""
    if "(ref:" not in text:
        return text, {}
    prose = code_mask(text.split("\n"), unclosed=True)
    found: dict[str, str] = {}

    def taken(one: re.Match[str]) -> str:
        if not prose[text.count("\n", 0, one.start())]:
            return one[0]
        found[one["name"]] = " ".join(one["text"].split())
        return "\n" * one[0].count("\n")

    return _TEXT.sub(taken, text), found


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


@dataclass(frozen=True)
class _Said:
    """What the options of a cell say: its engine, its name, its caption, all values, and how many lines they take."""

    engine: str
    name: str
    caption: str
    values: Mapping[str, str]
    count: int


def _said(info: str, lines: Sequence[str], references: Mapping[str, str], wanted: frozenset[str]) -> _Said:
    cell = CELL.match(info)
    engine, rest = (cell["engine"].lower(), cell["rest"]) if cell else ("", "")
    below, count = options_of(lines)
    given = {one["key"]: one["a"] or one["b"] or one["bare"] or "" for one in _PAIR.finditer(rest)}
    quoted = {one["key"] for one in _PAIR.finditer(rest) if one["bare"] is None}
    bare = re.match(r"[ \t]*,?[ \t]*(?P<label>[\w.:-]+)[ \t]*(?:,|\Z)", rest)
    label = below.get("label") or given.get("label") or (bare["label"] if bare else "")
    said = {**{key: value for key, value in given.items() if key in quoted or "." not in key}, **below}
    caption = next((said[key] for key in _CAPTIONS if said.get(key)), "")
    caption = re.sub(r"\\(.)", r"\1", _LABEL.sub("", caption))
    named = re.fullmatch(r"\(ref:([\w-]+)\)", caption.strip())
    caption = references.get(named[1], caption) if named else caption
    kable = _KABLE.search("\n".join(lines[count : count + 40]))
    if not caption and kable and f"tab:{label}" in wanted:
        caption = kable[1] or kable[2] or ""
    name = below.get("lst-label") or _name(label, wanted, bool(said.get("fig.cap") or said.get("fig-cap")))
    return _Said(engine, name, caption, said, count)


def opened(info: str, lines: Sequence[str], references: Mapping[str, str], wanted: frozenset[str]) -> tuple[str, int]:
    """What is behind the fence of a cell, in a form that pandoc reads, and how many lines of options follow.

    ``references`` are bookdown's text references; ``wanted`` the names that the text refers to.
    """
    said = _said(info, lines, references, wanted)
    parts = [f"#{said.name}"] if said.name else []
    parts += [f".{said.engine}"]
    if said.caption:
        parts.append(f'title="{_quoted(said.caption)}"')
    return said.engine if len(parts) == 1 else " {" + " ".join(parts) + "}", said.count


def pictured(
    info: str, lines: Sequence[str], references: Mapping[str, str], wanted: frozenset[str]
) -> tuple[list[str], int] | None:
    """A cell that does nothing but show pictures from files: the pictures, and how many lines it has below its first.

    None for every other cell.
    """
    end = next((at for at, line in enumerate(lines) if re.match(r"[ \t>]*`{3,}[ \t]*\Z", line)), 0)
    shown = _GRAPHICS.match("\n".join(lines[:end]))
    if not shown:
        return None
    said = _said(info, lines, references, wanted)
    paths = [one or other for one, other in _PATH.findall(shown["what"])]
    width = re.fullmatch(r"\d{1,3}%", said.values.get("out.width", "") or said.values.get("out-width", ""))
    looks = [f'alt="{_quoted(alt)}"'] if (alt := said.values.get("fig.alt") or said.values.get("fig-alt")) else []
    looks += [f"width={width[0]}"] if width else []
    balanced = said.caption.count("[") == said.caption.count("]")
    caption = said.caption if balanced else re.sub(r"(?<!\\)([\[\]])", r"\\\1", said.caption)
    if len(paths) == 1:
        attributes = " ".join(([f"#{said.name}"] if said.name else []) + looks)
        return ["", f"![{caption}](<{paths[0]}>)" + (f"{{{attributes}}}" if attributes else ""), ""], end + 1
    attributes = f"{{{' '.join(looks)}}}" if looks else ""
    inner = [line for path in paths for line in (f"![](<{path}>){attributes}", "")]
    if said.name and caption:
        return ["", f"::: {{#{said.name}}}", *inner, caption, ":::", ""], end + 1
    return ["", *inner, *([caption, ""] if caption else [])], end + 1


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("`", "'")


def _name(label: str, wanted: frozenset[str], drawn: bool) -> str:
    """The name that references use for what a cell draws: knitr puts ``fig:`` or ``tab:`` before its label."""
    if not label or _NAMED.match(label):
        return label
    ways = (f"fig:{label}", f"tab:{label}")
    return next((way for way in ways if way in wanted), ways[0] if drawn else "")
