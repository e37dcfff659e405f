"""One request over HTTP and its answer: a file of ``out/``, news for open pages, or a refusal. Floor 4.

A document is given out in a sandbox of its own, so that it can never act as a page of the shelf; names are looked up
from the handle of the folder, never through a link; clients that are slow, or that send more than a request, are left.
"""

from __future__ import annotations

import contextlib
import hmac
import ipaddress
import socket
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from octavo.folders import Folder
from octavo.publishing.catalogue.files import PAGE
from octavo.publishing.catalogue.given_out import MEDIA, TEXTS, is_given_out, kind_of, takes_gzip, zipped
from octavo.publishing.catalogue.lingering import linger
from octavo.publishing.catalogue.sandbox import policy_of, reload_script, with_link, with_script
from octavo.publishing.workshop.desk import Desk
from octavo.publishing.workshop.handling import answer, is_ours

PATIENCE = 10.0
"""Seconds in which a request must be there whole, and each piece of an answer taken."""
_LONGEST = 8192
_PIECE = 1 << 16
_SAFE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-cache"),
)


class Given(Protocol):
    """What a request is answered from: the folder of results, and what its server knows.

    ``prefix`` is how addresses begin, ``local`` tells that only this machine may ask, ``reload`` that pages load again.
    """

    out: Path
    reload: bool
    desk: Desk | None
    local: bool
    prefix: str

    @property
    def version(self) -> int:
        """How often something was made."""

    def wait(self, seen: int) -> int:
        """Wait until something is made after ``seen``, or a heartbeat has passed; give the version that is."""


class Handler(BaseHTTPRequestHandler):
    """One request: one file, or nothing."""

    server: Given  # type: ignore[assignment]  # the only servers that it answers for
    timeout = PATIENCE  # for each piece of an answer
    server_version, sys_version = "Octavo", ""

    def setup(self) -> None:
        """Begin: a request that is not there whole in time is left."""
        super().setup()
        self._refused = False
        self._late = threading.Timer(PATIENCE, self._leave)
        self._late.daemon = True
        self._late.start()

    def finish(self) -> None:
        """End; a client that still sends what was refused hears why."""
        self._late.cancel()
        if self._refused and self.command == "POST":
            linger(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def _leave(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def parse_request(self) -> bool:
        """Read the first line and the head, unless they are too long."""
        if len(getattr(self, "raw_requestline", b"")) > _LONGEST:
            self.requestline, self.request_version, self.command = "", "HTTP/1.0", ""
            self.send_error(414)
            return False
        return super().parse_request()

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin an answer, and know whether it is a refusal."""
        self._refused = code >= 400
        super().send_response(code, message)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base's
        """Say nothing: who reads what is nobody's business."""

    def do_GET(self) -> None:
        """Give something out."""
        self._answer(body=True)

    def do_POST(self) -> None:
        """Take something in, where there is a desk."""
        self._late.cancel()
        self.close_connection = True
        path, desk = self._path(), self.server.desk
        if desk is None:
            self.send_error(501)
        elif self.server.local and not self._is_asked_by_its_name():
            self.send_error(403, "this name is not ours")
        elif path is None or not is_ours(path):
            self.send_error(404)
        else:
            answer(self, desk, path, posted=True)

    def do_HEAD(self) -> None:
        """Tell what would be given out."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        self._late.cancel()
        self.close_connection = True
        if self.server.local and not self._is_asked_by_its_name():
            return self.send_error(403, "this name is not ours")
        path = self._path()
        if self.path == "/favicon.ico":  # browsers ask for it by themselves
            self.send_response(204)
            return self.end_headers()
        if path is None:
            return self.send_error(404)
        if path == "events" and self.server.reload:
            return self._events() if body else self.send_error(405)
        if self.server.desk is not None and is_ours(path):
            return answer(self, self.server.desk, path, posted=False)
        try:
            with Folder(self.server.out) as folder:
                opened = folder.open(path) if is_given_out(path) else None
                if opened is None:
                    return self.send_error(404)
                with opened as stream:
                    return self._send(path, stream, body=body)
        except OSError:
            return None

    def _is_asked_by_its_name(self) -> bool:
        """Whether the browser meant this machine: another site could give its own name our address."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        return host == "localhost" or is_loopback(host)

    def _path(self) -> str | None:
        """The path below ``out`` that is asked for; None for one without the key, or that is no such path."""
        asked = unquote(urlsplit(self.path).path, errors="surrogateescape")
        prefix = self.server.prefix
        if not hmac.compare_digest(asked[: len(prefix)].encode("utf-8", "replace"), prefix.encode()):
            return None
        path = asked[len(prefix) :]
        return path or PAGE

    def _send(self, path: str, stream: BinaryIO, *, body: bool) -> None:
        kind = kind_of(path)
        data = stream.read() if kind in TEXTS else b""
        data = with_script(data, self._script()) if kind == "html" else data
        data = with_link(data) if path == PAGE and self.server.desk is not None else data
        is_zipped = bool(data) and takes_gzip(self.headers.get("Accept-Encoding", ""))
        data = zipped(data) if is_zipped else data
        size = len(data) or stream.seek(0, 2)
        stream.seek(0)
        self.send_response(200)
        self.send_header("Content-Type", MEDIA[kind])
        self.send_header("Content-Length", str(size))
        if kind in TEXTS:
            self.send_header("Vary", "Accept-Encoding")
        if is_zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if kind != "pdf":  # a browser shows no PDF in a sandbox, and lets none of them act in its viewer
            self.send_header("Content-Security-Policy", policy_of(path, self._script()))
        self.end_headers()
        if not body:
            return
        self.wfile.write(data)
        while not data and (piece := stream.read(_PIECE)):
            self.wfile.write(piece)

    def _script(self) -> str:
        return reload_script(self.server.prefix) if self.server.reload else ""

    def _events(self) -> None:
        """Tell an open page each time something is made, until it goes away."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Access-Control-Allow-Origin", "*")  # a document in its sandbox has no origin
        self.end_headers()
        seen = self.server.version
        with contextlib.suppress(OSError):
            self.wfile.write(b"retry: 1000\n\n")
            while True:
                now = self.server.wait(seen)
                self.wfile.write(b"data: again\n\n" if now > seen else b": here\n\n")
                seen = now

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A short page that says the code and nothing of what was sent."""
        del explain
        with contextlib.suppress(OSError):
            self.close_connection = True
            self.send_response(code, message)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Security-Policy", "default-src 'none'; sandbox")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(f"{code} {self.responses.get(code, ('error',))[0]}\n".encode())

    def end_headers(self) -> None:
        """End the head with what every answer forbids a browser."""
        for header in _SAFE:
            self.send_header(*header)
        super().end_headers()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone."""
    with contextlib.suppress(ValueError):
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    return False
