"""Hypothesis strategies for seeds: files as nobody should write them. Each knows the words that must not get lost.

``§`` in a fragment is a place for such a word: text that stands there is text, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.manuscript.strategies import any_text, nasty_text
from tests.readers.packages import docx, paragraph


@dataclass(frozen=True)
class Case:
    """The files of one seed by name, and the words that every edition must show."""

    files: Mapping[str, bytes]
    planted: tuple[str, ...] = field(default=())


TEXT_LINES = [
    "1. § apples",
    "2. § pears",
    "My § list",
    "§ is a sentence of an ordinary paragraph that goes on for a while, until its line is full",
    "and goes on in the next line with § and ends there.",
    "   1 § 2 § 3",
    "§\t§\t§",
    "[1] § note",
    "From: § <a@b.c>",
    "Subject: §",
    "> > §",
    "-- ",
    "Page 12",
    "§.....",
    "_§_ /§/ *§*",
    "Q: §",
    "A: §",
    "CHAPTER I.",
    "1. § one",
    "   2) § two",
    "* § star",
    "- § dash",
    "    § indented",
    "\t§ tab",
    "> § quoted",
    "§",
    "A heading: §",
    "=====",
    "-----",
    "§ hyphen-",
    "ated § words",
    "  § verse line,",
    "      § another,",
    "THE § END",
    "[§]",
    "§ | § | §",
    "+---+---+",
    "",
    "",
    "",
    "\f",
    "* * *",
    "— § said,",
    "“§”",
    "a.  §",
    "(iv) §",
    "§:  §",
    "1 § . . . . . 12",
    "\u2028§",
    "§\x0b§",
    "\u200f§",
]

ODD = [
    "§\u00ad§",
    "e\u0301§",
    "§\u0301",
    "\u200d§\u200d",
    "ﬁ§ﬂ",
    "§ß§",
    "ǅ§",
    "𝐛𝐨𝐥𝐝§",
    "①§²",
    "שלום §",
    "§ مرحبا",
    "हिन्दी §",
    "ไทย§",
    "中文§",
    "한국어 §",
    "👩‍👩‍👧 §",
    "🇩🇪§",
    "§\u00a0§",
    "§\u2011§",
    "§'§’§",
    "§—§…",
    "1§2",
    "\ue000§",
    "\ufdd0§",
    "§" + "\u0300" * 40,
]

MARKDOWN = [
    "# § {#i .c onclick=alert(1)}\n",
    "## §\n",
    '§ *§* **§** ~~§~~ `§` [§](http://a.b/c "t") ^§^ ~§~\n',
    "§[^1] and §[^1]\n",
    "[^1]: §\n\n    §\n",
    "- §\n- §\n    1. §\n",
    "* [ ] §\n* [x] §\n",
    "> §\n>\n> > §\n",
    "| § | § |\n|:--|--:|\n| § | § |\n",
    "| a |\n|--|\n| § | extra § |\n",
    "+---+---+\n| § | § |\n+===+===+\n| §     |\n+---+---+\n",
    "```python\n§ = 1\n```\n",
    "    § code\n",
    "~~~ {onload=x}\n§\n~~~\n",
    "$§$ $$x^2$$\n",
    "<script>alert(1)</script>\n",
    "<b onclick=alert(1)>§</b>\n",
    "<div>\n\n§\n\n</div>\n",
    "<!-- gone -->\n",
    '<iframe src="http://127.0.0.1/"></iframe>\n',
    "[§](javascript:alert(1))\n",
    "[§](data:text/html,x)\n",
    "![§](http://127.0.0.1/x.png)\n",
    "![§](../../etc/passwd)\n",
    "![§](x.svg){onerror=alert(1)}\n",
    '[§]{style="background:url(http://127.0.0.1)"}\n',
    "::: {.x onmouseover=alert(1)}\n§\n:::\n",
    "§\n:   §\n\n    §\n",
    "| §\n|   §\n",
    "(@) §\n\n(@a) § see (@a)\n",
    "\\begin{x}§\\end{x}\n",
    "\\alpha §\n",
    "---\n",
    "***\n",
    "---\ntitle: §\n---\n",
    "% §\n% x\n",
    "§\n===\n",
    "§\n---\n",
    "@key §\n",
    "[@key, §]\n",
    "<http://a.b/§>\n",
    "§\\\n§\n",
    "a &amp; § &#65; &#0; &#xFFFE; &nbsp;\n",
    "[x]: javascript:alert(1)\n",
    "§ [x] [§][x]\n",
    "*[HTML]: §\n",
    "Table: §\n",
    ": §\n",
    '<a href="javascript:x">§</a>\n',
    "<svg onload=x><text>§</text></svg>\n",
    "<meta http-equiv=refresh content=0>\n",
    "<style>@import url(http://x)</style>\n",
    "§<br>§\n",
    "<math><mtext>§</mtext></math>\n",
    "\u202e§\u202c\n",
    "§\u00ad§\u200b§\n",
    "1. §\n\n   ```\n   §\n   ```\n\n   §\n",
    "[[[[[[§]]]]]]\n",
    "![§][^1]\n",
    "^[§ [^1]]\n",
]

HTML = [
    "<p>§ <b>§</b> <i>§</i> <a href='http://a.b'>§</a></p>",
    "<h1>§</h1>",
    "<h2 id=x onclick=alert(1)>§</h2>",
    "<script>alert(1)</script>",
    "<p onmouseover=x>§</p>",
    "<ul><li>§<li>§<ul><li>§</ul></ul>",
    "<ol start=5 type=a><li>§</ol>",
    "<table><tr><th>§<td>§<tr><td colspan=1000000>§</table>",
    "<table><tr><td rowspan=99999>§</table>",
    "<iframe src='http://127.0.0.1/'></iframe>",
    "<img src='http://127.0.0.1/x.png' alt='§'>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>§</a>",
    "<a href=' &#106;avascript:alert(1)'>§</a>",
    "<svg><script>alert(1)</script><text>§</text></svg>",
    "<math><mi>§</mi></math>",
    "<form><p>§</p></form>",
    "<blockquote><p>§</blockquote>",
    "<pre>§\n  §</pre>",
    "<code>§</code>",
    "<dl><dt>§<dd>§</dl>",
    "<div><div><span style='background:url(http://127.0.0.1)'>§</span></div></div>",
    "<p>§<br>§<hr>§",
    "<sup>§</sup><sub>§</sub>",
    "<details><summary>§</summary><p>§</p></details>",
    "<object data=x><p>§</p></object>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<base href='http://127.0.0.1/'>",
    "<style>p{background:url(http://127.0.0.1)}</style>",
    "<!-- gone -->",
    "<p>&lt;b&gt; &amp;amp; § &#1; &#xFFFE;</p>",
    "<p>§ \x01 §</p>",
    "<figure><img src=a.png alt='x'><figcaption>§</figcaption></figure>",
    "<p><b><i>§</b></i>",
    "</div></p></table>",
    "<p lang='x\"y'>§</p>",
    "<ruby>§<rt>§</rt></ruby>",
    "<abbr title='x'>§</abbr> <q>§</q> <kbd>§</kbd> <mark>§</mark> <del>§</del>",
]

DOCX = [
    "<w:p><w:r><w:t>§</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>§</w:t></w:r><w:r><w:t xml:space='preserve'> § </w:t></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>§</w:t></w:r></w:p>",
    "<w:p/>",
    "<w:p><w:r><w:br/><w:t>§</w:t><w:tab/><w:t>§</w:t></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>§</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr><w:p><w:r><w:t>§</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl>",
    "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>§</w:t></w:r></w:ins></w:p>",
    "<w:p><w:del w:id='2' w:author='x'><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
    "<w:p><w:hyperlink r:id='none'><w:r><w:t>§</w:t></w:r></w:hyperlink></w:p>",
    "<w:p><w:r><w:t>&lt;b&gt;§&amp;amp;</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>§</w:t></w:r></w:p>",
    "<w:p><w:r><w:rPr><w:strike/><w:smallCaps/></w:rPr><w:t>§</w:t></w:r></w:p>",
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>§</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "<w:p><w:smartTag><w:r><w:t>§</w:t></w:r></w:smartTag></w:p>",
    "<w:p><w:fldSimple w:instr='PAGE'><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>",
    "<w:p><w:r><w:t>|--|</w:t></w:r></w:p>",
]

_values = (
    nasty_text
    | any_text
    | st.sampled_from(
        [
            "</title><script>alert(1)</script>",
            "a: b: c",
            "'",
            '"',
            "- x",
            "{{x}}",
            "\u202eabc",
            "x\ny",
            "[a]",
            "~",
            "2020-01-01",
            "true",
        ]
    )
)
_keys = [
    "title",
    "subtitle",
    "author",
    "date",
    "lang",
    "publisher",
    "rights",
    "subject",
    "keywords",
    "description",
    "papersize-x",
    "identifier",
    "series",
    "abstract",
]
_languages = st.sampled_from(["en", "de", "zz-invalid-!", "<x>", "ar", "", "en_US", "C"])


@st.composite
def yaml(draw: st.DrawFn) -> str:
    """A sidecar or front matter: YAML that may be wrong."""
    lines = []
    for key in draw(st.lists(st.sampled_from(_keys), max_size=4)):
        value = draw(_languages if key == "lang" else _values)
        style = draw(st.sampled_from(["bare", "quoted", "block", "list"]))
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if style == "bare":
            lines.append(f"{key}: {value}")
        elif style == "quoted":
            lines.append(f'{key}: "{escaped}"')
        elif style == "block":
            lines.append(f"{key}: |\n  " + value.replace("\n", "\n  "))
        else:
            lines.append(f'{key}:\n- "{escaped}"\n- name: "{escaped}"')
    return "\n".join(lines) + "\n"


def planted_word(number: int) -> str:
    """A word that stands nowhere else: letters only, because a number is a word of its own."""
    return "kestrel" + chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


@st.composite
def cases(draw: st.DrawFn, kind: str) -> Case:
    """A seed of one kind: ``text``, ``markdown``, ``web``, ``docx`` or ``metadata``."""
    counter = 0

    def plant(match: re.Match[str]) -> str:
        nonlocal counter
        counter += 1
        return planted_word(counter)

    def fill(fragments: list[str], glue: str) -> str:
        return re.sub("§", plant, glue.join(fragments))

    def several(pool: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(pool), min_size=1, max_size=7))

    files: dict[str, bytes] = {}
    if kind == "metadata":
        body = fill(["# §\n", "§ words\n"], "\n")
        if draw(st.booleans()):
            files["seed.md"] = f"---\n{draw(yaml())}---\n\n{body}".encode("utf-8", "replace")
        else:
            files["seed.txt"] = body.encode()
            files["seed.yaml"] = draw(yaml()).encode("utf-8", "replace")
    elif kind == "text":
        glue = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
        text = fill(several(TEXT_LINES + ODD), glue) + glue + draw(nasty_text | any_text)
        encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"]))
        files["seed.txt"] = text.encode(encoding, "replace")
    elif kind == "markdown":
        glue = draw(st.sampled_from(["\n", "\n", "\r\n", ""]))
        files["seed.md"] = fill(several(MARKDOWN + [f"{odd}\n" for odd in ODD]), glue).encode()
    elif kind == "web":
        body = fill(several(HTML + [f"<p>{odd}</p>" for odd in ODD]), draw(st.sampled_from(["\n", ""])))
        shell = draw(
            st.sampled_from(["{}", "<!DOCTYPE html><html><body>{}</body></html>", "<html><title>x</title><main>{}"])
        )
        files["seed.html"] = shell.replace("{}", body).encode()
    else:
        files["seed.docx"] = docx(fill(several(DOCX + [paragraph(odd) for odd in ODD]), ""))
    return Case(files, tuple(planted_word(number) for number in range(1, counter + 1)))
