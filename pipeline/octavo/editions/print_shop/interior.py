"""The inside of a book for a print shop: its pages, its margins, its inks, as the shop's preset says. Floor 3."""

from __future__ import annotations

from dataclasses import replace

from octavo.editions import Job
from octavo.editions.pdf.design import Design, Shop, standard
from octavo.editions.pdf.recipe import press
from octavo.editions.print_shop.presets import Preset, preset
from octavo.errors import EditionError
from octavo.model import Made, Place
from octavo.papersizes import Paper, parse_papersize

_PASSES = 3
_CURE = "choose another size with --set papersize=..., or another shop with --set print-shop=..."


def make(job: Job) -> Made:
    """Lay the pages out for the shop; thicker books get a wider inner margin. Raises ``EditionError`` with a reason."""
    rules, paper = preset(job.options.print_shop), parse_papersize(job.options.papersize)
    refuse(rules, paper, None, job)
    pages = len(job.pages.pages) if job.pages else 0
    for _ in range(_PASSES):
        made = press(job, _design(job, rules, paper, pages))
        if rules.gutter(made.page_count) <= rules.gutter(pages):
            break
        pages = made.page_count
    refuse(rules, paper, made.page_count, job)
    return made


def refuse(rules: Preset, paper: Paper, pages: int | None, job: Job) -> None:
    """Raise ``EditionError`` when the shop cannot print this book."""
    if reason := rules.why_not(paper, pages):
        raise EditionError(reason, Place(job.body.path), _CURE)


def _design(job: Job, rules: Preset, paper: Paper, pages: int) -> Design:
    sheet = f"{paper.width:g}mm {paper.height:g}mm"
    design = standard(replace(job.options, papersize=sheet, linkcolor=""), job.theme)
    layout = design.layout
    layout = replace(
        layout,
        inner=max(layout.inner, rules.gutter(pages), rules.margin),
        outer=max(layout.outer, rules.margin),
        top=max(layout.top, rules.margin),
        bottom=max(layout.bottom, rules.margin),
    )
    on = job.options.print_paper
    shop = Shop(rules.key, on, on == "colour", rules.standard, rules.multiple, rules.bleed)
    return replace(design, layout=layout, shop=shop, tagged=False)
