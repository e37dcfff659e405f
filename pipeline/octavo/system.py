"""What Octavo needs from the system: how to check that it is installed, and the names of its packages.

In: nothing. Out: ``Requirement`` values whose ``probe`` looks at this machine. Nothing is installed here: set-up does
that, and ``doctor`` only reports. Floor 1, standard library only: set-up uses this before any package is installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

PROBE_SECONDS = 30

# The libraries WeasyPrint opens, with the number at the end of their file names. Without the subset library it only
# warns, but then writes larger files in its old way.
PANGO_LIBRARIES = (
    ("gobject-2.0", 0),
    ("pango-1.0", 0),
    ("harfbuzz", 0),
    ("harfbuzz-subset", 0),
    ("fontconfig", 1),
    ("pangoft2-1.0", 0),
)

# Install commands by package manager, in the order in which they are looked for.
MANAGERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "apt-get": ("apt-get", "install", "-y", "--no-install-recommends"),
        "dnf": ("dnf", "install", "-y"),
        "brew": ("brew", "install"),
    }
)

APT_LISTS = Path("/var/lib/apt/lists")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
CHROMIUM_APPS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing from the system.

    ``probe`` gives its version, "" when it is there but does not tell, None when it is missing. ``packages`` are its
    names by package manager; a manager that is not named cannot bring it.
    """

    name: str
    needed_for: str
    probe: Callable[[], str | None]
    packages: Mapping[str, tuple[str, ...]]


def package_manager() -> str | None:
    """Name the package manager of this system, a key of ``MANAGERS``; None when there is none that we know."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def install_command(requirements: tuple[Requirement, ...], manager: str) -> list[str] | None:
    """Give the command that brings all requirements, without ``sudo``; None when ``manager`` lacks one of them."""
    packages = dict.fromkeys(name for requirement in requirements for name in requirement.packages.get(manager, ()))
    if not all(manager in requirement.packages for requirement in requirements):
        return None
    return [*MANAGERS[manager], *packages]


def line_to_type(requirements: tuple[Requirement, ...]) -> str:
    """Give the one line that a person types to get the requirements; words where no command can be given."""
    manager = package_manager()
    command = install_command(requirements, manager) if manager else None
    if command is None:
        names = " and ".join(requirement.name for requirement in requirements)
        return f"install {names} with your system's package manager"
    lines = [" ".join(command)]
    if manager == "apt-get" and not any(APT_LISTS.glob("*_Packages*")):
        lines.insert(0, "apt-get update")  # a fresh machine does not know of any package yet
    if manager == "brew" or _is_root():
        return " && ".join(lines)
    if shutil.which("sudo"):
        return " && ".join(f"sudo {line}" for line in lines)
    return f"su -c '{' && '.join(lines)}'"


def privilege(manager: str) -> list[str] | None:
    """The words before an install command that make it allowed (sudo); None if it is not allowed."""
    if os.environ.get("OCTAVO_NO_INSTALL"):
        return None
    if manager == "brew" or _is_root():
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)  # noqa: S607 - as a person types it
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if asked.returncode == 0 else None
    return None


def _is_root() -> bool:
    return bool(getattr(os, "geteuid", lambda: -1)() == 0)  # not on Windows


def library(name: str, number: int) -> ctypes.CDLL | None:
    """Load a shared library by the names that WeasyPrint tries; None when none of them loads."""
    names = [f"lib{name}.so.{number}", f"lib{name}.{number}.dylib", f"lib{name}.dylib"]
    for candidate in names:
        try:
            return ctypes.CDLL(candidate)
        except OSError:
            continue
    found = ctypes.util.find_library(name)
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None


@contextlib.contextmanager
def libraries_by_name() -> Iterator[None]:
    """Let libraries be loaded by the dynamic linker alone, for the import of WeasyPrint.

    For each name that the linker does not know, Python's search starts a compiler, which takes longer than the rest of
    the import. Every library that WeasyPrint loads is also tried under the linker's own name for it on Linux; elsewhere
    the search starts nothing and is needed.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - called by this name or by place
    try:
        yield
    finally:
        ctypes.util.find_library = search


def pango_version() -> str | None:
    """Give the version of Pango when every library that the layout needs loads."""
    loaded = {name: library(name, number) for name, number in PANGO_LIBRARIES}
    pango = loaded["pango-1.0"]
    if pango is None or not all(loaded.values()):
        return None
    pango.pango_version_string.restype = ctypes.c_char_p
    return bytes(pango.pango_version_string()).decode("ascii", "replace")


