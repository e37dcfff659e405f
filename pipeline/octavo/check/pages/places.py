"""Compare the targets of a PDF's outline, contents and names with the places of the headings. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.body import INDEX
from octavo.body.index import PREFIX
from octavo.check.inventories.held import Link
from octavo.check.inventories.judge import Findings
from octavo.check.inventories.scripts import is_tangled
from octavo.text import words

_MOST = 20
_BELOW = 6.0  # points: so far a place may lie below the top of the letters it leads to
_LABEL = 12  # letters of a heading's number and of a page's label


@dataclass(frozen=True)
class Spot:
    """A text and the place where it is, or to which it leads: the page, from 0, and the height on it."""

    text: str
    page: int
    height: float


def compare_outline(found: Findings, outline: Sequence[Spot], headings: Sequence[Spot]) -> None:
    """Each entry of the outline leads to the heading that it names."""
    wrong = [entry.text for entry in outline if _is_astray(entry, entry.text, headings)]
    for text in wrong[:_MOST]:
        found.fault("headings", "wrong", f"in the outline, this leads elsewhere: {text}", text)


def _is_astray(place: Spot, text: str, headings: Sequence[Spot]) -> bool:
    """Whether the first heading at a place or below it, on the page, is another one than that with this text."""
    wanted = _letters(text)
    if not any(_says(heading, wanted) for heading in headings):
        return False  # told elsewhere, or one of several pages
    below = [spot for spot in headings if spot.page == place.page and spot.height <= place.height + _BELOW]
    return not below or not _says(max(below, key=lambda spot: spot.height), wanted)


def _says(spot: Spot, wanted: str) -> bool:
    """Whether a heading has these letters; a page of the standard PDF may be before, the number of a note behind."""
    letters = _letters(spot.text)
    if not wanted:
        return letters == wanted
    before, found, behind = letters.partition(wanted)
    return bool(found) and all(not part or part.isdigit() for part in (before, behind))


def compare_names(found: Findings, names: Mapping[str, Spot], headings: Sequence[Spot]) -> None:
    """The name of each heading, to which links lead, is the place of that heading."""
    entries = [entry for entry in found.text.body.outline if entry.id in names]
    wrong = [entry.text for entry in entries if _is_astray(names[entry.id], entry.text, headings)]
    for text in wrong[:_MOST]:
        found.fault("links", "wrong", f"links to this heading lead elsewhere: {text}", text)


def compare_listed(found: Findings, links: Sequence[Link], names: Mapping[str, Spot], labels: Sequence[str]) -> None:
    """Each line of the contents says the heading to which it leads, and the number of its page, in their order."""
    headings = {heading.id: heading.text for heading in found.text.body.outline}
    order = {name: number for number, name in enumerate(headings)}
    numbers = [order[name] for link in links if (name := link.address.removeprefix("#")) in order]
    wrong = [links[0].text] if numbers != sorted(numbers) else []
    for link in links:
        name = link.address.removeprefix("#")
        if name.startswith((PREFIX, INDEX)):
            continue  # of the index
        if name not in headings or is_tangled(headings[name]):
            wrong += [] if name in headings else [link.text or link.address]
            continue
        heading, said = _letters(headings[name]), _letters(link.text)
        before, _, behind = said.partition(heading)
        page = names[name].page if name in names else -1
        label = _letters(labels[page]) if 0 <= page < len(labels) else ""
        if heading not in said or len(before) > _LABEL or (label and behind not in ("", label)):
            wrong.append(link.text)
    for text in wrong[:_MOST]:
        found.fault("headings", "wrong", f"in the contents: {text}")


def _letters(text: str) -> str:
    return "".join(words(text))
