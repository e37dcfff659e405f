"""Lines of verse and openings of chapters: the words stay what they are."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import etree
from octavo.check import prove_edition
from octavo.editions import pdf
from octavo.editions.pdf.dress import open_chapters, set_lines, set_speakers
from octavo.papersizes import Paper, parse_papersize

from tests.pdf.bodies import job, make_body
from tools.bench_type import lines


def tree(inside: str) -> etree._Element:
    return etree.fromstring(f"<div>{inside}</div>")


def words(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def test_each_line_of_a_stanza_is_a_line() -> None:
    found = tree('<p class="verse">One <em>two</em> three<br/>four<br/><a href="#x">five</a> six</p>')
    set_lines(found)
    assert [words(line) for line in found.iter("span")] == ["One two three", "four", "five six"]
    assert "o-together" in found[0].get("class", "")


def test_lines_of_verse_stand_below_one_another() -> None:
    long = "What immortal hand or eye that was never before seen by any of the living could frame it"
    data = pdf.make(
        job(make_body(f'<p class="verse">Tyger, tyger<br/>{long}<br/>In the night</p>'), papersize="a6")
    ).data
    found = [line for line in lines(pypdfium2.PdfDocument(data)[0]) if line.words[0][0] != "Title"]
    begins = {line.words[0][0]: (line.words[0][1], line.y) for line in found}
    (first, _), (second, high), (last, low) = (begins[word] for word in ("Tyger,", "What", "In"))
    assert first == pytest.approx(second, abs=2)
    assert last == pytest.approx(first, abs=2)
    turned = [line for line in found if high < line.y < low]
    assert turned
    assert all(line.words[0][1] > first + 10 for line in turned)


@pytest.mark.parametrize("inside", ["One<br/><br/>two", "<em>One<br/>two</em>", "<br/>One"])
def test_a_stanza_that_is_not_understood_stays(inside: str) -> None:
    found = tree(f'<p class="verse">{inside}</p>')
    before = etree.tostring(found)
    set_lines(found)
    assert etree.tostring(found) == before


def test_chapters_open_in_small_capitals() -> None:
    found = tree(
        "<section><h2>A</h2><p>It is a truth universally acknowledged, that.</p><p>It is a truth again.</p></section>"
    )
    before = words(found)
    open_chapters(found)
    assert [words(span) for span in found.iter("span")] == ["It is a truth universally"]
    assert words(found) == before
    short = tree("<section><h2>A</h2><p>“No.”</p></section>")
    open_chapters(short)
    assert not list(short.iter("span"))


def test_trims_as_shops_write_them() -> None:
    assert parse_papersize("6x9in") == Paper(152.4, 228.6)
    assert parse_papersize("148 x 210 mm") == Paper(148, 210)
    assert parse_papersize("5.5×8.5in") == Paper(139.7, 215.9)


SPEECH = '<p class="speech"><{0} class="speaker">{1}</{0}> Where is the lamp, and who has it now?</p>'


@pytest.mark.parametrize(
    ("names", "others", "expected"),
    [
        (("ANNA.", "BEN."), "", ["speaker o-capitals"] * 2),
        (("ANNA.", "Ben."), "", ["speaker o-lesser", "speaker"]),
        (("ANNA.",), '<p><span class="smallcaps">Anna</span></p>', ["speaker o-lesser"]),
    ],
)
def test_names_in_capitals_are_small_where_no_small_letters_are(
    names: tuple[str, ...], others: str, expected: list[str]
) -> None:
    found = tree("".join(SPEECH.format("span", name) for name in names) + others)
    set_speakers(found, opening=False)
    assert [node.get("class") for node in found.iter("span") if "speaker" in node.get("class", "")] == expected


def test_names_in_small_capitals_are_read_as_they_were_written() -> None:
    html = (
        SPEECH.format("strong", "Anna:") + SPEECH.format("span", "ANNA.") + '<p><span class="smallcaps">Anna</span></p>'
    )
    body = make_body(html)
    made = pdf.make(job(body, papersize="a5"))
    assert prove_edition("pdf", made.data, body).ok


def test_lines_that_run_from_the_right_have_their_turnovers_further_in_too() -> None:
    line = "ولما كان تناسي حقوق الإنسان وازدراؤها قد أفضيا إلى أعمال همجية آذت الضمير"
    verse = f'<p class="verse">{line}<br/>{line[:30]}<br/>{line}</p>'
    made = pdf.make(job(make_body(verse, lang="ar"), papersize="a6"))
    page = pypdfium2.PdfDocument(made.data)[0].get_textpage()
    rights = [page.get_rect(number)[2] for number in range(page.count_rects())]
    first, turned, second, third, last = rights[2:7]
    assert first == pytest.approx(second, abs=2) == pytest.approx(third, abs=2)
    assert turned == pytest.approx(last, abs=2)
    assert turned < first - 10
