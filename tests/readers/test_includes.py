"""Texts that a document takes in from other files: what comes in, from where, and what never does."""

from __future__ import annotations

import pytest
from octavo.model import Place
from octavo.readers.books.includes import Expanded, expand

from tests.readers.support import Reading, codes, outline

FILES = {
    "five.txt": "1\n2\n3\n4\n5\n",
    "code.rs": "// ANCHOR: all\nfn a() {}\n// ANCHOR: b\nfn b() {}\n// ANCHOR_END: b\n// ANCHOR_END: all\nfn c() {}\n",
    "parts/_x.md": "From x.\n\n{{< include deep/_y.md >}}\n",
    "parts/deep/_y.md": "From y.\n",
    "snip.md": "before\n<!-- --8<-- [start:s] -->\ninside\n<!-- --8<-- [end:s] -->\nafter\n",
    "me.md": "Again: {{#include me.md}}\n",
    "a.md": "A\n{{#include b.md}}\n",
    "b.md": "B\n{{#include a.md}}\n",
}


def of(text: str, name: str = "main.md", roots: tuple[str, ...] = ("",)) -> Expanded | None:
    """What becomes of a text."""
    return expand(text, name, "seeds", FILES.get, roots)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("{{#include five.txt}}", "1\n2\n3\n4\n5"),
        ("{{#include five.txt:2:3}}", "2\n3"),
        ("{{#include five.txt:4}}", "4"),
        ("{{#include five.txt:4:}}", "4\n5"),
        ("{{#include five.txt::2}}", "1\n2"),
        ("{{#include ./code.rs:b}}", "fn b() {}"),
        ("{{#rustdoc_include code.rs:all}}", "fn a() {}\nfn b() {}"),
        ("x {{#include five.txt:1:2}} y", "x 1\n2 y"),
        ("```rust\n{{#include code.rs:b}}\n```", "```rust\nfn b() {}\n```"),
        ("{{#playground code.rs editable}}", "```rust\nfn a() {}\nfn b() {}\nfn c() {}\n```"),
        ("{{#title Head}}\nx", "\nx"),
        ("\\{{#include five.txt}}", "{{#include five.txt}}"),
        ("{{< include parts/_x.md >}}", "From x.\n\nFrom y."),
        ("{{< include /parts/deep/_y.md >}}", "From y."),
        ('--8<-- "five.txt:2:3"', "2\n3"),
        ('    --8<-- "snip.md:s"', "    inside"),
        ("--8<--\nparts/deep/_y.md\n; left.md\n--8<--\nz", "From y.\nz"),
        ("```{include} parts/deep/_y.md\n```\nz", "From y.\nz"),
        (":::{include} five.txt\n:start-line: 1\n:end-line: 3\n:::", "2\n3"),
        ("```{include} snip.md\n:start-after: before\n:end-before: after\n```", "inside"),
        ("```{literalinclude} code.rs\n:lines: 2,4\n```", "```rust\nfn a() {}\nfn b() {}\n```"),
        ("```{r child = 'parts/deep/_y.md'}\n```\nz", "From y.\nz"),
        ("```{r, child='parts/deep/_y.md', fig.cap=\"An (a) lamp.\"}\n```\nz", "From y.\nz"),
    ],
)
def test_what_comes_in(text: str, becomes: str) -> None:
    expanded = of(text)
    assert expanded is not None
    assert (expanded.text, expanded.notices) == (becomes, ())
    assert len(expanded.places) == len(becomes.split("\n"))


def test_every_line_has_its_place() -> None:
    expanded = of("a\n{{#include five.txt:2:3}}\nb\n{{< include parts/_x.md >}}\nc")
    assert expanded is not None
    assert [f"{place.path.removeprefix('seeds/')}:{place.line}" for place in expanded.places] == [
        *("main.md:1", "five.txt:2", "five.txt:3", "main.md:3", "parts/_x.md:1", "parts/_x.md:2"),
        *("parts/deep/_y.md:1", "main.md:5"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{#include gone.md}}", "is missing"),
        ("{{#include ../secret.md}}", "is not in the seed's folder"),
        ("{{< include ../secret.md >}}", "is not in the seed's folder"),
        ('--8<-- "../secret.md"', "is not in the seed's folder"),
        ("```{include} ../secret.md\n```", "is not in the seed's folder"),
    ],
)
def test_what_is_not_there_stays_as_it_was_written(text: str, reason: str) -> None:
    expanded = of(f"x\n\n{text}")
    assert expanded is not None
    assert expanded.text == f"x\n\n{text}"
    (notice,) = expanded.notices
    assert notice.text.endswith(reason)
    assert notice.place == Place("seeds/main.md", 3)


@pytest.mark.parametrize("name", ["me.md", "a.md"])
def test_nothing_takes_itself_in(name: str) -> None:
    expanded = expand(FILES[name], name, "seeds", FILES.get)
    assert expanded is not None
    assert [notice.text.endswith("takes itself in") for notice in expanded.notices] == [True]


def test_includes_that_multiply_end() -> None:
    files = {f"{n}.md": f"{{{{#include {n + 1}.md}}}}\n" * 10 for n in range(7)} | {"7.md": "x" * 1000}
    expanded = expand(files["0.md"], "0.md", "seeds", files.get)
    assert expanded is not None
    assert len(expanded.text) < 10_000_000
    assert any(notice.text.endswith("makes the text too long") for notice in expanded.notices)


def test_examples_of_includes_in_code_stay_without_a_word() -> None:
    assert of("```\n{{#include gone.rs}}\n```\n\nAnd `{{#include gone.rs}}` too.") is None
    assert of("No includes here: {{ x }} and 8<.") is None


def test_what_chapters_take_in_is_no_file_that_was_forgotten(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/SUMMARY.md": "- [One](one.md)\n",
        "b/one.md": '# One\n\n{% include "/part.md" %}\n',
        "b/part.md": "Part.\n",
    }
    assert not [notice.text for notice in reading.seed(files).notices if "order" in notice.text]
    (told,) = (n for n in reading.seed({**files, "b/left.md": "Left.\n"}).notices if "order" in n.text)
    assert told.text == "a file is not in its order: left.md"
    assert told.place
    assert told.place.path.endswith("b/SUMMARY.md")


def test_in_a_book(reading: Reading) -> None:
    (reading.folder / ".secret.md").write_text("secret")
    (reading.folder / "b").mkdir()
    (reading.folder / "b" / "link.md").symlink_to(reading.folder / ".secret.md")
    draft = reading.seed(
        {
            "b/SUMMARY.md": "- [One](one.md)\n",
            "b/one.md": "# One\n\n{{#include parts/x.md}}\n\nLast words.\n\n{{#include link.md}}\n",
            "b/parts/x.md": "Out of x.\n\nMore of x.\n",
        }
    )
    assert outline(draft.blocks).startswith("Header1:One Para:Out_of_x.")
    assert [f"{place}".removeprefix(str(reading.folder)) for place in draft.places[:4] if place] == [
        *("/b/one.md:1", "/b/parts/x.md:1", "/b/parts/x.md:3", "/b/one.md:5"),
    ]
    assert "secret" not in outline(draft.blocks)
    assert "text-left-out" in codes(draft)
    assert str(reading.folder / "b" / "parts" / "x.md") in draft.digests
