"""Texts that a document takes in from other files: mdBook's, Quarto's, MkDocs', MyST's and knitr's ways. Pure.

``expand`` replaces a line that names a file by the file's contents, and records the origin of every line. The caller
passes a function that returns the text for a name, or None.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.model import Draft, Notice, Place
from octavo.notices import Code
from octavo.readers.books.notes import EMBEDDED, part_of_note
from octavo.readers.books.slices import Slice, cut, sliced_by_options, sliced_by_path
from octavo.readers.books.variables import with_variables
from octavo.readers.markdown.dialects.directive_options import option

MAX_DEPTH = 8
_JEKYLL = "_includes"  # where Jekyll looks for what it takes in
MAX_LETTERS = 4_000_000
"""All text that one document may take in; includes can multiply each other."""

_TRIGGER = re.compile(r"\{\{#|\{\{<\s*(?:include|var)\b|--8<--|\{(?:literal)?include\}|child\s*=|\{%-?\s*include|!\[\[")
_MDBOOK = re.compile(
    r"(?P<escape>\\)?\{\{#(?P<how>include|rustdoc_include|playground|playpen|title)\s+(?P<what>[^{}\s][^{}]*)\}\}"
)
_QUARTO = re.compile(r"(?P<indent>[ \t]*)\{\{<\s*include\s+(?P<what>\"[^\"]+\"|'[^']+'|[^\s>]+)\s*>\}\}[ \t]*")
_SNIPPET = re.compile(r"(?P<indent>[ \t]*)-{2,}8<-{2,}[ \t]+(?P<quote>[\"'])(?P<what>.+?)(?P=quote)[ \t]*")
_SNIPPETS = re.compile(r"(?P<indent>[ \t]*)-{2,}8<-{2,}[ \t]*")
_SECTION = re.compile(r".*-{2,}8<-{2,}[ \t]*\[[ \t]*(?:start|end)[ \t]*(?::.*)?\].*")
_LIQUID = re.compile(
    r"(?P<indent>[ \t]*)\{%-?\s*include(?:[_-]relative)?\s+(?P<quote>[\"']?)"
    r"(?P<what>[^\s\"'{}=|]+\.(?:md|markdown|txt))(?P=quote)\s*-?%\}[ \t]*"
)
_DIRECTIVE = re.compile(
    r"(?P<indent>[ \t]*)(?P<fence>`{3,}|:{3,}|~{3,})[ \t]*"
    r"\{(?P<how>include|literalinclude)\}[ \t]+(?P<what>\S.*?)[ \t]*"
)
_CHILD = re.compile(r"[ \t]*(?P<fence>`{3,})[ \t]*\{r\b(?P<options>[^}]*?\bchild\s*=[^}]*)\}[ \t]*")
_CHILDREN = re.compile(r"\bchild\s*=\s*(c\([^)]*\)|[\"'][^\"']+[\"'])")
_FENCE = re.compile(r"[ \t]{0,3}(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")

Read = Callable[[str], str | None]


@dataclass(frozen=True)
class Expanded:
    """The whole text, the place of each of its lines, and what was noticed."""

    text: str
    places: tuple[Place, ...]
    notices: tuple[Notice, ...]


@dataclass
class _Run:
    """What one expansion shares: how to read, where a name may count from, what is left to take."""

    folder: str
    roots: Sequence[str]
    read: Read
    names: Sequence[str] = ()
    left: int = MAX_LETTERS
    notices: list[Notice] = field(default_factory=list)

    def named(self, note: str, beside: str) -> list[str]:
        """The files that a note's name may mean: by its path, else wherever a file has this name."""
        wanted = note if posixpath.splitext(note)[1] in (".md", ".markdown") else f"{note}.md"
        ways = [posixpath.normpath(posixpath.join(home, wanted)) for home in ("", posixpath.dirname(beside))]
        same = [one for one in self.names if f"/{one}".casefold().endswith(f"/{wanted}".casefold())]
        return [way for way in dict.fromkeys((*ways, *same)) if not way.startswith(("../", "/"))]


_Line = tuple[str, Place]


