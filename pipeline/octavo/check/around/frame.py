"""What surrounds the text of an edition: title page, contents, descriptions. Pure.

It may hold what is in the metadata and the headings, and the words that Octavo adds. Anything else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple

from octavo.check.around.document import About
from octavo.check.inventories.held import Inventory, Link
from octavo.check.inventories.inventory import plain
from octavo.check.inventories.judge import Findings, is_said
from octavo.check.inventories.scripts import is_tangled
from octavo.editions.html.published import address_of, to_other_sites
from octavo.editions.index_list import index_texts
from octavo.languages.direction import RTL
from octavo.metadata import all_texts
from octavo.metadata import shown as shown_of
from octavo.metadata.fields import values_for
from octavo.model import Metadata
from octavo.text import shown, words

_CUT = re.compile(r"\w+…")  # of a long text, the last word may be cut
_PART = re.compile(r"[^\W\d_]+|\d+")
_MOST = 20
_SHOWN = 200  # characters of a name that every edition shows
_PEOPLE = 8
_BETWEEN = str.maketrans("", "", "·, \n")  # between the values of one line
_OPENING = 400  # characters of the text that a page may describe itself by


def compare_front(found: Findings, front: Sequence[str], labels: Iterable[str] = (), *, of_pages: bool = False) -> None:
    """The title page has authors, title and date, and nothing that is not in the metadata.

    ``of_pages``: it was read from a page, which gives some scripts back in disorder.
    """
    if not front:
        return
    seen = shown_of(found.text.body.metadata)
    said = f" {' '.join(words(' '.join(front)))} "
    wanted = (seen.subtitle, *seen.authors[:_PEOPLE], *(line.text for line in seen.head))
    for text in wanted:
        if (short := " ".join(words(text[:_SHOWN])[:-1] or words(text))) and f" {short}" not in said:
            found.fault("title page", "wrong", f"it does not say: {text}")
    compare_around(found, "title page", front, labels, of_pages=of_pages)
    if found.closely and of_pages and found.text.body.direction != RTL:
        letters = "".join(words(" ".join(front)))  # a page may divide a word at the end of a line
        for text in wanted:
            if len(text) <= _SHOWN and not is_tangled(text) and "".join(words(text)) not in letters:
                found.fault("title page", "wrong", f"it does not say: {text}")
        _compare_order(found, letters)
    if found.closely and not of_pages and (odd := _left_over(found, front)):
        found.fault("title page", "wrong", f"not as the metadata say it: {odd}")


def _compare_order(found: Findings, letters: str) -> None:
    """The title, the people and the rest follow one another: a page has the authors below the title or above it."""
    seen = shown_of(found.text.body.metadata)
    titles, rest = (seen.title, seen.subtitle), tuple(line.text for line in seen.head)
    people = seen.authors[:_PEOPLE]
    orders = ((*titles, *people, *rest), (*people, *titles, *rest))
    if not any(_follow_one_another(texts, letters) for texts in orders):
        found.fault("title page", "wrong", "title, authors and date are in another order")


def _follow_one_another(texts: Iterable[str], letters: str) -> bool:
    """Whether texts are in this order; those that may be cut, or are not there at all, do not count."""
    at = 0
    for text in texts:
        said = "".join(words(text))
        if len(text) > _SHOWN or is_tangled(text) or said not in letters:
            continue
        at = letters.find(said, at) + len(said)
        if at < len(said):
            return False
    return True


def _left_over(found: Findings, front: Sequence[str]) -> str:
    """What is on a title page beside the metadata, sign for sign; nothing where something long was cut."""
    body = found.text.body
    texts = [text for text in (*shown_of(body.metadata).texts(), *map(str, astuple(body.labels))) if text.strip()]
    left = "\n".join(front)
    for said in sorted({way for text in texts for way in (plain(text), shown(text))}, key=len, reverse=True):
        left = left.replace(said, "\n")
    return "" if "…" in left else left.translate(_BETWEEN).strip()


def compare_around(
    found: Findings, what: str, texts: Iterable[str], labels: Iterable[str] = (), *, of_pages: bool = False
) -> None:
    """Every word is one of the metadata's, of a heading's or of Octavo's own."""
    known = {*_own_words(found), *words(" ".join(labels))}
    whole = (_CUT.sub(" ", text) for text in texts)
    strange = [word for text in whole for word in words(text) if word not in known and not word.isdigit()]
    if strange:  # a page may divide a word at the end of a line
        letters = "".join(_own_words(found))
        strange = [word for word in strange if word not in letters and not (of_pages and is_tangled(word))]
    if of_pages and found.text.body.direction == RTL:
        # Of a word with hyphens amid words from the right, a page gives the parts in any order.
        same = {"".join(sorted(word)) for word in known}
        parts = {part for text in _own_texts(found) for word in _PART.findall(text) for part in words(word)}
        strange = [word for word in strange if "".join(sorted(word)) not in same and not _is_made_of(word, parts)]
    if strange:
        found.fault(what, "added", " ".join(strange))


def _own_words(found: Findings) -> Iterator[str]:
    yield from words(" \n ".join(_own_texts(found)))


def _own_texts(found: Findings) -> list[str]:
    body = found.text.body
    said = (*all_texts(body.metadata), *shown_of(body.metadata).texts(), *(index_texts(body) if body.index else ()))
    unheaded = (section.get("data-title", "") for section in body.tree.iterchildren("section"))
    return [*said, *unheaded, *map(str, astuple(body.labels)), *(entry.text for entry in body.outline)]


