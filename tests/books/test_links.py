"""Links between chapters: every form that people and their tools write leads to the right heading."""

from __future__ import annotations

import pytest
from octavo.model import Draft, Node
from octavo.tree.walk import plain as _plain
from octavo.tree.walk import walk

from tests.readers.support import Reading

BOOK: dict[str, str | bytes] = {
    "b/SUMMARY.md": "- [Start](README.md)\n- [One](one.md)\n- [Two](part/two words.md)\n- [Idx](part/README.md)\n"
    "- [Three](deep/er/index.md)\n",
    "b/README.md": "# Start\n\nx\n",
    "b/one.md": "# One\n\n## Summary\n\none\n\n## What's it do?\n\none\n\n## Summary\n\nagain\n\n## Ünïcode ünd\n\nx\n",
    "b/part/two words.md": "# Two\n\n## Summary\n\ntwo\n\n## What's it do?\n\ntwo\n\n### `Box<T>` & friends\n\nx\n\n"
    "## 2.1 Digits first\n\nx\n\n## Given {#own-id}\n\nx\n",
    "b/part/README.md": "# Part index\n\nx\n",
    "b/deep/er/index.md": "# Three\n\n## Last\n\nx\n",
}


def plain(node: Node) -> str:
    """The words of a node, in one line."""
    return " ".join(_plain(node).split())


def leads(reading: Reading, chapter: str, address: str) -> tuple[str, Draft]:
    """The heading to which a link in a chapter leads, its chapter before it, and the draft."""
    files = dict(BOOK)
    files[f"b/{chapter}"] = f"{BOOK[f'b/{chapter}']!s}\n[the link](<{address}>)\n"
    draft = reading.seed(files)
    (link,) = (n for n in walk(list(draft.blocks)) if n["t"] == "Link" and plain(n) == "the link")
    target = link["c"][2][0]
    head = ""
    for node in draft.blocks:
        if node["t"] != "Header":
            continue
        head = plain(node) if node["c"][0] == 1 else head
        if f"#{node['c'][1][0]}" == target:
            return (head if node["c"][0] == 1 else f"{head}: {plain(node)}"), draft
    return target, draft


@pytest.mark.parametrize(
    ("chapter", "address", "heading"),
    [
        ("README.md", "one.md", "One"),
        ("README.md", "./one.md#summary", "One: Summary"),
        ("README.md", "one.html#summary-1", "One: Summary"),
        ("README.md", "project:one.md#summary", "One: Summary"),
        ("README.md", "one/", "One"),
        ("README.md", "one", "One"),
        ("README.md", "ONE.md", "One"),
        ("README.md", "/one.md#summary", "One: Summary"),
        ("README.md", "one.md?plain=1#summary", "One: Summary"),
        ("README.md", "part/two%20words.md#summary", "Two: Summary"),
        ("README.md", "part/two words.md#what-s-it-do", "Two: What’s it do?"),
        ("README.md", "part/two%20words.md#whats-it-do", "Two: What’s it do?"),
        ("README.md", "part/two%20words.md#boxt--friends", "Two: Box<T> & friends"),
        ("README.md", "part/two%20words.md#box-t--friends", "Two: Box<T> & friends"),
        ("README.md", "part/two%20words.md#21-digits-first", "Two: 2.1 Digits first"),
        ("README.md", "part/two%20words.md#own-id", "Two: Given"),
        ("README.md", "one.md#%C3%BCn%C3%AFcode-%C3%BCnd", "One: Ünïcode ünd"),
        ("README.md", "one.md#unicode-und", "One: Ünïcode ünd"),
        ("README.md", "part/", "Part index"),
        ("README.md", "part/index.html", "Part index"),
        ("README.md", "deep/er/", "Three"),
        ("README.md", "deep/er/#last", "Three: Last"),
        ("part/two words.md", "../one.md#summary", "One: Summary"),
        ("part/two words.md", "#summary", "Two: Summary"),
        ("part/two words.md", "../README.md", "Start"),
        ("part/two words.md", "../", "Start"),
        ("part/two words.md", "../../one/", "One"),
        ("one.md", "#what-s-it-do", "One: What’s it do?"),
        ("one.md", "#own-id", "Two: Given"),
        ("deep/er/index.md", "../../one.md", "One"),
    ],
)
def test_a_link_leads_to_its_heading(reading: Reading, chapter: str, address: str, heading: str) -> None:
    found, draft = leads(reading, chapter, address)
    assert found == heading
    assert not [notice for notice in draft.notices if notice.code == "broken-link"]


