"""``octavo changes``: what changed since an earlier edition, and what to print again. Floor 5."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from octavo import api
from octavo.cli.commands.shared import find_seeds, load_settings, located, order_of, project
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import SeedError
from octavo.publishing import converting
from octavo.publishing.questions.changes import collecting, history
from octavo.publishing.questions.changes.errata import errata, page_ranges, ranges_of
from octavo.publishing.questions.changes.values import Change, Changes, Edition, Question, Sheets
from octavo.publishing.results import freshness, keys
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.task import Published, Task, read_by
from octavo.publishing.workers.pool import Call, Cells
from octavo.settings import pairs
from octavo.shelf import seed_at

SECONDS = 900.0
_AROUND = 5
"""Words that are shown before and behind what differs."""
_MOST_WORDS = 40


def run(chosen: Chosen, report: Report) -> int:
    """Print a line for each paragraph that is not as it was, where each page has gone, and what to print again."""
    chosen = dataclasses.replace(located(chosen), to=("pdf",))
    settings = load_settings(chosen)
    seeds, _, failed = find_seeds(chosen, report, settings)
    if failed or not seeds:
        return SeedError.exit_code
    order = order_of(chosen, settings)
    seed = freshness.apart(seeds[0], order.out)
    task = freshness.task_of(seed, order)
    since = chosen.extra.get("since", "")
    with tempfile.TemporaryDirectory(prefix="octavo-") as scratch:
        cells = Cells(1, reads=[*read_by([task], order.out), scratch])
        done = False
        try:
            found = _found(task, since, order, Path(scratch), cells)
            done = True
        finally:
            cells.shutdown(cancel_futures=not done)
    if found is None:
        report.say(f"{seed.slug}: nothing has changed since it was made; --since names an earlier edition")
        found = Changes((), (), Sheets((), (), 0))
    elif not report.as_json:
        _tell(found, report)
    if chosen.extra.get("made") and found.changes:
        _write(found, seed.slug, chosen, report)
    report.data({"changes": [dataclasses.asdict(change) for change in found.changes],
                 "moves": [{"old": old, "new": new} for old, new in found.moves],
                 "print": dataclasses.asdict(found.sheets) if found.sheets else None})  # fmt: skip
    return 0


def _found(task: Task, since: str, order: Order, scratch: Path, cells: Cells) -> Changes | None:
    """The comparison; None when the seed agrees with ``out/`` and no earlier edition was named."""
    current = collecting.fresh(task, order)
    if current and not since:
        return None
    home = keys.base(task.seed)
    earlier = _earlier(task, since, scratch, cells)
    if current:
        later = collecting.standing(Path(task.folder), task.settings.limits, home)
    else:
        later = collecting.made_of(_published(task, cells), task)
    compared: Changes = cells.submit(
        Call("octavo.publishing.questions.changes.question:changes", Question(task, earlier, later), SECONDS)
    ).result()
    return compared


def _earlier(task: Task, since: str, scratch: Path, cells: Cells) -> Edition:
    limits = task.settings.limits
    if not since:
        return collecting.standing(Path(task.folder), limits)
    if Path(since).exists():
        return collecting.in_file(Path(since), limits)
    path = history.seed_at(since, task.seed, scratch / "seeds")
    seed = dataclasses.replace(seed_at(str(path), limits)[0], slug=task.seed.slug)
    then = dataclasses.replace(task, seed=seed, folder=str(scratch / "out" / seed.slug), record=None, current=None)
    return dataclasses.replace(collecting.made_of(_published(then, cells), then), name=f"{task.seed.path} ({since})")


def _published(task: Task, cells: Cells) -> Published:
    made: Published = cells.submit(Call("octavo.publishing.recipe:publish", task, SECONDS)).result()
    return made


def _tell(found: Changes, report: Report) -> None:
    for change in found.changes:
        report.result(one_line(_headline(change)))
        for line in _shown(change):
            report.result(f"    {one_line(line)}")
    for line in _table(found.moves):
        report.result(one_line(line))
    for line in _printing(found.sheets):
        report.result(line)
    counts = {what: sum(change.what == what for change in found.changes) for what in _ORDER}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    report.say(told or "no paragraph has changed")


def _write(found: Changes, slug: str, chosen: Chosen, report: Report) -> None:
    """Write the errata page: of the kind that the name of the output says, by default a PDF."""
    target = Path(chosen.output or f"{slug}-errata.pdf")
    edition = converting.edition_of(target)
    converting.check_target(target, ())
    text = errata(found, found.metadata).encode()
    settings = pairs(chosen.set)
    done = api.convert(text, to=(edition,), kind="markdown", settings=settings, theme=chosen.theme, project=project())
    converting.write(target, done.editions[edition], done.beside if edition == converting.MANUSCRIPT else {})
    report.say(f"written: {one_line(str(target))}")


_ORDER = ("changed", "added", "removed", "moved")


def _headline(change: Change) -> str:
    pages = {
        "added": f"page {change.new_page}: " if change.new_page else "",
        "removed": f"old page {change.old_page}: " if change.old_page else "",
    }.get(change.what, f"page {change.old_page} -> {change.new_page}: " if change.new_page and change.old_page else "")
    where = f" ({change.seed})" if change.seed else f" (line {change.new_line})" if change.new_line else ""
    return f"{pages}{change.what}{where}"


def _shown(change: Change) -> list[str]:
    if change.what == "moved":
        return [_short(change.after)]
    if change.what != "changed":
        sign, text = ("+", change.after) if change.what == "added" else ("-", change.before)
        return [f"{sign} {_short(text)}"] if text.strip() else [f"{sign} ({change.kind})"]
    old, new = change.before.split(), change.after.split()
    if old == new:
        return ["the words are the same; a picture, a formula, a link or emphasis differs"]
    return list(_differences(old, new))


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """``... words before [-old-] {+new+} words behind ...``, a line for each place."""
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone = f"[-{_short(' '.join(old[a0:a1]))}-]" if a1 > a0 else ""
        come = f"{{+{_short(' '.join(new[b0:b1]))}+}}" if b1 > b0 else ""
        before, behind = " ".join(new[max(b0 - _AROUND, 0) : b0]), " ".join(new[b1 : b1 + _AROUND])
        yield " ".join(part for part in (before, gone, come, behind) if part)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _MOST_WORDS else f"{' '.join(words[:_MOST_WORDS])} ..."


def _table(moves: Sequence[tuple[str, str]]) -> list[str]:
    """``old page -> new page``, pages that moved alike in one line."""
    lines = [f"  {old.replace(' – ', ' to ')} -> {new.replace(' – ', ' to ')}" for old, new in page_ranges(moves)]
    return ["old page -> new page", *lines] if lines else []


def _printing(sheets: Sheets | None) -> list[str]:
    if sheets is None:
        return []
    if not sheets.pages:
        return ["nothing has to be printed again"]
    all_sheets = (sheets.of + 1) // 2
    return [
        f"print again, counted from the first page: pages {ranges_of(sheets.pages)} of {sheets.of}",
        f"  on both sides: sheets {ranges_of(sheets.sheets)} of {all_sheets}",
    ]
