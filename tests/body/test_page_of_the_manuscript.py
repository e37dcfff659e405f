"""What ``docs/manuscript.md`` promises: every sample of the page is composed here, and does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from octavo.body import Body

from tests.body.conftest import Compose

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "manuscript.md").read_text(encoding="utf-8")
BIB = "@book{key, title={The Lamp}, author={Ann Example}}\n@book{other, title={Oil}, author={Bo Sample}}\n"

TABLE: dict[str, str] = {
    "# Chapter": "<h2 id=chapter>Chapter</h2>",
    "## Section": "<h2 id=section>Section</h2>",
    "###### Deep": "<h2 id=deep>Deep</h2>",
    "1. one\n\n    - inner": "<ul><li>inner</li></ul>",
    "*slanted*": "<em>slanted</em>",
    "**bold**": "<strong>bold</strong>",
    "~~struck~~": "<del>struck</del>",
    "H~2~O": "H<sub>2</sub>O",
    "x^2^": "x<sup>2</sup>",
    "[Small Capitals]{.smallcaps}": "<span class=smallcaps>Small Capitals</span>",
    "[marked]{.mark}": "<span class=mark>marked</span>",
    "[Ctrl]{.kbd}": "<span class=kbd>Ctrl</span>",
    "`code`": "<code>code</code>",
    "[words](https://example.org)": "<a href=https://example.org>words</a>",
    "<https://example.org>": "<a href=https://example.org>https://example.org</a>",
    "[words](#its-words-with-hyphens)\n\n# Its words with hyphens": "<a href=#its-words-with-hyphens>words</a>",
    "words.[^1]\n\n[^1]: The note.": "noteref",
    "- item": "<ul><li>item</li></ul>",
    "1. item": "<ol><li data-mark=1.>item</li></ol>",
    "a. item": "<ol type=a><li data-mark=a.>item</li></ol>",
    "(i) item": "data-mark=(i)",
    "- [ ] open": "☐",
    "- [x] done": "☒",
    "(@) First.\n\nx\n\n(@) Second.": "data-mark=(2)",
    "the term\n:   its meaning": "<dl><dt>the term</dt><dd>its meaning</dd></dl>",
    "> words": "<blockquote><p>words</p></blockquote>",
    "| one line": "<p class=verse",
    "| one\n| two\n|\n| three": "<p class=verse>one<br>two</p><p class=verse>three</p>",
    "---": "<hr>",
    "![A hill in snow](images/a.png)": "<figcaption>A hill in snow</figcaption>",
    "![A hill in snow](images/a.png){.full-bleed}": "class=full-bleed",
    "$e^{i\\pi} = -1$": "<math",
    "$$ e $$": "display=block",
    "Words [@key].": "(<a href=#ref-key>Example, n.d.</a>)",
    "Words [@key, p. 12; @other].": "(<a href=#ref-key>Example, n.d., 12</a>; <a href=#ref-other>Sample, n.d.</a>)",
    "![A lamp](images/a.png){#fig-lamp}\n\n@fig-lamp": "<a href=#fig-lamp>Figure 1</a>",
    "![A lamp](images/a.png){#fig-lamp}\n\n[-@fig-lamp]": "<a href=#fig-lamp>1</a>",
    "$$ e $$ {#eq-sum}\n\n@eq-sum": "(1)",
    "# Oil {#sec-oil}\n\n@sec-oil": "<a href=#sec-oil>Oil</a>",
    "[Bonjour]{lang=fr}, and [שלום]{lang=he dir=rtl}.": "<span dir=rtl lang=he>שלום</span>",
    "::: epigraph\nSome books are to be tasted.\n:::": "<div class=epigraph><p>Some books",
    "::: pagebreak\n:::": "pagebreak",
    '```{.js title="lamp.js"}\nlet x\n```': "<p class=code-title>lamp.js</p>",
    "``` js {#lst-x}\nlet x\n```\n\n@lst-x": "<a href=#lst-x>Listing 1</a>",
    "| a |\n|---|\n| 1 |\n\n: Prices {#tbl-prices}\n\n@tbl-prices": "<a href=#tbl-prices>Table 1</a>",
    **{f"::: {name}\nx\n:::": f"<div class={name}><p>x</p></div>" for name in ("dedication", "center", "right")},
    **{
        f"::: {name}\nx\n:::": f"<div class={name} role=note><p class=box-title>{name.title()}</p>"
        for name in ("note", "tip", "important", "warning", "caution")
    },
    "::: note\n::: title\nOwn\n:::\nx\n:::": "<p class=box-title>Own</p>",
    "**Ann:** Why?\n\n**Bo:** So it is.\n\n" * 8: "speaker",
    "Q: Why?\n\nA: So it is.\n\n" * 8: "speaker",
    "HAMLET. Words.\n\nGHOST. More words.\n\n" * 8: "speaker",
}
"""Samples of the page in the form in which they are composed, and what must be in the tree then."""


FRONT = (
    *(
        "bibliography: sources.bib",
        'nocite: "@key"',
        'nocite: "@*"',
        "reference-section-title: Works cited",
        "references:",
    ),
    *("references.yaml", ".bib", ".json", ".ris", ".yaml", "number-sections: true", "lof: true", "lot: true"),
    *("alt", "width", "title", "$$ ... $$", "$$ ... $$ {#eq-sum}", "seeds/a-tour-of-octavo.md"),
)
"""What belongs to the front matter or is part of a sample: the tests of metadata, seeds and numbers hold it."""


def shown(body: Body) -> str:
    """The tree as text, its attributes in the order of names and without quotation marks."""
    tree = body.copy_tree()
    for element in tree.iter():
        for key, value in sorted(element.attrib.items()):
            del element.attrib[key]
            if key != "data-b":
                element.set(key, value)
    text = etree.tostring(tree, encoding="unicode", method="html")
    return text.replace('"', "").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("sample", TABLE)
def test_every_sample_does_what_the_page_says(sample: str, body_of: Compose) -> None:
    assert TABLE[sample] in shown(body_of(f"Before.\n\n{sample}\n", bib=BIB if "@key" in sample else ""))


def test_every_sample_of_the_page_is_tried() -> None:
    page = PAGE[: PAGE.index("## An index")] + PAGE[PAGE.index("## Divisions") : PAGE.index("## Quotation marks")]
    spans = re.findall(r"(?<!`)`` (.+?) ``|(?<!`)`([^`\n]+)`(?!`)", page)
    samples = {(long or short).replace("\\|", "|") for long, short in spans}
    tried = "\n".join([*TABLE, *FRONT])
    tried = tried.replace("images/a.png", "lamp.png").replace("A hill in snow](lamp.png", "A hill in snow](hill.jpg")
    assert sorted(one for one in samples if one not in tried) == []
