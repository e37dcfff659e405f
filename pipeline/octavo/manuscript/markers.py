"""The markers of ordered lists: ``1.``, ``iv)``, ``(c)``. Pure."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def marker(number: int, style: str, delimiter: str) -> str:
    """A marker with the spaces after it; two after a capital and a full stop, which else would be an initial."""
    if style in ("LowerAlpha", "UpperAlpha"):
        label = chr(ord("a") + number - 1)
    elif style in ("LowerRoman", "UpperRoman"):
        label = _roman(number)
    else:
        label = str(number)
    if style.startswith("Upper"):
        label = label.upper()
    if delimiter == "TwoParens":
        return f"({label}) "
    if delimiter == "OneParen":
        return f"{label}) "
    return f"{label}.  " if style.startswith("Upper") else f"{label}. "


def _roman(number: int) -> str:
    result = ""
    for value, digits in _ROMAN:
        result += digits * (number // value)
        number %= value
    return result
