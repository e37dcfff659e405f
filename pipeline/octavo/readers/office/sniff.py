"""Is this a document of a word processor, and of which kind? Bytes in, yes or no out; pure."""

from __future__ import annotations

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip archive begins; one of the two where it is empty."""


def is_docx(data: bytes) -> bool:
    """Whether a file is a DOCX package."""
    return data.startswith(ZIP) and b"mimetypeapplication/" not in data[:200] and b"word/document" in data


def is_odt(data: bytes) -> bool:
    """Whether a file is an ODT package: it says so in its first entry, or holds the parts of one."""
    if not data.startswith(ZIP) or b"mimetypeapplication/epub+zip" in data[:200]:
        return False
    said = b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]
    return said or (b"content.xml" in data and b"opendocument" in data[:4096])


def is_rtf(data: bytes) -> bool:
    """Whether a file is RTF."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"{\\rtf")
