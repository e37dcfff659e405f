"""Which block of an earlier text is which block of a later one. Pure. Floor 4."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml.etree import _Element

from octavo.body import BLOCK_TAGS, Block, Body, is_note_call, numbered
from octavo.model import Picture
from octavo.publishing.values.record import digest

ALIKE = 0.5
"""Two paragraphs are versions of one another when so much of their words agrees."""
_MOST_PAIRS = 4_000
"""In a gap with more pairs of blocks than this, the first is compared with the first, and so on."""
_LONG = 600  # words of a block that are compared


@dataclass(frozen=True)
class Pair:
    """Two blocks by number, -1 for none; ``same`` when nothing differs, ``moved`` when it is elsewhere."""

    old: int
    new: int
    same: bool = False
    moved: bool = False


def matched(earlier: Body, later: Body, *, pictures: bool) -> list[Pair]:
    """Every block of both texts, in the order of the later one, removed ones where they stood.

    ``pictures`` tells whether the pictures themselves are compared, or their names alone.
    """
    old, new = (_keys(body, pictures) for body in (earlier, later))
    pairs: list[Pair] = []
    for a0, a1, b0, b1, same in _stretches(old, new):
        if same:
            pairs += [Pair(a, b, same=True) for a, b in zip(range(a0, a1), range(b0, b1), strict=True)]
        else:
            pairs += _in_gap(earlier.blocks, later.blocks, (a0, a1, b0, b1))
    return _with_moves(pairs, old, new)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """The two lists cut into stretches that agree and gaps; what agrees at both ends costs nothing."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield 0, head, 0, head, True
    inner = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    for tag, a0, a1, b0, b1 in inner.get_opcodes():
        yield a0 + head, a1 + head, b0 + head, b1 + head, tag == "equal"
    yield len(old) - tail, len(old), len(new) - tail, len(new), True


def _in_gap(old: Sequence[Block], new: Sequence[Block], gap: tuple[int, int, int, int]) -> list[Pair]:
    """The blocks of a gap: versions of one another in their order, the others removed and added."""
    a0, a1, b0, b1 = gap
    found: list[Pair] = []
    b = b0
    closely = (a1 - a0) * (b1 - b0) <= _MOST_PAIRS
    for a in range(a0, a1):
        near = range(b, b1) if closely else range(b, min(b + 1, b1))
        at = next((n for n in near if old[a].kind == new[n].kind and _alike(old[a].text, new[n].text)), None)
        if at is None:
            found.append(Pair(a, -1))
            continue
        found += [Pair(-1, n) for n in range(b, at)]
        found.append(Pair(a, at))
        b = at + 1
    return [*found, *(Pair(-1, n) for n in range(b, b1))]


def _alike(one: str, other: str) -> bool:
    words = one.split()[:_LONG], other.split()[:_LONG]
    if not words[0] and not words[1]:
        return True
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if max(map(len, words)) <= 2:  # of a cell or a short heading its letters tell
        return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _with_moves(pairs: Sequence[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """What was removed in one place and added in another, to the letter, has moved."""
    gone: dict[str, list[int]] = defaultdict(list)
    for pair in reversed(pairs):
        if pair.new < 0 and len(old[pair.old].split()) > 2:
            gone[old[pair.old]].append(pair.old)
    moved: dict[int, int] = {}
    for pair in pairs:
        if pair.old < 0 and gone.get(new[pair.new]):
            moved[pair.new] = gone[new[pair.new]].pop()
    left = set(moved.values())
    return [
        Pair(moved[pair.new], pair.new, moved=True) if pair.old < 0 and pair.new in moved else pair
        for pair in pairs
        if not (pair.new < 0 and pair.old in left)
    ]


def _keys(body: Body, pictures: bool) -> list[str]:
    """For each block its contents: its words, formulas, pictures, links, emphasis."""
    nodes = dict(numbered(body.tree))
    for note in body.notes:
        nodes.update(numbered(note.tree))
    return [
        f"{block.kind} {_key(nodes[block.number], body.pictures if pictures else {})}" if block.number in nodes else ""
        for block in body.blocks
    ]


def _key(block: _Element, pictures: Mapping[str, Picture]) -> str:
    parts: list[str] = [block.text or ""]
    stack: list[tuple[_Element, bool]] = [(child, False) for child in reversed(block)]
    while stack:
        node, tail = stack.pop()
        if tail:
            parts.append(node.tail or "")
            continue
        stack.append((node, True))
        if not isinstance(node.tag, str) or node.tag in BLOCK_TAGS or is_note_call(node):
            continue
        parts.append(f"<{node.tag} {_told(node, pictures)}>")
        if node.tag != "math":
            parts.append(node.text or "")
            stack.extend((child, False) for child in reversed(node))
            parts.append("\x1f")
    return "".join(parts)


def _told(node: _Element, pictures: Mapping[str, Picture]) -> str:
    told = [str(node.get(name) or "") for name in ("alttext", "href", "src", "alt", "class", "lang")]
    picture = pictures.get((node.get("src") or "").removeprefix("images/"))
    return "\x1f".join([*told, digest(picture.data) if picture else ""])
