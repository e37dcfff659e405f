"""What a page says to other sites when its author has named the address at which it is published. Pure."""

from __future__ import annotations

import base64
from urllib.parse import quote

from lxml.etree import _Element

from octavo.editions.html.write import element
from octavo.model import Metadata

_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="2" width="22" height="28" rx="2" '
    'fill="#8a2f12"/><path d="M10 2v28" stroke="#fff" stroke-width="1.6"/>'
    '<path d="M14 10h9M14 15h9M14 20h6" stroke="#fff" stroke-width="2"/></svg>'
)
ICON = f"data:image/svg+xml;base64,{base64.b64encode(_DRAWN.encode()).decode('ascii')}"


def address_of(metadata: Metadata, file: str = "") -> str:
    """The address of a page; ``file`` is its name where there are several. Empty when the author named none."""
    told = metadata.extra.get("canonical-url", "")
    if not isinstance(told, str) or not told:
        return ""
    return f"{told.removesuffix('/')}/{quote(file)}" if file else told


def to_other_sites(address: str, title: str, described: str, form: str, lang: str) -> list[_Element]:
    """The elements of the head: the one address of the page, its icon, and a preview (the Open Graph protocol)."""
    if not address:
        return []
    told = {"og:type": form, "og:url": address, "og:title": title, "og:description": described,
            "og:locale": lang.replace("-", "_") if lang not in ("", "und") else ""}  # fmt: skip
    return [
        element("link", rel="canonical", href=address),
        element("link", rel="icon", href=ICON),
        *(element("meta", property=name, content=said) for name, said in told.items() if said),
    ]
