"""What the structure of a PDF tells a screen reader: languages, notes, formulas, code, bodies of items."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from octavo.editions import pdf

from tests.pdf.bodies import job, make_body

HTML = (
    '<section><h2>One</h2><p>Call<a class="noteref" id="fnref-1" href="#fn-1">1</a> <span lang="de">Wort</span> '
    '<code>x = 1</code> <math alttext="a/b"><mfrac><mi>a</mi><mi>b</mi></mfrac></math> private \ue000.</p>'
    '<p lang="fr">Bonjour <a href="https://example.com/"><em>le monde</em></a></p>'
    "<ul><li><p>loose</p><p>item</p></li><li>tight<ul><li>nested</li></ul></li></ul>"
    "<table><caption>Caption</caption><thead><tr><th>H</th></tr></thead><tbody><tr><td>d</td></tr></tbody></table></section>"
)


@pytest.fixture(scope="module")
def structure() -> list[tuple[str, dict[str, Any], list[str]]]:
    """Every structure element: its role, its entries as text, and the roles of its children."""
    made = pdf.make(job(make_body(HTML, '<aside id="fn-1"><p>The note.</p></aside>')))
    with pikepdf.open(BytesIO(made.data)) as document:
        return list(walk(document.Root.StructTreeRoot.K))


def walk(node: Any) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    for kid in list(node) if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            below = kid.get("/K", pikepdf.Array())
            kids = list(below) if isinstance(below, pikepdf.Array) else [below]
            roles = [str(k.S) for k in kids if isinstance(k, pikepdf.Dictionary) and "/S" in k]
            yield (
                str(kid.S),
                {key: str(value) for key, value in kid.items() if key in ("/Lang", "/ID", "/Alt", "/ActualText")},
                roles,
            )
            yield from walk(below)


def test_languages_are_told(structure: list[tuple[str, dict[str, Any], list[str]]]) -> None:
    told = {(role, facts["/Lang"]) for role, facts, _ in structure if "/Lang" in facts}
    assert told == {("/Span", "de"), ("/P", "fr")}


def test_roles(structure: list[tuple[str, dict[str, Any], list[str]]]) -> None:
    notes = [facts for role, facts, _ in structure if role == "/Note"]
    assert notes == [{"/ID": "note-1"}, {"/ID": "note-2"}]
    assert [facts for role, facts, _ in structure if role == "/Formula"] == [{"/Alt": "a/b"}]
    assert any(role == "/Code" for role, _, _ in structure)
    assert {facts["/ActualText"] for _, facts, _ in structure if "/ActualText" in facts} == {"U+E000"}


def test_items_hold_labels_and_bodies_only(structure: list[tuple[str, dict[str, Any], list[str]]]) -> None:
    items = [kids for role, _, kids in structure if role == "/LI"]
    assert len(items) == 3
    assert all(set(kids) <= {"/Lbl", "/LBody"} for kids in items)


def test_every_link_area_belongs_to_a_link(structure: list[tuple[str, dict[str, Any], list[str]]]) -> None:
    made = pdf.make(job(make_body(HTML, '<aside id="fn-1"><p>The note.</p></aside>')))
    with pikepdf.open(BytesIO(made.data)) as document:
        areas = sum(len(page.get("/Annots", [])) for page in document.pages)
    assert areas == sum(role == "/Link" for role, _, _ in structure) == 2
