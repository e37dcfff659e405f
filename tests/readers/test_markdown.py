"""Markdown seeds: pandoc's Markdown, and nothing of it lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.manuscript import write_markdown
from octavo.pandoc import Pandoc
from octavo.pictures import Album
from octavo.readers.losses import missing_words
from octavo.readers.seeds.table import read
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree.nodes import classes, kind, target
from octavo.tree.walk import plain, walk

from tests.readers.support import Reading, codes, kinds, outline, text


def test_structure_and_lines(reading: Reading) -> None:
    draft = reading.of(
        "markdown",
        "---\ntitle: T\n---\n\n# One *two*\n\nPara [link](x) `code`\ngoes on.\n\n- a\n- b\n\n***\n\n"
        "<div>\n\nIn a div\n\n</div>\n\n| h |\n|---|\n| c |\n",
    )  # fmt: skip
    assert outline(draft.blocks) == (
        "Header1:One_two Para:Para_link_code_goes_on. BulletList:a_b HorizontalRule: Para:In_a_div Table:h_c"
    )
    assert draft.lines == (5, 7, 10, 0, 17, 21)
    assert draft.metadata == {"title": "T"}
    assert draft.notices == ()


@pytest.mark.parametrize(
    ("source", "words", "code"),
    [
        ("Body[^zz] end.", "Body[^zz] end.", None),
        ("A[^1].\n\n[^1]: first\n\n[^1]: second", "A first . [^1]: second", "text-kept"),
        ("A\n\n[^1]: never called\n\n    more", "A [^1]: never called more", "text-kept"),
        ("A[^1]\n\n[^1]: out[^2]\n\n[^2]: inner", "A out inner", "text-kept"),
        ("`[^3]: x`\n\n```\n[^4]: in code\n```", "[^3]: x [^4]: in code", None),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "a b 1 2 3", "text-kept"),
        ("a | b\n--|--\n1 | `x|y` | \\| | surplus", "a b 1 x|y | surplus", "text-kept"),
        ("Before <!-- secret --> after", "Before after", "text-left-out"),
        ("V \\textbf{bold} \\foo{b}\n\n\\begin{quote}\nenv\n\\end{quote}",
         "V \\textbf{bold} \\foo{b} \\begin{quote} env \\end{quote}", "raw-shown"),
        ("\\newpage\n\nText", "Text", None),
        ("`<b>x</b>`{=html}\n\n```{=latex}\n\\foo\n```", "x \\foo", "raw-shown"),
        ("<script>alert(1)</script>\n\nText <style>p{}</style>", "Text", "active-content"),
        ("<iframe src='x'>fallback</iframe>", "fallback", "active-content"),
        ("x </b> y <i>open\n\nnext <div> end", "x y open next end", None),
        ("<table><tr><td>*a*</td><td>b</td></tr></table>", "*a* b", None),
        ("<svg><circle r='1'/><text>drawn *words*</text></svg>", "drawn words", None),
        ("![](missing.png) ![alt words](http://x/y.png)", "missing.png alt words", "picture-left-out"),
        ("![cap words](../x.png)", "cap words", "picture-left-out"),
        ("&lt;b&gt; &#1; &#xFFFE; end", "<b> \ufffd \ufffd end", None),
        ("---\nOnce.\n\nMore\n---\n\nBody", "Once. More Body", None),
        ("---\ntitle: x: y\n---\n\nBody", "Body", "metadata-ignored"),
        ("---\ntitle: [x: y\n---\n\nBody", "Body", "metadata-ignored"),
        ("---\na: &x b\n---\n\nBody", "a: &x b Body", "metadata-ignored"),
        ("---\n---\n\nBody", "Body", None),
        ("---\ntitle: T\n\nBody words", "title: T Body words", None),
    ],
)  # fmt: skip
def test_nothing_is_lost(reading: Reading, source: str, words: str, code: str | None) -> None:
    draft = reading.of("markdown", source + "\n")
    assert text(draft) == words
    assert codes(draft) == ([code] if code else [])
    assert not {"RawBlock", "RawInline"} & set(kinds(draft))
    assert missing_words(draft.words, text(draft)) == []


def test_html_becomes_structure(reading: Reading) -> None:
    draft = reading.of("markdown", "H<sub>2</sub>O <b>bold *x*</b><br>a <a href='javascript:x' onclick=y>l</a>\n")
    assert {"Subscript", "Strong", "Emph", "LineBreak"} <= set(kinds(draft))
    assert "javascript" not in str(draft.blocks)


def test_html_that_aligns_paragraphs_keeps_their_side(reading: Reading) -> None:
    draft = reading.of(
        "markdown",
        '<p align="center">one</p>\n\n<div align="right">\n\n*two*\n\n# Head\n\n</div>\n\n'
        '<center>three</center>\n\n<p style="text-align: center">four</p>\n\n<p align="left">five</p>\n',
    )
    told = [(kind(node), classes(node) if kind(node) == "Div" else [], plain([node]).strip()) for node in draft.blocks]
    assert told == [
        ("Div", ["center"], "one"),
        ("Div", ["right"], "two"),
        ("Header", [], "Head"),
        ("Div", ["center"], "three"),
        ("Div", ["center"], "four"),
        ("Para", [], "five"),
    ]


def test_a_frame_in_markdown_becomes_a_link(reading: Reading) -> None:
    draft = reading.of(
        "markdown",
        '<iframe src="https://films.example/embed/1" title="The film"></iframe>\n\n'
        '<video src="https://films.example/two.mp4">Not *shown*.</video>\n',
    )
    links = [node for node in walk(list(draft.blocks)) if kind(node) == "Link"]
    assert [(plain([link]), target(link)[0]) for link in links] == [
        ("The film", "https://films.example/embed/1"),
        ("two.mp4", "https://films.example/two.mp4"),
    ]
    assert "Not shown." in text(draft)


def test_a_title_block(reading: Reading) -> None:
    draft = reading.of("markdown", "% My *title*\n% A. One; B. Two\n% 2020\n\nBody\n")
    assert draft.metadata == {"title": "My title", "author": ["A. One", "B. Two"], "date": "2020"}


@pytest.mark.parametrize(
    "source", [">" * 2000 + " core", "\n".join("  " * n + f"- n{n}" for n in range(200)) + " core"]
)
def test_what_is_nested_beyond_reason_stays_as_text(reading: Reading, source: str) -> None:
    draft = reading.of("markdown", source)
    assert "content-differs" in codes(draft)
    assert "core" in text(draft)


def test_a_tag_in_code_is_no_tag_for_the_proof(reading: Reading) -> None:
    draft = reading.of(
        "markdown", "Put it between `<script>` tags.\n\n```\n<style>\n```\n\nAs of now, the boat is late.\n"
    )
    assert "the boat is late" in draft.words
    assert "tags" in draft.words


PIECES = st.sampled_from(
    ["word", "*em*", "**st**", "`c`", "[l](u)", "[^1]", "\n\n[^1]: note\n\n", "\n\n", "\n", " ", "<b>", "</b>", "<div>",
     "</div>", "<!-- c -->", "# ", "- ", "> ", "1. ", "    ", "| a | b |\n|---|---|\n| x | y | z |\n", "![alt](no.png)",
     "$x^2$", "\\foo{x}", "---\n", ":::\n", "::: x\n", "<script>s</script>", "[r]: u\n", "&amp;", "<p>", "<td>", "~~",
     "^x^", "@cite", "{.x}", "\\", "<input value=v>", "(@) ", "Term\n:   Def\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_markdown_keeps_its_words(source: str) -> None:
    with Pandoc() as child:
        draft = read(SourceFile("x.md", source.encode(), "markdown"), ReadContext(child, Album("/nonexistent")))
    assert not {"RawBlock", "RawInline"} & set(kinds(draft))
    assert missing_words(draft.words, plain(list(draft.blocks))) == []
    assert len(draft.lines) == len(draft.blocks)


def test_front_matter_of_elixir(reading: Reading) -> None:
    source = (
        '%{\n  title: "A \\"B\\"",\n'
        '  description: """\n  More\n  words.\n  """,\n  keywords: ~w(a b)\n}\n---\n\nText.\n'
    )
    draft = reading.of("markdown", source)
    assert draft.metadata == {"title": 'A "B"', "description": "More words.", "keywords": "a b"}
    assert (draft.lines, write_markdown(draft.blocks).text) == ((11,), "Text.\n")
    for other in ("%{\n  title: f(x)\n}\n---\n\nText.\n", "%{\n  title: 1\n}\n\nText.\n"):
        assert "%{" in text(reading.of("markdown", other))
