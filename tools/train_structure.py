"""Train the forests of the plain-text recogniser from documents whose structure is known.

    python -m venv .venv-train && .venv-train/bin/pip install numpy lightgbm
    .venv-train/bin/python tools/train_structure.py --gold DIR [--gold DIR] --out pipeline/readers/plain_text/model.json
    .venv-train/bin/python tools/train_structure.py --gold DIR --test DIR

The last form fits on one folder, reports on the other and writes nothing.

A gold folder is described in docs/structure.md. Everything is seeded and runs on one core, so the same folders give
the same file. The file holds cuts on counted features and leaf values; no word of any document goes into it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import lightgbm  # noqa: E402 (after the path is set)
import numpy as np  # noqa: E402
from pipeline.readers.plain_text.survey import Survey  # noqa: E402
from structure_gold import Document, owners, read_documents, tokens  # noqa: E402

from pipeline.readers.plain_text import agreement, features, relations  # noqa: E402
from pipeline.readers.plain_text.furniture import find_furniture  # noqa: E402
from pipeline.readers.plain_text.habits import find_habits  # noqa: E402
from pipeline.readers.plain_text.headings import best_cut  # noqa: E402
from pipeline.readers.plain_text.lines import runs_of, split_lines  # noqa: E402
from pipeline.readers.plain_text.looks import look_at  # noqa: E402
from pipeline.readers.plain_text.stack import furnished  # noqa: E402
from pipeline.readers.plain_text.wrap import Vocabulary  # noqa: E402

SEED = 7
COMMON = {
    "objective": "binary",
    "num_threads": 1,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
    "max_bin": 63,
    "bagging_freq": 1,
    "bagging_fraction": 0.8,
    "feature_fraction": 0.5,
    "lambda_l2": 5.0,
    "min_data_in_leaf": 30,
}
PLANS: dict[str, tuple[int, dict[str, Any]]] = {
    "heading": (200, {"learning_rate": 0.07, "num_leaves": 31}),
    "agreement": (200, {"learning_rate": 0.04, "num_leaves": 15, "feature_fraction": 0.6, "min_data_in_leaf": 50}),
    "deeper": (120, {"learning_rate": 0.05, "num_leaves": 15}),
    "shallower": (120, {"learning_rate": 0.05, "num_leaves": 15}),
}
SCALE = 10000


@dataclass(slots=True)
class Example:
    """A document ready for training: its survey, candidate rows, which are headings, which do not count."""

    document: Document
    survey: Survey
    places: list[int]
    rows: np.ndarray
    truth: np.ndarray
    counts: np.ndarray
    levels: dict[int, int]
    chances: np.ndarray = field(default_factory=lambda: np.zeros(0))
    second: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def known(self) -> int:
        """Number of headings in the gold."""
        return sum(block["type"] == "heading" and not block.get("ambig") for block in self.document.blocks)


def example(document: Document) -> Example:
    """Look at a document as the recogniser does, and label its candidates by the gold."""
    lines = split_lines(document.text)
    runs = runs_of(lines)
    habits = find_habits(lines, runs)
    units = furnished(runs, find_furniture(lines), habits, Vocabulary(lines))
    survey = Survey(units, [look_at(unit, habits) for unit in units], habits)
    places, rows = features.candidate_rows(survey)
    owner, sizes = owners(document)
    spans: list[list[int]] = []
    position = 0
    for unit in units:
        count = sum(len(tokens(line.text)) for line in unit.lines)
        spans.append(owner[position : position + count])
        position += count
    truth, counts, levels = [], [], {}
    for place in places:
        span = spans[place]
        held = set(span)
        heads = [one for one in held if document.blocks[one]["type"] == "heading"]
        inside = sum(one == heads[0] for one in span) if heads else 0
        is_heading = len(heads) == 1 and inside >= 0.8 * sizes[heads[0]] and inside >= 0.8 * len(span)
        truth.append(is_heading)
        counts.append(bool(span) and not all(document.blocks[one].get("ambig") for one in held))
        if is_heading:
            levels[place] = document.blocks[heads[0]]["level"]
    shape = (len(places), len(features.NAMES))
    return Example(
        document,
        survey,
        places,
        np.array(rows, float).reshape(shape),
        np.array(truth, bool),
        np.array(counts, bool),
        levels,
    )


def second_rows(one: Example, chances: np.ndarray) -> np.ndarray:
    """What the second forest is told of a document's candidates."""
    more = agreement.second_rows(one.survey, one.places, [float(chance) for chance in chances])
    return np.array(more, float).reshape(len(one.places), len(agreement.NAMES))


