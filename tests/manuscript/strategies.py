"""Hypothesis strategies for pandoc's trees and for text that looks like markup."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from octavo.model import Node

WORDS = ["alpha", "beta", "a", "x", "I", "1", "foo-bar", "don’t", "end.", "(so)", "a_b", "word:", "é", "中文", "2)"]
SIGNS = [
    "*",
    "_",
    "`",
    "$",
    "~",
    "^",
    "[",
    "]",
    "#",
    "-",
    "|",
    "::",
    "\\",
    "!",
    "+",
    "~~",
    "**",
    ">",
    "=",
    ":",
    "%",
    "@",
]
TRAPS = [
    "&amp;",
    "<b>",
    "@k",
    "1.",
    "$5",
    "{x}",
    "(a)",
    "iv.",
    "---",
    "[x]",
    "[^1]",
    "{.c}",
    "Table:",
    "`c`",
    "***",
    "&#65;",
]
SPACES = [" ", "  ", "\t", "\n", "\u00a0", "\u2003", "\u200b", "\u2028"]
LINES = [
    "# ",
    "- ",
    "+ ",
    "* ",
    "> ",
    "| ",
    "(@) ",
    "#. ",
    "1) ",
    ": ",
    "~ ",
    "% ",
    "::: {.x}",
    "    ",
    "---- ----",
    "+---+",
    "|-|-|",
]
THINGS = [
    "<a@b.c>",
    "<http://x.y/a_b_>",
    "http://a.b/c_d?x=1&y=2",
    "foo@bar.com",
    "\\alpha",
    "\\begin{x}",
    "@{k}",
    "[x]: /url",
    "[^1]: n",
    "*[H]: x",
    "snake_case",
    "H~2~O",
    "x^2^",
    "w{.x}",
    "`c`{=html}",
    "<!-- x -->",
    "</b>",
    "C:\\foo",
    "e\u0301",
]
nasty_text = st.lists(st.sampled_from(WORDS + SIGNS + TRAPS + SPACES + LINES + THINGS), min_size=1, max_size=12).map(
    "".join
)
"""Text made of what Markdown would take for markup."""

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


def node(kind: str, content: Any = None) -> Node:
    """A node of pandoc's tree."""
    return {"t": kind} if content is None else {"t": kind, "c": content}


def _attributes(names: bool = True) -> st.SearchStrategy[list[Any]]:
    identifier = st.sampled_from(["", "", "i1", "é:x", "1a", "a b"]) if names else st.just("")
    pairs = st.lists(
        st.sampled_from(["v", "a b", 'q"x', "a\\b", "&amp;", "<", ""]).map(lambda v: ["data-k", v]), max_size=1
    )
    return st.tuples(
        identifier, st.lists(st.sampled_from(["c", "md:x", "1x", "é"]), max_size=2, unique=True), pairs
    ).map(list)


_some = st.just(["", [], []]) | _attributes()
_str = st.sampled_from(WORDS + SIGNS + TRAPS).map(lambda text: node("Str", text))
_addresses = st.sampled_from(
    [
        "",
        "http://a.b/c",
        "#id",
        "a b",
        "a(b",
        "a(b)c",
        "x\\y",
        "&amp;",
        "a*b_c_d*",
        "mailto:a@b.c",
        "a<b>",
        "http://a.b/?x=1&y=2",
        'a"b',
        "x|y",
        "a'b'",
        "é",
        "a]b",
        "$x$",
        "`a`",
        "a%20b",
    ]
)
_titles = st.sampled_from(["", "", "t", 'a "q" b', "x\\", "&amp;", "it's", "(p)", " s "])
_targets = st.tuples(_addresses, _titles).map(list)
_codes = st.sampled_from(["x", "a|b", "`", "``a`", "a ` b", " ", "", "\\n", "a  b", "$x$", "*", "x`", "<b>", "&amp;"])
_tex = st.sampled_from(
    [
        "x",
        "a_b",
        "\\alpha",
        "x^2",
        " x ",
        "5",
        "a|b",
        "\\$",
        "\\{x\\}",
        "x\\",
        "\\text{$x$}",
        "a $ b",
        "%",
        "x % c\ny",
        "a\n\nb",
        "<x",
        "`",
        "\nx\n=\ny\n",
        "a\n- b",
        "x_1\n1. b",
    ]
)
_lines_of_code = st.sampled_from(
    [
        "x",
        "",
        "a\n\n\nb",
        "  ind",
        "\ttab",
        "```\nx\n```",
        "~~~",
        "[^1]: x",
        "- a\n\n- b",
        ":::\n",
        "\nlead\n",
        " ",
        "a\n   \nb",
        "x\n\n",
        "<b>&amp;",
    ]
)
_styled = ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "Underline", "SmallCaps")


