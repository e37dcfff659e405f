"""The shelf over HTTP: files of ``out/`` and nothing else, documents in a sandbox, patience with nobody."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from octavo.cli import main
from octavo.editions.html.policy import READING, policies, script_hash
from octavo.publishing.catalogue import answering, serving
from octavo.publishing.catalogue.files import write
from octavo.publishing.catalogue.page import page_script
from octavo.publishing.catalogue.serving import Server, open_server
from octavo.publishing.catalogue.values import Entry, File

from tests.catalogue.test_catalogue import jpeg

PIPELINE = Path(__file__).parents[2] / "pipeline"
OWN = f'<head><meta http-equiv="Content-Security-Policy" content="{policies(READING, pictures=False)[0]}"></head>'
EVIL = "<script>fetch('/').then(r => r.text()).then(t => document.title = t)</script>"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / "letter").mkdir(parents=True)
    files = (File("html", "letter/letter.html", 9), File("pdf", "letter/letter.pdf", 9))
    write(folder, [Entry("letter", "A letter", "urn:x", files=files, changed=1, cover=jpeg())], "Ours")
    (folder / "letter/letter.html").write_text(f"<!doctype html><html>{OWN}{EVIL}</html>", "utf-8")
    (folder / "letter/letter.pdf").write_bytes(b"%PDF-1.7" + b"x" * 200_000)
    (folder / "letter/record.json").write_text("{}", "utf-8")
    (folder / "letter/.secret.html").write_text("hidden", "utf-8")
    (folder / "letter/link.html").symlink_to("/etc/passwd")
    (tmp_path / "above.html").write_text("above", "utf-8")
    return folder


def serve(out: Path, host: str = "127.0.0.1", *, reload: bool = False) -> Iterator[Server]:
    with open_server(out, host, 0, reload=reload) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def server(out: Path) -> Iterator[Server]:
    yield from serve(out)


def ask(
    server: Server, path: str, method: str = "GET", host: str = "", accepts: str = "identity"
) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    line.putrequest(method, path, skip_host=bool(host), skip_accept_encoding=True)
    line.putheader("Accept-Encoding", accepts)
    if host:
        line.putheader("Host", host)
    line.endheaders()
    answer = line.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    line.close()
    return found


def test_the_shelf_and_its_files(server: Server) -> None:
    status, heads, data = ask(server, "/")
    assert (status, b"A letter" in data) == (200, True)
    policy = heads["content-security-policy"]
    assert f"script-src {script_hash(page_script())};" in policy
    assert "sandbox" not in policy
    assert ask(server, "/_shelf/letter.jpg")[1]["content-type"] == "image/jpeg"
    assert ask(server, "/opds.json")[1]["content-type"] == "application/opds+json"
    assert ask(server, "/_shelf/letter.opds.json")[0] == 200
    status, heads, data = ask(server, "/letter/letter.pdf?x=1")
    assert (status, len(data), heads["content-type"]) == (200, 200_008, "application/pdf")
    assert ask(server, "/letter/letter.pdf", "HEAD")[2] == b""
    assert heads["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "GZIP , deflate", "*"])
def test_texts_travel_packed_to_those_who_can_unpack_them(server: Server, accepts: str) -> None:
    plain = ask(server, "/letter/letter.html")
    packed = ask(server, "/letter/letter.html", accepts=accepts)
    assert plain[1].get("content-encoding") is None
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert packed[1]["content-security-policy"] == plain[1]["content-security-policy"]
    assert {plain[1]["vary"], packed[1]["vary"]} == {"Accept-Encoding"}
    head = ask(server, "/letter/letter.html", "HEAD", accepts=accepts)
    assert (head[1]["content-length"], head[2]) == (str(len(packed[2])), b"")
    assert gzip.decompress(ask(server, "/opds.json", accepts=accepts)[2]) == ask(server, "/opds.json")[2]
    whole = ask(server, "/letter/letter.pdf", accepts=accepts)
    assert (whole[1].get("content-encoding"), len(whole[2])) == (None, 200_008)


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "xgzip", "gzip-x"])
def test_others_get_them_as_they_are(server: Server, accepts: str) -> None:
    assert ask(server, "/letter/letter.html", accepts=accepts) == ask(server, "/letter/letter.html")


def test_a_document_is_in_a_sandbox(server: Server) -> None:
    _, heads, data = ask(server, "/letter/letter.html")
    policy = heads["content-security-policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert f"script-src {script_hash(READING)};" in policy  # no script but the page's own
    assert "connect-src" not in policy
    assert data.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    "path",
    [
        "/../above.html", "/%2e%2e/above.html", "/letter/../../above.html", "//etc/passwd", "/etc/passwd",
        "/letter/record.json", "/_shelf/known.json", "/letter/.secret.html", "/letter/link.html", "/letter",
        "/letter/letter.html/", "/letter%00.html", "/letter\\letter.html", "/nothing.html", "/events", "*",
        "/letter/letter.html%0d%0aX-Evil:%201",
    ],
)  # fmt: skip
def test_nothing_else_is_given_out(server: Server, path: str) -> None:
    status, heads, data = ask(server, path)
    assert status == 404
    assert "x-evil" not in heads
    assert data == b"404 Not Found\n"


def test_what_is_sent_is_refused(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(server, "/", method)[0] == 501
    assert ask(server, "/" + "a" * 20_000)[0] == 414
    assert ask(server, "/", host="evil.example")[0] == 403
    assert ask(server, "/", host=f"localhost:{server.server_port}")[0] == 200


def test_slow_clients_are_left_and_crowds_turned_away(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.4)
    monkeypatch.setattr(serving, "CLIENTS", 8)
    for server in serve(out):
        crowd = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(100)]
        began = time.monotonic()
        for line in crowd[:8]:
            line.sendall(b"GET / HT")
        for line in crowd:
            line.settimeout(5)
            assert line.recv(10) == b""
            line.close()
        assert time.monotonic() - began < 4
        assert ask(server, "/")[0] == 200


def test_others_need_the_key(out: Path) -> None:
    for server in serve(out, "0.0.0.0"):
        assert not server.local
        assert len(server.prefix) > 30
        assert ask(server, "/")[0] == 404
        assert ask(server, "/x" * 20 + "/")[0] == 404
        assert ask(server, server.prefix, host="books.example")[0] == 200
        assert ask(server, f"{server.prefix}letter/letter.html")[0] == 200


def test_open_pages_load_again(out: Path) -> None:
    for server in serve(out, reload=True):
        _, heads, data = ask(server, "/letter/letter.html")
        assert b"EventSource('/events')" in data
        assert b"http-equiv" not in data  # the policy is the header's, and as strict
        assert "sandbox allow-scripts" in heads["content-security-policy"]
        assert "connect-src 'self'" in heads["content-security-policy"]
        _, heads, data = ask(server, "/")
        assert b"EventSource('/events')" in data
        assert b"http-equiv" not in data
        assert "default-src 'none'; img-src 'self'; script-src 'sha256-" in heads["content-security-policy"]
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        line.request("GET", "/events")
        answer = line.getresponse()
        assert answer.readline() == b"retry: 1000\n"
        answer.readline()
        server.again()
        assert answer.readline() == b"data: again\n"
        line.close()


def test_addresses_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["--port", "99999"], ["--port", "x"], ["--host", "no such host"], ["--json"]):
        assert main(["serve", *words]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_serving_ends_cleanly(out: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PIPELINE)}
    program = [sys.executable, "-m", "octavo", "serve", "--port", "0"]
    with subprocess.Popen(program, cwd=out.parent, env=environment, stdout=subprocess.PIPE, text=True) as process:
        late = threading.Timer(60, process.kill)
        late.start()
        assert process.stdout is not None
        address = process.stdout.readline()
        assert address.startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        late.cancel()
