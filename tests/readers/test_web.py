"""Web pages: the words that browsers show stay, what acts or loads goes."""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.pandoc import Pandoc
from octavo.pictures import Album
from octavo.readers.seeds.table import read
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree.walk import walk

from tests.pictures.test_pictures import picture
from tests.readers.support import Reading, codes, kinds, outline, text

SPAN = "<p>a <span>b</span> c</p>"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<noscript>no <b>script</b></noscript><noframes><p>frames</p></noframes>", "no script frames"),
        ("<iframe>fall &lt;b&gt; <p>back</p></iframe>x", "fall <b> back x"),
        ("<object data=x>ob</object><audio>au</audio><video><track>vi</video><canvas>ca</canvas>", "ob au vi ca"),
        ("<input value='in put'><input type=hidden value=no><button>push</button><textarea>a <b>", "in put push a <b>"),
        ("<select><option>one<option label=two></select><label>la</label><legend>le</legend>", "one two la le"),
        ("<input placeholder=hint><textarea placeholder=more></textarea>", "hint more"),
        ("<select><optgroup label=G><option>o", "G o"),
        ("<iframe srcdoc='<p>doc &amp; words</p><script>x</script>'></iframe>", "doc & words"),
        ("<xmp>x <b>y</b></xmp><listing>li</listing><plaintext>p <i>t</i>", "x <b>y</b> li p <i>t</i>"),
        ("<my-tag>custom</my-tag><center>ce</center><marquee>m</marquee><font>f</font>", "custom ce m f"),
        ("<table><caption>cap</caption><tr><td>1<td>2<tr><td>a<td>b<td>c</table>", "cap 1 2 a b c"),
        ("<table>s<tr>t<th>1</th>u</tr>v<p>w</p><tr><td>2</table>", "s t u v w 1 2"),
        ("<title>T</title><section><h1>One</h1>two</section><style>x</style>three<p>four", "One two three four"),
        ("<ul>loose<li>a<ul><li>b</ul>tail</ul><li>stray<dd>odd", "loose a b tail stray odd"),
        ("<dl>q<dd>d<dt>T<div><dt>U<dd>e</div></dl>", "q d T U e"),
        ("<p>x</b></i><td>cell</td></table><h1>un<h2>closed", "x cell un closed"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<svg><title>T</title><text>drawn</text><script>no()</script></svg>", "T drawn"),
        ("<math><mi>x</mi><mo>=</mo><mn>42</mn></math>", "x = 42"),
        ("<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>", "\\frac{x}{2}"),
        ("<math><mi>x</mi><p>lost?</p></math>end", "x lost? end"),
        ("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x&gt;'><p>End", "End"),
        ("<p>a <![CDATA[kept]]> b</p><?php echo 1 ?>", "a kept b"),
        ("<script src=x /><p>not swallowed</p>", "not swallowed"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><title/><p/>one<br/>two</html>", "one two"),
        ("<!DOCTYPE html [<!ENTITY a 'lol'>]><p>start &a; end</p>", "start &a; end"),
        ("<div>" * 3000 + "core" + "</div>" * 3000, "core"),
        ("<b>" * 3000 + "core", "core"),
        ("<table><tr><td>" * 200 + "core", "core"),
        ("<table><tr><td colspan=100000000 rowspan=100000000>c</td></tr></table>", "c"),
        ("<ol start=-99999999999999999999 type=i><li value=9e99>x</li></ol>", "x"),
        ("<p hidden>hid</p><details><summary>sum</summary>body</details>", "sum body"),
        ("<html><body>one</body></html>after<p>two", "one after two"),
        ("&lt;tag&gt; &#0; &#x1F; &#xD800; &bogus; &copy;", "<tag> \ufffd \ufffd \ufffd &bogus; ©"),
        ("<title>a</title><p>b<title>c</title>", "b c"),
        ("<ul><li><input type=checkbox>todo<li><input type=checkbox checked>done", "☐ todo ☒ done"),
        ("<img alt='al' src=//x/y.png>t<img src=''>", "al t"),
    ],
)  # fmt: skip
def test_visible_words_stay(reading: Reading, source: str, words: str) -> None:
    draft = reading.of("web", source)
    assert text(draft).replace("_", "") == words
    assert "text-left-out" not in codes(draft)


