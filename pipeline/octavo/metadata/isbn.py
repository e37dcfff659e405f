"""The number of a book: ISBN (ISO 2108), of ten or thirteen figures. Pure."""

from __future__ import annotations

import re

_NAME = re.compile(r"^\s*(?:urn:)?isbn(?:-1[03])?[:\s]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\u2010-\u2015-]")


def isbn_of(identifier: str) -> str:
    """The ten or thirteen figures of an ISBN; empty for other text, or if its check figure is wrong."""
    signs = _BETWEEN.sub("", _NAME.sub("", identifier)).upper()
    if re.fullmatch(r"\d{9}[\dX]", signs, re.ASCII):
        total = sum((10 - at) * (10 if sign == "X" else int(sign)) for at, sign in enumerate(signs))
        return signs if total % 11 == 0 else ""
    right = re.fullmatch(r"97[89]\d{10}", signs, re.ASCII) and signs[12] == _check_figure(signs[:12])
    return signs if right else ""


def as_printed(identifier: str) -> str:
    """An ISBN as books print it, with its name and its figures as they were written; anything else as it is."""
    return f"ISBN {_NAME.sub('', identifier).strip()}" if isbn_of(identifier) else identifier


def thirteen_figures(isbn: str) -> str:
    """An ISBN of ten or thirteen figures with thirteen; empty for an empty one."""
    if len(isbn) != 10:
        return isbn
    return f"978{isbn[:9]}{_check_figure(f'978{isbn[:9]}')}"


def _check_figure(twelve: str) -> str:
    return str(-sum(int(figure) * (3 if at % 2 else 1) for at, figure in enumerate(twelve)) % 10)
