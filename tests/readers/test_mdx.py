"""MDX: told by its marks where a file is called Markdown, its boxes and the names of its headings."""

from __future__ import annotations

import pytest
from octavo.manuscript import write_markdown
from octavo.notices import Code

from tests.check.samples import PIXEL
from tests.readers.support import Reading, codes

PAGE = """import Foo from "./foo"

## First {/*first-one*/}

See [below](#second-one) and `{/* code */}`.

<Note>

Mind the *gap*.

</Note>

{/* a comment */}

<Callout type="warning" title="Careful!">
Hot.
</Callout>

## Second {/* second-one */}

<Foo bar={1} />
"""
WRITTEN = """## First {#first-one}

See [below](#second-one) and `{/* code */}`.

::: note
Mind the *gap*.
:::

:::: warning
::: title
Careful!
:::

Hot.
::::

## Second {#second-one}
"""


def test_a_file_called_markdown_that_is_mdx(reading: Reading) -> None:
    draft = reading.seed({"page.md": PAGE})
    assert write_markdown(draft.blocks).text == WRITTEN
    assert "structure-guess" in codes(draft)


@pytest.mark.parametrize(
    "text",
    [
        "Write `{/* so */}` in MDX.\n",
        "```js\nimport Foo from './foo'\n<Foo>\n```\n",
        "import of goods from 'abroad'\n\nis dear.\n",
        "---\ndialect: github\n---\n\nA {/* mark */}.\n",
    ],
)
def test_markdown_about_it_is_none(reading: Reading, text: str) -> None:
    draft = reading.seed({"page.md": text})
    assert "structure-guess" not in codes(draft)


def test_components_keep_their_words_and_pictures(reading: Reading) -> None:
    source = (
        "{/* x */}\n\n<Intro>\n\nWords of it.\n\n</Intro>\n\n<Deep>\n\nMore.\n\n</Deep>\n\n<Toc />\n\n"
        "<Figure src=\"a.png\" alt=\"A [lamp]\" />\n\n<Image\n  src='a.png' alt='Light' caption='The lamp'\n/>\n"
    )
    draft = reading.seed({"page.mdx": source, "a.png": PIXEL.data})
    assert write_markdown(draft.blocks).text == (
        "Words of it.\n\nMore.\n\n![A \\[lamp\\]](images/a.png)\n\n![The lamp](images/a.png){alt=Light}\n"
    )
    said = [notice.text for notice in draft.notices if notice.code is Code.active_content]
    assert said == [
        "tags of components were left out, the words between them stay: <Intro>, <Deep>",
        "<Toc> is for a program; it was left out",
    ]
