"""The markers of ordered lists: ``1.``, ``iv)``, ``(c)``. Pure."""

from __future__ import annotations

from octavo.text.numerals import roman


def marker(number: int, style: str, delimiter: str) -> str:
    """A marker with the spaces after it; two after a capital and a full stop, which else would be an initial."""
    if style in ("LowerAlpha", "UpperAlpha"):
        label = chr(ord("a") + number - 1)
    elif style in ("LowerRoman", "UpperRoman"):
        label = roman(number)
    else:
        label = str(number)
    if style.startswith("Upper"):
        label = label.upper()
    if delimiter == "TwoParens":
        return f"({label}) "
    if delimiter == "OneParen":
        return f"{label}) "
    return f"{label}.  " if style.startswith("Upper") else f"{label}. "
