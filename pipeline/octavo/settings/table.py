"""The table of everything that ``octavo.toml`` may hold, and the file that ``octavo new`` writes. Pure.

One row has all facts about a setting. Reading the file, ``octavo settings``, ``octavo new`` and the page on
settings follow the rows; the rows of layout and metadata come from the table of metadata.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from octavo.files import Limits
from octavo.metadata.fields import FIELDS, Field, by_name

TYPE = (
    *("geometry", "margin-top", "margin-bottom", "margin-left", "margin-right"),
    *("fontsize", "linestretch", "mainfont", "sansfont", "monofont", "linkcolor", "toc-depth"),
)
"""Keys that pandoc and LaTeX know too."""
LAYOUT = frozenset({"papersize", *TYPE, "toc", "print-links", "booklet-sheets", "print-shop", "print-paper"})
"""Keys that shape the editions and never enter the manuscript."""
_ONE_SEED = frozenset(
    "title subtitle identifier cover-image chapters structure draft abstract references nocite role".split()
)
"""Metadata keys that describe one document: a default for all would make no sense."""


@dataclass(frozen=True)
class Setting:
    """One row: the key, the table it is in ("" for the top), its default, an example, and what it does."""

    key: str
    about: str
    default: str = ""
    table: str = ""
    example: str = ""

    @property
    def name(self) -> str:
        """The key with its table: ``limits.pictures``."""
        return f"{self.table}.{self.key}" if self.table else self.key


_ABOUT_LIMITS = {
    "seed_bytes": "one file of text, of any kind",
    "sidecar_bytes": "a sidecar, `book.yaml` or the front matter of a Markdown seed",
    "bibliography_bytes": "one `.bib` file",
    "chapters": "files of one book",
    "pictures": "pictures of one publication",
    "picture_bytes": "one picture",
    "all_pictures_bytes": "all pictures of one publication together",
    "picture_pixels": "width times height of one picture",
    "package_entries": "entries of a DOCX or ODT",
    "package_bytes": "the unpacked size of a DOCX or ODT",
    "package_ratio": "the unpacked size of an entry above a megabyte, divided by its packed size",
    "part_bytes": "one XML part of a DOCX or ODT",
}
_DEFAULTS = {
    "papersize": "a4",
    **dict.fromkeys(TYPE, ""),
    "toc": "",
    "print-links": "notes",
    "booklet-sheets": "10",
    "print-shop": "generic",
    "print-paper": "white",
}
_EXAMPLES = {
    "geometry": "margin=2cm", "margin-top": "20mm", "margin-bottom": "20mm", "margin-left": "20mm",
    "margin-right": "20mm", "fontsize": "11pt", "linestretch": "1.2", "mainfont": "Gentium Plus",
    "sansfont": "Open Sans", "monofont": "Fira Code", "linkcolor": "darkblue", "toc-depth": "2",
    "toc": "true", "author": "Ada Example", "lang": "en-GB", "dir": "ltr", "date": "2026-11-22", "form": "article",
    "rights": "© 2026 Ada Example", "changes": "accept", "comments": "notes", "whole-page": "true",
    "bibliography": "sources.bib", "publisher": "Example Press", "keywords": "harbour, winter",
}  # fmt: skip

_ALONE = {
    "author": "who wrote the document", "editor": "who edited it", "translator": "who translated it",
    "illustrator": "who drew its pictures", "photographer": "who took its photographs",
    "narrator": "who reads it aloud in a recording", "designer": "who designed it", "compiler": "who compiled it",
    "foreword": "who wrote its foreword", "introduction": "who wrote its introduction",
    "afterword": "who wrote its afterword", "contributor": "who else took part in it",
    "date": "the date below the title and in the properties of each file",
    "lang": "the language, such as `en` or `pt-BR`: hyphens, quotation marks, the words that Octavo adds",
    "dir": "the direction, `ltr` or `rtl`; without it, the language or the script of the text decides",
    "publisher": "who publishes it", "rights": "who holds the copyright, or the licence",
    "series": "the series that it belongs to", "series-position": "its number in the series",
    "subject": "what it is about, for catalogues", "keywords": "words to find it by, for catalogues",
    "description": "a few sentences about it, for catalogues",
    "margin-top": "the top margin of the PDF", "margin-bottom": "the bottom margin of the PDF",
    "margin-left": "the left margin of the PDF; the inner one if left and right pages differ",
    "margin-right": "the right margin of the PDF; the outer one if left and right pages differ",
    "lof": "`true`: a list of the numbered figures before the text",
    "lot": "`true`: a list of the numbered tables before the text",
}  # fmt: skip
"""What keys do that share a row of the table of metadata, each for itself."""


def _about(row: Field) -> str:
    """What a key does: the line for it alone, or that of its row."""
    if row.key in _ALONE:
        return _ALONE[row.key]
    return row.about or next(other.about for other in FIELDS if (other.row or other.key) == row.row and other.about)


def settings_table() -> tuple[Setting, ...]:
    """Every setting, in the order in which ``octavo.toml`` is best written."""
    fields = by_name()
    top = (
        Setting("seeds", "the folder of documents", "seeds"),
        Setting("out", "the folder of results", "out"),
        Setting("theme", "a folder in `templates/themes/`", "octavo"),
        Setting("css", "a style sheet beside this file, read after the theme's in every edition", "", "", "house.css"),
        Setting(
            "dialect", "the Markdown that the seeds are written in; without it, Octavo detects it", "", "", "pandoc"
        ),
        *(Setting(key, _about(fields[key]), _DEFAULTS[key], "", _EXAMPLES.get(key, "")) for key in _DEFAULTS),
        Setting("seconds", "processor time, in seconds, to add to the limit of each publication", "0"),
    )
    metadata = (
        Setting(key, _about(row), "", "metadata", _EXAMPLES.get(key, ""))
        for row in FIELDS
        if (key := "form" if row.row == "form" else row.key) not in LAYOUT | _ONE_SEED | {"dialect"}
    )
    limits = (
        Setting(entry.name, _ABOUT_LIMITS[entry.name], str(entry.default), "limits")
        for entry in dataclasses.fields(Limits)
    )
    return (*top, *metadata, *limits)


def limits_as_table() -> str:
    """The limits for a page of documentation, in Markdown."""
    rows = [f"| `{row.key}` | {row.default} | {row.about} |" for row in settings_table() if row.table == "limits"]
    return "\n".join(["| name | default | what it limits |", "| --- | ---: | --- |", *rows])


def settings_as_table(table: str) -> str:
    """The settings of one table of the file, for a page of documentation, in Markdown."""
    rows = [
        f"| `{row.key}` | {f'`{row.default}`' if row.default else ''} | {row.about} |"
        for row in settings_table()
        if row.table == table
    ]
    return "\n".join(["| key | default | what it does |", "| --- | --- | --- |", *rows])


def starting_file() -> str:
    """An ``octavo.toml`` with every setting and its default, commented out, and a remark that says what it does."""
    lines = [
        "# Settings of this folder. Remove the # before a line to use it. Paths are relative to this file.",
        "# `octavo settings` shows each value in effect and where it was set.",
    ]
    heads = {
        "metadata": "# Defaults for documents that do not say otherwise.",
        "limits": "# Upper limits for documents; sizes are in bytes.",
    }
    table = ""
    for row in settings_table():
        if row.table != table:
            table = row.table
            lines += ["", heads[table], f"[{table}]"]
        value = row.default or row.example
        written = value if value.isdigit() or value == "true" else f'"{value}"'
        lines.append(f"# {row.key} = {written}".ljust(34) + f" # {row.about}")
    return "\n".join(lines) + "\n"
