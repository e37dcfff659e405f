"""Finds what could run, load or hide something: it must not be in the text of an edition. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from octavo.tree.elements import names

_ACTIVE = frozenset(
    "script style iframe object embed applet frame form audio video link meta base template dialog".split()
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|color\s*:|"
    r"text-indent\s*:\s*-|(?:height|width)\s*:\s*0(?![.\d])|position\s*:|clip|transform|url\(",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:javascript|data|vbscript|file):", re.IGNORECASE)
_REMOTE = re.compile(r"(?:\w+:)?//")
_TEXT = names("p div section table ul ol dl li dt dd td th blockquote pre headings figure em strong del sub sup a code")


def acts(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Tell of one element what about it might act, fetch or hide."""
    if tag in _ACTIVE:
        yield f"<{tag}>"
    for name, value in attributes.items():
        said = (value or "").strip()
        if (
            name.startswith("on")
            or name in ("hidden", "srcdoc", "srcset", "background")
            or (name == "aria-hidden" and said == "true" and tag in _TEXT)
            or (name == "style" and _HIDING.search(said))
            or (name == "href" and _ADDRESS.match(said))
            or (name == "src" and _REMOTE.match(said))
        ):
            yield f'<{tag} {name}="{said[:60]}">'
