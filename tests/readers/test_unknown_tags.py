"""Words in angle brackets, components of a site's own, keys, and descriptions that another program writes."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown

from tests.readers.support import Reading, codes

CODE = "```rust\nfn main() {}\n```\n"


@pytest.mark.parametrize(
    ("source", "manuscript"),
    [
        (
            "A Vec<T> and `Vec<T>`, run <file> [<your name>].\n",
            "A Vec\\<T> and `Vec<T>`, run \\<file> \\[\\<your name>].\n",
        ),
        ("A <custom-tag>word</custom-tag> and <span>one</span>.\n", "A word and one.\n"),
        ("<kbd>A</kbd> [lamp]{.index} <b>c</b>\n", "[A]{.kbd} [lamp]{.index} **c**\n"),
        ("Press <kbd>Ctrl</kbd>+<kbd>C</kbd>.\n", "Press [Ctrl]{.kbd}+[C]{.kbd}.\n"),
        (
            f'<Listing number="6-3" caption="An `enum`" file-name="src/main.rs">\n\n{CODE}\n</Listing>\n\nAfter.\n',
            f"**src/main.rs**\n\n{CODE}\n*Listing 6-3: An `enum`*\n\nAfter.\n",
        ),
        (f'<Figure caption="One">\n\n{CODE}\n</Figure>\n', f"{CODE}\n*One*\n"),
        ('<Outer title="A">\n\n<Inner caption="B">\n\nx\n\n</Outer>\n', "**A**\n\nx\n\n*B*\n"),
    ],
)
def test_tags_that_html_does_not_know(reading: Reading, source: str, manuscript: str) -> None:
    assert write_markdown(reading.of("markdown", source, dialect="github").blocks).text == manuscript


def test_an_object_that_a_program_describes_is_named(reading: Reading) -> None:
    source = "# API\n\n::: httpx.get\n    options:\n        members: []\n\n::: a.b.C\n\n## After\n\n```\n::: a.b\n```\n"
    draft = reading.of("markdown", source, dialect="mkdocs")
    text = write_markdown(draft.blocks).text
    assert text == "# API\n\n`httpx.get`\n\n`a.b.C`\n\n## After\n\n```\n::: a.b\n```\n"
    assert codes(draft) == ["raw-shown"]
