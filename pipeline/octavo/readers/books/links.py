"""Links between the chapters of a book, in every form that people and their tools write. Pure."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from octavo.model import Node, Notice, Place
from octavo.notices import Code
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, walk, words_to_inlines

_FOREIGN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_INDEX = re.compile(r"(?:.*/)?(?:_?index|readme)", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:x?html?|md|markdown|mdx|qmd|rmd|ipynb)\Z")
_UNDERLINED = re.compile(r"(?<![^/])_(?=[^/]+/)")
_NUMBERED = re.compile(r"(?P<name>.*?)[-_](?P<number>\d{1,4})")


@dataclass
class Target:
    """One chapter as links see it.

    ``name`` is its file, relative to the book's folder; ``head`` the identifier of its first heading; ``renamed``
    the identifiers it came with and what they are called in the book; ``blocks`` its own blocks.
    """

    name: str
    path: str
    head: str
    renamed: Mapping[str, str]
    blocks: Sequence[Node]
    lines: Sequence[int] = ()
    slugs: dict[str, str] = field(default_factory=dict)
    letters: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what other tools would call each heading."""
        counts: dict[tuple[int, str], int] = {}
        for node in walk(list(self.blocks)):
            if tree.kind(node) != "Header":
                continue
            words, identifier = plain(node, notes=False), tree.identifier(node)
            for number, rule in enumerate(_RULES):
                slug = rule(words)
                count = counts[number, slug] = counts.get((number, slug), -1) + 1
                for name in (f"{slug}-{count}", f"{slug}_{count}") if count else (slug,):
                    self.slugs.setdefault(name, identifier)
            for name in dict.fromkeys((letters(words), letters(_old_name(self.renamed, identifier)))):
                self.letters.setdefault(name, []).append(identifier)

    def find(self, fragment: str) -> str:
        """The identifier of the place that a fragment means, or an empty string."""
        bare = fragment.removeprefix("user-content-")
        for name in dict.fromkeys((bare, unquote(bare), _as_label(bare))):
            found = self.renamed.get(name) or self.slugs.get(name) or self.slugs.get(name.casefold())
            if found:
                return found
            numbered = _NUMBERED.fullmatch(name)
            same = self.letters.get(letters(name))
            if same:
                return same[0]
            again = self.letters.get(letters(numbered["name"]), []) if numbered else []
            if numbered and int(numbered["number"]) < len(again):
                return again[int(numbered["number"])]
        return ""

    def words(self, identifier: str) -> str:
        """The words of the heading with this identifier, else those of the first one."""
        headings = [node for node in walk(list(self.blocks)) if tree.kind(node) == "Header"]
        named = [node for node in headings if tree.identifier(node) == identifier]
        return " ".join(plain((named or headings)[0], notes=False).split()) if headings else self.name


def _old_name(renamed: Mapping[str, str], identifier: str) -> str:
    return next((old for old, new in renamed.items() if new == identifier), identifier)


def letters(name: str) -> str:
    """What all rules leave of a heading: its letters and digits, in small letters."""
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum())


