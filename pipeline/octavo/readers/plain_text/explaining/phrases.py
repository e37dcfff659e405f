"""Puts a line's features into words: for each topic a phrase in favour of a heading and one against it.

In: the look of a line, the survey and its place. Out: two phrases, either of which may be empty. A phrase says only
what can be seen in the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from octavo.readers.plain_text.blocks.line_features import (
    CAPITALS,
    COLON,
    COMMA,
    EXCLAIM,
    LOWER,
    LOWERCASE,
    QUESTION,
    SEMICOLON,
    STOP,
    TITLE,
    Look,
)
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.lines.numbering import BARE, LABELLED, NO_NUMBER, PARAGRAPH_SIGN

MOST = 0.6  # share of the headings from which on they are said to look so


def size(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001 (one shape for all phrases)
    """Short or long."""
    many = "one word" if look.words == 1 else f"{look.words} words"
    return f"it is short ({many})", f"it is rather long for a heading ({many})"


def ending(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """The last character."""
    mark = {
        QUESTION: "a question mark",
        EXCLAIM: "an exclamation mark",
        COLON: "a colon",
        COMMA: "a comma",
        SEMICOLON: "a semicolon",
        STOP: "a full stop",
    }.get(look.last)
    if mark:
        return f"it ends with {mark}, as other headings here do", f"it ends with {mark}"
    return "it does not end like a sentence", "its ending is unusual for a heading here"


def sentence(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """How much like a sentence it reads."""
    if look.inner_stop:
        return "it reads like a title", "it holds more than one sentence"
    return "it reads like a title, not like a sentence", "its wording and marks read like running text"


def case(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """Capitals."""
    if look.case == CAPITALS:
        return "it is written in capitals", "lines in capitals are not headings here"
    if look.case == TITLE:
        return "its words begin with capitals", "its words with capitals look like names"
    if look.first == LOWER or look.case == LOWERCASE:
        return "headings here begin with a small letter", "it begins with a small letter"
    return "it begins as a title would", "it begins as other headings here do not"


def number(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """Numbers and labels."""
    if look.number == PARAGRAPH_SIGN:
        return "it begins with a section sign", "its section sign does not make it a heading here"
    if look.number == LABELLED or look.label:
        return "it is labelled as a part, chapter or section", "its label does not make it a heading here"
    if look.number == BARE:
        return "it is a number standing alone", "a number alone is not a heading here"
    if look.number != NO_NUMBER:
        return "it is numbered as headings are", "its number looks like that of a list"
    return "headings here have no number, and neither has this line", "headings here are numbered and this line is not"


def space(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """White space and position on the line."""
    if look.centred:
        return "it is centred", "it is centred as other lines are that are no headings"
    if look.before >= 2:
        return f"{look.before} blank lines are above it", "the space above it is not that of a heading here"
    return "it is set apart as headings here are", "it is not set apart as headings here are"


def before(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """What is above."""
    if index == 0:
        return "it opens the text", "nothing is above it"
    above = survey.looks[index - 1]
    if survey.units[index - 1].kind == "item":
        return "a list ends above it", "a list is right above it"
    if above.last == COLON:
        return "the text above leads to it", "the line above ends with a colon and announces it"
    if above.last == STOP:
        return "the text above it is complete", "the text above it goes on"
    return "what is above it suits a heading", "what is above it does not suit a heading"


def after(look: Look, survey: Survey, index: int) -> tuple[str, str]:
    """What follows."""
    if index + 1 >= len(survey.units):
        return "it is the last line", "nothing follows it"
    below, unit = survey.looks[index + 1], survey.units[index + 1]
    if unit.kind == "item":
        return "a list follows it", "a list follows it, so it may only lead in"
    if below.width > 2 * max(1, look.width):
        return "a longer paragraph follows it", "the paragraph after it could follow any other line as well"
    return "what follows it suits a heading", "the lines around it are short as well"


def kindred(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """Lines of the same look."""
    others = survey.shape_all[survey.shapes[index]] - 1
    if others <= 0:
        return "no other line looks like it", "no other line of this document looks like it"
    if others == 1:
        return "one other line looks like it and may be a heading too", "one other line looks like it and is plain text"
    lines = f"{others} other lines look like it"
    return f"{lines} and may be headings too", f"{lines} and most are plain text"


PHRASES: dict[str, Callable[[Look, Survey, int], tuple[str, str]]] = {
    "size": size,
    "ending": ending,
    "sentence": sentence,
    "case": case,
    "number": number,
    "space": space,
    "before": before,
    "after": after,
    "kindred": kindred,
    "word": lambda look, _s, _i: ("it is a word that often heads a section", "") if look.set_heading else ("", ""),
    "credit": lambda look, _s, _i: (
        "it holds no date, address or credit" if not (look.byline or look.web or look.date or look.call) else "",
        "it looks like a credit, a date or an address"
        if look.byline or look.web or look.date or look.call or look.digit_share > 0.2
        else "",
    ),
    "code": lambda look, _s, _i: ("", "it looks like code" if look.code > 0.3 else ""),
    "place": lambda _l, _s, index: (
        "it opens the document" if index == 0 else "it is where a heading is likely",
        "it is where a heading is unlikely",
    ),
    "end": lambda _l, _s, _i: ("", "little text follows it before the document ends"),
    "topic": lambda _l, _s, _i: (
        "its words come back in the text after it",
        "its words do not come back in the text after it",
    ),
    "repeated": lambda _l, survey, index: (
        "",
        "the same words occur elsewhere" if survey.texts[survey.units[index].text[:60]] > 1 else "",
    ),
}


def heading_looks(looks: Sequence[Look]) -> tuple[str, ...]:
    """What most headings of a document have in common."""
    signs: tuple[tuple[str, Callable[[Look], bool]], ...] = (
        ("numbered", lambda look: look.number != NO_NUMBER),
        ("in capitals", lambda look: look.case == CAPITALS),
        ("with capitals on most words", lambda look: look.case == TITLE),
        ("centred", lambda look: look.centred),
        ("below two blank lines or more", lambda look: look.before >= 2),
        ("questions", lambda look: look.last == QUESTION),
        ("ending with a full stop", lambda look: look.last == STOP),
    )
    return tuple(words for words, test in signs if looks and sum(map(test, looks)) >= MOST * len(looks))
