"""Each validator passes what is right and reports a planted fault: a harness that cannot fail proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.conformance import ace, axe, epubcheck, nu, qpdf, screenshot, toolbox, verapdf

GOOD_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
<style>body { background: white; color: black } @media (prefers-color-scheme: dark) { body { background: black;
color: white } }</style></head><body><main><h1>A page</h1><p>A few words.</p></main></body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "a page & more.html"
    file.write_text(GOOD_PAGE)
    return file


def sample(name: str) -> Path:
    """Books that come with EPUBCheck's package, one of them broken."""
    return Path(toolbox.need("epubcheck", toolbox.in_package("epubcheck", "samples", name)))


def pdf(file: Path, variant: str | None) -> Path:
    from weasyprint import HTML

    file.write_bytes(HTML(string="<html lang=en><title>T</title><h1>Head</h1><p>Text").write_pdf(pdf_variant=variant))
    return file


def test_epubcheck() -> None:
    found = epubcheck(sample("childrens-literature.epub"), sample("invalid.epub"))
    assert [line for line in found if "OPF-049" in line]
    assert not [line for line in found if not line.startswith("invalid.epub: ")]


def test_epubcheck_on_something_else(page: Path) -> None:
    assert epubcheck(page)


def test_ace(page: Path) -> None:
    book = sample("childrens-literature.epub")
    found = ace(book, page)
    assert [line for line in found if line.startswith(book.name) and "metadata-accessibilityhazard" in line]
    assert [line for line in found if line.startswith(f"{page.name}: could not be checked")]


def test_nu(page: Path, tmp_path: Path) -> None:
    assert nu(page) == []
    wrong = tmp_path / "wrong.html"
    wrong.write_text(GOOD_PAGE.replace("few", "<b>few"))
    found = nu(page, wrong)
    assert found
    assert all(line.startswith("wrong.html:") for line in found)
    assert nu(tmp_path / "nothing.html")


FAULTS = {
    "light.html": ("color: black }", "color: #ccc }", "at 320px, light: serious color-contrast"),
    "dark.html": ("color: white }", "color: #333 }", "at 320px, dark: serious color-contrast"),
    "wide.html": ("<p>", "<p style='width: 350px'>", "at 320px, light: scrolls sideways by"),
    "fetch.html": ("<p>", "<p><img alt='' src='http://127.0.0.1:9/x.png'>", "asks for http://127.0.0.1:9/x.png"),
    "file.html": ("<p>", "<p><img alt='' src='beside.png'>", "beside.png"),
    "talk.html": ("<p>", "<p><script>console.error('oh')</script>", "console: oh"),
}


def test_axe(page: Path, tmp_path: Path) -> None:
    for name, (old, new, _) in FAULTS.items():
        (tmp_path / name).write_text(GOOD_PAGE.replace(old, new))
    found = axe(page, *(tmp_path / name for name in FAULTS), widths=(320, 800))
    for name, (_, _, fault) in FAULTS.items():
        assert [line for line in found if line.startswith(name) and fault in line], name
    assert not [line for line in found if line.startswith(page.name)]
    assert not [line for line in found if "800px" in line and "sideways" in line]


def test_axe_on_nothing(tmp_path: Path) -> None:
    assert "could not be checked" in axe(tmp_path / "nothing.html", widths=(800,), schemes=("light",))[0]


def test_verapdf(tmp_path: Path) -> None:
    archive = pdf(tmp_path / "archive.pdf", "pdf/a-3a")
    plain = pdf(tmp_path / "plain.pdf", None)
    assert verapdf(archive, flavours=("3a",)) == []
    found = verapdf(archive, plain)
    assert [line for line in found if line.startswith("archive.pdf: ua1 5-1 ")]
    assert not [line for line in found if line.startswith("archive.pdf: 3a")]
    assert [line for line in found if line.startswith("plain.pdf: 3a")]
    assert [line for line in found if line.startswith("plain.pdf: ua1")]


def test_verapdf_on_something_else(page: Path) -> None:
    assert "could not be checked" in verapdf(page, flavours=("3a",))[0]


def test_qpdf(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "whole.pdf", None)
    half = tmp_path / "half.pdf"
    half.write_bytes(whole.read_bytes()[:-300])
    assert qpdf(whole) == []
    assert qpdf(whole, half)[0].startswith("half.pdf")


def test_screenshot(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    page.write_text(GOOD_PAGE.replace("background: white", "background: #ff0000"))
    screenshot(page, picture, width=400, height=300)
    with Image.open(picture) as image:
        assert image.size == (400, 300)
        assert image.convert("RGB").getpixel((390, 290)) == (255, 0, 0)


def test_a_missing_tool_fails_unless_the_person_did_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCTAVO_TEST_WITHOUT", raising=False)
    with pytest.raises(pytest.fail.Exception, match="make test"):
        toolbox.need("ghost", None)
    monkeypatch.setenv("OCTAVO_TEST_WITHOUT", "java,ghost")
    with pytest.raises(pytest.skip.Exception):
        toolbox.need("ghost", None)
