"""Measure how well structure is recovered.

    python tools/bench_structure.py GOLD [--predictions DIR] [--by style,source,lang]

GOLD is a folder laid out as docs/structure.md describes. Without `--predictions` the project's own recogniser is
measured; with it, any converter that left one pandoc JSON tree per input (`<id>__<style>.json`). The table goes to
standard output.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]

from octavo.readers.plain_text import recognise, to_pandoc  # noqa: E402

from tools.structure_gold import Document, block_tokens, read_documents, tokens  # noqa: E402
from tools.structure_tree import Piece, pieces_of  # noqa: E402

ENOUGH = 0.8  # share of words two blocks must have in common to be the same block
SILENT = ("figure", "rfc-item", "col0", "unlabelled")  # gold blocks whose borders are not known
Score = dict[str, float]


def overlap(one: set[int], two: set[int], extra: int = 0) -> float:
    """Words in common over words in either."""
    every = len(one | two) + extra
    return len(one & two) / every if every else 0.0


def align(gold: Sequence[str], found: Sequence[str]) -> tuple[list[int | None], int, int]:
    """For each found word its place in the gold, and how many words are missing and added."""
    if gold == found:
        return list(range(len(found))), 0, 0
    places: list[int | None] = [None] * len(found)
    matched = 0
    for a, b, size in SequenceMatcher(None, gold, found, autojunk=False).get_matching_blocks():
        matched += size
        for offset in range(size):
            places[b + offset] = a + offset
    return places, len(gold) - matched, len(found) - matched


class Comparison:
    """One document's gold and found blocks over the same words."""

    def __init__(self, document: Document, found: Sequence[Piece]) -> None:
        self.gold: list[dict[str, Any]] = []
        words: list[str] = []
        for block in document.blocks:
            own = block_tokens(block)
            if own:
                self.gold.append({**block, "start": len(words), "words": set(range(len(words), len(words) + len(own)))})
                words += own
        self.owner = [index for index, block in enumerate(self.gold) for _ in block["words"]]
        places, self.missing, self.added = align(words, [word for piece in found for word in piece.words])
        self.found: list[tuple[Piece, set[int], int]] = []
        self.breaks: set[int] = set()
        position = 0
        for piece in found:
            span = places[position : position + len(piece.words)]
            held = {place for place in span if place is not None}
            self.found.append((piece, held, len(span) - len(held)))
            self.breaks.update(
                place for offset in piece.breaks if offset < len(span) and (place := span[offset]) is not None
            )
            position += len(piece.words)

    def owners(self, held: set[int]) -> set[int]:
        """Gold blocks that own these words."""
        return {self.owner[place] for place in held}

    def unclear(self, owners: set[int]) -> bool:
        """Whether the gold does not decide about any of these blocks."""
        return bool(owners) and all(self.gold[index].get("ambig") for index in owners)

    def headings(self) -> Score:
        """Headings found, right, known; and the relations of levels between neighbours."""
        score: Score = defaultdict(float)
        pairs: list[tuple[int, int, int]] = []
        hit: set[int] = set()
        for piece, held, extra in self.found:
            if piece.kind != "heading":
                continue
            owners = self.owners(held)
            meant = sorted(index for index in owners if self.gold[index]["type"] == "heading")
            groups = {self.gold[index].get("group") for index in meant}
            whole = set().union(*(self.gold[index]["words"] for index in meant))
            counted = {
                place
                for place in held
                if self.gold[self.owner[place]]["type"] == "heading" or not self.gold[self.owner[place]].get("ambig")
            }
            one = len(meant) == 1 or (len(meant) > 1 and len(groups) == 1 and None not in groups)
            right = one and overlap(whole, counted, extra) >= ENOUGH
            clear = [index for index in meant if not self.gold[index].get("ambig")]
            if right and clear:
                score["heads right"] += 1
                hit.update(clear)
                pairs.append((clear[0], self.gold[clear[0]]["level"], piece.level))
            if (right and not clear) or (not right and self.unclear(owners)):
                continue
            score["heads found"] += 1
        known = {
            index for index, block in enumerate(self.gold) if block["type"] == "heading" and not block.get("ambig")
        }
        score["heads known"], score["heads hit"] = len(known), len(hit)
        pairs.sort()
        for (_, old, old_found), (_, new, new_found) in pairwise(pairs):
            agrees = (new > old) - (new < old) == (new_found > old_found) - (new_found < old_found)
            score["steps"] += 1
            score["steps right"] += agrees
            score["changes"] += new != old
            score["changes right"] += new != old and agrees
        return score

    def items(self) -> Score:
        """List items."""
        known = {index for index, block in enumerate(self.gold) if block["type"] == "item" and not block.get("ambig")}
        score: Score = defaultdict(float, {"items known": float(len(known))})
        hit: set[int] = set()
        for piece, held, _ in self.found:
            owners = self.owners(held)
            if piece.kind != "item" or self.unclear(owners):
                continue
            score["items found"] += 1
            same = [index for index in owners & known if overlap(self.gold[index]["words"], held) >= ENOUGH]
            score["items right"] += bool(same)
            hit.update(same)
        score["items hit"] = len(hit)
        return score

    def borders(self) -> Score:
        """Where blocks begin, quotations by words, and verse lines kept."""
        frozen: set[int] = {0}
        verse: set[int] = set()
        for index, block in enumerate(self.gold):
            inner = block["words"] - {block["start"]}
            lines, position = (
                block["text"].split("\n"),
                len(tokens(block.get("marker") or "")) if block["type"] == "item" else 0,
            )
            for line in lines[:-1]:
                position += len(tokens(line))
                frozen.add(block["start"] + position)
                if block["type"] == "verse":
                    verse.add(block["start"] + position)
            if block["type"] in ("table", "code", "verse") or (block.get("ambig") and block["type"] != "heading"):
                frozen |= inner
            before = self.gold[index - 1] if index else None
            if before and (
                (block["type"] == before["type"] and block["type"] in ("table", "code"))
                or (block.get("group") and block.get("group") == before.get("group"))
                or block.get("ambig") in SILENT
                or before.get("ambig") in SILENT
            ):
                frozen.add(block["start"])
        starts = {min(held) for _, held, _ in self.found if held}
        known = {block["start"] for block in self.gold} - frozen
        set_aside = [block["words"] for block in self.gold if block.get("ambig") or block["type"] in ("verse", "code")]
        quoted = set().union(
            *(block["words"] for block in self.gold if block["type"] == "quote" and not block.get("ambig"))
        )
        marked = set().union(*(held for piece, held, _ in self.found if piece.kind == "quote")) - set().union(
            *set_aside
        )
        kept = starts | self.breaks | set().union(*(held for piece, held, _ in self.found if piece.kind == "code"))
        return {
            "borders known": len(known),
            "borders found": len(starts - frozen),
            "borders right": len(known & starts),
            "quotes known": len(quoted),
            "quotes found": len(marked),
            "quotes right": len(quoted & marked),
            "verse known": len(verse),
            "verse kept": len(verse & kept),
            "missing": self.missing,
            "added": self.added,
        }


