"""Parts, appendices and what stands around the chapters: from a book's order to the body and the editions."""

from __future__ import annotations

from lxml import etree
from octavo.body.compose import compose
from octavo.editions.epub.chapters import split
from octavo.editions.html.tree import landmarks
from octavo.model import Manuscript, Metadata
from octavo.pandoc import Pandoc

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


def test_roles_reach_the_editions() -> None:
    with Pandoc() as pandoc:
        body = compose(Manuscript(f"---\ntitle: T\n---\n\n{TEXT}", "x.md"), Metadata("T", form="book"), pandoc)
    classes = [section.get("class", "") for section in body.tree.iter("section")]
    assert classes == ["frontmatter", "part", "", "", "appendix", "backmatter"]
    assert body.notices == ()
    tree = etree.fromstring(etree.tostring(body.tree))
    landmarks(tree, "book")
    roles = [section.get("role", "") for section in tree.iter("section")]
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
