"""Where the pages of an earlier edition are in a later one. Floor 4.

For an earlier PDF the words on each page are aligned with those of its manuscript.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2

from octavo.body import Body, is_note_call, numbered
from octavo.errors import EditionError
from octavo.model import PageMap, PageStart, Place
from octavo.pagemap import page_of
from octavo.publishing.questions.changes.matching import Pair
from octavo.text import words_of
from octavo.text.align import gaps

_LARGEST_MANUSCRIPT = 256 << 20


def manuscript_of(pdf: bytes, name: str) -> str:
    """The manuscript that an Octavo PDF holds. Raises ``EditionError`` for a PDF that holds none."""
    place, hint = Place(name), "give a PDF that Octavo made (not one for a print shop), or its manuscript"
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            root: Any = opened.Root
            files: Any = root.get("/AF", [])
            entries: list[Any] = list(files) if isinstance(files, pikepdf.Array) else []
            for entry in entries:
                stream: Any = entry.get("/EF", {}).get("/F")
                if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/text/markdown":
                    data = stream.read_bytes()
                    if len(data) <= _LARGEST_MANUSCRIPT:
                        return data.decode("utf-8-sig", "replace")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise EditionError(f"this PDF cannot be read: {str(error)[:80]}", place, hint) from None
    raise EditionError("this PDF holds no manuscript", place, hint)


def pages_in_pdf(pdf: bytes, body: Body) -> PageMap | None:
    """The page map of a PDF of this body, found by its words; None for a PDF that cannot be read.

    A page begins in the block of the first word of the body on it. Within the block the place is near, not exact.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            labels = [document.get_page_label(index) or str(index + 1) for index in range(len(document))]
            texts = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return None
    if any(label.isdecimal() for label in labels):  # pages before the text (title, contents) say its headings too
        texts = [text if label.isdecimal() else "" for label, text in zip(labels, texts, strict=True)]
    inside = numbered(body.tree)
    held = [block for block in body.blocks if block.number in inside]
    told, painted = words_of(block.text for block in held), words_of(texts)
    starts: list[PageStart] = []
    firsts = _firsts(told.words, painted.words, painted.ends)
    for index, label in enumerate(labels):
        at = firsts[index]
        if at is None:
            starts.append(PageStart(index, label, None, 0))
            continue
        segment = told.segment(at)
        begin = told.ends[segment - 1] if segment else 0
        share = (at - begin) / max(told.ends[segment] - begin, 1)
        starts.append(PageStart(index, label, held[segment].number, int(share * len(held[segment].text))))
    return PageMap(body.manuscript, "", "", tuple(starts))


def _firsts(told: list[str], painted: list[str], ends: Sequence[int]) -> list[int | None]:
    """For each page, which word of the text is the first that it paints."""
    agreeing: list[tuple[int, int]] = []  # stretches that agree: word of the text, word of the pages
    lengths: list[int] = []
    a = b = 0
    for a0, a1, b0, b1 in [*sorted(gaps(told, painted)), (len(told), len(told), len(painted), len(painted))]:
        if a0 > a and b0 > b:
            agreeing.append((a, b))
            lengths.append(min(a0 - a, b0 - b))
        a, b = max(a, a1), max(b, b1)
    places = [place for _, place in agreeing]
    found: list[int | None] = []
    begin = 0
    for end in ends:
        at = max(bisect_left(places, begin + 1) - 1, 0)
        found.append(None)
        for (word, place), length in zip(agreeing[at:], lengths[at:], strict=True):
            first = max(place, begin)
            if first >= end:
                break
            if first < place + length:
                found[-1] = word + first - place
                break
        begin = end
    return found


class Located:
    """Answers on which page a block of an edition is: a note on the page of its call."""

    def __init__(self, body: Body, pages: PageMap | None) -> None:
        self._pages = pages
        self._calls: dict[int, int] = {}
        by_call = {}
        for number, node in numbered(body.tree).items():
            for inner in node.iter("a"):
                if is_note_call(inner):
                    by_call[inner.get("id")] = number
        for note in body.notes:
            for number in numbered(note.tree):
                self._calls[number] = by_call.get(note.call, number)

    def page(self, block: int, offset: int = 0) -> str:
        """The label of a block's page; empty where it is not known."""
        if self._pages is None or block < 0:
            return ""
        call = self._calls.get(block)
        found = page_of(self._pages, block if call is None else call, offset if call is None else 0)
        return found.label if found else ""


def moves(earlier: Body, later: Body, pairs: Sequence[Pair], old: PageMap, new: Located) -> list[tuple[str, str]]:
    """For each page of the earlier edition, the page on which its beginning now is; empty for one without text."""
    partner = {pair.old: pair for pair in pairs if pair.old >= 0 and pair.new >= 0}
    known = sorted(partner)
    found = []
    for start in old.pages:
        if start.block is None:
            found.append((start.label, ""))
            continue
        at = bisect_left(known, start.block)
        pair = partner[known[min(at, len(known) - 1)]] if known else None
        if pair is None:
            found.append((start.label, ""))
            continue
        offset = start.offset if pair.old == start.block else 0
        if offset and not pair.same:
            share = offset / max(len(earlier.blocks[pair.old].text), 1)
            offset = int(share * len(later.blocks[pair.new].text))
        found.append((start.label, new.page(pair.new, offset)))
    return found
