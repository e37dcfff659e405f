"""Letters at the joints of German words are kept apart, and no others."""

from __future__ import annotations

import pytest
from lxml.etree import fromstring
from octavo.editions.pdf.words.hyphens import fills_lines, part_joints
from octavo.languages.joints import APART, apart, is_joined
from pyphen import Pyphen  # type: ignore[import-untyped]  # it has no type hints


@pytest.mark.parametrize(
    "words",
    [
        "Auf|lage Schiff|fahrt Schiff|fahrtsgesellschaft höf|lich auf|fallend Stoff|fläche Kauf|leute Lauf|feuer",
        "Auf|teilung Auf|bau",
        "Brief|tasche Schaf|leder Griff|loch fünf|tens Prüf|ling Hanf|bau auf|hören Auf|klärung Kauf|frau",
        "offen hoffen treffen finden pfiffig häufig Kaffee Heft heftig saftig Luftfahrt Kräfte dürfte Hoffnung",
    ],
)
def test_joints(words: str) -> None:
    positions = Pyphen(lang="de_DE").positions
    assert apart(words.replace("|", ""), positions) == words.replace("|", APART)
    assert apart(words.replace("|", APART), positions) == words.replace("|", APART)


def test_only_german_has_them() -> None:
    assert is_joined("de-AT")
    assert not is_joined("en")


def test_passages_in_german_are_parted_and_code_is_not() -> None:
    root = fromstring('<div><p lang="de">Auf<em>lage</em> Auflage <code>Auflage</code> Auflage</p><p>Auflage</p></div>')
    part_joints(root, "en")
    assert "".join(map(str, root.itertext())).replace(APART, "|") == "Auflage Auf|lage Auflage Auf|lageAuflage"


@pytest.mark.parametrize(("lang", "filled"), [("de", True), ("ar", True), ("zh", True), ("th", False), ("km", False)])
def test_lines_of_scripts_without_spaces_are_not_filled(lang: str, filled: bool) -> None:
    assert fills_lines(lang) is filled
