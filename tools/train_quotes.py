r"""Train the forest that tells quotations from other paragraphs of bare text, from documents whose structure is known.

    python3 -m venv .venv-train
    .venv-train/bin/pip install --require-hashes -r requirements/runtime.txt -r requirements/train.txt
    .venv-train/bin/python tools/train_quotes.py --gold DIR [--trusted DIR] \
        --out pipeline/octavo/readers/plain_text/headings/model.json
    .venv-train/bin/python tools/train_quotes.py --gold DIR --test DIR

The first form puts the forest into the model file and leaves the others as they are; the last one reports on texts
that it was not trained on. Many sources call only some of their quotations so: folders with reliable labels count for
more (`--trusted`). No word of any document goes into the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]

from octavo.readers.plain_text.quotations.features import NAMES, quote_rows  # noqa: E402

from tools.structure_examples import Array, example, folds, work_of  # noqa: E402
from tools.structure_gold import Document, owners, read_documents, tokens  # noqa: E402
from tools.train_structure import COMMON, TRUST, learned_from, lightgbm, plain, predicted  # noqa: E402

np: Any = import_module("numpy")
PLAN = {**COMMON, "learning_rate": 0.06, "num_leaves": 15, "feature_fraction": 0.3}
ROUNDS = 120
SET_ASIDE = ("verse", "code")


@dataclass(slots=True)
class Quotes:
    """The paragraphs of a document: their features, which are quotations, which count, and how many words they have."""

    document: Document
    survey: Any
    places: list[int]
    rows: Array
    truth: Array
    counts: Array
    words: Array
    known: int
    trust: float = 1.0


def quotes_of(document: Document) -> Quotes:
    """Look at a document as the recogniser does, and label its paragraphs by the gold."""
    one = example(document)
    owner, _ = owners(document)
    spans: list[list[int]] = []
    position = 0
    for unit in one.survey.units:
        count = sum(len(tokens(line.text)) for line in unit.lines)
        spans.append(owner[position : position + count])
        position += count
    headings = {place for place, is_one in zip(one.places, one.truth, strict=True) if is_one}
    places, rows = quote_rows(one.survey, headings)
    truth, counts, words = [], [], []
    for place in places:
        blocks = [document.blocks[index] for index in spans[place]]
        quoted = sum(block["type"] == "quote" and not block.get("ambig") for block in blocks)
        unclear = sum(bool(block.get("ambig")) or block["type"] in SET_ASIDE for block in blocks)
        truth.append(bool(blocks) and quoted * 2 > len(blocks))
        counts.append(bool(blocks) and unclear * 2 <= len(blocks))
        words.append(len(blocks) - unclear)
    known = sum(
        len(tokens(block["text"])) for block in document.blocks if block["type"] == "quote" and not block.get("ambig")
    )
    table = np.array(rows, float).reshape(len(rows), len(NAMES))
    return Quotes(
        document,
        one.survey,
        places,
        table,
        np.array(truth, bool),
        np.array(counts, bool),
        np.array(words, float),
        known,
    )


def fit(quotes: Sequence[Quotes]) -> Any:
    """Fit the forest; a paragraph counts by its words, a document by its length."""
    rows = np.concatenate([one.rows[one.counts] for one in quotes])
    labels = np.concatenate([one.truth[one.counts] for one in quotes])
    weights = np.concatenate(
        [one.trust * np.sqrt(1 + one.words[one.counts]) / np.sqrt(5 + len(one.places)) for one in quotes]
    )  # fmt: skip
    return lightgbm.train(PLAN, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS)


def out_of_fold(quotes: Sequence[Quotes], count: int = 4) -> list[Array]:
    """A chance for each paragraph from a forest that has not seen its document."""
    chances: list[Array] = [np.zeros(0)] * len(quotes)
    for fold in folds(quotes, count, work_of):  # type: ignore[arg-type]  # it asks for documents only
        inside = set(fold)
        model = fit([one for index, one in enumerate(quotes) if index not in inside])
        for index in fold:
            chances[index] = predicted(model, quotes[index].rows)
    return chances


def report(title: str, quotes: Sequence[Quotes], chances: Sequence[Array]) -> None:
    """Print precision, recall and F1 of words within quotations, by style and by cut."""
    print(f"\n{title}")
    by_style: dict[str, list[tuple[Quotes, Array]]] = defaultdict(list)
    for one, found in zip(quotes, chances, strict=True):
        by_style[one.document.style].append((one, found))
    for style, pairs in sorted(by_style.items()):
        known = sum(one.known for one, _ in pairs)
        cells = []
        for cut in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            taken = [(found > cut) & one.counts for one, found in pairs]
            right = sum(float((one.words * of * one.truth).sum()) for (one, _), of in zip(pairs, taken, strict=True))
            marked = sum(float((one.words * of).sum()) for (one, _), of in zip(pairs, taken, strict=True))
            share = 2 * right / (marked + known) if marked + known else 0.0
            cells.append(f"{cut}: {right / (marked or 1):.2f} {right / (known or 1):.2f} {share:.3f}")
        print(f"{style:8}" + "   ".join(cells), flush=True)


def main() -> None:
    """Read the arguments, train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="append", type=Path, default=[])
    parser.add_argument("--trusted", action="append", type=Path, default=[], help="a folder whose labels count more")
    parser.add_argument("--test", action="append", type=Path, default=[])
    parser.add_argument("--cross", action="store_true", help="report on texts that a fold has not seen")
    parser.add_argument("--out", type=Path, help="the model file, which is read and written again")
    args = parser.parse_args()
    quotes = [quotes_of(document) for folder in args.gold for document in read_documents(folder)]
    for document in (one for folder in args.trusted for one in read_documents(folder)):
        quotes.append(quotes_of(document))
        quotes[-1].trust = TRUST
    print(f"{len(quotes)} texts", flush=True)
    if args.cross:
        report("no text in two folds", quotes, out_of_fold(quotes))
    model = fit(quotes)
    unseen = [quotes_of(document) for folder in args.test for document in read_documents(folder)]
    if unseen:
        report("test", unseen, [predicted(model, one.rows) for one in unseen])
    if args.out:
        data = json.loads(args.out.read_text(encoding="utf-8"))
        data["about"]["quotations"] = learned_from(args.gold, args.trusted)
        data["forests"]["quote"] = plain(model, NAMES)
        args.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
