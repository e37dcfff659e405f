"""What stands in the folder: files damaged or exchanged after the build are told."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from octavo.body import Body
from octavo.check import Proof, Standing, check_publication, prove_edition
from octavo.check.claims import claims
from octavo.editions import Job
from octavo.editions.table import EDITIONS
from octavo.model import Options, PageMap

from tests.check.conftest import theme
from tests.check.mutations.sheets import SHEETS


@pytest.fixture(scope="module")
def pages(everything: Body) -> PageMap:
    found = EDITIONS["pdf"].make(Job(everything, theme(), Options(epoch=1_700_000_000))).pages
    assert found is not None
    return found


def standing(editions: dict[str, bytes], pages: PageMap, body: Body) -> Standing:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in editions.items()}
    return Standing("seed", editions, digests, body.manuscript, pages)


def test_what_was_built_holds(editions: dict[str, bytes], pages: PageMap, everything: Body) -> None:
    proof = check_publication(standing(editions, pages, everything), everything)
    assert proof.ok, [edition.summary() for edition in proof.editions]
    assert [edition.name for edition in proof.editions] == ["pdf", "epub", "html"]
    assert Proof.from_json("seed", proof.to_json()) == proof
    assert proof.table()[0] == ("seed", "pdf", "epub", "html")


def test_what_was_exchanged_or_removed_is_told(editions: dict[str, bytes], pages: PageMap, everything: Body) -> None:
    was = standing(editions, pages, everything)
    changed = {"pdf": editions["pdf"] + b"\n", "html": editions["html"]}
    proof = check_publication(Standing(was.slug, changed, was.recorded, was.manuscript, pages), everything)
    told = {edition.name: [fault.text for fault in edition.faults] for edition in proof.editions}
    assert "somebody changed it" in told["pdf"][-1]
    assert "the file is gone" in told["epub"][0]
    assert told["html"] == []


def test_an_edited_manuscript_is_told(editions: dict[str, bytes], pages: PageMap, everything: Body) -> None:
    was = standing(editions, pages, everything)
    proof = check_publication(Standing(was.slug, editions, was.recorded, "0" * 64, pages), everything)
    assert all("earlier manuscript" in edition.faults[0].text for edition in proof.editions)


@contextmanager
def edited(data: bytes, out: BytesIO) -> Iterator[Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        yield pdf
        pdf.save(out)


def no_outline(pdf: Any) -> None:
    del pdf.Root.Outlines


def no_alternatives(pdf: Any) -> None:
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/Alt" in entry:
            del entry["/Alt"]


def other_address(pdf: Any) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if "/A" in note and "/URI" in note.A:
                note.A.URI = pikepdf.String("https://example.net/")


def no_title(pdf: Any) -> None:
    del pdf.docinfo["/Title"]


def no_page(pdf: Any) -> None:
    del pdf.pages[-1]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (no_outline, "headings"),
        (no_alternatives, "pictures"),
        (other_address, "links"),
        (no_title, "title"),
        (no_page, "words"),
    ],
)
def test_a_pdf_changed_by_others(
    change: Callable[[Any], None], what: str, editions: dict[str, bytes], everything: Body
) -> None:
    out = BytesIO()
    with edited(editions["pdf"], out) as pdf:
        change(pdf)
    proof = prove_edition("pdf", out.getvalue(), everything)
    assert what in {fault.what for fault in proof.faults}


def no_language(pdf: Any) -> None:
    del pdf.Root.Lang


def no_tags(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot


def a_script(pdf: Any) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = action


def bare_font(pdf: Any) -> None:
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in entry:
                    del entry[key]


@pytest.mark.parametrize(
    ("change", "said"),
    [(no_language, "language"), (no_tags, "structure"), (a_script, "action"), (bare_font, "not embedded")],
)
def test_broken_claims_of_a_pdf(change: Callable[[Any], None], said: str, editions: dict[str, bytes]) -> None:
    out = BytesIO()
    with edited(editions["pdf"], out) as pdf:
        change(pdf)
    assert any(said in claim for claim in claims("pdf", out.getvalue(), None))
    assert not list(claims("pdf", editions["pdf"], None))


def rezipped(data: bytes, change: Callable[[str, bytes], bytes | None], first: str = "mimetype") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: name != first):
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(old.getinfo(name), content)  # with the time it had, not the clock's
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda name, data: None if name.endswith("sail.png") else data, "listed and not there"),
        (lambda name, data: data.replace(b"</p>", b"", 1) if name.endswith(".xhtml") else data, "XMLSyntaxError"),
        (lambda name, data: b"text/plain" if name == "mimetype" else data, "says something else"),
        (lambda name, data: data.replace(b"#departure", b"#departed") if "text/" in name else data, "leads nowhere"),
        (lambda name, data: data.replace(b"Departure", b"Return") if name.endswith("nav.xhtml") else data, "contents"),
        (
            lambda name, data: (
                data.replace(b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY x "other words">]>').replace(
                    b"</p>", b"&x;</p>"
                )
                if "text/" in name
                else data
            ),
            "declares names",
        ),
    ],
)
def test_an_epub_changed_by_others(
    change: Callable[[str, bytes], bytes | None], said: str, editions: dict[str, bytes], everything: Body
) -> None:
    proof = prove_edition("epub", rezipped(editions["epub"], change), everything)
    assert any(said in fault.text for fault in proof.faults), proof.summary()


def test_files_that_are_none(everything: Body) -> None:
    for name in ("pdf", "epub", "html"):
        for data in (b"", b"%PDF-1.7", b"PK\x03\x04", b"<html", bytes(range(256))):
            assert not prove_edition(name, data, everything).ok
            list(claims(name, data, None))


@pytest.mark.parametrize("what", ["packed wrongly", "encrypted"])
def test_archives_that_cannot_be_unpacked_are_told_as_such(
    what: str, editions: dict[str, bytes], everything: Body
) -> None:
    data = bytearray(editions["epub"])
    if what == "encrypted":
        at = -1
        while (at := data.find(b"PK\1\2", at + 1)) >= 0:
            data[at + 8] |= 1
    else:
        name = max(zipfile.ZipFile(BytesIO(data)).infolist(), key=lambda entry: entry.compress_size)
        at = name.header_offset + 30 + len(name.filename) + 40
        data[at : at + 40] = bytes(40)
    assert not prove_edition("epub", bytes(data), everything).ok
    assert any("damaged" in said for said in claims("epub", bytes(data), None)) or what != "encrypted"


def test_marked_pages_are_those_of_the_pdf(editions: dict[str, bytes], pages: PageMap) -> None:
    fewer = PageMap(pages.manuscript, pages.paper, pages.theme, pages.pages[:1])
    for name in ("pdf", "epub", "html"):
        assert not list(claims(name, editions[name], pages))
        assert any("page" in said for said in claims(name, editions[name], fewer))


def test_a_record_that_was_forged_too_does_not_spare_the_close_look(
    editions: dict[str, bytes], pages: PageMap, everything: Body
) -> None:
    altered = SHEETS["an entry of the outline leads elsewhere"](editions["pdf"], random.Random(1))
    assert altered is not None
    assert prove_edition("pdf", altered, everything, closely=False).ok
    forged = standing({**editions, "pdf": altered}, pages, everything)
    assert not check_publication(forged, everything).ok
    # Where the close look is wrong, making the edition again says so.
    assert check_publication(dataclasses.replace(forged, again=lambda _: altered), everything).ok
    assert not check_publication(dataclasses.replace(forged, again=lambda _: editions["pdf"]), everything).ok
