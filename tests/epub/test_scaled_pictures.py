"""Pictures are as large as an e-reader can show, keep their names and shape, and are known again by the proof."""

from __future__ import annotations

import io

import pytest
from octavo.check import prove_edition
from octavo.editions.epub import make
from octavo.model import Picture
from octavo.pictures.scaled import LONGEST, scaled, scaled_size
from PIL import Image

from tests.check.test_publication import rezipped
from tests.epub.books import body, job
from tests.epub.reading import sound


def photo(size: tuple[int, int], kind: str = "JPEG", turned: bool = False) -> bytes:
    out = io.BytesIO()
    image = Image.linear_gradient("L").rotate(90 if turned else 0).resize(size).convert("RGB")
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_large_picture_becomes_as_large_as_a_screen(kind: str) -> None:
    picture = Picture(f"big.{kind}", photo((2400, 1200), kind.upper()), f"image/{kind}", 2400, 1200)
    of = body(
        f'<figure><img src="images/big.{kind}" alt="big" width="2400" height="1200"/></figure>', pictures=[picture]
    )
    made = make(job(of)).data
    book = sound(made)
    name = book.find("text/title.xhtml", "img").get("src", "").replace("../", "EPUB/")
    with Image.open(io.BytesIO(book.read(name))) as seen:
        assert (seen.format, seen.size) == (kind.upper(), (LONGEST, 1000))
    assert prove_edition("epub", made, of).ok
    other = photo((LONGEST, 1000), kind.upper(), turned=True)
    altered = rezipped(made, lambda file, data: other if file == name else data)
    assert not prove_edition("epub", altered, of).ok


def test_a_small_picture_stays_bit_for_bit() -> None:
    data = photo((1999, 20))
    assert scaled(data, "image/jpeg", 1999, 20) is data
    assert scaled_size(4000, 1) == (LONGEST, 1)
    assert scaled(b"no picture", "image/png", 4000, 4000) == b"no picture"
