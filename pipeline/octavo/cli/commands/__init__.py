"""The commands, in one table: a new command is one module and one row here. Floor 5.

A command's module is imported when the command runs: ``octavo doctor`` must work even if others cannot be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from octavo.cli.terminal import options
from octavo.cli.terminal.options import Chosen, Parser
from octavo.cli.terminal.parser import parser_of
from octavo.cli.terminal.report import Report


@dataclass(frozen=True)
class Command:
    """One row: a line of help, what may be typed behind the name, and the function that gives the exit code."""

    help: str
    options: Callable[[Parser], None]
    run: Callable[[Chosen, Report], int]
    description: str = ""


def _build(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.build import run

    return run(chosen, report)


def _build_options(command: Parser) -> None:
    options.some_seeds(command)
    options.making(command)
    command.add_argument(
        "--jobs", metavar="N", type=options.jobs, default=0, help="how many at a time (one per processor)"
    )
    command.add_argument(
        "--executor", metavar="NAME", default="", help="who makes them: processes (the default), dask, dask=ADDRESS"
    )
    command.add_argument(
        "--shard", metavar="K/N", default="", help="make only the Kth of N shares, if N builds run at the same time"
    )


def _watch(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.watch import run

    return run(chosen, report)


_WATCH = """Builds, then watches seeds, manuscripts, themes and settings, and builds again what was saved. Prints what
is wrong. Ctrl-C ends it, with exit code 130."""


def _convert(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.convert import run

    return run(chosen, report)


_CONVERT = """Makes one file of one document and leaves nothing else behind. Several FILEs are the chapters of one book.
Without -o the result is NAME.pdf in this folder; for standard input, say --to and it goes to standard output."""


def _convert_options(command: Parser) -> None:
    command.add_argument("seeds", nargs="+", metavar="FILE", help="a document, a folder, or - for standard input")
    command.add_argument(
        "-o",
        "--output",
        metavar="NAME",
        action=options.Once,
        default="",
        help="NAME.pdf, .epub, .html, .md, a folder, or -",
    )
    command.add_argument("--from", dest="kind", choices=("markdown", "text"), default="", help="what - is (markdown)")
    options.making(command)
    options.talking(command)


def _check(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.check import run

    return run(chosen, report)


def _check_options(command: Parser) -> None:
    options.some_seeds(command)
    options.strict(command)


def _explain(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.explain import run

    return run(chosen, report)


def _where(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.where import run

    return run(chosen, report)


def _where_options(command: Parser) -> None:
    options.one_seed(command, "SLUG")
    command.add_argument("--page", metavar="N", default="", help="a page's label, as printed: 12, iv")
    command.add_argument("--text", metavar="WORDS", default="", help="some words of the document")


def _changes(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.changes import run

    return run(chosen, report)


_CHANGES = """Without --since, compares out/ with the seed as it is now, before you build it. --since
takes a PDF, manuscript or folder of results that you kept, a day (2026-11-01: its beginning) or a commit of git."""


def _changes_options(command: Parser) -> None:
    options.one_seed(command, "SLUG")
    command.add_argument("--since", metavar="FILE", default="", help="an earlier PDF or manuscript, a day, a commit")
    command.add_argument("--to", dest="made", choices=["errata"], default="", help="make an errata page of the changes")
    command.add_argument(
        "-o", "--output", metavar="FILE", default="", help="the errata page (SLUG-errata.pdf), also .html or .epub"
    )
    options.setting(command)


def _shelf(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.shelf import run

    return run(chosen, report)


_SHELF = """Writes out/index.html, a page of everything that is in out/ with covers, search and downloads, and the
same as catalogues for reading apps: out/opds.json and out/opds.xml. It builds nothing: run octavo build first."""


def _shelf_options(command: Parser) -> None:
    command.add_argument("--title", metavar="WORDS", default="", help="the title of the page (The shelf)")
    command.add_argument("--address", metavar="URL", default="", help="where out/ is published, for the catalogues")
    options.folders(command)


def _serve(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.serve import run

    return run(chosen, report)


_SERVE = """Makes the shelf of out/ and serves it with all editions, to this machine alone; Ctrl-C ends it, with code
130. With --host, others who know the printed address can read it. --watch builds what is saved, and open pages
load again. --upload also takes in documents that are dragged to a page."""


def _serve_options(command: Parser) -> None:
    _build_options(command)
    command.add_argument("--watch", action="store_true", help="build what is saved; open pages load again")
    command.add_argument(
        "--upload", action="store_true", help="add documents in the browser; they are built as they come"
    )
    command.add_argument(
        "--host", metavar="ADDRESS", default="", help="for others too: 0.0.0.0, or one of this machine's"
    )
    command.add_argument("--port", metavar="N", default="", help="the port (8765); 0 takes one that is free")


def _doctor(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.doctor import run

    return run(chosen, report)


def _prune(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.prune import run

    return run(chosen, report)


def _prune_options(command: Parser) -> None:
    options.folders(command)
    command.add_argument("--all", action="store_true", help="remove everything Octavo made, but no edited manuscript")


def _doctor_options(command: Parser) -> None:
    options.talking(command)
    command.add_argument("--fix", action="store_true", help="install what is missing")


def _report(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.report import run

    return run(chosen, report)


def _report_options(command: Parser) -> None:
    options.folders(command)
    command.add_argument("--csv", action="store_true", help="a table for a spreadsheet, on standard output")
    command.add_argument("--html", action="store_true", help="a page to look at, on standard output")


_REPORT = """One line for each publication that is in out/, and for each seed that has none: its state, words,
pages, the seconds that it took, its notices, the size of its editions. It reads the manifest where there is one."""


def _new(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.new import run

    return run(chosen, report)


def _new_options(command: Parser) -> None:
    command.add_argument("seeds", nargs=1, metavar="FOLDER", help="a new folder, or one that exists")
    options.talking(command)


_NEW = """Makes a folder to work in: seeds/ with an example, octavo.toml with every setting explained, a Makefile, a
.gitignore and a workflow that makes the editions on each push. A file that is there already stays as it is."""


def _settings(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.settings import run

    return run(chosen, report)


def _settings_options(command: Parser) -> None:
    options.setting(command)
    options.talking(command)


def _notices(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.notices import run

    return run(chosen, report)


def _notices_options(command: Parser) -> None:
    command.add_argument("seeds", nargs="*", metavar="CODE", help="the word in brackets at the end of a message")
    options.talking(command)


def _completion(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.shells import completion

    return completion(chosen, report, parser_of(COMMANDS))


def _completion_options(command: Parser) -> None:
    command.add_argument("seeds", nargs=1, metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")


_COMPLETION = """Prints a script for your shell. For bash, save it as ~/.local/share/bash-completion/completions/octavo,
for fish as ~/.config/fish/completions/octavo.fish. For zsh, write eval "$(octavo completion zsh)" into ~/.zshrc, below
compinit."""


def _man(chosen: Chosen, report: Report) -> int:
    from octavo.cli.commands.shells import man

    return man(chosen, report, parser_of(COMMANDS))


def _no_options(command: Parser) -> None:
    del command


_MAN = "Prints the manual page. Read it with: octavo man | man -l -"


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "build": Command("make what is out of date", _build_options, _build),
        "watch": Command("build, and build again what is saved", _build_options, _watch, _WATCH),
        "convert": Command("one document in, one file out", _convert_options, _convert, _CONVERT),
        "check": Command("check the files in out/ against their manuscripts", _check_options, _check),
        "explain": Command("why each line became what it is", options.one_seed, _explain),
        "where": Command("the seed's line of a page, or of some words", _where_options, _where),
        "changes": Command("what changed since an earlier edition, page by page", _changes_options, _changes, _CHANGES),
        "shelf": Command("a page and catalogues of everything in out/, for readers", _shelf_options, _shelf, _SHELF),
        "report": Command("what has been made: states, words, pages, seconds", _report_options, _report, _REPORT),
        "serve": Command("the shelf and all editions over HTTP, for a browser", _serve_options, _serve, _SERVE),
        "doctor": Command("what is installed, what is missing, how to get it", _doctor_options, _doctor),
        "prune": Command("remove the outputs of seeds that are gone", _prune_options, _prune),
        "new": Command("a folder to work in, with an example and settings", _new_options, _new, _NEW),
        "settings": Command("every setting, its value, and where it was set", _settings_options, _settings),
        "notices": Command("what the code in brackets of a message means", _notices_options, _notices),
        "completion": Command("a script that completes what you type", _completion_options, _completion, _COMPLETION),
        "man": Command("the manual page", _no_options, _man, _MAN),
    }
)
