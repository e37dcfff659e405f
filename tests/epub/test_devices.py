"""The editions for Kindle and Kobo: what their makers ask for, and that each fault of the kind is found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from octavo.body import Body
from octavo.check import prove_edition
from octavo.editions.devices import kindle, kobo
from octavo.model import Picture
from PIL import Image

from tests.check.test_publication import rezipped
from tests.epub.books import METADATA, body, job, page_map
from tests.epub.reading import OPF, XHTML, Epub, sound
from tests.epub.test_structure import EVERYTHING, NOTES, PAGES, PICTURES

Alter = Callable[[str, bytes], bytes]


# As a composed body has it: no link to nowhere, and every picture says its size.
COMPOSED = re.sub(r'\nand <a href="#nowhere"[^/]*/a>', "", EVERYTHING).replace(
    'alt="a map"', 'alt="a map" width="10" height="10"'
)


@pytest.fixture(scope="module")
def of() -> Body:
    return body(COMPOSED, NOTES, pictures=PICTURES, form="book")


@pytest.fixture(scope="module")
def for_kindle(of: Body) -> bytes:
    return kindle.make(job(of, page_map(*PAGES))).data


@pytest.fixture(scope="module")
def for_kobo(of: Body) -> bytes:
    return kobo.make(job(of, page_map(*PAGES))).data


def faults(name: str, data: bytes, of: Body) -> str:
    return " | ".join(fault.text for fault in prove_edition(name, data, of).faults)


def photo(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(
        out, kind, **({"lossless": True} if kind == "WEBP" else {})
    )
    return out.getvalue()


def test_a_book_for_kindle_says_what_the_epub_says(for_kindle: bytes, of: Body) -> None:
    assert faults("kindle", for_kindle, of) == ""
    sound(for_kindle)


def test_kindle_gets_its_cover_as_a_picture_and_not_as_a_page(for_kindle: bytes) -> None:
    book = Epub(for_kindle)
    assert "cover.xhtml" not in book.spine
    assert [meta.get("content") for meta in book.package.iter(f"{OPF}meta") if meta.get("name") == "cover"] == [
        "cover-image"
    ]
    with Image.open(io.BytesIO(book.read("EPUB/images/cover-image.jpg"))) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1600, 2560))
    guide = [entry.get("type") for entry in book.package.iter("{*}reference")]
    assert "cover" not in guide
    assert {"toc", "text"} <= {*guide}


def test_kindle_gets_formulas_as_pictures_with_words(for_kindle: bytes) -> None:
    page = Epub(for_kindle).page("text/winter.xhtml")
    assert not [*page.iter("{*}math")]
    drawn = [image for image in page.iter(f"{XHTML}img") if "o-formula" in image.get("class", "").split()]
    assert [image.get("alt") for image in drawn] == ["x^2", "a=b"]
    assert "MathML" not in Epub(for_kindle).meta("schema:accessibilityFeature")
    assert not [name for name in Epub(for_kindle).names if name.startswith("EPUB/fonts/")]


def test_kindle_gets_no_picture_that_it_does_not_know() -> None:
    webp = Picture("snow.webp", photo("WEBP", (30, 20)), "image/webp", 30, 20)
    of = body('<p>A <img src="images/snow.webp" alt="snow" width="30" height="20"/>.</p>', pictures=[webp])
    made = kindle.make(job(of)).data
    book = sound(made)
    assert book.find("text/title.xhtml", "img").get("src") == "../images/snow.png"
    assert faults("kindle", made, of) == ""
    other = rezipped(made, lambda name, data: photo("PNG", (30, 21)) if name.endswith("snow.png") else data)
    assert faults("kindle", other, of)


def test_an_own_cover_keeps_its_shape_on_the_sheet_that_amazon_asks_for() -> None:
    own = Picture("own.png", photo("PNG", (400, 400)), "image/png", 400, 400)
    of = body("<p>x</p>", metadata=replace(METADATA, cover_image="own.png"), pictures=[own])
    with Image.open(io.BytesIO(Epub(kindle.make(job(of)).data).read("EPUB/images/cover-image.jpg"))) as cover:
        assert cover.size == (1600, 2560)
        white = [cover.convert("L").getpixel((800, y)) for y in (0, 479, 481, 2078, 2082)]
    assert white[0] == pytest.approx(white[1], abs=6)  # the ground, up to the picture in the middle
    assert white[3] > 200  # type: ignore[operator]  # its lower end


KINDLE_FAULTS: dict[str, tuple[str, Alter]] = {
    "a small cover": (
        "cover is no JPEG of",
        lambda n, d: photo("JPEG", (800, 1280)) if n.endswith("cover-image.jpg") else d,
    ),
    "a cover that is not named": ("does not name", lambda n, d: d.replace(b'name="cover"', b'name="no"')),
    "no guide": ("where the text begins", lambda n, d: re.sub(rb"<reference[^>]*>", b"", d)),
    "no ncx": ("no NCX", lambda n, d: d.replace(b"application/x-dtbncx+xml", b"text/plain")),
    "a formula that is blank": (
        "is blank",
        lambda n, d: _blank(d) if "images/formula-" in n else d,
    ),
    "a formula of another shape": (
        "another shape",
        lambda n, d: photo("PNG", (300, 20)) if "images/formula-" in n else d,
    ),
    "mathml": ("may not show", lambda n, d: d.replace(b"</section>", b"<math/></section>", 1) if "/text/" in n else d),
}


def _blank(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        out = io.BytesIO()
        Image.new("L", picture.size, 255).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("fault", KINDLE_FAULTS)
def test_what_kindle_does_not_take_is_found(fault: str, for_kindle: bytes, of: Body) -> None:
    said, alter = KINDLE_FAULTS[fault]
    assert said in faults("kindle", rezipped(for_kindle, alter), of)


def test_a_book_for_kobo_says_what_the_epub_says(for_kobo: bytes, of: Body) -> None:
    assert faults("kobo", for_kobo, of) == ""
    sound(for_kobo)


def test_every_sentence_has_its_number() -> None:
    source = (
        "<p>One sentence. “Another?” she said. <em>A third.</em></p><p>Next <img src='images/snow.png' alt='x'/> it</p>"
    )
    of = body(source, pictures=PICTURES)
    page = Epub(kobo.make(job(of)).data).page("text/title.xhtml")
    spans = [span for span in page.iter(f"{XHTML}span") if span.get("class") == kobo.SPAN]
    texts = ["".join(map(str, span.itertext())) for span in spans]
    assert texts[-7:] == ["One sentence. ", "“Another?” ", "she said. ", "A third.", "Next ", "", " it"]
    numbers = [tuple(map(int, span.get("id", "").split(".")[1:])) for span in spans]
    assert numbers == sorted(numbers)
    assert len({*numbers}) == len(numbers)


KOBO_FAULTS: dict[str, tuple[str, Alter]] = {
    "words without a span": ("words outside", lambda n, d: d.replace(b"</section>", b"<p>x</p></section>", 1)),
    "two of one number": ("number of their own", lambda n, d: d.replace(b'id="kobo.2.1"', b'id="kobo.1.1"')),
    "no boxes": ("not the boxes", lambda n, d: d.replace(b'id="book-inner"', b'id="inner"')),
}


@pytest.mark.parametrize("fault", KOBO_FAULTS)
def test_what_kobo_does_not_count_is_found(fault: str, for_kobo: bytes, of: Body) -> None:
    said, alter = KOBO_FAULTS[fault]
    altered = rezipped(for_kobo, lambda name, data: alter(name, data) if name == "EPUB/text/winter.xhtml" else data)
    assert said in faults("kobo", altered, of)


def test_spans_leave_the_text_as_it_was() -> None:
    root = etree.fromstring(
        '<body xmlns="http://www.w3.org/1999/xhtml"><p>A. B <b>c</b> d.</p><pre> x\n  y</pre><p>字。字</p></body>'
    )
    before = "".join(map(str, root.itertext()))
    kobo.number(root)
    assert "".join(map(str, root.itertext())) == before
