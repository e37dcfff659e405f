"""ODT: tracked changes and comments as chosen, words that pandoc would set otherwise, headings without styles."""

from __future__ import annotations

import pytest
from octavo.errors import SeedError
from octavo.model import Draft
from octavo.tree.walk import plain, walk

from tests.readers.packages import odt
from tests.readers.support import Reading, codes, text
from tests.readers.test_odt_whole import p, style, styled
from tests.readers.word import drawn

REGIONS = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="c1"><text:insertion><office:change-info/></text:insertion></text:changed-region>'
    '<text:changed-region text:id="c2"><text:deletion><office:change-info/>{}</text:deletion></text:changed-region>'
    "</text:tracked-changes>"
)
START, END = '<text:change-start text:change-id="c1"/>', '<text:change-end text:change-id="c1"/>'
GONE = '<text:change text:change-id="c2"/>'
LINE = REGIONS.format(p(" old")) + p(f"a{START} new{END}{GONE} b")


@pytest.mark.parametrize(
    ("choice", "words", "marked"),
    [("", "a new b", []), ("accept", "a new b", []), ("reject", "a old b", []),
     ("show", "a new old b", ["Underline", "Strikeout"])],
)  # fmt: skip
def test_tracked_changes_as_chosen(reading: Reading, choice: str, words: str, marked: list[str]) -> None:
    draft = reading.of("odt", odt(LINE), changes=choice)
    assert text(draft) == words
    assert [node["t"] for node in walk(list(draft.blocks)) if node["t"] in ("Underline", "Strikeout")] == marked
    assert codes(draft) == ([] if choice == "show" else ["text-left-out"])


@pytest.mark.parametrize(("choice", "lines"), [("accept", ["ab", "end"]), ("reject", ["aone", "two", "threeb", "end"])])
def test_deleted_paragraphs_come_back(reading: Reading, choice: str, lines: list[str]) -> None:
    body = REGIONS.format(p("one") + p("two") + p("three")) + p(f"a{GONE}b") + p("end")
    draft = reading.of("odt", odt(body), changes=choice)
    assert [plain([block]).strip() for block in draft.blocks] == lines


def test_inserted_paragraphs_go(reading: Reading) -> None:
    body = REGIONS.format("") + p("kept") + START + p("new one") + p("new two") + END + p("end")
    draft = reading.of("odt", odt(body), changes="reject")
    assert [plain([block]).strip() for block in draft.blocks] == ["kept", "end"]


def test_comments_as_notes(reading: Reading) -> None:
    comment = "<office:annotation><dc:creator>Ada</dc:creator><text:p>Really?</text:p></office:annotation>"
    data = odt(p(f"words{comment} more"))
    draft = reading.of("odt", data, comments="notes")
    assert [plain(node["c"]).strip() for node in walk(list(draft.blocks)) if node["t"] == "Note"] == ["Ada: Really?"]
    assert codes(draft) == []
    assert codes(reading.of("odt", data)) == ["text-left-out"]


def test_words_within_a_line(reading: Reading) -> None:
    given = "".join(
        style(name, f"<style:text-properties {said}/>", family="text")
        for name, said in (
            ("U", 'style:text-underline-style="solid"'),
            ("S", 'fo:font-variant="small-caps"'),
            ("F", 'fo:language="fr" fo:country="FR"'),
        )
    )
    spans = "".join(f' <text:span text:style-name="{name}">mot {name}</text:span>' for name in "USF")
    draft = reading.of("odt", styled(p(f"a{spans} b"), given))
    found = [node for node in walk(list(draft.blocks)) if node["t"] in ("Underline", "SmallCaps", "Emph", "Span")]
    assert [node["t"] for node in found] == ["Underline", "SmallCaps", "Span"]
    assert found[2]["c"][0][2] == [["lang", "fr-FR"]]
    assert text(draft) == "a mot U mot S mot F b"


def test_headings_and_quotations_without_or_by_styles(reading: Reading) -> None:
    given = (
        style("B", '<style:text-properties fo:font-weight="bold" fo:font-size="16pt"/>')
        + style("T", '<style:text-properties fo:font-weight="bold" fo:font-size="24pt"/>')
        + style("Quotations")
    )
    words = "Some words of the text stand here, and they end as a sentence does."
    body = p("The title", "T") + p("First", "B") + p(words) + p("Second", "B") + p(words) + p("Said", "Quotations")
    draft = reading.of("odt", styled(body, given))
    assert draft.metadata["title"] == "The title"
    assert drawn(list(draft.blocks)).splitlines()[0] == "# First"
    assert [block["t"] for block in draft.blocks] == ["Header", "Para", "Header", "Para", "BlockQuote"]


