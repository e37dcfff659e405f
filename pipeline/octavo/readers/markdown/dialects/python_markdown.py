"""What MkDocs and its themes add to Markdown: blocks, keys, marks of editors, signs. Text in, text out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.boxes import KINDS, box
from octavo.readers.markdown.dialects.prose import change_prose, code_mask
from octavo.text.closing import replace_closed

_BLOCK = re.compile(
    r"(?P<lead>[ \t]*)(?P<slashes>/{3,})[ \t]*(?P<kind>[A-Za-z][\w-]*)?[ \t]*(?:\|[ \t]*(?P<title>.*?))?[ \t]*\Z"
)
_BLOCK_OPTION = re.compile(r"[ \t]+(?:[\w-]+):(?:[ \t].*)?\Z")
_KEYS = re.compile(r"(?<![\w+{])\+\+(?P<keys>[\w\"-]+(?:\+[\w\"-]+)*)\+\+(?![\w+}])")
_ICON = re.compile(r":(?:material|octicons|fontawesome|simple|mdi|fa|custom)-[\w-]+:(?:\{[^{}\n]*\})?[ \t]?")
_INSERTED = re.compile(r"(?<!\^)\^\^(?=\S)([^\^\n]+)(?<=\S)\^\^(?!\^)")
_CRITIC = (
    (r"\{~~(?P<old>(?:(?!~>|\{~~).)*)~>(?P<new>(?:(?!~~\}|\{~~).)*)", r"~~\}", r"~~\g<old>~~<u>\g<new></u>"),
    (r"\{\+\+(.+?)", r"\+\+\}", r"<u>\1</u>"),
    (r"\{--(.+?)", r"--\}", r"~~\1~~"),
    (r"\{==(.+?)", r"==\}", r"<mark>\1</mark>"),
    (r"\{>>(.+?)", r"<<\}", r" (\1)"),
)
_EDITS = tuple((re.compile(opened + end, re.DOTALL), re.compile(end), made) for opened, end, made in _CRITIC)
_LANGUAGE = re.compile(r"`(?:#!|:::)\w[\w+-]* (?=[^`])")
_LOOKS = re.compile(
    r"(?<=[\])`*_\U000f0000-\U0010ffff])"  # behind a link or a picture, whose address is a mark here
    r"\{:?[ \t]*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s{}]+)|[ \t])+[ \t]*\}"
)


def plain_python_markdown(text: str) -> str:
    """The text with blocks of ``///``, keys, tracked changes and signs of themes in plain Markdown."""
    if "///" in text:
        text = _blocks(text)
    if "`#!" in text or "`:::" in text:
        text = _LANGUAGE.sub("`", text)
    if any(mark in text for mark in ("++", "{--", "{~~", "{==", "{>>", "^^", ":material", ":octicons", ":fontawesome",
                                     ":simple", "{ ", "{.")):  # fmt: skip
        text = change_prose(text, _marks)
    return text


def _marks(run: str) -> str:
    for pattern, closing, made in _EDITS:
        run = replace_closed(pattern, closing, made, run)
    run = _KEYS.sub(lambda found: "+".join(f"<kbd>{_key(key)}</kbd>" for key in found["keys"].split("+")), run)
    run = _ICON.sub("", run)
    run = _INSERTED.sub(r"<u>\1</u>", run)
    return _LOOKS.sub(_width, run)


def _key(name: str) -> str:
    name = name.strip('"')
    return name.upper() if len(name) == 1 else " ".join(part.capitalize() for part in name.split("-"))


def _width(found: re.Match[str]) -> str:
    """Of attributes only a name and a width say something in print."""
    parts = re.findall(r"#[\w-]+|width=\"?[\d.]+(?:%|px)?\"?", found[0])
    return "{" + " ".join(part.replace('"', "") for part in parts) + "}" if parts else ""


def _blocks(text: str) -> str:
    """``/// note | Title``: a box, a tab, a caption; the slashes alone close it."""
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    done: list[str] = []
    open_blocks: list[tuple[str, bool]] = []
    options = False
    for line, plain in zip(lines, mask, strict=True):
        found = _BLOCK.match(line) if plain and "///" in line else None
        if found is None:
            if options and _BLOCK_OPTION.match(line):
                continue
            options = False
            done.append(line)
        elif not found["kind"] and not found["title"]:
            if open_blocks and open_blocks[-1][0] == found["slashes"]:
                done += [f"{found['lead']}:::" if open_blocks.pop()[1] else "", ""]
            else:
                done.append(line)
        else:
            kind, title = (found["kind"] or "").lower(), found["title"] or ""
            boxed = kind in KINDS
            open_blocks.append((found["slashes"], boxed))
            options = True
            done += ["", *box(kind, title, found["lead"])] if boxed else ["", f"{found['lead']}**{title}**" if title and
                     kind not in ("html", "define") else "", ""]  # fmt: skip
    return "\n".join(done)
