"""Attributes of kramdown (``{: .note }``), as Jekyll has them. Text in and out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.boxes import KINDS, box
from octavo.readers.markdown.dialects.prose import code_mask

_IAL = re.compile(r"[ \t]*\{:[ \t]*(?P<inner>[^{}\n]*)\}")
_PREFIXES = ("prompt-", "alert-", "notice--", "callout-", "admonition-")


def plain_attributes(text: str) -> str:
    """Those of a heading stay, ``{: .note }`` makes a box, ``{:start="3"}`` a number; others only carried looks."""
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    done: list[str] = []
    ahead = False  # a box is open that ends with the block it was opened before
    edge = 0  # attributes end the block they belong to: what follows is another
    for line, plain in zip(lines, mask, strict=True):
        if ahead and not line.strip() and done[-1].strip():
            done += ["", ":::"]
            ahead = False
        if not plain or "{:" not in line:
            done.append(line)
            continue
        alone = _IAL.fullmatch(line.rstrip())
        if not alone:
            done.append(_IAL.sub(_kept_in_heading if line.lstrip().startswith("#") else _kept, line))
            continue
        if alone["inner"].strip().startswith("toc"):
            done.append(line)
            continue
        kind = _kind(alone["inner"])
        if kind and done and done[-1].strip():
            start = _start_of_block(done, edge)
            if done[start].lstrip().startswith(">"):  # a quotation that is a box
                done[start:] = [re.sub(r"^[ \t]*> ?", "", one) for one in done[start:]]
            done[start:start] = ["", *box(kind, "")]
            done += ["", ":::", ""]
        elif kind and not ahead:
            done += ["", *box(kind, "")]
            ahead = True
        elif started := re.search(r"\bstart=[\"']?(\d{1,9})", alone["inner"]):
            _renumber(done, int(started[1]))
        edge = len(done)
    if ahead:
        done += ["", ":::"]
    return "\n".join(done)


def _start_of_block(lines: list[str], edge: int) -> int:
    """The first line of the block that ends the lines: below a blank line or a heading, and not before ``edge``."""
    for at in range(len(lines) - 1, edge - 1, -1):
        if not lines[at].strip() or lines[at].startswith("#"):
            return at + 1
    return edge


def _kind(inner: str) -> str:
    """The name of a box among classes, also behind what themes put before it."""
    for name in re.findall(r"\.([\w-]+)", inner):
        bare = next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name).lower()
        if bare in KINDS:
            return str(bare)
    return ""


def _renumber(done: list[str], start: int) -> None:
    """Let the list that ends here begin with another number."""
    for at in range(len(done) - 1, -1, -1):
        if not done[at].strip():
            break
        if found := re.match(r"([ ]{0,3})(\d{1,9})([.)][ \t])", done[at]):
            first = at
            done[first] = f"{found[1]}{start}{found[3]}{done[at][found.end() :]}" if found[2] == "1" else done[at]


def _kept_in_heading(found: re.Match[str]) -> str:
    identifier = re.search(r"#([\w-]+)", found["inner"])
    return f" {{#{identifier[1]}}}" if identifier else ""


def _kept(found: re.Match[str]) -> str:
    width = re.search(r"width=[\"']?([\d.]+(?:px|%)?)", found["inner"])
    return f"{{width={width[1]}}}" if width else ""