def expand(
    text: str, name: str, folder: str, read: Read, roots: Sequence[str] = ("",), names: Sequence[str] = ()
) -> Expanded | None:
    """The text of ``name`` with everything it takes in; None when it takes in nothing.

    ``name`` is relative to ``folder``, the seed's own; ``read`` gives the text of a file by such a name; ``roots`` are
    the folders from which a name may count besides the document's own; ``names`` the files of the seed. What is
    missing stays as it was written.
    """
    if not _TRIGGER.search(text):
        return None
    before_all, text = text, with_variables(text, posixpath.dirname(name), read)
    run = _Run(folder, tuple(dict.fromkeys((*roots, "", _JEKYLL))), read, names)
    lines = list(_lines(text, name, (name,), run))
    before = [line for line, _ in lines]
    if "\n".join(before) == before_all and not run.notices:
        return None
    return Expanded("\n".join(before), tuple(place for _, place in lines), tuple(run.notices))


def placed(draft: Draft, expanded: Expanded, path: str) -> Draft:
    """A draft of an expanded text whose blocks and notices are where their lines come from."""

    def where(line: int | None) -> Place:
        return expanded.places[line - 1] if line and line <= len(expanded.places) else Place(path)

    notices = (
        replace(notice, place=where(notice.place.line)) if notice.place and notice.place.path == path else notice
        for notice in draft.notices
    )
    places = tuple(where(line) for line in draft.lines)
    lines = tuple(place.line or 0 if place.path == path else 0 for place in places)
    return replace(draft, lines=lines, places=places, notices=(*expanded.notices, *notices))


def _lines(text: str, name: str, stack: tuple[str, ...], run: _Run) -> Iterator[_Line]:
    lines = text.split("\n")
    path = posixpath.join(run.folder, name)
    fence = ""
    index = 0
    while index < len(lines):
        line, place = lines[index], Place(path, index + 1)
        taken = None if fence and not _SNIPPET.fullmatch(line) else _block(lines, index, name, place, stack, run)
        if taken is not None:
            brought, index = taken
            yield from brought
            continue
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark["marks"]
        elif mark and mark["marks"].startswith(fence) and not mark["info"].strip():
            fence = ""
        yield from _inline(line, name, place, stack, run, quiet=bool(fence))
        index += 1


def _block(
    lines: Sequence[str], index: int, name: str, place: Place, stack: tuple[str, ...], run: _Run
) -> tuple[list[_Line], int] | None:
    """What is in place of the line (and those that belong to it), and the index after them; None: it stays."""
    line = lines[index]
    if found := _QUARTO.fullmatch(line):
        return _taken([found["what"].strip("\"'")], found["indent"], name, place, stack, run, index + 1)
    if found := _SNIPPET.fullmatch(line):
        return _taken([found["what"]], found["indent"], name, place, stack, run, index + 1)
    if found := _LIQUID.fullmatch(line):
        return _taken([found["what"]], found["indent"], name, place, stack, run, index + 1)
    if line.lstrip().startswith("![["):
        return _embedded(line, name, place, stack, run, index + 1)
    if found := _SNIPPETS.fullmatch(line):
        end = next((i for i in range(index + 1, len(lines)) if _SNIPPETS.fullmatch(lines[i])), 0)
        names = [text.strip() for text in lines[index + 1 : end] if text.strip() and not text.strip().startswith(";")]
        return _taken(names, found["indent"], name, place, stack, run, end + 1) if end else None
    if found := _DIRECTIVE.fullmatch(line):
        return _directive(found, lines, index, name, place, stack, run)
    if found := _CHILD.fullmatch(line):
        end = next((i for i in range(index + 1, len(lines)) if lines[i].strip().startswith(found["fence"])), 0)
        value = _CHILDREN.search(found["options"])
        names = _QUOTED.findall(value[1]) if value else []
        return _taken(names, "", name, place, stack, run, end + 1) if end and names else None
    return None


def _taken(
    names: Sequence[str], indent: str, name: str, place: Place, stack: tuple[str, ...], run: _Run, after: int
) -> tuple[list[_Line], int] | None:
    brought: list[_Line] = []
    for wanted in names:
        path, part = sliced_by_path(wanted)
        lines = _file(path, part, name, place, stack, run)
        if lines is None:
            return None
        brought += [(indent + line if line else line, where) for line, where in lines if not _SECTION.fullmatch(line)]
    return brought, after


def _embedded(
    line: str, name: str, place: Place, stack: tuple[str, ...], run: _Run, after: int
) -> tuple[list[_Line], int] | None:
    """A note of Obsidian that shows another one, or a part of it."""
    found = EMBEDDED.fullmatch(line)
    if not found or len(stack) > MAX_DEPTH:
        return None
    for way in run.named(found["note"].strip(), name):
        if way in stack or (text := run.read(way)) is None:
            continue
        lines = part_of_note(text, found["part"] or "")
        run.left -= sum(len(one) + 1 for _, one in lines)
        if not lines or run.left < 0:
            return None
        path = posixpath.join(run.folder, way)
        inner = list(_lines("\n".join(one for _, one in lines), way, (*stack, way), run))
        first = lines[0][0] - 1
        brought = [(one, Place(at.path, (at.line or 0) + first) if at.path == path else at) for one, at in inner]
        return [("", place), *brought, ("", place)], after
    return None


