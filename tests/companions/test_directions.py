"""One direction for every edition: decided once, and the same wherever it shows."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from octavo import settings, shelf, themes
from octavo.editions.table import EDITIONS
from octavo.pandoc import Pandoc
from octavo.publishing import plan
from octavo.publishing.recipe import publish
from octavo.publishing.results.freshness import Order, task_of

ARABIC = """# الميناء في الشتاء

رأى الناس الذين أبقوا مصابيح الميناء مضاءة عواصف كثيرة تأتي وتذهب. النسخة 2.1 جاهزة.

1. أول
2. ثان
"""
ENGLISH = "# The harbour\n\nThe people who kept the lamps burning had seen many storms come and go.\n"
LISTED = """
1. رأى الناس الذين أبقوا مصابيح الميناء مضاءة عواصف كثيرة تأتي وتذهب
2. وكانت السفن تعود إلى الميناء قبل أن يشتد البرد
"""
BOOK = "---\nlang: en\nform: book\n---\n\n" + ENGLISH + "\n# Another chapter\n\nThe storms came and went.\n"
MIXED = ENGLISH + "\nرأى الناس الذين أبقوا مصابيح الميناء مضاءة عواصف كثيرة تأتي وتذهب.\n"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        (ARABIC, "rtl"),
        ("---\nlang: ar\n---\n\n" + ARABIC, "rtl"),
        (ENGLISH, "ltr"),
        ("---\nlang: en\n---\n\n" + MIXED + LISTED, "ltr"),
        (BOOK, "ltr"),
    ],
)
def test_every_edition_runs_the_same_way(text: str, direction: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (seed,) = shelf.find("", [str(tmp_path / "a.md")])[0]
    order = Order(tmp_path / "out", tuple(EDITIONS), settings.Settings(), themes.folders(), 1, 1_700_000_000, True)
    order = dataclasses.replace(order, theme_fingerprint=plan._theme(order))
    with Pandoc() as pandoc:
        made = publish(task_of(seed, order), pandoc)
    assert not made.errors
    assert set(made.made) - {"md"} == set(EDITIONS)
    files = dict(made.files)
    page = files["a.html"].decode()
    found = re.search(r'<html[^>]* dir="(\w+)"', page)
    assert (found[1] if found else "ltr") == direction
    with zipfile.ZipFile(BytesIO(files["a.epub"])) as book:
        package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    progression = re.search(r'page-progression-direction="(\w+)"', package)
    assert (progression[1] if progression else "ltr") == direction
    for name in files:
        if name.endswith(".pdf"):
            with pikepdf.open(BytesIO(files[name])) as pdf:
                preferences = pdf.Root.ViewerPreferences
                assert (preferences.get("/Direction") == "/R2L") is (direction == "rtl"), name
                assert preferences.DisplayDocTitle