def fit(name: str, blocks: Sequence[tuple[np.ndarray, np.ndarray, float]]) -> lightgbm.Booster:
    """Fit one forest on (rows, labels, weight) of each document."""
    rounds, plan = PLANS[name]
    rows = np.concatenate([block[0] for block in blocks])
    labels = np.concatenate([block[1] for block in blocks])
    weights = np.concatenate([np.full(len(block[1]), block[2]) for block in blocks])
    return lightgbm.train({**COMMON, **plan}, lightgbm.Dataset(rows, labels, weight=weights), rounds)


def weight(one: Example) -> float:
    """Long documents count for less a line: every document is read by somebody."""
    return float(1.0 / np.sqrt(5 + one.known))


def fit_headings(name: str, examples: Sequence[Example], rows: Callable[[Example], np.ndarray]) -> lightgbm.Booster:
    """Fit a forest for headings."""
    return fit(name, [(rows(one)[one.counts], one.truth[one.counts], weight(one)) for one in examples])


def folds(examples: Sequence[Example], count: int, by: Callable[[Document], str]) -> list[list[int]]:
    """Indices cut into folds so that no group stands in two, the largest groups first into the smallest fold."""
    members: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(examples):
        members[by(one.document)].append(index)
    groups: list[list[int]] = [[] for _ in range(count)]
    for _, indices in sorted(members.items(), key=lambda item: (-len(item[1]), item[0])):
        min(groups, key=len).extend(indices)
    return groups


def work_of(document: Document) -> str:
    """What a text is a piece of: its styles and the numbered pieces of one book belong together."""
    return re.sub(r"-\d{1,2}$", "", document.stem.rsplit("__", 1)[0])


def source_of(document: Document) -> str:
    """Where a text is from."""
    return document.source


def out_of_fold(
    name: str,
    examples: Sequence[Example],
    rows: Callable[[Example], np.ndarray],
    by: Callable[[Document], str],
    count: int = 5,
) -> list[np.ndarray]:
    """A chance for each candidate from a forest that has not seen its group."""
    chances: list[np.ndarray] = [np.zeros(0)] * len(examples)
    for fold in folds(examples, count, by):
        inside = set(fold)
        model = fit_headings(name, [one for index, one in enumerate(examples) if index not in inside], rows)
        for index in fold:
            chances[index] = predicted(model, rows(examples[index]))
    return chances


def stacked(examples: Sequence[Example], by: Callable[[Document], str]) -> None:
    """Give each example the first forest's chances, out of fold, and the second features that follow from them."""
    for one, chances in zip(examples, out_of_fold("heading", examples, first_rows, by), strict=True):
        one.chances, one.second = chances, second_rows(one, chances)


def first_rows(one: Example) -> np.ndarray:
    """Rows of the first forest."""
    return one.rows


def agreement_rows(one: Example) -> np.ndarray:
    """Rows of the second forest."""
    return one.second


def predicted(model: lightgbm.Booster, rows: np.ndarray) -> np.ndarray:
    """Chances of rows, also of none."""
    return np.asarray(model.predict(rows)) if len(rows) else np.zeros(0)


def heading_f1(one: Example, chances: np.ndarray) -> float | None:
    """F1 of a document's headings after the cut; without any in the gold: nothing, or zero when one was invented."""
    scores, truth = chances[one.counts], one.truth[one.counts]
    taken = best_cut([float(score) for score in scores])
    if not one.known:
        return 0.0 if taken else None
    right = int(truth[np.argsort(-scores, kind="stable")[:taken]].sum())
    return 2.0 * right / (taken + one.known) if right else 0.0


