"""What is in these bytes? The content decides, the name is only a hint. Pure."""

from __future__ import annotations

import re

from octavo.errors import SeedError
from octavo.formats import BUILT_IN, formats
from octavo.model import Place

_OURS = frozenset(row.kind for row in BUILT_IN)
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""How a word processor wraps a document that has a password (MS-OFFCRYPTO 2.3.4.4)."""
_FOREIGN = (
    (b"%PDF-", "a PDF", "take the text from the program that made it, as DOCX, ODT, HTML or text"),
    (
        _OLD,
        "a document of an old word processor",
        "save it as DOCX, or type: soffice --headless --convert-to docx FILE",
    ),
    (b"\x89PNG\r\n\x1a\n", "a picture", "name it in a document that lies beside it"),
    (b"\xff\xd8\xff", "a picture", "name it in a document that lies beside it"),
    (b"GIF8", "a picture", "name it in a document that lies beside it"),
    (b"II*\0", "a picture", "name it in a document that lies beside it"),
    (b"MM\0*", "a picture", "name it in a document that lies beside it"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "unpack it first"),
    (b"Rar!\x1a\x07", "a compressed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it first"),
    (b"\x7fELF", "a program", "give a document"),
    (b"\xca\xfe\xba\xbe", "a program", "give a document"),
    (b"SQLite format 3\0", "a database", "give a document"),
    (b"OggS", "a sound", "give a document"),
    (b"ID3", "a sound", "give a document"),
    (b"fLaC", "a sound", "give a document"),
    (b"wOFF", "a font", "give a document"),
    (b"wOF2", "a font", "give a document"),
    (b"\0\x01\0\0", "a font", "give a document"),
    (b"%!PS-", "a PostScript file", "take the text from the program that made it"),
    (b"AT&TFORM", "a DjVu file", "take the text from the program that made it"),
)
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(
    rb"\A(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
"""A page that a browser saved as one file (MHTML)."""
_TAG = re.compile(rb"<[/!]?[A-Za-z][^<>]{0,2000}>")


def sniff(data: bytes, named: str, place: Place) -> str:
    """The kind of reader that a file goes to: ``text``, ``markdown``, ``web``, ``docx``, ``odt`` or ``rtf``.

    ``named`` is the kind that the name promises (empty: none). Raises ``SeedError`` for what no reader knows, with
    what it is.
    """
    for row in formats().values():
        if row.sniff is not None and row.sniff(data[:65536]):
            return row.kind
    if named and named not in _OURS:
        return named
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, named, place)
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLD) and _LOCKED in data:
        raise SeedError("this document is locked with a password", place, "save it without a password")
    for mark, what, hint in _FOREIGN:
        if data.startswith(mark) and not (mark.isalnum() and _is_text(data)):
            raise SeedError(f"this is {what}, which cannot be read", place, hint)
    if _ARCHIVE.match(data[:16_384]):
        return "web"
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise SeedError("this is a picture, a sound or a film, which cannot be read", place, "give a document")
    if named in ("docx", "odt", "rtf"):
        if _PAGE.match(data[:65536]):
            return "web"
        raise SeedError(f"this is no {named.upper()} file", place, "open it in a word processor and save it again")
    if named != "web" and _PAGE.match(_plain(data[:65536])):
        return "web"
    if named == "web" and not _TAG.search(_plain(data[: 1 << 20])):
        return "text"
    return named or "text"


def _is_text(data: bytes) -> bool:
    """Words that only happen to begin like a binary file ("GIF89a is a format")."""
    return not any(byte < 9 for byte in data[:4096])


def _plain(head: bytes) -> bytes:
    """UTF-16 with its NULs and its mark taken away, good enough to see tags."""
    return head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _zipped(data: bytes, named: str, place: Place) -> str:
    head = data[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "odt"
    if b"mimetypeapplication/epub+zip" in head:
        raise SeedError("this is an EPUB, which cannot be read", place, "take the text from the program that made it")
    if b"word/document" in data:
        return "docx"
    if b"content.xml" in data and b"opendocument" in data[:4096]:
        return "odt"
    if b"xl/workbook" in data or b"ppt/presentation" in data:
        raise SeedError("this is a spreadsheet or a presentation, which cannot be read", place, "save its text as DOCX")
    if named in ("docx", "odt"):
        return named
    raise SeedError("this is a zip archive, which cannot be read", place, "unpack it and give its files")
