"""The pages before the text, laid out: titles, imprint, dedication, contents, and what a book says before it begins.

Their numbers are Roman. The list of contents names pages of the text, and the text may name pages of the preface: so
they are laid out before the text, for their numbers, and again when those of the text are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from octavo.editions.pdf import front
from octavo.editions.pdf.document import Text, wanted_ids
from octavo.editions.pdf.setting import PASSES, Run, keep_words_whole, lay_out, shown_in, tree_of
from octavo.editions.pdf.weasyprint_door.boxes import Reading, read_pages
from octavo.editions.pdf.weasyprint_door.sheets import Sheets
from octavo.languages.part_names import WITHOUT_HEADING
from octavo.text.numerals import roman

_UNKNOWN = "000"


@dataclass(frozen=True)
class Front:
    """The pages before the text: laid out, how they begin, and the numbers of what is on them, by id."""

    sheets: tuple[Sheets, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading((), {}))
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return sum(len(part.pages) for part in self.sheets)


def labels_before(run: Run, text: Text) -> dict[str, str]:
    """The pages of headings and targets that come before the text, by id; none where nothing of the text does."""
    return dict(lay_out_front(run, text, {}).labels) if len(text.front) else {}


def lay_out_front(run: Run, text: Text, labels: Mapping[str, str]) -> Front:
    """Lay out everything before the text; ``labels`` are the pages of the text by id.

    There is a blank page at the end when the text must begin on a right page.
    """
    own: dict[str, str] = {}
    css_class = "o-front o-book" if len(text.front) else "o-front"
    for _ in range(PASSES):
        parts = _parts(run, text, {**labels, **own})
        files = text.files if len(text.front) else {}
        sheets = lay_out(run, tree_of(run, css_class, parts, wanted_ids(parts, run.body)), files)
        reading = read_pages(sheets.pages, shown_in(run.body))
        found = {name: roman(page + 1) for name, page in sheets.anchors.items()}
        kept = len(text.front) and keep_words_whole(shown_in(run.body), text.front, sheets)
        if not kept and (found == own or not len(text.front)):
            break
        own = found
    made = [sheets]
    if run.design.mirrored and len(sheets.pages) % 2:
        made.append(lay_out(run, tree_of(run, "o-front", [etree.Element("div", {"class": "o-blank"})], ()), {}))
    starts = (*reading.starts, *[None] * (len(made) - 1))
    return Front(tuple(made), Reading(starts, reading.first_page), own)


def _parts(run: Run, text: Text, labels: Mapping[str, str]) -> list[_Element]:
    """The pages in the order of a book: half title, title, imprint, dedication, contents, preface."""
    body = run.body
    for link in text.front.iter("a"):
        if link.get("class") == "o-xref":
            link.set("data-page", labels.get((link.get("href") or "#")[1:], _UNKNOWN))
    parts = [front.half_title(body)] if _has_half_title(run) else []
    parts.append(front.title_page(body))
    if (imprint := front.imprint(body)) is not None:
        parts.append(imprint)
    alone = [etree.Element("div"), etree.Element("div")]
    for node in text.front:
        behind = len(alone[1]) or (node.tag == "section" and node.get("class") not in WITHOUT_HEADING)
        alone[bool(behind)].append(_copied(node))
    contents = [front.contents(body, labels, _UNKNOWN)] if body.contents else []
    return [*parts, *alone[:1], *contents, *alone[1:]] if len(text.front) else [*parts, *contents]


def _copied(node: _Element) -> _Element:
    return etree.fromstring(etree.tostring(node, with_tail=False))


def _has_half_title(run: Run) -> bool:
    """A book has one on paper, and wherever its pages must be those on paper."""
    return run.body.form == "book" and run.design.rectos and (run.design.mirrored or bool(run.body.front))
