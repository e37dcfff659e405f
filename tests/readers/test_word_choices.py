"""Tracked changes, comments, languages and properties of Word files."""

from __future__ import annotations

import pytest
from octavo.readers.office.properties import meant
from octavo.tree.walk import plain, walk

from tests.readers.packages import NAMES, docx, paragraph, run
from tests.readers.support import Reading, codes, text

ADDED = f'<w:ins w:author="A" w:date="2020-01-01T00:00:00Z">{run(" new")}</w:ins>'
TAKEN = '<w:del w:author="A"><w:r><w:delText xml:space="preserve"> old</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("choice", "words", "marked"),
    [("", "a new b", []), ("accept", "a new b", []), ("reject", "a old b", []),
     ("show", "a new old b", ["Underline", "Strikeout"])],
)  # fmt: skip
def test_tracked_changes_as_chosen(reading: Reading, choice: str, words: str, marked: list[str]) -> None:
    draft = reading.of("docx", docx(f"<w:p>{run('a')}{ADDED}{TAKEN}{run(' b')}</w:p>"), changes=choice)
    assert text(draft) == words
    assert [node["t"] for node in walk(list(draft.blocks)) if node["t"] in ("Underline", "Strikeout")] == marked
    assert codes(draft) == ([] if choice == "show" else ["text-left-out"])


def test_a_paragraph_whose_end_was_deleted_runs_on(reading: Reading) -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>' + run("one ") + "</w:p>"
    assert len(reading.of("docx", docx(first + paragraph("two"))).blocks) == 1
    assert len(reading.of("docx", docx(first + paragraph("two")), changes="reject").blocks) == 2


def test_deleted_paragraphs_take_no_number_and_deleted_rows_go(reading: Reading) -> None:
    row = '<w:tr><w:trPr><w:del w:author="A"/></w:trPr><w:tc>' + paragraph("gone") + "</w:tc></w:tr>"
    kept = "<w:tr><w:tc>" + paragraph("kept") + "</w:tc></w:tr>"
    assert text(reading.of("docx", docx(f"<w:tbl>{row}{kept}</w:tbl>"))) == "kept"


def test_comments_as_notes(reading: Reading) -> None:
    comments = f'<w:comments {NAMES}><w:comment w:id="4" w:author="Ada">{paragraph("Really?")}</w:comment></w:comments>'
    body = f'<w:p>{run("words")}<w:r><w:commentReference w:id="4"/></w:r>{run(" more")}</w:p>'
    data = docx(body, {"word/comments.xml": comments})
    draft = reading.of("docx", data, comments="notes")
    assert [plain(node["c"]).strip() for node in walk(list(draft.blocks)) if node["t"] == "Note"] == ["Ada: Really?"]
    assert codes(draft) == []
    assert codes(reading.of("docx", data)) == ["text-left-out"]


def test_languages(reading: Reading) -> None:
    french = '<w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>Je ne regrette rien, mes amis.</w:t></w:r>'
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    styles = f"<w:styles {NAMES}>{defaults}</w:styles>"
    said = "She said in a low voice, so that nobody else could hear it: "
    draft = reading.of("docx", docx(f"<w:p>{run(said)}{french}{run(' and left.')}</w:p>", {"word/styles.xml": styles}))
    assert draft.metadata["lang"] == "en-GB"
    spans = [(node["c"][0][2], plain(node["c"][1])) for node in walk(list(draft.blocks)) if node["t"] == "Span"]
    assert spans == [([["lang", "fr-FR"]], "Je ne regrette rien, mes amis.")]
    german = paragraph("Die Mitglieder kamen früh am Morgen und sprachen lange über den Garten und den Teich.")
    assert "lang" not in reading.of("docx", docx(german, {"word/styles.xml": styles})).metadata


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft3_final.doc",
        "report.docx",
        "Document1",
        "Dokument 2",
        "Untitled",
        "C:\\texts\\x.doc",
        "- 3 -",
    ],
)
def test_titles_that_nobody_wrote(title: str) -> None:
    assert meant({"title": title, "author": "Windows User", "lang": "de"}) == {"lang": "de"}


def test_titles_that_somebody_wrote() -> None:
    kept = {"title": "Documents of the Word War", "author": "Ada Example", "description": "About docs"}
    assert meant(kept) == kept
