"""Quotation marks by language. Floor 1; pure."""

from __future__ import annotations

_QUOTES = {
    "de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "sl": "„“‚‘", "bg": "„“’’", "is": "„“‚‘",
    "fr": "«\u202f\u202f»‹\u202f\u202f›", "es": "«»“”", "it": "«»“”", "pt": "«»“”", "ru": "«»„“", "uk": "«»„“",
    "be": "«»„“", "el": "«»“”", "no": "«»‘’", "nb": "«»‘’", "nn": "«»‘’", "pl": "„”‚’", "hu": "„”»«", "ro": "„”«»",
    "nl": "“”‘’", "sv": "””’’", "fi": "””’’", "da": "“”‘’", "ja": "「」『』", "zh": "“”‘’",
    "ar": "«»“”", "fa": "«»‹›",
}  # fmt: skip


def quotation_marks(tag: str, *, single: bool = False) -> tuple[str, str]:
    """The opening and the closing mark for a BCP 47 tag; the English ones for a language that is not listed.

    French marks carry their narrow no-break space.
    """
    marks = _QUOTES.get(tag.lower().split("-")[0], "“”‘’")
    wide = len(marks) // 4
    at = 2 * wide if single else 0
    return marks[at : at + wide], marks[at + wide : at + 2 * wide]
