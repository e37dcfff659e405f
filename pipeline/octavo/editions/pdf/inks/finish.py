"""The last objects of a PDF for a print shop: inks, page boxes, output intent. Everything else is removed.

ISO 15930-4 and 15930-6 (PDF/X-1a and X-3 of 2003): no device-independent claim beyond the output intent, no links, no
attachments, no transparency; every page has a TrimBox.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydyf import Array, Dictionary, Stream, String  # type: ignore[import-untyped]  # it has no type hints

from octavo.editions.pdf.inks import inked, inks
from octavo.editions.pdf.weasyprint_door.finish import LabelRange, label_numbers
from octavo.papersizes import POINT

CONDITION = ("FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)")
"""The printing condition that the inks are meant for, by its name in the registry of characterisations."""
SHOP, PAPER = "OctavoShop", "OctavoPaper"
"""Entries of the document information: which preset and which paper a file was made for. The proof reads them."""

Finisher = Callable[[Any, Any], None]


def finisher(
    shop: str, paper: str, *, colour: bool, labels: Sequence[LabelRange] = (), bleed: float = 0, leftwards: bool = False
) -> Finisher:
    """Make the function that completes a PDF for a shop before it is written. ``bleed`` is on every side of a page."""

    def finish(_document: Any, pdf: Any) -> None:
        for entry in pdf.objects:
            if isinstance(entry, Stream):
                entry.extra.pop("Group", None)  # nothing in it is transparent, or the proof refuses the file
                if entry.extra.get("Subtype") != "/Image":
                    entry.stream = [
                        inked(item, colour=colour) if isinstance(item, bytes) else item for item in entry.stream
                    ]
            elif isinstance(entry, Dictionary) and entry.get("Type") == "/Page":
                _cut(entry, bleed / POINT)
            _ink_gradients(entry, colour=colour)
        intent = {"Type": "/OutputIntent", "S": "/GTS_PDFX", "RegistryName": String("http://www.color.org")}
        intent |= {"OutputConditionIdentifier": String(CONDITION[0]), "OutputCondition": String(CONDITION[1])}
        pdf.catalog["OutputIntents"] = Array([Dictionary({**intent, "Info": String(CONDITION[1])})])
        pdf.info[SHOP], pdf.info[PAPER] = String(shop), String(paper)
        if labels:
            pdf.catalog["PageLabels"] = Dictionary({"Nums": Array(label_numbers(labels))})
        preferences: dict[str, Any] = {"DisplayDocTitle": "true"}
        if leftwards:
            preferences["Direction"] = "/R2L"
        pdf.catalog["ViewerPreferences"] = Dictionary(preferences)

    return finish


def _ink_gradients(entry: Any, *, colour: bool) -> None:
    """Give the gradients in an object, or in what it holds, the colours of inks, in place."""
    inside = [entry.extra if isinstance(entry, Stream) else entry]
    while inside:
        held = inside.pop()
        if isinstance(held, dict):
            is_gradient = "ShadingType" in held and held.get("ColorSpace") == "/DeviceRGB"
            if is_gradient:
                held["ColorSpace"] = "/DeviceCMYK"
                _ink_functions(held.get("Function"), colour=colour)
            inside += [] if is_gradient else held.values()
        elif isinstance(held, list):
            inside += held


def _ink_functions(function: Any, *, colour: bool) -> None:
    """Give the functions of a gradient, from one colour to another, the colours of inks, in place."""
    for part in function.get("Functions", ()):
        _ink_functions(part, colour=colour)
    for end in ("C0", "C1"):
        if end in function:
            function[end] = Array(inks(*map(float, function[end]), colour=colour))


def _cut(page: Any, bleed: float) -> None:
    """Give a page its boxes and take its links away. One that a picture fills comes with a bleed of its own."""
    page.pop("Annots", None)
    left, top, right, bottom = page["MediaBox"]
    page["BleedBox"] = Array([left, top, right, bottom])
    if bleed or "TrimBox" not in page:
        page["TrimBox"] = Array([left + bleed, top + bleed, right - bleed, bottom - bleed])
