"""The main text of a web page: navigation, banners and footers out, everything else kept.

Losing real text is the worst fault, so an element goes only if two judges agree: by its role, name or links it looks
like furniture, and trafilatura does not count its words among the page's main text. Changes the tree it is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.readers.web.visible_text import text_of
from octavo.readers.xml_tree import Element, remove

_ROLES = frozenset(["navigation", "contentinfo", "search", "menu", "menubar", "toolbar"])
_HINT = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|sidebar|side-bar|footer|masthead|breadcrumbs?|share|sharing|social"
    r"|related|recommended|cookies?|consent|gdpr|banner|advert|ads?|promo|widget|newsletter|subscribe|signup|skip-?link|toolbar"
    r"|pagination|pager|popup|modal|site-header|site-footer|topbar)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SHELLS = frozenset(["nav", "header", "footer", "aside", "div", "section", "ul", "form", "table", "dialog"])
_MIN_MAIN = 60
_MIN_SAID = 10
"""Words of main text without which a page stays whole; fewer do where the page says which part is the main one."""
_RUN = 6
_FEW = 40
_WORD = re.compile(r"\w+")


def remove_furniture(root: Element, page: str) -> int:
    """Take page furniture out of the tree and say how many words went. ``page`` is the page's source."""
    body = root.find("body")
    suspects = _suspects(body) if body is not None else []
    if not suspects:
        return 0
    main = _words(_main_text(page))
    if len(main) < (_MIN_SAID if body is not None and _said_main(body) is not None else _MIN_MAIN):
        return 0
    known = {tuple(main[at : at + size]) for size in range(1, _RUN + 1) for at in range(len(main) - size + 1)}
    removed = 0
    for node in suspects:
        words = _words(text_of(node))
        if not _known_share(words, known) > 0.3:
            remove(node)
            removed += len(words)
    return removed


def _suspects(body: Element) -> list[Element]:
    """Elements that look like furniture, none inside another.

    Where a page says what its one main part is, all else is suspect (HTML, section 4.4.14), but for what brings the
    heading that the main part lacks.
    """
    main = _said_main(body)
    found: list[Element] = []
    if main is not None:
        headed = main.find(".//h1") is not None
        outside = [node for inner in (main, *main.iterancestors()) if inner is not body for node in _beside(inner)]
        found = [
            node
            for node in outside
            if isinstance(node.tag, str) and (headed or node.find(".//h1") is None or _is_hinted(node))
            if node.tag != "h1"
        ]
    stack = list(main if main is not None else body)
    while stack:
        node = stack.pop()
        if node.tag in _SHELLS and _is_furniture(node):
            found.append(node)
        else:
            stack.extend(node)
    return found


def _said_main(body: Element) -> Element | None:
    mains = [node for node in body.iter() if node.tag == "main" or node.get("role") == "main"]
    return mains[0] if len(mains) == 1 else None


def _beside(node: Element) -> list[Element]:
    """The elements that have the same parent, within the page's body."""
    parent = node.getparent()
    if parent is None or parent.tag == "html":
        return []
    return [child for child in parent if child is not node]


def _is_hinted(node: Element) -> bool:
    return bool(_HINT.search(f"{node.get('id') or ''} {node.get('class') or ''}"))


def _is_furniture(node: Element) -> bool:
    if any(node.find(f".//{tag}") is not None for tag in ("h1", "main", "article")) or node.get("role") == "main":
        return False
    inside = any(up.tag in ("article", "main") or up.get("role") == "main" for up in node.iterancestors())
    if node.tag == "nav" or node.get("role") in _ROLES:
        return True
    hinted = _is_hinted(node)
    if node.tag in ("header", "footer") or node.get("role") == "banner":
        return not inside and (hinted or _linked(node) > 0.2 or len(_words(text_of(node))) < _FEW)
    if node.tag == "aside" or node.get("role") == "complementary":
        return _linked(node) > 0.5 or (hinted and not inside)
    return hinted and _linked(node) > 0.5


def _linked(node: Element) -> float:
    """The share of an element's words that stand in links."""
    whole = len(_words(text_of(node)))
    return sum(len(_words(text_of(link))) for link in node.iter("a")) / whole if whole else 1.0


def _known_share(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    """Which share of the runs of six words (or of all, if they are fewer) the main text holds too."""
    size = min(_RUN, len(words))
    if not size:
        return 0.0
    runs = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    return sum(run in known for run in runs) / len(runs)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _main_text(page: str) -> str:
    """What trafilatura takes for the main text; empty if it cannot say."""
    import trafilatura  # takes most of a second to import, and most pages have no furniture

    try:
        found = trafilatura.extract(page, favor_recall=True, include_tables=True, include_comments=True)
    except Exception:  # noqa: BLE001 - whatever goes wrong in there, the page is then kept whole
        return ""
    return found or ""
