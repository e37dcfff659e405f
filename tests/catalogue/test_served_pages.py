"""A site that is served works in its sandbox: search, earlier names; open pages load again at their place."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

from octavo.editions import Job
from octavo.editions.site import make
from octavo.model import Options
from octavo.publishing.catalogue.serving import open_server

from tests.conformance import toolbox
from tests.html.pages import body, spread_pages, theme
from tests.html.test_site import TEXT

USE = Path(__file__).with_name("served.js")


def test_a_served_site_is_searched_and_loaded_again(tmp_path: Path) -> None:
    book = replace(body(TEXT), form="book")
    job = Job(book, theme(), Options(), spread_pages(book, 9))
    said = next(row[1] for row in make(job).remembered["pages"] if row[0] == "snow.html")
    site = make(replace(job, remembered={"pages": [["older.html", said, []]]}))
    (tmp_path / "letter/site").mkdir(parents=True)
    for name, data in (("index.html", site.data), *site.further):
        (tmp_path / "letter/site" / name).write_bytes(data)
    ended = threading.Event()
    with open_server(tmp_path, "127.0.0.1", 0, reload=True) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

        def builds() -> None:
            while not ended.wait(0.3):
                if (tmp_path / "ready").exists():
                    server.again()

        threading.Thread(target=builds, daemon=True).start()
        task = {
            "ready": str(tmp_path / "ready"),
            "address": server.address,
            "browser": toolbox.chromium(),
            "arguments": toolbox.chromium_flags(),
        }
        done = toolbox.run(
            [toolbox.node(), str(USE), json.dumps(task)], extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}
        )
        ended.set()
        server.shutdown()
    seen = json.loads(done.stdout)
    assert seen["hits"] == ["Réservoir", "reservoir"]
    assert seen["came"] == "rain.html?find=reservoir"
    assert seen["origin"] == "null"
    assert seen["moved"] == "snow.html#figures-of-three-winters"
    assert seen["again"].startswith("rain.html#")  # at the last mark above the place
    assert seen["said"] == []
