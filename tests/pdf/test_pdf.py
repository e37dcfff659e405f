"""The PDF as a whole: what is in it, where its pages begin, what it refuses."""

from __future__ import annotations

import hashlib
import importlib
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from octavo.editions import pdf
from octavo.editions.fonts.characters import seen
from octavo.errors import EditionError, SettingsError
from octavo.model import Made
from octavo.notices import Code

from tests.pdf.bodies import PIXEL, job, make_body, sentences

BOOK = "".join(
    f'<section><h2 id="c{n}">Chapter {n}</h2>'
    + "".join(f"<p>{sentences(12, n * 1000 + p * 20)}</p>" for p in range(7))
    + f'<p>See <a href="#c{n % 4 + 1}">there</a>, <a class="noteref" id="fnref-{n}" href="#fn-{n}">{n}</a>'
    f' and <a href="https://example.com/{n}">the site</a>.</p></section>'
    for n in range(1, 5)
)
NOTES = "".join(f'<aside id="fn-{n}"><p>Note {n}: {sentences(2, n)}</p></aside>' for n in range(1, 5))


@pytest.fixture(scope="module")
def book() -> Made:
    return pdf.make(job(make_body(BOOK, NOTES, form="book", subtitle="Sub", rights="Free", toc=True), papersize="a6"))


def opened(made: Made) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made.data))


def page_texts(made: Made) -> list[str]:
    with pypdfium2.PdfDocument(made.data) as document:
        texts = []
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            part = page.get_textpage()
            texts.append(part.get_text_bounded(bottom=0, top=height * 0.925))
            part.close()
            page.close()
        return texts


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", seen(text))


def test_each_page_begins_where_the_map_says(book: Made) -> None:
    body = make_body(BOOK, NOTES, form="book")
    assert book.pages is not None
    texts = page_texts(book)
    assert len(texts) == len(book.pages.pages) == book.page_count
    carrying = [page for page in book.pages.pages if page.block is not None]
    assert len(carrying) > 16
    for page in carrying:
        expected = letters(body.blocks[page.block or 0].text[page.offset :])[:12]
        assert letters(texts[page.index]).startswith(expected), (page, texts[page.index][:60])
    inside = [page for page in carrying if page.offset]
    assert inside, "no page begins within a paragraph"


def test_no_word_is_divided_from_page_to_page(book: Made) -> None:
    body = make_body(BOOK, NOTES, form="book")
    assert book.pages is not None
    for page in book.pages.pages:
        if page.block is not None and page.offset:
            assert not body.blocks[page.block].text[page.offset - 1].isalpha()


def test_labels_of_viewer_folio_and_map_agree(book: Made) -> None:
    assert book.pages is not None
    with opened(book) as made:
        labels = [str(page.label) for page in made.pages]
    assert labels == [page.label for page in book.pages.pages]
    first = next(page for page in book.pages.pages if page.label == "1")
    assert first.index % 2 == 0, "the text begins on a right page"
    assert labels[: first.index] == ["i", "ii", "iii", "iv", "v", "vi"]
    with pypdfium2.PdfDocument(book.data) as document:
        for page in book.pages.pages[first.index :]:
            text = document[page.index].get_textpage().get_text_bounded().split()
            assert page.label in (text[-1], text[0]), page


def test_contents_and_references_name_the_right_pages(book: Made) -> None:
    assert book.pages is not None
    body = make_body(BOOK, NOTES, form="book")
    begins = {body.blocks[p.block].text: p.label for p in book.pages.pages if p.block is not None and p.offset == 0}
    with pypdfium2.PdfDocument(book.data) as document:
        texts = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    listed = dict(re.findall(r"(Chapter \d)[ .]+(\d+)", texts[4]))
    assert listed == {f"Chapter {n}": begins[f"Chapter {n}"] for n in range(1, 5)}
    said = re.findall(r"there \(p\.\s(\d+)\)", " ".join(texts))
    assert said == [begins[f"Chapter {n % 4 + 1}"] for n in range(1, 5)]


def test_notes_are_set_once(book: Made) -> None:
    text = " ".join(page_texts(book))
    for n in range(1, 5):
        assert text.count(f"Note {n}:") == 1
        assert text.count(f"https://example.com/{n}") == 1


def test_what_a_viewer_and_an_archive_look_for(book: Made) -> None:
    with opened(book) as made:
        root: Any = made.Root
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert bool(root.MarkInfo.Marked)
        assert str(made.docinfo["/Title"]) == "A Title"
        packet = root.Metadata.read_bytes().decode()
        assert re.search(r"pdfaid:part=.3.", packet)
        assert "<pdfuaid:part>1</pdfuaid:part>" in packet
        with made.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles == ["A Title", *(f"Chapter {n}" for n in range(1, 5))]


def test_the_manuscript_is_associated_but_no_attachment(book: Made) -> None:
    with opened(book) as made:
        files: Any = made.Root.AF
        assert [str(file.AFRelationship) for file in files] == ["/Source"]
        assert files[0].EF.F.read_bytes().decode() == BOOK
        assert str(files[0].UF) == "a.md"
        assert "/EmbeddedFiles" not in made.Root.get("/Names", {})
        assert not made.attachments


