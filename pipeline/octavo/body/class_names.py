"""Every class name: those that a document may use, those of the body's tree, and the hooks of the editions. Floor 2.

A document must not trigger a style rule that an edition made for itself. So the lists have no name in common, a test
finds names in style sheets and code that are on no list, and every hook begins with ``o-``, which no document may use.
"""

from __future__ import annotations

DOCUMENT = frozenset(
    "epigraph warning note tip important caution center right verse smallcaps underline mark kbd address dedication "
    "abstract attribution letter columns pagebreak part appendix "
    "frontmatter backmatter foreword preface introduction prologue conclusion epilogue afterword acknowledgments "
    "glossary bibliography colophon full-bleed".split()
)
"""What a document may set on a division, a span or a picture. Themes know them all."""
FULL_BLEED = "full-bleed"
"""The class of a picture that fills a page to its edges."""

TREE = frozenset(
    "dateline recipient salutation closing signature speaker speech stage marker noteref formula formula-number "
    "box-title code-title paren bracket references left "
    "upright wide".split()
)
"""What only ``compose`` writes; ``docs/architecture.md`` says where."""
TREE_BEGINNINGS = ("tok-", "language-", "columns-")

HOOK = "o-"
"""How every hook of an edition begins, so that no document can name one."""


def is_hook(name: str) -> bool:
    """Whether a class name belongs to the editions."""
    return name.startswith(HOOK)


def is_of_tree(name: str) -> bool:
    """Whether a class name is one that ``compose`` writes into the tree."""
    return name in TREE or name.startswith(TREE_BEGINNINGS)
