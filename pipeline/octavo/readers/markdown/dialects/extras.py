"""Small marks of many dialects: contents lists, marked words, links of wikis, comments. Text in and out; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.detect import Dialect
from octavo.readers.markdown.dialects.formats import ABOVE
from octavo.readers.markdown.dialects.formulas import FORMULA
from octavo.readers.markdown.dialects.prose import change_prose, code_mask

_CONTENTS = re.compile(
    r"[ ]{0,3}(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:toc[^}]*\}|\$\{toc\}|@\[toc\][^\n]*|\[\[toc\]\]"
    r"|\\tableofcontents|\{\{<\s*toc\s*>\}\}|\{\{\s*\.TableOfContents\s*\}\})[ \t]*\Z",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<![=\w\\!<>])==(?=[^\s=])((?:[^=\n]|=(?!=))+?)(?<=[^\s=])==(?![=\w])")
_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n#^]*?)(?:#(?P<heading>[^\[\]|\n]*?))?(?:\\?\|(?P<alias>[^\[\]\n]*))?\]\](?!\()"
)
_HIDDEN = re.compile(r"%%(?!\s*$)(?:[^%]|%(?!%))+?%%", re.DOTALL)
_ANCHOR = re.compile(r"(?<=\S)[ \t]+\^[\w-]{3,40}[ \t]*$|^\^[\w-]{3,40}[ \t]*$", re.MULTILINE)
# The address of a link within the note is a mark here, its closing bracket with it.
_INLINE_NOTE = re.compile(r"\^\[((?:[^\[\]\n]|\[[^\[\]\n\x02]*(?:\]|\x02.))+)\]")
_STRUCK = re.compile(r"(?<![~\w\\)/])~(?=[^\s~/])([^~\n\x02/]+?)(?<=\S)~(?![~\w/])")
_SINGLE = re.compile(r"(?P<kept>(?<=[\w)\]])~[\w+-]{1,12}~(?!~)|~~+|\\.)|~")
_CARET = re.compile(r"(?P<kept>(?<=[\w)\]])\^[\w+-]{1,12}\^|\[\^[^\]\n]*\]|\^\[|\\.)|\^")
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[(?P<short>[^\]\n]+)\]:[ \t]*(?P<long>\S.*?)[ \t]*$", re.MULTILINE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif")
_OBJECT = re.compile(
    r"^:::[ \t]+(?P<name>[A-Za-z_]\w*(?:\.\w+)+)[ \t]*\n(?:(?:[ \t]*\n)*(?: {2,}|\t)[^\n]*\n)*", re.MULTILINE
)
_UNNUMBERED = re.compile(r"^(#{1,6} .*?)[ \t]*\{-\}[ \t]*$", re.MULTILINE)


def plain_extras(text: str, dialect: Dialect, place: Place, before: int) -> tuple[str, list[Notice]]:
    """The text without what only asks for a contents list, and with marks of wikis in plain Markdown."""
    del before
    notices: list[Notice] = []
    lowered = text.lower()
    if "toc" in lowered or "tableofcontents" in lowered:
        text = _without_contents(text)
    if dialect.by_pandoc:
        return text, notices
    if "{-}" in text:
        text = _UNNUMBERED.sub(r"\1 {.unnumbered}", text)
    if dialect.name == "obsidian":
        if "%%" in text:
            found = 0

            def hide(match: re.Match[str]) -> str:
                nonlocal found
                found += 1
                return "\n" * match[0].count("\n")

            text = change_prose(text, lambda run: _HIDDEN.sub(hide, run))
            if found:
                words = "a hidden comment was" if found == 1 else f"{found} hidden comments were"
                notices.append(Notice(Code.text_left_out, f"{words} left out", place, level=Level.info))
        if "^" in text:
            text = change_prose(text, lambda run: _ANCHOR.sub("", run))
    if "[[" in text:
        text = _changed(text, lambda run: _WIKI.sub(_wiki, run))
    if "==" in text:
        text = _changed(text, lambda run: _MARK.sub(r"[\1]{.mark}", run))
    if "~" in text:
        text = _changed(text, lambda run: _SINGLE.sub(_sign, _STRUCK.sub(r"~~\1~~", run)))
    if "^" in text and ABOVE.search(text):
        text = _changed(text, lambda run: _CARET.sub(_sign, run))
    if "*[" in text:
        text = _abbreviations(text)
    if "^[" in text:
        text = _inline_notes(text)
    return text, notices


def named_objects(text: str, place: Place, before: int) -> tuple[str, list[Notice]]:
    """The text in which each ``::: package.object``, whose description a program would write here, is its name as code.

    The options below it go. Gives one notice, at the first of them.
    """
    prose = code_mask(text.split("\n"), unclosed=True)
    found = [match for match in _OBJECT.finditer(text) if prose[text.count("\n", 0, match.start())]]
    if not found:
        return text, []
    first = found[0]
    for match in reversed(found):
        blank = "\n" * match[0].count("\n")
        text = f"{text[: match.start()]}`{match['name']}`\n{blank}{text[match.end() :]}"
    what = f"{len(found)} descriptions that a program would write are not there, the first is of {first['name']}"
    where = Place(place.path, before + text.count("\n", 0, first.start()) + 1)
    return text, [Notice(Code.raw_shown, what, where, "write what it says", Level.info)]


def _changed(text: str, change: Callable[[str], str]) -> str:
    """The text with its prose put through a function, but for formulas: a tilde there is no mark."""
    if "$" not in text and "\\begin{" not in text and "\\[" not in text and "\\(" not in text:
        return change_prose(text, change)

    def each(run: str) -> str:
        pieces = FORMULA.split(run)
        return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))

    return change_prose(text, each)


def _without_contents(text: str) -> str:
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    done: list[str] = []
    for line, plain in zip(lines, mask, strict=True):
        if plain and _CONTENTS.match(line):
            if done and re.fullmatch(
                r"[ ]{0,3}(?:[-*+]|1\.) +(?:toc|table of contents|contents)[ \t]*", done[-1], re.IGNORECASE
            ):
                done.pop()
            done.append("")
            continue
        done.append(line)
    return "\n".join(done)


def _wiki(found: re.Match[str]) -> str:
    target, heading, alias = (found[name] or "" for name in ("target", "heading", "alias"))
    target, heading = target.strip(), heading.rpartition("#")[2].strip()
    if found["embed"] and target.lower().endswith(_PICTURES):
        size = re.fullmatch(r"(\d+)(?:x\d+)?", alias.strip())
        alt = "" if size else alias.strip()
        return f"![{alt}](<{target}>)" + (f"{{width={size[1]}px}}" if size else "")
    if found["embed"] and not target:
        return found[0]
    words = alias.strip() or (f"{target} > {heading}" if target and heading else target or heading)
    fragment = (
        "#" + re.sub(r"[^\w-]+", "-", heading.lower()).strip("-") if heading and not heading.startswith("^") else ""
    )
    if not target and not fragment:
        return found[0]
    name = quote(target if not target or "." in target.rpartition("/")[2] else f"{target}.md", safe="/~._-")
    return f"[{words}]({name}{fragment})"


def _sign(found: re.Match[str]) -> str:
    """A tilde or caret that raises and lowers nothing is a sign."""
    return found[0] if found["kept"] else f"\\{found[0]}"


def _abbreviations(text: str) -> str:
    """``*[HTML]: words``: what an abbreviation stands for is said where it is first used; unused, it stays as it is."""
    bare = change_prose(text, lambda run: _ABBREVIATION.sub("", run))
    found = [(one["short"], one["long"]) for one in _ABBREVIATION.finditer(text)]
    used = [(short, long, word) for short, long in found if (word := _word(short)).search(bare)]
    known = {short for short, _, _ in used}

    def kept(one: re.Match[str]) -> str:
        return "" if one["short"] in known else one[0].replace("*", "\\*", 1)

    text = change_prose(text, lambda run: _ABBREVIATION.sub(kept, run))
    for _, long, word in used:
        told = False

        def tell(match: re.Match[str], long: str = long) -> str:
            nonlocal told
            if told:
                return match[0]
            told = True
            return f"{match[0]} ({long})"

        text = change_prose(text, lambda run, word=word, tell=tell: word.sub(tell, run))  # type: ignore[misc]  # bound now
    return text


def _word(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")


def _inline_notes(text: str) -> str:
    """Notes in the line as notes below the text: only Pandoc's own reader knows the first."""
    notes: list[str] = []

    def change(found: re.Match[str]) -> str:
        notes.append(found[1])
        return f"[^in-the-line-{len(notes)}]"

    def below() -> str:
        return "".join(f"\n\n[^in-the-line-{number}]: {note}\n" for number, note in enumerate(notes, 1))

    return change_prose(text, lambda run: _INLINE_NOTE.sub(change, run), below=below)
