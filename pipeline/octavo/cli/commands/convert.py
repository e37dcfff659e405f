"""``octavo convert``: one document in, a file of each kind out, and nothing else left behind. Floor 5."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from octavo import api
from octavo.cli.commands.shared import project
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.progress import Progress, progress
from octavo.cli.terminal.report import Report, one_line, writing_results
from octavo.editions.table import EDITIONS
from octavo.errors import OctavoError, UsageError
from octavo.model import Notice, Place
from octavo.publishing import converting
from octavo.publishing.values.stages import Step
from octavo.settings import pairs

STRICT = 7
STREAM = "-"
_TEXT = ("md", "html")


def run(chosen: Chosen, report: Report) -> int:
    """Convert; messages and exit codes are those of ``octavo build``."""
    if STREAM in chosen.seeds and len(chosen.seeds) > 1:
        raise UsageError("standard input is one document", hint="give - alone, or files only")
    targets = _targets(chosen)
    source = sys.stdin.buffer.read() if chosen.seeds == (STREAM,) else chosen.seeds
    for target in targets.values():
        if target is not None:
            converting.check_target(target, () if isinstance(source, bytes) else [Path(path) for path in source])
    heard = _Heard()
    try:
        with progress(1, hidden=report.quiet or report.as_json) as heard.bar:
            done = api.convert(
                source,
                to=tuple(targets),
                kind=chosen.kind,
                settings=pairs(chosen.set),
                theme=chosen.theme,
                project=project(),
                watcher=heard,
            )
    except OctavoError as error:
        report.of_one(chosen.seeds[0], heard.notices)
        report.trail("\n".join(getattr(error, "__notes__", ())))
        if not heard.errors:
            raise
        for each in heard.errors:
            report.error(each)
        codes = {each.exit_code for each in heard.errors}
        return 1 if 1 in codes else min(codes)
    report.of_one(chosen.seeds[0], heard.notices)
    report.stages(Path(chosen.seeds[0]).name, done.stages)
    for name, target in targets.items():
        if target is None:
            with writing_results():
                sys.stdout.buffer.write(done.editions[name])
                sys.stdout.buffer.flush()
        else:
            converting.write(target, done.editions[name], done.beside if name == converting.MANUSCRIPT else {})
    files = {name: str(target) for name, target in targets.items() if target is not None}
    report.data({"files": files, "pages": done.pages})
    if files:
        report.say(f"written: {', '.join(one_line(file) for file in files.values())}")
    return STRICT if chosen.strict and report.notices else 0


class _Heard(api.Watcher):
    """Keeps what was said, to be printed in one piece."""

    bar: Progress

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.errors: list[OctavoError] = []

    def notice(self, notice: Notice) -> None:
        self.notices.append(notice)

    def error(self, error: OctavoError) -> None:
        self.errors.append(error)

    def working(self, slug: str, step: Step) -> None:
        self.bar.working(one_line(slug), step)


def _targets(chosen: Chosen) -> dict[str, Path | None]:
    """Each edition that is wanted and the file it goes to; None for standard output. Raises ``UsageError``."""
    stem = "document" if chosen.seeds[0] == STREAM else Path(chosen.seeds[0]).stem
    output = chosen.output
    if not output:
        if chosen.seeds[0] != STREAM:
            return {name: Path(_file_name(stem, name)) for name in chosen.to or ("pdf",)}
        output = STREAM
    if output != STREAM and Path(output).is_dir():
        return {name: Path(output, _file_name(stem, name)) for name in chosen.to or ("pdf",)}
    if output.endswith(("/", os.sep)):
        raise UsageError("there is no such folder", Place(output), "make it, or name a file, such as NAME.pdf")
    if len(chosen.to) > 1:
        raise UsageError(f"one output cannot hold {len(chosen.to)} editions", hint="name a folder with -o")
    if output != STREAM:
        return {chosen.to[0] if chosen.to else converting.edition_of(Path(output)): Path(output)}
    if not chosen.to:
        raise UsageError("say what to write to standard output", hint="for example --to epub, or -o NAME.pdf")
    if chosen.json:
        raise UsageError("standard output cannot carry a document and --json", hint="write the document with -o NAME")
    if chosen.to[0] not in _TEXT and sys.stdout.isatty():
        raise UsageError(f"{chosen.to[0]} is not for a terminal", hint="write it with -o NAME, or use > NAME")
    return {chosen.to[0]: None}


def _file_name(stem: str, edition: str) -> str:
    return f"{stem}{'.md' if edition == 'md' else EDITIONS[edition].suffix}"
