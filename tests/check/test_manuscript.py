"""The manuscript against the seed: what was lost is named with the seed's line, what stands elsewhere is not lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import pairwise

import pytest
from lxml.etree import _Element
from octavo.body import Body
from octavo.body.compose import compose
from octavo.check import EditionProof, prove_manuscript
from octavo.check.inventories.judge import Text
from octavo.check.manuscript import parts_of
from octavo.errors import EditionError
from octavo.metadata import to_metadata
from octavo.model import Draft, Manuscript, Metadata, Notice, Origin, Place
from octavo.notices import Code
from octavo.pandoc import Pandoc
from octavo.text import words_of

from tests.check.samples import EVERYTHING
from tests.check.test_faults import (
    dropped_heading,
    dropped_paragraph,
    lost_cell,
    lost_code,
    lost_item,
    swapped_pair,
)

SEEN = """The Harbour Log
A Winter’s Record
Ada Example
Grace Sample
2026-11-22


Arrival

The schooner came in on the morning tide with her foresail torn and nobody at the wheel.[1] The harbour
master wrote it down, as he had written down everything since the autumn storms.

Every boat on the quay had been counted twice, and twice the count had come out wrong.

By noon the whole town had walked down to look at her. Some brought bread, some brought rope, and the school-
master brought a telescope, see https://example.org/telescopes?kind=brass&size=2 and the second part.

1. It had been lashed with a blue scarf.

What was on board

- seven casks of lamp oil
- a parrot cage without a parrot
    1. the door stood open
    2. seed was still in the cup
- one almanac

Goods Weight Owner
lamp oil 420 Merriweather
tobacco 35 unknown
letters 2
Cargo by weight

A torn sail on a spar

Flotsam What floats on the water after a wreck.

The sea returns what it does not want, said the pilot, and kept his own counsel.

Departure

She left again before anybody had slept, at v = \\frac{s}{t} knots, and took the pilot with her.[2]

def bearing(degrees):
    return degrees % 360

Roses on the water,
lanterns on the shore,
nobody came back any more.

The log ends here, in a different hand.