def _is_made_of(text: str, parts: Collection[str]) -> bool:
    """Whether a text is nothing but some of these parts, one after another."""
    longest = max(map(len, parts), default=0)
    ends = {0}
    for end in range(1, len(text) + 1):
        if any(start in ends and text[start:end] in parts for start in range(max(end - longest, 0), end)):
            ends.add(end)
    return len(text) in ends


def compare_contents(found: Findings, links: Sequence[Link], pages: Sequence[str]) -> None:
    """What a list of contents says is the heading to which it leads; ``pages`` are the labels of the pages."""
    body = found.text.body
    headings = {entry.id: shown(entry.text) for entry in body.outline}
    for link in links[: _MOST * _MOST]:
        file, mark, name = link.address.partition("#")
        if ":" in file or "//" in file:
            found.fault("links", "wrong", f"the contents lead elsewhere: {link.address}")
        elif mark and name in headings and not is_said(headings[name], shown(link.text)):
            found.fault("headings", "wrong", f"in the contents: {link.text or 'nothing'} instead of {headings[name]}")
        elif mark and name.startswith("page-") and name not in headings and shown(link.text) not in pages:
            found.fault("pages", "wrong", f"in the list of pages: {link.text or 'nothing'}")


def compare_notes_called(found: Findings, got: Inventory) -> None:
    """Calls of notes show the note's number, and every note leads back to its call."""
    notes = found.text.body.notes
    if not notes:
        return
    found.listed("numbers of notes", found.text.inventory.called, got.called)
    lost = [note for note in notes if note.id in got.notes and got.ways_back.get(note.id, ("",))[0] != note.call]
    for note in lost[:_MOST]:
        found.fault("notes", "wrong", f"note {note.number} has no link back to the text")
    told = [(note, got.ways_back[note.id][1]) for note in notes if note.id in got.ways_back]
    for note, said in [(note, said) for note, said in told if said not in ("", str(note.number))][:_MOST]:
        found.fault("numbers of notes", "wrong", f"{said} instead of {note.number}")


def compare_identifiers(found: Findings, got: Inventory) -> None:
    """Headings keep the names by which links from elsewhere find them."""
    for entry in found.text.body.outline:
        if entry.id not in got.ids:
            found.fault("headings", "wrong", f"nothing leads to: {entry.text}", entry.text)


def compare_pictures(found: Findings, got: Sequence[str]) -> None:
    """The pictures are those of the manuscript, by their digests; nothing for one that could not be had."""
    expected = [found.text.digests.get(source.rpartition("/")[2], "") for source in found.text.inventory.sources]
    if len(expected) != len(got):
        return  # told by their words
    alts = found.text.inventory.pictures
    for at, (ours, theirs) in enumerate(zip(expected, got, strict=True)):
        if ours and theirs != ours:
            found.fault("pictures", "wrong", f"another picture stands for: {alts[at] or 'the picture'}", alts[at])


def compare_descriptions(found: Findings, said: Iterable[tuple[str, str]]) -> None:
    """What the head of a page says of it comes from the metadata, or is how the text begins."""
    metadata = found.text.body.metadata
    known = f" {' '.join(_describing(metadata, found))} "
    for name, content in said:
        told = words(content.removesuffix("…"))
        if told and f" {' '.join(told)}" not in known:
            found.fault("metadata", "wrong", f"{name}: {content}")


def compare_told(found: Findings, told: Sequence[tuple[str, str]], title: str, described: str, file: str = "") -> None:
    """What a page says to other sites is what its author had it say: nothing, where no address was named."""
    body = found.text.body
    parts = to_other_sites(address_of(body.metadata, file), title, described, body.form, body.metadata.lang)
    pairs = ((part.get("rel") or part.get("property"), part.get("href") or part.get("content")) for part in parts)
    found.listed("told to other sites", [f"{name}: {said}" for name, said in pairs], [f"{a}: {b}" for a, b in told])


def _describing(metadata: Metadata, found: Findings) -> Iterator[str]:
    for _, texts in values_for(metadata, "meta"):
        yield from words(", ".join(texts))
    yield from words(" \n ".join(all_texts(metadata)))
    opening = ""
    for block in found.text.body.blocks:
        if block.kind == "p" and len(opening) < _OPENING:
            opening = f"{opening} {' '.join(block.text.split())}"  # a description has no lines to join at hyphens
    yield from words(opening)


def compare_document(found: Findings, about: About, author: str) -> None:
    """What a PDF says of itself in several places is the same in all, and comes from the metadata."""
    body = found.text.body
    names = [shown(name) for name in body.metadata.authors]
    joined = shown(", ".join(names))
    if names and not is_said(joined, shown(author)) and len(shown(author)) > len(joined):
        found.fault("author", "added", author)
    if not about.packet:
        found.fault("metadata", "missing", "the packet that says title and authors")
        return
    if body.metadata.title and not any(is_said(shown(body.metadata.title), shown(said)) for said in about.titles):
        found.fault("title", "wrong", f"in the packet of metadata: {', '.join(about.titles)}")
    if sorted(map(shown, about.authors)) != sorted(names) and len(joined) < _OPENING:
        found.fault("author", "wrong", f"in the packet of metadata: {', '.join(about.authors)}")
    compare_descriptions(found, [(name.lower(), said) for name, said in about.info.items() if said])
    if about.source != body.manuscript:
        found.fault("file", "wrong", "the manuscript that goes with it is not the one it was made from")
