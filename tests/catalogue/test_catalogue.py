"""The readers' shelf: whatever a document says of itself is text there, and readers find their books."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html
from octavo.cli import main
from octavo.publishing.catalogue.files import news, remove, write
from octavo.publishing.catalogue.opds import ATOM, OPEN, downloads, feed, publication, publications
from octavo.publishing.catalogue.page import page, size_of
from octavo.publishing.catalogue.values import Before, Entry, File
from octavo.text.numerals import counted
from PIL import Image

from tests.conformance import axe, nu, toolbox

USE = Path(__file__).with_name("use.js")
EVIL = "</script><script>owned=1</script><img src=x onerror=owned=2>\" onfocus=owned=3 ' javascript:alert(1) \x01]]>"
ENTITY = "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;"


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 30), "teal").save(out, "JPEG")
    return out.getvalue()


def entry(slug: str, title: str, changed: int, **more: Any) -> Entry:
    files = (File("pdf", f"{slug}/{slug}.pdf", 1_400_000, 312), File("epub", f"{slug}/{slug}.epub", 812_000),
             File("html", f"{slug}/{slug}.html", 90_000))  # fmt: skip
    return Entry(slug, title, f"urn:uuid:{slug}", words=90_000, files=files, changed=changed, manuscript="m", **more)


BOOKS = (
    entry("harbour", "The Harbour in Winter", 1_700_000_000, authors=("Ada Exámple",), lang="en", cover=jpeg(),
          subtitle="Notes", description="Three winters.", subjects=("sea",), date="2021", series="Harbours",
          series_position="2", publisher="A Press", rights="All"),
    entry("קיץ", "קיץ", 1_600_000_000, lang="he"),
    entry("evil", EVIL, 1_800_000_000, authors=(EVIL,), lang="", subtitle=EVIL, description=EVIL * 9,
          subjects=(EVIL, ENTITY), date=EVIL, publisher=EVIL, rights=EVIL, series=EVIL),
)  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write(folder, BOOKS, "Our books")
    return folder


def test_the_page_is_used_in_a_browser(out: Path) -> None:
    task = {"page": str(out / "index.html"), "browser": toolbox.chromium(), "arguments": toolbox.chromium_flags()}
    extra = {"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}
    done = toolbox.run([toolbox.node(), str(USE), json.dumps({**task, "search": "example HARBOUR"})], extra=extra)
    found = json.loads(done.stdout)
    assert found["found"] == ["The Harbour in Winter"]
    assert found["told"] == "1 publication"
    assert found["none"]
    assert [title[:3] for title in found["newest"]] == [EVIL[:3], "The", "קיץ"]
    assert found["covers"] == [True]
    assert (found["said"], found["owned"]) == ([], "")  # no script, no request, no complaint of the policy


def test_the_page_passes_the_checkers(out: Path) -> None:
    assert nu(out / "index.html") == []
    cover = (out / "_shelf" / "harbour.jpg").as_uri()
    assert [line for line in axe(out / "index.html") if line != f"index.html: asks for {cover}"] == []


def test_nothing_of_a_document_is_markup() -> None:
    root = html.document_fromstring(page(BOOKS, {}, EVIL).decode())
    assert [node.get("src") for node in root.iter("img")] == ["_shelf/harbour.jpg"]
    assert len(list(root.iter("script"))) == 1
    assert not [name for node in root.iter() for name in map(str, node.keys()) if name.startswith("on")]
    hrefs = [str(node.get("href") or "") for node in root.iter("a")]
    assert all(href.startswith(("#", "opds.", "harbour/", "%D7", "evil/")) for href in hrefs)
    policy = str(root.xpath("string(//meta[@http-equiv]/@content)"))
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_the_feed_is_opds_1() -> None:
    root = etree.fromstring(feed(BOOKS, EVIL))
    names = {"a": ATOM, "dc": "http://purl.org/dc/terms/"}
    for node in (root, *root.findall("a:entry", names)):
        for needed in ("id", "title", "updated"):
            assert len(node.findall(f"a:{needed}", names)) == 1
    first, second, _ = root.findall("a:entry", names)
    assert first.findtext("a:title", namespaces=names) == " ".join(EVIL.replace("\x01", "\ufffd").split())
    assert second.findtext("a:updated", namespaces=names) == "2023-11-14T22:13:20Z"
    links = [(link.get("rel"), link.get("href"), link.get("type")) for link in second.findall("a:link", names)]
    assert (OPEN, "harbour/harbour.epub", "application/epub+zip") in links
    assert ("http://opds-spec.org/image", "_shelf/harbour.jpg", "image/jpeg") in links
    own = next(link for link in root.findall("a:link", names) if link.get("rel") == "self")
    assert (own.get("type") or "").endswith("profile=opds-catalog;kind=acquisition")


def test_the_catalogue_is_opds_2() -> None:
    told = json.loads(publications(BOOKS, "Our books"))
    assert told["metadata"] == {"title": "Our books", "numberOfItems": 3}
    assert [link["rel"] for link in told["links"]] == ["self", "alternate"]
    book = told["publications"][1]
    assert book["metadata"]["belongsTo"] == {"series": {"name": "Harbours", "position": 2}}
    assert book["metadata"]["modified"] == "2023-11-14T22:13:20Z"
    assert book["links"][0] == {"rel": OPEN, "href": "harbour/harbour.epub", "type": "application/epub+zip",
                                "size": 812_000}  # fmt: skip
    assert book["images"] == [{"href": "_shelf/harbour.jpg", "type": "image/jpeg"}]
    assert book["links"][-1] == {"rel": "self", "href": "_shelf/harbour.opds.json",
                                 "type": "application/opds-publication+json"}  # fmt: skip
    assert told["publications"][2]["links"][0]["href"] == "%D7%A7%D7%99%D7%A5/%D7%A7%D7%99%D7%A5.epub"


def test_each_publication_describes_itself(out: Path) -> None:
    """What the schemas of OPDS 2.0 ask of a publication: an address of its own, a download, an image."""
    for told in json.loads((out / "opds.json").read_text("utf-8"))["publications"]:
        (own,) = [link["href"] for link in told["links"] if link["rel"] == "self"]
        alone = json.loads((out / unquote(own)).read_text("utf-8"))
        assert alone["metadata"] == told["metadata"]
        for one, other in zip(alone["links"][:-1], told["links"][:-1], strict=True):
            assert (one["href"], one["rel"]) == (f"../{other['href']}", OPEN)
    site = File("site", "harbour/site/index.html", 9)
    assert site not in downloads(replace(BOOKS[0], files=(*BOOKS[0].files, site)))
    page = json.loads(publications(BOOKS, "Ours", "https://books.example/x/"))
    assert page["links"][0]["href"] == "https://books.example/x/opds.json"
    one = json.loads(publication(BOOKS[0], "https://books.example/x/"))
    assert one["links"][-1]["href"] == "https://books.example/x/_shelf/harbour.opds.json"


def test_what_changed_is_told() -> None:
    old = BOOKS[0]
    first = news(old, None, first=True)
    assert first == Before("m", 90_000, 312, old.changed)
    assert news(old, None, first=False).told == "new"
    assert news(old, first, first=False) == first
    files = (replace(old.files[0], pages=318), *old.files[1:])
    later = replace(old, manuscript="n", words=91_200, files=files, changed=old.changed + 99)
    assert news(later, first, first=False) == Before(
        "n", 91_200, 318, old.changed + 99, "changed: +1,200 words, +6 pages"
    )
    assert news(replace(later, changed=5), news(later, first, first=False), first=False).since == old.changed + 99


def test_files_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    write(tmp_path, BOOKS, "Our books")
    assert (tmp_path / "_shelf/harbour.jpg").is_file()
    write(tmp_path, BOOKS[1:], "Our books")
    assert not (tmp_path / "_shelf/harbour.jpg").exists()
    (tmp_path / "_shelf/known.json").write_text('{"files": {"../mine.txt": "x", "mine.txt": "y"}, "publications": 5}')
    write(tmp_path, BOOKS, "Our books")
    (tmp_path / "opds.xml").write_text("somebody's", "utf-8")
    assert remove(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "opds.xml"]
    assert not remove(tmp_path / "nowhere")


def test_sizes() -> None:
    assert [size_of(n) for n in (0, 999, 1000, 812_400, 1_440_000, 23_000_000)] == [
        "0 bytes", "999 bytes", "1 kB", "812 kB", "1.4 MB", "23 MB",
    ]  # fmt: skip


def test_a_shelf_of_what_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_worker: None, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seeds").mkdir()
    Path("seeds/letter.md").write_text("---\ntitle: A letter\nlang: en\nauthor: Ada\n---\n\n# One\n\nWords.\n", "utf-8")
    main(["build", "--quiet"])
    assert main(["shelf", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shelf"]["publications"] == 1
    told = json.loads(Path("out/opds.json").read_text("utf-8"))["publications"][0]
    assert told["metadata"]["author"] == ["Ada"]
    assert {link["href"] for link in told["links"] if link["rel"] == OPEN} == {
        f"letter/letter.{end}" for end in ("pdf", "epub", "html")
    }
    assert told["images"] == [{"href": "_shelf/letter.jpg", "type": "image/jpeg"}]
    assert main(["shelf", "--address", "nowhere"]) == 2
    with Image.open("out/_shelf/letter.jpg") as cover:
        assert cover.width <= 320
    for path in Path("out/letter").glob("letter.epub"):
        path.write_bytes(b"PK\x03\x04 no zip")  # somebody's: the first page of the PDF is shown
    assert main(["shelf"]) == 0
    assert Path("out/_shelf/letter.jpg").is_file()
    assert main(["prune", "--all"]) == 0
    assert not Path("out/index.html").exists()
    assert not Path("out/_shelf").exists()
    assert main(["shelf", "--out", "nowhere"]) == 6


def test_one_of_a_thing_is_told_as_one() -> None:
    assert [counted(1, "page"), counted(2000, "word"), counted(0, "page"), counted(-1, "word", "+")] == [
        "1 page",
        "2,000 words",
        "",
        "-1 word",
    ]
