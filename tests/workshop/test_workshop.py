"""Documents are taken in over HTTP by the page that was made for it and by nobody else; a click overrules a line."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from octavo.files import Limits
from octavo.publishing.catalogue.files import write
from octavo.publishing.catalogue.page import page_style
from octavo.publishing.catalogue.serving import Server, open_server
from octavo.publishing.catalogue.values import Entry, File
from octavo.publishing.values.stages import Step
from octavo.publishing.workshop import receiving
from octavo.publishing.workshop.desk import Desk
from octavo.publishing.workshop.receiving import RefusedError, checked_name
from octavo.publishing.workshop.states import States

from tests.conformance import axe, nu, toolbox

USE = Path(__file__).with_name("use.js")
PIPELINE = Path(__file__).parents[2] / "pipeline"
LETTER = """THE HARBOUR

In the winter of that year the harbour was closed for three weeks.

What the keeper said

Nobody had seen so much ice before, he told us, and nobody wants to see it again.

- lamps
- ropes

A short line

More text follows here, in a paragraph of its own that is longer than the others around it.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/harbour.txt").write_text(LETTER, "utf-8")
    (tmp_path / "out/letter").mkdir(parents=True)
    entry = Entry("letter", "A letter", "urn:x", files=(File("html", "letter/letter.html", 9),), changed=1)
    write(tmp_path / "out", [entry], "Ours")
    (tmp_path / "out/letter/letter.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p>x</html>", "utf-8"
    )
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    states = States()
    states.end("harbour", "harbour.txt", [], {"pdf": "harbour/harbour.pdf"})
    desk = Desk(home / "seeds", Limits(picture_bytes=1 << 20), states, page_style())
    with open_server(home / "out", "127.0.0.1", 0, reload=True, desk=desk) as served:
        threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield served
        served.shutdown()
    desk.close()


def ask(
    server: Server, method: str, path: str, body: bytes = b"", heads: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    line.request(method, f"{server.prefix}{path}", body, heads or {})
    answer = line.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    line.close()
    return found


def key_of(server: Server) -> dict[str, str]:
    page = ask(server, "GET", "_work/")[2].decode()
    found = re.search(r'name="octavo-key" content="([^"]+)"', page)
    assert found
    return {"X-Octavo-Key": found[1]}


def test_a_document_is_taken_in_and_none_is_replaced_unasked(server: Server, home: Path) -> None:
    key, seeds = key_of(server), home / "seeds"
    assert ask(server, "POST", f"_work/seeds/{quote('Œuvre à lire.md')}", b"# One", key)[0] == 200
    assert (seeds / "Œuvre à lire.md").read_bytes() == b"# One"
    assert ask(server, "POST", "_work/seeds/book/images/a.png", b"png", key)[0] == 200
    assert (seeds / "book/images/a.png").read_bytes() == b"png"
    assert ask(server, "POST", "_work/seeds/harbour.txt", b"other", key)[0] == 409
    assert (seeds / "harbour.txt").read_text("utf-8") == LETTER
    assert ask(server, "POST", "_work/seeds/harbour.txt", b"other", {**key, "X-Octavo-Replace": "yes"})[0] == 200
    assert (seeds / "harbour.txt").read_bytes() == b"other"
    assert not [path for path in seeds.rglob("*") if path.name.startswith(".")]


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt", "a/../../up.txt", "/etc/x.txt", "..%2fup.txt", ".hidden.txt", "a/.b/c.txt", "a\\b.txt", "C:x.txt",
        "x\0.txt",
        "a/b/c/d/e.txt", "", "a//b.txt", "con\u202e.txt", "x.txt ", "n" * 300 + ".txt", "link/x.txt", "link.txt",
        "pipe.txt",
        "x.exe", "x", "x.sh", "x.PY", "big.png",
    ],
)  # fmt: skip
def test_nothing_else_is_taken_in(server: Server, home: Path, name: str) -> None:
    outside, seeds = home / "outside", home / "seeds"
    outside.mkdir()
    (outside / "there.txt").write_text("mine", "utf-8")
    (seeds / "link").symlink_to(outside)
    (seeds / "link.txt").symlink_to(outside / "there.txt")
    os.mkfifo(seeds / "pipe.txt")
    before = {path: path.stat().st_size for path in home.rglob("*.txt") if path.is_file()}
    body = b"x" * ((1 << 20) + 1 if name.startswith("big") else 1)
    heads = {**key_of(server), "X-Octavo-Replace": "yes"}
    code = ask(server, "POST", f"_work/seeds/{quote(name, safe='/%')}", body, heads)[0]
    assert code in (400, 404, 409, 413, 415, 500)
    assert {path: path.stat().st_size for path in home.rglob("*.txt") if path.is_file()} == before
    assert [path.name for path in outside.iterdir()] == ["there.txt"]


