"""Shortcodes of Hugo, its themes, and Quarto in Markdown: a row of a table for each. Text in and out; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from octavo.readers.markdown.dialects.boxes import KINDS, box

Maker = Callable[[dict[str, str], str], str | None]
_BOX_NAMES = frozenset([*KINDS, "hint", "notice", "alert", "callout", "admonition", "box", "infobox"]) - {"details"}
_TITLED = frozenset("details expand collapse accordion accordion-item spoiler tab step card lead tabpanel".split())
_SHELLS = frozenset(
    "columns column col row tabs tabpane tab-pane rawhtml center steps cards group blocks grid section accordions"
    " accordion-group left right div span codetabs table".split()
)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "video": "{}",
    "audio": "{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "asciinema": "https://asciinema.org/a/{}",
}


def known(name: str, named: dict[str, str], bare: list[str], values: Mapping[str, object], *, ends: bool) -> str | None:
    """A shortcode in Markdown; None if it is not known. ``values`` is the front matter."""
    first = bare[0] if bare else ""
    name = name.lower()
    if name in _BOX_NAMES:
        return "\n:::\n" if ends else _box(name, named, bare)
    if name in _TITLED:
        title = named.get("title") or named.get("name") or named.get("header") or named.get("summary") or first
        link = named.get("link", "")
        return "\n" if ends or not title else f"\n[**{title}**]({link})\n" if link else f"\n**{title}**\n"
    if name in _SHELLS:
        return "\n"
    if name in ("meta", "param"):
        said = values.get(first)
        return said if isinstance(said, str) else None
    maker = MAKERS.get(name)
    return maker(named, first) if maker is not None and not ends else None


def _box(name: str, named: dict[str, str], bare: list[str]) -> str:
    told = named.get("type") or named.get("style") or named.get("color") or named.get("context") or ""
    kind = told if told.lower() in KINDS else next((word for word in bare if word.lower() in KINDS), "")
    kind = kind or (name if name in KINDS else "note")
    title = named.get("title") or next((word for word in bare if word.lower() not in KINDS), "")
    return "\n" + "\n".join(box(kind, title)) + "\n"


def picture(named: dict[str, str], first: str) -> str | None:
    """A picture with its caption, its alternative text, its width and the place that it leads to."""
    source = named.get("src") or named.get("image_path") or named.get("url") or named.get("link_src") or first
    if not source:
        return None
    caption = named.get("caption") or named.get("title") or ""
    alt = named.get("alt", "")
    parts = [f'alt="{alt}"'] if alt and caption and alt != caption else []
    parts += [f"width={named['width']}"] if re.fullmatch(r"\d+(?:px|%|em)?", named.get("width", "")) else []
    shown = f"![{caption or alt}](<{source}>)" + ("{" + " ".join(parts) + "}" if parts else "")
    link = named.get("link", "")
    return f"[{shown}]({link})" if link.startswith("http") and not caption else shown


def film(name: str, named: dict[str, str], first: str) -> str | None:
    """A film or a frame as a link to where it lies."""
    what = named.get("id") or named.get("video") or named.get("src") or first
    if not what:
        return None
    where = what if what.startswith("http") else _FILMS[name].format(what)
    title = named.get("title", "")
    return f"[{title}]({where})" if title else f"<{where}>" if "://" in where else f"[{where}](<{where}>)"


def _films() -> dict[str, Maker]:
    return {name: lambda named, first, name=name: film(name, named, first) for name in _FILMS}  # type: ignore[misc]  # a default binds the name


def _reference(named: dict[str, str], first: str) -> str | None:
    return named.get("path") or named.get("page") or first or None


def _nothing(_: dict[str, str], __: str) -> str:
    return ""


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        **_films(),
        **dict.fromkeys(("figure", "img", "image", "picture", "figcaption"), picture),
        **dict.fromkeys(("ref", "relref", "abslink", "rellink"), _reference),
        **dict.fromkeys(("toc", "fa", "bi", "icon", "iconify", "toc-tree", "end", "clear"), _nothing),
        "tweet": lambda named, first: (
            f"<https://twitter.com/{named.get('user', 'i')}/status/{named.get('id') or first}>"
        ),
        "x": lambda named, first: f"<https://x.com/{named.get('user', 'i')}/status/{named.get('id') or first}>",
        "gist": lambda _, first: f"<https://gist.github.com/{first}>" if first else None,
        "pagebreak": lambda _named, _first: "\n::: pagebreak\n:::\n",
        "kbd": lambda _, first: f"<kbd>{first}</kbd>" if first else None,
        "br": lambda _named, _first: "<br>",
    }
)
"""Shortcodes that are alone."""


def _highlighted(_: dict[str, str], bare: list[str], text: str) -> str:
    language = bare[0] if bare and re.fullmatch(r"[\w+#-]+", bare[0]) else ""
    return f"```{language}\n{text}\n```"


def _drawn(_: dict[str, str], __: list[str], text: str) -> str:
    return f"\n```mermaid\n{text}\n```\n"


def _formula(_: dict[str, str], bare: list[str], text: str) -> str:
    return f"\n$$\n{text.strip()}\n$$\n" if "\n" in text or "display" in bare else f"${text.strip()}$"


def _button(named: dict[str, str], bare: list[str], text: str) -> str:
    address = named.get("href") or named.get("link") or named.get("url") or named.get("relref") or (bare or [""])[0]
    return f"[{text.strip() or address}](<{address}>)" if address else text


def _with_caption(named: dict[str, str], bare: list[str], text: str) -> str:
    return picture({**named, "caption": text.strip()}, bare[0] if bare else "") or text


PAIRED: Mapping[str, Callable[[dict[str, str], list[str], str], str]] = MappingProxyType(
    {
        **dict.fromkeys(("button", "btn", "link-card", "cta"), _button),
        **dict.fromkeys(("imgproc", "figure", "img"), _with_caption),
        **dict.fromkeys(("kbd", "mark", "u"), lambda _named, _bare, text: text),
    }
)
"""Shortcodes around words of one line."""

RAW: Mapping[str, Callable[[dict[str, str], list[str], str], str]] = MappingProxyType(
    {"highlight": _highlighted, "mermaid": _drawn, "katex": _formula, "math": _formula}
)
"""Shortcodes whose content is no Markdown."""