def report(title: str, examples: Sequence[Example], chances: Sequence[np.ndarray], by: str) -> None:
    """Print mean heading F1 by style and by another property."""
    table: dict[tuple[str, str], list[float]] = defaultdict(list)
    false: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one, chance in zip(examples, chances, strict=True):
        value = heading_f1(one, chance)
        style, kind = one.document.style, getattr(one.document, by)
        if one.known:
            table[kind, style].append(value or 0.0)
            table["all", style].append(value or 0.0)
        else:
            false[style][0] += value is not None
            false[style][1] += 1
    print(f"\n{title}: mean heading F1 by {by}")
    styles = sorted({style for _, style in table})
    print(f"{'':24}" + "".join(f"{style:>10}" for style in styles) + f"{'texts':>8}")
    for kind in ["all", *sorted({kind for kind, _ in table} - {"all"})]:
        means = [table[kind, style] for style in styles]
        print(
            f"{kind:24}"
            + "".join(f"{np.mean(m):10.3f}" if m else f"{'-':>10}" for m in means)
            + f"{sum(len(m) for m in means):8}"
        )
    print(
        "texts without headings that were given one: "
        + ", ".join(f"{style} {a}/{b}" for style, (a, b) in sorted(false.items()))
    )


def plain_tree(node: dict[str, Any], into: list[list[float]]) -> None:
    """A tree as a flat list of nodes, depth first."""
    if "leaf_value" in node:
        into.append([round(node["leaf_value"] * SCALE)])
        return
    into.append([round(node["internal_value"] * SCALE), node["split_feature"], float(f"{node['threshold']:.6g}")])
    plain_tree(node["left_child"], into)
    plain_tree(node["right_child"], into)


def plain(model: lightgbm.Booster, names: Sequence[str]) -> dict[str, Any]:
    """A forest as plain data."""
    trees: list[list[list[float]]] = []
    for tree in model.dump_model()["tree_info"]:
        flat: list[list[float]] = []
        plain_tree(tree["tree_structure"], flat)
        trees.append(flat)
    return {"scale": SCALE, "features": list(names), "trees": trees}


def relation_blocks(examples: Sequence[Example], sign: int) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """Rows and labels of neighbouring headings: is the second one deeper (1) or shallower (-1) than the first?"""
    blocks = []
    for one in examples:
        places = sorted(one.levels)
        if len(places) < 2:
            continue
        rows = relations.relation_rows(one.survey, places)
        labels = [sign * (one.levels[b] - one.levels[a]) > 0 for a, b in pairwise(places)]
        blocks.append((np.array(rows, float), np.array(labels, bool), weight(one)))
    return blocks


def train(examples: Sequence[Example]) -> dict[str, lightgbm.Booster]:
    """All forests; the second one learns from chances of forests that had not seen the text."""
    stacked(examples, work_of)
    return {
        "heading": fit_headings("heading", examples, first_rows),
        "agreement": fit_headings("agreement", examples, agreement_rows),
        "deeper": fit("deeper", relation_blocks(examples, 1)),
        "shallower": fit("shallower", relation_blocks(examples, -1)),
    }


def applied(models: dict[str, lightgbm.Booster], examples: Sequence[Example]) -> list[np.ndarray]:
    """The final chances of documents that were not trained on."""
    return [
        predicted(models["agreement"], second_rows(one, predicted(models["heading"], one.rows))) for one in examples
    ]


def main() -> None:
    """Read the arguments, train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--gold", action="append", type=Path, required=True, help="folder with inputs/ and gold/, may be repeated"
    )
    parser.add_argument("--test", action="append", type=Path, default=[], help="folder to report on, not trained on")
    parser.add_argument("--out", type=Path, help="the model file to write")
    parser.add_argument("--cross", action="store_true", help="report cross-validation by text and by source")
    args = parser.parse_args()
    examples = [example(document) for folder in args.gold for document in read_documents(folder)]
    candidates, headings = sum(len(one.places) for one in examples), sum(one.known for one in examples)
    print(f"{len(examples)} texts, {candidates} candidates, {headings} headings")
    models = train(examples)
    if args.cross:
        for title, by in (("text", work_of), ("source", source_of)):
            stacked(examples, by)
            report(
                f"no {title} in two folds", examples, out_of_fold("agreement", examples, agreement_rows, by), "source"
            )
    if args.test:
        unseen = [example(document) for folder in args.test for document in read_documents(folder)]
        report("test", unseen, applied(models, unseen), "source")
    if args.out:
        names = {
            "heading": features.NAMES,
            "agreement": agreement.NAMES,
            "deeper": relations.NAMES,
            "shallower": relations.NAMES,
        }
        data = {
            "about": "See tools/train_structure.py",
            "forests": {name: plain(model, names[name]) for name, model in models.items()},
        }
        args.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
