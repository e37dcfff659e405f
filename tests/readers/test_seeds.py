"""Whole seeds: what a file is, what a book becomes, what a publication is called, what is named beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from octavo.errors import SeedError, SettingsError
from octavo.formats import BUILT_IN, Format, formats
from octavo.model import Place
from octavo.pandoc import Pandoc
from octavo.readers.losses import account
from octavo.readers.seeds.reader import read_seed
from octavo.readers.seeds.sniffing import sniff
from octavo.readers.titles import readable_name
from octavo.shelf import find
from octavo.tree.walk import walk

from tests.pictures.test_pictures import picture
from tests.readers.packages import docx, paragraph
from tests.readers.support import Reading, codes, outline, text

HERE = Place("x")


@pytest.mark.parametrize(
    ("data", "named", "kind"),
    [
        (b"plain words", "", "text"),
        (b"# Title", "markdown", "markdown"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", "text", "web"),
        ("<!doctype html><p>x".encode("utf-16"), "text", "web"),
        (b"<?xml version='1.0'?>\n<!-- c --><html xmlns='x'>", "markdown", "web"),
        (b"no tags < here > at all", "web", "text"),
        (b"<html><p>x", "docx", "web"),
        (docx(paragraph("x")), "text", "docx"),
        (b"GIF89a is a format", "text", "text"),
        (b"BZh is how bzip2 begins", "text", "text"),
        (b"The <html> tag begins a page", "text", "text"),
    ],
)
def test_the_content_decides(data: bytes, named: str, kind: str) -> None:
    assert sniff(data, named, HERE) == kind


@pytest.mark.parametrize(
    ("data", "named", "what"),
    [
        (b"%PDF-1.7\n", "text", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "docx", "old word processor"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "docx",
            "locked with a password",
        ),
        (picture(), "text", "a picture"),
        (b"\x1f\x8b\x08" + bytes(50), "markdown", "compressed"),
        (b"\x7fELF" + bytes(50), "", "a program"),
        (b"PK\x03\x04" + b"mimetypeapplication/epub+zip".rjust(54), "text", "an EPUB"),
        (b"PK\x03\x04" + bytes(60), "text", "zip archive"),
        (b"\0\0\0\x20ftypheic", "text", "a picture"),
    ],
)
def test_what_no_reader_knows_is_named(data: bytes, named: str, what: str) -> None:
    with pytest.raises(SeedError, match=what) as caught:
        sniff(data, named, HERE)
    assert caught.value.hint


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_words_under_the_name_of_a_word_processor_are_refused(reading: Reading, kind: str) -> None:
    data = b"this is no such file"
    assert sniff(data, kind, HERE) == kind
    with pytest.raises(SeedError, match=f"no {kind.upper()} file"):
        reading.of(kind, data)


def test_a_reader_says_in_its_row_how_its_files_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row decides before the list of what nobody reads: with a reader of PDF, a PDF is read."""
    rows = dict(formats())
    rows["pdf"] = Format("pdf", (".pdf",), lambda data: data.startswith(b"%PDF-"), "no.such.module")
    rows["bundle"] = Format("bundle", (".bundle",), None, "no.such.module")
    monkeypatch.setattr("octavo.readers.seeds.sniffing.formats", lambda: rows)
    assert sniff(b"%PDF-1.7", "text", HERE) == "pdf"
    assert sniff(b"PK\x03\x04 and more", "bundle", HERE) == "bundle"
    assert sniff(b"<html><p>x", "pdf", HERE) == "web"
    assert {row.kind for row in BUILT_IN if row.sniff} >= {"web", "docx", "odt", "rtf"}
    assert not any(row.knows(b"plain words") for row in BUILT_IN)


PROSE = "It was a day like any other, and nobody in the house knew that it would be the last of its kind."


def test_an_article_with_a_sidecar(reading: Reading) -> None:
    words = f"{PROSE}\n"
    draft = reading.seed({"a.txt": words, "a.yaml": "title: T\nauthor: [A, B]\nlang: 'no'\n"})
    assert draft.metadata == {"title": "T", "author": ["A", "B"], "lang": "no"}
    assert draft.title == ""
    assert text(draft) == " ".join(words.split())
    assert draft.lines == (1,)


def test_a_broken_sidecar_is_named_with_its_line(reading: Reading) -> None:
    with pytest.raises(SettingsError) as caught:
        reading.seed({"a.txt": "x", "a.yaml": "title: T\nb: &x 1\n"})
    assert caught.value.place == Place(str(reading.folder / "a.yaml"), 2)


