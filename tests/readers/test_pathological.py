"""Input made to be slow costs time in proportion to its length, in everything that Octavo itself does to a source."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from octavo.files import Limits
from octavo.model import Place
from octavo.readers.books.includes import expand
from octavo.readers.decoding import decode
from octavo.readers.locating import locate_blocks
from octavo.readers.markdown.dialects.cells import pictured
from octavo.readers.markdown.dialects.detect import Dialect, detect
from octavo.readers.markdown.dialects.shortcodes.translate import translated
from octavo.readers.markdown.front_matter import split_front_matter
from octavo.readers.markdown.mdx import is_mdx, stripped
from octavo.readers.markdown.repair import repair
from octavo.readers.markdown.steps import plain_markdown
from octavo.readers.markdown.visible_words import visible
from octavo.readers.office.package import open_package
from octavo.readers.web.about import saving
from octavo.readers.web.archive import opened
from octavo.readers.web.sniff import is_page
from octavo.readers.web.source import seen_words, settled
from octavo.tree.make import para
from octavo.tree.walk import words_to_inlines

from tests.readers.packages import odt

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


NEVER_CLOSED = [
    *(("jekyll", piece) for piece in ("{% raw %}", "{% raw %}\n", "{% comment %} ", "{% include a", '{% youtube "')),
    *(("hugo", piece) for piece in ("{{</* x ", "{{< comment >}} ", "{{% a ")),
    *(("mkdocs", piece) for piece in ("{++ a ", "{-- a ", "{== a ", "{>> a ", "{~~ a", "{~~ a~>")),
    *(("myst", piece) for piece in ("```{note} x\n", ":::{note}\n")),
    *(("github", piece) for piece in ("`", "``", "~", "<!-- x", "[^a", "{/* ", "<![CDATA[")),
]


@pytest.mark.parametrize(("dialect", "piece"), NEVER_CLOSED)
def test_what_is_never_closed_is_not_looked_for_from_each_opening(dialect: str, piece: str) -> None:
    source = piece * (100_000 // len(piece))
    works: list[Callable[[str], object]] = [
        lambda text: plain_markdown(text, Dialect(dialect, lenient=True), HERE, 0),
        lambda text: detect(text, {}),
        visible,
        settled,
        is_mdx,
        stripped,
    ]
    for work in works:
        started = time.process_time()
        work(source)
        assert time.process_time() - started < 2.5


def test_what_is_closed_is_found_behind_what_is_not() -> None:
    text, _ = translated("{% comment %} a {% comment %} b {% endcomment %} c {% comment %} d", HERE)
    assert text.split() == ["c", "`{%", "comment", "%}`", "d"]
    assert translated("{% raw %}{{ x }}{% endraw %} {% raw %}", HERE)[0].startswith("{{ x }}")
    assert plain_markdown("<!-- `a --> {++b++} <!-- {++c++}", Dialect("mkdocs"), HERE, 0)[0].count("<u>") == 2


@pytest.mark.parametrize("opening", OPENED)
def test_spaces_behind_what_is_never_closed_are_read_once(opening: str) -> None:
    for work in WORK:
        started = time.process_time()
        work(opening + " " * 20_000)
        assert time.process_time() - started < 2.5


@pytest.mark.parametrize("gap", [" ", "\n"])
@pytest.mark.parametrize(
    "form", ["[word]{{{}}} more", "# Head {{{}}}", "::: {{{}}}\nwords\n:::", "```{{{}}}\nwords\n```"]
)
def test_thousands_of_attributes_are_cut(form: str, gap: str) -> None:
    """Pandoc compares each with all others. They are no words of the text."""
    if gap == "\n" and form.startswith(("#", "`")):
        gap = " "
    few, many = (gap.join([".a", *(f'k{n}="v {n}"' for n in range(count))]) for count in (50, 50_000))
    assert repair(form.format(few), HERE) == (form.format(few), ())
    cut, notices = repair(form.format(many), HERE)
    assert len(cut) < 25_000
    assert cut.startswith(form.partition("{")[0])
    assert [notice.code for notice in notices] == ["text-left-out"]
    in_code = f"```\n{form.format(many).replace('`', '')}\n```"
    assert repair(in_code, HERE) == (in_code, ())
    words = "{" + "only words " * 9000 + "}"
    assert repair(words, HERE) == (words, ())


@pytest.mark.parametrize("end", ["", "\nContent-ID: " + "<x>" * 50_000])
def test_headers_of_an_archive_with_thousands_of_parameters(end: str) -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    source = f"{head}Content-Type: text/html{'; a*0*=x; a*1*=y' * 120_000}{end}\n\n<p>Words.</p>\n--b--\n"
    started = time.process_time()
    archive = opened(source.encode())
    assert time.process_time() - started < 2.5
    assert archive is not None
    assert b"<p>Words.</p>" in archive.page


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


def test_space_before_a_part_of_a_package_is_passed_over_once() -> None:
    blank = odt("<text:p>words</text:p>", {"Object 1/content.xml": " " * 300_000 + "<math/>"})
    package = open_package(blank, HERE, Limits())
    started = time.process_time()
    assert package.xml("Object 1/content.xml") is not None
    assert time.process_time() - started < 2.5
