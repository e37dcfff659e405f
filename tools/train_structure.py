r"""Train the forests of the plain-text recogniser from documents whose structure is known.

    python3 -m venv .venv-train
    .venv-train/bin/pip install --require-hashes -r requirements/runtime.txt -r requirements/train.txt
    .venv-train/bin/python tools/train_structure.py --gold DIR [--trusted DIR] \
        --out pipeline/octavo/readers/plain_text/headings/model.json
    .venv-train/bin/python tools/train_structure.py --gold DIR --test DIR

The last form fits on one folder, reports on the other and writes nothing.

A gold folder is described in docs/structure.md. Everything is seeded and runs on one core, so the same folders give
the same file. The file holds cuts on counted features and leaf values; no word of any document goes into it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]

from octavo.readers.plain_text.headings import features, relations, second_look  # noqa: E402 (after the path is set)

from tools.structure_examples import (  # noqa: E402
    Example,
    both,
    example,
    folds,
    report,
    second_rows,
    source_of,
    work_of,
)
from tools.structure_gold import Document, digest, read_documents  # noqa: E402

# Needed here only, so the project neither installs nor type-checks them.
lightgbm: Any = import_module("lightgbm")
np: Any = import_module("numpy")
Array = Any  # an array of numpy
Model = Any  # a booster of lightgbm

SEED = 7
TRUST = 3.0  # how much more a document counts whose labels are reliable
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
    "heading": (300, {"learning_rate": 0.045, "num_leaves": 31, "feature_fraction": 0.25}),
    "agreement": (200, {"learning_rate": 0.04, "num_leaves": 15, "feature_fraction": 0.6, "min_data_in_leaf": 50}),
    "deeper": (120, {"learning_rate": 0.05, "num_leaves": 15}),
    "shallower": (120, {"learning_rate": 0.05, "num_leaves": 15}),
}
# The likelier a line was and the more it shares with the likely headings, the likelier it is: told outright, since what
# chance says otherwise in these texts is not true of others.
RISING = {
    "agree own",
    "agree shape mean",
    "agree shape sure",
    "agree last",
    "agree case",
    "agree number",
    "agree before",
    "agree stem",
    "agree first",
    "agree below",
    "agree series",
}
PLANS["agreement"][1].update(
    monotone_constraints=[int(name in RISING) for name in second_look.NAMES],
    monotone_constraints_method="intermediate",
)
SCALE = 10000


def fit(name: str, blocks: Sequence[tuple[Array, Array, float]]) -> Model:
    """Fit one forest on (rows, labels, weight) of each document."""
    rounds, plan = PLANS[name]
    rows = np.concatenate([block[0] for block in blocks])
    labels = np.concatenate([block[1] for block in blocks])
    weights = np.concatenate([np.full(len(block[1]), block[2]) for block in blocks])
    return lightgbm.train({**COMMON, **plan}, lightgbm.Dataset(rows, labels, weight=weights), rounds)


def weight(one: Example) -> float:
    """Long documents count for less a line: every document is read by somebody."""
    return float(one.share / np.sqrt(5 + one.known))


def trusted(one: Example) -> Example:
    """An example whose labels are reliable: it and its halves count for more."""
    for part in (one, *one.halves):
        part.share *= TRUST
    return one


def fit_headings(name: str, examples: Sequence[Example], rows: Callable[[Example], Array]) -> Model:
    """Fit a forest for headings."""
    return fit(name, [(rows(one)[one.counts], one.truth[one.counts], weight(one)) for one in examples])


def out_of_fold(
    fitted: Callable[[Sequence[Example]], Model],
    examples: Sequence[Example],
    rows: Callable[[Example], Array],
    by: Callable[[Document], str],
    count: int = 5,
) -> list[Array]:
    """A chance for each candidate from a forest that has not seen its group."""
    chances: list[Array] = [np.zeros(0)] * len(examples)
    for fold in folds(examples, count, by):
        inside = set(fold)
        model = fitted([one for index, one in enumerate(examples) if index not in inside])
        for index in fold:
            chances[index] = predicted(model, rows(examples[index]))
    return chances


def fit_first(examples: Sequence[Example]) -> Model:
    """Fit the first forest on texts and on halves of texts."""
    return fit_headings("heading", [each for one in examples for each in (one, *one.halves)], first_rows)


def fit_second(examples: Sequence[Example]) -> Model:
    """Fit the second forest."""
    return fit_headings("agreement", examples, agreement_rows)


def stacked(examples: Sequence[Example], by: Callable[[Document], str]) -> None:
    """Give each example the first forest's chances, out of fold, and the second features that follow from them."""
    for one, chances in zip(examples, out_of_fold(fit_first, examples, first_rows, by), strict=True):
        one.chances, one.second = chances, second_rows(one, chances)


