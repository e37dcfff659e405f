"""Puts the pages of a finished PDF on sheets by a plan, with pikepdf; keeps bookmarks and page labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from octavo.editions.imposed.plan import Half, Side
from octavo.errors import EditionError
from octavo.papersizes import POINT

_SMALL = 165.0
"""Pages up to this width (in millimetres) keep their size; two of larger ones are put on a sheet of their own size."""


@dataclass(frozen=True)
class Spot:
    """The new place of a page: the side's number, and a scaling with a shift, in points."""

    side: int
    scale: float
    x: float
    y: float
    turned: bool
    height: float


def impose(
    pdf: bytes, make_plan: Callable[[int], Sequence[Side]], *, short_edge: bool, as_wide: bool = False
) -> tuple[bytes, int]:
    """Put the pages of a PDF on the sides that ``make_plan`` plans for their number; gives the new PDF and its length.

    Pages of the standard PDF are all of one size, but for some that are turned; the sheet is as wide as two pages,
    or, when that would be larger than what people print on, the page's own paper turned; ``as_wide``: always the
    first. ``short_edge`` asks viewers for duplex printing that is turned about the short edge. Raises ``EditionError``
    when the PDF cannot be read.
    """
    try:
        with Pdf.open(BytesIO(pdf)) as source, Pdf.new() as target:
            plan = make_plan(len(source.pages))
            spots = _fill(source, target, plan, as_wide=as_wide)
            _labels(source, target, plan)
            _bookmarks(source, target, spots)
            _describe(source, target, short_edge=short_edge)
            out = BytesIO()
            target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue(), len(target.pages)
    except pikepdf.PdfError as error:
        raise EditionError(f"the pages cannot be put on sheets: {error}") from error


def _fill(source: Pdf, target: Pdf, plan: Sequence[Side], *, as_wide: bool) -> dict[int, Spot]:
    width, height = _size(source.pages[0])
    sheet = (width * 2, height) if as_wide or width * POINT <= _SMALL else (height, width)
    spots: dict[int, Spot] = {}
    for number, side in enumerate(plan):
        page = target.add_blank_page(page_size=sheet)
        content: list[str] = []
        forms = Dictionary()
        for at, half in enumerate((side.left, side.right)):
            if half.page is None:
                continue
            spot = _spot(source, half, number, (at * sheet[0] / 2, sheet[0] / 2, sheet[1]))
            spots[half.page] = spot
            form = target.copy_foreign(source.pages[half.page].as_form_xobject())
            for key in ("/StructParents", "/Tabs"):
                if key in form:
                    del form[key]
            forms[f"/P{at}"] = form
            content.append(_draw(spot, f"/P{at}"))
        page.obj.Resources = Dictionary(XObject=forms)
        page.obj.Contents = target.make_stream("\n".join(content).encode())
    return spots


def _size(page: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return right - left, top - bottom


def _spot(source: Pdf, half: Half, side: int, area: tuple[float, float, float]) -> Spot:
    """Fit a page into its half of the side, in the middle; one that is broader than high is turned to the left."""
    width, height = _size(source.pages[half.page or 0])
    left, room, high = area
    turned = width > height
    across, up = (height, width) if turned else (width, height)
    scale = min(room / across, high / up)
    x = left + (room - across * scale) / 2 + half.shift / POINT
    return Spot(side, scale, x, (high - up * scale) / 2, turned, height)


def _draw(spot: Spot, name: str) -> str:
    scale = f"{spot.scale:.6f}"
    if spot.turned:
        return f"q 0 {scale} -{scale} 0 {spot.x + spot.height * spot.scale:.4f} {spot.y:.4f} cm {name} Do Q"
    return f"q {scale} 0 0 {scale} {spot.x:.4f} {spot.y:.4f} cm {name} Do Q"


def _labels(source: Pdf, target: Pdf, plan: Sequence[Side]) -> None:
    """Label each side with the labels of its pages: ``8, 1``."""
    numbers: list[Any] = []
    for number, side in enumerate(plan):
        halves = [half.page for half in (side.left, side.right) if half.page is not None]
        text = ", ".join(str(source.pages[page].label) for page in halves) or "–"
        numbers += [number, Dictionary(P=String(text))]
    target.Root.PageLabels = target.make_indirect(Dictionary(Nums=Array(numbers)))


def _bookmarks(source: Pdf, target: Pdf, spots: dict[int, Spot]) -> None:
    page_numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}

    def copied(item: OutlineItem) -> OutlineItem:
        destination = item.destination
        new = OutlineItem(item.title)
        if isinstance(destination, Array) and (spot := spots.get(page_numbers.get(destination[0].objgen, -1))):
            x, y = (float(destination[at]) if len(destination) > at else 0.0 for at in (2, 3))
            if spot.turned:
                x, y = spot.height - y, x
            place = (spot.x + x * spot.scale, spot.y + y * spot.scale)
            new.destination = Array([target.pages[spot.side].obj, Name.XYZ, round(place[0], 2), round(place[1], 2), 0])
        new.children.extend(copied(child) for child in item.children)
        return new

    with source.open_outline() as old, target.open_outline() as made:
        made.root.extend(copied(item) for item in old.root)


def _describe(source: Pdf, target: Pdf, *, short_edge: bool) -> None:
    """Copy what the document says of itself, and tell viewers how to print it."""
    for key, value in source.docinfo.items():
        target.docinfo[key] = str(value)
    if "/Lang" in source.Root:
        target.Root.Lang = str(source.Root.Lang)
    preferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if "/Direction" in source.Root.get("/ViewerPreferences", {}):
        preferences.Direction = Name(str(source.Root.ViewerPreferences.Direction))
    if short_edge:
        preferences.Duplex = Name.DuplexFlipShortEdge
    target.Root.ViewerPreferences = preferences
