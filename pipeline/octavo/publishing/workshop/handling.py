"""The workshop's requests over HTTP: which they are, who may send them, and what is answered. Floor 4."""

from __future__ import annotations

import contextlib
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from octavo.publishing.workshop.desk import LARGEST_MESSAGE, REPLACE, Desk
from octavo.publishing.workshop.pages import ADDING, CORRECTING, HOME, policy
from octavo.publishing.workshop.receiving import RefusedError, whole

_PAGE, _JSON, _TEXT = "text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8"
_NOTHING = "default-src 'none'; sandbox"


def is_ours(path: str) -> bool:
    """Whether a path is one of the workshop's."""
    return path == HOME or path.startswith(f"{HOME}/")


def answer(handler: BaseHTTPRequestHandler, desk: Desk, path: str, *, posted: bool) -> None:
    """Answer a request; everything that goes wrong is said with a code and in words."""
    try:
        if path == HOME:  # so that the links of the page lead below it
            _send(handler, 308, b"", _TEXT, _NOTHING, ("Location", f"{urlsplit(handler.path).path}/"))
        elif posted:
            _post(handler, desk, path.removeprefix(f"{HOME}/"))
        else:
            _get(handler, desk, path.removeprefix(f"{HOME}/"))
    except RefusedError as refused:
        with contextlib.suppress(OSError):
            _send(handler, refused.code, refused.told.encode(), _TEXT, _NOTHING)
    except TimeoutError:
        with contextlib.suppress(OSError):
            _send(handler, 408, b"it did not come", _TEXT, _NOTHING)
    except ConnectionError:
        return
    except OSError as error:
        with contextlib.suppress(OSError):
            _send(handler, 500, f"it cannot be written: {error.strerror}".encode(), _TEXT, _NOTHING)


def _get(handler: BaseHTTPRequestHandler, desk: Desk, path: str) -> None:
    if path == "":
        _send(handler, 200, desk.page(), _PAGE, policy(ADDING))
    elif path == "state":
        if not desk.allows(handler.headers):
            raise RefusedError(403, "only the page itself may ask")
        _send(handler, 200, desk.state(), _JSON, _NOTHING)
    elif path == "lines":
        asked = parse_qs(urlsplit(handler.path).query, errors="replace")
        first = (asked.get("from") or ["0"])[0]
        number = int(first) if first.isdecimal() and len(first) < 9 else 0
        _send(handler, 200, desk.lines((asked.get("seed") or [""])[0], number), _PAGE, policy(CORRECTING))
    else:
        raise RefusedError(404, "there is no such page")


def _post(handler: BaseHTTPRequestHandler, desk: Desk, path: str) -> None:
    if not desk.allows(handler.headers):
        raise RefusedError(403, "only the page itself may send this")
    told = handler.headers.get("Content-Length", "")
    if not told.isdecimal() or len(told) > 15 or handler.headers.get("Transfer-Encoding"):
        raise RefusedError(411, "how long it is must be said")
    length = int(told)
    read = getattr(handler.rfile, "read1", handler.rfile.read)
    kind, _, name = path.partition("/")
    if kind == "seeds" and name:
        taken = desk.take(name, length, read, replace=handler.headers.get(REPLACE) == "yes")
        _send(handler, 200, taken.encode(), _TEXT, _NOTHING)
    elif path == "lines":
        if length > LARGEST_MESSAGE:
            raise RefusedError(413, "it is too long")
        desk.overrule(b"".join(whole(length, read)))
        _send(handler, 200, b"written", _TEXT, _NOTHING)
    else:
        raise RefusedError(404, "there is nothing to send to")


def _send(
    handler: BaseHTTPRequestHandler, code: int, data: bytes, kind: str, rules: str, *more: tuple[str, str]
) -> None:
    handler.close_connection = True
    handler.send_response(code)
    for name, value in (
        ("Content-Type", kind), ("Content-Length", str(len(data))), ("Content-Security-Policy", rules),
        ("Cross-Origin-Resource-Policy", "same-origin"), *more,
    ):  # fmt: skip
        handler.send_header(name, value)
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(data)