@pytest.mark.parametrize(
    "source",
    [
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='&#x6A;avascript:alert(1)'>x</a>",
        "<svg><a xlink:href='javascript:alert(1)'><text>t</text></a></svg>",
        "<p onclick='alert(1)' style='background:url(alert)'>x</p>",
        "<object data='data:text/html,alert(1)'>x</object><embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>b</button></form>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>x",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style>x",
        "<base href='javascript:alert(1)//'><a href='x'>x</a><meta http-equiv=refresh content='0;url=javascript:x'>",
        "<h1 id='x onclick=alert(1)' class=\"'><script>alert(1)</script>\">H</h1>",
        "<img src=x onerror=alert(1)><input type=image src=x onerror=alert(1)>",
        "<template><script>alert(1)</script></template>x",
    ],
)  # fmt: skip
def test_nothing_acts(reading: Reading, source: str) -> None:
    draft = reading.of("web", f"<p>before</p>{source}<p>after</p>")
    assert text(draft).startswith("before")
    assert text(draft).endswith("after")
    links = [str(node["c"][2][0]) for node in walk(list(draft.blocks)) if node["t"] in ("Link", "Image")]
    assert not [link for link in links if re.match(r"\W*(java|data)", link)]
    assert "onclick" not in str([node["c"][1][2] for node in walk(list(draft.blocks)) if node["t"] == "Header"])
    assert not {"RawBlock", "RawInline"} & set(kinds(draft))


def test_structure(reading: Reading) -> None:
    draft = reading.of(
        "web",
        "<html lang=pt-br><head><title>Deep | Site</title><meta name=author content='A \"B\"'></head><h1>Deep</h1>"
        "<p>p</p><ol start=3><li>x</ol><pre><code class='language-python'>def f():\n  pass</code></pre>"
        "<blockquote>q</blockquote><dl><dt>t<dd>d</dl><table><thead><tr><th>h<tbody><tr><td>c</table>",
    )
    assert outline(draft.blocks) == (
        "Header1:Deep Para:p OrderedList:x CodeBlock:def_f():_pass BlockQuote:q DefinitionList:t_d Table:h_c"
    )
    assert draft.blocks[3]["c"][0][1] == ["python"]
    assert draft.metadata == {"title": "Deep", "author": ['A "B"'], "lang": "pt-BR"}


def test_pictures(reading: Reading) -> None:
    (reading.folder / "a.png").write_bytes(picture())
    inline = base64.b64encode(picture(size=(9, 9))).decode()
    draft = reading.of(
        "web",
        f"<figure><img src=a.png alt=A><figcaption>C</figcaption></figure><p>x"
        f"<img src='data:image/png;base64,{inline}'><svg width=90 height=90><path d='M0 0h90v90z'/></svg>"
        "<img src='../b.png' alt=gone></p>",
    )
    targets = [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Image"]
    assert targets == ["images/a.png", "images/picture.png", "images/drawing.svg"]
    assert codes(draft) == ["picture-left-out"]
    assert text(draft).endswith("gone")


def test_encodings(reading: Reading) -> None:
    page = "<meta charset=windows-1252><p>naïve “quotes” €20 façade</p>"
    assert text(reading.of("web", page.encode("cp1252"))) == "naïve “quotes” €20 façade"
    assert text(reading.of("web", page.encode())) == "naïve “quotes” €20 façade"
    assert text(reading.of("web", page.encode("utf-16"))) == "naïve “quotes” €20 façade"


ARTICLE = " ".join(
    f"<p>Paragraph {n} tells a long story about word{n} and the sea that nobody had ever seen, "
    f"which is why it went on for so long and had to be written down in full.</p>"
    for n in range(12)
)


def test_a_page_is_reduced_to_its_main_text(reading: Reading) -> None:
    menu = "".join(f"<li><a href='/{n}'>Menu entry {n}</a></li>" for n in range(20))
    page = (
        f"<html><body><header><a href='/'>Site name</a></header><nav><ul>{menu}</ul></nav><article><h1>Title</h1>"
        f"{ARTICLE}<footer>Author's note</footer></article><div class=related-links><ul>{menu}</ul></div>"
        f"<footer><a href=x>Imprint of the site</a></footer></body></html>"
    )
    draft = reading.of("web", page)
    assert codes(draft) == ["reduced-page"]
    assert "Menu" not in text(draft)
    assert "Imprint" not in text(draft)
    assert "word11" in text(draft)
    assert text(draft).endswith("Author's note")
    whole = reading.of("web", page, **{"whole-page": "true"})
    assert "Menu entry 19" in text(whole)
    assert "Imprint" in text(whole)


@pytest.mark.parametrize(
    "page",
    [
        f"<body><nav>Contents</nav>{SPAN}",
        f"<body>{ARTICLE}<aside>A long aside that says something of its own and has no links at all.</aside>",
        f"<body><article>{ARTICLE}<div class='sidebar'>Box with facts, no links</div></article>",
    ],
)
def test_unsure_means_kept(reading: Reading, page: str) -> None:
    draft = reading.of("web", page)
    wanted = re.sub(r"<[^>]+>", " ", page).split()
    assert len(text(draft).split()) >= len(wanted) - 1


TAGS = st.sampled_from(
    ["p", "div", "span", "b", "i", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "tbody",
     "pre", "h1", "h3", "blockquote", "a", "figure", "figcaption", "section", "form", "label", "button", "select",
     "option", "iframe", "noscript", "object", "center", "my-tag", "code", "details", "summary", "menu",
     "address", "ruby",
     "rt", "q", "em"]
)  # fmt: skip
TREES = st.recursive(
    st.integers(0, 999).map(lambda n: f" word{n} "),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4), st.booleans()).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}" + (f"</{node[0]}>" if node[2] else "")
    ),
    max_leaves=12,
)


