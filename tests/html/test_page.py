"""What a page holds: structure, names, links, notes, nothing active, the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element
from octavo.body import Body
from octavo.check.inventories.html import read_html
from octavo.editions.html.policy import READING
from octavo.model import Contributor, Metadata

from tests.html.pages import METADATA, RICH, body, page_map, parsed, render, spread_pages

ELEMENTS = frozenset(
    "html head meta title style body a div nav details summary ol ul li main header h1 h2 h3 h4 h5 h6 p span time "
    "section article aside em strong del sub sup code pre br blockquote hr dl dt dd table caption colgroup col thead "
    "tbody tfoot tr th td figure figcaption img footer label input script search select option button "
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup munder mover "
    "munderover mmultiscripts mprescripts mtable mtr mtd".split()
)
ATTRIBUTES = frozenset(
    "lang dir charset http-equiv content name class id href title role aria-label aria-labelledby data-page tabindex "
    "datetime start type style src alt width height scope colspan rowspan hidden size inputmode autocomplete "
    "spellcheck checked for value disabled aria-describedby data-told "
    "display alttext mathvariant form stretchy fence separator lspace rspace accent accentunder voffset linethickness "
    "columnalign rowspacing columnspacing displaystyle scriptlevel minsize maxsize largeop movablelimits symmetric "
    "notation depth".split()
)


@pytest.fixture(scope="module")
def rich() -> bytes:
    of = body()
    return render(of, spread_pages(of, 6))


@pytest.fixture(scope="module")
def tree(rich: bytes) -> _Element:
    return parsed(rich)


def texts(root: _Element, path: str) -> list[str]:
    return [" ".join("".join(map(str, node.itertext())).split()) for node in root.iterfind(path)]


def check_page(data: bytes) -> _Element:
    """What is true of every page, whatever the document."""
    root = parsed(data)
    ids = Counter(node.get("id") for node in root.iter() if node.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for node in root.iter():
        assert node.tag in ELEMENTS, node.tag
        assert set(node.attrib) <= ATTRIBUTES, node.attrib
        href = node.get("href")
        if href is not None:
            assert href.startswith(("http://", "https://", "mailto:", "tel:", "#")), href
        if href and href.startswith("#"):
            assert unquote(href[1:]) in ids, href
        for name in (node.get("aria-labelledby") or "").split():
            assert name in ids
        assert (node.get("src") or "data:image/").startswith("data:image/")
    assert len(root.findall(".//h1")) == len(root.findall(".//main")) == 1
    named = [node.get("aria-label") for node in root.iter("nav", "div") if node.get("aria-label")]
    assert len(named) == len(set(named)), "landmarks must be told apart"
    text = data.decode()
    assert text.startswith("<!doctype html>\n<html")
    assert text.endswith("</html>\n")
    assert not set(text) & set(map(chr, [*range(9), 11, *range(14, 32), *range(0x7F, 0xA0)]))
    return root


def test_a_page_keeps_to_the_lists(rich: bytes) -> None:
    check_page(rich)


def test_the_order_of_the_page(tree: _Element) -> None:
    top = tree.find("body")
    assert top is not None
    assert [(node.tag, node.get("class")) for node in top] == [
        ("div", "o-top"), ("div", "o-lists"), ("main", None)
    ]  # fmt: skip
    assert [node.tag for node in tree.iterfind(".//main/*")] == ["header", "div", "div"]
    assert texts(tree, ".//header/*") == [
        "The Weather in the Valley", "Notes of three winters", "Ada Example · 2026-11-22", "Translated by Grace Sample"
    ]  # fmt: skip


def test_the_head_says_who_and_what(tree: _Element) -> None:
    named = {meta.get("name"): meta.get("content") for meta in tree.iter("meta") if meta.get("name")}
    assert named["author"] == "Ada Example"
    assert named["generator"] == "Octavo"
    assert named["referrer"] == "no-referrer"
    assert (named["description"] or "").startswith("It fell on Monday, deep and crisp.")
    assert texts(tree, ".//title") == ["The Weather in the Valley"]
    assert (tree.get("lang"), tree.get("dir")) == ("en", None)


def test_contents_follow_the_outline(tree: _Element) -> None:
    lists = tree.find(".//nav[@class='o-contents']/details/ol")
    assert lists is not None
    assert texts(lists, "li/a") == ["Snow", "Wind", "Rain", "Hail"]
    assert texts(lists, "li/ol/li/a") == ["Figures of three winters"]


@pytest.mark.parametrize(
    ("toc", "headings", "shown"), [(None, 3, False), (None, 4, True), (True, 1, True), (False, 9, False)]
)
def test_contents_when_they_help(toc: bool | None, headings: int, shown: bool) -> None:
    text = "\n\n".join(f"# About {chr(65 + number)}\n\nWords." for number in range(headings))
    of = body(text, metadata=replace(METADATA, toc=toc))
    data = render(of)
    assert (b'<nav class="o-contents"' in data) is shown


def test_a_document_of_two_thousand_headings_lists_its_chapters() -> None:
    of = body("\n\n".join(f"# Chapter {a}\n\n" + "\n\n".join(f"## {a}.{b}" for b in range(40)) for a in range(50)))
    links = check_page(render(of)).findall(".//nav[@class='o-contents']//a")
    assert len(links) == 50


def test_notes_stand_at_the_end_and_lead_back(tree: _Element) -> None:
    notes = tree.find(".//section[@role='doc-endnotes']")
    assert notes is not None
    assert texts(notes, "h2") == ["Notes"]
    back = [(node.get("href"), node.get("aria-label")) for node in notes.iterfind(".//a[@role='doc-backlink']")]
    assert back == [("#fnref-1", "Back to the text, note 1"), ("#fnref-2", "Back to the text, note 2")]
    calls = [node.get("href") for node in tree.iterfind(".//a[@role='doc-noteref']")]
    assert calls == ["#fn-1", "#fn-2"]


def test_what_scrolls_can_be_reached_and_has_a_name(tree: _Element) -> None:
    regions = [(node.tag, node.get("role"), node.get("aria-label")) for node in tree.iterfind(".//*[@tabindex='0']")]
    assert regions == [
        ("div", "region", "Table 1: Depths in centimetres"),
        ("pre", "group", "Code 1"),
        ("pre", "group", "Code 2"),
    ]


def test_pictures_are_inside(tree: _Element) -> None:
    kinds = [(image.get("src") or "").partition(";")[0] for image in tree.iter("img")]
    assert kinds == ["data:image/svg+xml", "data:image/png"]
    assert all(image.get("alt") for image in tree.iter("img"))


def test_the_proof_finds_every_word() -> None:
    of = body()
    found = read_html(render(of, spread_pages(of, 5))).inventory
    said = " ".join(segment.text for segment in found.segments)
    for words in ("deep and crisp", "Its meaning.", "The last words.", "12", "always", "def depth(day)"):
        assert words in said
    assert list(found.notes) == ["fn-1", "fn-2"]
    assert found.calls == ["fn-1", "fn-2"]
    assert found.ways_back == {"fn-1": ("fnref-1", ""), "fn-2": ("fnref-2", "")}
    assert "Page" not in said


def test_the_same_page_in_another_process() -> None:
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.html.pages import body, render, spread_pages\n"
        "import hashlib; of = body(); print(hashlib.sha256(render(of, spread_pages(of, 6))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}, capture_output=True,
            text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_letters_and_their_marks_are_joined_but_nothing_else_changes() -> None:
    root = check_page(render(body("e\u0301 \u212b \ufa19 \u2126")))
    assert texts(root, ".//main//p")[3:] == ["\u00e9 \u212b \ufa19 \u2126"]  # after the title block


@pytest.mark.parametrize(
    ("lang", "word", "said"),
    [("de-AT", "Inhalt", None), ("ru", "Содержание", None), ("eo", "Contents", "en"), ("und", "Contents", "en")],
)
def test_the_pages_own_words(lang: str, word: str, said: str | None) -> None:
    root = check_page(render(body(metadata=replace(METADATA, lang=lang))))
    nav = root.find(".//nav[@class='o-contents']")
    assert nav is not None
    assert (nav.get("aria-label"), nav.get("lang")) == (word, said)
    assert root.get("lang") == lang


def test_right_to_left() -> None:
    assert check_page(render(body(metadata=replace(METADATA, lang="he", dir="rtl")))).get("dir") == "rtl"


def test_an_empty_document_is_a_page() -> None:
    root = check_page(render(body("", metadata=Metadata(title="", lang="und"))))
    assert texts(root, ".//h1") == ["…"]


def test_metadata_is_text() -> None:
    evil = "</title></style><script>alert(1)</script>\"'&\x01"
    meta = replace(
        METADATA, title=evil, subtitle=evil, date=evil, description=evil, rights=evil, abstract=evil,
        keywords=(evil,), contributors=(Contributor(evil),),
    )  # fmt: skip
    root = check_page(render(body("Words.", metadata=meta)))
    assert [script.text for script in root.iter("script")] == [READING]
    assert "<script>alert(1)</script>" in texts(root, ".//h1")[0]


def test_no_page_numbers_no_field() -> None:
    assert b"octavo-page" not in render().partition(b"</head>")[2]


def late(of: Body) -> list[str | None]:
    """The headings of what is drawn only when it comes into sight."""
    return [part[0].text for part in parsed(render(of)).iter("section") if "o-late" in (part.get("class") or "")]


def test_a_long_text_is_drawn_part_by_part() -> None:
    chapter = "Words of a chapter, and more of them.\n\n" * 200
    long = "".join(f"# Chapter {n}\n\n{chapter}" for n in range(10))
    assert len(late(body(long))) == 10
    parts = "".join(f"# Part {n}\n\n## One\n\n{chapter * 5}\n\n## Two\n\n{chapter * 5}" for n in range(2))
    assert late(body(parts)) == ["One", "Two"] * 2  # chapters, not whole parts
    assert not late(body())


def test_page_marks_stand_where_the_pages_begin() -> None:
    of = body("# One\n\nFirst *second* third.\n\n| verse\n| goes on\n\n# Two\n\n- item")
    words = {block.text.split("\n")[0]: block.number for block in of.blocks}
    pages = page_map(
        of, ("i", None, 0), ("ii", words["One"], 0), ("1", words["First second third."], 8), ("2", words["verse"], 6),
        ("3", words["item"], 0),
    )  # fmt: skip
    root = check_page(render(of, pages))
    marks = root.findall(".//*[@role='doc-pagebreak']")
    assert [(mark.get("id"), mark.get("title")) for mark in marks] == [
        ("page-ii", "Page ii"), ("page-1", "Page 1"), ("page-2", "Page 2"), ("page-3", "Page 3")
    ]  # fmt: skip
    assert [(mark.tail or "")[:7] for mark in marks] == ["One", "cond", "goes on", "item"]
    assert all(mark.text is None and not len(mark) for mark in marks)
    assert texts(root, ".//nav[@class='o-pages']//li") == ["ii", "1", "2", "3"]


def test_pages_of_one_label_are_told_apart() -> None:
    of = body("One.\n\nTwo.")
    root = check_page(render(of, page_map(of, ("1", 0, 0), ("1", 1, 0))))
    assert [mark.get("id") for mark in root.iterfind(".//*[@role='doc-pagebreak']")] == ["page-1", "page-1.1"]


@given(st.lists(st.sampled_from(RICH.strip().split("\n\n")), max_size=12).map("\n\n".join))
def test_any_mixture_keeps_to_the_lists(markdown: str) -> None:
    of = body(markdown)
    check_page(render(of, spread_pages(of, 3) if any(len(block.text) > 3 for block in of.blocks) else None))


@given(st.text(max_size=60))
def test_any_text_keeps_to_the_lists(text: str) -> None:
    check_page(render(body(text, metadata=replace(METADATA, title=text, description=text))))


def test_works_cited_are_known_by_their_role() -> None:
    root = check_page(render(body("# Sources\n\n::: {#refs}\nAda Example. 1991. *A Book*.\n:::")))
    cited = root.find(".//*[@role='doc-bibliography']")
    assert cited is not None
    assert cited.tag == "div"


def test_chapters_of_a_book_are_landmarks() -> None:
    root = check_page(render(body("# One\n\nWords.\n\n## Part\n\nMore.\n\n# Two", replace(METADATA, form="book"))))
    chapters = root.findall(".//section[@role='doc-chapter']")
    assert [chapter.get("aria-labelledby") for chapter in chapters] == ["one", "two"]
