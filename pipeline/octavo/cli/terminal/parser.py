"""The parser of the command line, made from the table of commands; it also gives help, completion and manual page."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from octavo.cli.terminal.options import Parser

if TYPE_CHECKING:
    from octavo.cli.commands import Command

DESCRIPTION = "Turns documents into PDF, EPUB and HTML, all made from one Markdown manuscript."
_EPILOG = """examples:
  octavo convert letter.docx -o x.epub  one file in, one file out
  octavo new my-texts                   a folder to work in, with settings and an example
  octavo build                          every seed in seeds/, every edition, into out/
  octavo build letter.txt --to pdf      one document, as a PDF
  octavo build --set papersize=A5       another paper
  octavo explain letter.txt             why each line became what it is
  octavo where my-book --page 12        the line of the seed on which page 12 begins
  octavo notices no-title               what a message means, and what to do

exit codes: 0 done, 1 a bug in Octavo, 2 usage, 3 a seed cannot be read, 4 settings or theme, 5 something is not
installed, 6 an edition could not be made or failed the check, 7 warnings under --strict, 130 interrupted"""


class _Version(argparse.Action):
    """``--version``: Octavo's on the first line, then those of the parts that shape what it makes."""

    def __call__(
        self, parser: argparse.ArgumentParser, read: argparse.Namespace, given: Any, option: str | None = None
    ) -> None:
        del read, given, option
        from octavo.doctor import versions

        for line in versions():
            print(line)
        parser.exit()


def parser_of(rows: Mapping[str, Command]) -> Parser:
    """The parser for these commands."""
    parser = Parser(
        prog="octavo", description=DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the versions of Octavo and its parts")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, row in rows.items():
        description = row.description or row.help[0].upper() + row.help[1:] + "."
        row.options(commands.add_parser(name, help=row.help, description=description))
    return parser


def completion_of(parser: Parser, shell: str) -> str:
    """The script that lets a shell complete what is typed: command names, options, files and folders."""
    import shtab

    for each in (parser, *_inner(parser)):
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                for row in action._choices_actions:  # a list of commands has room for a line each
                    action.choices[row.dest].description = row.help
            if action.metavar in ("DIR", "FOLDER"):
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # this is how shtab is told
            elif action.metavar in ("FILE", "NAME", "SEED"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # likewise
    script = str(shtab.complete(parser, shell))
    # As shtab writes it, zsh takes the script from `eval`, but stumbles where a start-up file reads it with `source`.
    return script.replace("if [[ $zsh_eval_context[-1] == eval ]]", "if [[ $zsh_eval_context[-1] == (eval|file) ]]")


def manual_of(parser: Parser, version: str) -> str:
    """The manual page, as ``man`` reads it."""
    from argparse_manpage.manpage import Manpage

    data = {
        "project_name": "octavo",
        "version": version,
        "date": version,
        "manual_title": "Octavo",
        "description": "documents to PDF, EPUB and HTML",
        "long_description": DESCRIPTION,
    }
    page = str(Manpage(parser, data))
    # What begins with a full stop is a command to man, and is lost if man does not know it; usage is set line by line.
    page = re.sub(r"(?m)^(?=[.'](?!(?:TH|SH|TP)\b))", r"\\&", page)
    return re.sub(r"(?m)^(usage: (?:.+\n)+)", r".nf\n\1.fi\n", page)


def _inner(parser: Parser) -> Sequence[Parser]:
    found: list[Parser] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += action.choices.values()
    return found
