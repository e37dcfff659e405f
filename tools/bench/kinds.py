"""Kinds of documents that are slow elsewhere: each made in one size and in twice that size, to see that time doubles.

What is counted are processor seconds of everything that a build starts, less those of a document of one word.
"""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tools.bench.costs import Cost

Files = dict[str, bytes]
WORDS = "the harbour was open for three winters and nobody who came there wanted to leave again before spring".split()
PIXELS = (4000, 3000)


@dataclass(frozen=True)
class Kind:
    """A row: what there is much of, how many in the smaller document, and the files that hold so many."""

    name: str
    count: int
    files: Callable[[int], Files]


@dataclass(frozen=True)
class Growth:
    """Processor seconds of so many and of twice so many, and how many times as long the second took."""

    name: str
    few: float
    many: float
    times: float


def _prose(count: int, words: int = 18) -> str:
    chance = random.Random(count)  # noqa: S311 - filler text, nothing secret
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def _text(parts: list[str], apart: str = "\n\n") -> Files:
    return {"slow.md": ("---\ntitle: Slow\nlang: en\n---\n\n" + apart.join(parts) + "\n").encode()}


def _links(count: int) -> Files:
    return _text([f"{_prose(each)} [A page](https://example.org/{each})." for each in range(count)], " ")


def _rows(count: int) -> Files:
    rows = "\n".join(f"| row {each} | {_prose(each, 6)} | {each * 7} |" for each in range(count))
    return _text([f"| Name | Words | Count |\n|:-----|:------|------:|\n{rows}"])


def _formulas(count: int) -> Files:
    return _text(
        [f"{_prose(each)} $$\\sum_{{k=0}}^{{{each}}} \\frac{{x_k^{{{each}}}}}{{k!}}$$" for each in range(count)]
    )


def _photographs(count: int) -> Files:
    found = _text([f"{_prose(each)}\n\n![A photograph](photo-{each}.jpg)" for each in range(count)])
    for each in range(count):
        small = Image.effect_noise((PIXELS[0] // 20, PIXELS[1] // 20), 40 + each)
        out = io.BytesIO()
        small.resize(PIXELS).convert("RGB").save(out, "JPEG", quality=85)
        found[f"photo-{each}.jpg"] = out.getvalue()
    return found


def _headings(count: int) -> Files:
    return _text([f"{'#' * (1 + each % 3)} {_prose(each, 4)} {each}\n\n{_prose(each)}" for each in range(count)])


def _notes(count: int) -> Files:
    calls = [f"{_prose(each)}[^{each}]" for each in range(count)]
    return _text([*calls, *(f"[^{each}]: {_prose(each, 7)}" for each in range(count))])


def _one_line(count: int) -> Files:
    return _text([" ".join(_prose(each) for each in range(count))])


def _quotations(count: int) -> Files:
    return _text([">" * (each + 1) + f" {_prose(each, 5)}" for each in range(count)])


KINDS = (
    Kind("links in one paragraph", 150, _links),
    Kind("rows of a table", 500, _rows),
    Kind("formulas", 100, _formulas),
    Kind("photographs of 12 megapixels", 3, _photographs),
    Kind("headings", 300, _headings),
    Kind("footnotes", 300, _notes),
    Kind("sentences in one line", 1000, _one_line),
    Kind("quotations in one another", 125, _quotations),
)


def growths(folder: Path, build: Callable[[Path], Cost]) -> Iterator[Growth]:
    """Each kind in both sizes, as they are measured."""
    least = _cost(folder / "least", _text(["Word."]), build)
    for number, kind in enumerate(KINDS):
        few, many = (
            _cost(folder / f"{number}-{times}", kind.files(times * kind.count), build) - least for times in (1, 2)
        )
        yield Growth(f"{kind.count} and {2 * kind.count} {kind.name}", few, many, many / max(few, 0.01))


def _cost(folder: Path, files: Files, build: Callable[[Path], Cost]) -> float:
    (folder / "seeds").mkdir(parents=True)
    for name, data in files.items():
        (folder / "seeds" / name).write_bytes(data)
    try:
        return build(folder).cpu
    finally:
        shutil.rmtree(folder)
