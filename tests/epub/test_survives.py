"""What keeps a book whole in reading systems that know less, or hide more, than browsers do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html
from octavo.check import prove_edition
from octavo.editions.epub import make
from octavo.editions.epub.engines.in_one_line import GROUP, PHANTOM, say_in_one_line
from octavo.editions.epub.engines.two_ways import both_ways
from octavo.model import Picture

from tests.check.test_publication import rezipped
from tests.epub.books import body, job
from tests.epub.reading import XHTML, Epub, sound
from tests.epub.test_structure import EVERYTHING, NOTES, PICTURES, PIXEL, SVG, everything

TALL = Picture("tall.png", PIXEL, "image/png", 600, 1500)
DRAWING = Picture("map.svg", SVG, "image/svg+xml", 400, 200)


def article(source: str, *pictures: Picture) -> Epub:
    return sound(make(job(body(source, pictures=pictures))).data)


@pytest.mark.parametrize(
    ("given", "style"),
    [
        ("", "max-width:min(100%,35.6vh)"),
        ("width:70%", "max-width:min(70%,35.6vh)"),
        ("height:4em", "width:auto;height:4em;max-width:min(100%,35.6vh)"),
    ],
)
def test_a_tall_picture_has_one_side_said_and_fits_the_screen(given: str, style: str) -> None:
    said = f' style="{given}"' if given else ""
    book = article(f'<figure><img src="images/tall.png" alt="x" width="600" height="1500"{said}/></figure>', TALL)
    image = book.find("text/title.xhtml", "img")
    assert (image.get("width"), image.get("height")) == (None, None)  # they would stay when a side is limited
    assert (image.get("style") or "").replace("width:auto;height:auto;", "") == style


def test_an_icon_keeps_its_ratio_without_any_style_sheet() -> None:
    book = article('<p>An <img src="images/tall.png" alt="x" width="600" height="1500" style="width:24px"/>.</p>', TALL)
    assert book.find("text/title.xhtml", "img").get("style") == "width:24px;height:auto"


def test_a_drawing_says_its_width() -> None:
    book = article('<p>A <img src="images/map.svg" alt="x" width="400" height="200"/>.</p>', DRAWING)
    assert book.find("text/title.xhtml", "img").get("style") == "width:400px;height:auto"


def formula(source: str) -> Any:
    return html.fragment_fromstring(f"<math>{source}</math>")


def in_one_line(source: str) -> str:
    math = formula(source)
    say_in_one_line([math])
    return "".join(map(str, math.itertext()))


V, N = "<mi>{}</mi>".format, "<mn>{}</mn>".format
SUM = "<mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow>"


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (f"<msup>{N(2)}{SUM}</msup>", "2^(n+1)"),
        (f"<msup>{V('x')}{N(2)}</msup>", "x^2"),
        (f"<msup>{V('f')}<mo>′</mo></msup>", "f′"),
        (f"<msup>{SUM}{N(2)}</msup>", "(n+1)^2"),
        (f"<msub>{V('x')}{V('i')}</msub>", "x_i"),
        (f"<msubsup>{V('x')}{N(0)}{N(1)}</msubsup>", "x_0^1"),
        (f"<mfrac>{SUM}{N(2)}</mfrac>", "(n+1)/2"),
        (f"<mfrac>{N(1)}{SUM}</mfrac>", "1/(n+1)"),
        (f'<mfrac linethickness="0">{V("n")}{V("k")}</mfrac>', "n; k"),
        (f"<mfrac><mfrac>{N(1)}{N(2)}</mfrac>{N(3)}</mfrac>", "(1/2)/3"),
        (f"<msqrt>{V('x')}</msqrt>", "√x"),
        (f"<msqrt>{V('x')}<mo>+</mo>{N(1)}</msqrt>", "√(x+1)"),
        (f"<mroot>{V('x')}{N(3)}</mroot>", "x^(1/3)"),
        (f"<munderover><mo>∑</mo><mrow>{V('k')}<mo>=</mo>{N(1)}</mrow>{V('n')}</munderover>", "∑_(k=1)^n"),
        (f'<mover accent="true">{V("x")}<mo>¯</mo></mover>', "x¯"),
        (f"<mtable><mtr><mtd>{N(1)}</mtd><mtd>{N(2)}</mtd></mtr><mtr><mtd>{N(3)}</mtd></mtr></mtable>", "1 2; 3"),
        (f'{N(1)}<mspace width="2.0em"/>{N(2)}', "1\u20032"),
    ],
)
def test_a_formula_without_its_shape_says_the_same(source: str, read: str) -> None:
    assert in_one_line(source) == read


@pytest.mark.parametrize("source", [f"<msup>{N(2)}{SUM}</msup>", f"<mfrac>{SUM}<msqrt>{SUM}</msqrt></mfrac>"])
def test_what_says_the_shape_takes_no_room_and_leaves_the_formula_as_it_was(source: str) -> None:
    math = formula(source)
    say_in_one_line([math])
    phantoms = [element for element in math.iter("mpadded") if element.get("class") == PHANTOM]
    assert phantoms
    for phantom in phantoms:
        assert {phantom.get(size) for size in ("width", "height", "depth")} == {"0"}
        assert [element.tag for element in phantom.iter()] == ["mpadded", "mphantom", "mtext"]
        phantom.drop_tree()
    for group in [element for element in math.iter("mrow") if element.get("class") == GROUP]:
        group.drop_tag()
    assert etree.tostring(math) == etree.tostring(formula(source))


def test_a_wide_formula_shrinks_with_the_page_and_can_be_reached() -> None:
    wide = f'<p class="formula"><math display="block" alttext="x">{"<mi>x</mi><mo>+</mo>" * 20}<mi>x</mi></math></p>'
    book = article(wide)
    math = next(book.page("text/title.xhtml").iter("{*}math"))
    assert re.fullmatch(r"font-size: max\(0\.6em, min\(1\.06em, [\d.]+cqi\)\)", math.get("style", ""))
    line = math.getparent()
    assert line is not None
    assert (line.get("class"), line.get("tabindex")) == ("formula o-wide", "0")
    assert b"p.o-wide { container-type: inline-size; }" in book.read("EPUB/style.css")
    narrow = article('<p class="formula"><math display="block" alttext="x"><mi>x</mi></math></p>')
    assert next(narrow.page("text/title.xhtml").iter("{*}math")).get("style") is None


def test_a_table_for_no_small_screen_stands_in_a_box_that_moves_sideways() -> None:
    cells = "".join(f"<td>{number:,}</td>" for number in range(10_000, 26_000, 1_000))
    book = article(f"<table><tbody><tr>{cells}</tr></tbody></table>")
    box = book.find("text/title.xhtml", "table").getparent()
    assert box is not None
    assert {name: box.get(name) for name in ("class", "tabindex", "role", "aria-label")} == {
        "class": "o-box", "tabindex": "0", "role": "group", "aria-label": "Table 1",
    }  # fmt: skip


def test_a_table_of_shares_says_its_width() -> None:
    columns = '<colgroup><col style="width:40%"/><col style="width:60%"/></colgroup>'
    book = article(f"<table>{columns}<tbody><tr><td>a</td><td>b</td></tr></tbody></table>")
    assert book.find("text/title.xhtml", "table").get("class") == "o-shares"
    assert b".o-shares { width: 100%; }" in book.read("EPUB/style.css")


def test_no_page_is_made_of_what_reading_systems_hide() -> None:
    book = sound(everything())
    assert not [name for name in book.spine for _ in book.page(name).iter(f"{XHTML}aside")]
    of = sound(make(job(body(EVERYTHING, NOTES, pictures=PICTURES))).data)
    notes = [div for div in of.page("text/title.xhtml").iter(f"{XHTML}div") if div.get("role") == "doc-footnote"]
    assert len(notes) == len(NOTES)


def test_the_old_guide_leads_to_cover_contents_and_text() -> None:
    book = sound(everything())
    guide = {entry.get("type"): entry.get("href") for entry in book.package.iter("{*}reference")}
    assert guide == {
        "cover": "cover.xhtml",
        "title-page": "text/title.xhtml",
        "toc": "contents.xhtml#toc",
        "preface": "text/preface.xhtml",
        "text": "text/winter.xhtml",
        "bibliography": "text/literatur.xhtml",
        "notes": "text/notes.xhtml",
    }


def test_a_list_of_works_within_a_chapter_is_led_to_where_it_begins() -> None:
    source = (
        '<p>x</p><section><h2 id="cited">Cited</h2><section class="references"><p id="ref-a">A</p></section></section>'
    )
    assert dict(article(source).nav("landmarks"))["References"] == "text/title.xhtml#cited"


def test_a_title_page_is_front_matter() -> None:
    alone = sound(make(job(body('<section><h2 id="a">A</h2><p>x</p></section>', form="book"))).data)
    page = alone.page("text/title.xhtml").find(f"{XHTML}body")
    assert page is not None
    assert page.get("{http://www.idpf.org/2007/ops}type") == "frontmatter"


@pytest.mark.parametrize(("direction", "side"), [("ltr", "left"), ("rtl", "right")])
def test_indents_are_said_for_old_engines_too_and_taken_back_by_new_ones(direction: str, side: str) -> None:
    sheet = both_ways("p { margin-inline-start: 2em; color: red; }\nh1 { text-align: start; }", direction)
    assert sheet == (
        f"p {{ margin-{side}: 2em; color: red; }}\n"
        f"@supports (margin-inline-start: 0) {{ p {{ margin-{side}: 0; margin-inline-start: 2em; }} }}\n"
        f"h1 {{ text-align: {side}; text-align: start; }}"
    )


def test_what_has_no_side_is_left_as_it_is() -> None:
    sheet = (
        '@font-face { font-family: "a"; src: url(data:font/woff2;base64,AA==) }\n/* a; b */ p:first-child { margin: 0 }'
    )
    assert both_ways(sheet, "ltr") == sheet


def test_every_indent_of_the_book_is_said_twice() -> None:
    sheet = sound(everything()).read("EPUB/style.css").decode()
    modern = re.sub(r"@supports[^{]*\{[^{}]*\{[^{}]*\} \}", "", sheet)
    assert not re.search(r"(?:margin|padding)-inline-(?:start|end)", modern)


def test_words_are_centred_on_their_own_paragraph() -> None:
    """Reading systems set the alignment of each ``p``: one that is inherited is lost."""
    sheet = sound(everything()).read("EPUB/style.css").decode()
    for selector in ("div.center p", "div.right p", ".o-titlepage p", "figcaption p", "p.formula"):
        assert re.search(rf"(?:^|[,}}\n]\s*){re.escape(selector)}\s*[,{{][^}}]*text-align", sheet), selector


def test_the_page_of_contents_says_what_the_navigation_says() -> None:
    of = body(EVERYTHING, NOTES, pictures=PICTURES, form="book")
    alter: Callable[[str, bytes], bytes] = lambda name, data: (  # noqa: E731
        data.replace(b">Coda<", b">Preface<") if name == "EPUB/contents.xhtml" else data
    )
    said = {fault.text for fault in prove_edition("epub", rezipped(make(job(of)).data, alter), of).faults}
    assert "the page of contents and the navigation differ" in said