@given(TREES)
def test_any_page_keeps_its_words(page: str) -> None:
    with Pandoc() as child:
        draft = read(SourceFile("x.html", page.encode(), "web"), ReadContext(child, Album("/nonexistent")))
    got = text(draft)
    assert [word for word in re.findall(r"word\d+", page) if word not in got] == []
    assert not {"RawBlock", "RawInline"} & set(kinds(draft))


def test_nothing_outside_is_opened(reading: Reading, tmp_path: Path) -> None:
    draft = reading.of(
        "web", "<img src='file:///etc/passwd' alt=a><img src='/etc/passwd' alt=b><img src='../../etc/passwd'>"
    )
    assert text(draft) == "a b"
    assert codes(draft) == ["picture-left-out"]


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>one<td>two</table>",
        "<table><tr><td>one</table>two",
        "<table><tr><td><h2>one</h2><p>x<td>two</table>",
        "<table><tr><td><table><tr><td>one<td>x</table><td>two</table>",
        f"<table><tr><td>one {'word ' * 500}<td>two</table>",
    ],
)
def test_a_table_that_sets_a_page_is_none(reading: Reading, table: str) -> None:
    draft = reading.of("web", f"<p>before</p>{table}<p>after</p>")
    assert kinds(draft).count("Table") == table.count("<table><tr><td>one<td>x")
    assert all(word in text(draft) for word in ("before", "one", "two", "after"))


@pytest.mark.parametrize(
    "table", ["<table><tr><td>one<td>two</table>", "<table><caption>c</caption><tr><td><h2>one</h2><td>two</table>"]
)
def test_a_table_of_data_stays_one(reading: Reading, table: str) -> None:
    assert "Table" in kinds(reading.of("web", table))


def test_names_that_no_document_may_have_are_no_bug(reading: Reading) -> None:
    assert "words" in text(reading.of("web", "<main {{ title }} x><center {{y}}=1>words</center></main>"))


CHROME = "<div id=help><h2>Keys</h2><p>Press S to search in this book, press H for help, press Esc to hide it</p></div>"


@pytest.mark.parametrize(
    "tag",
    [
        "<b {}>".format(" ".join(f'a{n}="v{n}"' for n in range(20_000))),
        "<b class='{}'>".format("one " * 400),
        '<b title="{}" data-x=\'{{"a": "b"}}\'>'.format("a > b " * 400),
        "<b style=color:red data-x={}>".format("x" * 9000),
    ],
    ids=["many", "long", "with signs", "bare"],
)
def test_a_long_tag_is_a_tag(reading: Reading, tag: str) -> None:
    """It is not taken for words that were lost; and so many attributes take no long time."""
    began = time.process_time()
    draft = reading.of("web", f"<html lang=en><title>T</title><body><p>Some {tag}bold</b> words.")
    assert (text(draft), codes(draft)) == ("Some bold words.", [])
    assert time.process_time() - began < 1


@pytest.mark.parametrize("length", [3, 12])
def test_a_page_that_says_its_main_part_is_reduced_to_it(reading: Reading, length: int) -> None:
    told = "<p>The harbour lay still under the snow, and nobody was seen on the quays before noon.</p>" * length
    page = f"<html><body>{CHROME}<div class=page><div class=bar><h1>Book</h1></div><main><h1>Snow</h1>{told}</main>"
    draft = reading.of("web", f"{page}<p>Next chapter</p></div></body></html>")
    assert text(draft).startswith("Snow The harbour")
    assert text(draft).endswith("before noon.")
    assert "reduced-page" in codes(draft)


def test_the_heading_outside_of_the_main_part_stays(reading: Reading) -> None:
    told = "<p>The harbour lay still under the snow, and nobody was seen on the quays before noon.</p>" * 12
    draft = reading.of("web", f"<body>{CHROME}<header><h1>Snow</h1></header><main>{told}</main></body>")
    assert text(draft).startswith("Snow The harbour")


def test_a_heading_has_no_link_to_itself(reading: Reading) -> None:
    page = "<h2 id=a>One <a href=#a>¶</a></h2><h2><a id=b href=#b>Two</a></h2><p><a href=#b>x</a></p>"
    draft = reading.of("web", page)
    assert text(draft) == "One Two x"
    assert [node["c"][1][0] for node in walk(list(draft.blocks)) if node["t"] == "Header"] == ["a", "b"]
    assert kinds(draft).count("Link") == 1
