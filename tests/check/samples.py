"""What the tests of the proof are made of."""

from __future__ import annotations

import struct
import zlib

from octavo.model import Picture


def drawn(colour: tuple[int, int, int]) -> bytes:
    """A small picture of one colour, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(colour) * 40 for _ in range(30))
    header = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PIXEL = Picture("sail.png", drawn((40, 90, 160)), "image/png", 40, 30)

EVERYTHING = """---
title: The Harbour Log
subtitle: A Winter’s Record
author:
  - Ada Example
  - Grace Sample
lang: en-GB
date: 2026-11-22
---

# Arrival

The schooner came in on the morning tide with her *foresail* torn and nobody at the wheel.[^wheel] The harbour
master wrote it down, as he had written down everything since the autumn storms.

Every boat on the quay had been counted twice, and twice the count had come out wrong.

By noon the whole town had walked down to look at her. Some brought bread, some brought rope, and the schoolmaster
brought a telescope, see <https://example.org/telescopes?kind=brass&size=2> and [the second part](#departure).

[^wheel]: It had been lashed with a blue scarf.

## What was on board

- seven casks of lamp oil
- a parrot cage without a parrot
    1. the door stood open
    2. seed was still in the cup
- one [almanac](https://example.com/almanac "An almanac")

Table: Cargo by weight

| Goods    | Weight | Owner      |
|:---------|-------:|------------|
| lamp oil |    420 | Merriweather |
| tobacco  |     35 | unknown    |
| letters  |      2 |            |

![A torn sail on a spar](images/sail.png)

Flotsam
:   What floats on the water after a wreck.

> The sea returns what it does not want, said the pilot, and kept his own counsel.

# Departure

She left again before anybody had slept, at $v = \\frac{s}{t}$ knots, and took the pilot with her.[^pilot]

```python
def bearing(degrees):
    return degrees % 360
```

| Roses on the water,
|   lanterns on the shore,
| nobody came back any more.

The log ends here, in a different hand.

[^pilot]: His coat was found on the pier.

    The pockets held salt and a key to the lighthouse.
"""
