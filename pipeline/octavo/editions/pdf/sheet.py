"""The style sheet of one PDF: the theme's sheet for paper with this design's sizes and this document's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from octavo.body import Body
from octavo.editions.fonts.by_script import (
    RUNNING,
    extended,
    foreign_rows,
    scripts_of_body,
    typefaces_of_language,
)
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.weasyprint_door.weasy import private_name
from octavo.editions.pdf.words.wide_signs import WIDE, has_wide_signs
from octavo.languages.direction import RTL
from octavo.languages.typefaces import Typefaces
from octavo.languages.writing import SLANTED, WITH_CASE, of_language
from octavo.themes import Theme

_SINKAGE = 0.06
"""Where the heading of a chapter begins, as a share of the type area; it begins on a line of the text."""

_LEFTWARDS = """
@page :left { @top-left { content: string(chapter, first-except) } }
@page :right { @top-right { content: string(book, first-except) } }
"""
"""In a book that runs from the right the right page comes first: it carries the book's title."""

_HEADINGS = (
    "h1, h2, h3, h4, h5, h6, .o-title-block h1, .o-title-page h1, .o-title-block .o-subtitle, .o-title-page .o-subtitle"
)
_SMALL = "table, figcaption, .o-footnote, .o-late-notes"
_UPRIGHT = "h6, .epigraph, .dedication, .tok-co { font-style: normal }"
_WITHOUT_HYPHENS = ("Thai", "Laoo", "Khmr", "Mymr", "Tibt")
_ALL = f"{RUNNING}, .o-book > div > p:not([class]), .o-article > div > p:not([class])"
"""Every paragraph of the text, also where it is in no section."""


def in_lines(theme: Theme, design: Design, body: Body) -> Design:
    """The design with the height of its lines, and with a type area that holds whole lines."""
    own = typefaces_of_language(body.metadata.lang, on_paper=True)
    line = design.line or (own.lines[0] if own and own.lines else float(theme.value("line"))) * design.stretch
    return replace(design, line=line, layout=design.layout.in_lines(line))


def style_sheet(theme: Theme, design: Design, body: Body) -> str:
    """Write out the sheet. Two documents of one language and design get the same text, which is read only once."""
    layout = design.layout
    scripts = scripts_of_body(body, on_paper=True)
    stacks = {
        name: extended(_privately(value, theme), name.removeprefix("font-"), scripts)
        for name, value in theme.values.items()
        if name.startswith("font-")
    }
    own = typefaces_of_language(body.metadata.lang, on_paper=True)
    sunk = round(layout.lines(design.line) * theme.number("sinkage", _SINKAGE))
    sheet = theme.stylesheet(
        "print",
        page_size=layout.paper.css,
        page_wide=f"{layout.paper.height:g}mm {layout.paper.width:g}mm",
        page_top=f"{layout.top:g}mm",
        page_bottom=f"{layout.bottom:g}mm",
        page_inner=f"{layout.inner:g}mm",
        page_outer=f"{layout.outer:g}mm",
        page_height=f"{layout.height:g}mm",
        type_size=f"{layout.size:g}pt",
        leading=f"{layout.size * design.line:g}pt",
        sinkage=f"{sunk * layout.size * design.line:g}pt",
        bleed=f"{design.shop.bleed if design.shop else 0:g}mm",
        recto="recto" if design.rectos else "page",
        page_word=f'"{body.labels.page_short}"',
        **{name.replace("-", "_"): value for name, value in stacks.items()},
        **({"indent": own.indent} if own and own.indent else {}),
    )
    extra = (_LEFTWARDS if body.direction == RTL else "") + _of_script(body, own) + design.extra_css
    extra += _of_foreign_words(body, {name: _privately(value, theme) for name, value in theme.values.items()})
    for name, value in {**theme.values, **stacks}.items():
        extra = extra.replace(f"var(--{name})", value)
    return sheet + extra


def _of_script(body: Body, own: Typefaces | None) -> str:
    """Leading, figures and slant for a document in a script that the theme was not drawn for."""
    if own is None:
        return ""
    script = of_language(body.metadata.lang)
    rules = [_UPRIGHT] if script not in SLANTED else []
    if script not in WITH_CASE:
        rules.append("html { font-variant-numeric: lining-nums }")
    if script in _WITHOUT_HYPHENS:
        rules.append("body, .o-footnote, table { hyphens: manual }")
    if own.lines:
        _, heading, small = own.lines
        rules.append(f"{_HEADINGS} {{ line-height: {heading} }}")
        rules.append(f"{_SMALL} {{ line-height: {small} }}")
    if has_wide_signs(body.metadata.lang):
        rules.append(f".{WIDE} {{ font-family: {_quoted(own.text)} }}")
        rules.append(f":is({_HEADINGS}, table, figcaption) .{WIDE} {{ font-family: {_quoted(own.sans)} }}")
    if own.indents_all:
        rules.append(f"{_ALL} {{ text-indent: {own.indent} }}")
    return "\n".join(["", *rules, ""])


def _quoted(families: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in families)


def _of_foreign_words(body: Body, stacks: Mapping[str, str]) -> str:
    """Words marked as Chinese in a Japanese book, and the like, in the forms of their own language."""
    rules = []
    for tag, row in foreign_rows(body, on_paper=True):
        text, sans = (extended(stacks[f"font-{role}"], role, [row]) for role in ("text", "sans"))
        rules.append(f'[lang="{tag}"] {{ font-family: {text} }}')
        rules.append(f':is({_HEADINGS}, table, figcaption) [lang="{tag}"] {{ font-family: {sans} }}')
    return "\n".join(rules)


def _privately(stack: str, theme: Theme) -> str:
    """Name the theme's fonts in a stack as the engine knows them, so that no font of the machine is taken for them."""
    for family in {face.family for face in theme.fonts}:
        stack = stack.replace(f'"{family}"', f'"{private_name(family)}"')
    return stack
