"""The steps of the recipe one by one: paper, characters, nesting, code, tables, breaks, notes, links."""

from __future__ import annotations

import dataclasses
import re

import pypdfium2
import pyphen  # type: ignore[import-untyped]  # it has no type hints
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from octavo.editions import pdf
from octavo.editions.fonts import characters
from octavo.editions.pdf import code, front, nesting, tables
from octavo.editions.pdf.etree import text_in_place, text_of
from octavo.editions.pdf.links import print_links, qr_code
from octavo.editions.pdf.notes import put_notes
from octavo.editions.pdf.paper import book_layout
from octavo.editions.pdf.weasyprint_door import finish
from octavo.editions.pdf.words import breaks, hyphens
from octavo.errors import SettingsError
from octavo.languages.labels import labels_for
from octavo.papersizes import SIZES, Paper, parse_papersize

from tests.pdf.bodies import job, make_body


def tree(html: str) -> _Element:
    return etree.fromstring(f"<div>{html}</div>", etree.XMLParser(huge_tree=True))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a4", (210, 297)),
        ("A5", (148, 210)),
        ("letter landscape", (279.4, 215.9)),
        ("landscape a5", (210, 148)),
        ("148mm 210mm", (148, 210)),
        ("6in 9in", (152.4, 228.6)),
        ("20cm", (200, 200)),
    ],
)
def test_papersizes(text: str, size: tuple[float, float]) -> None:
    paper = parse_papersize(text)
    assert (paper.width, paper.height) == size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a44",
        "4a",
        "210 297",
        "210mm 297mm 3mm",
        "a4 a5",
        "5mm 5mm",
        "3000mm 20mm",
        "a4 portrait landscape",
        "calc(1mm)",
        "1e9mm 2mm",
        "a4; @import 'x'",
    ],
)
def test_other_papersizes_are_refused(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_papersize(text)
    assert caught.value.hint


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("turned", [False, True])
def test_type_areas_are_readable(name: str, turned: bool) -> None:
    paper = parse_papersize(f"{name} landscape" if turned else name)
    layout = book_layout(paper)
    assert 7.5 <= layout.size <= 16
    assert 24 <= layout.ems <= 38.1
    assert layout.outer > layout.inner
    assert layout.bottom > layout.top
    assert layout.height > 0.7 * paper.height


def test_the_smallest_paper_still_holds_text() -> None:
    assert book_layout(Paper(60, 60)).ems > 12


@pytest.mark.parametrize("char", " \u00a0\u2009\u202f\u200b\u2060\ufe0f\u00ad\u200d\u3164\u2066\n")
def test_silent_characters(char: str) -> None:
    assert characters.is_silent(char)
    assert characters.seen(f"a{char}b") == "ab"


def test_names_and_packages() -> None:
    assert characters.describe("א") == "U+05D0 HEBREW LETTER ALEF"
    assert characters.describe("\ue000") == "U+E000"
    assert "fonts-noto-cjk" in characters.package_hint("中")
    assert "fonts-noto-core" in characters.package_hint("א")
    assert characters.has_no_glyph("\ue000")
    assert characters.has_no_glyph("\u0378")
    assert not characters.has_no_glyph("中")


@pytest.mark.parametrize("kind", ["ul", "blockquote", "div", "mixed", "em"])
def test_depth_is_limited_and_no_text_is_lost(kind: str) -> None:
    depth = 300
    opening = {
        "ul": "<ul><li>",
        "blockquote": "<blockquote>",
        "div": "<div>",
        "em": "<em>",
        "mixed": "<ul><li><blockquote>",
    }[kind]
    closing = {
        "ul": "</li></ul>",
        "blockquote": "</blockquote>",
        "div": "</div>",
        "em": "</em>",
        "mixed": "</blockquote></li></ul>",
    }[kind]
    inside = "".join(f"{opening}<p>t{at} </p>" if kind != "em" else f"{opening}t{at} " for at in range(depth))
    root = tree(inside + closing * depth)
    words = text_of(root).split()
    assert nesting.flatten(root, 35) > 0
    assert text_of(root).split() == words
    deepest = max(sum(1 for _ in node.iterancestors()) for node in root.iter())
    assert deepest < 120


def test_lists_stop_indenting_before_they_get_too_narrow() -> None:
    root = tree("<ul><li>x" * 15 + "</li></ul>" * 15)
    nesting.flatten(root, 30)
    flat = [node.get("class") == "o-flat" for node in root.iter("ul")]
    assert flat == [False] * 8 + [True] * 7


@given(st.text(alphabet="ab c(\t.,\n\u4e2d", max_size=400), st.integers(12, 60))
def test_folded_code_keeps_its_text_and_its_room(text: str, ems: int) -> None:
    pre = etree.Element("pre")
    etree.SubElement(pre, "code").text = text
    code.fit_code(pre, ems)
    assert text_of(pre) == text
    size = float((pre.get("style") or "").removeprefix("font-size:").removesuffix("em"))
    room = max(int((ems - 1.4) / (size * code.ADVANCE)), 8)
    for fold in pre.iter("span"):
        fold.text = "\n##"
    assert all(sum(map(code._width, line)) <= room + 8 for line in text_of(pre).split("\n"))


def test_code_breaks_behind_a_space_when_there_is_one() -> None:
    pre = etree.fromstring("<pre><code>" + "word " * 40 + "</code></pre>")
    assert code.fit_code(pre, 36)
    for fold in pre.iter("span"):
        fold.text = "|"
    assert all(part.endswith("word ") or part == "" for part in text_of(pre).split("|")[:-1])


def table(columns: int, word: str = "value") -> _Element:
    cells = "".join(f"<td>{word}{at}</td>" for at in range(columns))
    return etree.fromstring(f"<table><tbody><tr>{cells}</tr><tr>{cells}</tr></tbody></table>")


def test_pictures_in_a_table_leave_room_for_its_words() -> None:
    big, icon = '<img alt="b" style="width:80.00mm"/>', '<img alt="i" style="width:4.00mm"/>'
    bare = '<span class="o-decoration" style="width:60.00mm;height:30.00mm;background-image:url(x)"/>'
    layout = book_layout(parse_papersize("a5"))
    cells = f"<td>{big}</td><td>{bare}</td><td>{icon} some words beside it</td><td><img alt='?' src='x.svg'/></td>"
    pictured = tree(f"<table><tbody><tr>{cells}</tr></tbody></table>")
    tables.set_tables(pictured, layout)
    styles = [node.get("style", "") for node in pictured.iter("img", "span")]
    found = [re.findall(r"(?:width|height):([\d.]+)(mm|em)", style) for style in styles]
    widths = [float(one[0][0]) for one in found]
    assert widths[0] == widths[1] < 60
    assert float(found[1][1][0]) * 2 == pytest.approx(widths[1], abs=0.02), "it keeps its shape"
    assert widths[2] == 4, "small ones stay"
    assert "max-width" in styles[3]
    assert sum(widths[:2]) + 8 * 3 < layout.width
    alone = tree(f"<table><tr><td>{big}</td></tr></table><p>{big}</p>")
    tables.set_tables(alone, layout)
    assert [node.get("style") for node in alone.iter("img")] == ["width:80.00mm"] * 2


def test_characters_make_no_word_that_a_column_must_hold() -> None:
    row = etree.fromstring(f"<table><tr><td>{'首次将周期自编码学习的相位' * 5}</td><td>以clip为单位</td></tr></table>")
    assert all(width < 8 for width in tables.column_widths(row))
    words = etree.fromstring(f"<table><tr><td>以{'configuration' * 2}为单位</td></tr></table>")
    assert tables.column_widths(words)[0] > 14


def test_a_formula_in_a_cell_takes_room() -> None:
    formula = '<img class="formula" alt="x" style="width:20.000em;vertical-align:0em"/>'
    row = etree.fromstring(f"<table><tr><td>{formula}</td><td>word</td></tr></table>")
    assert 20 < tables.column_widths(row)[0] < 22


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(3, (True, False, False)), (10, (False, False, False)), (13, (True, True, False)), (30, (False, True, True))],
)
def test_wide_tables_shrink_then_turn_then_break(columns: int, expected: tuple[bool, bool, bool]) -> None:
    fit = tables.fit_table(table(columns), 36, 56, may_turn=True)
    assert (fit.size == tables.LARGEST, fit.turned, fit.broken) == expected


