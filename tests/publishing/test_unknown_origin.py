"""What stands in ``out/`` may come from anybody: nothing outside it is read, written or removed, and nothing hangs."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from octavo.cli import main
from octavo.folders import Folder
from octavo.publishing.values.record import EditionRecord, Record, digest_of

from tests.publishing.conftest import TEXT, Shop
from tests.walls_here import needs_locks

SECRET = "the secret words"

Change = Callable[[dict[str, Any]], Any]


@pytest.fixture
def made(shop: Shop, letter: Path) -> Shop:
    """A publication with its manuscript, and a file elsewhere that nobody may touch."""
    shop.build("--to", "html")
    (shop.folder / "elsewhere").mkdir()
    (shop.folder / "elsewhere/secret").write_text(SECRET)
    return shop


def change(shop: Shop, alter: Change) -> None:
    path = shop.folder / "out/letter/record.json"
    path.write_bytes(altered_by(alter, json.loads(path.read_bytes())))


def altered_by(alter: Change, record: dict[str, Any]) -> bytes:
    """The record as somebody alters it who knows how it is summed up."""
    del record["sum"]
    altered = alter(record)
    record = record if altered is None else altered
    with contextlib.suppress(ValueError, TypeError):
        record = {**record, "sum": digest_of(record)}
    return json.dumps(record).encode()


def put(name: str, value: object) -> Change:
    return lambda record: record.update({name: value})


def row(**values: object) -> Change:
    return lambda record: record["editions"]["html"].update(values)


ALTERED: dict[str, Change] = {
    "a picture elsewhere": put("pictures", {"../../../elsewhere/secret": "0" * 64}),
    "a file that was brought, elsewhere": put("brought", {"../../elsewhere/secret": "0" * 64}),
    "an edition elsewhere": row(file="../../elsewhere/secret"),
    "an edition that is a device": row(file="/dev/zero"),
    "a file with a NUL": row(file="a\0"),
    "an input that is a device": put("inputs", {"/dev/zero": "0" * 64}),
    "pages that are words": row(pages="many"),
    "more pages than there can be": row(pages=10**40),
    "inputs that are none": put("inputs", None),
    "a seed that is a number": put("seed", 5),
    "a seed with an endless name": put("seed", "x" * 5000),
    "origins before the first line": put("origins", [[-5, "letter.md", -9]]),
    "a title of half a character": put("title", "\ud800"),
    "a field too many": put("more", 1),
    "a notice of numbers": put("notices", [{"code": 1, "hint": 2, "level": "warning", "place": None, "text": 3}]),
    "layout that is a list": put("layout", []),
    "no record at all": lambda _: [1],
}


@pytest.mark.parametrize("alter", ALTERED.values(), ids=list(ALTERED))
def test_an_altered_record_is_not_believed(record: dict[str, Any], alter: Change) -> None:
    assert Record.from_json(altered_by(lambda _: None, dict(record))) is not None
    assert Record.from_json(altered_by(alter, record)) is None


@pytest.mark.parametrize("name", ["generated", "manuscript", "stands", "offered", "seed", "words"])
def test_no_value_of_a_record_is_changed_alone(record: dict[str, Any], name: str) -> None:
    assert Record.from_json(json.dumps({**record, name: 1 if name == "words" else "another"}).encode()) is None
    assert Record.from_json(json.dumps({key: value for key, value in record.items() if key != "sum"}).encode()) is None
    assert Record.from_json(json.dumps(record).encode()) is not None  # however it is laid out


@pytest.mark.parametrize("command", [("build", "--quiet", "--to", "md"), ("prune", "--all", "--quiet")])
def test_a_record_with_the_digest_of_an_edited_text_does_not_give_it_up(
    made: Shop, letter: Path, command: tuple[str, ...]
) -> None:
    edited = made.out("letter", ".md").read_bytes() + b"\nMy own words.\n"
    made.out("letter", ".md").write_bytes(edited)
    path = made.folder / "out/letter/record.json"
    own = hashlib.sha256(edited).hexdigest()
    forged = {**json.loads(path.read_bytes()), "generated": own, "manuscript": own, "stands": own, "offered": own}
    path.write_text(json.dumps(forged))
    letter.write_text(TEXT + "\nTwo.\n", encoding="utf-8")
    assert main([*command]) == 0
    assert made.out("letter", ".md").read_bytes() == edited


@pytest.fixture(scope="module")
def one_record() -> bytes:
    html = EditionRecord("letter.html", "0" * 64, "0" * 64, 1)
    return Record("../seeds/letter.md", "0", {"letter.md": "0"}, "0", "0", editions={"html": html}).to_json()


@pytest.fixture
def record(one_record: bytes) -> dict[str, Any]:
    assert Record.from_json(one_record) is not None
    found: dict[str, Any] = json.loads(one_record)
    return found


@pytest.mark.parametrize("name", ["a picture elsewhere", "a file that was brought, elsewhere"])
def test_an_altered_record_is_said_and_made_anew(made: Shop, name: str) -> None:
    edited = made.out("letter", ".md").read_text("utf-8") + "\nMy own words.\n"
    made.out("letter", ".md").write_text(edited, encoding="utf-8")
    change(made, ALTERED[name])
    assert main(["prune", "--all", "--quiet"]) == 0
    outcomes, code = made.build("--to", "md")
    assert code == 0
    assert "results-strange" in [notice["code"] for notice in outcomes["letter"]["notices"]]
    assert made.out("letter", ".md").read_text("utf-8") == edited
    assert (made.folder / "elsewhere/secret").read_text() == SECRET
    outcomes, _ = made.build("--to", "md")
    assert outcomes["letter"]["made"] == []
    assert "results-strange" not in [notice["code"] for notice in outcomes["letter"]["notices"]]


def test_what_the_record_says_of_a_proof_is_compared_anew(made: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    places = ("letter", "--seeds", str(made.folder / "seeds"), "--out", str(made.folder / "out"))
    fault = {"what": "words", "how": "missing", "text": "nothing", "block": None, "path": "", "line": None}
    change(made, put("proof", {"ok": False, "rows": {}, "faults": [fault]}))
    assert main(["check", *places]) == 0
    assert "manuscript" in capsys.readouterr().out
    change(made, put("proof", {"ok": True, "rows": {"words": {"expected": 9_999_999}}, "faults": []}))
    assert main(["check", *places]) == 0
    assert "9999999" not in capsys.readouterr().out.replace(",", "")


@pytest.mark.parametrize(
    ("field", "name"),
    [
        *((field, "letter.md") for field in ("brought", "unproven", "further", "file")),
        *((field, "letter.new.md") for field in ("brought", "unproven", "further", "file")),
        *((field, "notes.txt") for field in ("brought", "unproven", "further", "file")),
        *(
            ("brought", "letter.pdf"),
            ("brought", "sub/works.bib"),
            ("unproven", "letter.epub"),
            ("further", "images/a.svg"),
        ),
    ],
)
def test_a_record_cannot_make_a_persons_file_its_own(made: Shop, letter: Path, field: str, name: str) -> None:
    """Even with the right digest: what Octavo removes or replaces has a name that Octavo gives."""
    path = made.folder / "out/letter" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.replace("More words", "My own words"), encoding="utf-8")
    own = hashlib.sha256(path.read_bytes()).hexdigest()
    if field in ("brought", "unproven"):
        change(made, put(field, {name: own}))
    else:
        change(made, row(further={name: own}) if field == "further" else row(file=name, sha256=own))
    letter.write_text(TEXT + "\nAn addition.\n", encoding="utf-8")
    made.build("--to", "md")
    assert main(["prune", "--all", "--quiet"]) == 0
    assert "My own words" in path.read_text("utf-8")


@pytest.mark.parametrize("proof", [{"ok": False, "rows": {}, "faults": []}, {"ok": 0}, {"ok": "no", "rows": 5}])
def test_a_failure_that_was_only_written_down_stops_no_build(made: Shop, proof: dict[str, Any]) -> None:
    change(made, put("proof", proof))
    made.out("letter", ".html").unlink()
    outcomes, code = made.build("--to", "html")
    assert (code, outcomes["letter"]["errors"], outcomes["letter"]["made"]) == (0, [], ["html"])


def test_an_edition_is_made_again_to_resolve_a_doubt(made: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a close look suspects is not altered when a new build of it comes to the same bytes."""
    from octavo import check
    from octavo.check import publication
    from octavo.pandoc import Pandoc
    from octavo.publishing.questions import check as question
    from octavo.publishing.results.freshness import Order, task_of
    from octavo.settings import Settings
    from octavo.shelf import find

    def suspect(name: str, *rest: Any, closely: bool = True, **more: Any) -> check.EditionProof:
        proof = check.prove_edition(name, *rest, closely=closely, **more)
        fault = check.Fault("looks", "wrong", "suspected")
        return dataclasses.replace(proof, faults=(fault,)) if name == "html" and closely else proof

    monkeypatch.setattr(publication, "prove_edition", suspect)
    themes = (str(Path(__file__).parents[2] / "templates/themes"),)
    order = Order(made.folder / "out", (), Settings(), themes, 1, 1_700_000_000, True)
    page = made.out("letter", ".html")
    with Pandoc() as pandoc:
        assert question.look(task_of(find("seeds")[0][0], order), pandoc).proof.ok
        page.write_bytes(page.read_bytes().replace(b"</main>", b"<!-- --></main>"))
        change(made, row(sha256=hashlib.sha256(page.read_bytes()).hexdigest()))
        assert not question.look(task_of(find("seeds")[0][0], order), pandoc).proof.ok


