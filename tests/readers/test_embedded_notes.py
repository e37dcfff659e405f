"""Texts that Jekyll, GitBook and Obsidian take in; drawings by their source; numbers that a format asks for."""

from __future__ import annotations

from octavo.manuscript import write_markdown

from tests.check.samples import PIXEL
from tests.readers.support import Reading, codes

NOTE = "---\ntags: x\n---\n\nIntro.\n\n## Oil\n\nOf olives.\n\n### Price\n\nHigh. ^cost\n\n## Wick\n\nA cord.\n"


def test_notes_within_notes(reading: Reading) -> None:
    draft = reading.seed({
        "vault/a.md": "# Lamp\n\n![[Note]]\n\n# Part\n\n![[sub/Note#Oil]]\n\n# Block\n\n![[Note#^cost]]\n\n![[None]]\n",
        "vault/sub/Note.md": NOTE,
    })  # fmt: skip
    first, _, rest = write_markdown(draft.blocks).text.partition("# Part")
    part, _, block = rest.partition("# Block")
    assert [word in first for word in ("Intro.", "Of olives.", "A cord.", "tags")] == [True, True, True, False]
    assert [word in part for word in ("Intro.", "Of olives.", "High.", "A cord.")] == [False, True, True, False]
    assert block.strip().startswith("High.")
    assert "cost" not in block.partition("[None]")[0]
    assert any(place is not None and place.path.endswith("Note.md") and place.line == 9 for place in draft.places)


def test_liquid_takes_in_markdown(reading: Reading) -> None:
    draft = reading.seed({
        "book/SUMMARY.md": "- [A](a.md)\n",
        "book/a.md": "# A\n\n{% include \"/parts/one.md\" %}\n\n{% include_relative two.md %}\n\n"
                     "{% include three.md %}\n\n{% filename %}x.py{% endfilename %}\n",
        "book/parts/one.md": "One.\n", "book/two.md": "Two.\n", "book/_includes/three.md": "Three.\n",
    })  # fmt: skip
    assert write_markdown(draft.blocks).text == "# A\n\nOne.\n\nTwo.\n\nThree.\n\n**x.py**\n"


def test_a_drawing_beside_its_source_and_links_from_above(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "docs/a.md": "# A\n\nSee [B](docs/b.md).\n\n![](lamp.mmd)\n", "docs/b.md": "# B\n\nWords.\n",
        "docs/b.Rmd": "# B\n\nWords.\n", "docs/lamp.mmd": "graph", "docs/lamp.png": PIXEL.data,
    }  # fmt: skip
    draft = reading.seed(files)
    assert write_markdown(draft.blocks).text == "# A\n\nSee [B](#b).\n\n![](images/lamp.png)\n\n# B\n\nWords.\n"
    assert "link-removed" not in codes(draft)


def test_numbers_that_a_format_asks_for(reading: Reading) -> None:
    source = "---\noutput:\n  bookdown::html_document2:\n    number_sections: true\n---\n\n# A\n"
    assert reading.of("markdown", source, dialect="quarto").metadata["number-sections"] == "true"
