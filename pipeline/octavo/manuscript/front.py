"""Front matter and body of a manuscript: taken apart and put together. Text in, text out.

The YAML itself is made and read elsewhere; this module only finds its end. Front matter starts on the very first
line with ``---``, is not followed by a blank line (that would be a rule) and ends at a line ``---`` or ``...``.
"""

from __future__ import annotations

import hashlib
import re

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(?![ \t]*\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(text: str) -> tuple[str | None, str, int]:
    r"""Front matter without its fences (None: there is none), the body, and the line on which the body begins.

    Line ends become ``\n``. Blank lines between the two belong to neither.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT.match(text)
    start = match.end() if match else (1 if text.startswith("\ufeff") else 0)
    body = text[start:]
    blank = re.match(r"(?:[ \t]*\n)*", body)
    skipped = blank.end() if blank else 0
    return (match[1] if match else None), body[skipped:], text.count("\n", 0, start + skipped) + 1


def join(front_matter: str | None, body: str) -> str:
    """One manuscript from YAML (without fences) and a body; ends with exactly one newline."""
    body = body.strip("\n")
    if front_matter is None:
        return body + "\n" if body else ""
    head = front_matter.strip("\n")
    head = f"---\n{head}\n---\n" if head else "---\n{}\n---\n"
    return f"{head}\n{body}\n" if body else head


def fingerprint(text: str) -> str:
    """The SHA-256 of a manuscript in hexadecimal, the same for every kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
