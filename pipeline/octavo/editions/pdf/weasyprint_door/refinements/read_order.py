"""The order in which a PDF is read aloud: a figure that stands later on paper stays where the manuscript has it.

A late figure carries the number of the block that passed it first, in an attribute of its element. While the structure
of the PDF is built, both structure elements are noted; at the end the figure's is moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_LATE, _PASSED, _BLOCK = "data-late", "data-passed", "data-b"


def mark_late(figure: Any, paragraph: Any) -> None:
    """Say that a figure comes before a paragraph when the text is read, though it stands behind it."""
    if figure.get(_LATE) is None:
        figure.set(_LATE, paragraph.get(_BLOCK, ""))
        paragraph.set(_PASSED, "")


def is_late(element: Any) -> bool:
    """Whether an element stands later than it is read."""
    return element.get(_LATE) is not None


@dataclass
class ReadOrder:
    """Collects the structure elements of late figures and of what they were passed by."""

    late: list[tuple[str, Any]] = field(default_factory=list)
    passed: dict[str, Any] = field(default_factory=dict)

    def note(self, element: Any, structure: Any) -> None:
        """Take note of the structure element that was made for an element of the tree."""
        if (number := element.get(_LATE)) is not None:
            self.late.append((number, structure))
        if element.get(_PASSED) is not None:
            self.passed.setdefault(element.get(_BLOCK, ""), structure)

    def first(self, finisher: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        """The function that completes a PDF, with the order of reading put right before."""

        def finish(document: Any, pdf: Any) -> None:
            self.restore(pdf)
            finisher(document, pdf)

        return finish

    def restore(self, pdf: Any) -> None:
        """Put the late figures before what passed them, in the structure of a PDF."""
        for number, figure in self.late:
            passed = self.passed.get(number)
            if passed is None:
                continue
            kids = _parent(passed, pdf)["K"]
            _parent(figure, pdf)["K"].remove(figure.reference)
            kids.insert(kids.index(passed.reference), figure.reference)
            figure["P"] = passed["P"]


def _parent(structure: Any, pdf: Any) -> Any:
    return pdf.objects[int(structure["P"].split()[0])]
