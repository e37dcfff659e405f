"""Which reader does a file go to? Bytes and a name in, a kind out.

The content decides before the name does: each row of ``octavo.formats`` says how to recognise its files. This module
only knows formats without a reader, so that the message can name them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from octavo.errors import SeedError
from octavo.formats import formats
from octavo.model import Place
from octavo.readers.decoding import decode
from octavo.readers.web.sniff import has_tags

_DIALECT = re.compile(r"\A---\n(?:.*\n){0,60}?dialect:.*\n(?:.*\n){0,60}?---\n")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
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


def sniff(data: bytes, named: str, place: Place) -> str:
    """The kind of a file, which names its row in ``octavo.formats``.

    ``named`` is the kind that the name promises (empty: none). Raises ``SeedError`` for what no reader reads, and says
    what it is.
    """
    rows = formats()
    row = rows.get(named)
    if row and row.sniff is None and not row.is_text:
        return named
    for other in rows.values():
        if other.knows(data):
            return other.kind
    _refuse(data, place)
    if row is None or row.is_text:
        _refuse_archives(data, place)
    if named == "web" and not has_tags(data):
        return "text"
    return named or "text"


def _refuse(data: bytes, place: Place) -> None:
    """Raise ``SeedError`` for a file whose first bytes prove that no reader can read it."""
    if data.startswith(_OLD) and _LOCKED in data:
        raise SeedError("this document is locked with a password", place, "save it without a password")
    for mark, what, hint in _FOREIGN:
        if data.startswith(mark) and not (mark.isalnum() and _is_text(data)):
            raise SeedError(f"this is {what}, which cannot be read", place, hint)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise SeedError("this is a picture, a sound or a film, which cannot be read", place, "give a document")
    if not data.startswith(_ZIP):
        return
    if b"mimetypeapplication/epub+zip" in data[:200]:
        raise SeedError("this is an EPUB, which cannot be read", place, "take the text from the program that made it")
    if b"xl/workbook" in data or b"ppt/presentation" in data:
        raise SeedError("this is a spreadsheet or a presentation, which cannot be read", place, "save its text as DOCX")


def _refuse_archives(data: bytes, place: Place) -> None:
    if data.startswith(_ZIP):
        raise SeedError("this is a zip archive, which cannot be read", place, "unpack it and give its files")


def _is_text(data: bytes) -> bool:
    """Words that only happen to begin like a binary file ("GIF89a is a format")."""
    return not any(byte < 9 for byte in data[:4096])


def is_mdx(data: bytes, place: Place, metadata: Mapping[str, Any]) -> bool:
    """Whether a file that is called Markdown is MDX. A ``dialect`` in its sidecar or its front matter says that not."""
    if "dialect" in metadata or not (b"{/*" in data or b"import " in data):
        return False
    from octavo.readers.markdown import mdx  # with all that reads Markdown, which few builds of texts need

    text = decode(data, place, told=metadata.get("encoding")).text
    return not _DIALECT.search(text) and mdx.is_mdx(text)