def command_version(command: str, *arguments: str) -> str | None:
    """Give the first number that a command prints about itself, "" when it prints none; None when it does not run."""
    path = shutil.which(command)
    if path is None:
        return None
    try:
        done = subprocess.run(
            [path, *arguments], capture_output=True, text=True, errors="replace", timeout=PROBE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    words = (done.stdout + done.stderr).split()
    return next((word.strip(",") for word in words if word[0].isdigit()), "")


def chromium_path() -> str | None:
    """Find Chromium or Chrome; ``CHROMIUM`` in the environment says where it is otherwise."""
    if given := os.environ.get("CHROMIUM"):
        return given
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        for app in CHROMIUM_APPS:
            if (folder / app).is_file():
                return str(folder / app)
    return None


def chromium_version() -> str | None:
    """Give the version of the browser, None when there is none that starts."""
    path = chromium_path()
    return None if path is None else command_version(path, "--version")


def fonts_version(*languages: str) -> Callable[[], str | None]:
    """Make a probe: is there a font for each of these languages, as fontconfig counts them."""

    def probe() -> str | None:
        if sys.platform == "darwin":
            return ""  # macOS brings fonts for all of them
        lister = shutil.which("fc-list")
        if lister is None:
            return None
        for language in languages:
            listed = subprocess.run([lister, f":lang={language}", "family"], capture_output=True, check=False)
            if not listed.stdout.strip():
                return None
        return ""

    return probe


def font_families() -> frozenset[str] | None:
    """The families of the fonts that fontconfig finds here; None without fontconfig."""
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    try:
        listed = subprocess.run([lister, ":", "family"], capture_output=True, timeout=PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))


def script_fonts(scripts: tuple[str, ...]) -> Requirement:
    """What brings typefaces for scripts, by their names as Noto spells them; ``CJK`` for Chinese and its neighbours."""
    low = [name.lower().replace(" ", "-") for name in scripts if name != "CJK"]
    apt, dnf, brew = (["fonts-noto-core"] if low else []), [f"google-noto-sans-{name}-fonts" for name in low], []
    brew = [f"font-noto-sans-{name}" for name in low]
    if "CJK" in scripts:
        apt, dnf = [*apt, "fonts-noto-cjk"], [*dnf, "google-noto-sans-cjk-fonts", "google-noto-serif-cjk-fonts"]
        brew += ["font-noto-serif-cjk", "font-noto-sans-cjk"]
    packages = {"apt-get": tuple(apt), "dnf": tuple(dnf), "brew": tuple(brew)}
    return Requirement("the fonts of Noto", "", lambda: None, MappingProxyType(packages))


PANGO = Requirement(
    "Pango",
    "laying out pages",
    pango_version,
    MappingProxyType(
        {
            "apt-get": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
            "dnf": ("pango", "harfbuzz", "fontconfig"),
            "brew": ("pango",),
        }
    ),
)

FOR_TESTS: tuple[Requirement, ...] = (
    Requirement(
        "Chromium",
        "tests: looking at HTML and EPUB",
        chromium_version,
        MappingProxyType(
            {"apt-get": ("chromium",), "dnf": ("chromium",), "brew": ("google-chrome",)},
        ),
    ),
    Requirement(
        "Poppler",
        "tests: reading PDF back",
        lambda: command_version("pdftotext", "-v"),
        MappingProxyType({"apt-get": ("poppler-utils",), "dnf": ("poppler-utils",), "brew": ("poppler",)}),
    ),
    Requirement(
        "qpdf",
        "tests: the make-up of PDF",
        lambda: command_version("qpdf", "--version"),
        MappingProxyType({"apt-get": ("qpdf",), "dnf": ("qpdf",), "brew": ("qpdf",)}),
    ),
    Requirement(
        "Arabic, Hebrew and Devanagari fonts",
        "tests: scripts that the theme's fonts lack",
        fonts_version("ar", "he", "hi"),
        MappingProxyType(
            {
                "apt-get": ("fontconfig", "fonts-noto-core"),
                "dnf": (
                    "fontconfig",
                    "google-noto-sans-arabic-fonts",
                    "google-noto-sans-hebrew-fonts",
                    "google-noto-sans-devanagari-fonts",
                ),
                "brew": (),
            }
        ),
    ),
    Requirement(
        "Chinese, Japanese and Korean fonts",
        "tests: scripts that the theme's fonts lack",
        fonts_version("zh-cn", "ja", "ko"),
        MappingProxyType(
            {
                "apt-get": ("fontconfig", "fonts-noto-cjk"),
                "dnf": ("fontconfig", "google-noto-sans-cjk-fonts"),
                "brew": (),
            }
        ),
    ),
)
