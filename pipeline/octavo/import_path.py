"""Where Python may import from: never the current folder, which holds documents of unknown origin. Floor 0.

A folder of documents may hold ``yaml.py`` or ``json.py``; code imported from there runs with all the rights of
the user. This module itself imports only what Python has already loaded at its start.
"""

import os
import sys

_PACKAGE = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - pathlib is not loaded yet


def without_current_folder(folders: list[str]) -> list[str]:
    """The folders without the current one and without relative ones.

    Kept even when it is the current folder: the folder that holds Octavo, and those of Python's own library.
    """
    try:
        here = os.path.realpath(os.getcwd())  # noqa: PTH109 - pathlib is not loaded yet
    except OSError:  # the current folder has been removed
        here = ""
    return [path for path in folders if os.path.isabs(path) and (os.path.realpath(path) != here or _is_needed(here))]  # noqa: PTH117


def for_workers() -> list[str]:
    """What ``sys.path`` becomes in a worker: Python's library and the installed packages.

    Not the current folder, not what ``PYTHONPATH`` names and not the person's own ``site-packages``, unless Octavo
    itself is installed there.
    """
    unsafe = {os.path.realpath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path}
    site = sys.modules.get("site")
    if site is not None and getattr(site, "USER_SITE", None):
        unsafe.add(os.path.realpath(site.USER_SITE))
    return [
        path
        for path in without_current_folder(sys.path)
        if os.path.realpath(path) not in unsafe or _is_needed(os.path.realpath(path))
    ]


def _is_needed(folder: str) -> bool:
    libraries = (os.path.realpath(os.path.join(prefix, "lib")) for prefix in (sys.prefix, sys.base_prefix))  # noqa: PTH118
    return folder == _PACKAGE or any(folder.startswith(library + os.sep) for library in libraries)
