"""The packages that Octavo depends on, with their versions: they can change its results. Floor 4; reads folders.

These are all direct and indirect dependencies, as the packages declare them. A build with nothing to do asks too, so
this reads names of folders and single lines instead of loading ``importlib.metadata``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

OURS = "octavo"
_FOLDER = re.compile(r"(.+?)-([^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info")
_NEEDS = re.compile(r"Requires-Dist: *([A-Za-z0-9._-]+) *(?:\[([^\]]*)\])?([^;\n]*)(?:;([^\n]*))?")
_EXTRA = re.compile(r"""extra *== *["']([^"']*)""")


def packages(folders: Sequence[str], start: str = OURS) -> dict[str, str]:
    """The versions of the package ``start`` needs, with all that those need, by name; ``start`` itself is left out.

    ``folders`` are those that Python imports from. Where ``start`` is not installed as a package, these are all
    packages there are.
    """
    there = _installed(folders)
    if start not in there:
        return {name: version for name, (version, _) in sorted(there.items())}
    found: set[tuple[str, str]] = set()
    todo = [(start, "")]
    while todo:
        wanted = todo.pop()
        if wanted in found or wanted[0] not in there:
            continue
        found.add(wanted)
        todo += _needed(there[wanted[0]][1], wanted[1])
    return {name: there[name][0] for name in sorted({name for name, _ in found} - {start})}


def _installed(folders: Sequence[str]) -> dict[str, tuple[str, Path]]:
    """Version and folder of declarations of every package, by name; the first on the path counts."""
    there: dict[str, tuple[str, Path]] = {}
    for folder in folders:
        try:
            names = os.listdir(folder)  # noqa: PTH208 - several times as fast, and these folders are full
        except OSError:
            continue
        for name in names:
            if match := _FOLDER.fullmatch(name):
                there.setdefault(_plain(match[1]), (match[2], Path(folder, name)))
    return there


def _needed(declared: Path, extra: str) -> Iterator[tuple[str, str]]:
    """What a package needs, or what its extra adds: pairs of a name and an extra of that ("" for no extra)."""
    for name in ("METADATA", "PKG-INFO"):
        try:
            # Its description follows after an empty line, and may be long.
            head = (declared / name).read_bytes().partition(b"\n\n")[0].decode("utf-8", "replace")
            break
        except OSError:
            continue
    else:
        return
    for match in _NEEDS.finditer(head):
        condition = _EXTRA.search(match[4] or "")
        if _plain(condition[1] if condition else "") == extra:
            yield _plain(match[1]), ""
            for inner in (match[2] or "").split(","):
                if inner.strip():
                    yield _plain(match[1]), _plain(inner.strip())


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