def test_a_place_that_does_not_exist_is_named(reading: Reading) -> None:
    found, draft = leads(reading, "README.md", "one.md#nowhere")
    assert found == "One"
    (notice,) = (notice for notice in draft.notices if notice.code == "broken-link")
    assert notice.text == "one.md has no place called “nowhere”; the link leads to its beginning"


@pytest.mark.parametrize(
    "address", ["https://example.org/one.md", "mailto:a@b.c", "//one.md", "other.md", "../x/one.md"]
)
def test_other_addresses_stay(reading: Reading, address: str) -> None:
    assert leads(reading, "README.md", address)[0] == address


def test_an_anchor_leads_within_its_own_chapter(reading: Reading) -> None:
    draft = reading.seed(BOOK)
    identifiers = [node["c"][1][0] for node in draft.blocks if node["t"] == "Header"]
    assert len(identifiers) == len(set(identifiers))


def test_a_heading_in_a_quotation_is_found(reading: Reading) -> None:
    files: dict[str, str | bytes] = {"b/1.md": "# One\n\n[go](2.md#inner)\n", "b/2.md": "# Two\n\n> ## Inner\n>\n> x\n"}
    nodes = list(walk(list(reading.seed(files).blocks)))
    assert [node["c"][2][0] for node in nodes if node["t"] == "Link"] == ["#inner"]
    assert [node["c"][0][0] for node in nodes if node["t"] == "Span"] == ["inner"]


def test_a_reference_to_a_section_of_another_chapter(reading: Reading) -> None:
    draft = reading.seed(
        {
            "b/_quarto.yml": "book:\n  chapters: [one.qmd, two.qmd]\n",
            "b/one.qmd": "# One\n\nSee @sec-two.\n",
            "b/two.qmd": "# The second {#sec-two}\n\nx\n",
        }
    )
    (link,) = (node for node in walk(list(draft.blocks)) if node["t"] == "Link")
    assert link["c"][2][0] == "#sec-two"
    assert "See The second." in " ".join(draft.words.split())


def test_anchors_in_html_are_places(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/1.md": "# One\n\n[a](2.md#c-first) [b](2.md#c-second) [c](2.md#c-third)\n",
        "b/2.md": '# Two\n\n<a id="c-first"></a>\n## Head\n\n<a name=c-second></a>\n\nWords <a id="c-third">x</a>.\n',
    }
    draft = reading.seed(files)
    assert not [notice for notice in draft.notices if notice.code == "broken-link"]
    links = [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Link"]
    assert links == ["#c-first", "#c-second", "#c-third"]
    assert [node["c"][0][0] for node in walk(list(draft.blocks)) if node["t"] == "Span"] == [
        *("c-first", "c-second", "c-third"),
    ]
    assert [node["t"] for node in draft.blocks] == ["Header", "Para", "Header", "Header", "Para"]


def test_labels_of_authors_are_places_in_all_chapters(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/_toc.yml": "format: jb-book\nroot: one\nchapters:\n- file: two\n",
        "b/one.md": "# One\n\n[a](part/label) [](#part/label) [b](also) [c](two-words)\n",
        "b/two.md": "# Two words\n\n(also)=\n(part/label)=\n## Lamp\n\nx\n",
    }
    draft = reading.seed(files)
    links = [node for node in walk(list(draft.blocks)) if node["t"] == "Link"]
    assert [(plain(link), link["c"][2][0]) for link in links] == [
        *(("a", "#part-label"), ("Lamp", "#part-label"), ("b", "#also")),
        ("c", "two-words"),  # not a label, but what a tool would make of a heading
    ]


def test_a_collection_of_jekyll_is_a_folder_of_its_site(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/index.md": "# Start\n\nx\n",
        "b/_tools/lamp.md": "# Lamp\n\nx\n",
        "b/_tools/oil.md": "# Oil\n\nSee [the lamp](/tools/lamp/).\n",
    }
    (link,) = (n for n in walk(list(reading.seed(files).blocks)) if n["t"] == "Link")
    assert link["c"][2][0] == "#lamp"
