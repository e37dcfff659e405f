"""Which typefaces a document needs beside the theme's own, in the forms of its language. Floor 3; pure.

``octavo.languages.typefaces`` lists the families of each script.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from octavo.body import Body
from octavo.languages.typefaces import TYPEFACES, Typefaces
from octavo.languages.writing import chinese_forms, of_language, scripts_in
from octavo.metadata import shown

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


_HANGING_LANGUAGES = frozenset(("ur", "ks", "pnb"))
_ON_PAPER = {"Aran": "Arab"}
"""A Nastaliq font builds many letters of the same strokes and dots, so a PDF could not say which letter was meant."""
RUNNING = "section:not(.references):not(.dedication):not(.epigraph) > p:not([class])"
"""Selects the paragraphs of running text, those below headings too: some languages indent them all."""
_EAST = frozenset(("Hani", "Hira", "Kana", "Bopo", "Hang"))


def script_of_language(tag: str) -> str:
    """The row of a language: its script, and for Urdu and Hong Kong's Chinese the style that they are printed in."""
    script, parts = of_language(tag), tag.lower().replace("_", "-").split("-")
    if script == "Arab" and parts[0] in _HANGING_LANGUAGES:
        return "Aran"
    if script == "Hant" and {"hk", "mo"} & set(parts[1:]):
        return "Hntl"
    return script if script in TYPEFACES else ""


def typefaces_of_language(tag: str, *, on_paper: bool = False) -> Typefaces | None:
    """The typefaces for a document in a language; None where those of the theme do."""
    row = script_of_language(tag)
    return TYPEFACES.get(_ON_PAPER.get(row, row) if on_paper else row)


def scripts_of(lang: str, text: str) -> tuple[str, ...]:
    """The rows that a text needs: that of its language first, then those of the other letters in it."""
    first = script_of_language(lang)
    found = set(scripts_in(text))
    rows = [first] if first else []
    if found & _EAST and first not in ("Hans", "Hant", "Hntl", "Jpan", "Kore"):
        rows.append(_of_the_east(found, text))
    elif "Hang" in found and first != "Kore":
        rows.append("Kore")
    if "Arab" in found and first == "Aran":
        found.discard("Arab")
    return tuple(dict.fromkeys([*rows, *sorted(found & TYPEFACES.keys())]))


def _of_the_east(found: set[str], text: str) -> str:
    if found & {"Hira", "Kana"}:
        return "Jpan"
    if "Hani" not in found:
        return "Kore" if "Hang" in found else "Hant"
    forms = chinese_forms(text)
    return "Hant" if forms["Hant"] > forms["Hans"] else "Hans"


def extended(stack: str, role: str, scripts: Iterable[str]) -> str:
    """A theme's font stack with the families of these scripts before its generic family."""
    families = dict.fromkeys(name for script in scripts for name in TYPEFACES[script].role(role))
    parts = [part.strip() for part in stack.split(",")]
    return ", ".join([*parts[:-1], *(f'"{name}"' for name in families), parts[-1]])


def scripts_of_body(body: Body, *, on_paper: bool = False) -> tuple[str, ...]:
    """The rows that a whole document needs, its metadata and the words that Octavo adds included."""
    letters = set("".join(shown(body.metadata).texts()))
    letters.update(*(block.text for block in body.blocks), *(str(word) for word in dataclasses.astuple(body.labels)))
    rows = scripts_of(body.metadata.lang, "".join(sorted(letters)))
    return tuple(dict.fromkeys(_ON_PAPER.get(row, row) for row in rows)) if on_paper else rows


def foreign_rows(body: Body, *, on_paper: bool = False) -> list[tuple[str, str]]:
    """The tags and rows of the languages in a document whose letters look otherwise than in its own."""
    roots = (body.tree, *(note.tree for note in body.notes))
    tags = {tag for root in roots for node in root.iter() if _TAG.fullmatch(tag := node.get("lang", ""))}
    found = in_other_forms(body.metadata.lang, sorted(tags))
    return [(tag, row) for tag, row in found if not on_paper or row not in _ON_PAPER]


def in_other_forms(lang: str, foreign: Sequence[str]) -> list[tuple[str, str]]:
    """Languages in a document whose letters look otherwise than in the document's own: their tags and rows."""
    shared = ({"Hans", "Hant", "Hntl", "Jpan", "Kore"}, {"Arab", "Aran"})
    own = script_of_language(lang)
    rows = [(tag, script_of_language(tag)) for tag in foreign]
    return [(tag, row) for tag, row in rows if row and row != own and any(row in group for group in shared)]
