"""Writes the table of packages in LICENCES.md from what is installed: python -m tools.licences.

What a package declares about its licence is taken as it is declared; packages that this machine does not install
(other systems, later Pythons) keep the row they have.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "LICENCES.md"
_BEGIN, _END = "| package | licence |\n| --- | --- |\n", "\n\n"


def locked() -> list[str]:
    """The packages that are installed with Octavo, from the lock file."""
    return re.findall(r"(?m)^([\w.-]+)==", (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8"))


def declared(name: str) -> str | None:
    """The licence that an installed package declares; None when the package is not installed here."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classes = [line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or [] if "License ::" in line]
    # Of a key that is not there some versions of this module give None, others raise: all its values are asked for.
    said = {key: next(iter(about.get_all(key) or ()), "") for key in ("License", "License-Expression")}
    short = said["License"] if 0 < len(said["License"]) < 60 else ""
    return said["License-Expression"] or short or " or ".join(classes) or "not declared"


def rows(page: str) -> dict[str, str]:
    """The rows that the page has: licence by package."""
    table = page.partition(_BEGIN)[2].partition(_END)[0]
    return dict(re.findall(r"(?m)^\| `([^`]+)` \| (.*) \|$", table))


def renewed(page: str) -> str:
    """The page with the table of packages as it should be."""
    old = rows(page)
    new = "\n".join(f"| `{name}` | {declared(name) or old.get(name, 'unknown')} |" for name in locked())
    before, head, after = page.partition(_BEGIN)
    return f"{before}{head}{new}{_END}{after.partition(_END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
