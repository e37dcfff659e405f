"""``octavo completion`` and ``octavo man``: what the shell and ``man`` want to know. Floor 5."""

from __future__ import annotations

import octavo
from octavo.cli.terminal.options import Chosen, Parser
from octavo.cli.terminal.parser import completion_of, manual_of
from octavo.cli.terminal.report import Report


def completion(chosen: Chosen, report: Report, parser: Parser) -> int:
    """Print the script for one shell."""
    report.result(completion_of(parser, chosen.seeds[0]))
    return 0


def man(chosen: Chosen, report: Report, parser: Parser) -> int:
    """Print the manual page."""
    del chosen
    report.result(manual_of(parser, octavo.__version__).rstrip("\n"))
    return 0
