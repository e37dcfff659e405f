"""How long a reader waits: from the moment a seed is saved until ``octavo serve --watch`` tells the open page."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

REST = 0.7
"""Seconds between an answer and the next save: nobody types faster, and the server looks at its files meanwhile."""


def reload_seconds(octavo: Path, folder: Path, seed: Path, environment: Mapping[str, str], times: int = 5) -> float:
    """The median of several saves of a seed, each with one word more; the first, which starts workers, is left out."""
    command = [str(octavo), "serve", "--watch", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None  # noqa: S101 - both are pipes; this tells mypy
            assert server.stderr is not None  # noqa: S101 - likewise
            address = server.stdout.readline().strip()
            for line in server.stderr:
                if "Ctrl-C ends it" in line:
                    break
            threading.Thread(target=server.stderr.read, daemon=True).start()
            if not address:
                sys.exit("octavo serve gave no address")
            return statistics.median(_saves(address, seed, times)[1:])
        finally:
            server.kill()


def _saves(address: str, seed: Path, times: int) -> list[float]:
    text, found = seed.read_text(encoding="utf-8"), []
    with urllib.request.urlopen(f"{address}events", timeout=600) as events:  # noqa: S310 - our own server's address
        for number in range(times + 1):
            time.sleep(REST)
            began = time.monotonic()
            seed.write_text(text.replace("# Section 1 of", f"More words {'and ' * number}so on.\n\n# Section 1 of", 1))
            while events.readline().strip() != b"data: again":
                pass
            found.append(time.monotonic() - began)
    seed.write_text(text, encoding="utf-8")
    return found
