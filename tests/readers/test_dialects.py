"""Which Markdown a text is written in, and that each is read as its author meant it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from octavo.manuscript import write_markdown
from octavo.model import Node
from octavo.readers.markdown.dialects.detect import NAMES, detect
from octavo.readers.seeds.reader import read_seed
from octavo.settings import load
from octavo.shelf import find
from octavo.tree.walk import plain, walk

from tests.readers.support import Reading, codes, kinds, outline, text

DOCS = Path(__file__).resolve().parents[2] / "docs" / "dialects.md"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Words and *more* words.\n", "github"),
        ("We need:\n- rope\n- lamp\n", "github"),
        ("## Oil {#oil}\n\nThings:\n- rope\n", "github"),
        ("See [@jones1999] for oil.\n", "pandoc"),
        ("Thanks to [@octocat](https://github.com/octocat) and [@hubot].\n", "pandoc"),
        ("Thanks to [@octocat](https://github.com/octocat).\n", "github"),
        ("A note.^[In the line.]\n", "pandoc"),
        ("+---+\n| a |\n+---+\n", "pandoc"),
        ("Wick\n\n:   A cord.\n", "pandoc"),
        ("# Preface {-}\n", "pandoc"),
        ("::: {.epigraph}\nWords\n:::\n", "pandoc"),
        ("```\nSee [@jones1999].\n::: {.x}\n```\n", "github"),
        ("::: {.callout-note}\nWords\n:::\n", "quarto"),
        ("```{r, echo=FALSE}\n1\n```\n", "quarto"),
        ("See {{< ref \"x.md\" >}}.\n", "hugo"),
        ("See {% link x.md %}.\n", "jekyll"),
        ("!!! note\n    Words\n", "mkdocs"),
        ("```{note}\nWords\n```\n", "myst"),
        ("See [[The lamp]].\n", "obsidian"),
    ],
)  # fmt: skip
def test_marks_tell_the_dialect(source: str, name: str) -> None:
    assert detect(source, {}).name == name


def test_the_head_and_the_name_tell_it_too() -> None:
    assert detect("Words\n", {"documentclass": "book"}).name == "pandoc"
    assert detect("Words\n", {}, ".Rmd").name == "quarto"
    assert detect("Words\n", {}, toml=True).name == "hugo"


def test_somebody_may_name_the_dialect(reading: Reading) -> None:
    source = "Things:\n- rope\n- lamp\n"
    assert "BulletList" in kinds(reading.of("markdown", source))
    assert "BulletList" not in kinds(reading.of("markdown", source, dialect="pandoc"))
    draft = reading.of("markdown", f"---\ndialect: pandoc\n---\n\n{source}")
    assert "BulletList" not in kinds(draft)
    assert draft.metadata == {}
    assert codes(reading.of("markdown", source, dialect="klingon")) == ["metadata-ignored"]


def test_blocks_need_no_blank_line_before_them(reading: Reading) -> None:
    draft = reading.of(
        "markdown", "Things:\n- rope\n- lamp\n## Next\n> said\n\nA table:\n| a | b |\n|---|---|\n| 1 | `x|y` |\n"
    )
    assert outline(draft.blocks) == (
        "Para:Things: BulletList:rope_lamp Header2:Next BlockQuote:said Para:A_table: Table:a_b_1_x|y"
    )
    assert draft.lines == (1, 2, 4, 5, 7, 8)


def test_marks_of_pandoc_without_its_blank_lines(reading: Reading) -> None:
    draft = reading.of("markdown", "Things [@jones]:\n- rope\n- lamp\n## Next\nwords\n")
    assert outline(draft.blocks) == "Para:Things_[@jones]: BulletList:rope_lamp Header2:Next Para:words"
    assert "Cite" in kinds(draft)


@pytest.mark.parametrize(
    "info",
    ['js title="x.js"', "js{1,3}", "js {1,3} showLineNumbers", "js linenos=table", "{r, echo=FALSE}",
     "{.js .numberLines}",
     "js:x.js", "js,ignore", '{.js title="x.js" linenums="1"}', "js hl_lines='1 2'", "{js filename='x.js'}"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "See [@jones].\n\n", "- item\n\n  "])
def test_fences_with_anything_behind_are_code(reading: Reading, info: str, before: str) -> None:
    indent = "  " if before.startswith("-") else ""
    draft = reading.of("markdown", f"{before}```{info}\n{indent}let a = 1;\n{indent}```\n\nEnd\n")
    blocks = [node for node in walk(list(draft.blocks)) if node["t"] == "CodeBlock"]
    assert [node["c"][1] for node in blocks] == ["let a = 1;"]
    (_, classes, pairs) = blocks[0]["c"][0]
    assert classes[0] == ("r" if "{r" in info else "js")
    assert dict(pairs).get("title", "") == ("x.js" if "x.js" in info else "")


BOXES = [
    "> [!TIP]\n> Words\n",
    "> [!tip]- Own title\n> Words\n",
    ":::tip\nWords\n:::\n",
    ":::tip Own title\nWords\n:::\n",
    "::: tip Own title\nWords\n:::\n",
    ":::tip[Own title]\nWords\n:::\n",
    "::: {.callout-tip}\nWords\n:::\n",
    '::: {.callout-tip title="Own title"}\nWords\n:::\n',
    "::: {.callout-tip}\n## Own title\nWords\n:::\n",
    "!!! tip\n    Words\n",
    '!!! tip "Own title"\n    Words\n',
    '??? tip "Own title"\n\n    Words\n',
    "```{tip}\nWords\n```\n",
    "```{tip} Own title\n:class: x\nWords\n```\n",
    ":::{tip} Own title\nWords\n:::\n",
    '{% hint style="success" %}\nWords\n{% endhint %}\n',
    "{{% notice tip %}}\nWords\n{{% /notice %}}\n",
    '{{< hint type="tip" title="Own title" >}}\nWords\n{{< /hint >}}\n',
    "{: .tip }\nWords\n",
    "T> Words\n",
    "T> ## Own title\nT>\nT> Words\n",
]


@pytest.mark.parametrize("source", BOXES)
def test_boxes_of_every_dialect_are_one_thing(reading: Reading, source: str) -> None:
    draft = reading.of("markdown", f"Before\n\n{source}\nAfter\n")
    assert outline(draft.blocks).split()[0] == "Para:Before"
    assert outline(draft.blocks).split()[-1] == "Para:After"
    (found,) = [node for node in draft.blocks if node["t"] == "Div"]
    assert found["c"][0] == ["", ["tip"], []]
    assert outline(found["c"][1]) == ("Div:Own_title Para:Words" if "Own title" in source else "Para:Words")
    assert codes(draft) == []


@pytest.mark.parametrize(
    "form",
    ["\\newpage", "\\pagebreak", "\\clearpage", "\\newpage{}", '<div style="page-break-after: always;"></div>',
     '<div style="break-before: page"></div>', "::: pagebreak\n:::", "::: {.page-break}\n:::",
     '<div class="pagebreak"> </div>',
     "<!-- pagebreak -->", '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```',
     "```{=latex}\n\\newpage\n```",
     "{pagebreak}", "{{< pagebreak >}}", '<p style="page-break-before: always"></p>'],
)  # fmt: skip
@pytest.mark.parametrize("dialect", ["github", "pandoc"])
def test_every_page_break_is_one_mark(reading: Reading, form: str, dialect: str) -> None:
    draft = reading.of("markdown", f"One\n\n{form}\n\nTwo\n", dialect=dialect)
    assert [node["t"] for node in draft.blocks] == ["Para", "Div", "Para"]
    assert draft.blocks[1]["c"] == [["", ["pagebreak"], []], []]


@pytest.mark.parametrize(
    ("code", "head"),
    [
        ("{lang=js}\n    let a = 1;\n\n    b\n", ["", ["js"], []]),
        ('{lang=js, title="x.js", linenos=off}\n    let a = 1;\n\n    b\n', ["", ["js"], [["title", "x.js"]]]),
        ("{linenos=off}\n~~~~~~\nlet a = 1;\n\nb\n~~~~~~\n", ["", [], []]),
        ("{lang=js}\n```\nlet a = 1;\n\nb\n```\n", ["", ["js"], []]),
        ("{.x #y}\n\tlet a = 1;\n\n\tb", ["y", ["x"], []]),
    ],
)
def test_attributes_in_a_line_above_code_belong_to_it(reading: Reading, code: str, head: list[object]) -> None:
    draft = reading.of("markdown", f"# One\n\nWords.\n\n{code}")
    assert [node["t"] for node in draft.blocks] == ["Header", "Para", "CodeBlock"]
    assert draft.blocks[2]["c"] == [head, "let a = 1;\n\nb"]
    assert codes(draft) == []


def test_attributes_that_nothing_can_be_done_with_stay_visible(reading: Reading) -> None:
    draft = reading.of("markdown", "# One\n\n> {.a}\n>     x\n\n{.b}\n  Words.\n\n- {.c}\n      y\n\nD> dir\n")
    assert outline(draft.blocks) == "Header1:One BlockQuote:{.a}_x Div:Words. BulletList:{.c}_y Para:D>_dir"
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("The $10 ticket is sold in US$ only, and never in A$.", []),
        ("From $5 to $10, or *$HOME/bin* and $PATH.", []),
        ("Take $n$ lamps, $a +\nb$ and $\\alpha$ ($x_1$).", ["n", "a +\nb", "\\alpha", "x_1"]),
        ("It is $`x^2`$.", ["x^2"]),
        ("As \\(x^2\\) and \\(y\\), then \\[z = 1\\]", ["x^2", "y", "z = 1"]),
        ("A list \\(a\\) and \\[a link\\] stay.", []),
        ("```math\nx\n```", ["x"]),
        ("$$\nx\n$$", ["x"]),
        ("\\begin{equation}\nE = mc^2 \\label{eq:e}\n\\end{equation}", ["E = mc^2"]),
        ("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", ["\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"]),
        ("Code `$x$` and `\\(x^2\\)`.", []),
    ],
)  # fmt: skip
def test_formulas_as_people_write_them(reading: Reading, source: str, formulas: list[str]) -> None:
    draft = reading.of("markdown", source + "\n")
    found = [node["c"][1].strip() for node in walk(list(draft.blocks)) if node["t"] == "Math"]
    assert found == formulas
    if not formulas:
        words = source.replace("*", "").replace("`", "").replace("\\(", "(").replace("\\)", ")")
        assert text(draft).replace("\\(", "(").replace("\\)", ")") == words.replace("\\[", "[").replace("\\]", "]")


def nodes_of(draft: object, kind: str) -> list[Node]:
    return [node for node in walk(list(draft.blocks)) if node["t"] == kind]  # type: ignore[attr-defined]  # a Draft


def test_small_marks(reading: Reading) -> None:
    draft = reading.of("markdown", "[TOC]\n\nOne ==marked== word, :tada: ~~gone~~ https://example.org\n\n- [x] done\n")
    assert text(draft) == "One marked word, 🎉 gone https://example.org ☒ done"
    assert {"Span", "Strikeout", "Link"} <= set(kinds(draft))
    draft = reading.of("markdown", "See [[#The lamp|it]] and [[Oil]].%%hidden%%\n\n## The lamp ^abc123\n")
    assert [node["c"][2][0] for node in nodes_of(draft, "Link")] == ["#the-lamp", "Oil.md"]
    assert text(draft) == "See it and Oil. The lamp"
    assert codes(draft) == ["text-left-out"]


def test_shortcodes(reading: Reading) -> None:
    draft = reading.of(
        "markdown",
        "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n\n{{< youtube abc >}}\n\n{{< odd a=1 >}} and {{< odd >}}\n\n"
        '{{ "/x" | relative_url }} and `{{< odd >}}`\n',
    )
    assert [node["c"][1] for node in nodes_of(draft, "CodeBlock")] == ["x := 1"]
    assert [node["c"][2][0] for node in nodes_of(draft, "Link")] == ["https://www.youtube.com/watch?v=abc"]
    assert "{{< odd a=1 >}}" in text(draft)
    assert codes(draft) == ["raw-shown"]
    assert [notice.place.line for notice in draft.notices if notice.place] == [7]


def test_a_head_in_toml_and_one_nearly_in_yaml(reading: Reading) -> None:
    draft = reading.of("markdown", '+++\ntitle = "Oil"\ndate = 2020-01-02\ntags = ["a"]\n+++\n\nBody\n')
    assert draft.metadata == {"title": "Oil", "date": "2020-01-02", "tags": ["a"]}
    assert draft.lines == (7,)
    draft = reading.of("markdown", "---\ntitle: Oil: a story\nauthor: @me\n---\n\nBody\n")
    assert draft.metadata == {"title": "Oil: a story", "author": "@me"}
    assert "+++ title = Oil +++" in text(reading.of("markdown", "+++\ntitle = Oil\n+++\n")) or "title = Oil" in plain(
        list(reading.of("markdown", "+++\ntitle = Oil\n+++\n").blocks)
    )


def test_places_that_links_lead_to_stay(reading: Reading) -> None:
    source = (
        'See [it](#oil).\n\n<a id="oil"></a>\n\nThe oil.\n\n<a name="b"></a>\n## Head\n\n<a id="c"></a>\n\n- item\n'
    )
    draft = reading.of("markdown", source)
    names = [node["c"][0][0] for node in walk(list(draft.blocks)) if node["t"] in ("Span", "Div")]
    assert names == ["oil", "b", "c"]
    assert outline(draft.blocks) == "Para:See_it. Para:The_oil. Header2:Head Div:item"


def test_notes_within_notes_stand_behind_the_outer_one(reading: Reading) -> None:
    draft = reading.of(
        "markdown", "Text.[^1] More.[^4]\n\n[^1]: See.[^2]\n[^2]: Inner.[^3]\n[^3]: Innermost.\n[^4]: Last.\n"
    )
    assert [" ".join(plain(node["c"]).split()) for node in nodes_of(draft, "Note")] == [
        *("See.", "Inner.", "Innermost.", "Last."),
    ]
    assert codes(draft) == ["text-kept"]


def test_a_drawing_in_words_is_told(reading: Reading) -> None:
    draft = reading.of("markdown", "```mermaid\ngraph TD\n```\n\n```{mermaid}\ngraph TD\n```\n")
    assert [notice.text for notice in draft.notices] == ["2 drawings of mermaid are shown as code"]


EXAMPLES = re.findall(
    r"^````markdown\n(.*?)^````\n\n````text\n(.*?)^````$", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize(("seed", "manuscript"), EXAMPLES)
def test_the_page_about_dialects_is_true(reading: Reading, seed: str, manuscript: str) -> None:
    dialect = {"dialect": "obsidian"} if "%%" in seed else {}
    assert write_markdown(reading.of("markdown", seed, **dialect).blocks).text == manuscript


def test_the_page_names_every_dialect() -> None:
    assert re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE) == ["dialect", *NAMES]
    assert len(EXAMPLES) > 15


def test_a_folder_has_one_dialect(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/1.md": "!!! note\n    Words\n",
        "b/2.md": '=== "A"\n    Words\n',
        "b/3.md": "Press ++ctrl+c++.\n",
        "b/4.md": "[[Link]] and {++more++}\n",
        "b/5.md": "Plain {++more++}\n",
    }
    words = text(reading.seed(files))
    assert "Press Ctrl+C." in words  # its own mark, and that of two others
    assert "Plain more" in words  # no mark of its own: as most files are
    assert "{++more++}" in words  # a mark of another dialect


def test_a_tool_says_the_dialect_of_its_folder(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/_config.yml": "title: B\n",
        "b/_toc.yml": "format: jb-book\nroot: intro\nchapters:\n- file: two\n",
        "b/intro.md": "# One\n\nWords, {++kept++}\n",
        "b/two.md": "# Two\n\nSee [](lab).\n\n(lab)=\n## Lamp\n\n% hidden\n",
    }
    draft = reading.seed(files)
    assert "hidden" not in text(draft)
    assert codes(draft) == ["text-left-out"]


def test_a_default_for_all_seeds_names_the_dialect(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "octavo.toml").write_text('dialect = "pandoc"\n')
    settings = load(tmp_path)
    assert settings.notices == ()
    assert settings.defaults == {"dialect": "pandoc"}
    (reading.folder / "seeds").mkdir()
    (reading.folder / "seeds" / "a.md").write_text("Things:\n- rope\n")
    ((seed,), _) = find(str(reading.folder / "seeds"))
    draft = read_seed(seed, reading.pandoc, given=settings.defaults)
    assert "BulletList" not in kinds(draft)
    assert "dialect" not in draft.metadata


@pytest.mark.parametrize(
    ("yaml", "title"),
    [
        ("title: A: b\ntags: [x\nauthor: Me", "A: b"),
        ('title: "Unclosed\nauthor: Me', "Unclosed"),
        ("title: T\nauthor:\tMe\n\tx: y", "T"),
        ('description: said: "x" and\n  more\ntitle: T\nauthor: Me', "T"),
        ("title: {{ x }\nauthor: Me", "x"),
    ],
)
def test_what_can_be_read_of_broken_front_matter_is_taken(reading: Reading, yaml: str, title: str) -> None:
    draft = reading.of("markdown", f"---\n{yaml}\n---\n\nBody\n")
    assert draft.metadata["title"] == title
    assert str(draft.metadata["author"]).startswith("Me")
    assert text(draft) == "Body"
    assert codes(draft) == ["metadata-ignored"]