@pytest.mark.parametrize("columns", [50, 200, 1000])
def test_rows_of_very_many_columns_are_folded(columns: int) -> None:
    wide = table(columns)
    fit = tables.fit_table(wide, 36, 56, may_turn=True)
    assert fit.fold >= 2
    assert not fit.turned
    assert max(tables.column_widths(wide)) * fit.fold * fit.size <= 36, "words are broken"
    tables.fold(wide, fit.fold)
    widths = [float(cell.get("style", "").removeprefix("width:").removesuffix("%")) for cell in wide.iter("td")]
    assert len(widths) == 2 * columns
    assert len(set(widths)) == 1, "cells of a column do not stand below one another"
    assert 99 < widths[0] * fit.fold <= 100


def test_long_cells_of_a_folded_row_take_lines_of_their_own_and_a_chapter_goes_on_over_the_page() -> None:
    row = etree.fromstring(
        "<table><tr><td>short</td><td colspan='2'>wide</td><td><ul><li>item</li></ul></td></tr>"
        f"<tr><td>short</td><td>{'words ' * 500}</td></tr></table>"
    )
    tables.fold(row, 4)
    assert [cell.get("style") for cell in row[0]] == ["width:24.9750%", "width:49.9500%", "width:99.9000%"]
    assert row[1].get("class") == "o-stacked"
    assert not any(cell.get("style") for cell in row[1])


