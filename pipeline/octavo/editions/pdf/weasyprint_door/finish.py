"""The last objects of a PDF: its claim to be PDF/UA, page labels, and the manuscript it was made from.

In: WeasyPrint's PDF object (pydyf) before it is written. ISO 32000-1 (12.4.2 page labels, 12.2 viewer
preferences), ISO 19005-3 (6.8 embedded files, 6.6.2 extension schemas), ISO 14289-1 (5 identification).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from pydyf import Array, Dictionary, Stream, String  # type: ignore[import-untyped]  # it has no type hints

from octavo.text.numerals import roman

_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file claims</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True)
class LabelRange:
    """Pages from ``start`` (counted from 0) on are numbered from 1, in ``style`` D (1, 2) or r (i, ii)."""

    start: int
    style: str


@dataclass(frozen=True)
class Source:
    """The manuscript that goes into the file: its name, its bytes, and when it was written (seconds, 0: unknown)."""

    name: str
    data: bytes
    epoch: int = 0


def finisher(
    labels: Sequence[LabelRange], source: Source, lang: str, subjects: Sequence[str], *, leftwards: bool = False
) -> Callable[[Any, Any], None]:
    """Make the function that completes a PDF before it is written.

    ``leftwards``: its text runs from the right, so viewers put the first of two pages at the right.
    """

    def finish(_document: Any, pdf: Any) -> None:
        _claim(pdf, lang, subjects)
        pdf.catalog["PageLabels"] = Dictionary({"Nums": Array(label_numbers(labels))})
        pdf.catalog["AF"] = Array([_embed(pdf, source)])
        if leftwards:
            preferences = pdf.catalog.get("ViewerPreferences", Dictionary({}))
            pdf.catalog["ViewerPreferences"] = Dictionary({**preferences, "Direction": "/R2L"})

    return finish


def label_numbers(labels: Sequence[LabelRange]) -> list[Any]:
    """The ranges as the number tree of a PDF writes them."""
    return [part for label in labels for part in (label.start, Dictionary({"S": f"/{label.style}", "St": 1}))]


def _claim(pdf: Any, lang: str, subjects: Sequence[str]) -> None:
    """Add the PDF/UA part, the language and the subjects to the XMP packet."""
    bag = "".join(f"<rdf:li>{escape(subject)}</rdf:li>" for subject in subjects)
    more = _UA + (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:language><rdf:Bag><rdf:li>{escape(lang)}</rdf:li></rdf:Bag></dc:language>"
        + (f"<dc:subject><rdf:Bag>{bag}</rdf:Bag></dc:subject>" if bag else "")
        + "</rdf:Description>"
    )
    for entry in pdf.objects:
        if isinstance(entry, Stream) and entry.extra.get("Type") == "/Metadata":
            packet: bytes = entry.stream[0]
            entry.stream[0] = packet.replace(b"</rdf:RDF>", more.encode() + b"</rdf:RDF>")


def _embed(pdf: Any, source: Source) -> Any:
    """Embed the manuscript as associated file of the document; gives its reference.

    It is found by the catalog's ``AF`` alone. In the name tree of embedded files it would be an attachment, and mail
    gateways hold back documents with attachments.
    """
    parameters: dict[str, Any] = {
        "Size": len(source.data),
        "CheckSum": f"<{hashlib.md5(source.data, usedforsecurity=False).hexdigest()}>",
    }
    moment = datetime.fromtimestamp(source.epoch, UTC).strftime("D:%Y%m%d%H%M%SZ")
    parameters["ModDate"] = String(moment)
    extra = {"Type": "/EmbeddedFile", "Subtype": "/text#2fmarkdown", "Params": Dictionary(parameters)}
    stream = Stream([source.data], extra, compress=True)
    pdf.add_object(stream)
    name = String(source.name)
    specification = Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": Dictionary({"F": stream.reference, "UF": stream.reference}),
            "AFRelationship": "/Source",
            "Desc": String("The manuscript that this document was made from"),
        }
    )
    pdf.add_object(specification)
    return specification.reference


def page_labels(count: int, ranges: Sequence[LabelRange]) -> list[str]:
    """The label of every page, as viewers make them from the ranges."""
    labels = []
    for index in range(count):
        current = max((r for r in ranges if r.start <= index), key=lambda r: r.start, default=LabelRange(0, "D"))
        number = index - current.start + 1
        labels.append(roman(number) if current.style == "r" else str(number))
    return labels