def _directive(
    found: re.Match[str], lines: Sequence[str], index: int, name: str, place: Place, stack: tuple[str, ...], run: _Run
) -> tuple[list[_Line], int] | None:
    end, options = index + 1, {}
    while end < len(lines) and not lines[end].strip().startswith(found["fence"]):
        if said := option(lines[end]):
            options[said[0]] = said[1]
        end += 1
    brought = _file(found["what"], sliced_by_options(options), name, place, stack, run, plain="literal" in found["how"])
    if brought is None:
        return None
    if "literal" in found["how"]:
        language = options.get("language") or _language(found["what"])
        brought = _fenced(brought, language, place)
    return [(found["indent"] + line if line else line, where) for line, where in brought], end + 1


def _inline(line: str, name: str, place: Place, stack: tuple[str, ...], run: _Run, *, quiet: bool) -> Iterator[_Line]:
    """A line in which mdBook's includes are replaced; what they bring may be many lines."""
    current, where, position = "", place, 0
    for found in _MDBOOK.finditer(line):
        current += line[position : found.start()]
        position = found.end()
        if found["escape"]:
            current += found[0][1:]
            continue
        if found["how"] == "title":
            continue
        code = found["how"] in ("playground", "playpen")
        path, part = sliced_by_path(found["what"].split()[0])
        hidden = quiet or line[: found.start()].count("`") % 2 == 1
        plain = code or not path.lower().endswith((".md", ".markdown"))
        lines = _file(path, part, name, place, stack, run, plain=plain, quiet=hidden)
        if lines is None:
            current += found[0]
            continue
        lines = _fenced(lines, _language(path), place) if code else lines
        for number, (text, there) in enumerate(lines):
            if number:
                yield current, where
                current, where = "", there
            elif not current:
                where = there
            current += text
    yield current + line[position:], where


def _file(
    wanted: str,
    part: Slice,
    name: str,
    place: Place,
    stack: tuple[str, ...],
    run: _Run,
    *,
    plain: bool = False,
    quiet: bool = False,
) -> list[_Line] | None:
    """The lines of a file that a document names, with their places; None, with a notice, if it cannot be taken."""
    homes = run.roots if wanted.startswith("/") else (posixpath.dirname(name), *run.roots)
    homes = [home for home in homes if home != _JEKYLL or ".." not in wanted]
    ways = dict.fromkeys(posixpath.normpath(posixpath.join(home, wanted.lstrip("/"))) for home in homes)
    inside = [way for way in ways if way != ".." and not way.startswith(("../", "/"))]
    reason = "is missing" if inside else "is not in the seed's folder"
    for way in inside:
        if way in stack or len(stack) > MAX_DEPTH:
            reason = "takes itself in" if way in stack else "lies too deep"
            continue
        text = run.read(way)
        if text is None:
            continue
        lines = cut(text, part)
        run.left -= sum(len(line) + 1 for _, line in lines)
        if run.left < 0:
            reason = "makes the text too long"
            break
        path = posixpath.join(run.folder, way)
        if plain:
            return [(line, Place(path, number)) for number, line in lines]
        inner = list(_lines("\n".join(line for _, line in lines), way, (*stack, way), run))
        first = lines[0][0] - 1 if lines else 0
        return [(line, Place(at.path, (at.line or 0) + first) if at.path == path else at) for line, at in inner]
    if not quiet:
        hint = "put the file into the folder, or take the line away"
        text = f"the file {wanted[:80]}, which should be taken in here, {reason}"
        run.notices.append(Notice(Code.text_left_out, text, place, hint))
    return None


def _fenced(lines: list[_Line], language: str, place: Place) -> list[_Line]:
    longest = max((len(run) for line, _ in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [(fence + language, place), *lines, (fence, place)]


def _language(path: str) -> str:
    known = {"rs": "rust", "py": "python", "js": "javascript", "ts": "typescript", "sh": "bash", "yml": "yaml"}
    ending = posixpath.splitext(path)[1].lstrip(".").lower()
    return known.get(ending, ending)