def test_spans_count_for_the_width() -> None:
    spanning = etree.fromstring(
        '<table><tr><td rowspan="2">aaaa</td><td colspan="2">bbbb</td></tr><tr><td>c</td><td>d</td></tr></table>'
    )
    plain = etree.fromstring("<table><tr><td>aaaa</td><td>bb</td><td>bb</td></tr></table>")
    assert sum(tables.column_widths(spanning)) == pytest.approx(sum(tables.column_widths(plain)), abs=1.2)


@given(st.text(alphabet="ab/.-_1? \u4e2d", min_size=0, max_size=200))
def test_breaks_change_nothing_that_shows(text: str) -> None:
    root = etree.Element("div")
    paragraph = etree.SubElement(root, "p")
    paragraph.text = text
    etree.SubElement(paragraph, "em").tail = text
    breaks.allow_breaks(root)
    assert text_of(root).replace("\u200b", "").replace("\u00ad", "") == text * 2


@given(st.text(alphabet="ab- \n", min_size=1, max_size=90))
def test_options_keep_their_text(text: str) -> None:
    root = etree.Element("div")
    etree.SubElement(root, "code").text = text
    etree.SubElement(etree.SubElement(root, "td"), "code").text = text
    breaks.keep_options(root)
    assert text_of(root) == text * 2


def test_words_with_hyphens_in_code_stay_on_one_line() -> None:
    root = tree("<p>Type <code>pandoc --toc x -o a-b.pdf</code>, <code>large-print</code> or <code>a b</code>.</p>")
    breaks.keep_options(root)
    assert [one.text for one in root.iter("span")] == ["--toc", "-o", "a-b.pdf", "large-print"]
    cell = tree("<table><tr><td><code>run --very-long a-b</code></td></tr></table>")
    breaks.keep_options(cell)
    assert [one.text for one in cell.iter("span")] == ["--v"]


