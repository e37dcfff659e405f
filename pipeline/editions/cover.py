"""The cover: made of the metadata, or the picture that the metadata names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Metadata, Picture
from pipeline.themes import Theme


@dataclass(frozen=True)
class Cover:
    """A cover as a picture: its bytes, type and size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def cover_of(metadata: Metadata, theme: Theme, pictures: Mapping[str, Picture], slug: str) -> Cover:
    """The cover of a publication."""
    import io
    from PIL import Image
    chosen = pictures.get(metadata.cover_image.removeprefix("images/"))
    if chosen:
        return Cover(chosen.data, chosen.media_type, chosen.width, chosen.height)
    out = io.BytesIO()
    Image.new("P", (1200, 1920), 3).save(out, "PNG")
    return Cover(out.getvalue(), "image/png", 1200, 1920)
