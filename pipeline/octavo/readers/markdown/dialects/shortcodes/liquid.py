"""Tags of Liquid, as Jekyll and GitBook have them, in Markdown. Text in and out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.boxes import KINDS, box
from octavo.readers.markdown.dialects.shortcodes.hugo import film, picture

_ENDS = frozenset(
    "endhint endtab endtabs endcode endcontent endcontent-ref endembed endfile endstep endstepper endcolumn endcolumns"
    " endupdate endupdates endcapture enddetails".split()
)
_SHELLS = frozenset("tabs stepper columns column updates code content-ref assign capture toc".split())


def tag(name: str, named: dict[str, str], bare: list[str]) -> str | None:
    """A tag in Markdown; None if it is not known."""
    first = bare[0] if bare else ""
    title = named.get("title", "")
    if name in _ENDS:
        return ""
    if name in _SHELLS:
        return f"**{title}**\n" if name == "code" and title else ""
    if name in ("tab", "step", "update", "details"):
        shown = title or first or named.get("date", "")
        return f"\n**{shown}**\n" if shown else "\n"
    if name in ("filename", "endfilename"):
        return "**" if name == "filename" else "**\n"
    if name == "page-ref":
        return _page(named["page"]) if named.get("page") else None
    if name == "embed":
        return f"<{named['url']}>" if named.get("url", "").startswith("http") else None
    if name == "file":
        return f"[{title or named.get('caption') or named['src']}](<{named['src']}>)" if named.get("src") else None
    if name in ("link", "post_url"):
        return first or None
    if name in ("youtube", "vimeo"):
        return film(name, named, first)
    if name == "gist":
        return f"<https://gist.github.com/{first}>" if first else None
    if name == "include":
        return _included(named, first)
    return None


def _page(address: str) -> str:
    """A link to another page: its own title is not known here, so the words are those of its name."""
    stem = address.rstrip("/").rpartition("/")[2].partition(".")[0]
    words = address.rstrip("/").rpartition("/")[0].rpartition("/")[2] if stem.lower() in ("readme", "index") else stem
    return f"[{(words or stem).replace('-', ' ')}](<{address}>)"


def _included(named: dict[str, str], first: str) -> str | None:
    """What themes call includes and is a picture, a film or a box."""
    if re.search(r"fig|image|img", first):
        return picture(named, named.get("file", "") or named.get("path", ""))
    if re.search(r"youtube|vimeo", first):
        return film("vimeo" if "vimeo" in first else "youtube", named, "")
    if re.fullmatch(r"(?:.*/)?toc\.\w+", first):
        return ""
    kind = first.rpartition("/")[2].partition(".")[0].lower()
    content = named.get("content") or named.get("text") or ""
    kind = named.get("type", "note") if kind in ("alert", "callout", "notice", "admonition") else kind
    if kind in KINDS and content:
        return "\n".join(["", *box(kind, named.get("title", "")), content, ":::", ""])
    return None
