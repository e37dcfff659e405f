"""EPUBCheck and Ace have nothing to say: about everything a body can hold, hostile metadata, any direction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from octavo.editions.devices import kindle, kobo
from octavo.editions.epub import make
from octavo.model import Contributor, Metadata, Picture

from tests.conformance import ace, epubcheck
from tests.epub.books import METADATA, body, chapters, job, page_map
from tests.epub.test_structure import EVERYTHING, NOTES, PAGES, PICTURES, everything

HOSTILE = '<b onclick="x()">&amp; ]]> \x00\u202e "\''
WIDE = "<table><tbody><tr>" + "<td>word</td>" * 40 + "</tr></tbody></table>"
FORMULA = f'<math display="block" alttext="x">{"<mi>x</mi><mo>+</mo>" * 120}</math>'


def test_validators(tmp_path: Path) -> None:
    hostile = Metadata(
        title=HOSTILE,
        subtitle=HOSTILE,
        contributors=(Contributor(HOSTILE, "zzz", HOSTILE), Contributor(HOSTILE, HOSTILE)),
        date=HOSTILE,
        lang=HOSTILE,
        identifier=HOSTILE,
        publisher=HOSTILE,
        rights=HOSTILE,
        series=HOSTILE,
        series_position=HOSTILE,
        subject=(HOSTILE, ""),
        description=HOSTILE * 500,
        abstract=HOSTILE,
    )
    arabic = replace(METADATA, lang="ar", title="كتاب الطقس", identifier="978-3-16-148410-0")
    moving = Picture("cover.gif", PICTURES[0].data, "image/png", 1, 1)
    parts = f'<section><h2 id="one">Part One</h2>{chapters(3, 900).replace("h2", "h3")}</section>'
    books = {
        "book": everything(),
        "article": everything("article"),
        "hostile": make(job(body(EVERYTHING, NOTES, hostile, pictures=PICTURES))).data,
        "arabic": make(job(body(EVERYTHING, NOTES, arabic, "book", PICTURES), page_map(*PAGES))).data,
        "parts": make(job(body(parts, form="book"))).data,
        "wide": make(job(body(f'{WIDE}<p class="formula">{FORMULA}</p>'))).data,
        "empty": make(job(body(""))).data,
        "own-cover": make(job(body("<p>x</p>", (), replace(METADATA, cover_image="cover.gif"), "", [moving]))).data,
    }
    rich = job(body(EVERYTHING, NOTES, pictures=PICTURES, form="book"), page_map(*PAGES))
    books |= {"kindle": kindle.make(rich).data, "kobo": kobo.make(rich).data}
    paths = []
    for name, data in books.items():
        paths.append(tmp_path / f"{name}.epub")
        paths[-1].write_bytes(data)
    assert epubcheck(*paths) == []
    assert ace(*paths) == []