def _spread(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[list[Node]]:
    """Inlines with spaces between some of them."""

    def spaced(pairs: list[tuple[Node, bool]]) -> list[Node]:
        return [part for item, space in pairs for part in ([item, node("Space")] if space else [item])]

    return st.lists(st.tuples(inner, st.booleans()), min_size=1, max_size=4).map(spaced)


def inlines(depth: int, notes: bool = True) -> st.SearchStrategy[list[Node]]:
    """Inlines of a paragraph."""
    if depth <= 0:
        return _spread(_str)
    inner = inlines(depth - 1, notes)
    several = [
        _str,
        _str,
        st.tuples(st.sampled_from(_styled), inner).map(lambda pair: node(*pair)),
        st.tuples(st.sampled_from(["SingleQuote", "DoubleQuote"]), inner).map(
            lambda q: node("Quoted", [node(q[0]), q[1]])
        ),
        st.tuples(_some, _codes).map(lambda pair: node("Code", list(pair))),
        st.tuples(st.sampled_from(["InlineMath", "DisplayMath"]), _tex).map(lambda m: node("Math", [node(m[0]), m[1]])),
        st.tuples(_some, inner, _targets).map(lambda link: node("Link", list(link))),
        st.tuples(_some, inner, _targets).map(lambda image: node("Image", list(image))),
        st.tuples(_attributes(), inner | st.just([])).map(lambda span: node("Span", list(span))),
        st.tuples(st.sampled_from(["html", "tex"]), st.sampled_from(["<b>", "\\x", "<!-- x -->"])).map(
            lambda raw: node("RawInline", list(raw))
        ),
        st.sampled_from([node("LineBreak"), node("SoftBreak")]),
    ]
    if notes:
        several.append(inlines(depth - 1, notes=False).map(lambda text: node("Note", [node("Para", text)])))
    return _spread(st.one_of(several))


def blocks(depth: int) -> st.SearchStrategy[list[Node]]:
    """Blocks of a document or of a container."""
    return st.lists(_block(depth), min_size=1, max_size=3)


def _block(depth: int) -> st.SearchStrategy[Node]:
    text = inlines(2)
    simple = [
        text.map(lambda content: node("Para", content)),
        text.map(lambda content: node("Para", content)),
        text.map(lambda content: node("Plain", content)),
        st.lists(text | st.just([]), min_size=1, max_size=3).map(lambda lines: node("LineBlock", lines)),
        st.tuples(_some, _lines_of_code).map(lambda pair: node("CodeBlock", list(pair))),
        st.just(node("RawBlock", ["html", "<div>\n</div>"])),
        st.tuples(st.integers(1, 7), _some, inlines(1)).map(lambda heading: node("Header", list(heading))),
        st.just(node("HorizontalRule")),
    ]
    if depth <= 0:
        return st.one_of(simple)
    inner = blocks(depth - 1)
    item: st.SearchStrategy[list[Node]] = inner | st.just([]) | text.map(lambda content: [node("Plain", content)])
    items = st.lists(item, min_size=1, max_size=3)
    styles = ["DefaultStyle", "Example", "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha"]
    label = st.tuples(
        st.sampled_from([1, 1, 0, 2, 4, 9, 27]),
        st.sampled_from(styles).map(node),
        st.sampled_from(["DefaultDelim", "Period", "OneParen", "TwoParens"]).map(node),
    ).map(list)
    entry = st.tuples(inlines(1), st.lists(item, max_size=2)).map(list)
    caption: st.SearchStrategy[list[Any]] = st.just([None, []]) | inlines(1).map(
        lambda content: [None, [node("Plain", content)]]
    )
    picture = st.tuples(_some, inlines(1, notes=False)).map(
        lambda pair: [node("Plain", [node("Image", [*pair, ["a.png", ""]])])]
    )
    return st.one_of(
        *simple,
        inner.map(lambda content: node("BlockQuote", content)),
        items.map(lambda content: node("BulletList", content)),
        st.tuples(label, items).map(lambda pair: node("OrderedList", list(pair))),
        st.lists(entry, min_size=1, max_size=2).map(lambda entries: node("DefinitionList", entries)),
        st.tuples(_attributes(), inner).map(lambda pair: node("Div", list(pair))),
        st.tuples(_some, caption, picture | inner).map(lambda figure: node("Figure", list(figure))),
        _tables(item, caption),
    )


def _tables(item: st.SearchStrategy[list[Node]], caption: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[Node]:
    plain: st.SearchStrategy[list[Node]] = inlines(1).map(lambda content: [node("Plain", content)]) | st.just([])
    empty = ["", [], []]

    def cells(span: st.SearchStrategy[int], content: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[list[Any]]:
        return st.tuples(st.just(empty), st.just(node("AlignDefault")), span, span, content).map(list)

    def rows(cell: st.SearchStrategy[list[Any]], most: int) -> st.SearchStrategy[list[Any]]:
        return st.lists(st.lists(cell, min_size=1, max_size=3).map(lambda row: [empty, row]), max_size=most)

    def table(cell: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[Node]:
        alignment = st.sampled_from(["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"]).map(node)
        width = st.just(node("ColWidthDefault")) | st.just(node("ColWidth", 0.3))
        columns = st.lists(st.tuples(alignment, width).map(list), min_size=1, max_size=3)
        return st.tuples(_some, caption, columns, rows(cell, 2), rows(cell, 3), rows(cell, 1)).map(
            lambda t: node("Table", [t[0], t[1], t[2], [empty, t[3]], [[empty, 0, [], t[4]]], [empty, t[5]]])
        )

    return table(cells(st.just(1), plain)) | table(cells(st.sampled_from([1, 1, 2]), plain | item))