def test_a_reference_to_nothing_is_words(reading: Reading) -> None:
    body = p('see <text:bookmark-ref text:ref-name="x" text:reference-format="text">there</text:bookmark-ref>')
    draft = reading.of("odt", odt(body))
    assert text(draft) == "see there"
    assert not any(node["t"] == "Link" for node in walk(list(draft.blocks)))


def test_marks_cannot_be_forged(reading: Reading) -> None:
    draft = reading.of("odt", odt(p("a<text:s/>\ufdd4" + "0\ufdd1b\ufdd5")))
    assert "\ufdd4" not in text(draft)


def leads_somewhere(draft: Draft) -> bool:
    """Whether the one link leads to a name that is there."""
    nodes = list(walk(list(draft.blocks)))
    (target,) = [node["c"][2][0] for node in nodes if node["t"] == "Link"]
    names = [node["c"][0][0] for node in nodes if node["t"] == "Span"]
    names += [node["c"][1][0] for node in nodes if node["t"] == "Header"]
    return target.removeprefix("#") in names


@pytest.mark.parametrize("mark", ["reference-mark", "bookmark"])
@pytest.mark.parametrize("heading", [True, False])
def test_references_lead_to_marks_of_a_point(reading: Reading, mark: str, heading: bool) -> None:
    point = f'<text:{mark} text:name="here"/>'
    there = f'<text:h text:outline-level="1">{point}Oil</text:h>' if heading else p(f"{point}Oil")
    reference = "reference-ref" if mark == "reference-mark" else "bookmark-ref"
    see = f'see <text:{reference} text:ref-name="here" text:reference-format="text">Oil</text:{reference}>'
    draft = reading.of("odt", odt(p(see) + there + p("Words.")))
    assert leads_somewhere(draft)
    assert not draft.notices


@pytest.mark.parametrize("address", ["#1.Oil and lamps|outline", "#1. Oil and lamps|outline", "#Oil and lamps|outline"])
def test_links_lead_to_headings_by_their_words(reading: Reading, address: str) -> None:
    link = f'<text:a xlink:type="simple" xlink:href="{address}">there</text:a>'
    heading = '<text:h text:outline-level="1">Oil <text:span>and</text:span> lamps</text:h>'
    draft = reading.of("odt", odt(p(f"see {link}") + heading + p("Words.")))
    assert leads_somewhere(draft)
    assert not draft.notices


def test_only_the_number_before_a_heading_is_passed_over(reading: Reading) -> None:
    link = '<text:a xlink:type="simple" xlink:href="#Lamps of st. Oil|outline">there</text:a>'
    heading = '<text:h text:outline-level="1">Lamps of Oil</text:h>'
    draft = reading.of("odt", odt(p(f"see {link}") + heading + p("Words.")))
    targets = [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Link"]
    assert targets == ["#Lamps of st. Oil|outline"]


def test_a_locked_document_is_told_as_such(reading: Reading) -> None:
    locked = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"><m:encryption-data m:checksum="x"/>'
        "</m:file-entry></m:manifest>"
    )
    parts: dict[str, str | bytes] = {"META-INF/manifest.xml": locked, "content.xml": b"\x8f\x00 nothing to read"}
    with pytest.raises(SeedError, match="locked with a password"):
        reading.of("odt", odt(p("words"), parts))


FORMULA = (
    '<?xml version="1.0"?>\n<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" '
    '"math.dtd">\n'
    '<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:mrow><math:mn>1</math:mn><math:mo>+</math:mo>'
    "<math:mn>2</math:mn></math:mrow></math:math>"
)


def test_old_formulas_name_a_document_type_that_is_not_fetched(reading: Reading) -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    draft = reading.of("odt", odt(p(f"so {frame} it is"), {"Object 1/content.xml": FORMULA}))
    (formula,) = [node["c"][1] for node in walk(list(draft.blocks)) if node["t"] == "Math"]
    assert formula.replace(" ", "") == "1+2"


def test_a_note_that_is_called_once_more_keeps_its_number(reading: Reading) -> None:
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>The note.</text:p></text:note-body></text:note>"
    )
    again = (
        '<text:note-ref text:note-class="footnote" text:reference-format="text" text:ref-name="ftn1">1</text:note-ref>'
    )
    draft = reading.of("odt", odt(p(f"Days: 360{note}") + p(f"Years: 12{again} of them")))
    raised = [plain(node["c"]) for node in walk(list(draft.blocks)) if node["t"] == "Superscript"]
    assert raised == ["1"]
    assert "12" in text(draft)
    assert not draft.notices
