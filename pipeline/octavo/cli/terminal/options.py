"""What may be typed behind a command: groups of options that several commands share, and their values. Floor 5."""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NoReturn

from octavo.errors import UsageError


@dataclass(frozen=True)
class Chosen:
    """One command with everything that was said to it.

    ``folder`` and ``out`` are empty when not given. ``extra`` holds the options that only one command has, by
    the name of the option without its hyphens.
    """

    command: str
    seeds: tuple[str, ...] = ()
    folder: str = ""
    out: str = ""
    to: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    theme: str = ""
    jobs: int = 1
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    json: bool = False
    page: str = ""
    text: str = ""
    all: bool = False
    output: str = ""
    kind: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


class Once(argparse.Action):
    """An option of which argparse would take the last value in silence where it is given twice."""

    def __call__(
        self, parser: argparse.ArgumentParser, read: argparse.Namespace, given: Any, option: str | None = None
    ) -> None:
        """Keep the value. Raises ``UsageError`` for a second one."""
        del parser
        if getattr(read, self.dest):
            raise UsageError(f"{option} is given twice", hint="name one output; several editions: --to pdf,epub")
        setattr(read, self.dest, given)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors of ours."""

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError`` with the parser's message."""
        raise UsageError(message, hint=f"{self.prog} --help shows what can be typed")


def folders(command: Parser) -> None:
    """Where seeds are and where results go; how much is said."""
    command.add_argument("--seeds", dest="folder", metavar="DIR", default="", help="where the seeds are (seeds)")
    command.add_argument("--out", metavar="DIR", default="", help="where the results go (out)")
    talking(command)


def some_seeds(command: Parser) -> None:
    """Any number of seeds, all of them without one."""
    command.add_argument("seeds", nargs="*", metavar="SEED", help="a slug or a path")
    folders(command)


def one_seed(command: Parser, what: str = "SEED") -> None:
    """Exactly one seed."""
    command.add_argument("seeds", nargs=1, metavar=what, help="a slug or a path")
    folders(command)


def making(command: Parser) -> None:
    """What is made, and how."""
    from octavo.editions.table import EDITIONS

    names = ", ".join(("md", *EDITIONS))
    command.add_argument("--to", metavar="LIST", default="", help=f"editions, separated by commas: {names}")
    setting(command)
    strict(command)


def setting(command: Parser) -> None:
    """Settings of this one call."""
    command.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="set one key of the metadata or the layout"
    )
    command.add_argument("--theme", metavar="THEME", default="", help="a folder in templates/themes/ (octavo)")


def strict(command: Parser) -> None:
    """Whether notices count."""
    command.add_argument("--strict", action="store_true", help="exit with code 7 if there are warnings")


def talking(command: Parser) -> None:
    """How much is said, and in which form."""
    command.add_argument("-q", "--quiet", action="store_true", help="no progress, no notices, errors only")
    command.add_argument("-v", "--verbose", action="store_true", help="also what each stage did, and how long it took")
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def jobs(value: str) -> int:
    """A number of workers. Raises ``ArgumentTypeError``."""
    if not value.isdigit() or not 1 <= int(value) <= 512:
        raise argparse.ArgumentTypeError("want a number from 1 to 512")
    return int(value)


def chosen(read: argparse.Namespace) -> Chosen:
    """What the parser read, as one typed value. Raises ``UsageError`` for an edition that does not exist."""
    from octavo.editions.table import EDITIONS

    get = vars(read).get
    to = tuple(dict.fromkeys(name.strip() for name in str(get("to", "") or "").split(",") if name.strip()))
    for name in to:
        if name != "md" and name not in EDITIONS:
            near = difflib.get_close_matches(name, ("md", *EDITIONS), 1)
            hint = f"did you mean {near[0]}?" if near else f"choose from md, {', '.join(EDITIONS)}"
            raise UsageError(f"there is no edition “{name}”", hint=hint)
    known = {item.name for item in fields(Chosen)}
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
        quiet=bool(get("quiet")),
        verbose=bool(get("verbose")),
        json=bool(get("json")),
        page=str(get("page") or ""),
        text=str(get("text") or ""),
        all=bool(get("all")),
        output=str(get("output") or ""),
        kind=str(get("kind") or ""),
        extra={name: str(value) for name, value in vars(read).items() if name not in known and value},
    )
