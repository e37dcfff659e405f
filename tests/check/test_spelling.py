"""The PDF's proof sees what is not a letter: signs, case, accents, spaces, levels, notes, links."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import lru_cache

import pytest
from octavo.body import Body
from octavo.check import prove_edition
from octavo.editions import Job
from octavo.editions.table import EDITIONS
from octavo.model import Options

from tests.check.conftest import theme

BASE = """---
title: The Report
lang: en
---

# First part

It was −5 °C and rose by 12 % to +7 °C; the price is €40 or £35, at 1.5 times 1,234 units, and she couldn't re-sign.

## Second part

The café owner says naïve Straße; US and us. If x ≤ 5 then a → b. And “quoted words”
follow.[^1] See [the first](https://one.invalid/a) and [the second](https://two.invalid/b).[^2]

[^1]: The first note says yes.
[^2]: The second note says no.

| City | High | Low |
|:-----|-----:|----:|
| Oslo | 12 | −3 |

```
x = 1 - y
```

He is now here (or not).

Last words.
"""
CHANGES = {
    "a minus lost": ("−5 °C", "5 °C"),
    "a minus lost in a cell": ("−3 |", "3 |"),
    "minus to plus": ("+7", "−7"),
    "per cent lost": ("12 %", "12"),
    "another currency": ("€40", "\\$40"),
    "a currency lost": ("£35", "35"),
    "a degree lost": ("5 °C", "5 C"),
    "a decimal point moved": ("1.5", "15."),
    "a decimal comma": ("1.5", "1,5"),
    "digits parted": ("1,234", "12,34"),
    "an apostrophe lost": ("couldn't", "couldnt"),
    "a hyphen lost": ("re-sign", "resign"),
    "an accent lost": ("café", "cafe"),
    "a letter written out": ("Straße", "Strasse"),
    "another case": ("US and", "us and"),
    "a comparison turned": ("x ≤ 5", "x ≥ 5"),
    "an arrow turned": ("a → b", "a ← b"),
    "two words joined": ("now here", "nowhere"),
    "a word parted": ("owner", "own er"),
    "quotation marks lost": ("“quoted words”", "quoted words"),
    "brackets lost": ("(or not)", "or not"),
    "a sign of code": ("1 - y", "1 + y"),
    "a word added": ("Last words", "Last not words"),
    "another level": ("## Second", "# Second"),
    "links swapped": ("https://one.invalid/a", "https://two.invalid/b"),
    "notes swapped": ("first note says yes", "second note says no"),
}


@lru_cache(maxsize=1)
def _job_options() -> Options:
    return Options(epoch=1_700_000_000)


def pdf(body: Body) -> bytes:
    return EDITIONS["pdf"].make(Job(body, theme(), _job_options())).data


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_altered_is_found(change: str, body_of: Callable[..., Body]) -> None:
    old, new = CHANGES[change]
    assert old in BASE
    text = BASE.replace(old, "\0").replace(new, old if "swapped" in change else new).replace("\0", new)
    altered = dataclasses.replace(body_of(text), metadata=body_of(BASE).metadata)
    assert not prove_edition("pdf", pdf(altered), body_of(BASE)).ok


def test_what_is_not_altered_holds(body_of: Callable[..., Body]) -> None:
    proof = prove_edition("pdf", pdf(body_of(BASE)), body_of(BASE))
    assert proof.ok, proof.summary()
