"""Saved pages: formulas once, films as links, pictures that a script was to load, archives of one file."""

from __future__ import annotations

import base64

import pytest
from octavo.model import Draft
from octavo.tree.walk import plain, walk

from tests.pictures.test_pictures import picture
from tests.readers.support import Reading, codes, outline, text

TEX = "<annotation encoding='application/x-tex'>T=k^2</annotation>"
MATHML = f"<math><semantics><mrow><mi>T</mi></mrow>{TEX}</semantics></math>"
BOXES = "<span class=katex-html aria-hidden=true>T = k 2</span>"
KATEX = f"<span class=katex><span class=katex-mathml>{MATHML}</span>{BOXES}</span>"


def formulas(draft: Draft) -> list[str]:
    """Kind and TeX of each formula."""
    return [f"{node['c'][0]['t'][0]}:{node['c'][1]}" for node in walk(list(draft.blocks)) if node["t"] == "Math"]


def links(draft: Draft) -> list[tuple[str, str]]:
    """Words and address of each link."""
    return [(plain(node["c"][1]), str(node["c"][2][0])) for node in walk(list(draft.blocks)) if node["t"] == "Link"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (KATEX, "I:T=k^2"),
        (f"<span class=katex-display>{KATEX}</span>", "D:T=k^2"),
        (
            f"<span class=mwe-math-element><span style='display:none'>{MATHML}</span>"
            "<img class=mwe-math-fallback-image-inline aria-hidden=true alt='T=k^2' src=//x.example/s></span>",
            "I:T=k^2",
        ),
        ("<img class=mwe-math-fallback-image-inline alt='{\\displaystyle T=k^{2}}' src=x.svg>", "I:T=k^{2}"),
        (
            "<span class=MathJax_Preview>T</span><span class=MathJax id=M1>T = k 2</span>"
            "<script type='math/tex'>T=k^2</script>",
            "I:T=k^2",
        ),
        ("<script type='math/tex; mode=display'>T=k^2</script>", "D:T=k^2"),
        (f"<mjx-container display=true><mjx-math>T=k2</mjx-math><mjx-assistive-mml>{MATHML}</mjx-assistive-mml>"
         "</mjx-container>", "D:T=k^2"),
        ("<script src=MathJax.js></script>\\(T=k^2\\)", "I:T=k^2"),
        ("<span class='math notranslate'>\\(T=k^2\\)</span>", "I:T=k^2"),
        ("<div class=math>\\[T=k^2\\]</div>", "D:T=k^2"),
        ("<script src=katex.js></script>$$T=k^2$$", "D:T=k^2"),
        ("<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>$T=k^2$", "I:T=k^2"),
    ],
)  # fmt: skip
def test_a_formula_comes_once(reading: Reading, source: str, found: str) -> None:
    draft = reading.of("web", f"<p>The law {source} holds.</p>")
    assert formulas(draft) == [found]
    assert text(draft) == f"The law {found[2:]} holds."
    assert set(codes(draft)) <= {"active-content"}


@pytest.mark.parametrize("source", ["costs $5 and $6", "<code>\\(x\\)</code>", "\\(x\\)"])
def test_money_and_code_are_no_formulas(reading: Reading, source: str) -> None:
    maker = "" if source.startswith("\\") else "<script src=MathJax.js></script>"
    assert formulas(reading.of("web", f"<p>{source}</p>{maker}")) == []


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("<iframe src='https://films.example/e/1' title='The firing'></iframe>", ("The firing", "https://films.example/e/1")),
        ("<iframe src='//films.example/e/1'></iframe>", ("films.example", "https://films.example/e/1")),
        ("<video controls src=/v.mp4>Too old</video>", ("v.mp4", "https://x.example/v.mp4")),
        ("<audio title=Song><source src=a.mp3><source src=a.ogg></audio>", ("Song", "https://x.example/d/a.mp3")),
        ("<object data=https://x.example/o.swf><embed src=https://x.example/o.swf></object>",
         ("o.swf", "https://x.example/o.swf")),
        ("<a href='../other?a=b#c'>other</a>", ("other", "https://x.example/other?a=b#c")),
        ("<a href='https://x.example/d/page.html#part'>part</a>", ("part", "#part")),
    ],
)  # fmt: skip
def test_what_plays_is_a_link(reading: Reading, source: str, link: tuple[str, str]) -> None:
    head = "<head><link rel=canonical href='https://x.example/d/page.html'></head>"
    draft = reading.of(
        "web", f"<html>{head}<body><h2 id=part>H</h2><p>before</p><div>{source}</div><p>after</p></body></html>"
    )
    assert links(draft) == [link]
    assert text(draft) == f"H before {link[0]} after"


def test_frames_of_advertisers_are_no_links(reading: Reading) -> None:
    draft = reading.of(
        "web", "<p>x</p><iframe src='https://www.googletagmanager.com/ns.html' width=0 height=0></iframe>"
    )
    assert links(draft) == []


def test_links_between_the_pages_of_a_book_stay(reading: Reading) -> None:
    head = "<head><link rel=canonical href='https://x.example/{0}.html'><title>{0}</title></head>"
    files: dict[str, str | bytes] = {
        f"book/{name}.html": f"<html>{head.format(name)}<h1>{name}</h1><p>See <a href='{other}.html'>there</a>.</p>"
        for name, other in (("one", "two"), ("two", "one"))
    }
    assert not [address for _, address in links(reading.seed(files)) if address.startswith("http")]