def test_who_sends_too_much_hears_why(server: Server, home: Path) -> None:
    """Also a client that reads no answer before it has sent everything, which is more than the system holds for it."""
    code, _, said = ask(server, "POST", "_work/seeds/big.png", b"x" * (24 << 20), key_of(server))
    assert (code, said) == (413, b"it is larger than 1 MB")
    assert not (home / "seeds/big.png").exists()


@pytest.mark.parametrize(
    "heads",
    [
        {}, {"X-Octavo-Key": "x"}, {"Origin": "null"}, {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Host": "evil.example"}, {"Transfer-Encoding": "chunked"},
    ],
)  # fmt: skip
def test_only_the_page_itself_may_send(server: Server, home: Path, heads: dict[str, str]) -> None:
    if heads and "X-Octavo-Key" not in heads:
        heads = {**key_of(server), **heads}
    for method, path in (("POST", "_work/seeds/x.txt"), ("POST", "_work/lines"), ("GET", "_work/state")):
        if method == "POST" or "Transfer-Encoding" not in heads:
            assert ask(server, method, path, b"", heads)[0] in (403, 411), (method, path)
    assert not (home / "seeds/x.txt").exists()
    assert ask(server, "OPTIONS", "_work/seeds/x.txt")[0] == 501
    assert ask(server, "POST", "letter/letter.html")[0] == 404


def test_nobody_finds_the_workshop_without_the_address(server: Server) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.request("GET", "/_work/")
    assert line.getresponse().status == 404
    line.close()
    assert len(server.prefix) > 30
    _, heads, _ = ask(server, "GET", "_work/")
    assert heads["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in heads["content-security-policy"]
    assert "unsafe-inline" not in heads["content-security-policy"].partition("script-src")[2].partition(";")[0]
    assert "access-control-allow-origin" not in heads


def test_a_hundred_at_once_and_memory_stays_flat(server: Server, home: Path) -> None:
    key, body = key_of(server), b"word " * 60_000
    tracemalloc.start()
    with ThreadPoolExecutor(100) as pool:
        codes = [*pool.map(lambda n: ask(server, "POST", f"_work/seeds/n{n}.txt", body, key)[0], range(100))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes == [200] * 100
    assert sum(path.stat().st_size for path in (home / "seeds").glob("n*.txt")) == 100 * len(body)
    assert peak < 30e6  # of 30 MB that came, and two buffers for each client in this process


def test_one_name_is_taken_once(server: Server, home: Path) -> None:
    key = key_of(server)
    with ThreadPoolExecutor(20) as pool:
        codes = [*pool.map(lambda n: ask(server, "POST", "_work/seeds/same.txt", b"%d" % n * 9000, key)[0], range(20))]
    assert sorted(codes) == [200] + [409] * 19
    assert len(set((home / "seeds/same.txt").read_bytes())) <= 2


def test_who_sends_too_slowly_is_left(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "PATIENCE", 0.3)
    key = key_of(server)["X-Octavo-Key"]
    slow = socket.create_connection(("127.0.0.1", server.server_port), timeout=10)
    head = f"POST {server.prefix}_work/seeds/slow.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Octavo-Key: {key}\r\n"
    slow.sendall(f"{head}Content-Length: 5000\r\n\r\nbegin".encode())
    for _ in range(5):
        time.sleep(0.12)
        slow.sendall(b"x")
    assert b" 408 " in slow.recv(200)
    slow.close()
    cut = socket.create_connection(("127.0.0.1", server.server_port), timeout=10)
    cut.sendall(f"{head}Content-Length: 5000\r\n\r\nbegin".encode())
    cut.close()
    assert ask(server, "GET", "_work/")[0] == 200
    assert [path.name for path in (home / "seeds").iterdir()] == ["harbour.txt"]


def test_names() -> None:
    assert checked_name("A book/01 – first.md") == "A book/01 – first.md"
    assert checked_name("e\u0301.txt") == "\u00e9.txt"
    for name in ("a/", "~/x.txt~", "a./x.txt", "x?.txt"):
        with pytest.raises(RefusedError):
            checked_name(name)


def test_a_line_is_overruled_and_taken_back(server: Server, home: Path) -> None:
    key, sidecar = key_of(server), home / "seeds/harbour.yaml"

    def say(line: int, role: str) -> int:
        return ask(
            server, "POST", "_work/lines", json.dumps({"seed": "harbour.txt", "line": line, "role": role}).encode(), key
        )[0]

    page = ask(server, "GET", "_work/lines?seed=harbour.txt")[2].decode()
    assert "heading 2 (guessed)" in page
    assert "it is short" in page
    assert say(12, "paragraph") == 200
    assert sidecar.read_text("utf-8") == 'structure:\n  - "A short line": paragraph\n'
    assert "you said so" in ask(server, "GET", "_work/lines?seed=harbour.txt")[2].decode()
    assert say(12, "") == 200
    assert sidecar.read_text("utf-8") == ""
    assert say(12, "<script>") == 400
    assert say(13, "verse") == 409
    sidecar.write_text("structure: {12: verse}\n", "utf-8")
    assert say(12, "quote") == 409
    assert sidecar.read_text("utf-8") == "structure: {12: verse}\n"
    for name in ("../out/letter/letter.html", "nothing.txt", "harbour.yaml"):
        assert ask(server, "GET", f"_work/lines?seed={quote(name)}")[0] in (400, 404)


def test_the_metadata_of_a_book_hold_for_the_lines_of_its_chapters(server: Server, home: Path) -> None:
    book = home / "seeds/book"
    book.mkdir()
    (book / "01.txt").write_bytes(
        "Über den Hafen\n\nDie Schiffe lagen still, und über die Mole zog Nebel.\n".encode("cp1250")
    )
    said = [("encoding: cp1250", "Über den Hafen"), ("encoding: cp866", "▄ber den Hafen")]
    for metadata, line in said:
        (book / "book.yaml").write_text(f"{metadata}\n", "utf-8")
        assert line in ask(server, "GET", "_work/lines?seed=book/01.txt")[2].decode()
    (book / "01.yaml").write_text("encoding: cp1250\n", "utf-8")  # its own sidecar says more
    assert "Über den Hafen" in ask(server, "GET", "_work/lines?seed=book/01.txt")[2].decode()


def test_the_pages_pass_the_checkers(server: Server, tmp_path: Path) -> None:
    paths = []
    for name, path in (("adding", "_work/"), ("lines", "_work/lines?seed=harbour.txt")):
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_bytes(ask(server, "GET", path)[2])
    assert nu(*paths) == []
    assert [line for line in axe(*paths) if "/state" not in line and "ERR_FAILED" not in line] == []


def use(server: Server, **more: Any) -> dict[str, Any]:
    task = {"address": server.address, "browser": toolbox.chromium(), "arguments": toolbox.chromium_flags(), **more}
    done = toolbox.run([toolbox.node(), str(USE), json.dumps(task)], extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_somebody_adds_and_corrects_in_a_browser(server: Server, home: Path) -> None:
    assert server.desk is not None
    server.desk.states.begin("novel")
    server.desk.states.step("novel", Step("making pdf", 3, 12))
    seen = use(server)
    assert seen["dropped"] == "added"
    assert seen["asked"] == ["Replace it", "Leave it"]
    assert seen["refused"] == "files like this are no part of a document"
    assert seen["states"] == ["harbour.txtpdflines", "novelmaking pdf, page 3"]
    assert (home / "seeds/dropped.md").read_text("utf-8") == "# Dropped"
    assert (home / "seeds/harbour.txt").read_text("utf-8") == LETTER
    assert seen["before"].startswith("sure")
    assert seen["after"] == "you said so"
    assert seen["focus"] == "What line 12 is"
    assert "A short line" in (home / "seeds/harbour.yaml").read_text("utf-8")
    assert seen["said"] == []


def test_a_served_document_cannot_reach_the_workshop(server: Server, home: Path) -> None:
    """Even a script that found its way into a document: the sandbox gives it no origin, and so no answers."""
    tried = use(server, evil="letter/letter.html", key=key_of(server)["X-Octavo-Key"])["tried"]
    assert tried == {"origin": "null", "state": "refused", "page": "refused", "upload": "refused",
                     "overrule": "refused", "opened": "refused", "framed": "refused"}  # fmt: skip
    assert [path.name for path in (home / "seeds").iterdir()] == ["harbour.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_what_is_added_is_built_and_told(home: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PIPELINE)}
    program = [sys.executable, "-m", "octavo", "serve", "--upload", "--port", "0", "--to", "html", "--quiet"]
    with subprocess.Popen(program, cwd=home, env=environment, stdout=subprocess.PIPE, text=True) as process:
        late = threading.Timer(120, process.kill)
        late.start()
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        head, _, rest = address.removeprefix("http://").partition("/")
        port = int(head.rpartition(":")[2])

        def get(method: str, path: str, body: bytes = b"", heads: dict[str, str] | None = None) -> bytes:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            line.request(method, f"/{rest}{path}", body, heads or {})
            data = line.getresponse().read()
            line.close()
            return data

        found = re.search(rb'name="octavo-key" content="([^"]+)"', get("GET", "_work/"))
        assert found
        key = {"X-Octavo-Key": found[1].decode()}
        get("POST", "_work/seeds/added.md", b"# Added\n\nSome words.\n", key)
        documents: dict[str, Any] = {}
        for _ in range(300):
            documents = {one["slug"]: one for one in json.loads(get("GET", "_work/state", heads=key))["documents"]}
            if all(documents.get(slug, {}).get("state") == "done" for slug in ("added", "harbour")):
                break
            time.sleep(0.2)
        assert documents["added"]["files"]["html"] == "added/added.html"
        assert b"Some words." in get("GET", "added/added.html")
        assert documents["harbour"]["lines"] == ["harbour.txt"]
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        late.cancel()
