"""``octavo shelf``: a page and catalogues of everything that is in ``out/``, for readers. Floor 5."""

from __future__ import annotations

from pathlib import Path

from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import EditionError, UsageError
from octavo.metadata.values import ADDRESS
from octavo.model import Place
from octavo.publishing.catalogue import files
from octavo.publishing.catalogue.entries import Entries
from octavo.publishing.catalogue.values import Entry
from octavo.text.numerals import counted

TITLE = "The shelf"


def run(chosen: Chosen, report: Report) -> int:
    """Look at every publication and write the shelf; one that cannot be looked at is left out and told."""
    chosen = located(chosen)
    looking = Entries(Path(chosen.out), chosen.jobs)
    try:
        entries, errors = looking.now(load_settings(chosen))
    finally:
        looking.close(kill=True)
    for error in errors:
        report.error(error)
    written = write(Path(chosen.out), entries, chosen.extra.get("title", ""), _address(chosen.extra.get("address", "")))
    report.say(f"{one_line(str(Path(chosen.out) / files.PAGE))}: {counted(len(entries), 'publication')}")
    report.data({"shelf": {"page": str(Path(chosen.out) / files.PAGE), "publications": len(entries),
                           "files": sorted(written)}})  # fmt: skip
    return min((error.exit_code for error in errors), default=0)


def _address(told: str) -> str:
    """The address at which the folder is published, with a slash at its end. Raises ``UsageError``."""
    if told and not ADDRESS.fullmatch(told):
        raise UsageError(f"“{told[:60]}” is no address", hint="for example --address https://books.example.org/")
    return f"{told.removesuffix('/')}/" if told else ""


def write(out: Path, entries: tuple[Entry, ...], title: str = "", address: str = "") -> tuple[str, ...]:
    """Write the shelf. Raises ``EditionError`` where that is not possible."""
    try:
        return files.write(out, entries, title or TITLE, address)
    except OSError as error:
        where, hint = Place(str(out)), "octavo build makes the folder; look at its permissions and the disk"
        raise EditionError(f"the shelf cannot be written: {error.strerror}", where, hint) from None
