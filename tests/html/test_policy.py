"""The policy of a page: with pictures it is as strict as without, and a browser loads nothing from elsewhere."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from pathlib import Path

import pytest
from octavo.check.inventories.html import read_html
from octavo.editions.html.policy import READING, policies

from tests.conformance import nu, toolbox
from tests.html.pages import PICTURES, body, parsed, render, spread_pages

LOAD = Path(__file__).with_name("load.js")
HOLES = """
<img src="{0}/a.png" alt=""><img srcset="{0}/b.png 2x" alt=""><picture><source srcset="{0}/c.png"><img alt=""></picture>
<link rel="prefetch" href="{0}/d"><link rel="preload" as="image" href="{0}/e.png"><link rel="icon" href="{0}/f.ico">
<link rel="stylesheet" href="{0}/g.css"><style>body {{ background: url("{0}/h.png") }}</style>
<p style="background-image: url('{0}/i.png')">x</p><video src="{0}/j.mp4" poster="{0}/k.png" autoplay></video>
<audio src="{0}/l.mp3" autoplay></audio><object data="{0}/m"></object><embed src="{0}/n"><iframe src="{0}/o"></iframe>
<svg><image href="{0}/p.png" width="9" height="9"></image><use href="{0}/q.svg#a"></use></svg>
<script src="{0}/r.js"></script><script>fetch("{0}/s"); new Image().src = "{0}/t.png"</script>
<input type="image" src="{0}/u.png" alt=""><style>@import "{0}/v.css"; @font-face {{ font-family: x; src: url({0}/w) }}
p {{ font-family: x }}</style><body background="{0}/x.png">
"""


def rules(policy: str) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


@pytest.mark.parametrize("script", ["", READING])
def test_pictures_open_nothing_but_pictures_in_the_page(script: str) -> None:
    without, (strict, *further) = policies(script, pictures=False), policies(script, pictures=True)
    assert len(without) == 1
    assert rules(without[0])["default-src"] == "'none'"
    assert rules(strict) == {**rules(without[0]), "img-src": "data:"}
    assert all(rules(without[0]).items() >= rules(policy).items() for policy in further)


def test_the_page_has_these_policies() -> None:
    for text, pictures in (("Words.", False), ("![A dot](images/dot.png)", True)):
        page = parsed(render(body(text, pictures=PICTURES)))
        found = [meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv")]
        assert tuple(found) == policies(READING, pictures=pictures)


def test_the_proof_sees_a_looser_policy() -> None:
    page = render(body("![A dot](images/dot.png)", pictures=PICTURES))
    assert not read_html(page).odd
    strict = policies(READING, pictures=True)[0].encode()
    for looser in (strict.replace(b"img-src data:", b"img-src *"), strict.replace(b"default-src 'none'; ", b""), b""):
        assert read_html(page.replace(strict, looser)).odd


def test_the_checker_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "pictures.html"
    path.write_bytes(render(body("![A dot](images/dot.png)\n\n![A hill](images/hill.svg)", pictures=PICTURES)))
    assert nu(path) == []


def test_a_browser_loads_nothing_whatever_a_hole_lets_in(tmp_path: Path) -> None:
    """Everything that can load something is put into a page by force: its own pictures show, and nobody is asked."""
    of = body("![A dot](images/dot.png)\n\n![A hill](images/hill.svg)\n\n" + "Words. " * 500, pictures=PICTURES)
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line, contextlib.suppress(OSError):
                    line.settimeout(1)
                    # A frame's server may be called before the frame is refused; then nothing is said to it.
                    asked.append(line.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = render(of, spread_pages(of, 3)).replace(b"</main>", HOLES.format(address).encode() + b"</main>")
        path = tmp_path / "holes.html"
        path.write_bytes(page)
        task = {"page": str(path), "browser": toolbox.chromium(), "arguments": toolbox.chromium_flags()}
        extra = {"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}
        drawn = json.loads(toolbox.run([toolbox.node(), str(LOAD), json.dumps(task)], extra=extra).stdout)
        server.shutdown(socket.SHUT_RDWR)
    assert drawn[:2] == [["data:", True], ["data:", True]]
    assert not any(shown for _, shown in drawn[2:])
    assert not any(asked)
