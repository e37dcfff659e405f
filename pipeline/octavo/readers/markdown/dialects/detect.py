"""Which Markdown did the author write? Text in, a name and the evidence for it out; pure.

A text without signs of another dialect is read as GitHub's. One with Pandoc's own marks is read by Pandoc's rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from octavo.metadata.fields import by_name
from octavo.readers.markdown.dialects.prose import code_mask

NAMES = MappingProxyType(
    {
        "github": "GitHub's Markdown",
        "pandoc": "Pandoc's Markdown",
        "quarto": "Quarto",
        "hugo": "Hugo's Markdown",
        "jekyll": "Jekyll's Markdown",
        "mkdocs": "MkDocs' Markdown",
        "myst": "MyST Markdown",
        "obsidian": "Obsidian's Markdown",
    }
)
"""The dialects, and what people call each."""
SUFFIXES = MappingProxyType({".qmd": "quarto", ".rmd": "quarto"})
BY_PANDOC = frozenset({"pandoc", "quarto"})
"""The dialects that Pandoc's own reader of Markdown reads; CommonMark's reads the others."""
STRONG, WEAK = 3, 1


@dataclass(frozen=True)
class Dialect:
    """A dialect's name and why it was taken.

    ``lenient``: Pandoc's marks in a text whose lists and headings lack the blank lines that Pandoc asks for.
    """

    name: str
    evidence: tuple[str, ...] = ()
    lenient: bool = False

    @property
    def by_pandoc(self) -> bool:
        """Whether Pandoc's own Markdown reader is the one to ask."""
        return self.name in BY_PANDOC

    def told(self) -> str:
        """One line for ``octavo explain``."""
        why = ", ".join(self.evidence[:4]) or "no mark of another dialect"
        return f"read as {NAMES[self.name]}: {why}"


@dataclass(frozen=True)
class _Mark:
    dialect: str
    weight: int
    what: str
    pattern: re.Pattern[str]
    needs: str = ""  # a text without this string has no such mark


def _mark(dialect: str, weight: int, what: str, pattern: str, needs: str = "") -> _Mark:
    return _Mark(dialect, weight, what, re.compile(pattern, re.MULTILINE), needs)


