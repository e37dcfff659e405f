"""The edition for Kindle as calibre converts it to AZW3, where calibre is installed: one cover, one contents."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.conformance import toolbox

OPF = "{http://www.idpf.org/2007/opf}"


def test_the_cover_and_the_contents_occur_once(books: tuple[Path, Path], tmp_path: Path) -> None:
    convert = shutil.which("ebook-convert")
    if not convert:
        pytest.skip("calibre is not installed")
    (kindle,) = books[0].parent.glob("*-kindle.epub")
    toolbox.run([convert, str(kindle), str(tmp_path / "book.azw3")])
    toolbox.run([convert, str(tmp_path / "book.azw3"), str(tmp_path / "back.epub")])
    with zipfile.ZipFile(tmp_path / "back.epub") as back:
        package = etree.fromstring(back.read(next(name for name in back.namelist() if name.endswith(".opf"))))
        files = {item.get("id"): str(item.get("href")) for item in package.iter(f"{OPF}item")}
        pages = [etree.fromstring(back.read(files[part.get("idref")])) for part in package.iter(f"{OPF}itemref")]
    texts = [" ".join(str(page.xpath("string(//*[local-name() = 'body'])")).split()) for page in pages]
    assert "These words are centred" in " ".join(texts)
    assert " ".join(texts).count("by number 23 and 5") == 1
    assert texts.count("") == 1  # the page on which calibre puts the cover
    # A list of contents names the chapters without what is in them.
    assert len([text for text in texts if "Pictures and formulas" in text and "A long chapter" in text]) <= 1
