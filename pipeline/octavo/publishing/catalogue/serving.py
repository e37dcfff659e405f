"""The readers' shelf and the editions over HTTP. Floor 4; nothing but Python's own server.

It gives out files of ``out/``, and takes nothing in where there is no ``Desk``. ``answering`` has what becomes of one
request.
"""

from __future__ import annotations

import secrets
import socket
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from octavo.errors import EditionError, UsageError
from octavo.folders import Folder
from octavo.publishing.catalogue.answering import Handler, is_loopback
from octavo.publishing.workshop.desk import Desk

CLIENTS = 128
"""Connections at a time; more are turned away."""
_HEARTBEAT = 15.0
Request = socket.socket | tuple[bytes, socket.socket]


class Server(ThreadingHTTPServer):
    """Gives out one folder of results. ``address`` is where; ``again`` tells open pages to load once more."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, out: Path, host: str, port: int, *, reload: bool, desk: Desk | None = None) -> None:
        """Raises ``UsageError`` for an address that cannot be had."""
        self.out, self.reload, self.desk = out, reload, desk
        self.local = is_loopback(host)
        self.prefix = "/" if self.local and desk is None else f"/{secrets.token_urlsafe(24)}/"
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._room = threading.BoundedSemaphore(CLIENTS)
        self._news = threading.Condition()
        self._version = 0
        try:
            super().__init__((host, port), Handler)
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


def open_server(out: Path, host: str, port: int, *, reload: bool, desk: Desk | None = None) -> Server:
    """A server of this folder. Raises ``UsageError`` for its address, ``EditionError`` where no folder is."""
    try:
        Folder(out).close()
    except OSError as error:
        raise EditionError(f"{out} cannot be served: {error.strerror}", hint="octavo build makes it") from None
    return Server(out, host, port, reload=reload, desk=desk)
