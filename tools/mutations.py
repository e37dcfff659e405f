"""Alter finished editions at random and count what the proof finds: ``make mutations``.

Nothing tells the proof what was built: it sees the altered file, the manuscript and the theme. The kinds of alterations
are in ``tests/check/mutations``; what is known to be missed is listed in ``docs/security.md``. Exit code 1 when less
than the wanted part is found.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import warnings
from pathlib import Path

from octavo import themes
from octavo.body import Body
from octavo.body.compose import compose
from octavo.manuscript import split
from octavo.metadata import parse_yaml, to_metadata
from octavo.model import Manuscript, Place
from octavo.pandoc import Pandoc

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.check.mutations.document import DOCUMENT, PICTURES  # noqa: E402
from tests.check.mutations.run import CHANGES, count, made_of  # noqa: E402

WANTED = 0.99


def main() -> int:
    """Alter each edition so many times; say what was found and what was missed."""
    parser = argparse.ArgumentParser(description="alter editions at random and count what the proof finds")
    parser.add_argument("--times", type=int, default=300, help="alterations of each edition (default: 300)")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000, help="repeat a run by its number")
    parser.add_argument("editions", nargs="*", default=[*CHANGES], help=f"of {', '.join(CHANGES)}")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # what a library says of files that were damaged on purpose
    made = made_of(body(), themes.load("octavo", [ROOT / "templates" / "themes"]))
    print(f"seed {arguments.seed}")
    enough = True
    for name in arguments.editions:
        counts = count(name, made, random.Random(arguments.seed), arguments.times)  # noqa: S311 - any number will do
        print(counts.sentence(name), flush=True)
        enough = enough and counts.found.total() >= WANTED * counts.total
    return 0 if enough else 1


def body() -> Body:
    """The document that is altered, composed."""
    front, _, _ = split(DOCUMENT)
    data, _ = parse_yaml(front or "", Place("notes.md", 2))
    metadata, _ = to_metadata((data, Place("notes.md")))
    with Pandoc() as pandoc:
        return compose(Manuscript(DOCUMENT, "out/notes/notes.md", (), PICTURES), metadata, pandoc)


if __name__ == "__main__":
    sys.exit(main())
