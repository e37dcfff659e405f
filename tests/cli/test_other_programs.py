"""What people type who know pandoc: the error says the same command in Octavo's words, and that command works."""

from __future__ import annotations

import shlex

import pytest
from octavo.cli.arguments import parse
from octavo.errors import UsageError

LINES = {
    "x.md -o x.pdf": "convert x.md -o x.pdf",
    "x.md -s --toc -o x.html": "convert x.md --set toc=true -o x.html",
    "convert x.md -s -o x.html": "convert x.md -o x.html",
    "convert x.md -f markdown+smart -t epub3 -o x.epub": "convert x.md --to epub -o x.epub",
    "convert x.md -tepub": "convert x.md --to epub",
    "convert -V geometry:margin=2cm x.md -o x.pdf": "convert --set geometry=margin=2cm x.md -o x.pdf",
    "convert x.md --metadata title='A b' -o x.pdf": "convert x.md --set 'title=A b' -o x.pdf",
    "convert x.md -M draft -o x.pdf": "convert x.md --set draft=true -o x.pdf",
    "convert x.md --pdf-engine=xelatex -N --toc-depth 2": "convert x.md --set number-sections=true --set toc-depth=2",
    "convert x.md --citeproc --bibliography=x.bib": "convert x.md --set bibliography=x.bib",
    "convert x.md --from=gfm -o x.pdf": "convert x.md -o x.pdf",
    "build x.md -o x.pdf": "convert x.md -o x.pdf",
}
HINTS = {
    "convert x.md --lua-filter=x.lua": "there are no filters",
    "convert x.md --css x.css": "octavo.toml",
    "convert x.md --to pfd": "did you mean pdf?",
    "convert x.md -o a.pdf -o b.epub": "--to pdf,epub",
    "build --jbos 3": "did you mean --jobs?",
    "-v": "octavo build -v",
    "explain a b": "octavo explain --help",
    "build --bogus": "octavo build --help",
}


def hint_of(line: str) -> str:
    with pytest.raises(UsageError) as caught:
        parse(shlex.split(line))
    return caught.value.hint


@pytest.mark.parametrize(("line", "better"), LINES.items())
def test_a_line_of_pandoc_is_told_in_octavos_words(line: str, better: str) -> None:
    assert hint_of(line) == f"did you mean: octavo {better}"
    parse(shlex.split(better))


@pytest.mark.parametrize(("line", "said"), HINTS.items())
def test_what_cannot_be_understood_has_a_hint_of_its_own(line: str, said: str) -> None:
    assert said in hint_of(line)


def test_files_may_stand_on_both_sides_of_options() -> None:
    chosen = parse(["convert", "a.md", "-o", "x.pdf", "b.md"])
    assert (chosen.seeds, chosen.output) == (("a.md", "b.md"), "x.pdf")


def test_help_is_a_word_too(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["help"], ["help", "build"]):
        with pytest.raises(SystemExit) as caught:
            parse(words)
        assert caught.value.code == 0
        assert "usage: octavo " + " ".join(words[1:]) in capsys.readouterr().out
