"""Pieces of a line that is being written: literal text and markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Token:
    """Literal text to be escaped, or markup to be kept. ``active``: the delimiters it is within.

    The text is kept in pieces until somebody asks: to join a long one word by word takes the square of its length.
    """

    pieces: list[str]
    literal: bool
    active: str = ""
    bracketed: bool = False
    verbatim: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0]
