"""The body's tree, held against a golden file, and what must hold of any body."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from octavo.body import block_text, numbered
from octavo.body.compose import compose, seed_place
from octavo.body.shape import form_of
from octavo.errors import SeedError
from octavo.model import Manuscript, Metadata, Origin, Picture, Place
from octavo.pandoc import Pandoc

from tests.body.conftest import Compose
from tests.golden import same_as_file

HERE = Path(__file__).parent


def shown(body: object) -> str:
    tree = etree.fromstring(etree.tostring(body.tree))  # type: ignore[attr-defined]  # a Body; kept loose for brevity
    etree.indent(tree)
    notes = [etree.tostring(note.tree, encoding="unicode") for note in body.notes]  # type: ignore[attr-defined]  # as above
    return etree.tostring(tree, encoding="unicode") + "\n" + "\n".join(notes) + "\n"


def test_everything_arrives(body_of: Compose) -> None:
    body = body_of((HERE / "everything.md").read_text(encoding="utf-8"), title="Everything")
    same_as_file(HERE / "everything.xml", shown(body))
    assert [(notice.code, str(notice.place)) for notice in body.notices] == [
        ("attribute-removed", "out/x/x.md:62"),
        ("link-removed", "out/x/x.md:68"),
        ("broken-link", "out/x/x.md:68"),
    ]


def test_levels_never_skip_and_the_title_is_said_once(body_of: Compose) -> None:
    body = body_of("# Title\n\n## A\n\n##### B\n\n## C\n\n###### D\n")
    assert [(heading.level, heading.text) for heading in body.outline] == [(2, "A"), (3, "B"), (2, "C"), (3, "D")]


def test_the_first_of_several_chapters_stays_a_chapter(body_of: Compose) -> None:
    body = body_of("# Title\n\none\n\n# Second\n\ntwo\n")
    assert [heading.text for heading in body.outline] == ["Title", "Second"]


def test_a_note_in_the_title_is_kept(body_of: Compose) -> None:
    body = body_of("# Title[^a]\n\nText.\n\n[^a]: Kept.\n")
    assert [block.text for block in body.blocks] == ["Text.", "Kept."]
    assert body.tree.find(".//a[@class='noteref']") is not None


def test_a_call_stands_apart_from_a_figure_and_from_another_call(body_of: Compose) -> None:
    body = body_of("In 1914[^a][^b], **4.18**[^a] and words[^a].\n\n[^a]: One.\n\n[^b]: Two.\n")
    calls = [call.text for call in body.tree.findall(".//a[@class='noteref']")]
    assert calls == ["\u20091", "\u20092", "\u20093", "4"]


def test_a_link_finds_its_heading_however_its_identifier_is_spelt(body_of: Compose) -> None:
    body = body_of("# A\n\n## Class: `assert.Error`\n\n# C & D!\n\n[x](#class-asserterror) [y](#c--d) [z](#nowhere)\n")
    assert [link.get("href") for link in body.tree.iter("a")] == ["#class-assert.error", "#c-d"]
    assert [notice.code for notice in body.notices] == ["broken-link"]


@pytest.mark.parametrize("target", ["my-title", "top", "My-Title", "my--title"])
def test_a_link_back_to_the_top_leads_to_the_title(body_of: Compose, target: str) -> None:
    body = body_of(f"# My Title\n\n## A\n\n[back to top](#{target})\n", title="My Title")
    assert body.tree.findtext(".//a") == "back to top"
    assert [link.get("href") for link in body.tree.iter("a")] == ["#my-title"]
    assert (body.title_id, body.notices) == ("my-title", ())


def test_a_link_to_the_top_of_a_text_that_begins_with_its_title_leads_to_the_first_line(body_of: Compose) -> None:
    body = body_of("# My name\n\none [up](#top)\n\n# Second\n\ntwo\n", title="My name")
    assert [link.get("href") for link in body.tree.iter("a")] == ["#my-name"]
    assert (body.title_id, body.titled) == ("", False)


def test_a_title_to_which_nothing_leads_has_no_identifier(body_of: Compose) -> None:
    assert body_of("# My Title\n\n[a](#a)\n\n## A\n", title="My Title").title_id == ""


def test_identifiers_are_unique_and_out_of_the_editions_way(body_of: Compose) -> None:
    body = body_of("# A {#page-1}\n\n# A\n\n# A\n\n# fn-1\n\n[x](#page-1)\n")
    ids = [node.get("id") for node in body.tree.iter() if node.get("id")]
    assert len(set(ids)) == len(ids) == 4
    assert not {"page-1", "fn-1"} & set(ids)
    assert body.tree.find(".//a").get("href") == "#x-page-1"  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVa\tScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "![x](https://example.org/x.png)",
        "![x](../../etc/passwd)",
        "[x]{onclick=alert(1) style='a:b'}",
        "# H {onmouseover=alert(1)}",
        "::: {.x onclick=alert(1)}\ntext\n:::",
        "```{.python onclick=alert(1)}\nx\n```",
        "`<b>`{=html}",
        "```{=html}\n<iframe src=x></iframe>\n```",
        "$\\href{javascript:alert(1)}{x}$",
    ],
)
def test_nothing_active_passes(body_of: Compose, text: str) -> None:
    tree = body_of(text).tree
    tags = {node.tag for node in tree.iter()}
    assert not tags & {"script", "iframe", "object", "embed", "form", "input", "style", "img"}
    for node in tree.iter():
        assert not {name for name in node.attrib if str(name).startswith("on")}
        assert str(node.get("href", "https:")).startswith(("https:", "#"))
        assert "style" not in node.attrib


def test_raw_html_is_shown_as_code(body_of: Compose) -> None:
    body = body_of("Before <b>bold</b> after.\n\n<div onclick=x>inside</div>\n")
    text = " ".join(block.text for block in body.blocks)
    for word in ("Before", "<b>", "bold", "</b>", "after.", "inside"):
        assert word in text


def test_citations_are_resolved_and_a_missing_key_is_noticed(body_of: Compose) -> None:
    bib = "@book{doe, author={Doe, Jane}, title={Things}, year=2001, publisher={Press}}"
    body = body_of("See [@doe, p. 3] and [@nobody].\n", bib=bib)
    assert body.tree.find(".//section[@class='references']/p[@id='ref-doe']") is not None
    assert body.tree.find(".//a[@href='#ref-doe']") is not None
    assert [notice.code for notice in body.notices] == ["citation-missing"]
    (lost,) = body_of("See @sec-oil.", bib="@book{k, title={T}}").notices
    assert lost.text == "nothing here is called “sec-oil”"


def test_what_is_nested_too_deeply_is_laid_flat(body_of: Compose) -> None:
    text = "\n".join("    " * depth + f"- item{depth}" for depth in range(70))
    body = body_of(text)
    assert max(len(list(node.iterancestors("ul"))) for node in body.tree.iter("li")) < 45
    words = " ".join(block.text for block in body.blocks)
    assert all(f"item{depth}" in words for depth in range(60))


def test_every_block_knows_its_line(body_of: Compose) -> None:
    body = body_of("---\ntitle: x\n---\n\nFirst words.\n\n- item one\n- item two\n\nLast words.\n")
    assert [(block.text, block.line) for block in body.blocks] == [
        ("First words.", 5),
        ("item one", 7),
        ("item two", 8),
        ("Last words.", 10),
    ]


def test_the_seed_line_is_that_of_the_last_origin_before() -> None:
    origins = (Origin(5, Place("a.txt", 1)), Origin(9, Place("a.txt", 4)))
    assert seed_place(origins, 8) == Place("a.txt", 1)
    assert seed_place(origins, 9) == Place("a.txt", 4)
    assert seed_place(origins, 3) is None


def test_form_by_wish_then_by_length() -> None:
    assert form_of("book", 3, ()) == "book"
    assert form_of("", 20_000, ()) == "article"


def test_a_hang_ends_at_the_deadline(pandoc: Pandoc) -> None:
    with pytest.raises(SeedError, match="did not finish"):
        pandoc.read("[" * 20_000, "markdown", seconds=0.3)
    assert pandoc.read("x", "markdown").document["blocks"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the processor time of another process")
def test_a_child_that_somebody_kills_says_nothing_of_the_document() -> None:
    with Pandoc() as own:
        own.read("one", "markdown")
        assert own._child is not None
        os.kill(own._child.pid, signal.SIGSTOP)
        threading.Timer(0.3, os.kill, (own._child.pid, signal.SIGKILL)).start()
        assert own.read("# Two", "markdown").document["blocks"][0]["t"] == "Header"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the processor time of another process")
def test_a_child_that_has_to_wait_for_the_processor_is_waited_for() -> None:
    with Pandoc() as own:
        own.start()
        assert own._child is not None
        os.kill(own._child.pid, signal.SIGSTOP)
        threading.Timer(0.6, os.kill, (own._child.pid, signal.SIGCONT)).start()
        assert own.read("x", "markdown", seconds=0.3).document["blocks"]


def test_what_pandoc_refuses_is_our_error(pandoc: Pandoc) -> None:
    with pytest.raises(SeedError, match="pandoc cannot read"):
        pandoc.read(b"no zip", "docx", place=Place("x.docx"))


_inline = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


@given(st.lists(_inline, max_size=6))
def test_numbers_and_texts_agree_for_any_text(paragraphs: list[str]) -> None:
    with Pandoc() as pandoc:
        from octavo.body.compose import compose

        text = "\n\n".join(paragraphs)
        body = compose(Manuscript(text, "x.md"), Metadata(title="T", lang="en"), pandoc)
    found: dict[int, str] = {}
    for root in (body.tree, *(note.tree for note in body.notes)):
        found.update({number: block_text(node) for number, node in numbered(root).items()})
    assert found == {block.number: block.text for block in body.blocks}
    assert sorted(found) == list(range(len(body.blocks)))


def test_a_link_without_words_leaves_its_neighbours_alone(body_of: Compose) -> None:
    body = body_of("Go [](https://example.com/a)[Sign](https://example.com/b) on, [](https://example.com/c)please.\n")
    assert body.blocks[0].text == "Go Sign on, please."
    assert [notice.code for notice in body.notices] == ["link-removed", "link-removed"]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("::: tip\nWords\n:::\n", "Tipp"),
        ("::: {.tip lang=fr}\nWords\n:::\n", "Conseil"),
        ("::: tip\n::: title\nOwn *title*\n:::\nWords\n:::\n", "Own title"),
        ('::: {.tip title="Own title"}\nWords\n:::\n', "Own title"),
        ("::: tip\n## Own title\n\nWords\n:::\n", "Own title"),
    ],
)
def test_a_box_has_one_title_that_is_no_heading(body_of: Compose, source: str, title: str) -> None:
    body = body_of(source, lang="de")
    box = body.tree.find("div")
    assert box is not None
    assert (box.get("class"), box.get("role")) == ("tip", "note")
    assert [(line.get("class"), block_text(line)) for line in box] == [("box-title", title), (None, "Words")]
    assert not body.outline


def test_breaks_and_titles_of_code_reach_the_tree(body_of: Compose) -> None:
    body = body_of('One\n\n::: pagebreak\n:::\n\n```{.js title="x.js"}\nlet a\n```\n')
    assert [(node.tag, node.get("class")) for node in body.tree] == [
        *(("p", None), ("div", "pagebreak"), ("p", "code-title"), ("pre", None)),
    ]


def test_what_bears_a_name_is_numbered_and_referred_to(body_of: Compose) -> None:
    source = (
        "See @fig-a, [@tbl:b], [-@eq-c], @sec-d and @other.\n\n![A lamp](images/a.png){#fig-a}\n\n"
        "| a |\n|---|\n| 1 |\n\n: Prices {#tbl:b}\n\n$$x$$ {#eq-c}\n\n# Oil {#sec-d}\n\nEnd.\n"
    )
    body = body_of(source)
    assert block_text(body.tree[0]) == "See Figure\u00a01, Table\u00a01, (1), Oil and @other."
    assert [link.get("href") for link in body.tree[0].iter("a")] == ["#fig-a", "#tbl-b", "#eq-c", "#sec-d"]
    assert [block_text(node) for node in body.tree.iter("figcaption", "caption")] == [
        *("Figure\u00a01: A lamp", "Table\u00a01: Prices"),
    ]
    assert not body.notices


def test_a_blank_header_cell_heads_nothing_in_every_edition(body_of: Compose) -> None:
    """The PDF, the EPUB, the page and the proof read the same cells: which ones are headers is decided once."""
    body = body_of("|  | cm |\n|---|---|\n| a | b |\n\n|   |   |\n|---|---|\n| c | d |\n")
    heads = [cell.tag for cell in body.tree.iter("th", "td")]
    assert heads == ["td", "th", "td", "td", "td", "td", "td", "td"]


def test_citations_follow_the_style_that_was_handed_in(pandoc: Pandoc) -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>N</title><id>n</id>'
        '<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout prefix="{" suffix="}">'
        '<text variable="citation-number"/></layout></citation><bibliography><layout><text variable="title"/></layout>'
        "</bibliography></style>"
    )
    works = (("r.bib", b"@book{x, title={The Book}, author={A B}}"), ("n.csl", style.encode()))
    body = compose(Manuscript("Words [@x].\n", "x.md", (), (), works), Metadata(title="T", lang="en"), pandoc)
    assert [block.text for block in body.blocks] == ["Words {1}.", "The book"]


def test_works_that_no_place_cites_are_listed_where_nocite_names_them(pandoc: Pandoc) -> None:
    works = (("r.yaml", b"references:\n- {id: b1, title: The *Book*}\n- {id: b2, title: B}\n- {id: b3, title: C}\n"),)
    manuscript = Manuscript("Words [@b1].\n", "x.md", (), (), works)
    for said, listed in (("", 1), ("@{b2}, @b9", 2), ("@*", 3)):
        extra = {"nocite": said} if said else {}
        body = compose(manuscript, Metadata(title="T", lang="en", extra=extra), pandoc)
        assert len(body.blocks) == 1 + listed
    assert body.blocks[-1].text.startswith("The Book.")


def test_a_wide_picture_among_words_stands_on_lines_of_its_own(pandoc: Pandoc) -> None:
    pictures = (Picture("wide.png", b"", "image/png", 640, 30), Picture("small.png", b"", "image/png", 90, 20))
    text = (
        "Words\n![a](images/wide.png) ![b](images/small.png)\n\n1.  See ![c](images/wide.png)\n\n"
        "And ![d](images/wide.png){width=20%} ![e](images/small.png){width=70%}\n"
    )
    body = compose(Manuscript(text, "x.md", (), pictures, ()), Metadata(title="T", lang="en"), pandoc)
    assert [(image.get("alt"), image.get("class")) for image in body.tree.iter("img")] == [
        *(("a", "wide"), ("b", None), ("c", "wide"), ("d", None), ("e", "wide")),
    ]


def test_one_thing_of_many_places_is_told_once(body_of: Compose) -> None:
    notices = body_of("[a](x.md)\n\n" * 6 + "[b](y.md)\n\n" * 2).notices
    assert [(notice.text, notice.place and notice.place.line) for notice in notices] == [
        ("a link to “x.md” is shown as text (the same in 5 other places)", 1),
        *(("a link to “y.md” is shown as text", line) for line in (13, 15)),
    ]
