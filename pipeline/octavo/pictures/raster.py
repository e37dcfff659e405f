"""Photographs and other raster pictures: decoded whole, turned upright, without hidden data. No I/O."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from octavo.files import Limits
from octavo.pictures.left_out import Checked, LeftOut
from octavo.pictures.strip import strip

if TYPE_CHECKING:
    from PIL import Image

_KEPT = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "GIF": ("image/gif", ".gif"),
         "WEBP": ("image/webp", ".webp")}  # fmt: skip
_REMADE = ("BMP", "TIFF", "AVIF", "JPEG2000", "PPM", "ICO", "DIB", "TGA", "MPO")
_PHOTOS = ("JPEG", "WEBP", "MPO", "AVIF", "JPEG2000")
_LARGEST_PROFILE = 1 << 20
_QUALITY = 95
_ORIENTATION = 0x0112


def check_raster(data: bytes, limits: Limits) -> Checked:
    """Check a picture of pixels, and remake it where e-readers or printers could not show it. Raises ``LeftOut``.

    The result has nothing but what shows: no EXIF, no place, no comment, no colour profile, one frame, upright.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError  # most seeds have no picture

    # The layout engine tells Pillow, for the whole process, to take pictures that are not whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the size is checked below, and odd metadata does no harm
        try:
            Image.init()
            known = [name for name in (*_KEPT, *_REMADE) if name in Image.OPEN]
            with Image.open(io.BytesIO(data), formats=known) as image:
                width, height = image.size
                if width * height > limits.picture_pixels:
                    raise LeftOut(f"has {width} x {height} pixels, too many")
                return _made(data, image)
        except (LeftOut, MemoryError):  # too little memory says something of the machine, not of the picture
            raise
        except Image.DecompressionBombError:
            raise LeftOut("has too many pixels") from None
        except UnidentifiedImageError:
            raise LeftOut("is not a picture") from None
        except Exception:  # noqa: BLE001 - decoders meet hostile bytes with any exception there is
            raise LeftOut("is broken") from None


def _made(data: bytes, image: Image.Image) -> Checked:
    from PIL import ImageOps

    kind = image.format or ""
    frames = int(getattr(image, "n_frames", 1))
    further = f"shows only the first of its {frames} pictures" if frames > 1 and kind not in ("MPO", "ICO") else ""
    image.load()
    turned = _orientation(image) != 1
    profile = _profile(image)
    plain = not turned and profile is None and image.mode != "CMYK"
    if kind == "MPO" and plain and image.mode in ("L", "RGB"):
        kind = "JPEG"
    moves = kind == "WEBP" and frames > 1
    if kind in _KEPT and plain and not moves and not (kind == "JPEG" and image.mode not in ("L", "RGB")):
        return Checked(strip(kind, data), *_KEPT[kind], *image.size, further)
    upright = _in_eight_bits(ImageOps.exif_transpose(image) if turned else image)
    photo = image.format in _PHOTOS and image.mode in ("L", "RGB", "YCbCr")
    upright = _in_common_colours(upright, profile)
    return Checked(_encoded(upright, photo), *_KEPT["JPEG" if photo else "PNG"], *upright.size, further)


def _orientation(image: Image.Image) -> int:
    try:
        said = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - with any broken EXIF the picture is kept as it is
        return 1
    return said if isinstance(said, int) and 1 < said <= 8 else 1


def _profile(image: Image.Image) -> bytes | None:
    """The colour profile where there is one that changes the colours: not the common one of the Web."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or not 128 < len(profile) <= _LARGEST_PROFILE:
        return None
    is_common = b"sRGB" in profile or b"s\0R\0G\0B" in profile
    return None if is_common or profile[16:20] not in (b"RGB ", b"CMYK", b"GRAY") else profile


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Pictures of more bits a pixel are scaled: cut off, they are white."""
    if image.mode not in ("I", "F") and not image.mode.startswith("I;"):
        return image
    whole = image if image.mode == "F" else image.convert("I")
    highest = whole.getextrema()[1]
    top = float(highest) if isinstance(highest, int | float) and highest > 0 else 1.0
    known = next((size for size in (1.0, 255.0, 65535.0) if top <= size), top)
    return whole.point(lambda value: value * (255 / known)).convert("L")


def _in_common_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours that every screen takes a picture without a profile to have."""
    clear = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    if profile is not None and not clear:
        from PIL import ImageCms

        wanted = {b"RGB ": "RGB", b"CMYK": "CMYK", b"GRAY": "L"}[profile[16:20]]
        try:
            source = image if image.mode == wanted else image.convert(wanted)
            changed = ImageCms.profileToProfile(
                source, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            changed = None
        if changed is not None:
            return changed
    if image.mode in ("1", "L", "LA", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if clear else "RGB")


def _encoded(image: Image.Image, photo: bool) -> bytes:
    out = io.BytesIO()
    plain = image.copy()
    plain.info = {key: value for key, value in image.info.items() if key == "transparency"}
    if photo and plain.mode in ("L", "RGB"):
        plain.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        plain.save(out, "PNG", optimize=False)
    return out.getvalue()
