"""Accessibility metadata, only as far as it can be measured in this book (EPUB Accessibility 1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from octavo.body import HEADINGS
from octavo.editions.epub.chapters import Chapter
from octavo.editions.epub.package import File, Meta
from octavo.editions.epub.pictures import moves
from octavo.model import Notice
from octavo.notices import Code


@dataclass(frozen=True)
class Facts:
    """What was counted in the book.

    ``undescribed`` are the pictures without words for them; ``orderly`` says that no heading level is skipped;
    ``moving`` that a picture may move or flash.
    """

    pictures: int = 0
    decorative: int = 0
    undescribed: int = 0
    formulas: int = 0
    unspoken_formulas: int = 0
    headings: int = 0
    orderly: bool = True
    notes: int = 0
    tables: int = 0
    pages: int = 0
    moving: bool = False
    lang: str = ""

    @property
    def described(self) -> bool:
        """Whether all that is seen can also be read."""
        return not self.undescribed


def measure(
    chapters: Sequence[Chapter], pictures: Sequence[File], notices: Sequence[Notice], pages: int, lang: str
) -> Facts:
    """Counts in the finished chapters. ``notices`` are the body's: they tell which pictures came without words."""
    counts = dict.fromkeys(("img", "math", "table"), 0)
    empty = unspoken = headings = 0
    orderly, level = True, 1
    for chapter in chapters:
        for block in chain(chapter.blocks, chapter.notes):
            for element in block.iter("img", "math", "table", *HEADINGS):
                tag = element.tag
                if tag in HEADINGS:
                    headings += 1
                    orderly &= int(tag[1]) <= level + 1
                    level = int(tag[1])
                    continue
                counts[tag] += 1
                if tag == "img":
                    empty += not element.get("alt")
                elif tag == "math":
                    unspoken += not element.get("alttext")
    missed = any(notice.code == Code.no_alternative for notice in notices)
    return Facts(
        pictures=counts["img"],
        decorative=0 if missed else empty,
        undescribed=empty if missed else 0,
        formulas=counts["math"],
        unspoken_formulas=unspoken,
        headings=headings,
        orderly=orderly,
        notes=sum(len(chapter.notes) for chapter in chapters),
        tables=counts["table"],
        pages=pages,
        moving=any(moves(file.data, file.media_type) for file in pictures),
        lang=lang,
    )


def statements(facts: Facts, page_source: str, certifier: str) -> tuple[Meta, ...]:
    """The facts in the vocabulary of schema.org. ``page_source`` names the edition whose pages are marked.

    Conformance is a person's judgement (alternative texts may be there and say nothing): it is claimed only when the
    metadata names who vouches for it and nothing that was measured speaks against it.
    """
    told = [("schema:accessMode", "textual")]
    informative = facts.pictures - facts.decorative > 0 or facts.undescribed > 0
    if informative:
        told.append(("schema:accessMode", "visual"))
        told.append(("schema:accessModeSufficient", "textual,visual"))
    if facts.described:
        told.append(("schema:accessModeSufficient", "textual"))
    told += [("schema:accessibilityFeature", feature) for feature in _features(facts)]
    told.append(("schema:accessibilityHazard", "unknown" if facts.moving else "none"))
    vouched = bool(certifier) and facts.described and facts.orderly and facts.lang != "und"
    told.append(("schema:accessibilitySummary", summary(facts, page_source, certifier if vouched else "")))
    if facts.pages:
        told.append(("pageBreakSource", page_source))  # a name of EPUB's own vocabulary, without a prefix
    if vouched:
        told.append(("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"))
        told.append(("a11y:certifiedBy", certifier))
    return tuple(
        Meta("meta", text, {"property": name, "{http://www.w3.org/XML/1998/namespace}lang": "en"})
        if name == "schema:accessibilitySummary"
        else Meta("meta", text, {"property": name})
        for name, text in told
    )


def _features(facts: Facts) -> list[str]:
    features = ["ARIA", "displayTransformability", "readingOrder", "tableOfContents", "unlocked"]
    if facts.headings:
        features.append("structuralNavigation")
    if facts.pictures - facts.decorative > 0 and not facts.undescribed:
        features.append("alternativeText")
    if facts.formulas:
        features.append("MathML")
        if not facts.unspoken_formulas:
            features.append("describedMath")
    if facts.pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    return sorted(features, key=str.casefold)


def summary(facts: Facts, page_source: str, certifier: str) -> str:
    """The same for people, in a few sentences that hold for this book."""
    said = ["The text can be enlarged, recoloured and read aloud; its order is the order of reading."]
    if facts.headings:
        levels = "" if facts.orderly else ", some levels are skipped"
        said.append(f"{_count(facts.headings, 'heading')} can be reached from the table of contents{levels}.")
    informative = facts.pictures - facts.decorative
    if facts.undescribed:
        said.append(f"{_count(facts.undescribed, 'picture')} of {facts.pictures} without alternative text.")
    elif informative > 0:
        said.append(f"{_count(informative, 'picture')} with alternative text, none without.")
    elif not facts.pictures:
        said.append("There are no pictures.")
    if facts.formulas:
        spoken = "each with" if not facts.unspoken_formulas else f"{facts.unspoken_formulas} of them without"
        said.append(f"{_count(facts.formulas, 'formula')} in MathML, {spoken} a text in TeX.")
    if facts.tables:
        said.append(f"{_count(facts.tables, 'table')} of real cells.")
    if facts.notes:
        said.append(f"{_count(facts.notes, 'note')} linked both ways.")
    if facts.pages:
        said.append(f"{_count(facts.pages, 'page')} marked as in: {page_source}.")
    if facts.moving:
        said.append("A picture may move or flash; nobody has checked it.")
    by_whom = f"certified by {certifier}" if certifier else "no person has certified it"
    said.append(f"Measured by Octavo when the book was made; {by_whom}.")
    return " ".join(said)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
