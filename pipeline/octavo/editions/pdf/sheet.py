"""The style sheet of one PDF: the theme's sheet for paper with this design's sizes and this document's language."""

from __future__ import annotations

from octavo.body import Body
from octavo.editions.pdf.design import Design
from octavo.editions.pdf.weasyprint_door.weasy import private_name
from octavo.languages.direction import RTL
from octavo.themes import Theme

_LEFTWARDS = """
@page :left { @top-left { content: string(chapter, first-except) } }
@page :right { @top-right { content: string(book, first-except) } }
"""
"""In a book that runs from the right the right page comes first: it carries the book's title."""


def style_sheet(theme: Theme, design: Design, body: Body) -> str:
    """Write out the sheet. Two documents of one language and design get the same text, which is read only once."""
    layout = design.layout
    stacks = {name: _privately(value, theme) for name, value in theme.values.items() if name.startswith("font-")}
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
        page_word=f'"{body.labels.page_short}"',
        **{name.replace("-", "_"): value for name, value in stacks.items()},
    )
    extra = (_LEFTWARDS if body.direction == RTL else "") + design.extra_css
    for name, value in {**theme.values, **stacks}.items():
        extra = extra.replace(f"var(--{name})", value)
    return sheet + extra


def _privately(stack: str, theme: Theme) -> str:
    """Name the theme's fonts in a stack as the engine knows them, so that no font of the machine is taken for them."""
    for family in {face.family for face in theme.fonts}:
        stack = stack.replace(f'"{family}"', f'"{private_name(family)}"')
    return stack
