"""Input made to be slow costs time in proportion to its length, in everything that Octavo itself does to a source."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from octavo.model import Place
from octavo.readers.books.includes import expand
from octavo.readers.decoding import decode
from octavo.readers.locating import locate_blocks
from octavo.readers.markdown.dialects.cells import pictured
from octavo.readers.markdown.dialects.shortcodes.translate import translated
from octavo.readers.markdown.front_matter import split_front_matter
from octavo.readers.markdown.repair import repair
from octavo.readers.markdown.visible_words import visible
from octavo.readers.web.about import saving
from octavo.readers.web.sniff import is_page
from octavo.readers.web.source import seen_words, settled
from octavo.tree.make import para
from octavo.tree.walk import words_to_inlines

HERE = Place("x")
PIECES = [
    *("](", "[", "<", "<a ", "` ", "$", "{", "---\n", "&", "\\a", "|---", "[^1]: x\n", "<!--", "<div>", '<a "', "<a '"),
    *('<a x="', '<a x="1" ', "\" y=\"<a b='  c='"),
    *("![", "@", "[@a ", "<script>", "\x1b[", "_\x08", "word ", "word\n", "\r"),
    *("<!-- a --> ", "<!-- a -->\n", "{{ ", "{{< x ", "{% x ", '{{< x y="', "{{#title ", "{{% math ", "{{#include a"),
]
OPENED = [
    *("{{", "{{-", "{{#title", "{{#include a", "{% math", "{{< math", "{{< x", "{% x"),
    "<!-- Page saved with SingleFile\n url: x\n saved date:",
]
WORK: list[Callable[[str], object]] = [
    visible,
    settled,
    seen_words,
    lambda text: repair(text, HERE),
    lambda text: split_front_matter(text, HERE),
    lambda text: decode(text.encode(), HERE),
    lambda text: translated(text, HERE),
    lambda text: expand(text, "x.md", "", lambda _: None),
    lambda text: is_page(text.encode()),
    saving,
    lambda text: locate_blocks([para(words_to_inlines("word word x"))] * 50, text),
]


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece: str) -> None:
    source = piece * (60_000 // len(piece))
    for work in WORK:
        started = time.process_time()
        work(source)
        assert time.process_time() - started < 2.5


@pytest.mark.parametrize("opening", OPENED)
def test_spaces_behind_what_is_never_closed_are_read_once(opening: str) -> None:
    for work in WORK:
        started = time.process_time()
        work(opening + " " * 20_000)
        assert time.process_time() - started < 2.5


def test_ampersands_without_end_are_written_so_that_pandoc_ends() -> None:
    code = f"\n\n```\n{'&' * 500}\n```"
    address = "https://e.invalid/?" + "a=1&" * 200
    source = "&" * 500 + " " + "a&" * 300 + "&amp; " + address + code
    wanted = "\\&" * 500 + " " + "a\\&" * 300 + "&amp; " + address + code
    assert repair(source, HERE)[0] == wanted


@pytest.mark.parametrize(
    "line", ["  # a remark", " \t", 'c("a.png"   "b.png"  ', "include_graphics(c('a.png'    'b.png',   "]
)
def test_a_cell_that_shows_no_pictures_is_known_at_once(line: str) -> None:
    started = time.process_time()
    assert pictured("{r}", [*[line] * 3000, "plot(x)", "```"], {}, frozenset()) is None
    assert time.process_time() - started < 2.5