def test_a_note_makes_no_column_wider() -> None:
    note = "<aside class='o-footnote o-link-note'><p>https://example.org/a/very/long/address</p></aside>"
    noted = tree(f"<table><tr><td>PDF{note} and <b>more</b> x</td><td>y</td></tr></table>")
    assert text_in_place(noted) == "PDF and more xy"
    plain = tree("<table><tr><td>PDF and <b>more</b> x</td><td>y</td></tr></table>")
    assert tables.column_widths(noted) == tables.column_widths(plain)


def test_words_among_wide_signs_are_not_divided_in_tables() -> None:
    """The layout engine would take the text before such a word for one that cannot be broken."""
    cell = "多：支持<br/>好：1. 混合专家模型，解决相位混合引入的artifacts 2. IK"
    row = "".join(f"<td>{text}</td>" for text in ("211", "2022.1.12", cell, cell, cell, "Link"))
    made = pdf.make(job(make_body(f"<p>x</p><table><tr>{row}</tr></table>"), papersize="a5"))
    page = pypdfium2.PdfDocument(made.data)[0]
    words = page.get_textpage()
    assert words.get_text_bounded(right=page.get_width() - 20).count("Link") == 1


def test_addresses_break_behind_their_joints() -> None:
    root = tree("<p>See https://example.com/a-long/path?with=query#part now.</p>")
    breaks.allow_breaks(root)
    span = root.find(".//span[@class='o-url']")
    assert span is not None
    assert text_of(span).endswith("/\u200ba-long/\u200bpath?\u200bwith=\u200bquery#\u200bpart")
    joined = span.find("span[@class='o-joined']")
    assert joined is not None
    assert joined.text == "a-long/"


def test_a_part_of_an_address_breaks_at_hyphens_where_it_is_long_or_its_cell_narrow() -> None:
    long = "https://example.com/a-part-that-is-longer-than-many-lines-of-a-table/x"
    root = tree(f"<div><p>{long}</p><table><tr><td>https://example.com/a-long/path</td></tr></table></div>")
    breaks.allow_breaks(root)
    assert root.find(".//span[@class='o-joined']") is None
    assert "a-\u200bpart-\u200bthat" in text_of(root)
    assert "a-\u200blong/" in text_of(root)


@pytest.mark.parametrize(
    ("text", "shown", "kept", "joined"),
    [
        ("the snow lay deep", 5, "snow", False),
        ("a well-known man", 6, "well-known", True),
        ("from 1914-1918 on", 9, "1914-1918", True),
        ("snow \u2013 deep", 5, None, False),
        ("<code>name</code> of the parameter there", 12, "parameter", False),
        ("the <code>parameter</code> there", 6, None, False),
        ("the snow lay", 3, None, False),
    ],
)
def test_a_word_at_the_end_of_a_page_is_kept_whole(text: str, shown: int, kept: str | None, joined: bool) -> None:
    block = tree(f"<p>{text}</p>")[0]
    assert breaks.keep_whole(block, [shown]) == (kept is not None)
    span = block.find("span")
    assert (None if span is None else span.text) == kept
    assert span is None or ("o-joined" in span.get("class", "")) == joined
    assert not breaks.keep_whole(block, [shown])


def test_words_are_kept_whole_in_all_runs_at_one_go() -> None:
    block = tree("<p>the snow lay <em>deep here</em> and the snow lay</p>")[0]
    assert breaks.keep_whole(block, [5, 12, 25])
    assert [span.text for span in block.iter("span")] == ["snow", "deep", "snow"]
    assert "".join(map(str, block.itertext())) == "the snow lay deep here and the snow lay"


NOTES = '<aside id="fn-1"><p>One.</p></aside><aside id="fn-2"><p>{}</p></aside>'
CALLS = (
    '<section><h2>Head</h2><p>a<a class="noteref" id="fnref-1" href="#fn-1">1</a> b'
    '<a class="noteref" id="fnref-2" href="#fn-2">2</a> c</p></section>'
)


def test_notes_stand_behind_their_calls() -> None:
    body = make_body(CALLS, NOTES.format("Two."))
    root = body.copy_tree()
    put_notes(root, body.copy_notes(), 100)
    assert [aside.get("class") for aside in root.iter("aside")] == ["o-footnote", "o-footnote"]
    assert text_of(root) == "Heada1One. b2Two. c"


