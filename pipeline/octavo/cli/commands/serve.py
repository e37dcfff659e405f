"""``octavo serve``: the readers' shelf and the editions over HTTP, until Ctrl-C. Floor 5."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from octavo.api import Publication, Watcher
from octavo.cli.commands import shelf, watch
from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report
from octavo.errors import InterruptedBuild, OctavoError, UsageError
from octavo.publishing.catalogue.entries import Entries
from octavo.publishing.catalogue.page import page_style
from octavo.publishing.catalogue.serving import open_server
from octavo.publishing.values.stages import Step
from octavo.publishing.workshop.desk import Desk
from octavo.publishing.workshop.pages import HOME
from octavo.publishing.workshop.states import States

HOST, PORT = "127.0.0.1", 8765
_ATTENTION = 1.0
"""Seconds after which a server looks whether somebody wants to end it."""


def run(chosen: Chosen, report: Report) -> int:
    """Make the shelf and serve it; with ``--watch``, build what is saved and load open pages again. Ends with 130.

    ``--upload`` takes documents in as well, and builds them as they come.
    """
    if chosen.json:
        raise UsageError("there is no JSON of a server", hint="octavo shelf --json describes the shelf")
    chosen = located(chosen)
    out, desk = Path(chosen.out), None
    out.mkdir(parents=True, exist_ok=True)
    if chosen.extra.get("upload"):
        seeds = Path(chosen.folder)
        seeds.mkdir(parents=True, exist_ok=True)
        desk = Desk(seeds, load_settings(chosen).limits, States(), page_style())
    looking = Entries(out, chosen.jobs)
    try:
        return _serve(chosen, report, looking, desk)
    finally:
        looking.close(kill=True)
        if desk is not None:
            desk.close()


def _serve(chosen: Chosen, report: Report, looking: Entries, desk: Desk | None) -> int:
    out, watching = Path(chosen.out), bool(chosen.extra.get("watch")) or desk is not None
    _make(chosen, report, looking)
    host, port = chosen.extra.get("host") or HOST, _port(chosen.extra.get("port", ""))
    with open_server(out, host, port, reload=watching, desk=desk) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        report.result(server.address)
        if not server.local:
            also = " and add documents" if desk else ""
            report.say(f"anybody with this address can read everything on the shelf{also}; a new start has a new one")
        if desk:
            report.say(f"documents are added at {server.address}{HOME}/")
        report.close()  # the address is there when somebody waits for it
        try:
            if watching:

                def built() -> None:
                    _make(chosen, report, looking)
                    server.again()
                    if desk:
                        desk.states.building(now=False)

                return watch.follow(chosen, report, built, _Heard(desk.states, chosen) if desk else None)
            report.say("Ctrl-C ends it")
            while True:  # a Ctrl-C in the instant before a wait begins is heard when that wait ends
                time.sleep(_ATTENTION)
        except KeyboardInterrupt:
            report.say("stopped serving")
        finally:
            server.shutdown()
    return InterruptedBuild.exit_code


class _Heard(Watcher):
    """Writes down how far each document is."""

    def __init__(self, states: States, chosen: Chosen) -> None:
        self._states, self._seeds, self._out = states, Path(chosen.folder), Path(chosen.out)

    def found(self, count: int) -> None:
        self._states.building(now=count > 0)

    def started(self, slug: str) -> None:
        self._states.begin(slug)

    def working(self, slug: str, step: Step) -> None:
        self._states.step(slug, step)

    def finished(self, publication: Publication) -> None:
        told = [
            " ".join(part for part in (error.message, f"({error.hint})" if error.hint else "") if part)
            for error in publication.errors
        ]
        files = {
            name: path.relative_to(self._out).as_posix() for name, path in publication.files.items() if name != "md"
        }
        seed = os.path.relpath(publication.seed, self._seeds)
        self._states.end(publication.slug, seed, told, files)


def _make(chosen: Chosen, report: Report, looking: Entries) -> None:
    """Make the shelf; what is wrong with one publication is said."""
    try:
        entries, errors = looking.now(load_settings(chosen))
        for error in errors:
            report.error(error)
        shelf.write(Path(chosen.out), entries)
    except OctavoError as error:
        report.error(error)


def _port(text: str) -> int:
    if not text:
        return PORT
    if not text.isdecimal() or int(text) > 65535:
        raise UsageError(f"“{text[:20]}” is no port", hint="a number up to 65535, for example --port 8080")
    return int(text)
