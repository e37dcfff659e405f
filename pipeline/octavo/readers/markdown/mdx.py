"""Reader of MDX: removes imports, exports, expressions and component tags, and reads the Markdown between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from octavo.model import Draft, Level, Notice, Place
from octavo.notices import Code
from octavo.readers.decoding import decode
from octavo.readers.markdown import reader
from octavo.readers.markdown.dialects.prose import CODE_SPAN
from octavo.readers.types import ReadContext, SourceFile
from octavo.text.closing import replace_closed

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})")
_STATEMENT = re.compile(r"import\s+[\w*{\"']|export\s+(?:(?:default|const|let|var|function|async|class|type)\b|[{*])")
_COMMENT = re.compile(r"\{\s*/\*.*?\*/\s*\}", re.DOTALL)
_END_COMMENT = re.compile(r"\*/\s*\}")
_HEADING_ID = re.compile(r"^( {0,3}#{1,6}[ \t].*?)[ \t]*\{\s*/\*[ \t]*#?([\w-]+)[ \t]*\*/\s*\}[ \t]*$", re.MULTILINE)
"""A comment at the end of a heading, which says the name for links."""
_IMPORT = re.compile(r"^import\s+[\w*{][^\n]*\sfrom\s+[\"'][^\n\"']+[\"'];?[ \t]*$", re.MULTILINE)
_COMPONENT = re.compile(r"^[ \t]*<[A-Z]\w*(?:\s[^<>\n]*)?/?>", re.MULTILINE)
_TAG = re.compile(
    r"</?(?P<name>[A-Z][\w.]*)?(?P<rest>(?:\s+[\w:.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}))?"
    r"|\s*\{\.\.\.[^{}]*\})*)\s*/?>"
)
_BOX = re.compile(
    r"^[ \t]*<(?P<close>/?)(?P<name>Note|Tip|Info|Warning|Caution|Danger|Important|Pitfall|Callout|Aside|Admonition)"
    r"(?P<rest>(?:\s[^<>\n]*)?)>[ \t]*$",
    re.MULTILINE,
)
"""A tag of a box, alone on its line. The last three say their kind in an attribute."""
_KIND = re.compile(r"\b(?:type|kind|variant)=[\"'{]*(\w+)")
_KINDS = {"pitfall": "warning", "callout": "note", "aside": "note"}
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']([^\"'\s]+\.(?:png|jpe?g|gif|svg|webp|avif))[\"']", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_EXPRESSION = re.compile(r"^[ \t]*\{[^{}\n]*\}[ \t]*$", re.MULTILINE)
_WORDS = re.compile(r"\b(?:title|label|summary|caption)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[\"'`]([^\"'`]*)[\"'`]\})")
_JSX_ATTRIBUTES = ((re.compile(r"\bclassName="), "class="), (re.compile(r"\bhtmlFor="), "for="))


@dataclass(frozen=True)
class Found:
    """Something for a program, in words; ``around`` tells of a tag that the text has words between it and its end."""

    what: str
    around: bool = False


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One file of MDX: a draft of its Markdown, with notices for what only a program can show."""
    decoded = decode(source.data, source.place, told=context.metadata.get("encoding"))
    text, found = stripped(decoded.text)
    draft = reader.read(replace(source, data=text.encode(), kind="markdown"), context)
    notices = [*decoded.notices, *draft.notices, *_told(found, source.path)]
    return replace(draft, notices=tuple(notices))


def _told(found: dict[Found, int], path: str) -> list[Notice]:
    """One notice for all tags whose words stay, and one for each kind of thing that shows nothing without a program."""
    notices: list[Notice] = []
    around = {one.what: line for one, line in found.items() if one.around}
    if around:
        names = ", ".join(around)
        text = f"tags of components were left out, the words between them stay: {names}"
        notices.append(Notice(Code.active_content, text, Place(path, min(around.values())), level=Level.info))
    for one, line in found.items():
        if one.what not in around:
            hint = "write in Markdown what it shows" if one.what.startswith("<") else ""
            text = f"{one.what} is for a program; it was left out"
            notices.append(Notice(Code.active_content, text, Place(path, line), hint, Level.info))
    return notices


def is_mdx(text: str) -> bool:
    """Whether a text that is called Markdown is MDX: it has MDX's comments, or imports with tags of components."""
    if "{/*" not in text and "import" not in text:
        return False
    prose = "".join(CODE_SPAN.sub("", chunk) for code, chunk, _ in _chunks(text.replace("\r\n", "\n")) if not code)
    commented = _END_COMMENT.search(prose) and _COMMENT.search(prose)
    return bool(commented or (_IMPORT.search(prose) and _COMPONENT.search(prose)))


