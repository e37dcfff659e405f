"""The reasons for a heading, in words: what truly moved the forests, said so that anybody understands it.

In: the contributions of the features to one decision. Out: two or three phrases. Features that tell of the same thing share a topic and
their contributions are added; the topic is then put into words by the line itself, so nothing is said that the line does not show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from .features import Survey
from .forest import Forest
from .looks import (
    BARE,
    CAPITALS,
    COLON,
    COMMA,
    EXCLAIM,
    LABELLED,
    LOWER,
    LOWERCASE,
    NO_NUMBER,
    PARAGRAPH_SIGN,
    QUESTION,
    SEMICOLON,
    STOP,
    TITLE,
    Look,
)

TOPICS = {
    "size": ("own width", "own words", "own rows", "context relative_width", "context relative_median", "agree width", "agree words",
             "own mean_word"),
    "ending": ("own last", "agree last", "context ends_alike"),
    "sentence": ("own inner_stop", "own commas", "own function_share", "own sign_share", "own colon_inside", "own dash_inside", "own quoted"),
    "case": ("own case", "own capital_share", "own title_share", "own first", "agree case", "agree first", "context last_title"),
    "number": ("own number", "own depth", "own value", "own label", "context series", "agree number"),
    "word": ("own set_heading",),
    "credit": ("own byline", "own web", "own date", "own digit_share", "own parenthesised"),
    "code": ("own code", "document code_share"),
    "place": ("context index", "context position"),
    "end": ("context left",),
    "space": ("own before", "context before_gain", "agree before", "document double_blanks", "own indent", "own centred",
              "document centred_count", "context tight"),
    "before": ("at -1 kind", "at -1 width", "at -1 last", "at -1 first", "at -1 case", "at -1 before", "context body_before",
               "context short_before", "agree -1", "agree -2", "agree gap back"),
    "after": ("at +1 kind", "at +1 width", "at +1 last", "at +1 first", "at +1 case", "at +1 before", "context body_after",
              "context long_after", "context longest_after", "context list_after", "agree after", "context short_after", "agree +1",
              "agree +2", "agree gap ahead", "context neighbour_width", "agree density"),
    "topic": ("context overlap_after", "context overlap_before"),
    "repeated": ("context same_text", "agree repeated", "context same_stem", "agree stem"),
    "kindred": ("context shape_short", "context shape_count", "context shape_share", "context shape_gap", "agree shape mean",
                "agree shape sure", "agree others"),
}  # fmt: skip
TOPIC_OF = {name: topic for topic, names in TOPICS.items() for name in names}
SHARED = ("agree own", "agree rank", "agree most", "agree sum")  # these hand on what the first forest found
WEIGHTY = 0.12


def weigh(row: Sequence[float], forests: Mapping[str, Forest]) -> dict[str, float]:
    """How far each topic moved the decision: the second forest's own steps, and the first one's in place of its summary."""
    second = forests["agreement"].contributions(row)
    first = forests["heading"].contributions(row)
    handed = sum(second.pop(name, 0.0) for name in SHARED)
    scale = sum(abs(value) for value in first.values()) or 1.0
    factor = min(2.0, abs(handed) / scale * 2.0) if handed else 0.3
    topics: dict[str, float] = defaultdict(float)
    for name, value in second.items():
        topics[TOPIC_OF.get(name, "document")] += value
    for name, value in first.items():
        topics[TOPIC_OF.get(name, "document")] += factor * value
    topics.pop("document", None)
    return topics


def size(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001 (one shape for all phrases)
    """Short or long."""
    many = "one word" if look.words == 1 else f"{look.words} words"
    return f"it is short ({many})", f"it is rather long for a heading ({many})"


def ending(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """The last character."""
    mark = {QUESTION: "a question mark", EXCLAIM: "an exclamation mark", COLON: "a colon", COMMA: "a comma", SEMICOLON: "a semicolon",
            STOP: "a full stop"}.get(look.last)  # fmt: skip
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
        return "its words begin with capitals", "its capitals look like names"
    if look.first == LOWER or look.case == LOWERCASE:
        return "headings here begin with a small letter", "it begins with a small letter"
    return "it begins as a title would", "it begins as other headings here do not"


def number(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """Numbers and labels."""
    if look.number == LABELLED or look.label:
        return "it is labelled as a part, chapter or section", "its label does not make it a heading here"
    if look.number == PARAGRAPH_SIGN:
        return "it begins with a section sign", "its section sign does not make it a heading here"
    if look.number == BARE:
        return "it is a number standing alone", "a number alone is not a heading here"
    if look.number != NO_NUMBER:
        return "it is numbered as headings are", "its number looks like that of a list"
    return "headings here carry no number, like this line", "headings here are numbered and this line is not"


def space(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """White space and position on the line."""
    if look.centred:
        return "it is centred", "it is centred as other lines are that are no headings"
    if look.before >= 2:
        return f"{look.before} blank lines stand above it", "the space above it is not that of a heading here"
    return "it is set apart as headings here are", "it is not set apart as headings here are"


def before(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """What stands above."""
    if index == 0:
        return "nothing stands before it", "nothing stands before it"
    above = survey.looks[index - 1]
    if survey.units[index - 1].kind == "item":
        return "a list ends above it", "a list stands right above it"
    if above.last == COLON:
        return "the text above leads to it", "the line above ends with a colon and announces it"
    if above.last == STOP:
        return "the text above it is complete", "the text above it goes on"
    return "what stands above it suits a heading", "what stands above it does not suit a heading"


def after(look: Look, survey: Survey, index: int) -> tuple[str, str]:
    """What follows."""
    if index + 1 >= len(survey.units):
        return "it is the last line", "nothing follows it"
    below, unit = survey.looks[index + 1], survey.units[index + 1]
    if unit.kind == "item":
        return "a list follows it", "a list follows it, so it may only lead in"
    if below.width > 2 * max(1, look.width):
        return "a longer paragraph follows it", "the paragraph after it follows as after any other line"
    return "what follows it suits a heading", "the lines around it are short as well"


def kindred(look: Look, survey: Survey, index: int) -> tuple[str, str]:  # noqa: ARG001
    """Lines of the same look."""
    others = survey.shape_all[survey.shapes[index]] - 1
    if others <= 0:
        return "no other line looks like it", "no other line of this document looks like it"
    lines = "one other line looks" if others == 1 else f"{others} other lines look"
    return f"{lines} like it and may be headings too", f"{lines} like it and most are plain text"


PHRASES: dict[str, Callable[[Look, Survey, int], tuple[str, str]]] = {
    "size": size, "ending": ending, "sentence": sentence, "case": case, "number": number, "space": space, "before": before, "after": after,
    "kindred": kindred,
    "word": lambda look, _s, _i: ("it is a word that often heads a section", "") if look.set_heading else ("", ""),
    "credit": lambda look, _s, _i: (
        "it holds no date, address or credit" if not (look.byline or look.web or look.date) else "",
        "it looks like a credit, a date or an address" if look.byline or look.web or look.date or look.digit_share > 0.2 else "",
    ),
    "code": lambda look, _s, _i: ("", "it looks like code" if look.code > 0.3 else ""),
    "place": lambda _l, _s, index: ("it opens the document" if index == 0 else "it stands where a heading is likely",
                                    "it stands where a heading is unlikely"),
    "end": lambda _l, _s, _i: ("", "little text follows it before the document ends"),
    "topic": lambda _l, _s, _i: ("its words come back in the text after it", "its words do not come back in the text after it"),
    "repeated": lambda _l, survey, index: (
        "", "the same words stand elsewhere as well" if survey.texts[survey.units[index].text[:60]] > 1 else ""),
}  # fmt: skip


def heading_reasons(
    row: Sequence[float], forests: Mapping[str, Forest], survey: Survey, index: int, taken: bool
) -> tuple[str, ...]:
    """Two or three reasons for taking or not taking a line as a heading; against it when it was not taken."""
    look = survey.looks[index]
    topics = weigh(row, forests)
    ranked = sorted(topics.items(), key=lambda item: -abs(item[1]))
    found: list[str] = []
    against: list[str] = []
    for topic, value in ranked:
        if abs(value) < WEIGHTY:
            break
        pro, contra = PHRASES[topic](look, survey, index)
        phrase = pro if value > 0 else contra
        if phrase:
            (found if (value > 0) == taken else against).append(phrase)
    if taken:
        return (*found[:3], *(f"but {text}" for text in against[:1] if len(found) < 3))
    return (*found[:2], *(f"but {text}" for text in against[:1]))
