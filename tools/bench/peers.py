"""Whom ``make bench`` measures beside Octavo: what each needs, and how it makes its files of one document."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypandoc

A3 = ("--pdf-engine=weasyprint", "--pdf-engine-opt=--pdf-variant=pdf/a-3a")


@dataclass(frozen=True)
class Peer:
    """A row: its name, the program that must be there, and the commands, one after the other, for a source file."""

    name: str
    needs: str
    commands: tuple[tuple[str, ...], ...]

    def runs(self, source: Path) -> list[list[str]]:
        """The commands for one document; they write into the current folder."""
        return [[part.replace("SOURCE", str(source)) for part in command] for command in self.commands]


def peers(path: str) -> list[Peer]:
    """Those that are installed; ``path`` is where programs are looked for."""
    pandoc = pypandoc.get_pandoc_path()
    html = (pandoc, "SOURCE", "-t", "html5", "-s", "--embed-resources", "-o", "p.html")
    epub = (pandoc, "SOURCE", "-t", "epub3", "-o", "p.epub")
    pdf = (pandoc, "SOURCE", *A3, "-o", "p.pdf")
    browser = next((name for name in ("chromium", "google-chrome") if shutil.which(name, path=path)), "chromium")
    printed = (browser, "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=c.pdf", "p.html")
    typst = (pandoc, "SOURCE", "--pdf-engine=typst", "-o", "t.pdf")
    rows = (
        Peer("pandoc, three editions", "weasyprint", (html, epub, pdf)),
        Peer("pandoc, HTML", "", (html,)),
        Peer("pandoc, EPUB", "", (epub,)),
        Peer("pandoc + WeasyPrint, PDF/A-3a", "weasyprint", (pdf,)),
        Peer("pandoc + Typst, PDF", "typst", (typst,)),
        Peer("pandoc + Chromium, PDF", browser, (html, printed)),
    )
    return [row for row in rows if not row.needs or shutil.which(row.needs, path=path)]


def environment(given: Mapping[str, str], path: str) -> dict[str, str]:
    """The variables that all run with."""
    return {**given, "PATH": path}
