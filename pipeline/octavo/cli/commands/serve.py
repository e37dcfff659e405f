"""``octavo serve``: the readers' shelf and the editions over HTTP, until Ctrl-C. Floor 5."""

from __future__ import annotations

import threading
from pathlib import Path

from octavo.cli.commands import shelf, watch
from octavo.cli.commands.shared import load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report
from octavo.errors import InterruptedBuild, OctavoError, UsageError
from octavo.publishing.catalogue.entries import Entries
from octavo.publishing.catalogue.serving import open_server

HOST, PORT = "127.0.0.1", 8765


def run(chosen: Chosen, report: Report) -> int:
    """Make the shelf and serve it; with ``--watch``, build what is saved and load open pages again. Ends with 130."""
    if chosen.json:
        raise UsageError("there is no JSON of a server", hint="octavo shelf --json describes the shelf")
    chosen = located(chosen)
    out, watching = Path(chosen.out), bool(chosen.extra.get("watch"))
    out.mkdir(parents=True, exist_ok=True)
    looking = Entries(out, chosen.jobs)
    try:
        return _serve(chosen, report, looking, watching=watching)
    finally:
        looking.close(kill=True)


def _serve(chosen: Chosen, report: Report, looking: Entries, *, watching: bool) -> int:
    out = Path(chosen.out)
    _make(chosen, report, looking)
    host, port = chosen.extra.get("host") or HOST, _port(chosen.extra.get("port", ""))
    with open_server(out, host, port, reload=watching) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        report.result(server.address)
        if not server.local:
            report.say("whoever has this address can read everything on the shelf; a new start has a new one")
        report.close()  # the address is there when somebody waits for it
        try:
            if watching:

                def built() -> None:
                    _make(chosen, report, looking)
                    server.again()

                return watch.follow(chosen, report, built)
            report.say("Ctrl-C ends it")
            threading.Event().wait()
        except KeyboardInterrupt:
            report.say("stopped serving")
        finally:
            server.shutdown()
    return InterruptedBuild.exit_code


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