def test_long_notes_stand_at_the_end_of_their_chapter() -> None:
    body = make_body(CALLS, NOTES.format("Two " * 100))
    root = body.copy_tree()
    put_notes(root, body.copy_notes(), 100)
    assert [aside.get("class") for aside in root.iter("aside")] == ["o-footnote", "o-late-note"]
    last = root[0][-1]
    assert (last.tag, last.get("class")) == ("section", "o-late-notes")


def test_a_crowd_of_notes_stands_at_the_end_of_its_chapter() -> None:
    call = '<a class="noteref" id="fnref-{0}" href="#fn-{0}">{0}</a>'
    for count, sections in ((60, 0), (61, 1)):
        text = "".join(call.format(at) for at in range(count))
        notes = "".join(f'<aside id="fn-{at}"><p>One.</p></aside>' for at in range(count))
        body = make_body(f"<section><h2>Head</h2><p>{text} end</p><p>Next.</p></section>", notes)
        root = body.copy_tree()
        put_notes(root, body.copy_notes(), 100)
        late = [part for part in root[0].iterchildren("section") if part.get("class") == "o-late-notes"]
        assert [len(part) for part in late] == [count] * sections
        assert text_of(root[0][1]).endswith("end")


def test_more_than_six_addresses_a_page_stand_at_the_end_of_the_chapter() -> None:
    def link(at: int) -> str:
        return f'word word <a href="https://example.com/{at}">x</a> <a href="https://example.com/0">again</a> '

    few, many = ("".join(map(link, range(count))) for count in (6, 7))
    spread = "".join(link(at) + "word " * 30 for at in range(9))
    root = tree("".join(f"<section><p>{text}</p></section>" for text in (few, many, spread)))
    print_links(root, "notes", {}, labels_for("en"), page=150)
    late = [[part.get("class") for part in section.iterchildren("section")] for section in root]
    assert late == [[], ["o-late-notes"], []]
    assert len(root[1][-1]) == 7
    assert [len(list(section.iter("aside"))) for section in root] == [6, 7, 9]


LINKS = (
    '<section><p><a href="https://example.com/x">text</a> <a href="https://example.com/x">again</a> '
    '<a href="https://example.com">example.com</a> <a href="mailto:a@b.org">a@b.org</a> <a href="#h">there</a> '
    '<a href="#ref-x">1999</a></p></section><section><p><a href="https://example.com/x">next</a></p></section>'
)


def test_each_address_is_noted_once_a_chapter() -> None:
    root = tree(LINKS)
    print_links(root, "notes", {}, labels_for("en"))
    notes = [text_of(aside) for aside in root.iter("aside")]
    assert notes == ["https://example.com/x", "https://example.com/x"]
    assert [mark.get("data-n") for mark in root.iter("span") if mark.get("class") == "o-link-mark"] == ["1", "1", "1"]
    assert [link.get("href") for link in root.iter("a") if link.get("class") == "o-xref"] == ["#h"]


def test_numbers_go_on_where_a_page_may_hold_two_chapters() -> None:
    root = tree(LINKS)
    print_links(root, "notes", {}, labels_for("en"), anew=False)
    assert [mark.get("data-n") for mark in root.iter("span") if mark.get("class") == "o-link-mark"] == ["1", "1", "2"]


def test_links_as_codes_and_not_at_all() -> None:
    root, files = tree(LINKS), dict[str, tuple[bytes, str]]()
    print_links(root, "qr", files, labels_for("de"))
    assert [image.get("alt") for image in root.iter("img")] == ["https://example.com/x"] * 2
    assert set(files) == {image.get("src") for image in root.iter("img")}
    assert all(data.startswith(b"<svg") for data, _ in files.values())
    plain = tree(LINKS)
    print_links(plain, "none", {}, labels_for("en"))
    assert etree.tostring(plain) == etree.tostring(tree(LINKS))
    assert qr_code("x") == qr_code("x")


