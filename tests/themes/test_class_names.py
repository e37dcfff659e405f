"""Documents and editions never share a class name: a document's ``note`` is not the hook of a footnote."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from octavo.body import allow
from octavo.body.class_names import DOCUMENT, HOOK, TREE, is_hook, is_of_tree
from octavo.editions.html.policy import READING

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = sorted((ROOT / "pipeline" / "octavo" / "editions").rglob("*.py"))
PAGES = sorted((ROOT / "templates" / "themes").glob("*/*.html"))
SHEETS = sorted((ROOT / "templates" / "themes").glob("*/*.css"))


def strangers(names: set[str]) -> set[str]:
    """Names that no list has."""
    return {name for name in names if not (name in DOCUMENT or is_of_tree(name) or is_hook(name))}


def in_sheet(css: str) -> set[str]:
    """The class names in the selectors of a style sheet."""
    bare = re.sub(r'/\*.*?\*/|url\([^)]*\)|"[^"]*"', "", css, flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+)\{", bare))
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def in_code(source: str) -> set[str]:
    """The class names that code writes into an edition as they stand there."""
    return {name for text in _written(ast.parse(source)) for name in text.split()}


def _written(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = [*zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "set" and len(node.args) == 2:
            pairs = [(node.args[0], node.args[1])]
        elif isinstance(node, ast.keyword) and node.arg in ("class_", "body_class", "css_class"):
            pairs = [(ast.Constant("class"), node.value)]
        else:
            continue
        for key, value in pairs:
            if isinstance(key, ast.Constant) and key.value == "class":
                yield from (
                    part.value
                    for part in ast.walk(value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value != "class"
                )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_know_only_names_that_are_on_a_list(path: Path) -> None:
    assert strangers(in_sheet(path.read_text(encoding="utf-8"))) == set()


def test_editions_write_only_hooks() -> None:
    written = {name for path in EDITIONS for name in in_code(path.read_text(encoding="utf-8"))}
    assert len(written) > 40
    assert {name for name in strangers(written) if re.fullmatch(r"[a-z][\w-]*", name)} == set()
    assert written & DOCUMENT == set()


def in_rules(source: str) -> set[str]:
    """The class names in rules and selectors that code writes, also where a rule is put together from pieces."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if re.search(r"[{,>]\s|\.o-", text):
            found |= set(re.findall(r"""(?<![\w.\0/*)"'])\.([a-z][\w-]*)(?=[\s,{>:)\[]|$)""", text))
    return found


def test_rules_within_the_code_know_only_names_that_are_on_a_list() -> None:
    found = {path.name: in_rules(path.read_text(encoding="utf-8")) for path in EDITIONS}
    assert {"o-footnote", "o-subtitle", "o-book"} <= found["sheet.py"]
    assert {name: strangers(names) for name, names in found.items() if strangers(names)} == {}
    decoy = 'a = ".note, table"; b = f"body, .tip {{ top: {x} }}"; c = "a.b"; d = "x.css, y"'
    assert in_rules(decoy) == {"note", "tip"}


def test_code_looks_for_hooks_alone() -> None:
    """Where code asks for the class of an element that Octavo made, it asks by the name that it was given."""
    asked = re.compile(r"""(?:get\("class"(?:, "")?\)(?:\.split\(\))? (?:==|!=) |@class=)["']([\w -]+)["']""")
    found = {name for path in EDITIONS for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert found
    assert {name for names in found for name in strangers(set(names.split()))} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_page_shells_name_only_hooks(page: Path) -> None:
    names = {name for held in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8")) for name in held.split()}
    assert names
    assert not [name for name in names if not is_hook(name)]


def test_scripts_look_for_hooks_alone() -> None:
    found = set(re.findall(r"querySelector(?:All)?\('[^']*?\.([a-z][\w-]*)", READING))
    assert found
    assert not [name for name in found if not is_hook(name)]


def test_documents_and_hooks_never_meet() -> None:
    assert not DOCUMENT & TREE
    assert not [name for name in DOCUMENT | TREE if is_hook(name)]
    assert not [name for name in DOCUMENT if is_of_tree(name)]
    names = [HOOK + "x", HOOK + "note", HOOK + "book", HOOK + "fit-50", *TREE, "columns-3", "tok-kw", "language-c"]
    assert allow.classes(names) == []


def test_decoys_are_found() -> None:
    assert strangers(in_sheet("p.o-fine, .stray > b { color: red } .x { }")) == {"stray", "x"}
    assert strangers(in_sheet(".book .footnote { } .o-book .o-footnote { }")) == {"book", "footnote"}
    assert in_code('SubElement(a, "p", {"class": "note"}); a.set("class", f"{b} tip"); child(a, class_="o-a b")') == {
        "note", "tip", "o-a", "b",
    }  # fmt: skip
    assert strangers({"title-page", "o-title-page"}) == {"title-page"}
