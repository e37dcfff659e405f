"""Kinds of text that are told by their form. Floor 2."""

from __future__ import annotations

from lxml.etree import _Element

from octavo.body.kinds.letters import mark_letters
from octavo.body.kinds.plays import mark_plays


def mark_kinds(tree: _Element, lang: str) -> None:
    """Mark the parts of plays and of letters, in place."""
    mark_plays(tree)
    mark_letters(tree, lang)
