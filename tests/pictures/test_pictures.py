"""Pictures come along only from the seed's own folder, only whole, and only as pictures."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from octavo.files import Limits
from octavo.pictures import Album, LeftOut, check_picture
from octavo.pictures.drawing import safe_svg
from PIL import Image


def picture(kind: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (4, 3)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def reason(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(LeftOut) as caught:
        check_picture(data, limits or Limits())
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "media_type", "kept"),
    [
        (picture(), "image/png", True),
        (picture("JPEG"), "image/jpeg", True),
        (picture("GIF", "P"), "image/gif", True),
        (picture("WEBP"), "image/webp", True),
        (picture("BMP"), "image/png", False),
        (picture("TIFF"), "image/png", False),
        (picture("JPEG", "CMYK"), "image/png", False),
    ],
)
def test_rasters(data: bytes, media_type: str, kept: bool) -> None:
    checked = check_picture(data, Limits())
    assert (checked.media_type, checked.width, checked.height) == (media_type, 4, 3)
    assert (checked.data == data) == kept


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"just text", "not a picture"),
        (picture(size=(64, 64))[:60], "broken"),
        (picture("JPEG", size=(64, 64))[:300], "broken"),
        (bomb(), "pixels"),
        (b"%PDF-1.4", "PDF"),
        (b"%!PS-Adobe", "PostScript"),
        (b"\xd7\xcd\xc6\x9a" + bytes(40), "metafile"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", "cannot be read"),
    ],
)
def test_what_is_left_out(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_large_pictures_are_left_out() -> None:
    assert "larger" in reason(picture(), Limits(picture_bytes=10))


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="2in" height="50"
 onload="alert(1)"><script>alert(1)</script><style>@import "x"; *{fill:url(http://x)}</style>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>
<image href="file:///etc/passwd"/><a xlink:href="javascript:alert(1)"><text>gone</text></a>
<rect id="a" width="5" height="5" fill="url(#g)" style="fill:red;background:url(http://x);stroke:url(#g)"
 onclick="x()"/><use xlink:href="#a"/><use href="http://x/y#z"/><text>kept <tspan>words</tspan></text>
<path d="M0 0" fill="url(http://x)" filter="url(#f)"/><animate attributeName="href" values="javascript:x"/>
<set attributeName="onclick" to="x"/><!-- comment --><?pi x?></svg>"""


def test_drawings_only_draw() -> None:
    drawing = safe_svg(SVG)
    assert drawing is not None
    assert (drawing.width, drawing.height, drawing.words) == (192, 50, "x gone kept words")
    for bad in (
        b"script",
        b"http://x",
        b"file:",
        b"javascript",
        b"onload",
        b"onclick",
        b"style>",
        b"foreign",
        b"animate",
    ):
        assert bad not in drawing.data.replace(b"http://www", b"")
    assert b'xlink:href="#a"' in drawing.data
    assert b"fill:red;stroke:url(#g)" in drawing.data


@pytest.mark.parametrize("value", ["data:text/html,x", "DATA :x", "vbscript:x", "https://e.invalid", "file:///x"])
def test_no_value_is_an_address(value: str) -> None:
    painted = f'<g fill="{value}" style="fill:{value}"><path d="M0 0h9"/></g>'
    source = f'<svg xmlns="http://www.w3.org/2000/svg">{painted}</svg>'
    drawing = safe_svg(source.encode())
    assert drawing is not None
    assert b"fill" not in drawing.data


def test_drawings_have_limits() -> None:
    deep = safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 200 + b"</g>" * 200 + b"</svg>")
    assert deep is not None
    assert deep.data.count(b"<g") <= 100
    many = b'<use href="#a"/>' * 1001
    assert safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg">' + many + b"</svg>") is None


@given(st.recursive(st.text(max_size=5), lambda inner: st.tuples(
    st.sampled_from(["g", "script", "a", "text", "image", "foreignObject", "animate", "style", "use", "path"]),
    st.dictionaries(st.sampled_from(["href", "onclick", "style", "fill", "id", "d"]), st.sampled_from(
        ["javascript:x", "#a", "url(http://x)", "url(#a)", "red", "data:text/html,x", "a\\75rl(x)"]), max_size=2),
    st.lists(inner, max_size=3)), max_leaves=8))  # fmt: skip
def test_nothing_dangerous_survives(tree: object) -> None:
    root = etree.Element("svg")

    def grow(parent: etree._Element, node: object) -> None:
        if isinstance(node, tuple):
            child = etree.SubElement(parent, node[0], node[1])
            for inner in node[2]:
                grow(child, inner)

    grow(root, tree)
    drawing = safe_svg(etree.tostring(root))
    assert drawing is not None
    for bad in (b"javascript:x", b"http://x", b"data:", b"onclick", b"<script", b"<image", b"<style", b"75rl"):
        assert bad not in drawing.data


def test_an_album_takes_from_its_folder_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "ch").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(picture())
    (home / "a b.png").write_bytes(picture())
    (home / "ch" / "a b.png").write_bytes(picture(size=(9, 9)))
    (home / "copy.png").write_bytes(picture())
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    album = Album(str(home))
    assert album.take("a%20b.png") == "a-b.png"
    assert album.take("../a b.png?v=1#x", "ch") == "a-b.png"
    assert album.take("./copy.png", "ch/one") == album.take("copy.png"), "as one file at the top has it"
    assert album.take("./../../a b.png", "ch") == "a-b.png", "as the page of the finished site has it"
    assert album.take("a b.png", "ch") == "a-b-2.png"
    assert album.take("copy.png") == "a-b.png"
    inline = base64.b64encode(picture(size=(2, 2))).decode()
    assert album.take(f"data:image/jpeg;base64,{inline}") == "picture.png"
    assert [(one.name, one.width) for one in album.pictures] == [("a-b.png", 4), ("a-b-2.png", 9), ("picture.png", 2)]
    for name in (
        "../secret.png",
        "%2e%2e/secret.png",
        "link.png",
        "/dev/zero",
        "http://x/y.png",
        "//x/y.png",
        "missing.png",
        "file:///etc/passwd",
        "data:text/html,x",
        "data:image/png;base64,!!!",
        "ch",
        "",
        "album:x",
        "C:\\x.png",
    ):
        with pytest.raises(LeftOut):
            album.take(name)
    assert str(home / "missing.png") in album.digests
    assert all(Path(path).is_relative_to(home) for path in album.digests)


def test_albums_have_limits(tmp_path: Path) -> None:
    album = Album(str(tmp_path), Limits(pictures=1))
    album.add(picture(), "a.png")
    assert album.add(picture(), "b.png") == "a.png"
    with pytest.raises(LeftOut, match="the limit is"):
        album.add(picture(size=(1, 1)), "c.png")
    with pytest.raises(LeftOut, match="MB"):
        Album(str(tmp_path), Limits(all_pictures_bytes=10)).add(picture(), "a.png")


def test_a_machine_without_memory_does_not_make_a_picture_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image, "open", full)
    with pytest.raises(MemoryError):
        check_picture(picture(), Limits())
