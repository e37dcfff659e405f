"""Is this a web page, or a page that a browser saved as one file? Bytes in, yes or no out; pure."""

from __future__ import annotations

import re

_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
"""Nothing in it is tried twice: a text may begin with a thousand comments."""
_ARCHIVE = re.compile(
    rb"\A(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
"""The head of a page that a browser saved as one file (MHTML)."""
_TAG = re.compile(rb"<[/!]?[A-Za-z][^<>]{0,2000}>")


def is_page(data: bytes) -> bool:
    """Whether a file begins as a page does, or as a page that a browser saved as one file."""
    return bool(_ARCHIVE.match(data[:16_384]) or _PAGE.match(_without_nuls(data[:65536])))


def has_tags(data: bytes) -> bool:
    """Whether there is any tag near the beginning of a file."""
    return bool(_TAG.search(_without_nuls(data[: 1 << 20])))


def _without_nuls(head: bytes) -> bytes:
    """UTF-16 with its NULs and its byte order mark taken away, good enough to see tags."""
    return head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
