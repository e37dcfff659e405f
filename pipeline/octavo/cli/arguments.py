"""Parses the command line into one typed value, by the table of commands. Floor 5."""

from __future__ import annotations

import difflib
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from octavo.cli.commands import COMMANDS
from octavo.cli.other_programs import explained, in_our_words
from octavo.cli.terminal.options import Chosen, Parser, chosen
from octavo.cli.terminal.parser import parser_of
from octavo.errors import UsageError


def parse(arguments: Sequence[str]) -> Chosen:
    """The command line as a value. Raises ``UsageError``; ``--help`` and ``--version`` print and leave."""
    if arguments and arguments[0] == "help":
        arguments = [*arguments[1:2], "--help"]
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise _no_command(arguments)
    parser = parser_of(COMMANDS)
    try:
        read, extra = parser.parse_known_args(list(arguments))
    except UsageError as error:
        raise _not_understood(arguments, error) from None
    if extra and not _options(extra) and _takes_several(read.command):
        read.seeds = [*read.seeds, *extra]  # files may be on both sides of the options
    elif extra:
        raise _not_understood(arguments, UsageError(f"this cannot be understood: {' '.join(extra)}"), extra)
    if not read.command:
        parser.print_help(sys.stderr)
        raise UsageError("no command was given", hint="octavo build makes every seed")
    return chosen(read)


def _options(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.startswith("-") and word != "-"]


def _not_understood(arguments: Sequence[str], error: UsageError, extra: Sequence[str] = ()) -> UsageError:
    """The error with a hint for this command line: the whole line in Octavo's words, or the option that is nearest."""
    command = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    said = in_our_words(arguments) if command else list(arguments)
    options = _known_options(command)
    if said != list(arguments) and all(word.partition("=")[0] in options for word in _options(said)):
        hint = f"did you mean: octavo {shlex.join(said)}"
    elif command == "build" and any(word.startswith(("-o", "--output")) for word in extra):
        hint = f"did you mean: octavo convert {shlex.join(arguments[1:])}"
    elif explained(extra):
        hint = explained(extra)
    elif not command and set(extra) <= {"-v", "-q", "--verbose", "--quiet", "--json"}:
        hint = f"it belongs behind a command: octavo build {' '.join(extra)}"
    elif near := difflib.get_close_matches((_options(extra) or [""])[0].partition("=")[0], options, 1, 0.75):
        hint = f"did you mean {near[0]}?"
    else:
        hint = error.hint or f"octavo {command + ' ' if command else ''}--help shows what can be typed"
    return UsageError(error.message, hint=hint)


def _parser(command: str) -> Parser:
    """The parser of one command, or of none."""
    parser = Parser(add_help=True)
    if command:
        COMMANDS[command].options(parser)
    return parser


def _known_options(command: str) -> list[str]:
    """Every option of a command, as it is typed."""
    return [option for action in _parser(command)._actions for option in action.option_strings]


def _takes_several(command: str) -> bool:
    return any(action.dest == "seeds" and action.nargs in ("*", "+") for action in _parser(command or "")._actions)


def _no_command(arguments: Sequence[str]) -> UsageError:
    """The error for a first word that is no command: most often a file, as pandoc takes it, or a slip of the finger."""
    word = arguments[0]
    near = difflib.get_close_matches(word, COMMANDS, 1)
    if "." in word or "/" in word or Path(word).exists():
        hint = f"did you mean: octavo convert {shlex.join(in_our_words(arguments))}"
    elif near:
        hint = f"did you mean {near[0]}?"
    else:
        hint = "octavo --help lists the commands"
    return UsageError(f"there is no command “{word[:60]}”", hint=hint)
