"""Numbers as lists write them: figures, letters, Roman numerals. Pure."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SIGNS = {sign: value for value, sign in _ROMAN if len(sign) == 1}
_MOST_ROMAN = 3999


def numeral(number: int, kind: str) -> str:
    """A number as a list of this kind shows it: ``a``, ``A``, ``i``, ``I``, and figures for everything else.

    What letters or Roman numerals cannot say (zero, a number below it) is said in figures, as browsers do.
    """
    if number > 0 and kind in ("a", "A"):
        made = letters(number)
    elif 0 < number <= _MOST_ROMAN and kind in ("i", "I"):
        made = roman(number)
    else:
        return str(number).replace("-", "\u2212")
    return made.upper() if kind.isupper() else made


def roman_value(text: str) -> int:
    """What a well-formed Roman numeral says, in small letters or capitals; 0 for anything else."""
    lower = text.lower()
    total = previous = 0
    for char in reversed(lower):
        value = _SIGNS.get(char, 0)
        if not value:
            return 0
        total += -value if value < previous else value
        previous = max(previous, value)
    return total if 0 < total <= _MOST_ROMAN and roman(total) == lower else 0


def letters(number: int) -> str:
    """``a`` to ``z``, then ``aa``, ``ab`` and so on. The number is above zero."""
    made = ""
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(ord("a") + rest) + made
    return made


def roman(number: int) -> str:
    """A Roman numeral in small letters. The number is above zero."""
    made = ""
    for value, sign in _ROMAN:
        made += sign * (number // value)
        number %= value
    return made


def counted(number: int, one: str, sign: str = "") -> str:
    """A number with what it counts, ``1 page`` or ``2,000 pages``; empty for 0. ``sign`` as in a format: ``+``."""
    return f"{number:{sign},} {one}{'s' * (abs(number) != 1)}" if number else ""
