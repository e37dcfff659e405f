"""What hyphenation does to the words of a language, by the dictionaries that the layout engine uses."""

from __future__ import annotations

from collections.abc import Callable

RESPELLING = ("ca", "hu")
"""Languages whose hyphenation changes letters."""


def divides_words(lang: str) -> bool:
    """Whether lines of a language can be filled: its words can be divided, or every sign is a word of its own."""
    from pyphen import language_fallback  # type: ignore[import-untyped]  # it has no type hints

    return lang.split("-")[0].lower() in ("zh", "ja", "ko") or language_fallback(lang) is not None


def respells(lang: str) -> Callable[[str], bool] | None:
    """For a language in which divided words may be written otherwise: which words are. None for all others."""
    from pyphen import Pyphen, language_fallback

    found = language_fallback(lang)
    if found is None or found.split("_")[0] not in RESPELLING:
        return None
    dictionary = Pyphen(lang=found)
    return lambda word: any(position.data for position in dictionary.positions(word))
