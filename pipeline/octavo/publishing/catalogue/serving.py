"""The readers' shelf and the editions over HTTP. Floor 4; nothing but Python's own server.

It gives out files of ``out/``, and takes nothing in where there is no ``Desk``. A document is given out in a sandbox of
its own, so that it can never act as a page of the shelf; names are looked up from the handle of the folder, never
through a link; clients that are slow, or that send more than a request, are left.
"""

from __future__ import annotations

import contextlib
import hmac
import ipaddress
import secrets
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from octavo.errors import EditionError, UsageError
from octavo.folders import Folder, is_name
from octavo.publishing.catalogue.files import HOME, PAGE
from octavo.publishing.catalogue.lingering import linger
from octavo.publishing.catalogue.sandbox import policy_of, reload_script, with_link, with_script
from octavo.publishing.workshop.desk import Desk
from octavo.publishing.workshop.handling import answer, is_ours

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "md": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "json": "application/opds+json",
    "xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
}
"""What is given out, by the end of its name; anything else is not there."""
PATIENCE = 10.0
"""Seconds in which a request must be there whole, and each piece of an answer taken."""
CLIENTS = 128
"""Connections at a time; more are turned away."""
_LONGEST = 8192
_PIECE = 1 << 16
_HEARTBEAT = 15.0
Request = socket.socket | tuple[bytes, socket.socket]
_SAFE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-cache"),
)


class Server(ThreadingHTTPServer):
    """Gives out one folder of results. ``address`` is where; ``again`` tells open pages to load once more."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, out: Path, host: str, port: int, *, reload: bool, desk: Desk | None = None) -> None:
        """Raises ``UsageError`` for an address that cannot be had."""
        self.out, self.reload, self.desk = out, reload, desk
        self.local = _is_loopback(host)
        self.prefix = "/" if self.local and desk is None else f"/{secrets.token_urlsafe(24)}/"
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._room = threading.BoundedSemaphore(CLIENTS)
        self._news = threading.Condition()
        self._version = 0
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "there is no such address"
            raise UsageError(f"{host}:{port} cannot be served: {reason}", hint="try another --port") from None

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        host, port = self.server_address[:2]
        name = host.decode() if isinstance(host, bytes | bytearray) else str(host)
        return f"http://{f'[{name}]' if ':' in name else name}:{port}{self.prefix}"

    def again(self) -> None:
        """Something was made: open pages load once more."""
        with self._news:
            self._version += 1
            self._news.notify_all()

    def wait(self, seen: int) -> int:
        """Wait until something is made after ``seen``, or a heartbeat has passed; give the version that is."""
        with self._news:
            self._news.wait_for(lambda: self._version > seen, _HEARTBEAT)
            return self._version

    @property
    def version(self) -> int:
        """How often something was made."""
        return self._version

    def process_request(self, request: Request, client_address: Any) -> None:  # noqa: D102 - its base's
        if not self._room.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Request, client_address: Any) -> None:  # noqa: D102 - its base's
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Request, client_address: Any) -> None:
        """A client that went away is nobody's fault."""

    def server_bind(self) -> None:
        """Bind, without asking the network for a name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    """One request: one file, or nothing."""

    server: Server
    timeout = PATIENCE  # for each piece of an answer
    server_version, sys_version = "Octavo", ""

    def setup(self) -> None:
        super().setup()
        self._refused = False
        self._late = threading.Timer(PATIENCE, self._leave)
        self._late.daemon = True
        self._late.start()

    def finish(self) -> None:
        self._late.cancel()
        if self._refused and self.command == "POST":
            linger(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def _leave(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def parse_request(self) -> bool:
        if len(getattr(self, "raw_requestline", b"")) > _LONGEST:
            self.requestline, self.request_version, self.command = "", "HTTP/1.0", ""
            self.send_error(414)
            return False
        return super().parse_request()

    def send_response(self, code: int, message: str | None = None) -> None:
        self._refused = code >= 400
        super().send_response(code, message)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base's
        """Say nothing: who reads what is nobody's business."""

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_POST(self) -> None:
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
                opened = folder.open(path) if _is_given_out(path) else None
                if opened is None:
                    return self.send_error(404)
                with opened as stream:
                    return self._send(path, stream, body=body)
        except OSError:
            return None

    def _is_asked_by_its_name(self) -> bool:
        """Whether the browser meant this machine: another site could give its own name our address."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        return host == "localhost" or _is_loopback(host)

    def _path(self) -> str | None:
        """The path below ``out`` that is asked for; None for one without the key, or that is no such path."""
        asked = unquote(urlsplit(self.path).path, errors="surrogateescape")
        prefix = self.server.prefix
        if not hmac.compare_digest(asked[: len(prefix)].encode("utf-8", "replace"), prefix.encode()):
            return None
        path = asked[len(prefix) :]
        return path or PAGE

    def _send(self, path: str, stream: BinaryIO, *, body: bool) -> None:
        kind = path.rpartition(".")[2]
        data = with_script(stream.read(), self._script()) if kind == "html" else b""
        data = with_link(data) if path == PAGE and self.server.desk is not None else data
        size = len(data) or stream.seek(0, 2)
        stream.seek(0)
        self.send_response(200)
        self.send_header("Content-Type", MEDIA[kind])
        self.send_header("Content-Length", str(size))
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
        for header in _SAFE:
            self.send_header(*header)
        super().end_headers()


def _is_given_out(path: str) -> bool:
    """Whether this is the name of an edition, a cover or a catalogue: no record, no state, nothing hidden."""
    name = path.rpartition("/")[2]
    kind = name.rpartition(".")[2]
    if not is_name(path) or kind not in MEDIA:
        return False
    if kind in ("json", "xml"):
        return path in ("opds.json", "opds.xml") or (path.startswith(f"{HOME}/") and path.endswith(".opds.json"))
    return kind != "jpg" or path.startswith(f"{HOME}/")


def _is_loopback(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    return False


def open_server(out: Path, host: str, port: int, *, reload: bool, desk: Desk | None = None) -> Server:
    """A server of this folder. Raises ``UsageError`` for its address, ``EditionError`` where no folder is."""
    try:
        Folder(out).close()
    except OSError as error:
        raise EditionError(f"{out} cannot be served: {error.strerror}", hint="octavo build makes it") from None
    return Server(out, host, port, reload=reload, desk=desk)
