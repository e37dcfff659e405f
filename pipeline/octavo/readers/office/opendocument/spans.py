"""Words within a line whose format pandoc would lose: underlined, in small capitals, in another language.

Changes the trees it is given.
"""

from __future__ import annotations

from octavo.languages.detect import detect
from octavo.metadata import language_tag
from octavo.readers.office.marks import END, Marks
from octavo.readers.office.odt_xml import STYLE, TEXT, words_of
from octavo.readers.office.opendocument.styles import FO, OdtStyles
from octavo.readers.xml_tree import Element

_UNDERLINE = f"{STYLE}text-underline-style"
_LEAST = 3


def mark_spans(body: Element, styles: OdtStyles, main: str, marks: Marks) -> None:
    """Put marks around such words."""
    for span in list(body.iter(f"{TEXT}span")):
        name = span.get(f"{TEXT}style-name", "")
        if not name or not words_of(span).strip() or any(True for _ in span.iter(f"{TEXT}p")):
            continue
        for what in _kinds(name, styles, span, main):
            span.text = marks.begin(what) + (span.text or "")
            if len(span):
                span[-1].tail = (span[-1].tail or "") + END
            else:
                span.text += END
    for style in styles.known.values():
        for properties in style.findall(f"{STYLE}text-properties"):
            if _UNDERLINE in properties.attrib:
                del properties.attrib[_UNDERLINE]  # pandoc would make emphasis of it


def _kinds(name: str, styles: OdtStyles, span: Element, main: str) -> list[str]:
    def said(attribute: str) -> str:
        return styles.property("text", name, "text", attribute)

    found = []
    if said(_UNDERLINE) not in ("", "none") and not any(True for _ in span.iterancestors(f"{TEXT}a")):
        found.append("Underline")
    if said(f"{FO}font-variant") == "small-caps":
        found.append("SmallCaps")
    language, country = said(f"{FO}language"), said(f"{FO}country")
    if language and language not in ("none", "zxx"):
        tag = language_tag(f"{language}-{country}" if country and country != "none" else language)
        base = tag.partition("-")[0]
        letters = sum(char.isalpha() for char in words_of(span))
        if tag and base != main.partition("-")[0] and letters >= _LEAST:
            seen = detect(words_of(span))
            if seen == "und" or seen.partition("-")[0] == base:
                found.append(tag)
    return found