def f1(right: float, found: float, known: float, hit: float | None = None) -> float:
    """Harmonic mean of precision and recall; one when there is nothing to find and nothing was found."""
    hit = right if hit is None else hit
    precision = right / found if found else float(not known)
    recall = hit / known if known else float(not found)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measured(document: Document, found: Sequence[Piece]) -> Score:
    """All counts of one document."""
    one = Comparison(document, found)
    return {**one.headings(), **one.items(), **one.borders()}


def ratio(part: float, whole: float) -> float | None:
    """A share, nothing of nothing."""
    return part / whole if whole else None


def summary(scores: Sequence[Score]) -> list[str]:
    """One row of the table."""

    def total(name: str) -> float:
        return sum(score.get(name, 0.0) for score in scores)

    headed = [score for score in scores if score.get("heads known")]
    bare = [score for score in scores if not score.get("heads known")]
    mean = ratio(
        sum(f1(s.get("heads right", 0), s.get("heads found", 0), s["heads known"], s["heads hit"]) for s in headed),
        len(headed),
    )
    cells: list[float | int | None] = [
        len(scores),
        mean,
        f1(total("heads right"), total("heads found"), total("heads known"), total("heads hit")),
        sum(1 for score in bare if score.get("heads found")),
        ratio(total("steps right"), total("steps")),
        ratio(total("changes right"), total("changes")),
        f1(total("items right"), total("items found"), total("items known"), total("items hit")),
        f1(total("borders right"), total("borders found"), total("borders known")),
        f1(total("quotes right"), total("quotes found"), total("quotes known")),
        ratio(total("verse kept"), total("verse known")),
        int(total("missing")),
        int(total("added")),
    ]
    return ["-" if cell is None else f"{cell:d}" if isinstance(cell, int) else f"{cell:.3f}" for cell in cells]


COLUMNS = (
    "texts",
    "head/text",
    "headings",
    "invented",
    "steps",
    "changes",
    "items",
    "borders",
    "quotes",
    "verse",
    "missing",
    "added",
)


def print_table(rows: Sequence[tuple[str, list[str]]]) -> None:
    """Print rows under their columns."""
    wide = max(len(name) for name, _ in rows) + 2
    print(" " * wide + "".join(f"{name:>10}" for name in COLUMNS))
    for name, cells in rows:
        print(f"{name:{wide}}" + "".join(f"{cell:>10}" for cell in cells))


def own_result(document: Document) -> list[Piece]:
    """What the project's recogniser makes of a document."""
    return pieces_of([block for block, _ in to_pandoc(recognise(document.text).blocks)])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--predictions", type=Path, help="folder with one pandoc JSON tree per input, instead of the own recogniser"
    )
    parser.add_argument("--by", default="style,source,lang")
    args = parser.parse_args()

    def foreign(document: Document) -> list[Piece]:
        path = args.predictions / f"{document.stem}.json"
        tree = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"blocks": []}
        return pieces_of(tree["blocks"])

    result: Callable[[Document], list[Piece]] = foreign if args.predictions else own_result
    scored = [(document, measured(document, result(document))) for document in read_documents(args.gold)]
    if not scored:
        parser.error(f"{args.gold}: no gold/*.json here")
    rows = [("all", summary([score for _, score in scored]))]
    for name in args.by.split(","):
        for value in sorted({str(getattr(document, name)) for document, _ in scored}):
            part = [score for document, score in scored if getattr(document, name) == value]
            rows.append((f"{name} {value}", summary(part)))
    print_table(rows)


if __name__ == "__main__":
    main()
