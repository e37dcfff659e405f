"""Saved pages: the article whole, the site around it gone, each kind told."""

from __future__ import annotations

import json

import pytest

from tests.readers.support import Reading, text

STORY = [
    "The lock keeper rose before dawn, as he had done for thirty years, and walked down to the sluice with his lamp.",
    "Nobody had told him that the canal would be closed, nor that the last barge had gone through the evening before.",
    "He waited until noon, ate his bread on the wall, and listened to the water that ran under the gates.",
    "In the afternoon a clerk came on a bicycle, took off his hat, and read him a letter with a seal on it.",
    "The keeper asked him to read it twice, and then he asked who was going to feed the geese in the winter.",
]
CARDS = "".join(
    f"<div class=c><a href='/{n}'>Story number {n} about the river and its towns</a><p>It is short and good.</p></div>"
    for n in range(6)
)


def page(inside: str = "", after: str = "", head: str = "<title>The last barge</title>") -> str:
    """An article of five paragraphs on a site."""
    story = [f"<p>{line}</p>" for line in STORY]
    return (
        f"<html lang=en><head>{head}</head><body><header><a href='/'>The River Post</a></header><div class=wrap>"
        f"<article><h1>The last barge</h1>{story[0]}{story[1]}{inside}{''.join(story[2:])}</article>{after}</div>"
        "<footer><a href='/imprint'>Imprint</a> of the River Post company and all its branches</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("<div style='color:red; display: none'>unseen words</div>", "hidden parts"),
        ("<p hidden>unseen words</p>", "hidden parts"),
        ("<div aria-hidden=true>unseen words</div>", "hidden parts"),
        ("<span class='x sr-only'>unseen words</span>", "hidden parts"),
        ("<div class='x hidden'>unseen words</div>", "hidden parts"),
        ("<noscript>unseen words: turn on JavaScript</noscript>", "hidden parts"),
        ("<section id=comments><h3>2 comments</h3><p>unseen words of a reader</p></section>", "comments"),
        ("<div class=share-bar><a href='//x.example/s'>unseen words</a></div>", "buttons to share"),
        ("<form class=newsletter><p>unseen words by mail</p><input name=mail></form>", "sign-up forms"),
        ("<div class='related-stories'><h3>More</h3><a href=/x>unseen words elsewhere</a></div>", "teasers"),
        (f"<section><h3>Other people read</h3><div>{CARDS} <!-- unseen words --></div></section>", "teasers"),
        ("<div id=catlinks>unseen words: <a href=/c>Canals</a></div>", "categories"),
    ],
)
def test_what_is_no_article_goes_and_is_told(reading: Reading, part: str, kind: str) -> None:
    draft = reading.of("web", page(inside=part))
    told = [notice.text for notice in draft.notices if notice.code == "reduced-page"]
    assert [one for one in told if one.startswith(f"{kind} were left out: ")]
    assert "unseen" not in text(draft)
    assert "Story number" not in text(draft)
    assert text(draft) == " ".join(STORY)
    assert draft.metadata["title"] == "The last barge"


def test_what_stands_in_the_article_stays(reading: Reading) -> None:
    kept = (
        "<h2>The letter</h2><pre><code>if closed: go()</code></pre>"
        "<table><tr><th>Year</th><th>Barges</th></tr><tr><td>1950</td><td>12</td></tr></table>"
        "<ul><li>geese</li><li>lamp</li></ul><blockquote class=twitter-tweet><p>So sad.</p>A neighbour</blockquote>"
        "<aside>A box about locks: most are older than the roads.</aside><dl><dt>sluice</dt><dd>a gate</dd></dl>"
    )
    draft = reading.of("web", page(inside=kept))
    assert (
        "The letter if closed: go() Year Barges 1950 12 geese lamp So sad. A neighbour "
        "A box about locks: most are older than the roads. sluice a gate"
    ) in text(draft)


def test_notes_stay_with_their_links(reading: Reading) -> None:
    said = "<p>A seal<sup><a id=r1 href=#n1>1</a></sup> is red.</p>"
    notes = "<div class=box><ol><li id=n1>Wax. <a href=#r1>back</a></li></ol></div>"
    draft = reading.of("web", page(inside=said).replace("</article>", f"{notes}</article>"))
    assert text(draft).endswith("Wax. back")


def test_the_own_list_of_contents_goes(reading: Reading) -> None:
    contents = "<h2>Contents</h2><ul>" + "".join(f"<li><a href=#s{n}>Part {n}</a></li>" for n in range(3)) + "</ul>"
    parts = "".join(f"<h2 id=s{n}>Part {n}</h2><p>Words of part {n}.</p>" for n in range(3))
    draft = reading.of("web", f"<h1>Book</h1>{contents}{parts}")
    assert text(draft) == "Book Part 0 Words of part 0. Part 1 Words of part 1. Part 2 Words of part 2."
    assert [notice.text for notice in draft.notices] == ["contents lists were left out: 7 words"]