@pytest.mark.parametrize(
    ("files", "title", "blocks"),
    [
        ({"a.md": "# Own\n\nPara.\n\n## Sub\n"}, "Own", "Header1:Own Para:Para. Header2:Sub"),
        ({"a.md": "# One\n\nPara.\n\n# Two\n"}, "One", "Header1:One Para:Para. Header1:Two"),
        ({"a.md": "Opening words. And more.\n"}, "Opening words", "Para:Opening_words._And_more."),
        ({"a.md": "Before.\n\n## Late\n"}, "Late", "Para:Before. Header2:Late"),
        ({"a.md": "# Own[^1]\n\nx\n\n[^1]: n\n"}, "Own", "Header1:Own_n Para:x"),
        ({"a.md": "# Alone\n"}, "Alone", "Header1:Alone"),
        ({"02_my-file.md": "***\n"}, "My file", "HorizontalRule:"),
    ],
)
def test_a_seed_without_a_title(reading: Reading, files: dict[str, str | bytes], title: str, blocks: str) -> None:
    draft = reading.seed(files)
    assert (draft.title or draft.metadata["title"], outline(draft.blocks)) == (title, blocks)
    assert len(draft.lines) == len(draft.blocks)


def test_a_title_from_the_command_line_leaves_the_heading(reading: Reading) -> None:
    draft = reading.seed({"a.md": "# Own\n\nx\n"}, title="Other")
    assert outline(draft.blocks) == "Header1:Own Para:x"
    assert "title" not in draft.metadata
    assert draft.title == ""


def test_a_book(reading: Reading) -> None:
    (reading.folder / "b").mkdir()
    (reading.folder / "b" / "p.png").write_bytes(picture())
    (reading.folder / "b" / "refs.bib").write_bytes(b"@book{x}")
    draft = reading.seed(
        {
            "b/01 first.md": "# First\n\nx[^1] ![p](p.png) [next](02.txt) [in](#sub)\n\n## Sub\n\n[^1]: one\n",
            "b/02.txt": f"{PROSE}\n",
            "b/10.html": "<title>Last | Site</title><h1>Last</h1><h2 id=sub>Sub</h2><p>y <a href='#sub'>in</a>",
            "b/inner/11.md": "---\ntitle: Own title\nauthor: X\n---\n\nText ![q](p2.png)\n\n# Sub\n",
            "b/inner/p2.png": picture(size=(7, 7)),
            "b/book.yaml": "title: The book\nbibliography: refs.bib\ncover-image: p.png\nchapters:\n  - 01 first.md\n"
            "  - 02.txt\n  - 10.html\n  - inner/11.md\n",
        }
    )
    assert outline(draft.blocks) == (
        "Header1:First Para:x_one_p_next_in Header2:Sub Header1:02 "
        f"Para:{PROSE.replace(' ', '_')} "
        "Header1:Last Header2:Sub Para:y_in Header1:Own_title Para:Text_q Header2:Sub"
    )
    identifiers = [node["c"][1][0] for node in draft.blocks if node["t"] == "Header"]
    assert identifiers == ["first", "sub", "02", "last", "sub-2", "own-title", "sub-3"]
    assert [node["c"][2][0] for node in walk(list(draft.blocks)) if node["t"] == "Link"] == ["#02", "#sub", "#sub-2"]
    assert [picture.name for picture in draft.pictures] == ["p.png", "p2.png"]
    assert draft.metadata == {"title": "The book", "bibliography": ["refs.bib"], "cover-image": "images/p.png"}
    assert draft.bibliography == (("refs.bib", b"@book{x}"),)
    assert draft.places[4] == Place(str(reading.folder / "b" / "02.txt"), 1)
    assert {Path(path).name for path in draft.digests} >= {"01 first.md", "02.txt", "refs.bib", "p.png", "p2.png"}
    assert codes(draft) == ["metadata-ignored"]


def test_books_refuse_what_leads_out(reading: Reading) -> None:
    (reading.folder / "secret.txt").write_text("secret")
    for book in ("chapters: [../secret.txt]", "chapters: [missing.md]"):
        (reading.folder / "b").mkdir(exist_ok=True)
        (reading.folder / "b" / "1.md").write_text("x")
        (reading.folder / "b" / "book.yaml").write_text(book)
        (seed,) = (seed for seed in find(str(reading.folder))[0] if seed.slug == "b")
        with pytest.raises(SeedError, match=r"outside|no such file"):
            read_seed(seed, reading.pandoc)


def test_bibliographies_and_covers_stay_inside(reading: Reading) -> None:
    draft = reading.seed({"a.md": "---\nbibliography: [../x.bib, missing.bib]\ncover-image: /etc/passwd\n---\n\nx\n"})
    assert draft.metadata == {}
    assert codes(draft) == ["metadata-ignored", "picture-left-out"]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_nothing_is_refused(reading: Reading, data: bytes) -> None:
    with pytest.raises(SeedError, match="no text"):
        reading.seed({"a.md": data})


@pytest.mark.parametrize(
    "data", ["---\ntitle: T\n---\n", "<!-- to do -->\n", "<?php echo 1; ?>\n", "[a]: http://x.org\n"]
)
def test_what_shows_nothing_has_a_title_only(reading: Reading, data: str) -> None:
    draft = reading.seed({"a.md": data})
    assert draft.blocks == ()
    assert draft.metadata.get("title") or draft.title
    assert "text-left-out" in codes(draft)


