"""The accessibility metadata say what is true of this book, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from octavo.editions.epub import make
from octavo.editions.epub.pictures import moves
from octavo.model import Notice, Picture

from tests.epub.books import METADATA, body, job
from tests.epub.reading import Epub, sound
from tests.epub.test_structure import PIXEL

SNOW = Picture("snow.png", PIXEL, "image/png", 1, 1)
MATH = '<p><math display="inline" alttext="x"><mi>x</mi></math></p>'


def book(source: str, notices: list[Notice] | None = None, **metadata: object) -> Epub:
    chosen = replace(METADATA, **metadata)  # type: ignore[arg-type]  # any field of the metadata
    return sound(make(job(body(source, pictures=[SNOW], notices=notices or [], metadata=chosen))).data)


def features(of: Epub) -> set[str]:
    return set(of.meta("schema:accessibilityFeature"))


def test_plain_text() -> None:
    plain = book("<p>Only words.</p>")
    assert plain.meta("schema:accessMode") == ["textual"]
    assert plain.meta("schema:accessModeSufficient") == ["textual"]
    assert plain.meta("schema:accessibilityHazard") == ["none"]
    assert not features(plain) & {
        "structuralNavigation",
        "alternativeText",
        "MathML",
        "pageNavigation",
    }
    assert "There are no pictures." in plain.meta("schema:accessibilitySummary")[0]


def test_pictures_with_words() -> None:
    seen = book('<p><img src="images/snow.png" alt="Snow"/></p>')
    assert seen.meta("schema:accessMode") == ["textual", "visual"]
    assert seen.meta("schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert "alternativeText" in features(seen)


def test_a_picture_without_words() -> None:
    seen = book('<p><img src="images/snow.png" alt=""/></p>', [Notice("no-alternative", "no words")])
    assert seen.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in features(seen)
    assert "1 picture of 1 without alternative text" in seen.meta("schema:accessibilitySummary")[0]


def test_decorative_pictures_need_no_words() -> None:
    seen = book('<p><img src="images/snow.png" alt=""/></p>')
    assert seen.meta("schema:accessMode") == ["textual"]
    assert seen.meta("schema:accessModeSufficient") == ["textual"]


def test_formulas() -> None:
    assert {"MathML", "describedMath"} <= features(book(MATH))
    without = features(book(MATH.replace(' alttext="x"', "")))
    assert "MathML" in without
    assert "describedMath" not in without


def test_headings() -> None:
    assert "structuralNavigation" in features(book('<section><h2 id="a">A</h2><p>x</p></section>'))


@pytest.mark.parametrize(
    ("kind", "data", "moving"),
    [
        ("image/gif", b"GIF89a" + b"\x21\xf9\x04aaaa" * 2, True),
        ("image/gif", b"GIF89a" + b"\x21\xf9\x04aaaa", False),
        ("image/png", PIXEL, False),
        ("image/png", PIXEL[:33] + b"\0\0\0\x08acTL", True),
        ("image/webp", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0ANIM", True),
        ("image/svg+xml", b'<svg><animate attributeName="x"/></svg>', True),
        ("image/svg+xml", b"<svg><rect/></svg>", False),
    ],
)
def test_what_may_move(kind: str, data: bytes, moving: bool) -> None:
    assert moves(data, kind) is moving


def test_a_moving_picture_is_not_called_harmless() -> None:
    picture = Picture("a.gif", b"GIF89a" + b"\x21\xf9\x04aaaa" * 2, "image/gif")
    made = make(job(body('<p><img src="images/a.gif" alt="It moves"/></p>', pictures=[picture])))
    assert sound(made.data).meta("schema:accessibilityHazard") == ["unknown"]


def test_nobody_vouches_unasked() -> None:
    assert book("<p>x</p>").meta("dcterms:conformsTo") == []


def test_conformance_is_claimed_when_somebody_vouches_and_nothing_speaks_against_it() -> None:
    vouched = book("<p>x</p>", extra={"certified-by": "Ada Example"})
    assert vouched.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert vouched.meta("a11y:certifiedBy") == ["Ada Example"]
    for against in (
        book("<p>x</p>", lang="und", extra={"certified-by": "Ada"}),
        book(
            '<p><img src="images/snow.png" alt=""/></p>',
            [Notice("no-alternative", "no words")],
            extra={"certified-by": "Ada"},
        ),
    ):
        assert against.meta("dcterms:conformsTo") == against.meta("a11y:certifiedBy") == []
