"""The house stands: a module imports from floors below its own only, and each third party has one door.

The floors are those of ``docs/architecture.md``. Imports under ``if TYPE_CHECKING`` are names for the reader and the
type checker, nothing that runs; they may point anywhere.
"""

from __future__ import annotations

import ast
import functools
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import octavo
import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "octavo"
LONGEST_MODULE = 300

# A module may use what stands on the floors below and, on its own, what stands left of it: nothing turns in a ring.
STOREYS = (
    "import_path model errors notices",
    "system walls files holding folders languages text tree pandoc metadata papersizes settings pictures "
    "design_values themes manuscript formats books sidecars shelf",
    "body pagemap readers",
    "editions",
    "doctor check publishing",
    "api",
    "cli __main__",
)
HOUSE = [name for names in STOREYS for name in names.split()]
GROUND_FLOOR = {*STOREYS[0].split(), "system", "doctor"}

# Third parties that can fail: one module of ours turns their exceptions and log lines into errors and notices.
ONE_DOOR = (
    "argparse_manpage charset_normalizer distributed ebooklib nh3 py3langid pypandoc rich shtab trafilatura watchfiles "
    "weasyprint yaml ziamath"
).split()


@functools.cache
def modules() -> Mapping[str, Path]:
    """Every module of the package by its dotted name below ``octavo``; the package itself is ""."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return MappingProxyType(found)


@functools.cache
def imports(path: Path, *, names: bool = False) -> tuple[tuple[int, str], ...]:
    """Line and dotted name of everything that a module imports when it runs, anywhere in it.

    With ``names``, ``from a import b`` counts for ``a.b`` where that is a module, else for ``a``.
    """
    return tuple(_imports(path, names))


def _imports(path: Path, names: bool) -> Iterator[tuple[int, str]]:
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            todo += node.orelse
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            target = absolute(path, node)
            if names:
                yield from ((node.lineno, module_of(f"{target}.{alias.name}")) for alias in node.names)
                continue
            yield node.lineno, target
            if target == "octavo":
                yield from ((node.lineno, f"octavo.{alias.name}") for alias in node.names)
        todo += ast.iter_child_nodes(node)


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """What ``from . import x`` and the like refer to, from ``octavo`` on."""
    if not node.level:
        return node.module or ""
    folder = path.parents[node.level - 1].relative_to(PACKAGE.parent)
    return ".".join([*folder.parts, *([node.module] if node.module else [])])


def module_of(dotted: str) -> str:
    """The module that a dotted name of ours belongs to; other names as they are."""
    path = PACKAGE.parent.joinpath(*dotted.split("."))
    known = path.is_dir() or path.with_suffix(".py").is_file()
    return dotted if known or not dotted.startswith("octavo.") else dotted.rpartition(".")[0]


def room(name: str) -> str:
    """The first part of a dotted name: for a module of ours, what has the floor; for others, whose it is."""
    return name.split(".")[0]


def test_every_module_has_a_floor() -> None:
    homeless = {room(name) for name in modules() if name} - set(HOUSE)
    assert not homeless, f"give them a floor in {__file__} and in docs/architecture.md: {sorted(homeless)}"


def test_the_page_on_the_architecture_tells_the_same_floors() -> None:
    page = (PACKAGE.parent.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d \| ([^|]+) \|", page, re.MULTILINE)
    told = [re.findall(r"`(\w+)`", row) for row in rows]
    assert told == [[name for name in names.split() if name != "__main__"] for names in reversed(STOREYS)]


def test_every_path_that_the_pages_name_is_there() -> None:
    root = PACKAGE.parent.parent
    for page in ("docs/architecture.md", "CONTRIBUTING.md", "docs/themes.md", "docs/structure.md"):
        for path in re.findall(r"`(?:pipeline|tests|tools|templates|docs)/[\w./-]+`", (root / page).read_text()):
            assert (root / path.strip("`")).exists(), f"{page} names {path}"


def test_every_module_that_the_pages_name_is_there() -> None:
    """Short names too: ``workers/pool.py`` is the end of a path below the package, ``readers/web`` a folder there."""
    root = PACKAGE.parent.parent
    found = {
        path.relative_to(root).as_posix() for top in ("pipeline", "tests", "tools") for path in root.glob(f"{top}/**/*")
    }
    for page in ("docs/architecture.md", "CONTRIBUTING.md"):
        text = (root / page).read_text(encoding="utf-8")
        names = {*re.findall(r"`([\w/]+\.py)`", text), *re.findall(r"`(\w+(?:/\w+)+)/?`", text)} - {"out/slug"}
        assert names
        missing = [
            name
            for name in names
            if not (root / name).exists() and not any(path.endswith(f"/{name}") for path in found)
        ]
        assert not missing, f"{page} names {missing}"


def test_imports_go_down() -> None:
    wrong = []
    for name, path in modules().items():
        for line, target in imports(path):
            if not target.startswith("octavo.") or not name:
                continue
            own, other = room(name), room(target.removeprefix("octavo."))
            if own != other and {own, other} <= set(HOUSE) and HOUSE.index(other) > HOUSE.index(own):
                wrong.append(f"{path.relative_to(PACKAGE.parent)}:{line}: {target} does not stand below {own}")
    assert not wrong, "\n".join(wrong)


def test_the_package_itself_imports_nothing() -> None:
    """Its names come from their modules when somebody asks for one."""
    tree = ast.parse(modules()[""].read_text(encoding="utf-8"))
    assert not [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    homes = {"octavo.api", "octavo.errors", "octavo.model", "octavo.publishing.values.stages"}
    assert {target for _, target in imports(modules()[""], names=True)} == homes
    told = {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.If)
        for part in node.body
        if isinstance(part, ast.ImportFrom)
        for name in part.names
    }
    assert told == set(octavo.__all__), "what type checkers are told and what can be asked for differ"


def test_the_ground_floor_and_the_doctor_use_the_standard_library_only() -> None:
    wrong = [
        f"{path.name}:{line}: {target}"
        for name, path in modules().items()
        if room(name) in GROUND_FLOOR
        for line, target in imports(path)
        if room(target) not in {"octavo", *sys.stdlib_module_names}
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("third_party", ONE_DOOR)
def test_one_door_to_each_third_party(third_party: str) -> None:
    doors = [name for name, path in modules().items() if third_party in {room(target) for _, target in imports(path)}]
    assert len(doors) <= 1, f"{third_party} is imported in several places: {doors}"


def test_nothing_imports_the_tools_or_the_tests() -> None:
    targets = {name: {room(target) for _, target in imports(path)} for name, path in modules().items()}
    assert not [name for name, found in targets.items() if found & {"tools", "tests"}]


def test_modules_can_be_read_in_one_sitting() -> None:
    long = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    long = {name: lines for name, lines in long.items() if lines > LONGEST_MODULE}
    assert not long, f"look for the seam: {long}"


def test_this_test_sees_a_wrong_import(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\nelse:\n    import b\n"
        "def f():\n    from octavo import cli\n    import octavo.publishing.plan\n"
    )
    seen = {target for _, target in imports(file)}
    assert seen == {"typing", "b", "octavo", "octavo.cli", "octavo.publishing.plan"}
