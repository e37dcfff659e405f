"""Pages for the tests, made the whole way: a manuscript through pandoc and compose to the finished HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import html
from lxml.etree import _Element
from octavo.body import Body
from octavo.body.compose import compose
from octavo.editions import Job
from octavo.editions.html import make
from octavo.model import Contributor, Manuscript, Metadata, Options, PageMap, PageStart, Picture
from octavo.pandoc import Pandoc
from octavo.themes import Theme, load

THEMES = Path(__file__).resolve().parents[2] / "templates" / "themes"
METADATA = Metadata(
    title="The Weather in the Valley",
    subtitle="Notes of three winters",
    contributors=(Contributor("Ada Example"), Contributor("Grace Sample", "trl")),
    lang="en",
    date="2026-11-22",
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'
PICTURES = (Picture("dot.png", PIXEL, "image/png", 1, 1), Picture("hill.svg", DRAWING, "image/svg+xml", 40, 20))

RICH = """
# Snow

It fell on *Monday*, **deep** and ***crisp***.[^1] See [the table](#figures-of-three-winters) or
[the station](https://example.org/a?b=1&c=2 "its page"), H~2~O at 10^-3^, `a < b`, ~~gone~~, [Small]{.smallcaps}.

[^1]: Said by *two* observers.

    The second wrote more than will fit into one line of a narrow screen:

        temperature = measured_at(station, hour) - correction(station)

- [x] read
- [ ] written

(i) first
(ii) second

Term
:   Its meaning.

| a line of verse
|    and its second

> Quoted.

## Figures of three winters

| Station | Snow | Wind | Sun | Rain | Hail | Frost |
|:--------|-----:|:----:|-----|------|------|-------|
| Upper   |   12 | west | rare | often | never | always |

: Depths in centimetres

![A hill](hill.svg){width=50%}

Inline ![dot](dot.png) here, and $e^{i\\pi}=-1$, and

$$\\int_0^1 \\sqrt{x}\\,dx = \\frac{2}{3}$$

```python
def depth(day): return snow[day]  # long enough to be wider than a telephone
```

---

# Wind

[שלום]{lang=he dir=rtl} and Ελληνικά, Русский, Tiếng Việt ☐ ✓ é.[^2]

[^2]: A second note.

# Rain

It rained.

# Hail

The last words.
"""


def theme() -> Theme:
    return load("octavo", [THEMES])


def body(markdown: str = RICH, metadata: Metadata = METADATA, pictures: Sequence[Picture] = PICTURES) -> Body:
    manuscript = Manuscript(text=markdown, path="out/valley/valley.md", pictures=tuple(pictures))
    with Pandoc() as pandoc:
        return compose(manuscript, metadata, pandoc)


def page_map(of: Body, *starts: tuple[str, int | None, int]) -> PageMap:
    pages = tuple(PageStart(index, label, block, offset) for index, (label, block, offset) in enumerate(starts))
    return PageMap(of.manuscript, "a4", "octavo", pages)


def spread_pages(of: Body, count: int) -> PageMap:
    """A page map with pages of about the same length."""
    long = [block for block in of.blocks if len(block.text) > 3]
    chosen = [long[len(long) * index // count] for index in range(count)]
    starts = {(block.number, 0 if index % 2 else len(block.text) // 2): None for index, block in enumerate(chosen)}
    return page_map(of, *((str(index + 1), number, offset) for index, (number, offset) in enumerate(sorted(starts))))


def render(of: Body | None = None, pages: PageMap | None = None, toc: bool | None = None) -> bytes:
    of = of or body()
    if toc is not None:
        of = replace(of, contents=toc)
    return make(Job(of, theme(), Options(), pages)).data


def parsed(data: bytes) -> _Element:
    return html.document_fromstring(data.decode("utf-8"))