def test_any_bytes_may_be_the_record() -> None:
    for data in (b"", b"[" * 100_000, b"\xff\xfe\0", b"9" * 5000, b'{"octavo-record": NaN}', b"null"):
        assert Record.from_json(data) is None


NAMES = ["record.json", "letter.html", "letter.new.md", "pages.json", "images/x.png", "refs.bib"]


@pytest.mark.parametrize("how", ["pipe", "device", "folder", "link"])
@pytest.mark.parametrize("names", [["letter.md"], NAMES], ids=["the manuscript", "all others"])
def test_what_is_no_file_neither_hangs_nor_leaks(made: Shop, names: list[str], how: str) -> None:
    for name in names:
        path = made.folder / "out/letter" / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if how == "pipe":
            os.mkfifo(path)
        elif how == "folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero" if how == "device" else made.folder / "elsewhere/secret")
    outcomes, code = made.build("--to", "html")
    assert code in (0, 6)
    assert (code == 6) == bool(outcomes["letter"]["errors"])
    assert main(["check", "--quiet"]) in (0, 6)
    assert main(["prune", "--all", "--quiet"]) == 0
    assert (made.folder / "elsewhere/secret").read_text() == SECRET
    held = [file.read_bytes() for file in (made.folder / "out").rglob("*") if file.is_file() and not file.is_symlink()]
    assert not any(SECRET.encode() in data for data in held)


