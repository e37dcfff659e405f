"""The features of a possible heading: the line's look, its neighbours, and the rest of the document.

In: units with their looks, and the document's style. Out: one row of numbers for each candidate line, named by `NAMES`.
The trainer and the recogniser both call `candidate_rows`, so they use the same features.
"""

from __future__ import annotations

from octavo.readers.plain_text.blocks.line_features import LETTER, TITLE
from octavo.readers.plain_text.blocks.shapes import BULLET_KIND, NUMBERED_KIND, kind_of, share
from octavo.readers.plain_text.headings.context_features import NAMES as WORDING
from octavo.readers.plain_text.headings.context_features import Wording
from octavo.readers.plain_text.headings.document_counts import PAUSES, Survey
from octavo.readers.plain_text.lines.numbering import NO_NUMBER

NEAR = (-2, -1, 1, 2)
OWN = (
    "width",
    "words",
    "last",
    "first",
    "case",
    "capital_share",
    "title_share",
    "function_share",
    "digit_share",
    "sign_share",
    "mean_word",
    "commas",
    "inner_stop",
    "number",
    "depth",
    "value",
    "label",
    "set_heading",
    "byline",
    "web",
    "date",
    "quoted",
    "parenthesised",
    "colon_inside",
    "dash_inside",
    "wide",
    "emphasis",
    "code",
    "indent",
    "centred",
    "before",
    "rows",
    "speaker",
    "opener",
    "person_share",
    "prefix_words",
    "prefix_digit",
    "call",
)
AROUND = ("kind", "width", "last", "first", "case", "like", "before", "code")
CONTEXT = (
    "tight",
    "index",
    "left",
    "position",
    "short_before",
    "short_after",
    "long_after",
    "body_after",
    "body_before",
    "list_after",
    "relative_width",
    "relative_median",
    "shape_short",
    "shape_count",
    "shape_share",
    "shape_gap",
    "same_text",
    "same_stem",
    "series",
    "overlap_after",
    "overlap_before",
    "before_gain",
    "neighbour_width",
    "last_title",
    "ends_alike",
    "longest_after",
    "prefix_again",
    "pauses",
    "kin_alone",
    "kin_after_stop",
    "epigraph",
)
DOCUMENT = (
    "layout",
    "units",
    "short_share",
    "item_share",
    "candidate_share",
    "clean_count",
    "caps_count",
    "numbered_count",
    "question_count",
    "median_width",
    "median_candidate",
    "titled_share",
    "double_blanks",
    "centred_count",
    "code_share",
    "colon_share",
    "wide_script",
    "quote_share",
    "speaker_share",
    "stop_share",
    "pause_share",
)
NAMES = (
    *(f"own {name}" for name in OWN),
    *(f"at {place:+d} {name}" for place in NEAR for name in AROUND),
    *(f"context {name}" for name in CONTEXT),
    *(f"document {name}" for name in DOCUMENT),
    *(f"wording {name}" for name in WORDING),
)


def around(survey: Survey, index: int, place: int) -> list[float]:
    """Features of a neighbour."""
    other = index + place
    if not 0 <= other < len(survey.units):
        return [0, 0, -1, -1, -1, 0, 0, 0]
    unit, look = survey.units[other], survey.looks[other]
    kind = kind_of(unit, look)
    return [
        kind,
        min(look.width, 600),
        look.last,
        look.first,
        look.case,
        survey.shapes[other] == survey.shapes[index],
        look.before,
        look.code,
    ]


def row(survey: Survey, index: int) -> list[float]:
    """The features of one candidate."""
    unit, look = survey.units[index], survey.looks[index]
    values: list[float] = [float(getattr(look, name)) for name in OWN]
    values[OWN.index("value")] = min(look.value, 30)
    for place in NEAR:
        values.extend(around(survey, index, place))
    total, key = len(survey.units), survey.shapes[index]
    same = survey.shape_all[key]
    own, median = survey.words[index], max(1, survey.habits.median_length)
    nearest = [survey.looks[i].width for i in (index - 1, index + 1) if 0 <= i < total]
    before_gain = look.before - (survey.looks[index + 1].before if index + 1 < total else 0)
    step = (
        survey.series[look.number, look.label, look.value + 1] + survey.series[look.number, look.label, look.value - 1]
    )
    after = [survey.words[i] for i in (index + 1, index + 2) if i < total]
    behind = [survey.words[i] for i in (index - 1, index - 2) if i >= 0]
    values += [
        float(unit.tight),
        min(index, 12),
        min(total - 1 - index, 12),
        index / total,
        survey.short_before[index],
        survey.short_after[index],
        survey.long_after[index],
        survey.body_after[index],
        survey.body_before[index],
        float(
            index + 1 < total
            and kind_of(survey.units[index + 1], survey.looks[index + 1]) in (BULLET_KIND, NUMBERED_KIND)
        ),
        look.width / survey.habits.width if survey.habits.width else 2.0,
        look.width / median,
        survey.shape_short[key] / same if same else 0.0,
        min(same, 60),
        same / survey.shape_total,
        min(99.0, survey.shape_gap.get(key, 99.0)),
        min(9, survey.texts[unit.text[:60]]),
        min(20, survey.stems[look.stem]),
        (2 if step else 1) if look.number != NO_NUMBER else 0,
        share(own, set().union(*after)),
        share(own, set().union(*behind)),
        before_gain,
        min(nearest) if nearest else 0,
        float(look.case == TITLE and look.last == LETTER),
        float(index + 1 < total and survey.looks[index + 1].last == look.last),
        min(900, survey.longest_after[index]),
        min(20, survey.prefixes[look.prefix]) if look.prefix else 0,
        sum(
            1
            for i in range(max(0, index - 3), min(total, index + 4))
            if i != index and survey.looks[i].last in PAUSES and survey.short[i]
        ),
        survey.kin_alone[key] / same if same else 0.0,
        survey.kin_stop[key] / same if same else 0.0,
        float(
            index > 0 and survey.units[index - 1].kind in ("verse", "quote") and (index < 4 or survey.short[index - 2])
        ),
    ]
    return values + survey.document


def candidate_rows(survey: Survey) -> tuple[list[int], list[list[float]]]:
    """Indices of the candidate units and their feature rows."""
    places = [index for index, is_one in enumerate(survey.candidates) if is_one]
    wording = Wording(survey.units, survey.looks, survey.candidates, survey.words, survey.shapes, survey.short)
    return places, [row(survey, index) + wording.row(index) for index in places]
