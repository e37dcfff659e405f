"""What the workshop can do, and for whom: takes documents in, shows lines, writes what is said of them. Floor 4."""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from octavo.errors import OctavoError
from octavo.files import Limits
from octavo.folders import Folder
from octavo.formats import kind_of
from octavo.metadata.overruling import overruled
from octavo.publishing.questions.lines import Lines, Question
from octavo.publishing.workers.pool import Call, Cells
from octavo.publishing.workshop.pages import ROLES, adding_page, lines_page
from octavo.publishing.workshop.receiving import Receiver, RefusedError, checked_name
from octavo.publishing.workshop.states import States
from octavo.sidecars import BOOK_SIDECARS, sidecar_of

KEY, REPLACE = "X-Octavo-Key", "X-Octavo-Replace"
LARGEST_MESSAGE = 64 << 10
_SECONDS = 60.0
_LOOK = "octavo.publishing.questions.lines:look"
_CHAPTERS = 50


class Desk:
    """The workshop of one folder of seeds. ``style`` are the rules of its pages; ``close`` ends its worker."""

    def __init__(self, seeds: Path, limits: Limits, states: States, style: str = "") -> None:
        self._seeds, self._limits, self.states, self._style = seeds, limits, states, style
        self._key = secrets.token_urlsafe(24)
        self._receiver = Receiver(seeds, limits)
        self._writing = threading.Lock()
        self._cells: Cells | None = None

    def close(self) -> None:
        """End the worker that reads lines."""
        with self._writing:
            cells, self._cells = self._cells, None
        if cells is not None:
            cells.shutdown(cancel_futures=True)

    def allows(self, headers: Message) -> bool:
        """Whether a request comes from a page of the workshop: with its key, and from nowhere else.

        A document in its sandbox says that it comes from ``null``, another site says its name, and neither knows the
        key.
        """
        origin, site = headers.get("Origin"), headers.get("Sec-Fetch-Site", "same-origin")
        ours = origin is None or urlsplit(origin).netloc == headers.get("Host", "")
        key = (headers.get(KEY) or "").encode("utf-8", "replace")
        return ours and site == "same-origin" and hmac.compare_digest(key, self._key.encode())

    def page(self) -> bytes:
        """The page to which documents are dragged."""
        return adding_page(self._key, self._style, self._receiver.largest.table())

    def take(self, name: str, length: int, read: Callable[[int], bytes], *, replace: bool) -> str:
        """Take a document in. Raises ``RefusedError`` and ``OSError``."""
        return self._receiver.take(name, length, read, replace=replace)

    def state(self) -> bytes:
        """How far each document is, as JSON."""
        now = self.states.now()
        for one in now["documents"]:
            one["lines"] = self._texts(str(one["seed"]))
        return json.dumps(now).encode()

    def _texts(self, seed: str) -> list[str]:
        """The bare texts of a seed, by their names below the folder of seeds."""
        path = self._seeds / seed
        with contextlib.suppress(OSError, ValueError):
            if not seed or seed.startswith(".."):
                return []
            inner = [path] if path.is_file() else sorted(path.iterdir())[:_CHAPTERS] if path.is_dir() else []
            texts = (one for one in inner if kind_of(one) == "text")
            return [one.relative_to(self._seeds).as_posix() for one in texts]
        return []

    def lines(self, told: str, first: int) -> bytes:
        """The page with the lines of a bare text. Raises ``RefusedError``."""
        name = self._text(told)
        return lines_page(self._key, self._style, name, self._look(name), max(0, first))

    def overrule(self, data: bytes) -> None:
        """Write into the sidecar what a person says that a line is. Raises ``RefusedError`` and ``OSError``."""
        try:
            asked = json.loads(data)
            told, number, role = asked["seed"], asked["line"], asked["role"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise RefusedError(400, "this is no line") from None
        if not isinstance(told, str) or role not in ("", *ROLES):
            raise RefusedError(400, "a line cannot be this")
        name = self._text(told)
        line = next((line for line in self._look(name).lines if line.number == number), None)
        if line is None:
            raise RefusedError(409, "there is no such line any more; load the page again")
        with self._writing, Folder(self._seeds) as folder:
            path = sidecar_of(self._seeds / name)
            sidecar = Path(path).relative_to(self._seeds).as_posix() if path else f"{name.rpartition('.')[0]}.yaml"
            before = folder.read(sidecar, self._limits.sidecar_bytes)
            if before is None and folder.kind(sidecar):
                raise RefusedError(409, f"{sidecar} is too large, or is no file")
            try:
                text = (before or b"").decode("utf-8-sig")
                now = overruled(text, (line.name, line.text, str(line.number)), role, sidecar)
            except UnicodeDecodeError:
                raise RefusedError(409, f"{sidecar} is not in UTF-8") from None
            except OctavoError as error:
                raise RefusedError(409, f"{sidecar}: {error.message}; {error.hint}") from None
            if now.encode() != before:
                folder.write(sidecar, now.encode())

    def _text(self, told: str) -> str:
        """The name of a bare text that is there. Raises ``RefusedError``."""
        name = checked_name(told)
        with Folder(self._seeds) as folder:
            if kind_of(name) != "text" or folder.kind(name) != "a file":
                raise RefusedError(404, "there is no such text")
        return name

    def _look(self, name: str) -> Lines:
        path = self._seeds / name
        seed = self._seeds / name.partition("/")[0]
        book = next((str(one.absolute()) for one in map(seed.joinpath, BOOK_SIDECARS) if one.is_file()), "")
        question = Question(str(path.absolute()), sidecar_of(path.absolute()) or "", self._limits, book)
        with self._writing:
            self._cells = self._cells or Cells(1, reads=[str(self._seeds.absolute())])
            future = self._cells.submit(Call(_LOOK, question, _SECONDS))
        try:
            found: Lines = future.result()
        except OctavoError as error:
            raise RefusedError(409, f"{name}: {error.message}") from None
        return found
