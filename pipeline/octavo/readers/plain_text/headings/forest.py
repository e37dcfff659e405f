"""A small ensemble of decision trees: rows of numbers in, a probability out, and the influence of each feature.

In: the packaged `model.json` and rows of numbers. Out: probabilities and path contributions (how far each test on
the way to a leaf changed the score). Standard library only; the trainer writes the file, `tools/train_structure.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

HOPELESS = -5.0  # log-odds below which the remaining trees cannot make a heading of a line
EARLY = frozenset((50, 90, 130, 180))  # trees after which that is asked


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose leaves add up to log-odds.

    All nodes lie in flat lists, since a walk through them is most of the recogniser's work. `left` and `right`
    hold the index of the next node; a leaf is a node whose feature is -1. Go left when the feature is at most the
    threshold.
    """

    names: tuple[str, ...]
    roots: tuple[int, ...]
    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]

    def score(self, row: Sequence[float], early: bool = False) -> float:
        """The log-odds of a row; `early` stops where the first trees leave no hope."""
        feature, threshold, left, right, value = self.feature, self.threshold, self.left, self.right, self.value
        total = 0.0
        for count, root in enumerate(self.roots):
            node = root
            at = feature[node]
            while at >= 0:
                node = left[node] if row[at] <= threshold[node] else right[node]
                at = feature[node]
            total += value[node]
            if early and total < HOPELESS and count in EARLY:
                return total
        return total

    def chance(self, row: Sequence[float], early: bool = False) -> float:
        """The probability of a row."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(row, early)))))

    def contributions(self, row: Sequence[float]) -> dict[str, float]:
        """How far each feature moved the log-odds of a row, summed over all trees and tests."""
        feature, threshold, left, right, value = self.feature, self.threshold, self.left, self.right, self.value
        moved = [0.0] * len(self.names)
        for root in self.roots:
            node, at, before = root, feature[root], value[root]
            while at >= 0:
                node = left[node] if row[at] <= threshold[node] else right[node]
                after = value[node]
                moved[at] += after - before
                at, before = feature[node], after
        return {name: value for name, value in zip(self.names, moved, strict=True) if value}


def forest_from(data: Mapping[str, Any]) -> Forest:
    """A forest from its plain data.

    Each tree is a list of nodes, depth first: `[value]` is a leaf, `[value, feature, threshold]` a test.
    """
    scale = float(data["scale"])
    forest = Forest(tuple(data["features"]), (), [], [], [], [], [])
    roots: list[int] = []
    for tree in data["trees"]:
        start = len(forest.value)
        roots.append(start)
        waiting: list[int] = []  # tests whose right branch has not begun
        for offset, entry in enumerate(tree):
            node = start + offset
            forest.value.append(entry[0] / scale)
            forest.feature.append(int(entry[1]) if len(entry) > 1 else -1)
            forest.threshold.append(float(entry[2]) if len(entry) > 1 else 0.0)
            forest.left.append(node + 1)
            forest.right.append(0)
            if len(entry) > 1:
                waiting.append(node)
            elif waiting and offset + 1 < len(tree):
                forest.right[waiting.pop()] = node + 1
    return replace(forest, roots=tuple(roots))


@cache
def load_forests() -> Mapping[str, Forest]:
    """The packaged forests by name, read once."""
    text = resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8")
    return {name: forest_from(data) for name, data in json.loads(text)["forests"].items()}
