"""Every block is found on the line it begins on, whatever markup stands around."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st
from octavo.text.locating import locate

MANUSCRIPT = """\
# One {#a}

Para *one* is here with `code` and $x^2$ math
going on[^1].

---

![alt text](images/a.png){width=50%}

- item one
- item two

  nested para

1.  one
2.  two

| A | B |
|---|---|
| 1 |   |
| 3 | 4 |

[^1]: The note is here for you.

The end of it all.

+-------+-------+
| aa bb | cc dd |
| ee ff | gg    |
+-------+-------+
"""
BLOCKS = {
    "One": 1,
    "Para one is here with code and  math\ngoing on.": 3,
    " ": 6,
    "\t": 8,
    "item one": 10,
    "item two": 11,
    "nested para": 13,
    "one": 15,
    "two": 16,
    "A": 18,
    "B": 18,
    "1": 20,
    "  ": 20,
    "3": 21,
    "4": 21,
    "The end of it all.": 25,
    "aa bb ee ff": 28,
    "cc dd gg": 28,
    "The note is here for you.": 23,
}


def test_the_lines_of_a_manuscript() -> None:
    assert dict(zip(BLOCKS, locate(list(BLOCKS), MANUSCRIPT, 1), strict=True)) == BLOCKS


def test_lines_count_from_the_first() -> None:
    assert locate(list(BLOCKS), MANUSCRIPT, 11) == [line + 10 for line in BLOCKS.values()]


def test_nothing_to_find() -> None:
    assert locate([], MANUSCRIPT, 1) == []
    assert locate(["a", ""], "", 5) == [5, 5]
    assert locate(["not there at all"], "something else", 1) == [1]


def test_a_person_rewrote_a_paragraph_and_moved_another() -> None:
    blocks = [f"Paragraph number {n} speaks of topic {n} and nothing more" for n in range(40)]
    lines = list(blocks)
    lines[10] = "This one was written anew by hand"
    moved = lines.pop(30)
    lines.insert(5, moved)
    found = locate(blocks, "\n\n".join(lines), 1)
    for n, block in enumerate(blocks):
        if n != 10:
            assert found[n] == 1 + 2 * lines.index(block)


@given(
    st.lists(st.text(alphabet="abc *_#|-\n[](){}$^`", max_size=30), max_size=12),
    st.text(max_size=200),
    st.integers(1, 9),
)
def test_any_text_gives_lines_of_the_text(blocks: list[str], text: str, first: int) -> None:
    found = locate(blocks, text, first)
    assert len(found) == len(blocks)
    assert all(first <= line <= first + text.count("\n") for line in found)


def test_a_novel_takes_a_moment() -> None:
    chance = random.Random(1)
    stock = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(9000)]
    blocks = [" ".join(chance.choices(stock, k=chance.randint(3, 90))) for _ in range(3000)]
    text = "\n\n".join(block.replace(" ", "*[^1] ", 1) for block in blocks)
    before = time.process_time()
    found = locate(blocks, text, 1)
    assert time.process_time() - before < 2
    assert found == [1 + 2 * n for n in range(3000)]