def test_folders_that_are_links_are_refused(shop: Shop, letter: Path) -> None:
    for name in ("victim", "another", "out/letter", "out"):
        (shop.folder / name).mkdir(parents=True, exist_ok=True)
    shop.seed("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>')
    letter.write_text(TEXT + "\n![A dot](dot.svg)\n", encoding="utf-8")
    (shop.folder / "victim/dot.svg").write_text("mine")
    (shop.folder / "out/letter/images").symlink_to(shop.folder / "victim")
    shop.seed("other.md", TEXT)
    (shop.folder / "out/other").symlink_to(shop.folder / "another")
    outcomes, code = shop.build("--to", "md")
    assert code == 6
    assert all(outcome["errors"] for outcome in outcomes.values())
    assert main(["prune", "--all", "--quiet"]) == 0
    assert [path.read_text() for path in (shop.folder / "victim").iterdir()] == ["mine"]
    assert not list((shop.folder / "another").iterdir())


def test_a_changed_page_map_is_made_anew(made: Shop) -> None:
    pages = made.folder / "out/letter/pages.json"
    whole = pages.read_bytes()
    pages.write_bytes(whole.replace(b'"1"', b'"7"'))
    made.build()
    assert pages.read_bytes() == whole


def test_results_among_the_seeds_are_no_seeds(shop: Shop, letter: Path) -> None:
    for out in ("seeds/out", "seeds/older", "seeds/book/out"):
        outcomes, _ = shop.build("--to", "md", "--out", out)
        assert list(outcomes) == ["letter"]
    shop.seed("book/1.md", "# One\n\nWords.\n")
    outcomes, _ = shop.build("--to", "md", "--out", "seeds/out")
    assert sorted(outcomes) == ["book", "letter"]
    assert "Some words" not in (shop.folder / "seeds/out/book/book.md").read_text()


@needs_locks
def test_half_written_files_go_when_their_writer_is_dead(tmp_path: Path) -> None:
    import fcntl

    for name in (".octavo-1-ab.tmp", ".octavo-2-cd.tmp", "whole"):
        (tmp_path / name).write_text("words")
    with Folder(tmp_path) as folder, (tmp_path / ".octavo-2-cd.tmp").open() as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        assert folder.remove_leftovers() == 1
        assert folder.remove_leftovers("missing") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".octavo-2-cd.tmp", "whole"]


def test_a_folder_reads_and_writes_files_of_its_own_only(tmp_path: Path) -> None:
    (tmp_path / "in/images").mkdir(parents=True)
    (tmp_path / "outside").write_text("x")
    (tmp_path / "in/link").symlink_to(tmp_path / "outside")
    with Folder(tmp_path / "in") as folder:
        folder.write("images/a", b"one")
        assert folder.read("images/a") == b"one"
        assert folder.read("images/a", 2) is None
        assert folder.read("link") is None
        assert folder.kind("link") == "a link"
        folder.write("link", b"two")
        assert folder.files() == ("link",)
        shutil.rmtree(tmp_path / "in/images")
        (tmp_path / "in/images").symlink_to(tmp_path)
        with pytest.raises(OSError, match="Not a directory"):
            folder.write("images/outside", b"three")
        assert not folder.remove("images/outside", folder.digest("images/outside"))
    assert (tmp_path / "outside").read_text() == "x"
