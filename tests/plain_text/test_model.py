"""The packaged forests: small, plain, and explained by their own steps."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest
from octavo.readers.plain_text.explaining.reasons import SHARED, TOPIC_OF
from octavo.readers.plain_text.headings import features, relations, second_look
from octavo.readers.plain_text.headings.forest import forest_from, load_forests
from octavo.readers.plain_text.headings.headings import best_cut

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    "scale": 10,
    "features": ["a", "b"],
    # a <= 1 ? (b <= 5 ? -2 : 1) : 3
    "trees": [[[0, 0, 1.0], [-1, 1, 5.0], [-20], [10], [30]], [[1]]],
}


def test_walk() -> None:
    forest = forest_from(SMALL)
    assert forest.score([0, 0]) == pytest.approx(-1.9)
    assert forest.score([0, 9]) == pytest.approx(1.1)
    assert forest.score([2, 0]) == pytest.approx(3.1)


def test_contributions_are_the_steps_of_the_walk() -> None:
    forest = forest_from(SMALL)
    assert forest.contributions([0, 9]) == pytest.approx({"a": -0.1, "b": 1.1})


def test_packaged_model_is_small_and_fits_the_features() -> None:
    data = resources.files("octavo.readers.plain_text.headings").joinpath("model.json").read_bytes()
    assert len(data) < 1_000_000
    assert set(json.loads(data)) == {"about", "forests"}
    forests = load_forests()
    assert forests["heading"].names == features.NAMES
    assert forests["agreement"].names == second_look.NAMES
    assert forests["deeper"].names == forests["shallower"].names == relations.NAMES


def test_the_packaged_model_says_what_it_was_learned_from() -> None:
    data = resources.files("octavo.readers.plain_text.headings").joinpath("model.json").read_bytes()
    lock = (ROOT / "requirements" / "train.txt").read_text(encoding="utf-8")
    about = json.loads(data)["about"]
    assert set(about) == {"headings", "quotations"}
    for one in about.values():
        assert f"lightgbm=={one['lightgbm']} " in lock
        assert all(re.fullmatch(r"[0-9a-f]{64}", one[name]) for name in ("gold", "trusted"))
    assert about["headings"] == about["quotations"]


def test_every_feature_has_words_or_tells_of_the_document() -> None:
    silent = [
        name
        for name in (*features.NAMES, *second_look.NAMES)
        if name not in TOPIC_OF and name not in SHARED and not name.startswith(("document ", "at -2 ", "at +2 "))
    ]
    assert all(name.startswith(("at ", "context ", "agree ")) for name in silent)
    assert len(silent) < 12


@pytest.mark.parametrize(
    ("chances", "count"),
    [([], 0), ([0.2, 0.1], 0), ([0.99, 0.98, 0.01], 2), ([0.9] * 5 + [0.6], 6), ([0.05] * 50, 0)],
)
def test_cut(chances: list[float], count: int) -> None:
    assert best_cut(chances) == count
