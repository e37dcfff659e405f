"""Speakers and stage directions are told, and no other text is taken for a play."""

from __future__ import annotations

import pytest
from lxml import etree
from lxml.etree import _Element
from octavo.body.kinds.plays import mark_plays

CAPITALS = ["HAMLET. Words, words.", "FIRST LORD. What?", "HAMLET. Words.", "LADY OF THE LAKE: Hush.", "MRS. LEE. So."]
BOLD = ["<strong>Ann:</strong> Why?", "<strong>Bo Lee</strong>: Because.", "<strong>Ann:</strong> I see."]
COLONS = ["Q: Why did you go?", "Anna Lee: It was late.", "Q: And then?"]


def tree(paragraphs: list[str]) -> _Element:
    return etree.fromstring("<div>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>")


@pytest.mark.parametrize("lines", [CAPITALS, BOLD])
def test_speakers_are_marked(lines: list[str]) -> None:
    found = tree([*lines * 5, "[Exit.]", "<em>They sing.</em>", "It is <em>night</em>."])
    before = "".join(map(str, found.itertext()))
    mark_plays(found)
    assert "".join(map(str, found.itertext())) == before
    classes = [node.get("class") for node in found]
    assert classes == [*["speech"] * 5 * len(lines), "stage", "stage", None]
    assert {node.text for node in found.iter() if node.get("class") == "speaker"} >= (
        {"HAMLET.", "LADY OF THE LAKE:", "MRS. LEE."} if lines is CAPITALS else {"Ann:", "Bo Lee"}
    )


def test_an_interview_has_speakers_before_colons() -> None:
    found = tree(COLONS * 5)
    mark_plays(found)
    assert {node.text for node in found.iter("span")} == {"Q:", "Anna Lee:"}


def test_speakers_stand_above_their_verse() -> None:
    found = etree.fromstring(
        "<div>" + '<p class="verse">ANN.<br/>O sea</p><p class="verse">BO.<br/>O land</p>' * 7 + "</div>"
    )
    mark_plays(found)
    assert [node.text for node in found.iter("span")] == ["ANN.", "BO."] * 7
    assert {node.get("class") for node in found} == {"verse"}


@pytest.mark.parametrize(
    "lines",
    [
        [f"NOTE {n}. This is told once." for n in range(20)],
        ["Note: the first.", "Note: the second.", "Text without a name.", "More text."] * 6,
        ["IBM. The firm", "A paragraph of text that says something.", "Another.", "A third one here."] * 3,
        [f"Person{chr(65 + n)}: once." for n in range(20)],
    ],
)
def test_other_texts_stay_as_they_are(lines: list[str]) -> None:
    found = tree(lines)
    before = etree.tostring(found)
    mark_plays(found)
    assert etree.tostring(found) == before


def test_labels_that_are_the_same_in_each_section_are_no_speakers() -> None:
    labels = "<p><strong>Impact</strong>: It hurts.</p><p><strong>Consequence</strong>: A warning.</p>"
    found = etree.fromstring("<div>" + f"<section><h2>A rule</h2>{labels}</section>" * 6 + "</div>")
    before = etree.tostring(found)
    mark_plays(found)
    assert etree.tostring(found) == before
