"""Direction is decided once, when the body is composed: for the document, and for parts that run against it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from octavo.body import Body, block_text

Make = Callable[..., Body]
ARABIC = "هذه فقرة كاملة باللغة العربية، وفيها جملة أخرى عن الكتب والناس."
ENGLISH = "This is a whole paragraph in English, with another sentence about books."


@pytest.mark.parametrize(
    ("lang", "text", "expected"), [("ar", ENGLISH, "rtl"), ("und", ARABIC, "rtl"), ("en", ARABIC, "ltr")]
)
def test_the_body_carries_the_direction(body_of: Make, lang: str, text: str, expected: str) -> None:
    assert body_of(text, lang=lang).direction == expected


def test_a_paragraph_that_runs_the_other_way_says_so(body_of: Make) -> None:
    tree = body_of(f"{ENGLISH}\n\n{ARABIC}\n\n> {ARABIC}", lang="en").tree
    assert [node.get("dir") for node in tree.iter("p", "blockquote")] == [None, "rtl", "rtl", None]
    tree = body_of(f"{ARABIC}\n\n{ENGLISH}", lang="ar").tree
    assert [node.get("dir") for node in tree.iter("p")] == [None, "ltr"]


def test_what_stands_in_a_row_keeps_its_place_and_its_words_get_the_direction(body_of: Make) -> None:
    body = body_of(
        "# C++ and *more*!\n\n- Open Shelf!\n- رف\n\n| a! | ب |\n|---|---|\n| c. | د |\n\n" + ARABIC, lang="ar"
    )
    for tag, words in (("h2", "C++ and more!"), ("li", "Open Shelf!"), ("th", "a!"), ("td", "c.")):
        node = next(body.tree.iter(tag))
        assert node.get("dir") is None
        assert (node[0].tag, node[0].get("dir"), block_text(node[0])) == ("span", "ltr", words)
    assert body.outline[0].text == "C++ and more!"


def test_a_list_of_foreign_sentences_is_a_foreign_list(body_of: Make) -> None:
    tree = body_of(f"{ARABIC}\n\n- {ENGLISH}\n- {ENGLISH}", lang="ar").tree
    assert next(tree.iter("ul")).get("dir") == "ltr"
    assert not list(tree.iter("span"))


def test_code_runs_from_the_left_in_every_language(body_of: Make) -> None:
    tree = body_of(f"{ARABIC} `a = b`\n\n::: {{dir=rtl}}\n    x = y\n:::", lang="ar").tree
    assert [node.get("dir") for node in tree.iter("code", "pre")][:2] == ["ltr", "ltr"]
    assert not [node for node in body_of("`a = b`", lang="en").tree.iter() if node.get("dir")]


def test_what_the_document_says_is_not_guessed_over(body_of: Make) -> None:
    tree = body_of(
        f"::: {{dir=rtl}}\n- {ENGLISH}\n- Open Shelf\n\n{ENGLISH}\n:::\n\n::: {{dir=auto}}\n{ARABIC}\n:::", lang="en"
    ).tree
    assert [node.get("dir") for node in tree.iter() if node.get("dir")] == ["rtl", "ltr", "ltr", "ltr", "rtl"]
    assert not [node for node in tree.iter("p", "ul", "li") if node.get("dir")]


def test_contents_are_decided_once(body_of: Make) -> None:
    assert not body_of("# A\n\n# B\n\n# C").contents
    assert body_of("# A\n\n# B\n\n# C\n\n# D").contents


def test_words_outside_the_tree_ask_the_body(body_of: Make) -> None:
    body = body_of(ARABIC, lang="ar")
    assert (body.turned("C++!"), body.turned("كتاب"), body.turned("12")) == ("ltr", "", "")


def test_a_list_of_numbers_is_no_list_of_contents(body_of: Make) -> None:
    assert not body_of("\n\n".join(f"# Chapter {number}" for number in range(1, 9))).contents
    assert not body_of("# I\n\n# II.\n\n# III\n\n# IV\n\n# V").contents
    assert not body_of("# 第一章\n\n# 第二章\n\n# 第三章\n\n# 第四章").contents
    assert body_of("# Chapter 1\n\n# Chapter 2\n\n# Chapter 3\n\n# Chapter 4\n\n# Notes").contents