2. His coat was found on the pier. The pockets held salt and a key to the lighthouse.
"""


def draft(words: str = SEEN, *notices: Notice) -> Draft:
    return Draft((), (), words=words, notices=notices)


def test_the_whole_text_holds(everything: Body) -> None:
    proof = prove_manuscript(draft(), everything)
    assert proof.ok, proof.summary()
    assert proof.rows[0].expected > 200


def test_the_heading_of_an_index_may_be_anywhere() -> None:
    text = "# One\n\nThe [harbour]{.index} has room.\n\n# Index\n\n# Two\n\nAnd another.\n"
    with Pandoc() as pandoc:
        body = compose(Manuscript(text, "x.md"), Metadata("T", lang="en"), pandoc)
    proof = prove_manuscript(draft("One\nThe harbour has room.\nIndex\nTwo\nAnd another."), body)
    assert proof.ok, proof.summary()
    assert not prove_manuscript(draft("One\nThe harbour has room.\nIndex index\nTwo\nAnd another."), body).ok


def test_a_style_may_leave_out_what_is_before_the_number_of_a_page() -> None:
    works = (("r.bib", b"@book{k, title={The Book}, author={A B}}"),)
    text = "It is said [see @k, p. 508; then again @k, pp. 141--42], they say.\n"
    with Pandoc() as pandoc:
        body = compose(Manuscript(text, "x.md", (), (), works), Metadata("T", lang="en"), pandoc)
    proof = prove_manuscript(draft("It is said see p. 508; then again pp. 141-42, they say."), body)
    assert proof.ok, proof.summary()
    assert not prove_manuscript(draft("It is said see p. 508; then once again pp. 141-42, they say."), body).ok


def test_a_seed_without_words_is_not_compared(everything: Body) -> None:
    proof = prove_manuscript(draft(""), everything)
    assert proof.ok
    assert proof.rows == ()


@pytest.mark.parametrize(
    ("change", "words", "line"),
    [
        (dropped_paragraph, "every boat on the quay", "Every boat on"),
        (swapped_pair, "every boat on the quay", "Every boat on"),
        (lost_cell, "merriweather", "| lamp oil"),
        (lost_item, "seven casks of", "- seven casks"),
        (dropped_heading, "what was on board", "## What was"),
        (lost_code, "def bearing", "def bearing"),
    ],
)
def test_what_is_lost_is_named(change: Callable[[_Element], None], words: str, line: str, everything: Body) -> None:
    tree = everything.copy_tree()
    change(tree)
    proof = prove_manuscript(draft(), dataclasses.replace(everything, tree=tree))
    assert not proof.ok
    assert words in " ".join(fault.text for fault in proof.faults)
    wanted = next(n for n, said in enumerate(EVERYTHING.split("\n"), 1) if said.startswith(line))
    places = [fault.place.line or 0 for fault in proof.faults if fault.place]
    assert any(abs(place - wanted) <= 4 for place in places)


def test_a_missing_note(everything: Body) -> None:
    proof = prove_manuscript(draft(), dataclasses.replace(everything, notes=everything.notes[1:]))
    assert "blue scarf" in " ".join(fault.text for fault in proof.faults)


def test_another_title(everything: Body) -> None:
    metadata = dataclasses.replace(everything.metadata, title="Another")
    proof = prove_manuscript(draft(), dataclasses.replace(everything, metadata=metadata))
    assert "log" in " ".join(fault.text for fault in proof.faults)


def test_the_line_of_a_text_that_is_its_own_seed(body_of: Callable[..., Body]) -> None:
    text = "\n".join(f"Line {n} tells of matter {n * 7} in its own words.\n" for n in range(1, 40))
    body = body_of(text)
    tree = body.copy_tree()
    gone = next(node for node in tree.iter("p") if "matter 84" in (node.text or ""))
    tree.remove(gone)
    proof = prove_manuscript(draft(text), dataclasses.replace(body, tree=tree))
    assert proof.faults[0].place == Place("seeds/seed.md", 23)


def test_a_loss_that_was_told_is_no_fault(everything: Body) -> None:
    more = SEEN + "\nA text box that nobody can place.\n"
    assert not prove_manuscript(draft(more), everything).ok
    told = Notice(Code.text_left_out, "a text box was left out: A text box that nobody can place")
    proof = prove_manuscript(draft(more, told), everything)
    assert proof.ok
    assert proof.rows[0].missing > 0


def test_the_error_says_where_and_what(everything: Body) -> None:
    tree = everything.copy_tree()
    dropped_paragraph(tree)
    error = prove_manuscript(draft(), dataclasses.replace(everything, tree=tree)).error(Place("seeds/seed.md"))
    assert isinstance(error, EditionError)
    assert error.exit_code == 6
    assert error.place is not None
    assert error.place.path == "seeds/seed.md"
    assert "every boat on the quay" in error.message
    assert len(error.message) < 400


def test_a_proof_survives_json(everything: Body) -> None:
    tree = everything.copy_tree()
    swapped_pair(tree)
    proof = prove_manuscript(draft(), dataclasses.replace(everything, tree=tree))
    assert EditionProof.from_json("manuscript", proof.to_json()) == proof
    with pytest.raises(ValueError, match="not a proof"):
        EditionProof.from_json("manuscript", {"rows": []})


@pytest.mark.parametrize("marks", ["a) b) c)", "(i) (ii) (iii)", "1. 2. 3.", "I. II. III.", "x. xi. xii."])
def test_marks_of_lists_are_no_words(marks: str, body_of: Callable[..., Body]) -> None:
    lines = "\n".join(f"{mark} {word}" for mark, word in zip(marks.split(), ("one", "two", "three"), strict=True))
    draft = Draft((), (), words=lines)
    assert prove_manuscript(draft, body_of("- one\n- two\n- three\n")).ok
    assert not prove_manuscript(draft, body_of("- one\n- three\n")).ok


def test_the_mark_of_an_item_is_not_taken_for_the_number_above_it(body_of: Callable[..., Body]) -> None:
    body = body_of("# § 1\n\n(1) One may fish.\n(2) One may swim.\n\n# § 2\n\n(1) One may not.\n(2) Nor two.\n")
    words = "§ 1\n\n(1) One may fish.\n(2) One may swim.\n\n§ 2\n\n(1) One may not.\n(2) Nor two.\n"
    assert prove_manuscript(Draft((), (), words=words), body).ok
    lost = body_of("# §\n\n(1) One may fish.\n(2) One may swim.\n\n# § 2\n\n(1) One may not.\n(2) Nor two.\n")
    assert not prove_manuscript(Draft((), (), words=words.replace("§ 1", "§ 7")), lost).ok


def test_a_title_that_editions_set_above_is_not_looked_for_where_its_words_stand_again(
    body_of: Callable[..., Body],
) -> None:
    body = body_of("---\ntitle: News of the ferry\n---\n\n# News of the ferry\n\nSave\n\nNews of the ferry so far\n")
    assert body.outline == ()
    assert prove_manuscript(Draft((), (), words="News of the ferry\nSave\n"), body).ok


def test_words_of_a_note_that_stand_in_the_text_too_have_not_moved(body_of: Callable[..., Body]) -> None:
    text = "The ferry[^1] came late, and the harbour master slept.\n\nNobody saw her come.\n\n{}\n\n[^1]: As he told.\n"
    body = body_of(text.format("See the harbour master’s log, as he told."))
    seen = "The ferry As he told. came late, and the harbour master slept.\n\nNobody saw her come.\n\nSee the log."
    assert prove_manuscript(Draft((), (), words=seen), body).ok
    turned = body_of("Nobody saw her come in that day.\n\nThe ferry came late, and the harbour master was asleep.\n")
    seen = "The ferry came late, and the harbour master was asleep.\n\nNobody saw her come in that day.\n"
    assert not prove_manuscript(Draft((), (), words=seen), turned).ok


def test_words_of_a_picture_that_a_caption_says_too_have_not_moved(body_of: Callable[..., Body]) -> None:
    picture = '![Crossings.](images/sail.png){{alt="A chart showing {} come over the harbour in the night."}}'
    text = f"The ferry came late.\n\n{picture}\n\nNobody saw her.\n\nTable 2. Different ways to cross a river.\n"
    seen = "The ferry came late.\nCrossings. A chart showing different ways to come over the harbour in the night.\n"
    seen += "Nobody saw her.\nTable 2. Cross a river.\n"
    assert prove_manuscript(draft(seen), body_of(text.format("different ways to"))).ok
    assert not prove_manuscript(draft(seen), body_of(text.format("two roads that"))).ok


def test_words_of_a_formula_that_the_text_says_too_have_not_moved(body_of: Callable[..., Body]) -> None:
    text = "The ferry ${} + y$ came late.\n\nNobody saw her come.\n\nAn x 1 x 2 in the text.\n"
    seen = "The ferry x 1 x 2 y came late.\nNobody saw her come.\nAn in the text.\n"
    assert prove_manuscript(draft(seen), body_of(text.format("x_1 x_2"))).ok
    assert not prove_manuscript(draft(seen), body_of(text.format("z_1 z_2"))).ok


def test_a_title_taken_from_the_opening_words_is_not_said_twice(body_of: Callable[..., Body]) -> None:
    said = "Aboard the luxury cruise ship Heart of the Ocean in the Atlantic Ocean"
    note = "Heart of the Ocean, also The Heart of the Ocean"
    title = "Aboard the luxury cruise ship Heart of the Ocean in the…"
    body = body_of(f"---\ntitle: {title}\n---\n\n{said[:-18]}[^1]{said[-18:]} ...\n\n[^1]: {note}\n")
    assert prove_manuscript(Draft((), (), words=f"{said} ...\n\n{note}\n"), body).ok


def test_lists_in_cells_may_stand_in_another_order_in_the_source(body_of: Callable[..., Body]) -> None:
    rows = [("- Datasets of numbers", "- Data portals"), ("- Pictures", ""), ("- Long recordings", "- Archives")]
    line = f"+{'-' * 25}+{'-' * 25}+"
    cells = "\n".join(f"| {left:<23} | {right:<23} |" for left, right in rows)
    table = f"{line}\n{cells}\n{line}\n"
    seen = "Before it.\n" + "\n".join(f"{left} {right}" for left, right in rows)
    body = body_of(f"---\ntitle: T\nlang: en\n---\n\nBefore it.\n\n{table}")
    assert prove_manuscript(draft(seen.replace("- ", "")), body).ok
    assert not prove_manuscript(draft(seen.replace("- ", "") + " gone"), body).ok


def test_each_chapter_is_compared_with_its_own_words(pandoc: Pandoc) -> None:
    said = ("The ferry.", "The lamp.", "The ferry.", "The end.")
    files = ("one.md", "lamp.md", "two.md", "lamp.md")  # the lamp's file is taken in by the first and is the last too
    origins = tuple(Origin(2 * n + 1, Place(file, 1)) for n, file in enumerate(files))
    body = compose(Manuscript("\n\n".join(said), "book.md", origins), to_metadata()[0], pandoc)
    parts = (("one.md", 2), ("two.md", 1), ("empty.md", 1), ("lamp.md", 1))
    seen = Draft((), (), words="The ferry.\nThe lamp.\nThe ferry.\n\nThe end.", parts=parts)
    text, source = Text.of(body), words_of(seen.words.split("\n"))
    ours = words_of([segment.text for segment in text.inventory.segments])
    cuts = [(0, 0), (4, 4), (6, 6), (8, 8)]
    assert [begin for begin in parts_of(seen, text, source, ours) if begin[0][0] < begin[0][1]] == [
        ((a0, a1), (b0, b1)) for (a0, b0), (a1, b1) in pairwise(cuts)
    ]
    assert prove_manuscript(seen, body).ok
    swapped = dataclasses.replace(seen, words="The ferry.\nThe lamp.\nThe end.\n\nThe ferry.")
    assert not prove_manuscript(swapped, body).ok