def stripped(text: str) -> tuple[str, dict[Found, int]]:
    """The text with as many lines, without what only a program understands; each kind of it with its first line."""
    found: dict[Found, int] = {}
    pieces: list[str] = []
    for code, chunk, line in _chunks(text.replace("\r\n", "\n")):
        pieces.append(chunk if code else _without_tags(_without_statements(chunk, line, found), line, found))
    return "".join(pieces), found


def _chunks(text: str) -> list[tuple[bool, str, int]]:
    """The text cut into front matter or fenced code (True) and the rest, each with its first line."""
    chunks: list[tuple[bool, list[str], int]] = [(False, [], 1)]
    fence = ""
    lines = text.splitlines(keepends=True)
    front = bool(lines) and lines[0].strip() == "---"
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if front:
            if number == 1:
                chunks.append((True, [], number))
            chunks[-1][1].append(line)
            if number > 1 and line.strip() == "---":
                front = False
                chunks.append((False, [], number + 1))
        elif fence:
            chunks[-1][1].append(line)
            if mark and mark["marks"].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
                chunks.append((False, [], number + 1))
        elif mark:
            fence = mark["marks"]
            chunks.append((True, [line], number))
        else:
            chunks[-1][1].append(line)
    return [(code, "".join(inner), first) for code, inner, first in chunks if inner]


def _without_statements(chunk: str, first: int, found: dict[Found, int]) -> str:
    """Imports and exports, which end with an empty line, become empty lines."""
    done: list[str] = []
    inside = False
    before = ""
    for number, line in enumerate(chunk.splitlines(keepends=True), first):
        if not line.strip():
            inside = False
        elif not inside and not before.strip() and _STATEMENT.match(line):
            inside = True
            found.setdefault(Found(f"“{line.split()[0]}”"), number)
        elif inside and _STATEMENT.match(line):
            found.setdefault(Found(f"“{line.split()[0]}”"), number)
        done.append("\n" if inside else line)
        before = "" if inside else line
    return "".join(done)


def _fence(tag: re.Match[str]) -> str:
    """The tag of a box as the fence that other dialects have for it."""
    if tag["close"]:
        return ":::"
    told = _KIND.search(tag["rest"])
    kind = (told[1] if told else tag["name"]).lower()
    words = _WORDS.search(tag["rest"])
    title = next(filter(None, words.groups()), "") if words else ""
    return f":::{_KINDS.get(kind, kind)} {title}".rstrip()


def _said(wanted: re.Pattern[str], attributes: str) -> str:
    """The words that the attributes of a tag give for this, or nothing."""
    found = wanted.search(attributes)
    return next(filter(None, found.groups()), "") if found else ""


def _picture(source: str, alternative: str, caption: str) -> str:
    """The tag of a component that shows a picture from a file, as Markdown."""
    words = re.sub(r"([\[\]])", r"\\\1", caption or alternative)
    told = alternative.replace('"', "'")
    return f"![{words}](<{source}>)" + (f'{{alt="{told}"}}' if caption and told else "")


def _without_tags(chunk: str, first: int, found: dict[Found, int]) -> str:
    """Tags of components go and what they hold stays; a title among their attributes stays as words."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\0{len(held) - 1}\0"

    def tag(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None and match["rest"].strip():
            return match[0]
        line = first + chunk.count("\n", 0, chunk.find(match[0]))
        breaks = "\n" * match[0].count("\n")
        said = "" if match[0].startswith("</") else _said(_WORDS, match["rest"])
        if picture := _SOURCE.search(match["rest"]):
            return _picture(picture[1], _said(_ALTERNATIVE, match["rest"]), said) + breaks
        if name and not match[0].startswith("</"):
            found.setdefault(Found(f"<{name}>", around=not match[0].endswith("/>")), line)
        return f"**{said}**{breaks}" if said else breaks

    text = CODE_SPAN.sub(hold, chunk)
    text = _BOX.sub(_fence, text)
    text = _HEADING_ID.sub(r"\1 {#\2}", text)
    text = replace_closed(_COMMENT, _END_COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    text = _TAG.sub(tag, text)
    if _EXPRESSION.search(text):
        line = first + text.count("\n", 0, _EXPRESSION.search(text).start())  # type: ignore[union-attr]
        found.setdefault(Found("an expression in braces"), line)
        text = _EXPRESSION.sub("", text)
    for name, instead in _JSX_ATTRIBUTES:
        text = name.sub(instead, text)
    return re.sub(r"\0(\d+)\0", lambda match: held[int(match[1])], text)
