"""``octavo shelf``: a page and catalogues of everything that is in ``out/``, for readers. Floor 5."""

from __future__ import annotations

from pathlib import Path

from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import EditionError, OctavoError
from octavo.model import Place
from octavo.publishing.catalogue import files
from octavo.publishing.catalogue.values import Entry, Question
from octavo.publishing.results.orphans import publications
from octavo.publishing.workers.pool import Call, Cells
from octavo.settings import Settings

SECONDS = 60.0
TITLE = "The shelf"


def run(chosen: Chosen, report: Report) -> int:
    """Look at every publication and write the shelf; one that cannot be looked at is left out and told."""
    chosen = located(chosen)
    entries, errors = entries_of(Path(chosen.out), load_settings(chosen), chosen.jobs)
    for error in errors:
        report.error(error)
    written = write(Path(chosen.out), entries, chosen.extra.get("title", ""))
    report.say(f"{one_line(str(Path(chosen.out) / files.PAGE))}: {len(entries)} publications")
    report.data({"shelf": {"page": str(Path(chosen.out) / files.PAGE), "publications": len(entries),
                           "files": sorted(written)}})  # fmt: skip
    return min((error.exit_code for error in errors), default=0)


def write(out: Path, entries: tuple[Entry, ...], title: str = "") -> tuple[str, ...]:
    """Write the shelf. Raises ``EditionError`` where that is not possible."""
    try:
        return files.write(out, entries, title or TITLE)
    except OSError as error:
        where, hint = Place(str(out)), "octavo build makes the folder; look at its permissions and the disk"
        raise EditionError(f"the shelf cannot be written: {error.strerror}", where, hint) from None


def entries_of(out: Path, settings: Settings, jobs: int) -> tuple[tuple[Entry, ...], tuple[OctavoError, ...]]:
    """What is in ``out``, looked at by workers, and what could not be looked at."""
    folders = [folder for folder, _ in publications(out)]
    if not folders:
        return (), ()
    defaults = tuple((key, value) for key, value in settings.defaults.items() if isinstance(value, str))
    cells = Cells(max(1, min(jobs, len(folders))), reads=[str(out.absolute())])
    entries: list[Entry] = []
    errors: list[OctavoError] = []
    done = False
    try:
        questions = [Question(str(folder.absolute()), settings.limits, defaults) for folder in folders]
        futures = [cells.submit(Call("octavo.publishing.catalogue.looking:look", one, SECONDS)) for one in questions]
        for folder, future in zip(folders, futures, strict=True):
            try:
                entries.append(future.result())
            except OctavoError as error:
                error.place = error.place or Place(str(folder))
                errors.append(error)
        done = True
    finally:
        cells.shutdown(cancel_futures=not done)
    return tuple(entries), tuple(errors)
