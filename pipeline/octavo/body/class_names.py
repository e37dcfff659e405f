"""Every class name: those that a document may use, those of the body's tree, and the hooks of the editions. Floor 2.

A document must never meet a rule that an edition made for itself. So the lists have no name in common, a test reads
the style sheets and the code for names that are on none, and a new hook begins with ``o-``, which no document may use.
"""

from __future__ import annotations

DOCUMENT = frozenset(
    "epigraph warning note tip important caution center right verse smallcaps underline mark address dedication "
    "abstract attribution letter columns pagebreak part appendix "
    "frontmatter backmatter".split()
)
"""What a document may set on a division or a span. Themes know them all."""

TREE = frozenset("marker noteref formula box-title code-title paren bracket references left upright".split())
"""What only ``compose`` writes; ``docs/architecture.md`` says where."""
TREE_BEGINNINGS = ("tok-", "language-", "columns-")

HOOK = "o-"
"""How a hook of an edition begins."""

HOOKS = frozenset(
    "article authors author back blank book broken byline contents contents-title contributor cover date decoration "
    "display dot endnotes find flat footnote fold front imprint indented item joined late-note late-notes link-mark "
    "link-note lists long many name notes number others page pages picture publisher qr qr-code qr-links qr-title "
    "ragged rights series skip source stand-in standard-page subtitle table task text tight title title-block "
    "title-page titlepage together top end turned url whole xref".split()
)
"""Hooks of older date, without the beginning; no document may use them either."""
HOOK_BEGINNINGS = (HOOK, "fit-")


def is_hook(name: str) -> bool:
    """Whether a class name belongs to the editions."""
    return name in HOOKS or name.startswith(HOOK_BEGINNINGS)


def is_of_tree(name: str) -> bool:
    """Whether a class name is one that ``compose`` writes into the tree."""
    return name in TREE or name.startswith(TREE_BEGINNINGS)
