"""What the attributes of an element say about how it looks, is read or is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from octavo.body.class_names import DOCUMENT, is_of_tree

_TOLD = ("colspan", "rowspan", "scope", "start", "type", "value", "reversed", "lang", "dir", "style", "width", "height")
# The editions write these anew, each in its own way; where pages break is for those that have pages.
_OWN = frozenset(("noteref", "formula", "marker", "pagebreak"))


def told(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Each attribute of an element that a reader sees or hears, and each class that belongs to the document."""
    if not attributes:
        return
    for name in _TOLD:
        if (value := attributes.get(name)) is not None and (value, name) != ("1", "colspan"):
            yield f"{tag} {name}={value}"
    for name in sorted({*(attributes.get("class") or "").split()}):
        if (name in DOCUMENT or is_of_tree(name)) and name not in _OWN:
            yield f"class {name}"
