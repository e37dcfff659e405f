"""A part of a larger PDF, written alone: it may have links to other parts, and its ids are unique."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.editions.pdf.weasyprint_door.shared_fonts import SharedFonts

ASIDE = "OctavoAside"


@dataclass(frozen=True)
class Alone:
    """How a part is written: the fonts that all parts share, and how many pages come before it.

    The ``last`` part brings the fonts of all.
    """

    fonts: SharedFonts
    behind: int = 0
    last: bool = False


@dataclass(frozen=True)
class PageOutline:
    """What bookmarks need of a page, by WeasyPrint's names."""

    bookmarks: tuple[Any, ...]
    height: float


def allow_links(pages: Sequence[Any]) -> None:
    """Let the links of WeasyPrint's pages point to ids that none of them has: another part has them.

    WeasyPrint drops such a link. So its first page gets the id; who puts the parts together leaves it out.
    """
    here = {name for page in pages for name in page.anchors}
    for page in pages:
        for kind, name, _, _ in page.links:
            if kind == "internal" and name not in here:
                pages[0].anchors[name] = (0, 0, 0, 0)


def distinctly(finisher: Callable[[Any, Any], None], behind: int) -> Callable[[Any, Any], None]:
    """A finisher that also makes the structure of a part fit to be put together with others.

    Ids become those of one part alone, by the pages before it. ``ASIDE`` of the one element below the root names those
    that have it as parent and are not among its children: heads and feet of pages.
    """
    from pydyf import Array, String  # type: ignore[import-untyped]  # it has no type hints

    def own(name: Any) -> Any:
        return String(f"{behind}.{name.string}")

    def finish(document: Any, pdf: Any) -> None:
        elements: list[Any] = [
            entry for entry in pdf.objects if isinstance(entry, dict) and entry.get("Type") == "/StructElem"
        ]
        top = next(element for element in elements if element["S"] == "/Document")
        children = set(top["K"])
        aside = [element.reference for element in elements if element["P"] == top.reference]
        top[ASIDE] = Array([reference for reference in aside if reference not in children])
        for element in elements:
            if "ID" in element:
                element["ID"] = own(element["ID"])
            if headers := element.get("A", {}).get("Headers"):
                element["A"]["Headers"] = Array([own(name) for name in headers])
        finisher(document, pdf)

    return finish
