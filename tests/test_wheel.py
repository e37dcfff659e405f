"""The wheel: it holds the whole program with its themes, asks for what it imports, and works far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.test_floors import imports, modules

ROOT = Path(__file__).resolve().parent.parent


def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for lines in project["optional-dependencies"].values() for line in lines)
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


def canonical(name: str) -> str:
    return name.lower().replace("_", "-")


def test_every_dependency_is_bounded_on_both_sides() -> None:
    for requirement in declared():
        operators = {part.operator for part in requirement.specifier}
        assert operators in ({"=="}, {">=", "<"}), str(requirement)


def test_what_is_installed_here_is_within_the_bounds() -> None:
    for requirement in declared():
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(metadata.version(requirement.name)), str(requirement)


def test_everything_imported_is_declared() -> None:
    """Modules of Python 3.14 alone are not installed here; their name is that of their package."""
    owners = metadata.packages_distributions()
    names = {canonical(requirement.name) for requirement in declared()}
    for module, path in modules().items():
        for line, target in imports(path):
            top = target.split(".")[0]
            if top not in sys.stdlib_module_names and top != "octavo":
                found = {canonical(owner) for owner in owners.get(top, [top])}
                assert found & names, f"{module}:{line} imports {top}, which no dependency brings"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_everything_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = (path for path in (ROOT / "pipeline/octavo").rglob("*") if path.is_file())
    here = {path.relative_to(ROOT / "pipeline").as_posix() for path in package if "__pycache__" not in path.parts}
    themes = {f"octavo/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert {name for name in names if ".dist-info/" not in name} == here | themes
    assert "octavo/py.typed" in names


LETTER = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def docx(path: Path, *paragraphs: str) -> None:
    """Write the least that is a Word document."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006"
    body = "".join(LETTER.format(text) for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, head + text)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone.

    Its dependencies are those of the environment that runs the tests; the checkout is not on the path.
    """
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    site = next(home.glob("lib/python3*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)  # which is what installers do
    shared = [path for path in sys.path if path.endswith("site-packages")]
    (site / "shared.pth").write_text("\n".join(shared), encoding="utf-8")
    entries = next(site.glob("octavo-*/entry_points.txt")).read_text(encoding="utf-8")
    module = entries.partition("octavo = ")[2].partition(":main")[0]
    script = home / "bin/octavo"
    script.write_text(f"#!{home}/bin/python\nimport sys\nfrom {module} import main\nsys.exit(main())\n", "utf-8")
    script.chmod(0o755)
    return home


def clean() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def test_the_first_things_that_people_type_work_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    docx(tmp_path / "letter.docx", "Dear Ada,", "thank you for your letter.")
    (tmp_path / "notes.md").write_text("# Notes\n\nSome *words*.\n", encoding="utf-8")
    lines = """
        octavo convert letter.docx -o letter.pdf
        cat notes.md | octavo convert - -o notes.epub
        octavo new texts
        cd texts && octavo build && octavo build && octavo check && octavo settings && make OCTAVO=octavo
        cd texts/seeds && octavo build
        octavo completion bash > completion && bash -n completion
        octavo man > octavo.1
        octavo notices no-title
        octavo --version
        octavo doctor
    """
    environment = {**clean(), "PATH": f"{installed / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    for line in lines.strip().splitlines():
        command = ["bash", "-ec", line]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=200
        )
        assert done.returncode == 0, f"{line.strip()}\n{done.stderr}"
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert zipfile.ZipFile(tmp_path / "notes.epub").testzip() is None
    made = tmp_path / "texts/out/first-document"
    assert {path.suffix for path in made.iterdir()} >= {".pdf", ".epub", ".html", ".md"}
    assert not (tmp_path / "texts/seeds/out").exists()
    names = {"letter.docx", "letter.pdf", "notes.md", "notes.epub", "texts", "completion", "octavo.1"}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_an_installed_wheel_works_in_another_folder(installed: Path, tmp_path: Path) -> None:
    home = installed
    site = next(home.glob("lib/python3*/site-packages"))
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "x.html").write_text("<html><title>A page</title><body><p>Some words.</p></body></html>", encoding="utf-8")
    environment = clean()

    def run(*command: str) -> str:
        done = subprocess.run(
            command, cwd=docs, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(str(home / "bin/octavo"), "convert", "x.html", "-o", "x.epub")
    assert zipfile.ZipFile(docs / "x.epub").testzip() is None
    code = "import octavo; print(octavo.__file__); octavo.convert('x.html', 'y.html')"
    assert str(site) in run(str(home / "bin/python"), "-c", code)
    assert sorted(path.name for path in docs.iterdir()) == ["x.epub", "x.html", "y.html"]
