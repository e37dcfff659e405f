"""Where the project is: the folder with ``octavo.toml``, here or above. Looks at names of files, reads none."""

from __future__ import annotations

import os
from pathlib import Path

FILE = "octavo.toml"
SEEDS = "seeds"


def project_of(here: Path) -> Path:
    """The nearest folder that holds ``octavo.toml``, from ``here`` upwards; without one, the folder around ``seeds``.

    ``here`` is an absolute path, and the answer when there is neither. A file above that belongs to somebody else is
    passed over: in a folder that many may write to, anybody could leave settings for the others.
    """
    if os.path.lexists(here / FILE):  # a link that leads nowhere is told when it is read
        return here
    for folder in here.parents:
        if _is_ours(folder / FILE):
            return folder
    if not (here / SEEDS).is_dir():
        for folder in (here, *here.parents):
            if folder.name == SEEDS:
                return folder.parent
    return here


def _is_ours(path: Path) -> bool:
    try:
        owner = path.stat().st_uid
    except OSError:
        return False
    me = getattr(os, "geteuid", lambda: owner)()
    return bool(owner in (0, me))
