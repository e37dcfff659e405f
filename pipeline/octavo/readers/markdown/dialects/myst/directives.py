"""The directives of MyST and Sphinx that hold more than a box: a row of a table for each. Text in, text out; pure.

A maker takes the name, the argument, the options and the lines of a directive and gives lines of Markdown.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from octavo.readers.markdown.dialects.references import name_of

TABLE = "octavo-table"
"""The class of a division that holds a table and its caption, as ``octavo.readers.markdown.references`` reads it."""
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:px|%|em|cm|mm|in|pt)?\Z")


@dataclass(frozen=True)
class Directive:
    """What a directive became; ``markdown`` tells that other directives may be in it."""

    lines: list[str]
    markdown: bool = False


Maker = Callable[[str, str, Mapping[str, str], Sequence[str]], Directive]


def _name(options: Mapping[str, str]) -> str:
    return name_of(options.get("name") or options.get("label") or "")


def _dedented(lines: Sequence[str]) -> list[str]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return list(lines)


def _code(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    title = options.get("caption", "").replace('"', "'")
    parts = [f"#{_name(options)}"] if _name(options) else []
    parts += [f".{rest}"] if re.fullmatch(r"[A-Za-z][\w+-]*", rest) else []
    parts += [f'title="{title}"'] if title else []
    info = "{" + " ".join(parts) + "}" if title or _name(options) else rest
    longest = max((len(found[0]) for line in inner if (found := re.match(r"[ \t]*`{3,}", line))), default=2)
    fence = "`" * (longest + 1)
    return Directive([f"{fence}{info}", *_dedented(inner), fence])


def _math(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    label = f" {{#{_name(options)}}}" if _name(options) else ""
    lines = [line for line in (rest, *inner) if line.strip()]
    return Directive(["", "$$", *lines, f"$${label}", ""])


def _picture(name: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    """A picture; the first paragraph of what a figure holds is its caption, the others are below it."""
    inner = _dedented(inner) if name == "figure" else []
    blank = next((at for at, line in enumerate(inner) if not line.strip()), len(inner))
    alt = options.get("alt", "").replace('"', "'")
    caption = " ".join(line.strip() for line in inner[:blank]) or alt
    parts = [f"#{_name(options)}"] if _name(options) else []
    parts += [f'alt="{alt}"'] if alt and caption != alt else []
    width = options.get("width", "") or options.get("scale", "")
    parts += [f"width={width}"] if _SIZE.match(width) else []
    shown = f"![{caption}](<{rest}>)" + ("{" + " ".join(parts) + "}" if parts else "")
    return Directive(["", shown, "", *inner[blank:], ""], markdown=True)


def _picture_in_markdown(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    """``figure-md``: a picture in Markdown, then its caption."""
    inner = _dedented(inner)
    found = re.match(r"[ \t]*!\[[^\]]*\]\((?P<to>[^()\s]*)[^()]*\)", inner[0]) if inner else None
    if found is None:
        return Directive(list(inner), markdown=True)
    named = {**options, "name": rest or options.get("name", "")}
    return _picture("figure", found["to"], named, inner[1:])


def _table(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return _captioned(_dedented(inner), rest, options)


def _captioned(table: Sequence[str], caption: str, options: Mapping[str, str]) -> Directive:
    if not caption and not _name(options):
        return Directive(["", *table, ""])
    name = f" #{_name(options)}" if _name(options) else ""
    return Directive(["", f"::: {{.{TABLE}{name}}}", *table, "", *([caption, ""] if caption else []), ":::", ""])


def _rows(rows: Sequence[Sequence[str]], heads: int) -> list[str]:
    """Rows of cells as a pipe table."""
    width = max((len(row) for row in rows), default=0)
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] + [""] * (width - len(row)) for row in rows]
    head, body = (cells[:1], cells[1:]) if heads else ([[""] * width], cells)
    lines = ["| " + " | ".join(row) + " |" for row in [*head, *body]]
    return [*lines[:1], "|" + "---|" * width, *lines[1:]] if width else []


def _list_table(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    rows: list[list[str]] = []
    for line in _dedented(inner):
        row = re.match(r"[ \t]*[*-][ \t]+[*-](?:[ \t]+(?P<text>.*))?\Z", line)
        cell = re.match(r"[ \t]+[*-](?:[ \t]+(?P<text>.*))?\Z", line)
        if row:
            rows.append([(row["text"] or "").strip()])
        elif cell and rows:
            rows[-1].append((cell["text"] or "").strip())
        elif rows and line.strip():
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    heads = options.get("header-rows", "0")
    return _captioned(_rows(rows, int(heads) if heads.isdigit() else 0), rest, options)


def _csv_table(_: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    delimiter = {"tab": "\t", "space": " "}.get(options.get("delim", ","), options.get("delim", ",")[:1] or ",")
    rows = [[cell.strip() for cell in row] for row in csv.reader(_dedented(inner), delimiter=delimiter,
                                                                  skipinitialspace=True) if row]  # fmt: skip
    heads = options.get("header-rows", "0")
    named = [options["header"]] if options.get("header") else []
    header = next(csv.reader(named, delimiter=delimiter, skipinitialspace=True), [])
    head = int(heads) if heads.isdigit() else 0
    return _captioned(_rows([header, *rows] if header else rows, bool(header) or head), rest, options)


def _glossary(_: str, __: str, ___: Mapping[str, str], inner: Sequence[str]) -> Directive:
    """Terms, each with what it means indented below it, as a definition list."""
    lines: list[str] = []
    opened = False
    for line in _dedented(inner):
        if not line.strip():
            lines.append("")
        elif line[:1] in " \t":
            lines.append(f"    {line.strip()}" if opened else f":   {line.strip()}")
            opened = True
        elif line.lstrip().startswith(":"):
            lines.append(line)
        else:
            lines += ["", line.strip()]
            opened = False
    return Directive(["", *lines, ""])


def _titled(_: str, rest: str, __: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return Directive([*([f"**{rest}**", ""] if rest else []), *inner], markdown=True)


def _shell(_: str, __: str, ___: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return Directive(list(inner), markdown=True)


def _proof(name: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    """A theorem and its like: its kind in bold, with its title."""
    kind = name.rpartition(":")[2].partition("-")[0].capitalize()
    anchor = f"[]{{#{_name(options)}}}" if _name(options) else ""
    return Directive([f"{anchor}**{kind}**" + (f" ({rest})" if rest and not rest.startswith("_") else "") + ".", "",
                      *inner], markdown=True)  # fmt: skip


def _changed(name: str, rest: str, _: Mapping[str, str], inner: Sequence[str]) -> Directive:
    what = {"versionadded": "New in", "versionchanged": "Changed in"}.get(name, "Deprecated since") + " version"
    version, __, more = rest.partition(" ")
    return Directive([f"*{what} {version}.* {more}".rstrip(), "", *inner], markdown=True)


def _quoted(_: str, __: str, ___: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return Directive(["", *(f"> {line}".rstrip() for line in _dedented(inner)), ""], markdown=True)


def _works(_: str, __: str, ___: Mapping[str, str], ____: Sequence[str]) -> Directive:
    return Directive(["", "::: {#refs}", ":::", ""])


def _raw(_: str, rest: str, __: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return Directive(["", *inner, ""] if rest == "html" else [""])


def _elsewhere(_: str, rest: str, __: Mapping[str, str], inner: Sequence[str]) -> Directive:
    words = " ".join(line.strip() for line in inner if line.strip())
    address = rest if "://" in rest else f"https://www.youtube.com/watch?v={rest}" if rest else ""
    return Directive(["", f"[{words}]({address})" if words else f"<{address}>" if "://" in address else rest, ""])


def _verse(_: str, __: str, ___: Mapping[str, str], inner: Sequence[str]) -> Directive:
    return Directive(["", *(f"{line.rstrip()}\\" for line in _dedented(inner)[:-1]), *_dedented(inner)[-1:], ""])


_SHELLS = (
    "tab-item tabbed grid-item grid-item-card grid-item-figure card dropdown margin sidebar"
    " div container topic rubric exercise solution exercise-start solution-start button-link button-ref subfigure"
    " attention-box aside details toggle compound centered div-block span"
).split()
_CODES = "code code-block code-cell sourcecode prompt parsed-literal literal ipython doctest testcode console".split()
DIRECTIVES: Mapping[str, Maker] = MappingProxyType(
    {
        **dict.fromkeys(_CODES, _code),
        **dict.fromkeys(_SHELLS, _titled),
        **dict.fromkeys(("figure", "image"), _picture),
        **dict.fromkeys(("versionadded", "versionchanged", "deprecated", "versionremoved"), _changed),
        **dict.fromkeys(("epigraph", "pull-quote", "highlights", "blockquote"), _quoted),
        **dict.fromkeys(("iframe", "video", "youtube", "audio"), _elsewhere),
        **dict.fromkeys(("tab-set", "grid", "hlist", "card-carousel"), _shell),
        "math": _math,
        "figure-md": _picture_in_markdown,
        "table": _table,
        "list-table": _list_table,
        "csv-table": _csv_table,
        "glossary": _glossary,
        "proof": _proof,
        **dict.fromkeys(("bibliography", "footbibliography"), _works),
        "raw": _raw,
        "line-block": _verse,
        "mermaid": lambda _name, _rest, _options, inner: Directive(["```mermaid", *inner, "```"]),
    }
)
"""Every directive that is known, by its name."""
