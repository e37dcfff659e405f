"""The rooms stay tidy: no circle of imports, no crowded folder, no function that nobody can read in one sitting."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from tests.test_floors import PACKAGE, imports, modules

LONGEST_FUNCTION = 60
MOST_MODULES = 20


def arrows() -> dict[str, set[str]]:
    """Which module imports which, by dotted names below the package; imports of names count for their module."""
    known = modules()
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        named = {target.removeprefix("octavo.") for _, target in imports(path, names=True)}
        found[name] = (named & known.keys()) - {name}
    return found


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of names that lead to one another, each once."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for name in graph.get(todo.pop(), set()) - seen:
                seen.add(name)
                todo.append(name)
        return seen

    reach = {name: reached(name) for name in graph}
    groups = {frozenset(other for other in reach[name] if name in reach.get(other, set())) for name in graph}
    return sorted(sorted(group) for group in groups if group)


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert not circles(arrows())


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_no_folder_is_crowded() -> None:
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())]
    crowds = {str(folder.relative_to(PACKAGE)): len(list(folder.glob("*.py"))) for folder in folders}
    assert not {name: count for name, count in crowds.items() if count > MOST_MODULES + 1}  # and its __init__.py


def long_functions(path: Path) -> list[str]:
    """The functions of a module that are longer than can be read in one sitting."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        f"{path.name}:{node.lineno}: {node.name}"
        for node in functions
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]


def test_functions_can_be_read_in_one_sitting(tmp_path: Path) -> None:
    assert not [found for path in modules().values() for found in long_functions(path)]
    long = tmp_path / "long.py"
    long.write_text("def f():\n" + "    pass\n" * LONGEST_FUNCTION)
    assert long_functions(long) == ["long.py:1: f"]
