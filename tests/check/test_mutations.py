"""Random alterations of finished editions are found without any record of what was built.

Here are few of them, the same each time; ``make mutations`` tries many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from octavo.body import Body

from tests.check.conftest import theme
from tests.check.mutations.document import DOCUMENT, PICTURES
from tests.check.mutations.run import CHANGES, Made, count, made_of
from tests.check.mutations.sheets import Change, on_ops, on_pdf

WANTED = {"pdf": 0.96, "epub": 0.98, "html": 0.98}


@pytest.fixture(scope="module")
def made(body_of: Callable[..., Body]) -> Made:
    return made_of(body_of(DOCUMENT, PICTURES), theme())


@pytest.mark.parametrize("name", WANTED)
def test_nearly_all_alterations_are_found(name: str, made: Made) -> None:
    counts = count(name, made, random.Random(20), len(CHANGES[name]))
    assert counts.found.total() >= WANTED[name] * counts.total, counts.sentence(name)


def _without_dots(ops: list[Any], _rng: random.Random) -> bool | None:
    for at, (operands, operator) in enumerate(ops):
        codes = (
            [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)] if str(operator) == "TJ" else []
        )
        if len(codes) > 3 and len({*codes[::2]}) == len({*codes[1::2]}) == 1:
            del ops[at]
            return None
    return False


def _turned_contents(pdf: Any, _rng: random.Random) -> bool | None:
    nodes = [node for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/L"]
    contents = next(node for node in nodes if "/Link" in str(node.K[0].K[0].K))
    contents.K = pikepdf.Array(list(contents.K)[::-1])
    return None


@pytest.mark.parametrize("change", [on_ops(_without_dots), on_pdf(_turned_contents)])
def test_the_contents_keep_their_dots_and_their_order(change: Change, made: Made) -> None:
    new = change(made.editions["pdf"], random.Random(1))
    assert new is not None
    assert not made.is_whole("pdf", new)


@pytest.mark.parametrize(
    "alter",
    [
        lambda page: page.replace(b'href="#fnref-1" role="doc-backlink"', b'href="#fnref-2" role="doc-backlink"'),
        lambda page: re.sub(rb"<ol>(?=\s*<li id=.fn-1.*?)(.*?)</ol>", rb"<ul>\1</ul>", page, flags=re.DOTALL),
    ],
)
def test_notes_keep_their_numbers_and_their_ways_back(alter: Callable[[bytes], bytes], made: Made) -> None:
    page = made.editions["html"]
    assert alter(page) != page
    assert not made.is_whole("html", alter(page))
