"""Shortcodes, tags, tabs and cells of all tools, in the words of the manuscript."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown

from tests.readers.support import Reading, codes

KNOWN = [
    ("hugo", '{{< details "More" >}}\nWords\n{{< /details >}}', "**More**\n\nWords"),
    ("hugo", '{{< tabs "x" >}}\n{{% tab name="Mac" %}}\nA\n{{% /tab %}}\n{{< /tabs >}}', "**Mac**\n\nA"),
    ("hugo", '{{< button href="https://x.org" >}}Go{{< /button >}} on', "[Go](https://x.org) on"),
    ("hugo", "{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}", "```mermaid\ngraph TD\n```"),
    ("hugo", "{{< katex >}}x^2{{< /katex >}} and {{< gist me 12 >}}", "$x^2$ and <https://gist.github.com/me>"),
    ("hugo", "a {{< katex / >}}b\n\nc\n\n{{< katex />}}\n\n{{< katex >}}x{{< /katex >}}", "a b\n\nc\n\n$x$"),
    ("hugo", '{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}', "```go\nx := 1\n```"),
    ("hugo", '{{< notice\n  tip\n>}}\nWords\n{{< /notice >}}', "::: tip\nWords\n:::"),
    ("hugo", "- {{< hint info >}}\n  Words\n  {{< /hint >}}\n- two", "- ::: note\n  Words\n  :::\n- two"),
    ("hugo", '[x]({{< relref path="a.md#b" lang="en" >}})', "[x](a.md#b)"),
    ("hugo", "{{</* odd */>}} and\n\n```\n{{</* code */>}}\n```", "{{< odd >}} and\n\n```\n{{< code >}}\n```"),
    ("jekyll", "{% raw %}{{ x }} {% y %}{% endraw %}", "{{ x }} {% y %}"),
    ("jekyll", "{% raw %}\n```\n{{ x }}\n```\n{% endraw %}", "```\n{{ x }}\n```"),
    ("jekyll", '{% include note.html content="Hot" %}', "::: note\nHot\n:::"),
    ("jekyll", "> Words\n{: .prompt-tip }", "::: tip\nWords\n:::"),
    ("jekyll", "## H\n{: .x }\nWords\n{: .note }", "## H\n\n::: note\nWords\n:::"),
    ("jekyll", "One $$y^2$$ and\n\n$$x$$\n\n- i $$i$$", "One $y^2$ and\n\n$$\nx\n$$\n\n- i $i$"),
    ("jekyll", "* TOC\n{:toc}\n\nWords", "Words"),
    ("jekyll", '1. three\n{:start="3"}', "3. three"),
    ("jekyll", '{% tabs %}\n{% tab title="A" %}\nWords\n{% endtab %}\n{% endtabs %}', "**A**\n\nWords"),
    ("mkdocs", '=== "A"\n\n    Words\n\n    ```py\n    x\n    ```\n\n=== "B"\n    More',
     "**A**\n\nWords\n\n```py\nx\n```\n\n**B**\n\nMore"),
    ("mkdocs", "- item\n\n    === \"A\"\n\n        Words\n", "- item\n\n  **A**\n\n  Words"),
    ("mkdocs", "/// tip | Own\nWords\n///", ":::: tip\n::: title\nOwn\n:::\n\nWords\n::::"),
    ("mkdocs", "Press ++ctrl+alt+del++ :material-key: now", "Press [Ctrl]{.kbd}+[Alt]{.kbd}+[Del]{.kbd} now"),
    ("mkdocs", "{++in++} {--out--} {~~a~>b~~}", "[in]{.underline} ~~out~~ ~~a~~[b]{.underline}"),
    ("mkdocs", "`#!python print()` [B](x.md){ .md-button }", "`print()` [B](x.md)"),
    ("mkdocs", "*[HTML]: Hyper Text\n\nHTML is HTML.", "HTML (Hyper Text) is HTML."),
    ("mkdocs", "*[HTML]: Hyper Text\n*[W3C]: body\n\nHTML is here.", "\\*\\[W3C]: body\n\nHTML (Hyper Text) is here."),
    ("mkdocs", "One\n\n* * *\n\nTwo", "One\n\n---\n\nTwo"),
    ("obsidian", "A note^[In `x^2` the [line](y.md).] here", "A note[^1] here\n\n[^1]: In `x^2` the [line](y.md)."),
    ("obsidian", "| a |\n|---|\n| [[N\\|al]] |", "| a          |\n|------------|\n| [al](N.md) |"),
    ("github", "~one~ and ~~two~~, H~2~O, a~b c~d, ~5 and ~6", "~~one~~ and ~~two~~, H~2~O, a~b c~d, ~5 and ~6"),
    ("github", "x^2^ and y^3, z^4", "x^2^ and y^3, z^4"),
    ("quarto", "::: {.panel-tabset}\n## R\nA\n\n## Python\nB\n:::", "**R**\n\nA\n\n**Python**\n\nB"),
    ("quarto", "::: {layout-ncol=2}\nA\n\nB\n:::", "A\n\nB"),
    ("quarto", '::: {.content-visible when-format="html"}\nA\n:::', "A"),
    (
        "quarto",
        "::: {.content-visible when-format=html}\nA\n:::\n\n::: {.content-visible when-format=pdf}\nB\n:::",
        "B",
    ),
    ("quarto", '```{r fig-x, fig.cap="A *cap*"}\n1\n```\n\n@fig-x',
     '``` {#fig-x .r title="A *cap*"}\n1\n```\n\n@{fig-x}'),
    ("quarto", '```{python}\n#| label: fig-y\n#| fig-cap: >\n#|   A\n#|   cap\n#| echo: false\n1\n```',
     '``` {#fig-y .python title="A cap"}\n1\n```'),
    ("quarto", '(ref:c) Words\n\n```{r p, fig.cap="(ref:c)"}\n1\n```\n\n\\@ref(fig:p)',
     "``` {#fig:p .r title=Words}\n1\n```\n\n[-@fig:p]"),
    ("quarto", '```{r t}\nkable(x, caption = "Cap")\n```\n\n\\@ref(tab:t)',
     '``` {#tab:t .r title=Cap}\nkable(x, caption = "Cap")\n```\n\n[-@tab:t]'),
    ("quarto", '```{.python filename="x.py"}\n1\n```', "``` {.python title=x.py}\n1\n```"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "source", "manuscript"), KNOWN)
def test_what_is_known_is_said_in_markdown(reading: Reading, dialect: str, source: str, manuscript: str) -> None:
    draft = reading.of("markdown", f"{source}\n", dialect=dialect)
    assert write_markdown(draft.blocks).text.strip() == manuscript
    assert set(codes(draft)) <= (
        {"raw-shown"} if "mermaid" in source else {"text-left-out"} if "html" in source else set()
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_not_known_is_shown_to_the_letter(reading: Reading, line_end: str) -> None:
    source = '{{< odd a="b" >}}\n\n{% if x == "y" %}\n\nIn {{< odd >}} line.\n'.replace("\n", line_end)
    draft = reading.of("markdown", source, dialect="hugo")
    assert write_markdown(draft.blocks).text == '`{{< odd a="b" >}}`\n\n`{% if x == "y" %}`\n\nIn `{{< odd >}}` line.\n'
    assert codes(draft) == ["raw-shown"]
    assert len(draft.notices) == 2


def test_what_is_for_other_formats_is_left_out_and_told(reading: Reading) -> None:
    source = (
        '::: {.content-visible when-format="pdf"}\nPaper\n:::\n\n::: {.content-hidden when-format="pdf"}\nPage\n:::\n'
    )
    draft = reading.of("markdown", source, dialect="quarto")
    assert write_markdown(draft.blocks).text == "Page\n"
    assert codes(draft) == ["text-left-out"]
    assert [notice.text for notice in draft.notices] == ["a passage for other formats was left out"]


def test_values_of_the_front_matter_and_of_a_file(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "book/_quarto.yml": "project:\n  type: book\nbook:\n  chapters: [index.qmd]\n",
        "book/_variables.yml": "version: '1.2'\nof:\n  lamp: brass\n",
        "book/index.qmd": "---\ntitle: Oil\n---\n\nThe "
        "{{< meta title >}} {{< var version >}} of {{< var of.lamp >}}.\n",
    }
    draft = reading.seed(files)
    assert "The Oil 1.2 of brass." in write_markdown(draft.blocks).text
