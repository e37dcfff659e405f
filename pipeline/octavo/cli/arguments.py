"""What people type, as one typed value. Floor 5."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

import octavo
from octavo.errors import UsageError


@dataclass(frozen=True)
class Chosen:
    """One command with everything that was said to it."""

    command: str
    seeds: tuple[str, ...] = ()
    folder: str = "seeds"
    out: str = "out"
    to: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    theme: str = ""
    jobs: int = 1
    strict: bool = False
    quiet: bool = False
    json: bool = False
    page: str = ""
    text: str = ""
    all: bool = False
    output: str = ""
    kind: str = ""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, hint=f"{self.prog} --help shows what can be typed")


_EPILOG = """examples:
  octavo build                          every seed in seeds/, every edition, into out/
  octavo build letter.txt --to pdf      one document, as a PDF
  octavo build --set papersize=A5       another paper
  octavo convert letter.docx -o x.epub  one file in, one file out
  octavo explain letter.txt             why each line became what it is
  octavo where my-book --page 12        the line of the seed on which page 12 begins

exit codes: 0 done, 1 a bug in Octavo, 2 usage, 3 a seed cannot be read, 4 settings or theme, 5 something is not
installed, 6 an edition could not be made or does not hold, 7 notices under --strict, 130 interrupted"""


_CONVERT = """Makes one file of one document and leaves nothing else behind. Several FILEs are the chapters of one book.
Without -o the result is NAME.pdf in this folder; for standard input, say --to and it goes to standard output."""


def parse(arguments: Sequence[str]) -> Chosen:
    """The command line as a value. Raises ``UsageError``; ``--help`` and ``--version`` print and leave."""
    from octavo.editions.table import EDITIONS

    parser = _Parser(
        prog="octavo",
        description="Turns documents into PDF, EPUB and HTML, all made from one Markdown manuscript.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"octavo {octavo.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    names = ", ".join(("md", *EDITIONS))

    build = _command(commands, "build", "make what is out of date", "SEED", many=True)
    _making(build, names)
    build.add_argument("--jobs", metavar="N", type=_jobs, default=0, help="how many at a time (one per processor)")
    convert = commands.add_parser("convert", help="one document in, one file out", description=_CONVERT)
    convert.add_argument("seeds", nargs="+", metavar="FILE", help="a document, a folder, or - for standard input")
    convert.add_argument(
        "-o", "--output", metavar="NAME", default="", help="NAME.pdf, .epub, .html, .md, a folder, or -"
    )
    convert.add_argument("--from", dest="kind", choices=("markdown", "text"), default="", help="what - is (markdown)")
    _making(convert, names)
    _talking(convert)
    check = _command(commands, "check", "compare and validate what stands in out/", "SEED", many=True)
    check.add_argument("--strict", action="store_true", help="notices make the exit code 7")
    _command(commands, "explain", "why each line became what it is", "SEED", many=False)
    where = _command(commands, "where", "the seed's line of a page, or of some words", "SLUG", many=False)
    where.add_argument("--page", metavar="N", default="", help="a page's label, as printed: 12, iv")
    where.add_argument("--text", metavar="WORDS", default="", help="some words of the document")
    _command(commands, "doctor", "what is installed, what is missing, how to get it", "", many=False)
    prune = _command(commands, "prune", "remove the outputs of seeds that are gone", "", many=False)
    prune.add_argument("--all", action="store_true", help="remove everything Octavo made, but no edited manuscript")

    read, extra = _read(parser, arguments)
    if extra:
        raise UsageError(f"this cannot be understood: {' '.join(extra)}", hint="octavo --help shows what can be typed")
    if not read.command:
        parser.print_help(sys.stderr)
        raise UsageError("say what to do", hint="octavo build makes every seed")
    return _chosen(read, tuple(EDITIONS))


def _read(parser: _Parser, arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    return parser.parse_known_args(list(arguments))


def _command(commands: argparse._SubParsersAction[_Parser], name: str, text: str, what: str, *, many: bool) -> _Parser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    if what:
        command.add_argument("seeds", nargs="*" if many else 1, metavar=what, help="a slug or a path")
    command.add_argument("--seeds", dest="folder", metavar="DIR", default="seeds", help="where the seeds are (seeds)")
    command.add_argument("--out", metavar="DIR", default="out", help="where the results go (out)")
    _talking(command)
    return command


def _making(command: _Parser, names: str) -> None:
    command.add_argument("--to", metavar="LIST", default="", help=f"editions, separated by commas: {names}")
    command.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="set one metadata key or layout"
    )
    command.add_argument("--theme", metavar="NAME", default="", help="a folder in templates/themes/ (octavo)")
    command.add_argument("--strict", action="store_true", help="notices make the exit code 7")


def _talking(command: _Parser) -> None:
    command.add_argument("--quiet", action="store_true", help="no progress, no notices, errors only")
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _jobs(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 512:
        raise argparse.ArgumentTypeError("want a number from 1 to 512")
    return int(value)


def _chosen(read: argparse.Namespace, known: tuple[str, ...]) -> Chosen:
    get = vars(read).get
    to = tuple(dict.fromkeys(name.strip() for name in str(get("to", "") or "").split(",") if name.strip()))
    for name in to:
        if name != "md" and name not in known:
            raise UsageError(f"there is no edition “{name}”", hint=f"choose from md, {', '.join(known)}")
    return Chosen(
        command=read.command,
        seeds=tuple(get("seeds") or ()),
        folder=get("folder") or "",
        out=get("out") or "",
        to=to,
        set=tuple(get("set") or ()),
        theme=str(get("theme") or ""),
        jobs=int(get("jobs") or 0) or os.cpu_count() or 1,
        strict=bool(get("strict")),
        quiet=read.quiet,
        json=read.json,
        page=str(get("page") or ""),
        text=str(get("text") or ""),
        all=bool(get("all")),
        output=str(get("output") or ""),
        kind=str(get("kind") or ""),
    )
