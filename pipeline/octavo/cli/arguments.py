"""What people type, as one typed value: reads the table of commands. Floor 5."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import octavo
from octavo.cli.commands import COMMANDS
from octavo.cli.options import Chosen, Parser, chosen
from octavo.errors import UsageError

_EPILOG = """examples:
  octavo build                          every seed in seeds/, every edition, into out/
  octavo build letter.txt --to pdf      one document, as a PDF
  octavo build --set papersize=A5       another paper
  octavo convert letter.docx -o x.epub  one file in, one file out
  octavo explain letter.txt             why each line became what it is
  octavo where my-book --page 12        the line of the seed on which page 12 begins

exit codes: 0 done, 1 a bug in Octavo, 2 usage, 3 a seed cannot be read, 4 settings or theme, 5 something is not
installed, 6 an edition could not be made or failed the check, 7 notices under --strict, 130 interrupted"""


def parse(arguments: Sequence[str]) -> Chosen:
    """The command line as a value. Raises ``UsageError``; ``--help`` and ``--version`` print and leave."""
    parser = Parser(
        prog="octavo",
        description="Turns documents into PDF, EPUB and HTML, all made from one Markdown manuscript.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"octavo {octavo.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, row in COMMANDS.items():
        description = row.description or row.help[0].upper() + row.help[1:] + "."
        row.options(commands.add_parser(name, help=row.help, description=description))
    read, extra = parser.parse_known_args(list(arguments))
    if extra:
        raise UsageError(f"this cannot be understood: {' '.join(extra)}", hint="octavo --help shows what can be typed")
    if not read.command:
        parser.print_help(sys.stderr)
        raise UsageError("say what to do", hint="octavo build makes every seed")
    return chosen(read)
