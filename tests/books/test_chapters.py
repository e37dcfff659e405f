"""What becomes of single chapters: their titles, what they say of themselves, files of other kinds."""

from __future__ import annotations

import base64
import json

import pytest
from octavo.errors import SeedError
from octavo.tree.walk import walk

from tests.pictures.test_pictures import picture
from tests.readers.support import Reading, codes, outline, text


def test_parts_stand_above_their_chapters(reading: Reading) -> None:
    draft = reading.seed(
        {
            "b/mkdocs.yml": "site_name: The book\nnav:\n  - index.md\n  - Part one:\n    - One: one.md\n    - two.md\n",
            "b/docs/index.md": "# Home\n\n## Sub\n\nx\n",
            "b/docs/one.md": "Text without a heading.\n",
            "b/docs/two.md": "# Two\n\n## Sub\n\nx\n",
        }
    )
    assert outline(draft.blocks) == (
        "Header1:Home Header2:Sub Para:x Header1:Part_one Header2:One Para:Text_without_a_heading. "
        "Header2:Two Header3:Sub Para:x"
    )
    assert draft.metadata["title"] == "The book"
    assert draft.blocks[3]["c"][1][1] == ["part"]


def test_parts_and_appendices_of_bookdown(reading: Reading) -> None:
    draft = reading.seed(
        {
            "b/_bookdown.yml": "book_filename: x\n",
            "b/index.Rmd": "---\ntitle: T\nauthor: A\ndate: 2020\n---\n\n# Preface {-}\n\nx\n",
            "b/01.Rmd": "# (PART) First {-}\n\n# One\n\nx\n",
            "b/02.Rmd": "# (APPENDIX) More {-}\n\n# Tables\n\nx\n",
        }
    )
    heads = [(n["c"][0], *n["c"][1][1][-1:]) for n in draft.blocks if n["t"] == "Header"]
    assert heads == [(1, "unnumbered"), (1, "part"), (2,), (1, "part"), (2, "appendix")]
    assert "Header1:First Header2:One" in outline(draft.blocks)
    assert (draft.metadata["title"], draft.metadata["author"]) == ("T", ["A"])
    assert codes(draft) == []


def test_an_index_without_a_title_is_called_like_its_folder(reading: Reading) -> None:
    files: dict[str, str | bytes] = {
        "b/book.yaml": "title: Lamps\n", "b/README.md": "x\n", "b/old-lamps/index.md": "y\n",
    }  # fmt: skip
    assert outline(reading.seed(files).blocks) == "Header1:Lamps Para:x Header1:Old_lamps Para:y"


def test_drafts_are_left_out_with_a_word(reading: Reading) -> None:
    draft = reading.seed({"b/1.md": "# One\n\nx\n", "b/2.md": "---\ndraft: true\n---\n\n# Two\n\ny\n"})
    assert outline(draft.blocks) == "Header1:One Para:x"
    assert [notice.text for notice in draft.notices] == ["this chapter calls itself a draft; it was left out"]
    assert draft.words.split() == ["#", "One", "x"]  # what is left out is not looked for


def test_lines_that_mdbook_hides_are_left_out_with_a_word(reading: Reading) -> None:
    code = (
        "# A\n\n```rust,ignore\n# use x;\nfn a() {\n    # b();\n    ## c\n#[d]\n#\n}\n```\n\n"
        "```rust\n# e\n```\n\n```sh\n# f\n```\n"
    )
    files: dict[str, str | bytes] = {"b/book.toml": "[book]\n", "b/src/SUMMARY.md": "- [A](a.md)\n", "b/src/a.md": code}
    draft = reading.seed(files)
    assert [node["c"][1] for node in draft.blocks if node["t"] == "CodeBlock"] == [
        "fn a() {\n    # c\n#[d]\n}",
        "# e",
        "# f",
    ]
    assert codes(draft) == ["text-left-out"]
    kept = reading.seed({**files, "b/book.yaml": "dialect: github\n"})
    assert sum(node["c"][1].count("#") for node in kept.blocks if node["t"] == "CodeBlock") == 8


