"""Directives and roles of MyST (and Sphinx) in plain Markdown. Text in, text and notices out; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.boxes import KINDS, box
from octavo.readers.markdown.dialects.directive_options import option
from octavo.readers.markdown.dialects.myst.directives import DIRECTIVES, Directive
from octavo.readers.markdown.dialects.myst.roles import plain_roles
from octavo.readers.markdown.dialects.prose import code_mask
from octavo.readers.markdown.dialects.references import name_of

_OPEN = re.compile(
    r"(?P<lead>(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)"
    r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[a-zA-Z][\w:-]*)\}[ \t]*(?P<rest>.*?)[ \t]*\Z"
)
_LABEL = re.compile(r"[ \t]*\((?P<name>[\w:. /|@*+-]+)\)=[ \t]*\Z")
_COMMENT = re.compile(r" {0,3}%(?!%)(?:[ \t].*)?\Z")
_BREAK = re.compile(r"\+\+\+(?:[ \t].*)?\Z")
_DEEPEST = 200
"""A directive that holds more of them in one another is shown as it is: no person writes so."""
_NOTHING = frozenset(
    "toctree contents tableofcontents index only highlight currentmodule exercise-end solution-end tags meta"
    " automodule autoclass autofunction autosummary".split()
)


def translated(text: str, place: Place, before: int = 0) -> tuple[str, list[Notice]]:
    """The text with directives that are no boxes, roles and labels in plain Markdown."""
    run = _Run(text.split("\n"), before)
    done = run.done()
    notices = [
        Notice(Code.raw_shown, f"the directive “{name}” is not known and is shown as it is", Place(place.path, at),
               "write what it stands for in Markdown")
        for name, at in run.unknown.items()
    ]  # fmt: skip
    if run.left:
        what = "a directive that only steers" if run.left == 1 else f"{run.left} directives that only steer"
        was = "was" if run.left == 1 else "were"
        notices.append(Notice(Code.text_left_out, f"{what} the website {was} left out", place, level=Level.info))
    if run.comments:
        what = "a comment was" if run.comments == 1 else f"{run.comments} comments were"
        notices.append(Notice(Code.text_left_out, f"{what} left out", place, level=Level.info))
    return "\n".join(done), notices


class _Run:
    """One text on its way: the lines still to come, which grow when a directive holds Markdown, and what was seen."""

    def __init__(self, lines: list[str], before: int) -> None:
        self.lines, self.before = lines, before
        self.mask = code_mask(lines, unclosed=True)
        self.unknown: dict[str, int] = {}
        self.left = self.comments = 0
        self._label = ""
        self._further: list[str] = []  # labels before the last one, for the same place
        self._fence = ""

    def done(self) -> list[str]:
        """All lines in plain Markdown."""
        made: list[str] = []
        at, read = 0, 0  # the line, and how many lines of the source were read when it came
        while at < len(self.lines):
            line = self.lines[at]
            at += 1
            if self._code(line):
                made.append(line)
                continue
            found = _OPEN.match(line)
            if found is None:
                made += self._plain(line)
                continue
            end = self._end(found["fence"], at)
            if end < 0:
                made += self._plain(line)
                continue
            below = re.sub(r"[^> \t]", " ", found["lead"])
            inner = [_without(line, below) for line in self.lines[at:end]]
            options, start = _options(inner)
            made_of = self._directive(found, options, inner[start:])
            if made_of is None:
                self.unknown.setdefault(found["name"], self.before + at - read)
                made += self.lines[at - 1 : end + 1]
                at = end + 1
                continue
            if not made_of.markdown:
                made += made_of.lines
                at = end + 1
                continue
            new = made_of.lines if found["lead"].strip() else ["", *made_of.lines, ""]
            read += len(new) - (end + 2 - at)
            self.lines[at - 1 : end + 1] = new
            at -= 1
        return made

    def _code(self, line: str) -> bool:
        """Whether a line belongs to code that no directive is: nothing in it is to be read."""
        bare = line.strip()
        if self._fence:
            if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
                self._fence = ""
            return True
        opened = re.match(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})(?![ \t]*\{[a-zA-Z])[^`]*\Z", line)
        if opened:
            self._fence = opened[1]
        return bool(opened)

    def _end(self, fence: str, at: int) -> int:
        """The line that closes a fence; directives within one of the same length come first.

        Negative where these are nested too deep.
        """
        depth = 0
        for number in range(at, len(self.lines)):
            if depth > _DEEPEST:
                return -1
            bare = self.lines[number].strip(" \t>")
            if bare.startswith(fence) and not bare.strip(fence[0]):
                if not depth:
                    return number
                depth -= 1
            elif bare.startswith(fence + "{"):
                depth += 1
        return len(self.lines)

    def _plain(self, line: str) -> list[str]:
        if marked := _LABEL.match(line):
            self._further += [self._label] if self._label else []
            self._label = name_of(marked["name"])
            return []
        if _COMMENT.match(line):
            self.comments += 1
            return []
        if _BREAK.match(line):
            return [""]
        made: list[str] = []
        if self._label and line.strip():
            line = line.rstrip() + "".join(f" []{{#{name}}}" for name in self._further)
            self._further = []
        if self._label and line.lstrip().startswith("#"):
            line, self._label = f"{line.rstrip()} {{#{self._label}}}", ""
        elif self._label and line.strip():
            made += [f"[]{{#{self._label}}}", ""]
            self._label = ""
        return [*made, plain_roles(line) if "}`" in line else line]

    def _directive(self, found: re.Match[str], options: dict[str, str], inner: list[str]) -> Directive | None:
        name = found["name"].lower()
        if name in _NOTHING:
            self.left += 1
            return Directive([""])
        maker = DIRECTIVES.get(name) or (DIRECTIVES["proof"] if name.startswith("prf:") else None)
        maker = _box if name in KINDS else maker
        if maker is None:
            return None
        if self._label and not options.get("name") and not options.get("label"):
            options["name"] = self._label
            self._label = ""
        made = maker(name, found["rest"], options, inner)
        return Directive(_with_lead(made.lines, found["lead"]), markdown=made.markdown)


def _box(name: str, rest: str, options: Mapping[str, str], inner: Sequence[str]) -> Directive:
    classed = next((kind for kind in options.get("class", "").split() if kind in KINDS), "")
    return Directive(["", *box(classed or name, rest), *inner, ":::", ""], markdown=True)


def _without(line: str, lead: str) -> str:
    """A line within a directive that is in a list or a quotation, without what is before it for that."""
    if line.startswith(lead):
        return line[len(lead) :]
    bare = lead.rstrip()
    return line[len(bare) :] if bare and line.startswith(bare) else line.lstrip() if lead and ">" not in lead else line


def _with_lead(lines: list[str], lead: str) -> list[str]:
    """Lines where a directive began: the first behind the mark of an item, the others below it."""
    if not lead:
        return lines
    below = re.sub(r"[^> \t]", " ", lead)
    if below == lead:
        return [(lead + line).rstrip() for line in lines]
    while lines and not lines[0].strip():
        lines = lines[1:]
    return [lead + lines[0], *((below + line).rstrip() for line in lines[1:])] if lines else [lead]


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    start, end = 0, len(lines)
    if start < end and lines[start].strip() == "---":
        shut = next((at for at in range(start + 1, end) if lines[at].strip() == "---"), start)
        for line in lines[start + 1 : shut]:
            key, _, value = line.partition(":")
            found[key.strip()] = value.strip().strip("\"'")
        return found, shut + 1
    while start < end and (said := option(lines[start])):
        found[said[0]] = said[1]
        start += 1
    return found, start


def substituted(text: str, values: Mapping[str, str]) -> str:
    """The text with ``{{ name }}`` as what the front matter says it stands for."""
    return re.sub(r"\{\{[ \t]*([\w.-]+)[ \t]*\}\}", lambda found: values.get(found[1], found[0]), text)
