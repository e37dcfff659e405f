"""Of a picture comes along what shows: no EXIF, place, comment, profile, further frame or byte behind the end."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.files import Limits
from octavo.pictures import LeftOut, check_picture
from octavo.pictures.drawing import safe_svg
from octavo.pictures.drawing_parts import kept_styles
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

SECRET = "SECRET place 47.37N"
PLAIN = set("jfif jfif_version jfif_unit jfif_density dpi version background loop duration timestamp".split())
KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")


def photo(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """Another colour in each quarter, so that a turn is seen."""
    image = Image.new("RGB", size, "white")
    width, height = size[0] // 2, size[1] // 2
    for colour, at in (("red", (0, 0)), ("lime", (width, 0)), ("blue", (0, height))):
        image.paste(colour, (*at, at[0] + width, at[1] + height))
    return image


def saved(image: Image.Image, kind: str, orientation: int = 1, **more: Any) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = SECRET
    out = io.BytesIO()
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", SECRET)
        told.add_itxt("Comment", SECRET)
        more["pnginfo"] = told
    if kind in ("JPEG", "GIF"):
        more["comment"] = SECRET.encode()
    if kind != "GIF":
        more["exif"] = exif
    image.save(out, kind, **more)
    return out.getvalue() + (b"" if kind == "TIFF" else SECRET.encode())


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_and_says_nothing(kind: str, orientation: int) -> None:
    data = saved(photo(), kind, orientation)
    assert SECRET.encode() in data
    checked = check_picture(data, Limits())
    wanted = ImageOps.exif_transpose(opened(data)).convert("RGB")
    got = opened(checked.data)
    assert SECRET.encode() not in checked.data
    assert not got.getexif()
    assert set(got.info) <= PLAIN
    assert (got.size, (checked.width, checked.height)) == (wanted.size, wanted.size)
    for x in (10, wanted.width - 10):
        for y in (10, wanted.height - 10):
            there = zip(got.convert("RGB").getpixel((x, y)), wanted.getpixel((x, y)), strict=True)  # type: ignore[arg-type]
            assert all(abs(one - other) < 12 for one, other in there)
    assert check_picture(checked.data, Limits()) == checked


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pixels_of_an_upright_picture_are_the_same_bit_for_bit(kind: str) -> None:
    data = saved(photo(), kind)
    checked = check_picture(data, Limits())
    assert opened(checked.data).tobytes() == opened(data).tobytes()
    assert checked.media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 2}, {"quality": 30, "optimize": True},
                                     {"restart_marker_blocks": 1}, {"dpi": (300, 300)}])  # fmt: skip
def test_every_build_of_jpeg_is_taken_apart(options: dict[str, Any]) -> None:
    for image in (photo((97, 61)), photo().convert("L")):
        data = saved(image, "JPEG", **options)
        checked = check_picture(data, Limits())
        assert opened(checked.data).tobytes() == opened(data).tobytes()
        assert SECRET.encode() not in checked.data


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_of_what_moves_the_first_picture_shows(kind: str) -> None:
    first = photo()
    out = io.BytesIO()
    first.save(out, kind, save_all=True, append_images=[Image.new("RGB", (48, 32), c) for c in ("black", "gray")])
    checked = check_picture(out.getvalue(), Limits())
    got = opened(checked.data)
    assert getattr(got, "n_frames", 1) == 1
    assert checked.lost == "shows only the first of its 3 pictures"
    assert got.convert("RGB").getpixel((3, 3)) == pytest.approx((255, 0, 0), abs=12)
    assert b"NETSCAPE" not in checked.data


def test_colours_of_a_profile_become_those_of_the_screen() -> None:
    """A wide profile is applied and goes; what cannot be read as a profile goes and changes nothing."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for kind, broken in (("JPEG", profile), ("PNG", b"no profile at all" * 20), ("WEBP", b"\0" * 9_000)):
        data = saved(photo(), kind, icc_profile=broken)
        checked = check_picture(data, Limits())
        assert "icc_profile" not in opened(checked.data).info
        assert opened(checked.data).convert("RGB").getpixel((3, 3)) == pytest.approx((254, 0, 0), abs=12)
    swapped = _swapped(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for kind in ("JPEG", "PNG", "WEBP"):
        checked = check_picture(saved(photo(), kind, icc_profile=swapped), Limits())
        red, _, blue = opened(checked.data).convert("RGB").getpixel((3, 3))  # type: ignore[misc]
        assert blue > red, kind
        assert "icc_profile" not in opened(checked.data).info


def _swapped(profile: bytes) -> bytes:
    """A profile in which red and blue have changed places, under another name."""
    return (
        profile.replace(b"rXYZ", b"tmpX").replace(b"bXYZ", b"rXYZ").replace(b"tmpX", b"bXYZ")
        .replace(b"s\0R\0G\0B", b"o\0t\0h\0r").replace(b"sRGB", b"othr")
    )  # fmt: skip


def test_sixteen_bits_are_scaled() -> None:
    for mode, top in (("I;16", 65535), ("I", 65535)):
        image = Image.new(mode, (8, 8), top // 2)
        out = io.BytesIO()
        image.save(out, "TIFF")
        checked = check_picture(out.getvalue(), Limits())
        assert opened(checked.data).convert("L").getpixel((1, 1)) == pytest.approx(127, abs=2)


def test_parts_of_a_png_that_nobody_shows_are_gone() -> None:
    data = saved(photo(), "PNG")
    part = b"sECr" + SECRET.encode()
    hidden = struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
    checked = check_picture(data[:33] + hidden + data[33:], Limits())
    assert SECRET.encode() not in checked.data


@given(st.binary(max_size=60), st.integers(0, 10_000), st.sampled_from(KINDS))
def test_whatever_the_bytes_a_picture_comes_or_is_left_out(noise: bytes, at: int, kind: str) -> None:
    data = saved(photo((16, 16)), kind)
    at %= len(data)
    try:
        checked = check_picture(data[:at] + noise + data[at + len(noise) :], Limits())
    except LeftOut:
        return
    assert opened(checked.data).size == (checked.width, checked.height)


def dot() -> str:
    return f"data:image/png;base64,{base64.b64encode(saved(photo(), 'PNG')).decode()}"


def test_words_and_looks_of_a_drawing_stay() -> None:
    svg = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">
    <style>@import "http://e.invalid/x.css"; @media print {{ .b {{ fill: url(http://e.invalid/) }} }}
    .b {{ fill: #fff; stroke: red; background: url(http://e.invalid/) }}
    text > .c {{ font-size: 9px !important }}</style>
    <a xlink:href="http://e.invalid/"><text x="1" y="20">linked <a href="javascript:x">label</a> words</text></a>
    <foreignObject x="10" y="10" width="80" height="40"><div xmlns="http://www.w3.org/1999/xhtml"
      style="font-size: 12px"><p>First label</p><p>second <b>label</b></p><script>evil()</script></div></foreignObject>
    <image width="5" height="5" xlink:href="{dot()}"/><image href="http://e.invalid/y.png"/>
    <filter id="f"><feGaussianBlur in="SourceAlpha" stdDeviation="2"/><feImage href="http://e.invalid/z"/></filter>
    <rect class="b" width="9" height="9" filter="url(#f)"><animate attributeName="x" to="9"/></rect></svg>"""
    checked = check_picture(svg.encode(), Limits())
    text = checked.data.decode()
    for kept in (".b{fill:#fff;stroke:red}", "text &gt; .c{font-size:9px}", "linked ", "First label", "second label",
                 "feGaussianBlur", 'filter="url(#f)"', "data:image/png;base64,"):  # fmt: skip
        assert kept in text, kept
    for gone in ("e.invalid", "javascript", "evil", "@", "foreignObject", "animate", "feImage", "<a", SECRET):
        assert gone not in text, gone
    assert checked.lost == "is shown without a picture within it and its movement"
    within = base64.b64decode(text.split("base64,")[1].split('"')[0])
    assert SECRET.encode() not in within
    assert check_picture(checked.data, Limits()).data == checked.data


@pytest.mark.parametrize("inner", ["<b>x", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"])
def test_a_picture_in_a_drawing_is_pixels_only(inner: str) -> None:
    address = f"data:image/svg+xml;base64,{base64.b64encode(inner.encode()).decode()}"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'
    checked = check_picture(drawing.encode(), Limits())
    assert b"data:" not in checked.data
    assert checked.lost


@given(st.text(alphabet="a{}@;:()\"'\\/*# urlimportfilsrexp-.", max_size=80))
def test_no_style_sheet_fetches_or_runs(sheet: str) -> None:
    kept = kept_styles(sheet + "} x{fill:red;background:url(y)} .a{fill:url(//z);stroke:expression(1)}").lower()
    assert "url(" not in kept.replace("url(#", "")
    assert not any(bad in kept for bad in ("@", "\\", "expression", "//z", "/*", "src("))


def test_words_behind_a_part_that_goes_stay() -> None:
    drawing = safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg"><text>one <script>x</script>two</text></svg>')
    assert drawing is not None
    assert drawing.words == "one two"
