"""The result of checking a picture: the picture, or the reason why it is left out. No I/O."""

from __future__ import annotations

from dataclasses import dataclass


class LeftOut(Exception):  # noqa: N818 - it is an answer rather than an error: the picture stays behind, the text goes on
    """Why a picture is left out, in words that end a sentence: "is broken", "is a PDF"."""


@dataclass(frozen=True)
class Checked:
    """A picture that may be used: bytes, media type, ending of its name, size in CSS pixels (0: unknown).

    ``lost`` says in words what was visible and is left out; empty for nothing.
    """

    data: bytes
    media_type: str
    suffix: str
    width: int = 0
    height: int = 0
    lost: str = ""