def test_same_source_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tests.pdf.bodies import *\nfrom octavo.editions import pdf\n"
        "made = pdf.make(job(make_body('<section><h2>One</h2><p>Text ✓ 🙂 <em>x</em>.</p></section>')))\n"
        "print(hashlib.sha256(made.data).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    runs = [
        subprocess.run([sys.executable, "-c", program, root], capture_output=True, text=True, check=True, cwd=tmp_path)
        for _ in range(1)
    ]
    here = pdf.make(job(make_body("<section><h2>One</h2><p>Text ✓ 🙂 <em>x</em>.</p></section>")))
    assert runs[0].stdout.strip() == hashlib.sha256(here.data).hexdigest()


STARTS = {
    "list": ("<ul>" + "".join(f"<li>{sentences(3, n * 10)}</li>" for n in range(12)) + "</ul>", 3),
    "table": (
        "<table><thead><tr><th>Head</th><th>Other</th></tr></thead><tbody>"
        + "".join(f"<tr><td>cell {n}</td><td>{sentences(1, n)}</td></tr>" for n in range(40))
        + "</tbody></table>",
        2,
    ),
    "code": ("<pre><code>" + "\n".join(f"line_{n} = {n}" for n in range(90)) + "</code></pre>", 2),
    "verse": (
        "".join(
            '<p class="verse">' + "<br/>".join(f"Verse {n} line {k}" for k in range(8)) + "</p>" for n in range(12)
        ),
        2,
    ),
    "quotation": (f"<blockquote><p>{sentences(30)}</p><p>{sentences(30, 40)}</p></blockquote>", 2),
}


@pytest.mark.parametrize("kind", STARTS)
def test_pages_begin_within_every_kind_of_block(kind: str) -> None:
    html, fewest = STARTS[kind]
    body = make_body(html)
    made = pdf.make(job(body, papersize="a6"))
    assert made.pages is not None
    assert made.page_count >= fewest
    texts = page_texts(made)
    shown = "".join(letters(block.text) for block in body.blocks)
    for page in made.pages.pages[1:]:
        text = letters(texts[page.index]).removeprefix("HeadOther")
        expected = letters(body.blocks[page.block or 0].text[page.offset :])[:10]
        assert text.startswith(expected), (page, texts[page.index][:80])
    assert letters("".join(texts[0]).split("Author", 1)[1])[:5] == shown[:5] or kind == "table"


def test_a_page_that_begins_with_a_picture_names_it() -> None:
    image = '<img src="images/x.png" alt="A square" style="width:100%"/>'
    figure = f"<figure>{image}<figcaption>Caption</figcaption></figure>"
    body = make_body(f"<p>{sentences(8)}</p>" + figure * 4, pictures=["x.png"])
    made = pdf.make(job(body, papersize="a6"))
    assert made.pages is not None
    kinds = [body.blocks[page.block].kind for page in made.pages.pages if page.block is not None]
    assert kinds[0] == "p"
    assert set(kinds[1:]) == {"figure"}
    assert all(page.offset == 0 for page in made.pages.pages)


def test_a_missing_glyph_fails_with_its_place_and_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    press = importlib.import_module("octavo.editions.pdf.recipe")  # the package has a function of the same name
    monkeypatch.setattr(press, "notdef", lambda log: ["א"])
    with pytest.raises(EditionError) as caught:
        pdf.make(job(make_body("<p>plain</p><p>with א in it</p>")))
    assert "U+05D0 HEBREW LETTER ALEF" in caught.value.message
    assert str(caught.value.place) == "seed.txt:11"
    assert "fonts-noto" in caught.value.hint


def test_characters_that_no_font_can_have_are_shown_with_a_notice() -> None:
    made = pdf.make(job(make_body("<p>private \ue000, unassigned \u0378, replaced \ufffd</p>")))
    assert [notice.code for notice in made.notices] == [Code.stand_in_glyph] * 2
    assert "\ue000" in "".join(page_texts(made))


@pytest.mark.parametrize(
    "text", ["wo\u2060rd", "a\u3164b", "line\u2028end", "👨\u200d👩\u200d👧", "🇫🇷", "1\ufe0f\u20e3", "👋🏽"]
)
def test_silent_characters_and_joined_emoji_pass(text: str) -> None:
    made = pdf.make(job(make_body(f"<p>x{text}y</p>")))
    assert made.notices == ()


def test_a_wrong_papersize_is_refused() -> None:
    with pytest.raises(SettingsError):
        pdf.make(job(make_body("<p>x</p>"), papersize="a44"))


def test_nothing_is_fetched_and_strange_pictures_are_noticed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PIXEL)
    body = make_body(f'<p>x <img src="file://{secret}" alt="outside"/></p>')
    made = pdf.make(job(body))
    assert [notice.code for notice in made.notices] == [Code.layout]
    assert b"/Subtype /Image" not in made.data


def test_formulas_are_drawn_and_spoken() -> None:
    good = '<p>so <math alttext="a/b"><mfrac><mi>a</mi><mi>b</mi></mfrac></math> it is</p>'
    bad = '<p><math alttext="\\bad"><mfrac><mi>a</mi></mfrac></math></p>'
    made = pdf.make(job(make_body(good + bad)))
    assert [notice.code for notice in made.notices] == [Code.formula_unread]
    with opened(made) as document:
        alts = [
            str(thing["/Alt"])
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    assert alts == ["a/b"]
    assert "\\bad" in "".join(page_texts(made))


def test_many_headings_and_deep_lists_are_set() -> None:
    many = "".join(f"<section><h2>Heading {n}</h2></section>" for n in range(300))
    deep = "<ul><li>x" * 120 + "</li></ul>" * 120
    made = pdf.make(job(make_body(many + deep), papersize="a4"))
    with opened(made) as document, document.open_outline() as outline:
        assert len(outline.root) == 301
