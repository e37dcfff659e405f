"""A small ensemble of decision trees: plain data in, a chance out, and for each decision the features that made it.

In: the packaged `model.json` and rows of numbers. Out: probabilities and true path contributions (how far each test on the way to a leaf
moved the score). Standard library only; the trainer writes the file, `tools/train_structure.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

# A leaf is a number; an inner node is (feature, threshold, left, right, value): go left when the feature is at most the threshold.
Node = float | tuple[int, float, Any, Any, float]
ENOUGH, HOPELESS = 60, -6.0


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose leaves add up to log-odds."""

    names: tuple[str, ...]
    trees: tuple[Node, ...]

    def score(self, row: Sequence[float]) -> float:
        """The log-odds of a row."""
        total = 0.0
        for node in self.trees:
            while isinstance(node, tuple):
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
        return total

    def chance(self, row: Sequence[float]) -> float:
        """The probability of a row."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(row)))))

    def contributions(self, row: Sequence[float]) -> dict[str, float]:
        """How far each feature moved the log-odds of a row, summed over all trees and tests."""
        moved: dict[str, float] = {}
        for tree in self.trees:
            node = tree
            while isinstance(node, tuple):
                following = node[2] if row[node[0]] <= node[1] else node[3]
                value = following[4] if isinstance(following, tuple) else following
                name = self.names[node[0]]
                moved[name] = moved.get(name, 0.0) + value - node[4]
                node = following
        return moved


def grow(flat: Sequence[Sequence[float]], scale: float) -> Node:
    """Build one tree from its list of nodes in depth-first order: `[value]` a leaf, `[value, feature, threshold]` an inner node."""
    place = len(flat)
    stack: list[Node] = []
    # From the back: both children of a node are complete before the node itself is reached.
    while place:
        place -= 1
        entry = flat[place]
        value = entry[0] / scale
        if len(entry) == 1:
            stack.append(value)
        else:
            left, right = stack.pop(), stack.pop()
            stack.append((int(entry[1]), float(entry[2]), left, right, value))
    return stack[0]


def forest_from(data: Mapping[str, Any]) -> Forest:
    """A forest from its plain data."""
    scale = float(data["scale"])
    return Forest(tuple(data["features"]), tuple(grow(tree, scale) for tree in data["trees"]))


@cache
def load_forests() -> Mapping[str, Forest]:
    """The packaged forests by name, read once."""
    text = resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8")
    return {name: forest_from(data) for name, data in json.loads(text)["forests"].items()}
