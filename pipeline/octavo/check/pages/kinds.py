"""Compare the place of text in a PDF's structure, and its look, with the body. Pure.

Kinds are those of the structure: list item, heading of level 2 ... No particular look is expected, since a theme may
style emphasis as it likes. But text of one kind must look alike: so the looks of all text of one kind are compared with
one another, and emphasis must look different from the text around it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from octavo.check.inventories.judge import Findings
from octavo.check.inventories.trail import Look, Stretch, Trail
from octavo.check.pages.align import pairs

_MOST = 20  # faults of one kind
_DEEPEST = 20  # kinds within one another; deeper ones may be flattened for paper
_SAID = 60  # characters
_HIGHEST = "heading 1"
_LEVEL = re.compile(r"heading ([2-6])\Z")
_EMPHASIS = frozenset(("em", "strong"))
_UNLIKE_TEXT = ("heading", "head cell", "caption", "head of table")  # emphasis may look like these themselves


@dataclass
class _Alike:
    """Text that a theme sets alike: how many letters have which look, and the stretches with each."""

    letters: Counter[Look] = field(default_factory=Counter)
    pieces: defaultdict[Look, list[str]] = field(default_factory=lambda: defaultdict(list))


def compare_places(found: Findings, ours: Trail, theirs: Trail) -> None:
    """Every stretch of text is among the same kinds, and looks as what is of its kind."""
    together: dict[tuple[tuple[str, ...], frozenset[str]], _Alike] = {}
    if not found.text.body.titled and _HIGHEST in _kinds(theirs) and _HIGHEST not in _kinds(ours):
        ours = _raised(ours)  # no title is above the text
    wrong = list(_gather(ours, theirs, together))
    for expected, got in wrong[:_MOST]:
        said = f"“{got.letters[:_SAID]}” is {_kind(got)} instead of {_kind(expected)}"
        found.fault("structure", "wrong", said, None)
    for said in [*_exceptions(together), *_plain_emphasis(together)][:_MOST]:
        found.fault("looks", "wrong", said, None)


def _gather(
    ours: Trail, theirs: Trail, together: dict[tuple[tuple[str, ...], frozenset[str]], _Alike]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Collect the looks of each kind; gives the stretches that are among other kinds, each once."""
    last: tuple[Stretch, Stretch] | None = None
    for region, blocks in ours.blocks.items():
        for a, b, size in pairs(blocks, theirs.blocks.get(region, ())):
            if a.kinds != b.kinds and len(a.kinds) < _DEEPEST and (a, b) != last:
                last = (a, b)
                yield a, b
            if b.look is not None and "pre" not in a.set_off and not (a.rare or b.rare):
                alike = together.setdefault((a.kinds, a.set_off), _Alike())
                alike.letters[b.look] += size
                alike.pieces[b.look].append(b.letters)


def _kinds(trail: Trail) -> set[str]:
    """All kinds in a trail, without those of the front matter, where a title page has the title."""
    inner = (blocks for region, blocks in trail.blocks.items() if region != "front")
    return {kind for blocks in inner for block in blocks for one in block for kind in one.kinds}


def _raised(trail: Trail) -> Trail:
    """The trail with every heading one level higher."""
    return replace(
        trail,
        blocks={
            region: [[replace(one, kinds=tuple(map(_higher, one.kinds))) for one in block] for block in blocks]
            for region, blocks in trail.blocks.items()
        },
    )


def _higher(kind: str) -> str:
    return _LEVEL.sub(lambda found: f"heading {int(found[1]) - 1}", kind)


def _kind(stretch: Stretch) -> str:
    return " in ".join(reversed(stretch.kinds)) or "text"


def _exceptions(together: dict[tuple[tuple[str, ...], frozenset[str]], _Alike]) -> Iterator[str]:
    """What looks otherwise than the rest of its kind."""
    for alike in together.values():
        usual = alike.letters.most_common(1)[0][0]
        for look in alike.letters:
            if look != usual:
                for letters_ in alike.pieces[look][:_MOST]:
                    yield f"“{letters_[:_SAID]}” is set in {_said(look)} instead of {_said(usual)}"


def _plain_emphasis(together: dict[tuple[tuple[str, ...], frozenset[str]], _Alike]) -> Iterator[str]:
    """Emphasis that looks as the text around it."""
    for (kinds, set_off), alike in together.items():
        plain = set_off - _EMPHASIS
        # Within a box or a term, what is around may be as heavy or slanted as emphasis itself.
        if plain == set_off or plain - {"a"} or any(kind.startswith(_UNLIKE_TEXT) for kind in kinds):
            continue
        around = together.get((kinds, plain))
        if around is None:
            continue
        usual = around.letters.most_common(1)[0][0]
        for letters in alike.pieces.get(usual, ())[:_MOST]:
            yield f"“{letters[:_SAID]}” is not set off from the text around it"


def _said(look: Look) -> str:
    red, green, blue = look.ink
    return f"{look.face} #{red:02x}{green:02x}{blue:02x}"