_BOXES = "note|tip|info|warning|danger|caution|important|details|success|secondary"
_MARKS = (
    _mark("pandoc", STRONG, "a citation", r"(?<![\\\w])\[(?:[^\[\]\n]{0,80}[\s;(])?-?@[\w{][^\[\]\n]*\](?![(\[])", "@"),
    _mark("pandoc", STRONG, "a grid table", r"^ {0,3}\+(?:[-=]{2,}\+)+[ \t]*$", "+--"),
    _mark("pandoc", STRONG, "a note in the line", r"(?<![\\\w\]^])\^\[[^\]\n]+\]|\w\^\[[^\]\n]+\]", "^["),
    _mark("pandoc", STRONG, "a numbered example", r"^ {0,3}\(@[\w-]*\)[ \t]", "(@"),
    _mark("pandoc", STRONG, "a title block", r"\A%[ \t]\S"),
    _mark("pandoc", STRONG, "a definition list", r"(?<=\S\n)\n?(?::|~) {3}\S", ":   "),
    _mark("pandoc", STRONG, "verse with bars", r"^\| [^|\n]*\n\| [^|\n]*$", "\n| "),
    _mark("pandoc", STRONG, "an unnumbered heading", r"^#{1,6} .*\{(?:-|\.unnumbered)[^}\n]*\}[ \t]*$", "{"),
    _mark("pandoc", STRONG, "a division",
          rf"^:{{3,}}[ \t]*(?:\{{[.#]|(?!(?:{_BOXES})\b)[A-Za-z][\w-]*[ \t]*:*$)", ":::"),
    _mark("pandoc", STRONG, "a raw block", r"^`{3,}[ \t]*\{=\w+\}[ \t]*$", "{="),
    _mark("pandoc", STRONG, "raw text in a line", r"`\{=\w+\}", "`{="),
    _mark("pandoc", STRONG, "a table of dashes", r"^ {0,3}-{2,}(?: +-{2,})+[ \t]*$", "-- -"),
    _mark("pandoc", STRONG, "the caption of a table",
          r"^(?:[Tt]able)?:[ \t]\S.*\n\n[^\n]*\||\|[ \t]*\n\n(?:[Tt]able)?: ", ": "),
    _mark("pandoc", STRONG, "a text with attributes", r"\]\{[.#\w][^}\n]*\}", "]{"),
    _mark("pandoc", STRONG, "lettered items", r"^ {0,3}\(?(?:a[.)]|i[.)]|\(a\)|\(i\)|#\.)[ \t]+\S", "\n"),
    _mark("pandoc", STRONG, "TeX",
          r"^\\(?:begin\{|newcommand|def\\)|(?<![\\$])\\(?:textbf|emph|textit|cite|footnote)\{", "\\"),
    _mark("pandoc", WEAK, "an index", r"\w[~^][\w+-]{1,12}[~^](?![~^])"),
    _mark("pandoc", WEAK, "attributes of a heading", r"^#{1,6} .*\{#[^}\n]*\}[ \t]*$", "{#"),
    _mark("pandoc", WEAK, "attributes of code", r"^`{3,}[ \t]*\{\.\w", "{."),
    _mark("pandoc", WEAK, "attributes of a picture", r"\]\([^()\n]*\)\{[^}\n]+\}", "){"),
    _mark("quarto", STRONG, "a callout of Quarto",
          r"^:{3,}[ \t]*\{[^}\n]*\.(?:callout-|panel-tabset|column-|content-)", "{"),
    _mark("quarto", STRONG, "a layout of Quarto", r"^:{3,}[ \t]*\{[^}\n]*\blayout(?:-ncol|-nrow)?=", "layout"),
    _mark("quarto", STRONG, "a cell of code",
          r"^[ \t]*`{3,}[ \t]*\{(?:r|python|julia|ojs|bash|sql|stan|Rcpp)\b", "```{"),
    _mark("quarto", STRONG, "an option of a cell", r"^#\| [\w-]+:", "#| "),
    _mark("quarto", STRONG, "a reference of bookdown", r"\\@ref\(", "\\@ref("),
    _mark("hugo", STRONG, "a shortcode of Hugo", r"\{\{[<%].{0,2000}?[%>]\}\}", "{{"),
    _mark("jekyll", STRONG, "a tag of Liquid",
          r"\{%-?\s*(?!hint|endhint|tabs?\b|endtab|embed|content-ref)\w++.{0,2000}?%\}", "{%"),
    _mark("jekyll", STRONG, "attributes of kramdown", r"\{:[ \t]*[.#\w][^}\n]*\}", "{:"),
    _mark("mkdocs", STRONG, "an admonition with !!!", r"^[ \t]*(?:!!!|\?\?\?\+?) [\w-]+", " "),
    _mark("mkdocs", STRONG, "a tab of MkDocs", r'^[ \t]*===\+? ["\']', "==="),
    _mark("mkdocs", STRONG, "a block of slashes", r"^[ \t]*/{3,} [a-z][\w-]*(?: \| .*)?$", "/// "),
    _mark("mkdocs", STRONG, "an icon", r":(?:material|octicons|fontawesome)-[\w-]+:", ":"),
    _mark("mkdocs", STRONG, "keys", r"(?<!\S)\+\+[a-z]+(?:\+[a-z0-9-]+)+\+\+", "++"),
    _mark("mkdocs", STRONG, "a snippet", r"^[ \t]*-{1,2}8<-{1,2}", "8<-"),
    _mark("myst", STRONG, "a directive of MyST", r"^[ \t]*(?:`{3,}|:{3,})\{[a-z][\w:-]*\}(?![,\d])", "{"),
    _mark("myst", STRONG, "a role of MyST",
          r"\{(?:ref|doc|numref|eq|cite|term|math|sub|sup|abbr|[a-z]+:[a-z]+)\}`", "}`"),
    _mark("myst", STRONG, "a label of MyST", r"^\([\w-]+\)=[ \t]*$", ")="),
    _mark("obsidian", STRONG, "a link of Obsidian", r"!?\[\[[^\[\]\n]+\]\](?!\()", "[["),
    _mark("obsidian", STRONG, "a hidden comment", r"%%[^%\n]+%%", "%%"),
    _mark("obsidian", STRONG, "a callout that folds", r"^[ \t]*> ?\[!\w+\][-+]", "[!"),
)  # fmt: skip
_OPENS_CODE = frozenset(["```{", "{", "{=", "#| ", "{."])
"""Marks that need one of these are looked for in the lines that open blocks of code, and in options of cells."""
_KEYS = {
    "pandoc": frozenset(
        "documentclass header-includes bibliography csl geometry number-sections numbersections toc-depth fontsize"
        " link-citations nocite papersize mainfont linestretch colorlinks lof lot reference-section-title classoption"
        " fontfamily linkcolor urlcolor secnumdepth references".split()
    ),
    "quarto": frozenset(["format", "execute", "output", "site", "crossref", "jupyter"]),
    "hugo": frozenset(["draft", "weight", "slug", "taxonomies", "aliases", "lastmod", "publishDate", "featured_image"]),
    "jekyll": frozenset(["layout", "permalink", "categories", "nav_order", "excerpt_separator"]),
}
_GITHUB = (
    ("an alert", re.compile(r"^ {0,3}> ?\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$", re.MULTILINE), "[!"),
    ("a list below its paragraph",
     re.compile(r"^(?![-*+>#|:%\s\d(`\\])\S[^\n]*\n {0,3}(?:[-*+]|1[.)]) \S[^\n]*$", re.MULTILINE), "\n"),
    ("a heading below its paragraph", re.compile(r"^(?![#>|`])\S[^\n]*\n#{2,6} \S", re.MULTILINE), "\n#"),
    ("a table below its paragraph",
     re.compile(r"^(?=[^|\n]*\w)[^|\n]+\n\|.*\|[ \t]*\n\|[ \t]*:?-+", re.MULTILINE), "|-"),
)  # fmt: skip


