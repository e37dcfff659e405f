"""Pages saved with their pictures in one file: MHTML (browsers) and SingleFile. Pure; nothing is fetched."""

from __future__ import annotations

import base64
import email
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.policy import Compat32
from urllib.parse import urljoin

from octavo.readers.web.about import Saving, day_of
from octavo.readers.xml_tree import Element, unwrap

_HEAD = re.compile(rb"\A\s*(?:[A-Za-z][\w-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+", re.ASCII)
_MOST_PARTS = 5_000
_LONGEST_HEADER = 8_000
_VARIABLE = re.compile(r"(--sf-img-\d+)\s*:\s*url\(\s*[\"']?(data:[^\"')\s]+)")
_USED = re.compile(r"var\((--sf-img-\d+)\)")


class _Short(Compat32):
    """Reads the beginning of each header: Python takes the time of their square for parameters by the thousand."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


@dataclass(frozen=True)
class Opened:
    """The page of an archive, its encoding if the archive says so, where it is from, and the pictures by address."""

    page: bytes
    charset: str = ""
    saved: Saving = field(default_factory=Saving)
    pictures: Mapping[str, str] = field(default_factory=dict)


def is_archive(data: bytes) -> bool:
    """Whether these are the bytes of an MHTML file."""
    head = _HEAD.match(data[:16_384])
    return bool(head and re.search(rb"^content-type:\s*multipart/related", head[0], re.IGNORECASE | re.MULTILINE))


def opened(data: bytes) -> Opened | None:
    """What is in an MHTML file; None if it is no such file, or holds no page."""
    if not is_archive(data):
        return None
    whole: Message = email.message_from_bytes(data, policy=_Short())
    parts = [part for part, _ in zip(whole.walk(), range(_MOST_PARTS), strict=False) if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        return None
    address = _header(page, "Content-Location") or _header(whole, "Snapshot-Content-Location")
    address = address if address.startswith(("http://", "https://")) else ""
    pictures: dict[str, str] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            picture = f"data:{part.get_content_type()};base64,{base64.b64encode(_bytes(part)).decode()}"
            for name in (_header(part, "Content-Location"), f"cid:{_header(part, 'Content-ID').strip('<>')}"):
                pictures.setdefault(urljoin(address, name), picture)
    charset = page.get_content_charset() or ""
    return Opened(_bytes(page), charset, Saving(address, day_of(_header(whole, "Date"))), pictures)


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split()) if name != "Date" else str(part.get(name) or "")


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def restore(root: Element, archive: Opened | None) -> None:
    """Give each picture of a page the data that its archive keeps elsewhere, and show what stood in shadow trees."""
    if archive is not None:
        for node in root.iter("img", "source"):
            for name in ("src", "data-src"):
                source = (node.get(name) or "").strip()
                if kept := archive.pictures.get(urljoin(archive.saved.address, source)) if source else None:
                    node.set(name, kept)
    kept_once = {name: data for style in root.iter("style") for name, data in _VARIABLE.findall(style.text or "")}
    if kept_once:
        for node in root.iter("img"):
            used = _USED.search(node.get("style") or "")
            if used and used[1] in kept_once:
                node.set("src", kept_once[used[1]])
    for node in list(root.iter("template")):
        if node.get("shadowrootmode") == "open":
            unwrap(node)
