"""The characters that symbol fonts may supply. Pure."""

from __future__ import annotations

from octavo.themes import FontFace

_SIGNS = (
    (0x2000, 0x2BFF),
    (0x2E00, 0x2E7F),
    (0x3030, 0x303D),
    (0x3297, 0x3299),
    (0xFE00, 0xFE0F),
    (0xFFFC, 0xFFFC),
    (0x1D000, 0x1D7FF),
    (0x1F000, 0x1FBFF),
    (0xE0020, 0xE007F),
)
"""What fonts of signs are asked for. Their letters of other scripts lack what those scripts need, so they stay out."""


def only_signs(face: FontFace) -> str:
    """Limit a font of signs to its signs. Exactly what it has must be listed: the engine takes a range at its word."""
    if face.role not in ("symbols", "emoji"):
        return ""
    ranges: list[list[int]] = []
    for code in sorted(face.coverage()):
        if any(first <= code <= last for first, last in _SIGNS):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "; unicode-range: " + ", ".join(f"U+{first:X}-{last:X}" for first, last in ranges)