def test_links_and_devices_are_refused(reading: Reading, pandoc: Pandoc) -> None:
    seeds = reading.folder / "seeds"
    seeds.mkdir()
    (reading.folder / "secret").write_text("secret")
    (seeds / "link.txt").symlink_to("../secret")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    (seeds / "folder").symlink_to("/etc")
    for seed in find(str(seeds))[0]:
        with pytest.raises(SeedError, match="link"):
            read_seed(seed, pandoc)


def test_structure_from_the_sidecar_reaches_plain_text(reading: Reading) -> None:
    sidecar = "structure:\n  1: heading 1\n  99: quote\n"
    draft = reading.seed({"a.txt": f"{PROSE}\n\n{PROSE}\n", "a.yaml": sidecar})
    assert outline(draft.blocks).startswith("Header1:It_was")
    assert "structure-override" in codes(draft)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/01-the-beginning.txt", "The beginning"),
        ("03.md", "03"),
        ("chapter 7 - End.md", "End"),
        ("über_uns.html", "Über uns"),
    ],
)
def test_readable_names(path: str, name: str) -> None:
    assert readable_name(path) == name


def test_words_that_are_lost_do_not_bring_citations_into_the_count() -> None:
    cite = {"t": "Cite", "c": [[], [{"t": "Str", "c": "[@key]"}]]}
    blocks = [{"t": "Para", "c": [{"t": "Str", "c": "Words"}, {"t": "Space"}, cite]}]
    words, notices = account("Words lost", blocks, HERE)
    assert words.split() == ["Words"]
    assert len(notices) == 1


def test_a_style_of_citations_comes_with_the_bibliography(reading: Reading) -> None:
    files: dict[str, str | bytes] = {"r.bib": "@book{x}", "num.csl": "<style/>"}
    draft = reading.seed({"a.md": "---\nbibliography: r.bib\ncsl: num.csl\n---\n\nx\n", **files})
    assert draft.bibliography == (("r.bib", b"@book{x}"), ("num.csl", b"<style/>"))
    assert not draft.notices


def test_works_in_the_front_matter_become_a_file_beside_the_manuscript(reading: Reading) -> None:
    front = (
        "references:\n- id: k\n  title: A *b*\n  issued: {year: 1984}\n- title: without an id\n"
        "nocite: '@k'\nreference-section-title: Works cited\n"
    )
    draft = reading.seed({"a.md": f"---\n{front}---\n\n## One\n\nx\n"})
    assert draft.metadata == {"title": "One", "bibliography": ["references.yaml"], "nocite": "@k"}
    ((name, data),) = draft.bibliography
    held = {"references": [{"id": "k", "title": "A *b*", "issued": {"year": "1984"}}]}
    assert (name, json.loads(data)) == ("references.yaml", held)
    assert outline(draft.blocks) == "Header2:One Para:x Header2:Works_cited"
    assert len(draft.lines) == 3
    assert not draft.notices


def test_works_of_chapters_are_the_books(reading: Reading) -> None:
    draft = reading.seed(
        {
            "b/1.md": "---\nreferences: [{id: k, title: A}]\n---\n\n# One\n\nx\n",
            "b/2.md": "---\nreferences: [{id: m, title: B}]\n---\n\n# Two\n\nx\n",
        }
    )
    ((_, data),) = draft.bibliography
    assert [one["id"] for one in json.loads(data)["references"]] == ["k", "m"]


def test_works_without_an_id_are_told(reading: Reading) -> None:
    draft = reading.seed({"a.md": "---\ntitle: T\nreferences:\n- title: A\n---\n\nx\n"})
    assert not draft.bibliography
    (notice,) = draft.notices
    assert notice.text == "references: no work in it has an “id” of its own"
    assert notice.place is not None
    assert notice.place.line == 3


def test_a_bibliography_is_no_stray_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x\n")
    (tmp_path / "works.yaml").write_text("---\nreferences:\n- id: k\n")
    (tmp_path / "other.yaml").write_text("title: T\n")
    notices = find(str(tmp_path))[1]
    assert [Path(notice.place.path).name for notice in notices if notice.place] == ["other.yaml"]


@pytest.mark.parametrize(("name", "told"), [("a.md", True), ("a.html", True), ("a.txt", False)])
def test_lines_of_marked_text_cannot_be_overruled(reading: Reading, name: str, told: bool) -> None:
    text = (
        "<!DOCTYPE html><html><body><p>Words</p></body></html>"
        if name == "a.html"
        else "Words that are said.\n\nAnd more.\n"
    )
    draft = reading.seed({name: text, "a.yaml": "title: T\nstructure:\n- 1: heading\n"})
    notices = [notice for notice in draft.notices if notice.text.startswith("structure: this overrules bare text")]
    assert [notice.place and notice.place.line for notice in notices] == [2] * told
