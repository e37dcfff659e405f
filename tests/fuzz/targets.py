"""Targets of the fuzzers: bytes in, nothing out, and any exception but Octavo's own refusal is a find.

Each takes apart one kind of thing that may come from anybody. ``tests/fuzz/corpus`` has a folder of examples for each;
``make fuzz`` adds what broke something, ``python -m tools.fuzz_target`` what reached code that nothing had reached.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from lxml import etree
from octavo import pagemap
from octavo.errors import OctavoError
from octavo.files import Limits
from octavo.manuscript import split
from octavo.metadata import parse_yaml
from octavo.model import Place
from octavo.pictures import LeftOut, check_picture
from octavo.pictures.drawing import safe_svg
from octavo.pictures.drawing_parts import kept_style, kept_styles
from octavo.publishing.values.record import Record, written
from octavo.readers.decoding import decode
from octavo.readers.markdown.repair import repair
from octavo.readers.office.package import open_package

Target = Callable[[bytes], None]
HERE = Place("seed")
# What no XML may hold, and what no text of ours holds afterwards.
FORBIDDEN = {chr(code) for code in range(32)} - {"\t", "\n", "\r", "\f"} | {"\ufffe", "\uffff"}


def decoding(data: bytes) -> None:
    """Bytes become text without characters that XML forbids, and that text as UTF-8 stays as it is."""
    with contextlib.suppress(OctavoError):
        text = decode(data, HERE).text
        assert not FORBIDDEN & set(text)
        assert "\r" not in text
        text.encode()


def markdown_repair(data: bytes) -> None:
    """No line is added to or taken from a text; a second repair changes nothing more than the first."""
    text = decode(data, HERE).text if data else ""
    repaired, _ = repair(text, HERE)
    repair(repaired, HERE)


def package(data: bytes) -> None:
    """Whatever stands in a ZIP file is whole, of a sane size and XML, or it is refused."""
    packed = data
    if not data.startswith(b"PK"):  # the bytes of one part, packed here: a fuzzer finds no checksums
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as made:
            made.writestr("word/document.xml", data)
            made.writestr("content.xml", data)
        packed = held.getvalue()
    with contextlib.suppress(OctavoError):
        opened = open_package(packed, HERE, Limits())
        for name in ("word/document.xml", "content.xml"):
            opened.xml(name)


def yaml(data: bytes) -> None:
    """Metadata are strings, lists and mappings, whatever stands there."""
    text = data.decode("utf-8", "replace")
    with contextlib.suppress(OctavoError):
        found, _ = parse_yaml(text, HERE)
        _plain(found)
    split(text)


def _plain(value: object, depth: int = 0) -> None:
    assert depth < 64
    if isinstance(value, dict):
        for key, inner in value.items():
            assert isinstance(key, str)
            _plain(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _plain(inner, depth + 1)
    else:
        assert value is None or isinstance(value, str | bool | int | float)


def svg(data: bytes) -> None:
    """A drawing that comes along is well-formed, comes along again as it is, and names nothing outside itself."""
    drawing = safe_svg(data)
    if drawing is not None:
        for node in etree.fromstring(drawing.data).iter():
            assert isinstance(node.tag, str)
            name = node.tag.rpartition("}")[2].lower()
            assert name not in ("script", "foreignobject", "a", "animate", "set", "iframe", "image"), name
            for key, value in node.attrib.items():
                assert not str(key).lower().startswith("on"), key
                assert not str(key).endswith("href") or str(value).startswith("#"), value
        again = safe_svg(drawing.data)
        assert again is not None
    sheet = data.decode("utf-8", "replace")
    for kept in (kept_style(sheet), kept_styles(sheet)):
        assert not re.search(r"url\(\s*['\"]?[^#'\"\s]|\\|expression|javascript", kept, re.IGNORECASE), kept


def picture(data: bytes) -> None:
    """A picture comes along, or is left out; what comes along comes along again, byte for byte."""
    with contextlib.suppress(LeftOut):
        checked = check_picture(data, Limits(picture_pixels=1_000_000))
        assert check_picture(checked.data, Limits()).media_type == checked.media_type


def page_map(data: bytes) -> None:
    """A page map is refused, or read and written as it is."""
    with contextlib.suppress(OctavoError):
        found = pagemap.from_json(data.decode("utf-8", "replace"))
        assert pagemap.from_json(pagemap.to_json(found)) == found


def record(data: bytes) -> None:
    """A record is believed or it is not; it can be written again. Its sum is made right: few bytes have a right one."""
    with contextlib.suppress(ValueError, RecursionError):
        read = json.loads(data)
        if isinstance(read, dict):
            data = written({key: value for key, value in read.items() if key != "sum"})
    found = Record.from_json(data)
    if found is not None:
        assert Record.from_json(found.to_json()) == found


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "decoding": decoding,
        "markdown_repair": markdown_repair,
        "package": package,
        "yaml": yaml,
        "svg": svg,
        "picture": picture,
        "page_map": page_map,
        "record": record,
    }
)