def _github(words: str) -> str:
    """GitHub, mdBook, Docusaurus: signs go, each space is a hyphen."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"\s", " ", words.strip().lower()))
    return kept.replace(" ", "-")


def _python_markdown(words: str) -> str:
    """MkDocs: letters with marks lose them, rows of spaces and hyphens are one hyphen."""
    plain_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain_words).strip().lower())


def _spaced(words: str) -> str:
    """GitBook and others: every row of signs is one hyphen."""
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-")


_RULES: tuple[Callable[[str], str], ...] = (_github, _python_markdown, _spaced)


class Links:
    """All chapters of a book, and where an address in one of them leads."""

    def __init__(self, targets: Sequence[Target], roots: Sequence[str] = ("",), folder: str = "") -> None:
        self._targets = list(targets)
        self._folder = folder
        self._roots = tuple(dict.fromkeys(roots)) or ("",)
        self.referring: set[str] = set()
        """The paths of chapters in which a reference was replaced by words."""
        self._by_name: dict[str, Target] = {}
        self._by_base: dict[str, list[Target]] = {}
        for target in self._targets:
            self._by_base.setdefault(posixpath.basename(_stem(target.name)).casefold(), []).append(target)
            self._by_name.setdefault(target.name.casefold(), target)
        for target in self._targets:
            self._by_name.setdefault(_stem(target.name).casefold(), target)
        for target in self._targets:  # Jekyll's folder ``_tools`` is ``/tools/`` on the finished site
            self._by_name.setdefault(_UNDERLINED.sub("", _stem(target.name)).casefold(), target)
        for target in self._targets:  # a folder is its index, or else the first of its chapters
            if _INDEX.fullmatch(_stem(target.name)):
                self._by_name.setdefault(posixpath.dirname(target.name).casefold() or ".", target)
        for target in self._targets:
            if folder := posixpath.dirname(target.name):
                self._by_name.setdefault(folder.casefold(), target)

    def rewrite(self) -> list[Notice]:
        """Turn every link to a chapter into one to its heading, in place; notices for places that do not exist."""
        notices: list[Notice] = []
        for target in self._targets:
            for number, block in enumerate(target.blocks):
                line = target.lines[number] if number < len(target.lines) else 0
                for node in walk(block):
                    if tree.kind(node) == "Link":
                        self._link(node, target, Place(target.path, line or None), notices)
                    elif tree.kind(node) == "Cite":
                        self._reference(node, target)
        return notices

    def _link(self, node: Node, own: Target, place: Place, notices: list[Notice]) -> None:
        address = tree.target(node)[0].strip().removeprefix("project:")  # what MyST calls an address within the book
        path, _, fragment = address.partition("#")
        if not path:
            found = own.find(fragment) if fragment else own.head
            holder, found = (own, found) if found else self._elsewhere(fragment, own)
            if found:
                _lead(node, holder, found)
            return
        if _FOREIGN.match(address):
            return
        path = unquote(path.partition("?")[0])
        there = self.chapter(path, own.name) or (self._by_wiki(path) if tree.target(node)[1] == "wikilink" else None)
        if there is None:
            holder, found = self._labelled(path, own) if not fragment else (own, "")
            if found:
                _lead(node, holder, found)
            return
        found = there.find(fragment) if fragment else there.head
        if not found:
            text = f"{there.name} has no place called “{fragment[:60]}”; the link leads to its beginning"
            notices.append(Notice(Code.broken_link, text, place, "check the heading's identifier"))
        _lead(node, there, found or there.head)

    def chapter(self, path: str, own: str) -> Target | None:
        """The chapter that a path in the file ``own`` means: as a file, or as an address of the finished site."""
        ways = []
        if path.startswith("/"):
            ways = [posixpath.join(root, path.strip("/") or ".") for root in self._roots]
        else:
            ways = [posixpath.join(posixpath.dirname(own), path)]
            ways += [posixpath.join(_stem(own), path), *(posixpath.join(root, path) for root in self._roots)]
        if self._folder:  # a link from the top of what was given as one of its folders
            ways += [way.split(f"{self._folder}/", 1)[1] for way in ways if f"/{way}".find(f"/{self._folder}/") == 0]
        for way in dict.fromkeys(ways):
            name = posixpath.normpath(way).casefold()
            stem = _stem(name) if _PAGE.search(name) else name
            home = posixpath.dirname(stem) if _INDEX.fullmatch(stem) else ""
            for candidate in (name, stem, home):
                if candidate and candidate in self._by_name:
                    return self._by_name[candidate]
        return None

    def _by_wiki(self, path: str) -> Target | None:
        same = self._by_base.get(posixpath.basename(_stem(path) if path.endswith(".md") else path).casefold(), [])
        return same[0] if same else None

    def _elsewhere(self, fragment: str, own: Target) -> tuple[Target, str]:
        """A place of another chapter that has this very identifier, and the chapter; only where there is one."""
        names = dict.fromkeys((fragment, _as_label(fragment)))
        found = [
            (target, target.renamed[name])
            for target in self._targets
            if target is not own
            for name in names
            if name in target.renamed
        ]
        return found[0] if len(found) == 1 else (own, "")

    def _labelled(self, path: str, own: Target) -> tuple[Target, str]:
        """The place that an author gave this label to (MyST: ``[words](label)``); no name made of a heading's words."""
        label = _as_label(path)
        if label in own.renamed and label not in own.slugs:
            return own, own.renamed[label]
        there, found = self._elsewhere(path, own)
        return (there, found) if label not in there.slugs else (own, "")

    def _reference(self, node: Node, own: Target) -> None:
        """A reference of Quarto's kind to a section of any chapter becomes a link with the heading's words."""
        citations = tree.citations(node)
        name = str(citations[0]["citationId"]) if len(citations) == 1 else ""
        if not name.startswith("sec-") and (not name or tree.kind(citations[0]["citationMode"]) != "AuthorInText"):
            return
        holder = own if name in own.renamed else next((t for t in self._targets if name in t.renamed), None)
        if holder is None:
            return
        identifier = holder.renamed[name]
        for heading in walk(list(holder.blocks)):
            if tree.kind(heading) == "Header" and tree.identifier(heading) == identifier:
                words = " ".join(plain(heading, notes=False).split())
                self.referring.add(own.path)
                tree.become(node, make.link(make.no_attributes(), words_to_inlines(words), [f"#{identifier}", ""]))
                return


def _as_label(name: str) -> str:
    """What an identifier is called in Pandoc's Markdown, which knows fewer signs."""
    return re.sub(r"[^\w:.-]+", "-", name)


def _lead(node: Node, there: Target, identifier: str) -> None:
    """Make a link lead to a place; one without words shows those of the heading there."""
    tree.target(node)[0] = f"#{identifier}"
    if not tree.inlines(node):
        tree.inlines(node).extend(words_to_inlines(there.words(identifier)))


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]