def test_a_chapters_own_bibliography_holds(reading: Reading) -> None:
    draft = reading.seed(
        {
            "b/1.md": "# One\n\nx\n",
            "b/in/2.md": "---\nbibliography: refs.bib\n---\n\n# Two\n\n[@k]\n",
            "b/in/refs.bib": "@book{k, title={T}}",
        }
    )
    assert draft.bibliography == (("refs.bib", b"@book{k, title={T}}"),)


def test_other_kinds_are_named_once(reading: Reading) -> None:
    files: dict[str, str | bytes] = {"b/1.md": "# One\n\nx\n", "b/4.rst": "x", "b/5.adoc": "x", "b/x.py": "x"}
    draft = reading.seed(files)
    (notice,) = draft.notices
    assert notice.text == "no reader knows the kind of 2 files in this book: 4.rst, 5.adoc"


def notebook(*cells: dict[str, object], language: str = "python") -> str:
    """A notebook of format 4."""
    return json.dumps({"cells": cells, "metadata": {"language_info": {"name": language}}, "nbformat": 4})


def test_a_notebook(reading: Reading) -> None:
    png = base64.b64encode(picture()).decode()
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["\x1b[31mred\x1b[0m\n", "10%\r100%\n"]},
        {"output_type": "display_data", "data": {"image/png": png, "text/plain": "<Figure>"}},
        {"output_type": "execute_result", "data": {"text/plain": ["  42"], "text/html": "<b>42</b>"}},
        {"output_type": "execute_result", "data": {"text/html": "<i>x</i>", "text/plain": "<IPython object>"}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["Trace"]},
    ]
    draft = reading.seed(
        {
            "n.ipynb": notebook(
                {"cell_type": "markdown", "source": ["# Title\n", "\n", "Words $x^2$."], "metadata": {}},
                {"cell_type": "code", "source": "print('```')", "outputs": outputs, "metadata": {}},
                {"cell_type": "code", "source": "secret()", "outputs": [], "metadata": {"tags": ["remove-cell"]}},
                {"cell_type": "raw", "source": "raw *text*", "metadata": {}},
            )
        }
    )
    assert outline(draft.blocks) == (
        "Header1:Title Para:Words_x^2. CodeBlock:print('```') CodeBlock:red_100% Para: CodeBlock:42 CodeBlock:Trace "
        "CodeBlock:raw_*text*"
    ) or "Figure" in [node["t"] for node in draft.blocks]
    (code, *_) = (node for node in walk(list(draft.blocks)) if node["t"] == "CodeBlock")
    assert code["c"][0][1] == ["python"]
    assert len(draft.pictures) == 1
    assert "text-left-out" in codes(draft)


def test_notebooks_of_the_third_format(reading: Reading) -> None:
    old = {
        "worksheets": [
            {"cells": [{"cell_type": "heading", "level": 2, "source": "H"}, {"cell_type": "code", "input": "1"}]}
        ]
    }
    draft = reading.seed({"n.ipynb": json.dumps(old)})
    assert outline(draft.blocks) == "Header2:H CodeBlock:1"


@pytest.mark.parametrize("data", ["[]", "{", '{"cells": 3}', "[" * 5000])
def test_what_is_no_notebook(reading: Reading, data: str) -> None:
    with pytest.raises(SeedError, match="no Jupyter notebook"):
        reading.seed({"n.ipynb": data})


MDX = """---
title: T
---
import Tabs from '@theme/Tabs';
import {
  One,
} from 'x';

export const meta = {
  a: 1,
};

# Head

{/* a comment */}

<Tabs groupId="x" values={[{label: 'A', value: {b: 1}}]}>
<TabItem value="a" label="Apple">

An **apple** with `<Code />` and {braces}.

</TabItem>
</Tabs>

```jsx
import x from 'y';
<Tag prop={1} />
```

The word import is a word.
"""


def test_mdx(reading: Reading) -> None:
    draft = reading.seed({"a.mdx": MDX})
    said = text(draft)
    assert "Apple An apple with <Code /> and {braces}." in said
    assert "import x from 'y';" in said
    assert "The word import is a word." in said
    for gone in ("@theme", "meta", "comment", "TabItem", "groupId"):
        assert gone not in said
    assert [notice.place.line for notice in draft.notices if notice.code == "active-content" and notice.place] == [
        *(17, 4, 9),  # both tags with words between them are told at once
    ]
