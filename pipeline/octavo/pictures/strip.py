"""Removes hidden data from pictures: EXIF, places, comments, colour profiles, further frames, bytes after the end.

The file is rebuilt from the parts that an allow-list names, so its pixels do not change. Bytes in, bytes out;
``ValueError`` for a file that does not have the structure of its kind. No I/O.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"pHYs"))
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))


def strip(kind: str, data: bytes) -> bytes:
    """The same picture without what does not show; ``kind`` is JPEG, PNG, GIF or WEBP. Raises ``ValueError``."""
    try:
        return b"".join({"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp}[kind](data))
    except (IndexError, struct.error) as error:
        raise ValueError("the file ends in the middle") from error


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Tables, frames and scans up to the end of the first picture; of applications' parts the size of a dot only."""
    yield data[:2]
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            break
        kind = data[at + 1]
        if kind in (0xFF, 0x00) or kind in _JPEG_ALONE:
            at += 1 if kind == 0xFF else 2
            continue
        if kind == 0xD9:
            break
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        part = data[at:end]
        if kind == 0xDA:
            end = _end_of_scan(data, end)
            yield data[at:end]
        elif kind == 0xE0 and part[4:9] == b"JFIF\0" and len(part) >= 18:
            yield b"\xff\xe0\x00\x10" + part[4:16] + b"\0\0"  # without its small picture
        elif (kind == 0xEE and part[4:9] == b"Adobe") or not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            yield part
        at = end
    yield b"\xff\xd9"


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in _JPEG_ALONE:
            return at
        at += 2


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        part = data[at + 8 : at + 8 + size]
        if kind in _PNG_KEPT:
            yield struct.pack(">I", size) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        at += 12 + size
        if kind == b"IEND":
            return
    raise ValueError("it has no end")


def _gif(data: bytes) -> Iterator[bytes]:
    """The first picture, with the block before it that says what shows through."""
    at = 13 + _colours(data[10])
    yield data[:at]
    control = b""
    while data[at] != 0x3B:
        if data[at] == 0x21:
            end = _end_of_blocks(data, at + 2)
            if data[at + 1] == 0xF9:
                control = data[at:end]
            at = end
        elif data[at] == 0x2C:
            start = at
            at += 10 + _colours(data[at + 9])
            yield control + data[start : _end_of_blocks(data, at + 1)]
            break
        else:
            raise ValueError("it holds what no GIF holds")
    yield b";"


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _webp(data: bytes) -> Iterator[bytes]:
    """A still picture; of an animation nothing is kept here."""
    kept = []
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", data, at)
        part = data[at + 8 : at + 8 + size]
        if kind in _WEBP_KEPT:
            kept.append((kind, part))
        elif kind == b"VP8X":
            kept.append((kind, bytes([part[0] & 0x10]) + part[1:]))  # whether pixels are clear, and the size
        at += 8 + size + size % 2
    body = b"".join(kind + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for kind, part in kept)
    yield b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body
