"""Parses the command line into one typed value, by the table of commands. Floor 5."""

from __future__ import annotations

import difflib
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from octavo.cli.commands import COMMANDS
from octavo.cli.terminal.options import Chosen, chosen
from octavo.cli.terminal.parser import parser_of
from octavo.errors import UsageError


def parse(arguments: Sequence[str]) -> Chosen:
    """The command line as a value. Raises ``UsageError``; ``--help`` and ``--version`` print and leave."""
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise _no_command(arguments)
    parser = parser_of(COMMANDS)
    read, extra = parser.parse_known_args(list(arguments))
    if extra:
        raise UsageError(f"this cannot be understood: {' '.join(extra)}", hint="octavo --help shows what can be typed")
    if not read.command:
        parser.print_help(sys.stderr)
        raise UsageError("no command was given", hint="octavo build makes every seed")
    return chosen(read)


def _no_command(arguments: Sequence[str]) -> UsageError:
    """The error for a first word that is no command: most often a file, as pandoc takes it, or a slip of the finger."""
    word = arguments[0]
    near = difflib.get_close_matches(word, COMMANDS, 1)
    if "." in word or "/" in word or Path(word).exists():
        hint = f"did you mean: octavo convert {shlex.join(arguments)}"
    elif near:
        hint = f"did you mean {near[0]}?"
    else:
        hint = "octavo --help lists the commands"
    return UsageError(f"there is no command “{word[:60]}”", hint=hint)
