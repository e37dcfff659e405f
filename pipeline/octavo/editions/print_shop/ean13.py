"""The bar code of a book: EAN-13 (ISO/IEC 15420) from its thirteen figures, as SVG. Pure."""

from __future__ import annotations

_ODD = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
_PARITY = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".split()
_QUIET = (11, 7)
"""Modules that stay white at the left and at the right."""
_HEIGHT, _GUARD, _FIGURES = 69, 5, 10


def modules(figures: str) -> str:
    """The 95 modules of the code: 1 for a bar."""
    left = "".join(
        _ODD[int(figure)] if kind == "O" else _even(int(figure))
        for figure, kind in zip(figures[1:7], _PARITY[int(figures[0])], strict=True)
    )
    right = "".join(_turned(_ODD[int(figure)]) for figure in figures[7:])
    return f"101{left}01010{right}101"


def _turned(bits: str) -> str:
    return bits.translate(str.maketrans("01", "10"))


def _even(figure: int) -> str:
    return _turned(_ODD[figure])[::-1]


def bar_code(figures: str, family: str = "sans-serif") -> str:
    """The code with its figures as SVG, one unit a module, on white."""
    bits, guards = modules(figures), {0, 2, 46, 48, 92, 94}
    wide, high = sum(_QUIET) + 95, _HEIGHT + _FIGURES
    bars = "".join(
        f"M{_QUIET[0] + at} 2v{_HEIGHT - 2 if at in guards else _HEIGHT - 2 - _GUARD}h1V2z"
        for at, bit in enumerate(bits)
        if bit == "1"
    )
    words = ((2, figures[0]), *((_QUIET[0] + 4 + 7 * at, figures[1 + at]) for at in range(6)))
    words += tuple((_QUIET[0] + 50 + 7 * at, figures[7 + at]) for at in range(6))
    text = "".join(f'<text x="{x}" y="{_HEIGHT + 6}">{figure}</text>' for x, figure in words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/><path d="{bars}" fill="#000"/>'
        f'<g font-family="{family}" font-size="9" fill="#000">{text}</g></svg>'
    )
