"""Two facing pages of which one never ends where its limit says: the levelling ends all the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from octavo.editions.pdf.weasyprint_door.spreads import level_spreads

LINE = 20.0
FULL = 400.0


class LineBox:
    """The last line of a page, of the name that WeasyPrint gives it."""

    children = ()

    def __init__(self, bottom: float) -> None:
        self.position_y, self.height = bottom - LINE, LINE

    def is_in_normal_flow(self) -> bool:
        return True


def _layout(rounds: list[int]) -> Any:
    """A stand-in for WeasyPrint's package of layout: the right page always ends two lines above the left one."""

    def remake_page(index: int, context: Any, *_more: Any) -> tuple[Any, Any]:
        rounds.append(index)
        assert len(rounds) < 100, "the pages are made again and again"
        context.page_maker.append((None, {"break": "any", "page": None}))
        line = LineBox(FULL if index % 2 else FULL - LINE)
        body = SimpleNamespace(children=[line], is_in_normal_flow=lambda: True)
        return SimpleNamespace(children=[body], content_box_y=lambda: 0.0, height=FULL), {0: index}

    return SimpleNamespace(page=SimpleNamespace(remake_page=remake_page), LayoutContext=type("LayoutContext", (), {}))


def test_a_page_that_obeys_no_limit_does_not_hold_up_the_rest() -> None:
    rounds: list[int] = []
    layout = _layout(rounds)
    context = SimpleNamespace(
        page_maker=[], footnotes=[], reported_footnotes=[], broken_out_of_flow={}, current_page_footnotes=[]
    )
    with level_spreads(layout, LINE):
        for index in range(4):
            page, _resume_at = layout.page.remake_page(index, context)
            assert page is not None
    assert len(rounds) > 4  # it was tried