def detect(text: str, metadata: Mapping[str, Any], suffix: str = "", *, toml: bool = False) -> Dialect:
    """The dialect of one text; ``metadata`` is its front matter, ``toml`` tells that this was written in TOML."""
    if suffix.lower() in SUFFIXES:
        return Dialect(SUFFIXES[suffix.lower()], (f"the ending {suffix}",))
    prose, opened = _without_code(text)
    scores: dict[str, int] = dict.fromkeys(NAMES, 0)
    why: dict[str, list[str]] = {name: [] for name in NAMES}
    if toml:
        scores["hugo"] += STRONG
        why["hugo"].append("front matter between +++")
    for name, keys in _KEYS.items():
        for key in sorted(keys & set(metadata)):
            scores[name] += STRONG
            why[name].append(f"“{key}” in the front matter")
    for mark in _MARKS:
        where = opened if mark.needs in _OPENS_CODE else prose
        if mark.needs not in where or not (found := mark.pattern.search(where)):
            continue
        scores[mark.dialect] += mark.weight
        line = prose.count("\n", 0, found.start()) + 1
        why[mark.dialect].append(f"{mark.what} (line {line})" if where is prose else mark.what)
    if scores["quarto"] >= STRONG:  # Quarto's Markdown is Pandoc's and more
        scores["quarto"] += scores["pandoc"]
    without_blanks = _loose(prose)
    best = max((name for name in NAMES if name != "github"), key=lambda name: (scores[name], name != "pandoc"))
    if not scores[best] or (best == "pandoc" and (scores[best] == WEAK or (scores[best] < STRONG and without_blanks))):
        return Dialect("github", without_blanks)
    return Dialect(best, tuple(why[best]), lenient=best in BY_PANDOC and bool(without_blanks))


def loose(text: str) -> tuple[str, ...]:
    """What a text has that Pandoc reads only behind a blank line, where there is none."""
    return _loose(_without_code(text)[0])


def _without_code(text: str) -> tuple[str, str]:
    """A text without the lines of its code, twice.

    First line for line, with ``` for each fence and nothing for code, so that lines can be counted; then with the
    fences as they are written and the options of cells.
    """
    lines = text.split("\n")
    mask = code_mask(lines)
    pairs = list(zip(lines, mask, strict=True))
    prose = "\n".join(line if plain else "```" if "```" in line else "" for line, plain in pairs)
    return prose, "\n".join(line for line, plain in pairs if plain or "```" in line or "#|" in line)


def _loose(prose: str) -> tuple[str, ...]:
    return tuple(what for what, pattern, needs in _GITHUB if needs in prose and pattern.search(prose))


def chosen(value: object) -> str | None:
    """The dialect that somebody named under ``dialect``; None if there is no dialect of that name."""
    name = by_name()["dialect"].choices.get(str(value).strip().lower())
    return name if name in NAMES else None
