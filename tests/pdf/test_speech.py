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


def test_a_folded_row_holds_its_cells_on_every_page_and_heads_say_what_they_head() -> None:
    heads = "".join(f"<th>headquarters{at}</th>" for at in range(160))
    cells = "".join(f"<td>word{at}</td>" for at in range(157))
    table = f"<thead><tr>{heads}</tr></thead><tbody><tr><td colspan='3'>wide</td>{cells}</tr></tbody>"
    made = pdf.make(job(make_body(f"<section><h2>One</h2><table>{table}</table></section>")))
    with pikepdf.open(BytesIO(made.data)) as document:
        parts = [node for node in every(document.Root.StructTreeRoot.K) if node.S == "/Table"]
        assert len(parts) > 1, "the row does not go on over the page"
        for part in parts:
            kinds = {str(node.S) for node in every(part.K)}
            assert "/TBody" in kinds or "/THead" not in kinds
            for row in (node for node in every(part.K) if node.S == "/TR"):
                assert all(cell.S in ("/TH", "/TD") for cell in row.K)
                assert sum(int(cell.A.get("/ColSpan", 1)) for cell in row.K) == 160
        scopes = {str(node.A.Scope) for node in every(document.Root.StructTreeRoot.K) if node.S == "/TH"}
        assert scopes == {"/Column"}


def every(node: Any) -> Iterator[Any]:
    for kid in list(node) if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from every(kid.get("/K", pikepdf.Array()))