def test_labels_as_viewers_make_them() -> None:
    ranges = [finish.LabelRange(0, "r"), finish.LabelRange(4, "D")]
    assert finish.page_labels(7, ranges) == ["i", "ii", "iii", "iv", "1", "2", "3"]


def test_running_heads_are_short() -> None:
    long = "A chapter whose title goes on and on, as titles did when paper was cheap and readers had time"
    assert front.running("Short  title") == "Short title"
    assert len(front.running(long)) <= 66
    assert front.running(long).endswith("…")


def test_a_table_with_a_chapter_in_a_cell_gets_its_widths_beforehand() -> None:
    words = "word " * 1200
    shares = tables.column_shares(tree(f"<table><tr><td>one</td><td>{words}</td></tr></table>")[0])
    assert shares is not None
    assert sum(shares) == pytest.approx(1)
    assert shares[1] > shares[0] > 0.1
    assert tables.column_shares(tree("<table><tr><td>one</td><td>two</td></tr></table>")[0]) is None


def test_words_that_are_written_otherwise_when_divided_are_kept_whole() -> None:
    respelt = hyphens.respells("hu")
    assert respelt is not None
    root = tree("<p>Egy licensszel <em>x</em> és licensszel.</p><pre>licensszel</pre>")
    breaks.keep_spelling(root, respelt)
    assert [span.text for span in root.iter("span")] == ["licensszel"] * 2
    assert text_of(root) == "Egy licensszel x és licensszel.licensszel"
    assert hyphens.respells("en") is None


def test_the_languages_that_write_divided_words_otherwise_are_known() -> None:
    found = set()
    for name, path in pyphen.LANGUAGES.items():
        # Those that are still text, because no word needed them yet, are plain.
        patterns = [pattern for pattern in pyphen.HyphDict(path).patterns.values() if not isinstance(pattern, str)]
        if any(getattr(value, "data", None) for _, values in patterns for value in values):
            found.add(name.split("_")[0])
    assert found == set(hyphens.RESPELLING)


def test_a_heading_that_leads_to_itself_names_no_page() -> None:
    root = tree('<h2 id="a"><a href="#a">One</a></h2><p><a href="#a">see</a></p>')
    print_links(root, "notes", {}, labels_for("en"))
    assert [link.get("class") for link in root.iter("a")] == [None, "o-xref"]


def test_no_heading_of_an_untitled_text_stands_below_a_missing_title() -> None:
    body = make_body("".join(f'<h2 id="h{n}">Heading {n}</h2><p>Words.</p>' for n in range(5)))
    untitled = dataclasses.replace(body, titled=False)
    raised = [[head.get("data-raised") for head in front.contents(one, {}).iter("h2")] for one in (untitled, body)]
    assert raised == [["1"], [None]]


def test_many_lines_of_signs_may_break() -> None:
    root = tree(f"<p>Words {'`' * 700} {'`' * 500} {'e' * 30} end</p>")
    before = text_of(root)
    breaks.allow_breaks(root)
    text = text_of(root)
    assert text.replace("\u200b", "") == before
    assert max(map(len, text.split()[1].split("\u200b"))) <= 12
    assert "\u200b" not in "".join(text.split()[2:])


def test_tables_shrink_to_seven_points_and_a_half_before_they_turn() -> None:
    assert tables.readable(11) == pytest.approx(7.5 / 11)
    assert tables.readable(8) == tables.LARGEST
    wide = table(11)
    assert [tables.fit_table(wide, 36, 56, may_turn=True, readable=least).turned for least in (0.62, 0.9)] == [
        False,
        True,
    ]


def test_a_heading_goes_with_the_table_that_is_turned() -> None:
    made = tree(f"<section><h3>Ships</h3>{etree.tostring(table(13)).decode()}</section>")
    tables.set_tables(made, book_layout(Paper(148, 210)))
    around = made[0][0]
    assert (around.get("class"), [part.tag for part in around]) == ("o-turned", ["h3", "table"])
