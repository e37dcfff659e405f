"""Scratch folders of workers, and how to find those of dead workers. Floor 4.

A scratch folder is Octavo's if it contains Octavo's mark file, and in use while its lock is held. Its name proves
nothing: anybody may use such a name, and process numbers differ between containers.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from octavo import holding
from octavo.errors import SettingsError
from octavo.model import Place

PREFIX = "octavo-"
_OURS = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")
_AGE = 60
_MARK = ".octavo-scratch"
_NO_LOCK = ".octavo-scratch-without-lock"
_WORDS = b"A worker's scratch folder. Octavo removes it when nobody holds its lock.\n"


class Scratch:
    """A scratch folder of our own; ``close`` removes it. Raises ``SettingsError`` when none can be made."""

    def __init__(self) -> None:
        try:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            self.path.chmod(0o700)  # with any umask
            self._held = holding.hold(self.path)
            holding.lock(self._held)
            # The mark comes after the lock: without it the folder is left alone.
            # Where there are no locks it gets another one, so that it is not taken for the folder of a dead build.
            (self.path / (_MARK if holding.LOCKS else _NO_LOCK)).write_bytes(_WORDS)
        except OSError as error:
            raise SettingsError(
                f"a scratch folder cannot be made: {error.strerror}",
                Place(tempfile.gettempdir() if tempfile.tempdir else "the temporary folder"),
                "free some space there, or name another folder with TMPDIR",
            ) from None

    def close(self) -> None:
        """Remove the folder and let go of its lock."""
        shutil.rmtree(self.path, ignore_errors=True)
        holding.let_go(self._held)


def remove_scratch_of_the_dead() -> None:
    """Remove the scratch folders of builds that were killed; without locks they cannot be recognised."""
    if not holding.LOCKS or not holding.BY_HANDLE:
        return
    with contextlib.suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            _remove_if_dead(path)


def _remove_if_dead(path: Path) -> None:
    try:
        held = holding.hold(path)
    except OSError:
        return
    try:
        if isinstance(held, Path) or os.fstat(held).st_uid != os.geteuid():
            return
        about = os.fstat(held)
        if _OURS.fullmatch(path.name) and about.st_mode & 0o777 == 0o700 and time.time() - about.st_ctime > _AGE:
            # Whoever was killed before it could set its mark left an empty folder; a folder that holds a thing stays.
            with contextlib.suppress(OSError):
                path.rmdir()
                return
        if _read_mark(held) != _WORDS:
            return
        if holding.is_free(held):
            shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return
    finally:
        holding.let_go(held)


def _read_mark(folder: int) -> bytes:
    mark = holding.open_to_read(folder, _MARK)
    try:
        return os.read(mark, len(_WORDS) + 1)
    finally:
        os.close(mark)
