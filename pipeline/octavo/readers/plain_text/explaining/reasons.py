"""The reasons for a heading, in words: the features with the most influence on the forests.

In: the contributions of the features to one decision. Out: two or three phrases. Features about the same thing share a
topic, and their contributions are added. The words for a topic depend on the line, so that they always fit it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from octavo.readers.plain_text.explaining.phrases import PHRASES
from octavo.readers.plain_text.headings.document_counts import Survey
from octavo.readers.plain_text.headings.forest import Forest
from octavo.readers.plain_text.headings.headings import Verdict

TOPICS = {
    "size": (
        "own width",
        "own words",
        "own rows",
        "context relative_width",
        "context relative_median",
        "agree width",
        "agree words",
        "own mean_word",
        "own wide",
    ),
    "ending": ("own last", "agree last", "context ends_alike"),
    "sentence": (
        "own inner_stop",
        "own commas",
        "own function_share",
        "own sign_share",
        "own colon_inside",
        "own dash_inside",
        "own quoted",
        "own opener",
        "own person_share",
        "own speaker",
        "wording ends_little",
        "wording starts_little",
        "wording unbalanced",
        "wording tokens_small",
    ),
    "case": (
        "own case",
        "own capital_share",
        "own title_share",
        "own first",
        "agree case",
        "agree first",
        "context last_title",
        "wording name_share",
    ),
    "number": (
        "own number",
        "own depth",
        "own value",
        "own label",
        "context series",
        "agree number",
        "wording series_ahead",
        "wording series_back",
        "wording series_body",
        "agree series",
    ),
    "word": ("own set_heading",),
    "credit": (
        "own byline",
        "own web",
        "own date",
        "own digit_share",
        "own parenthesised",
        "own call",
        "own prefix_words",
        "own prefix_digit",
        "context prefix_again",
    ),
    "code": ("own code", "document code_share", "at -1 code", "at +1 code", "own emphasis"),
    "place": ("context index", "context position"),
    "end": ("context left",),
    "space": (
        "own before",
        "context before_gain",
        "agree before",
        "document double_blanks",
        "own indent",
        "own centred",
        "document centred_count",
        "context tight",
    ),
    "before": (
        "at -1 kind",
        "at -1 width",
        "at -1 last",
        "at -1 first",
        "at -1 case",
        "at -1 before",
        "context body_before",
        "context epigraph",
        "context short_before",
        "agree -1",
        "agree -2",
        "agree gap back",
        "wording before_unbalanced",
    ),
    "after": (
        "at +1 kind",
        "at +1 width",
        "at +1 last",
        "at +1 first",
        "at +1 case",
        "at +1 before",
        "context body_after",
        "context long_after",
        "context longest_after",
        "context list_after",
        "agree after",
        "context short_after",
        "agree +1",
        "agree +2",
        "agree gap ahead",
        "context neighbour_width",
        "agree density",
        "context pauses",
        "wording next_opener",
        "wording next_little",
        "wording next_capital",
        "agree below",
        "agree near",
    ),
    "topic": (
        "context overlap_after",
        "context overlap_before",
        "wording known_share",
        "wording ahead",
        "wording behind",
        "wording new_here",
        "wording first_words",
    ),
    "repeated": ("context same_text", "agree repeated", "context same_stem", "agree stem"),
    "kindred": (
        "context shape_short",
        "context shape_count",
        "context shape_share",
        "context shape_gap",
        "agree shape mean",
        "agree shape sure",
        "agree others",
        "context kin_alone",
        "context kin_after_stop",
        "wording kin_ahead",
        "wording kin_back",
        "wording kin_body",
    ),
}
TOPIC_OF = {name: topic for topic, names in TOPICS.items() for name in names}
SHARED = ("agree own", "agree rank", "agree most", "agree sum")  # these hand on what the first forest found
WEIGHTY = 0.12


def weigh(verdict: Verdict, forests: Mapping[str, Forest]) -> dict[str, float]:
    """How far each topic moved the decision: half of either forest's steps.

    Where the second forest only hands on what the first one said, the steps of the first one are in its place.
    """
    second = forests["agreement"].contributions(verdict.agreement)
    first = forests["heading"].contributions(verdict.row)
    handed = sum(second.pop(name, 0.0) for name in SHARED)
    scale = sum(abs(value) for value in first.values()) or 1.0
    factor = 0.5 + 0.5 * (min(2.0, abs(handed) / scale * 2.0) if handed else 0.3)
    topics: dict[str, float] = defaultdict(float)
    for name, value in second.items():
        topics[TOPIC_OF.get(name, "document")] += 0.5 * value
    for name, value in first.items():
        topics[TOPIC_OF.get(name, "document")] += factor * value
    topics.pop("document", None)
    return topics


def heading_reasons(
    verdict: Verdict, forests: Mapping[str, Forest], survey: Survey, index: int, taken: bool
) -> tuple[str, ...]:
    """Two or three reasons for taking or not taking a line as a heading; against it when it was not taken."""
    look = survey.looks[index]
    topics = weigh(verdict, forests)
    ranked = sorted(topics.items(), key=lambda item: -abs(item[1]))
    found: list[str] = ["it completes a series of headings"] if verdict.counted and taken else []
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