def first_rows(one: Example) -> Array:
    """Rows of the first forest."""
    return one.rows


def agreement_rows(one: Example) -> Array:
    """Rows of the second forest."""
    return one.second


def predicted(model: Model, rows: Array) -> Array:
    """Chances of rows, also of none."""
    return np.asarray(model.predict(rows)) if len(rows) else np.zeros(0)


def plain_tree(node: dict[str, Any], into: list[list[float]]) -> None:
    """A tree as a flat list of nodes, depth first."""
    if "leaf_value" in node:
        into.append([round(node["leaf_value"] * SCALE)])
        return
    into.append([round(node["internal_value"] * SCALE), node["split_feature"], float(f"{node['threshold']:.6g}")])
    plain_tree(node["left_child"], into)
    plain_tree(node["right_child"], into)


def plain(model: Model, names: Sequence[str]) -> dict[str, Any]:
    """A forest as plain data."""
    trees: list[list[list[float]]] = []
    for tree in model.dump_model()["tree_info"]:
        flat: list[list[float]] = []
        plain_tree(tree["tree_structure"], flat)
        trees.append(flat)
    return {"scale": SCALE, "features": list(names), "trees": trees}


def learned_from(gold: Sequence[Path], trusted_ones: Sequence[Path]) -> dict[str, str]:
    """What a forest was made with and from: who has the same gets the same file."""
    return {
        "lightgbm": lightgbm.__version__,
        "gold": digest(gold),
        "trusted": digest(trusted_ones),
    }


def relation_blocks(examples: Sequence[Example], sign: int) -> list[tuple[Array, Array, float]]:
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


def train(examples: Sequence[Example]) -> dict[str, Model]:
    """All forests; the second one learns from chances of forests that had not seen the text."""
    stacked(examples, work_of)
    return {
        "heading": fit_first(examples),
        "agreement": fit_second(examples),
        "deeper": fit("deeper", relation_blocks(examples, 1)),
        "shallower": fit("shallower", relation_blocks(examples, -1)),
    }


def applied(models: dict[str, Model], examples: Sequence[Example]) -> list[Array]:
    """The final chances of documents that were not trained on."""
    found = []
    for one in examples:
        first = predicted(models["heading"], one.rows)
        found.append(both(first, predicted(models["agreement"], second_rows(one, first))))
    return found


def main() -> None:
    """Read the arguments, train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--gold", action="append", type=Path, default=[], help="folder with inputs/ and gold/, may be repeated"
    )
    parser.add_argument(
        "--trusted",
        action="append",
        type=Path,
        default=[],
        help="the same, with labels so reliable that they count more",
    )
    parser.add_argument("--test", action="append", type=Path, default=[], help="folder to report on, not trained on")
    parser.add_argument("--out", type=Path, help="the model file to write")
    parser.add_argument("--cross", action="store_true", help="report cross-validation by text and by source")
    args = parser.parse_args()
    examples = [example(document) for folder in args.gold for document in read_documents(folder)]
    examples += [trusted(example(document)) for folder in args.trusted for document in read_documents(folder)]
    candidates, headings = sum(len(one.places) for one in examples), sum(one.known for one in examples)
    print(f"{len(examples)} texts, {candidates} candidates, {headings} headings")
    models = train(examples)
    if args.cross:
        for title, by in (("text", work_of), ("source", source_of)):
            stacked(examples, by)
            second = out_of_fold(fit_second, examples, agreement_rows, by)
            chances = [both(one.chances, other) for one, other in zip(examples, second, strict=True)]
            report(f"no {title} in two folds", examples, chances, "source")
    if args.test:
        unseen = [example(document) for folder in args.test for document in read_documents(folder)]
        report("test", unseen, applied(models, unseen), "source")
    if args.out:
        names = {
            "heading": features.NAMES,
            "agreement": second_look.NAMES,
            "deeper": relations.NAMES,
            "shallower": relations.NAMES,
        }
        data = {
            "about": {"headings": learned_from(args.gold, args.trusted)},
            "forests": {name: plain(model, names[name]) for name, model in models.items()},
        }
        args.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
