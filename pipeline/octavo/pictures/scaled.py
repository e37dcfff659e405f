"""Pictures of pixels made small enough for an e-reader: no screen shows more, and large files turn its pages slowly."""

from __future__ import annotations

import io

LONGEST = 2000
"""Pixels of the longer side."""
_QUALITY = 85
_KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def scaled_size(width: int, height: int) -> tuple[int, int]:
    """The size of a picture when neither side is longer than the limit; its shape stays."""
    share = min(1.0, LONGEST / max(width, height, 1))
    return max(round(width * share), 1), max(round(height * share), 1)


def scaled(data: bytes, media_type: str, width: int, height: int) -> bytes:
    """The picture in its own format, no larger than the limit; the same bytes where it is not or cannot be read."""
    size = scaled_size(width, height)
    if media_type not in _KINDS or size == (width, height):
        return data
    from PIL import Image

    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            clear = "A" in picture.mode or "transparency" in picture.info
            plain = (
                picture if picture.mode in ("L", "RGB") and not clear else picture.convert("RGBA" if clear else "RGB")
            )
            small = plain.resize(size, Image.Resampling.LANCZOS)
            options = {"optimize": True} if media_type == "image/png" else {"quality": _QUALITY}
            small.save(out, _KINDS[media_type], **options)
    except (OSError, ValueError):
        return data
    return out.getvalue()
