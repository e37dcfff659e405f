"""The attributes of an element that affect its look, its reading aloud or its numbering. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.body.class_names import DOCUMENT, is_of_tree

_TOLD = ("colspan", "rowspan", "scope", "start", "type", "value", "reversed", "lang", "dir", "style", "width", "height")
_OF_PICTURES = ("style", "width", "height")  # how large they are shown, ``Shown`` tells
# Each edition writes these in its own way; where pages break is for those that have pages.
_OWN = frozenset(("noteref", "formula", "marker", "pagebreak"))


def told(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Each attribute of an element that a reader sees or hears, and each class that belongs to the document."""
    if not attributes:
        return
    if tag == "math":  # the rest of a formula is compared by its signs
        yield from ["a formula set apart"] if attributes.get("display") == "block" else []
        return
    for name in _TOLD:
        if tag == "img" and name in _OF_PICTURES:
            continue
        if (value := attributes.get(name)) is not None and (value, name) != ("1", "colspan"):
            yield f"{tag} {name}={value}"
    for name in sorted({*(attributes.get("class") or "").split()}):
        if (name in DOCUMENT or is_of_tree(name)) and name not in _OWN:
            yield f"class {name}"


@dataclass(frozen=True)
class Shown:
    """How large a picture is shown: the size of its pixels, the sides and the limit that a style sets, and the rest."""

    pixels: tuple[str, str]
    sides: tuple[str, str]
    most: str = ""
    odd: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, attributes: Mapping[str, str | None]) -> Shown:
        """Read it from the attributes of a picture."""
        parts = (part.partition(":") for part in (attributes.get("style") or "").split(";") if part.strip())
        said = {name.strip(): value.strip() for name, _, value in parts}
        sides = tuple("" if said.get(side) == "auto" else said.get(side, "") for side in ("width", "height"))
        pixels = (attributes.get("width") or "", attributes.get("height") or "")
        return cls(
            pixels, (sides[0], sides[1]), said.get("max-width", ""), frozenset(said) - {"width", "height", "max-width"}
        )

    def agrees(self, other: Shown) -> bool:
        """Whether ``other``, in an edition, is this: it may leave the pixels to the file, or say them in its style."""
        known = all(theirs in ("", ours) for ours, theirs in zip(self.pixels, other.pixels, strict=True))
        by_pixels = self.sides == ("", "") and other.sides == (f"{self.pixels[0]}px", "")
        as_limit = other.sides == ("", "") and not self.sides[1] and other.most.startswith(f"min({self.sides[0]},")
        return known and not other.odd and (self.sides == other.sides or by_pixels or as_limit)
