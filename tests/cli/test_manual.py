"""The pages of the manual: they follow the tables in the code, and every command that they show works."""

from __future__ import annotations

import io
import re
import shlex
import types
from pathlib import Path

import pytest
import yaml
from octavo.cli import main
from octavo.cli.arguments import parse
from octavo.cli.commands import COMMANDS
from octavo.editions.table import EDITIONS
from octavo.errors import UsageError

from tests.readers.packages import docx, paragraph
from tools import reference

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
SHELL = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OURS = re.compile(r"(?:^|[|&]\s*|`)(?:\.venv/bin/)?octavo ([^`|<>&\n]+)", re.MULTILINE)
PLACEHOLDERS = {"COMMAND", "SHELL"}


def lines(page: Path) -> list[str]:
    """The lines that a page tells people to type, without prompts and remarks."""
    blocks = SHELL.findall(page.read_text("utf-8"))
    typed = [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]
    prompts = any(line.startswith("$ ") for line in typed)
    return [line.removeprefix("$ ").partition("  #")[0] for line in typed if not prompts or line.startswith("$ ")]


def commands(page: Path) -> list[str]:
    """Every call of octavo on a page, in blocks and amid the text."""
    spans = re.findall(r"`((?:\.venv/bin/)?octavo [a-z][^`]*)`", SHELL.sub("", page.read_text("utf-8")))
    found = [
        match[1].strip().removesuffix(" --help") for line in [*lines(page), *spans] for match in OURS.finditer(line)
    ]
    return [words for words in found if not words.startswith("--version") and words.split()[0] not in PLACEHOLDERS]


@pytest.mark.parametrize("name", reference.pages())
def test_the_reference_follows_the_tables(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == reference.pages()[name], "run python -m tools.reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_call_of_octavo_is_understood(page: Path) -> None:
    for words in commands(page):
        # In running text a call may be shown with what may be left out in brackets, and with names in capitals.
        plain = re.sub(r"\[(\w+)(?: \.\.\.)?\]|\.\.\.", r"\1", words).replace("SHELL", "bash")
        if plain in COMMANDS:  # the name of a command amid a sentence
            continue
        try:
            assert parse([word for word in shlex.split(plain) if word != "\\"]).command in COMMANDS
        except UsageError as error:
            pytest.fail(f"{page.name}: octavo {words}: {error.message}")


def test_the_tests_see_the_calls() -> None:
    found = [words for page in PAGES for words in commands(page)]
    assert len(found) > 60
    listed = re.findall(r"`(\w+)` \(", (DOCS / "commands.md").read_text("utf-8"))
    assert {words.split()[0] for words in found} | {*listed} == set(COMMANDS)


def test_every_make_target_that_is_named_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = re.findall(r"^([a-z0-9][a-z0-9 -]*):", makefile, re.MULTILINE)
    targets = {name for names in rules for name in names.split()} | {"md", *EDITIONS}
    for page in PAGES:
        typed = [line for line in lines(page) if line.startswith("make ")]
        typed += re.findall(r"`(make [a-z0-9-]+)", page.read_text("utf-8"))
        for line in typed:
            named = [word for word in line.split()[1:] if re.fullmatch("[a-z0-9-]+", word)]
            assert set(named) <= targets, f"{page.name}: {line}"


def test_the_guide_holds_every_page_and_every_link_leads_somewhere() -> None:
    book = yaml.safe_load((DOCS / "book.yaml").read_text("utf-8"))
    listed = [name for part in book["chapters"] for name in part["chapters"]]
    assert sorted(listed) == sorted(path.name for path in DOCS.glob("*.md"))
    for page in PAGES:
        text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" not in target and not target.startswith("#"):
                assert (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


LETTER = "---\ntitle: A letter\nlang: en\n---\n\n# One\n\nSome words.\n"
QUICK = ("convert", "new", "settings", "notices", "explain", "completion", "man", "prune", "check")
"""Commands of the pages that are run and not only read; builds of PDF are run by other tests."""


@pytest.mark.parametrize("page", ["first-hour.md", "coming-from.md", "README.md", "commands.md"])
def test_quick_commands_of_the_pages_run(
    page: str, kept_worker: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("letter", "x", "a", "b", "one", "two", "notes", "book"):
        (tmp_path / f"{name}.md").write_text(LETTER, "utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/letter.txt").write_text("Some words.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    ran = 0
    path = next(path for path in PAGES if path.name == page)
    for words in dict.fromkeys(commands(path)):
        shown = re.search(r"\b(FILE|SEED|SLUG|CODE|FOLDER|NAME|SHELL)\b|\[", words) or words in (
            "new",
            "explain",
            "completion",
        )
        if shown or words.split()[0] not in QUICK or " - " in f"{words} ":
            continue
        # A manuscript instead of pages: what is tried here is the command, not the layout.
        quick = re.sub(r"-o (\w+)\.(pdf|epub|html)\b", r"-o made-\1.md", words).replace(".docx", ".md")
        code = main(shlex.split(quick))
        assert code == 0, f"octavo {words}: {code}"
        ran += 1
    assert ran


ELSEWHERE = {"changes", "doctor", "serve", "watch", "where"}
"""Commands of blocks that other tests run: they install things, do not end, or ask of a document in the checkout."""


@pytest.mark.parametrize(
    "page", [page for page in PAGES if any("octavo" in line for line in lines(page))], ids=lambda page: page.stem
)
def test_every_line_of_a_block_runs(
    page: Path, kept_worker: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, as somebody types them; the files that they name are there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/letter.md").write_text(LETTER, "utf-8")
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(LETTER.encode())))
    for line in lines(page):
        if line.startswith("cd "):
            monkeypatch.chdir(line[3:])
        for call in OURS.finditer(line.replace(".venv/bin/", "")):
            words = shlex.split(call[1])
            if words[0] in ELSEWHERE or words[0] in PLACEHOLDERS:
                continue
            for name in words[1:]:
                lay_down(Path(name))
            # A book of one page is none that a print shop takes.
            assert main(words) == (6 if "print-shop=kdp" in line else 0), f"{page.name}: {line}"


def lay_down(path: Path) -> None:
    """A document of this name, where it looks like one that is read."""
    if path.suffix == ".docx":
        path.write_bytes(docx(paragraph("Some words.")))
    elif path.suffix in (".md", ".txt") and not path.exists():
        path.write_text(LETTER if path.suffix == ".md" else "Some words.\n", "utf-8")