def test_a_short_list_of_contents_goes_with_its_label(reading: Reading) -> None:
    items = "".join(f"<li><a href=#s{n}>Part {n}</a></li>" for n in range(2))
    contents = f"<div class=toc><p>On this page</p><ul>{items}</ul></div>"
    parts = "".join(f"<h2 id=s{n}>Part {n}</h2><p>Words of part {n}.</p>" for n in range(2))
    draft = reading.of("web", f"<h1>Book</h1>{contents}{parts}")
    assert text(draft) == "Part 0 Words of part 0. Part 1 Words of part 1."
    assert draft.metadata["title"] == "Book"


@pytest.mark.parametrize(
    ("turners", "left"),
    [
        ("<a href=1.html>« Previous</a> <a href=3.html>Next »</a>", ""),
        ("<div><a href=1.html>← Zurück</a></div>", ""),
        ("<ul><li><a href=2.html>下一章</a></li></ul>", ""),
        ("<p>Read <a href=3.html>Next</a> as well.</p>", " Read Next as well."),
        ("<p><a href=3.html>Next to nothing</a></p>", " Next to nothing"),
    ],
)
def test_links_that_turn_the_page_go_where_they_stand_alone(reading: Reading, turners: str, left: str) -> None:
    assert text(reading.of("web", f"<h1>Book</h1><p>Some words.</p>{turners}")) == f"Book Some words.{left}"


def test_a_sign_that_leads_to_its_own_heading_is_no_part_of_the_title(reading: Reading) -> None:
    head = "<head><title>Locks | River Docs</title></head>"
    draft = reading.of("web", f"<html>{head}<h1 id=l>Locks<a href=#l>¶</a></h1><p>Words.</p><h2>C#</h2><p>x</p></html>")
    assert draft.metadata["title"] == "Locks"


def test_a_part_that_a_script_was_to_show_stays(reading: Reading) -> None:
    draft = reading.of(
        "web", f"<body><div style='visibility:hidden'>{' '.join(f'<p>{line}</p>' for line in STORY)}</div>"
    )
    assert text(draft) == " ".join(STORY)


@pytest.mark.parametrize(
    "head",
    [
        "<title>The last barge | The River Post</title><meta property=og:site_name content='The River Post'>",
        "<title>The River Post: news</title><meta property=og:title content='The last barge - The River Post'>"
        "<meta property=og:site_name content='The River Post'>",
        "<title>The last barge - The River Post</title>",
        "<title>River</title><script type=application/ld+json>"
        + json.dumps(
            {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "The last barge"}]}
        )
        + "</script>",
    ],
)
def test_the_name_of_the_site_is_no_title(reading: Reading, head: str) -> None:
    source = page(head=head).replace("<article>", "<div class=brand><h1>The River Post</h1></div><article>")
    draft = reading.of("web", source)
    assert draft.metadata["title"] == "The last barge"
    assert "River Post" not in text(draft)


def test_what_a_page_says_of_itself(reading: Reading) -> None:
    data = {
        "@type": ["BlogPosting"],
        "headline": "The last barge",
        "author": [{"name": "Ada Example"}, {"name": "Ben Example"}],
        "datePublished": "2024-05-06T10:00:00Z",
        "publisher": {"name": "The River Post"},
        "inLanguage": "en-GB",
    }
    head = (
        f"<script type=application/ld+json>{json.dumps(data)}</script><title>x</title>"
        "<link rel=canonical href='https://river.example/barge'>"
    )
    saved = (
        "<!-- Page saved with SingleFile url: https://river.example/barge?a saved date: Mon May 13 2024 09:00:00 -->"
    )
    draft = reading.of("web", "<!DOCTYPE html>" + page(head=head).replace("<html lang=en>", f"<html>{saved}"))
    assert draft.metadata == {
        "title": "The last barge",
        "author": ["Ada Example", "Ben Example"],
        "date": "2024-05-06",
        "publisher": "The River Post",
        "lang": "en-GB",
        "source": "https://river.example/barge (2024-05-13)",
    }


@pytest.mark.parametrize(
    "data", ["{", "[" * 5000, '{"@type":"Article","headline":[{}],"author":7,"datePublished":{}}', "null"]
)
def test_broken_statements_do_no_harm(reading: Reading, data: str) -> None:
    draft = reading.of("web", page(head=f"<title>Barge</title><script type=application/ld+json>{data}</script>"))
    assert draft.metadata["title"] == "Barge"


def test_the_caption_of_a_picture_stays_and_a_second_view_of_it_goes(reading: Reading) -> None:
    caption = "<figcaption>The keeper at his sluice in the year 1950.</figcaption>"
    figure = f"<figure><img src=//x.example/a.png>{caption}</figure>"
    draft = reading.of("web", page(inside=f"{figure}<div class=view>{figure}</div>"))
    assert text(draft).count("The keeper at his sluice") == 1
