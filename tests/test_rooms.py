"""The rooms stay tidy: no circle of imports, no crowded folder, no function that nobody can read in one sitting."""

from __future__ import annotations

import ast
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.test_floors import PACKAGE, imports, modules

LONGEST_FUNCTION = 60
MOST_MODULES = 20
TABLE_OF_NAMES = "formats"
"""The one module that names modules above it: its rows say where readers are, which are imported when needed."""


@functools.cache
def arrows() -> dict[str, set[str]]:
    """Which module imports which, by dotted names below the package; imports of names count for their module.

    Imports within functions count, and so do names of modules in strings, by which workers find what to run.
    """
    known = modules()
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        named = {target.removeprefix("octavo.") for _, target in imports(path, names=True)}
        if name != TABLE_OF_NAMES:
            named |= {target.removeprefix("octavo.") for target in in_strings(path.read_text(encoding="utf-8"))}
        found[name] = (named & known.keys()) - {name}
    return found


def in_strings(source: str) -> set[str]:
    """The dotted names of ours that stand as strings in a module, without the function behind a colon."""
    strings = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {
        text.partition(":")[0]
        for text in strings
        if isinstance(text, str) and re.fullmatch(r"octavo(\.\w+)+(:\w+)?", text)
    }


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


def folder_of(name: str) -> str:
    """The folder of a module; each module at the top of the package is a room of its own."""
    return modules()[name].parent.relative_to(PACKAGE).as_posix().replace(".", name or "octavo", 1)


def between_folders(imported: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Which folder imports from which."""
    graph: dict[str, set[str]] = defaultdict(set)
    for name, targets in imported.items():
        graph[folder_of(name)] |= {folder_of(target) for target in targets} - {folder_of(name)}
    return graph


def within_folders(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, set[str]]]:
    """For each folder, which of its members (modules and folders with all that they hold) imports which."""
    graphs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, target in pairs:
        own, other = name.split("."), target.split(".")
        shared = next((i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), None)
        if shared is not None:
            graphs[".".join(own[:shared])][own[shared]].add(other[shared])
    return graphs


def test_no_folders_import_one_another_in_a_circle() -> None:
    assert not circles(between_folders(arrows()))
    pairs = [(name, target) for name, targets in arrows().items() for target in targets]
    assert not {folder: found for folder, graph in within_folders(pairs).items() if (found := circles(graph))}


def test_a_circle_of_folders_would_be_seen() -> None:
    """No two modules here import one another, and yet neither of the two folders is above the other."""
    wrong = {
        "publishing.results.keys": {"publishing.workers.pool"},
        "publishing.workers.worker": {"publishing.results"},
    }
    assert circles(between_folders(wrong)) == [["publishing/results", "publishing/workers"]]
    graph = within_folders((name, target) for name, targets in wrong.items() for target in targets)
    assert circles(graph["publishing"]) == [["results", "workers"]]
    assert circles(between_folders({"cli": {"cli.commands.new"}, "cli.commands.new": {"cli"}})) == [
        ["cli", "cli/commands"]
    ]


def test_lazy_imports_and_names_in_strings_count() -> None:
    assert "publishing.recipe" in arrows()["publishing.publication"]  # as a string, for the workers
    assert "cli.commands.build" in arrows()["cli.commands"]  # within a function
    assert in_strings("x = 'octavo.text:words_of'; y = 'octavo.toml of'; z = 'a octavo.text'") == {"octavo.text"}


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