@pytest.mark.parametrize(
    "source",
    [
        "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP' data-src='p_files/a.png'>",
        "<img src='p_files/placeholder.gif' data-lazy-src='p_files/a.png'>",
        "<img data-srcset='p_files/small.png 100w, p_files/a.png 800w'>",
        "<picture><source srcset='https://x.example/a.webp 800w'>"
        "<img src='https://x.example/a.png' srcset='p_files/a.png 1x'></picture>",
        "<img src=p_files/a.png><noscript><img src=p_files/a.png></noscript>",
        "<noscript><img src=p_files/a.png></noscript>",
    ],
)
def test_a_picture_comes_once(reading: Reading, source: str) -> None:
    (reading.folder / "p_files").mkdir()
    (reading.folder / "p_files/a.png").write_bytes(picture())
    draft = reading.of("web", f"<p>before {source} after</p>")
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Image"] == ["images/a.png"]
    assert codes(draft) == []


def test_a_drawing_is_called_what_its_title_says(reading: Reading) -> None:
    draft = reading.of("web", "<p>x<svg width=90 height=90><title>A gate</title><path d='M0 0h90v90z'/></svg></p>")
    (image,) = [node for node in walk(list(draft.blocks)) if node["t"] == "Image"]
    assert plain(image["c"][1]) == "A gate"


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://x.example/d/page
Subject: The firing
Date: Mon, 6 May 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://x.example/d/page

<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3DUTF-8"><title>Firing</title></head>
<body><h1>Firing</h1><p>na=C3=AFve <img src=3D"../i/a.png"></p></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://x.example/i/a.png

{picture}
--b--
"""


def test_a_page_in_one_file(reading: Reading) -> None:
    source = MHTML.format(picture=base64.encodebytes(picture()).decode()).replace("\n", "\r\n")
    draft = reading.seed({"firing.mhtml": source.encode()})
    assert outline(draft.blocks) == "Header1:Firing Para:naïve"
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Image"] == ["images/picture.png"]
    assert draft.metadata["source"] == "https://x.example/d/page (2024-05-06)"


def test_pictures_that_singlefile_keeps_in_its_styles(reading: Reading) -> None:
    data = base64.b64encode(picture()).decode()
    style = f'<style>:root{{--sf-img-1: url("data:image/png;base64,{data}")}}</style>'
    shown = "<img src='data:image/svg+xml,<svg/>' style='background-image:var(--sf-img-1)!important'>"
    draft = reading.of(
        "web", f"<head>{style}</head><p>x {shown}</p><template shadowrootmode=open><p>shadow</p></template>"
    )
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Image"] == ["images/picture.png"]
    assert text(draft) == "x shadow"


@pytest.mark.parametrize(
    ("group", "heading"),
    [
        ("<h2>I</h2><p>Down the Rabbit-Hole</p>", "Header2:I._Down_the_Rabbit-Hole"),
        ("<h2>Chapter 2:</h2><h3>The <em>Pool</em></h3>", "Header2:Chapter_2:_The_Pool"),
        ("<h1>Alice</h1><p>A story for children</p>", "Header1:Alice Para:A_story_for_children"),
    ],
)
def test_a_number_and_its_title_are_one_heading(reading: Reading, group: str, heading: str) -> None:
    assert outline(reading.of("web", f"<hgroup>{group}</hgroup><p>x</p>").blocks) == f"{heading} Para:x"


@pytest.mark.parametrize(
    "target",
    ["<p id=t>x</p>", "<a name=t>x</a>", "<sup id=t>x</sup>", "<div id=t><p>x</p></div>", "<dl><dt id=t>x<dd>y</dl>",
     "<section id=t><h2>x</h2></section>",
     "<img id=t alt=x>", "<figure id=t><p>x</p></figure>", "<b id=t>x</b>", "<ul id=t><li>x</ul>"],
)  # fmt: skip
def test_links_within_a_page_stay_alive(reading: Reading, target: str) -> None:
    draft = reading.of("web", f"<p>to <a href='#t'>it</a></p>{target}<p>end</p>")
    assert links(draft) == [("it", "#t")]
    heads = [node["c"][1][0] for node in walk(list(draft.blocks)) if node["t"] == "Header"]
    names = [*heads, *(node["c"][0][0] for node in walk(list(draft.blocks)) if node["t"] == "Span")]
    assert "t" in names


def test_a_link_that_leads_nowhere_is_none(reading: Reading) -> None:
    assert links(reading.of("web", "<p><a href='#'>top</a> <a href=''>here</a> <a href='#'></a>x</p>")) == []


def test_alternative_text_is_no_caption(reading: Reading) -> None:
    (reading.folder / "a.png").write_bytes(picture())
    draft = reading.of(
        "web",
        "<p>x</p><figure><img src=a.png alt='A gate'></figure><p><img src=a.png alt='A lock'></p>"
        "<figure><img src=a.png alt='A lamp'><figcaption>Fig. 1</figcaption></figure>",
    )
    assert outline(draft.blocks) == "Para:x Para: Para: Figure:Fig._1_A_lamp"
    images = [node["c"] for node in walk(list(draft.blocks)) if node["t"] == "Image"]
    assert [dict(attributes[2]).get("alt") for attributes, _, _ in images] == ["A gate", "A lock", None]


def test_a_word_that_begins_with_a_formula_is_not_lost(reading: Reading) -> None:
    draft = reading.of("web", f"<p>The {KATEX}-nearest neighbours.</p><p>Plain words.</p>")
    assert text(draft) == "The T=k^2-nearest neighbours. Plain words."
    assert codes(draft) == []


def test_the_link_to_a_formula_stays_alive(reading: Reading) -> None:
    shown = f"<div id=e1><div><span class=katex-display>{KATEX}</span></div></div>"
    draft = reading.of("web", f"<p>See <a href=#e1>1</a>.</p>{shown}<p>End</p>")
    assert [node["c"][0][0] for node in walk(list(draft.blocks)) if node["t"] == "Span"] == ["e1"]
