"""The markup of book transcribers: ``_italics_``, ``[1]`` with its note, ``[Illustration: ...]``.

In: pandoc blocks with the line each begins at. Out: the same with emphasis, linked notes and captions. Used only for
texts of a library with these rules; in other texts an underscore may be just an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite

Placed = list[tuple[Node, int]]
_NOTE = re.compile(
    r"(?:\[(\d{1,3}|[A-Z]|\*{1,3})\]|\[(?:Footnote|Note|Fußnote|Note de bas de page) (\d{1,3}|[A-Z]):)\s*(?=\S)"
)
_CALL = re.compile(r"\[(\d{1,3}|[A-Z]|\*{1,3})\]")
_PICTURE = re.compile(r"\[(?:Illustration|Frontispiece|Abbildung|Illustrazione|Kuvitus|Ilustración)\b", re.IGNORECASE)
_STYLES = {"_": "Emph", "=": "Strong"}
LONGEST = 120  # words between two marks of emphasis


def marked(blocks: Placed) -> tuple[Placed, tuple[int, ...]]:
    """The blocks with the transcribers' marks understood, and how many emphases, notes and captions there are."""
    noted, notes = _with_notes(blocks)
    counts = [0]

    def change(nodes: list[Node]) -> list[Node]:
        made, count = _spans(nodes)
        counts[0] += count
        return made

    pictures = 0
    done: Placed = []
    for block, line in noted:
        made = rewrite([block], inlines=change)[0]
        if tree.kind(made) == "Para" and _PICTURE.match(_words(made)):
            pictures += 1
            made = make.div(["", ["center"], []], [made])
        done.append((made, line))
    return done, (counts[0], notes, pictures)


def _words(block: Node) -> str:
    return plain(block).strip()


def _spans(nodes: list[Node]) -> tuple[list[Node], int]:
    """Inlines with what is between two underscores (or equals signs) emphasised."""
    pieces = list(_cut(nodes))
    made: list[Node] = []
    at = count = 0
    while at < len(pieces):
        piece = pieces[at]
        sign = piece if isinstance(piece, str) else ""
        end = _closing(pieces, at) if sign.startswith("open") else None
        if end is None:
            made.append(make.string(sign[-1]) if isinstance(piece, str) else piece)
            at += 1
            continue
        inner = [one if isinstance(one, dict) else make.string(one[-1]) for one in pieces[at + 1 : end]]
        made.append(make.of_kind(_STYLES[sign[-1]], inner))
        count += 1
        at = end + 1
    return (_joined(made), count) if count else (nodes, 0)


def _cut(nodes: Sequence[Node]) -> Iterator[Node | str]:
    """The inlines with marks of emphasis apart: ``open _`` before a word, ``close _`` behind one."""
    for node in nodes:
        text = tree.text(node) if tree.kind(node) == "Str" else ""
        if not any(sign in text for sign in _STYLES):
            yield node
            continue
        start = 0
        for found in re.finditer(r"[_=]", text):
            before, after = text[: found.start()][-1:], text[found.end() :][:1]
            doubled = before in _STYLES or after in _STYLES
            opens = bool(after) and not before.isalnum() and not doubled
            closes = bool(before) and not after.isalnum() and not doubled
            if not opens and not closes:
                continue
            if found.start() > start:
                yield make.string(text[start : found.start()])
            yield ("both " if opens and closes else "open " if opens else "close ") + found[0]
            start = found.end()
        if start < len(text):
            yield make.string(text[start:])


def _closing(pieces: Sequence[Node | str], at: int) -> int | None:
    sign = str(pieces[at])[-1]
    for place in range(at + 1, min(len(pieces), at + 2 * LONGEST)):
        piece = pieces[place]
        if isinstance(piece, str) and piece[-1] == sign:
            return place if not piece.startswith("open") and place > at + 1 else None
        if isinstance(piece, dict) and tree.kind(piece) == "LineBreak":
            return None
    return None


def _joined(nodes: Sequence[Node]) -> list[Node]:
    made: list[Node] = []
    for node in nodes:
        if made and tree.kind(node) == "Str" == tree.kind(made[-1]):
            made[-1] = make.string(tree.text(made[-1]) + tree.text(node))
        else:
            made.append(node)
    return made


def _with_notes(blocks: Placed) -> tuple[Placed, int]:
    """Each paragraph that begins with the mark of a note goes to the last call of that mark before it."""
    open_calls: dict[str, list[int]] = {}
    owners: dict[int, tuple[str, Node]] = {}  # number of a call: its mark and its note
    taken: set[int] = set()
    calls = 0
    for place, (block, _) in enumerate(blocks):
        found = _NOTE.match(_words(block)) if tree.kind(block) == "Para" else None
        label = (found[1] or found[2]) if found else ""
        if found and open_calls.get(label):
            owners[open_calls[label].pop(0)] = (label, _body_of(block, found))
            taken.add(place)
        elif tree.kind(block) not in ("Header", "CodeBlock"):
            for label in _labels(block):
                open_calls.setdefault(label, []).append(calls)
                calls += 1
    if not owners:
        return blocks, 0
    numbered = iter(range(calls))

    def change(nodes: list[Node]) -> list[Node]:
        made: list[Node] = []
        for node in nodes:
            found = _CALL.search(tree.text(node)) if tree.kind(node) == "Str" else None
            owned = owners.get(next(numbered)) if found and found.start() > 0 else None
            if not owned or not found:
                made.append(node)
                continue
            text = tree.text(node)
            made += [make.string(text[: found.start()]), make.note([owned[1]])]
            made += [make.string(text[found.end() :])] if text[found.end() :] else []
        return made

    kept: Placed = []
    for place, (block, line) in enumerate(blocks):
        if place in taken:
            continue
        skip = tree.kind(block) in ("Header", "CodeBlock")
        kept.append((block if skip else rewrite([block], inlines=change)[0], line))
    return kept, len(owners)


def _labels(block: Node) -> Iterator[str]:
    """The marks of the calls of notes in a block, in order."""
    found: list[str] = []

    def look(nodes: list[Node]) -> list[Node]:
        for node in nodes:
            call = _CALL.search(tree.text(node)) if tree.kind(node) == "Str" else None
            if call and call.start() > 0:
                found.append(call[1])
        return nodes

    rewrite([block], inlines=look)
    yield from found


def _body_of(block: Node, found: re.Match[str]) -> Node:
    """A note's paragraph without its mark, and without the bracket that closes it."""
    words = _words(block)[found.end() :].strip()
    if found[2]:
        words = words.removesuffix("]")
    inlines: list[Node] = []
    for word in words.split():
        inlines += [make.space(), make.string(word)] if inlines else [make.string(word)]
    return make.para(inlines)
