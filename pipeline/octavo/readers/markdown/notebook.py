"""Reader of Jupyter notebooks: cells of Markdown and code, and the output of the code, as one text of Markdown."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from octavo.errors import SeedError
from octavo.model import Draft, Level, Notice
from octavo.notices import Code
from octavo.pictures import LeftOut
from octavo.readers.markdown import reader
from octavo.readers.types import ReadContext, SourceFile
from octavo.text.characters import read_json

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif")
_HIDDEN = frozenset(["remove-cell", "hide-cell", "remove-input", "hide-input", "remove-output", "hide-output"])


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One notebook. Raises ``SeedError`` when it is no notebook."""
    try:
        notebook = read_json(source.data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        notebook = None
    cells = _cells(notebook)
    if cells is None:
        raise SeedError("this is no Jupyter notebook", source.place, "save it again from Jupyter")
    language = _language(notebook)
    parts: list[str] = []
    left: set[str] = set()
    for cell in cells:
        parts.extend(_cell(cell, language, context, left))
    text = "\n\n".join(part for part in parts if part.strip())
    draft = reader.read(replace(source, data=f"{text}\n".encode(), kind="markdown"), context)
    notices = [replace(notice, place=source.place) for notice in draft.notices]
    if left:
        what = f"what the code put out as {', '.join(sorted(left))} was left out"
        notices.append(Notice(Code.text_left_out, what, source.place, "save it as a picture or as text", Level.info))
    return replace(draft, lines=tuple(0 for _ in draft.lines), notices=tuple(notices))


def _cells(notebook: Any) -> list[Mapping[str, Any]] | None:
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):  # the format before version 4
        sheets = notebook["worksheets"]
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or []]
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else None


def _language(notebook: Mapping[str, Any]) -> str:
    about: Any = notebook.get("metadata")
    about = about if isinstance(about, dict) else {}
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        inner = about.get(key)
        if isinstance(inner, dict) and isinstance(inner.get(name), str):
            return re.sub(r"[^\w+#-]", "", inner[name].lower())
    return ""


def _text(value: Any) -> str:
    lines = value if isinstance(value, list) else [value]
    return "".join(line for line in lines if isinstance(line, str)).replace("\r\n", "\n")


def _cell(cell: Mapping[str, Any], language: str, context: ReadContext, left: set[str]) -> Iterator[str]:
    kind, about = cell.get("cell_type"), cell.get("metadata")
    tags = about.get("tags") if isinstance(about, dict) else None
    hidden = _HIDDEN & {tag.replace("_", "-") for tag in tags or [] if isinstance(tag, str)}
    text = _text(cell.get("source") if "source" in cell else cell.get("input"))
    if "remove-cell" in hidden or "hide-cell" in hidden:
        return
    if kind == "markdown":
        yield _attached(text, cell.get("attachments"), context)
    elif kind == "heading":
        level = cell.get("level")
        yield f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {' '.join(text.split())}"
    elif kind == "raw":
        yield text if text.startswith("---") else _fenced(text, "")
    elif kind == "code":
        if text.strip() and not hidden & {"remove-input", "hide-input"}:
            yield _fenced(text.strip("\n"), language)
        if not hidden & {"remove-output", "hide-output"}:
            for output in cell.get("outputs") or []:
                if isinstance(output, dict):
                    yield from _output(output, context, left)


def _attached(text: str, attachments: Any, context: ReadContext) -> str:
    """The text of a cell, its own pictures taken into the book."""
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind in _PICTURES:
            data = bundle.get(kind) if isinstance(bundle, dict) else None
            if data and (taken := _taken(kind, data, str(name), context)):
                text = text.replace(f"attachment:{name}", f"album:{taken}")
                break
    return text


def _output(output: Mapping[str, Any], context: ReadContext, left: set[str]) -> Iterator[str]:
    if output.get("output_type") == "stream":
        yield _fenced(_clean(_text(output.get("text"))), "")
        return
    if output.get("output_type") in ("error", "pyerr"):
        trace = output.get("traceback")
        lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
        yield _fenced(_clean("\n".join(lines) or f"{output.get('ename')}: {output.get('evalue')}"), "")
        return
    data: Any = output.get("data", output)
    data = data if isinstance(data, dict) else {}
    for kind in _PICTURES:
        old = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}.get(kind, "")
        content = data.get(kind) or data.get(old)
        if content and (taken := _taken(kind, content, "output", context)):
            yield f"![](album:{taken})"
            return
    if latex := _text(data.get("text/latex") or data.get("latex")).strip():
        yield latex if latex.startswith("$") else f"$$\n{latex}\n$$"
    elif markdown := _text(data.get("text/markdown")).strip():
        yield markdown
    elif plain := _text(data.get("text/plain") or data.get("text")).strip("\n"):
        if data.get("text/html") and re.match(r"<[\w.]+ (?:object )?at 0x|<IPython", plain.strip()):
            left.add("text/html")
        else:
            yield _fenced(_clean(plain), "")
    else:
        left.update(str(kind)[:40] for kind in data if "/" in str(kind))


def _taken(kind: str, content: Any, name: str, context: ReadContext) -> str:
    try:
        data = _text(content).encode() if kind == "image/svg+xml" else base64.b64decode(_text(content))
        return context.album.add(data, name)
    except (LeftOut, binascii.Error, ValueError):
        return ""


def _clean(text: str) -> str:
    """Text of a terminal without its colours; of a line written over, the last state."""
    lines = [line.rsplit("\r", 1)[-1] for line in _ESCAPES.sub("", text).rstrip("\n").replace("\r\n", "\n").split("\n")]
    return "\n".join(lines)


def _fenced(text: str, language: str) -> str:
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
