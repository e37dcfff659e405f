"""The commands that help: new, settings, notices, completion, man, doctor; and how the project is found."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import octavo
import pytest
import yaml
from octavo import doctor
from octavo.cli import main
from octavo.cli.commands import COMMANDS
from octavo.cli.terminal.progress import Words
from octavo.errors import OctavoError
from octavo.metadata.fields import by_name
from octavo.notices import Code
from octavo.notices.explained import BY_CODE, ERRORS
from octavo.settings import load
from octavo.settings.finding import project_of
from octavo.settings.table import settings_table, starting_file

Read = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_worker: None) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: Read, *words: str, code: int = 0) -> str:
    assert main(words) == code
    return capsys.readouterr().out


# --- the project ---------------------------------------------------------------------------------------------------


def test_octavo_toml_is_looked_for_upwards(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Read) -> None:
    (folder / "texts/deep").mkdir(parents=True)
    (folder / "texts/a.txt").write_text("Some words.\n", "utf-8")
    settings = 'seeds = "texts"\nout = "made"\n[metadata]\ntitle = "T"\nlang = "en"\n'
    (folder / "octavo.toml").write_text(settings, "utf-8")
    monkeypatch.chdir(folder / "texts/deep")
    assert main(["build", "--to", "md"]) == 0
    assert (folder / "made/a/a.md").read_text("utf-8").startswith("---\ntitle: T\n")
    assert not list((folder / "texts").glob("*/*"))
    assert main(["build", "a", "../a.txt", "--out", "here", "--to", "md"]) == 0
    assert (folder / "texts/deep/here/a/a.md").is_file()
    assert "../../octavo.toml:1" in said(capsys, "settings")


def test_within_seeds_nothing_is_made_within_seeds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "seeds/book").mkdir(parents=True)
    (folder / "seeds/book/1.txt").write_text("Some words.\n", "utf-8")
    monkeypatch.chdir(folder / "seeds/book")
    assert main(["build", "--to", "md"]) == 0
    assert (folder / "out/book/book.md").is_file()
    assert [path.name for path in (folder / "seeds").rglob("*")] == ["book", "1.txt"]


def test_settings_above_that_are_somebody_elses_are_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a/b").mkdir(parents=True)
    (folder / "octavo.toml").write_text('theme = "theirs"\n', "utf-8")
    assert project_of(folder / "a/b") == folder
    monkeypatch.setattr("os.geteuid", lambda: (folder / "octavo.toml").stat().st_uid + 1)
    if (folder / "octavo.toml").stat().st_uid:
        assert project_of(folder / "a/b") == folder / "a/b"
    assert project_of(folder) == folder


# --- new -----------------------------------------------------------------------------------------------------------


def test_new_lays_out_a_folder_and_keeps_what_is_there(folder: Path, capsys: Read) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/Makefile").write_text("all:\n", "utf-8")
    written = said(capsys, "new", "mine").split()
    assert written == [
        "mine/seeds/first-document.md", "mine/octavo.toml", "mine/.gitignore", "mine/.github/workflows/octavo.yml",
    ]  # fmt: skip
    assert (folder / "mine/Makefile").read_text("utf-8") == "all:\n"
    steps = yaml.safe_load((folder / "mine/.github/workflows/octavo.yml").read_text("utf-8"))["jobs"]["build"]["steps"]
    assert "octavo build" in str(steps)
    assert said(capsys, "new", "mine") == ""
    assert main(["new", "mine/Makefile"]) == 2


def test_the_new_folder_builds_without_a_warning(folder: Path, capsys: Read) -> None:
    assert main(["new", "mine"]) == 0
    assert main(["build", "--seeds", "mine/seeds", "--out", "mine/out", "--to", "html", "--strict"]) == 0
    assert "warning" not in capsys.readouterr().err


def test_every_setting_stands_in_the_file_explained(folder: Path) -> None:
    text = starting_file()
    tables = tomllib.loads(text)
    assert tables == {"metadata": {}, "limits": {}}
    # With every remark made a setting, it is read without a complaint, and the defaults are the defaults.
    live = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    (folder / "octavo.toml").write_text(live, "utf-8")
    (folder / "house.css").write_text("p { color: teal }", "utf-8")
    read = load(folder)
    assert read.notices == ()
    assert read.limits == load(folder / "nowhere").limits
    assert {row.key for row in settings_table()} >= {"seeds", "out", "theme", "toc", "seconds", "author"}
    assert all(row.about for row in settings_table())


# --- settings and notices ------------------------------------------------------------------------------------------


def test_settings_tell_where_each_value_was_set(folder: Path, capsys: Read) -> None:
    (folder / "octavo.toml").write_text(
        'papersize = "a5"\n\n[metadata]\npublisher = "P"\nauthors = ["A", "B"]\n[limits]\npictures = 5\n', "utf-8"
    )
    read = json.loads(said(capsys, "settings", "--set", "toc=true", "--set", "rights=R", "--json"))["settings"]
    found = {row["name"]: (row["value"], row["from"]) for row in read}
    assert found["papersize"] == ("a5", "octavo.toml:1")
    assert found["metadata.publisher"] == ("P", "octavo.toml:4")
    assert found["metadata.author"] == ("A; B", "octavo.toml:5")
    assert found["limits.pictures"] == ("5", "octavo.toml:7")
    assert found["toc"] == ("true", "--set")
    assert found["metadata.rights"] == ("R", "--set")
    assert found["theme"] == ("octavo", "")
    known = by_name()
    assert all(known[row["name"].partition(".")[2]] for row in read if row["name"].startswith("metadata."))


def test_every_code_is_explained(capsys: Read) -> None:
    errors = {error.code for error in OctavoError.__subclasses__()} | {OctavoError.code}
    assert {code.value for code in Code} | errors == set(BY_CODE)
    assert {row.code for row in ERRORS} == errors
    for row in BY_CODE.values():
        assert row.example.endswith(f"[{row.code}]")
        assert row.cause.endswith(".")
        assert row.cure.endswith(".")
    listed = said(capsys, "notices")
    assert all(code in listed for code in BY_CODE)
    told = said(capsys, "notices", "[no-title]", "seed")
    assert "what to do: Write `title:`" in told
    assert "Exit code 3" in " ".join(told.split())
    assert main(["notices", "no-titel"]) == 2
    assert "did you mean no-title?" in capsys.readouterr().err


# --- completion, manual, version, doctor ---------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_command(shell: str, capsys: Read, folder: Path) -> None:
    script = said(capsys, "completion", shell)
    assert all(command in script for command in COMMANDS)
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    (folder / "script").write_text(script, "utf-8")
    subprocess.run([program, "-n", "script"], check=True)
    done = subprocess.run([program, *ASK[shell]], capture_output=True, text=True, check=True)
    assert "convert" in re.findall(r"\w+", done.stdout)
    assert not done.stderr


ASK = {
    "bash": [
        "--norc",
        "-c",
        "source ./script;COMP_WORDS=(octavo con); COMP_CWORD=1; _shtab_octavo; echo ${COMPREPLY[@]}",
    ],
    # In zsh only a line editor completes, so what is asked is the function that it would call.
    "zsh": ["-fc", "autoload -U compinit; compinit -D -u; source ./script; which $_comps[octavo]_commands"],
    "fish": ["--no-config", "-c", "source ./script; complete -C 'octavo con'"],
}
"""What each shell has to offer after “octavo con”."""


def test_the_manual_page_has_every_command_and_option(capsys: Read) -> None:
    page = said(capsys, "man")
    assert page.startswith(".TH OCTAVO")
    plain = page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "")
    assert all(command in plain for command in COMMANDS)
    assert all(option in plain for option in ("--theme", "--strict", "--fix", "--page"))
    if program := shutil.which("groff"):
        done = subprocess.run(
            [program, "-man", "-Tascii", "-ww"], input=page, capture_output=True, text=True, check=True
        )
        assert "exit codes: 0 done" in re.sub(r"\s+", " ", done.stdout)
        assert not done.stderr
    text = re.sub(r"\s+", " ", plain.replace("\\&", ""))
    for command in COMMANDS.values():
        assert re.sub(r"\s+", " ", command.description) in text
    known = re.findall(r"(?m)^[.'](\w+)", page)
    assert set(known) <= {"TH", "SH", "TP", "nf", "fi"}


def test_the_version_tells_those_of_the_parts(capsys: Read) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"octavo {octavo.__version__}"
    assert second.startswith(f"Python {sys.version.split()[0]}, pandoc 3.")
    assert "weasyprint 70.0" in second


def ghost(name: str, how: str) -> doctor.Part:
    return doctor.Part(name, "", found=False, needed_for="haunting", how_to_get=how)


def test_the_doctor_fixes_what_is_missing(monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Read) -> None:
    missing = [(ghost("weasyprint", doctor.SET_UP),), ()]
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(doctor, "CHECKOUT", folder)
    monkeypatch.setattr(doctor, "examine", lambda: missing[min(len(ran), 1)])
    monkeypatch.setattr("subprocess.run", lambda command, **_: ran.append(command))
    monkeypatch.setattr("octavo.cli.commands.doctor._tell", lambda *_: None)
    assert main(["doctor"]) == 5
    assert not ran
    assert main(["doctor", "--fix"]) == 0
    assert [command[1:4] for command in ran] == [("-m", "pip", "install")]
    assert "running: " in capsys.readouterr().err


def test_the_doctor_asks_for_no_right_that_nobody_gave(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    from octavo import system

    monkeypatch.setattr(doctor, "CHECKOUT", folder)
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    pango = (ghost("Pango", "apt-get install"),)
    monkeypatch.setenv("OCTAVO_NO_INSTALL", "1")
    assert doctor.fixes(pango) == ()
    monkeypatch.delenv("OCTAVO_NO_INSTALL")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert [command[:2] for command in doctor.fixes(pango)] == [("apt-get", "update"), ("apt-get", "install")]
    (folder / "tools").mkdir()
    (folder / "tools/setup").touch()
    assert doctor.fixes(pango) == ((str(folder / "tools/setup"), "run"),)


# --- how far the work is -------------------------------------------------------------------------------------------


def test_verbose_tells_every_stage_and_quiet_nothing(folder: Path, capsys: Read) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds/a.md").write_text("---\ntitle: A\nlang: en\n---\n\nSome words.\n", "utf-8")
    assert main(["build", "-v", "--to", "html"]) == 0
    told = capsys.readouterr().err
    for stage in ("reading the seed", "parsing the manuscript", "making pdf", "comparing html with the manuscript"):
        assert f"a: {stage} (" in told
    assert main(["build", "-v", "--to", "html"]) == 0
    assert "a: up to date" in capsys.readouterr().err
    assert main(["convert", "seeds/a.md", "-o", "x.md", "-q"]) == 0
    assert main(["convert", "-v", "seeds/a.md", "-o", "x.md"]) == 0
    assert "a.md: reading the seed (" in capsys.readouterr().err
    assert (folder / "x.md").is_file()


def test_a_watcher_hears_of_stages_and_pages(folder: Path) -> None:
    (folder / "long.md").write_text("---\ntitle: A\nlang: en\n---\n\n" + "Some words.\n\n" * 2000, "utf-8")
    heard: list[tuple[str, str, int, int]] = []

    class Heard(octavo.Watcher):
        def working(self, slug: str, step: octavo.Step) -> None:
            heard.append((slug, step.stage, step.pages, step.of))

    octavo.convert("long.md", to=["pdf"], watcher=Heard())
    assert {row[0] for row in heard} == {"long"}
    assert [stage for _, stage, pages, _ in heard if not pages][:2] == ["reading the seed", "parsing the manuscript"]
    pages = [(pages, of) for _, stage, pages, of in heard if pages and stage == "making pdf"]
    assert pages
    assert all(0 < page <= of for page, of in pages)


def test_the_line_of_progress() -> None:
    now = [100.0]
    words = Words(lambda: now[0])
    words.change("book")
    assert words.line() == "book"
    words.change("book", octavo.Step("making pdf"))
    assert words.line() == "book: making pdf"
    words.change("book", octavo.Step("making pdf", 1, 101))
    assert words.line() == "book: making pdf, page 1 of about 101"
    now[0] = 110.0
    words.change("book", octavo.Step("making pdf", 51, 101))
    assert words.line() == "book: making pdf, page 51 of about 101, about 10 s left"
    words.change("letter")
    assert words.line() == "book, letter"
    words.end("book")
    assert words.line() == "letter"


def test_the_line_of_progress_tells_the_rate_of_many() -> None:
    """Publications that were up to date are over at once and say nothing of it."""
    now = [0.0]
    words = Words(lambda: now[0])
    for number in range(100):
        words.end(f"fresh{number}")
    for number in range(20):
        words.change(f"s{number}")
        now[0] += 0.5
        words.end(f"s{number}")
        assert bool(words.pace(10)) == (number >= 7)
    assert words.pace(400) == "2.0 a second, about 3 min left"
    now[0] = 100.0
    assert words.pace(4000) == "12 a minute, about 5.6 h left"
