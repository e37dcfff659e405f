"""What people type, as one typed value: reads the table of commands. Floor 5."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from octavo.cli.commands import COMMANDS
from octavo.cli.options import Chosen, chosen
from octavo.cli.parser import parser_of
from octavo.errors import UsageError


def parse(arguments: Sequence[str]) -> Chosen:
    """The command line as a value. Raises ``UsageError``; ``--help`` and ``--version`` print and leave."""
    parser = parser_of(COMMANDS)
    read, extra = parser.parse_known_args(list(arguments))
    if extra:
        raise UsageError(f"this cannot be understood: {' '.join(extra)}", hint="octavo --help shows what can be typed")
    if not read.command:
        parser.print_help(sys.stderr)
        raise UsageError("say what to do", hint="octavo build makes every seed")
    return chosen(read)
