"""Parts, appendices and what stands around the chapters: from a book's order to the body and the editions."""

from __future__ import annotations

from typing import Any

from lxml import etree
from octavo.body import Body, block_text
from octavo.body.compose import compose
from octavo.editions import pdf
from octavo.editions.epub.chapters import split
from octavo.editions.html.tree import landmarks
from octavo.model import Manuscript, Metadata
from octavo.pandoc import Pandoc
from octavo.tree import nodes as tree
from octavo.tree.walk import plain

from tests.pdf.bodies import job
from tests.readers.support import Reading

TEXT = """# Hello {.frontmatter}

x

# The first part {.part}

## One

### In one

x

# Tables {.appendix}

x

# Thanks {.backmatter}

x
"""


BOOK = {
    "ch-1.md": "# One\n\nwords, see [before](preface.md)\n",
    "ch-2.md": "# Two\n\nwords\n",
    "dedication.md": "For Ann.\n",
    "Epigraph.md": "# To be read first\n\n> Light.\n",
    "préface.md": "# Why\n\nwords\n",
    "acknowledgements.md": "Thanks.\n",
    "appendix-b.md": "# Tables\n\nx\n",
    "colophon.md": "---\nrole: colophon\n---\n\nSet by hand.\n",
    "note.md": "---\nrole: forword\n---\n\n# Note\n\nx\n",
}


def test_files_are_parts_of_a_book_by_their_names(reading: Reading) -> None:
    draft = reading.seed({f"b/{name}": text for name, text in BOOK.items()})
    heads = [(plain(node).strip(), tree.attributes_of(node)[1]) for node in draft.blocks if tree.kind(node) == "Header"]
    assert heads == [
        ("Dedication", ["dedication"]),
        ("To be read first", ["epigraph"]),
        ("Why", ["preface"]),
        ("One", []),
        ("Two", []),
        ("Note", []),
        ("Acknowledgements", ["acknowledgments"]),
        ("Tables", ["appendix"]),
        ("Colophon", ["colophon"]),
    ]
    assert [notice.text for notice in draft.notices if "forword" in notice.text]


def composed(text: str, pandoc: Pandoc, **facts: Any) -> Body:
    return compose(Manuscript(f"---\ntitle: T\n---\n\n{text}", "x.md"), Metadata("T", lang="en", **facts), pandoc)


def test_a_dedication_has_no_heading_and_stands_before_the_text(pandoc: Pandoc) -> None:
    text = (
        "# Dedication {.dedication}\n\nFor Ann.\n\n# To be read first {.epigraph}\n\nLight.\n\n# Preface\n\nx\n\n"
        "# One\n\nSee [this](#dedication).\n\n# Preface\n\nof another book\n"
    )
    body = composed(text, pandoc)
    assert (body.form, body.front) == ("book", 3)
    first, second, *rest = body.tree
    assert [first.get(name) for name in ("class", "id", "data-title")] == ["dedication", "dedication", "Dedication"]
    assert [node.tag for node in first] == ["p"]
    assert [block_text(node) for node in second] == ["To be read first", "Light."]
    assert [section.get("class") for section in rest] == ["preface", None, "preface"]
    assert [heading.text for heading in body.outline] == ["Preface", "One", "Preface"]
    assert [body.blocks[heading.block].text for heading in body.outline] == ["Preface", "One", "Preface"]
    assert body.tree.find(".//a").get("href") == "#dedication"  # type: ignore[union-attr]


def test_words_alone_make_no_dedication_of_a_chapter(pandoc: Pandoc) -> None:
    long = "word " * 200
    body = composed(f"# Motto\n\n{long}\n\n# One\n\nx\n\n# Widmung\n\nx\n", pandoc, form="book")
    assert [heading.text for heading in body.outline] == ["Motto", "One", "Widmung"]
    plain_text = composed("# Dedication\n\nFor Ann.\n\n# One\n\nx\n", pandoc)
    assert (plain_text.form, plain_text.front) == ("article", 0)
    assert composed("# Preface\n\nx\n\n# Foreword\n\nx\n", pandoc, form="book").front == 0, "nothing else is there"


def test_a_division_before_the_first_heading_is_a_page(pandoc: Pandoc) -> None:
    body = composed("::: dedication\nFor Ann.\n:::\n\n# One\n\nx\n", pandoc, form="book")
    assert body.front == 1
    assert (body.tree[0].tag, body.tree[0].get("class")) == ("section", "dedication")


def test_part_one_is_a_part(pandoc: Pandoc) -> None:
    body = composed("# Part One\n\n## A\n\nx\n\n# Part Two\n\nx\n", pandoc, form="book")
    assert [section.get("class") for section in body.tree] == ["part", None]


def test_a_part_may_be_a_heading_alone(pandoc: Pandoc) -> None:
    text = "# Teil I: Ankunft\n\n# Eins\n\nx\n\n# Teil II\n\n# Zwei\n\nx\n\n# Teil III\n\nText.\n"
    body = composed(text, pandoc, form="book")
    assert [section.get("class") for section in body.tree] == ["part", None, "part", None, None]
    made = pdf.make(job(body, papersize="a6"))
    assert made.pages is not None
    begins = [page.label for page in made.pages.pages if page.block in {head.block for head in body.outline}]
    assert begins == ["1", "3", "5", "7", "8"]


def test_a_dedication_in_another_script_has_no_heading_either(pandoc: Pandoc) -> None:
    text = '# [Dedication]{dir="ltr"} {.dedication}\n\nx y\n\n# One\n\nx\n'
    assert composed(text, pandoc, form="book").tree[0].get("data-title") == "Dedication"


def test_roles_reach_the_editions() -> None:
    with Pandoc() as pandoc:
        body = compose(Manuscript(f"---\ntitle: T\n---\n\n{TEXT}", "x.md"), Metadata("T", form="book"), pandoc)
    classes = [section.get("class", "") for section in body.tree.iter("section")]
    assert classes == ["frontmatter", "part", "", "", "appendix", "backmatter"]
    assert body.notices == ()
    copied = etree.fromstring(etree.tostring(body.tree))
    landmarks(copied, "book")
    roles = [section.get("role", "") for section in copied.iter("section")]
    assert roles == ["doc-chapter", "doc-part", "doc-chapter", "", "doc-appendix", "doc-chapter"]
    chapters = split(body.tree, body.outline, "book", "References")
    kinds = [(chapter.title, chapter.kind.epub_type, chapter.kind.division) for chapter in chapters[1:]]
    assert kinds == [
        ("Hello", "", "frontmatter"),
        ("The first part", "part", "bodymatter"),
        ("One", "chapter", "bodymatter"),
        ("Tables", "appendix", "backmatter"),
        ("Thanks", "", "backmatter"),
    ]
