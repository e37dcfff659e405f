"""Resolves links within a document: to a heading, an anchor, or the title above the text. Floor 2."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import _Element

from octavo.body import HEADINGS, block_text
from octavo.body.builder import Builder
from octavo.notices import Code

_TOP = "top"
"""A link to this name leads to the head of a page, where nothing else bears it (HTML, "Navigating to a fragment")."""


def resolve_links(builder: Builder, roots: Sequence[_Element], title: str, title_id: str, *, begins: bool) -> str:
    """Point internal links at the identifiers in use; a link that leads nowhere becomes plain text, with a notice.

    Tools make identifiers of headings in ways that differ in signs only; a link finds its heading by the letters.
    ``title_id`` is the identifier of the heading that became the title, empty when none did. ``begins`` tells whether
    the text begins with the title's words, so that no title is above it. Gives the identifier that the title must
    have because a link leads to it; empty when none does.
    """
    # Identifiers are registered while elements are written; those of a moved title are gone again.
    there = {node.get("id") for root in roots for node in root.iter() if node.get("id")}
    headings = {node.get("id", ""): node for node in roots[0].iter(*HEADINGS) if node.get("id")}
    names = [*((ident, ident) for ident in headings), *((block_text(node), ident) for ident, node in headings.items())]
    by_letters = {_letters(name): ident for name, ident in reversed(names)}  # the first of a name counts
    first = roots[0][0] if len(roots[0]) else None
    to_title = {_letters(name) for name in (title_id, title, _TOP) if name}
    wanted_title = ""
    for element, wanted in builder.links:
        target = builder.ids.target(wanted)
        if target not in there:
            target = by_letters.get(_letters(wanted), target)
        if target not in there and _letters(wanted) in to_title:
            if begins and first is not None:
                target = first.get("id") or _named(first, builder.ids.take(_TOP))
                there.add(target)
            else:
                target = wanted_title = wanted_title or title_id or builder.ids.take(_TOP)
        if target in there or (target and target == wanted_title):
            element.set("href", f"#{target}")
            continue
        element.tag = "span"
        if wanted.startswith("ref-") and builder.known_citations is not None:
            continue  # the missing citation has a notice of its own
        builder.current = _block_of(element)
        builder.notice(
            Code.broken_link,
            f"a link leads to “#{wanted[:60]}”, which is not in the document",
            "check the heading's identifier",
        )
    return wanted_title


def _named(element: _Element, identifier: str) -> str:
    element.set("id", identifier)
    return identifier


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum()) or name


def _block_of(element: _Element) -> int | None:
    node: _Element | None = element
    while node is not None:
        if node.get("data-b"):
            return int(node.get("data-b", "0"))
        node = node.getparent()
    return None
