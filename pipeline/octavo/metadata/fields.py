"""The table of metadata keys: what each is called, what it may hold, where it shows and where it goes. No I/O.

One row has all facts about a key. Reading, writing, the title page, the imprint, the package of an EPUB, the head of
an HTML page, the properties of a PDF, the proof and the page on settings all follow the rows. A new key is one new
row: without an ``attribute`` its value is kept in ``Metadata.extra``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.model import Metadata


class Shape(enum.StrEnum):
    """What the value of a key may be."""

    line = "line"
    paragraphs = "paragraphs"
    words = "words"
    people = "people"
    language = "language"
    choice = "choice"
    truth = "truth"
    levels = "levels"
    files = "files"
    address = "address"
    elsewhere = "elsewhere"
    """Read by another part of Octavo, which checks it; kept here as it was written."""


class Spot(enum.StrEnum):
    """Where a reader sees the value. ``own``: every edition has its own place for it."""

    nowhere = ""
    own = "own"
    head = "head"
    """Below the title and the people, in every edition."""
    page = "page"
    """On a title page; at the end of a page of HTML."""
    imprint = "imprint"
    """On the back of a printed title page, on that of an EPUB, at the end of a page of HTML."""
    back = "back"
    """Only on the back of a printed title page."""


@dataclass(frozen=True)
class Field:
    """One key.

    ``names`` are other spellings that mean the same. ``attribute`` is the field of ``Metadata`` that holds the value.
    ``role`` is the MARC relator code of a key that names people. ``choices`` maps what may be written to what it
    means. ``epub`` is the element of an EPUB's package, ``meta`` the name of the ``meta`` element in HTML, which also
    becomes the property of a PDF. ``row`` puts several keys into one line of the table on the page on settings;
    ``about`` is that line, empty for all but one of them.
    """

    key: str
    about: str = ""
    names: tuple[str, ...] = ()
    shape: Shape = Shape.line
    shows: Spot = Spot.nowhere
    attribute: str = ""
    role: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    epub: str = ""
    meta: str = ""
    row: str = ""


_FORMS = {
    "article": "article",
    "scrartcl": "article",
    "book": "book",
    "report": "book",
    "memoir": "book",
    "scrbook": "book",
    "scrreprt": "book",
}


_DIALECTS = dict.fromkeys(("github", "gfm", "commonmark"), "github") | {
    "pandoc": "pandoc",
    "quarto": "quarto",
    "bookdown": "quarto",
    "rmarkdown": "quarto",
    "hugo": "hugo",
    "jekyll": "jekyll",
    "mkdocs": "mkdocs",
    "myst": "myst",
    "obsidian": "obsidian",
    "text": "text",
}
_OF_A_SITE = ("true", "false", "yes", "no", "on", "off")
"""What generators of sites have under ``comments``: whether readers may write some."""


def _person(key: str, role: str, *names: str, row: str = "editor", about: str = "") -> Field:
    return Field(key, about, names, Shape.people, Spot.own, "contributors", role, row=row)


FIELDS: tuple[Field, ...] = (
    Field("title", "the title page or block, the cover, the properties of each file", shows=Spot.own,
          attribute="title", epub="dc:title", row="title"),
    Field("subtitle", shows=Spot.own, attribute="subtitle", epub="dc:title", row="title"),
    _person("author", "aut", "authors", "creator", row="title"),
    _person("editor", "edt", "editors", about="other people; with `name`, `role` and `file-as` where a name alone "
            "does not say enough"),
    _person("translator", "trl", "translators"),
    _person("illustrator", "ill"),
    _person("photographer", "pht"),
    _person("narrator", "nrt"),
    _person("designer", "dsr"),
    _person("compiler", "com"),
    _person("foreword", "aui"),
    _person("introduction", "aui"),
    _person("afterword", "aft"),
    _person("contributor", "ctb", "contributors"),
    Field("date", shows=Spot.head, attribute="date", epub="dc:date", row="title"),
    Field("lang", "language (`en`, `pt-BR`) and direction (`ltr`, `rtl`): hyphens, quotation marks, the words that "
          "Octavo adds. Without `dir` the direction follows the language, or the script of the text",
          ("language",), Shape.language, attribute="lang", epub="dc:language"),
    Field("dir", shape=Shape.choice, attribute="dir", choices={"ltr": "ltr", "rtl": "rtl"}, row="lang",
          hint="the direction is neither ltr nor rtl|write dir: ltr or dir: rtl"),
    Field("identifier", "the imprint and the metadata of the EPUB", ("isbn",), shows=Spot.back, attribute="identifier",
          epub="dc:identifier", row="identifier"),
    Field("publisher", shows=Spot.page, attribute="publisher", epub="dc:publisher", row="identifier"),
    Field("rights", "", ("copyright", "license"), Shape.paragraphs, Spot.imprint, "rights", epub="dc:rights",
          row="identifier"),
    Field("series", "", ("belongs-to-collection",), shows=Spot.imprint, attribute="series", epub="series",
          row="identifier"),
    Field("series-position", "", ("series-index", "group-position"), attribute="series_position", row="identifier"),
    Field("subject", "", ("subjects",), Shape.words, attribute="subject", epub="dc:subject", meta="keywords",
          row="description"),
    Field("keywords", "", ("tags",), Shape.words, attribute="keywords", epub="dc:subject", meta="keywords",
          row="description"),
    Field("description", "for catalogues; the abstract is printed before the text", (), Shape.paragraphs, Spot.back,
          "description", epub="dc:description", meta="description"),
    Field("abstract", "", (), Shape.paragraphs, Spot.own, "abstract", row="description"),
    Field("source", "the address or the book that the text was taken from; shown below the title",
          shows=Spot.head, epub="dc:source"),
    Field("canonical-url", "the address at which you publish the HTML page or the site: search engines and other sites "
          "then name it, and the page gets an icon", ("canonicalurl",), Shape.address,
          hint="it is no address on the web|write it whole: https://example.org/my-book/"),
    Field("certified-by", "who certifies the accessibility of the EPUB"),
    Field("cover-image", "your own cover, instead of one made from title and author", attribute="cover_image"),
    Field("bibliography", "a `.bib`, `.json`, `.yaml` or `.ris` file beside the seed; then write `[@key, p. 12]`",
          shape=Shape.files, attribute="bibliography"),
    Field("references", "the works themselves, as pandoc reads them, in place of such a file", shape=Shape.elsewhere),
    Field("nocite", "works that are listed although the text does not cite them: `@key`, or `@*` for all",
          shape=Shape.elsewhere),
    Field("reference-section-title", "the heading above the list of works", shape=Shape.elsewhere),
    Field("csl", "a `.csl` file beside the seed: the style of citations and of the list of works",
          shape=Shape.elsewhere),
    Field("papersize", "`a4`, `letter`, `A5`, or two lengths: `148mm 210mm`", ("paper",), attribute="papersize"),
    Field("geometry", "margins of the PDF, as in LaTeX's geometry package: `margin=2cm` or `top=20mm, left=1in`",
          shape=Shape.elsewhere),
    Field("margin-top", "a margin of the PDF; `margin-left` is the inner one if left and right pages differ",
          shape=Shape.elsewhere),
    Field("margin-bottom", shape=Shape.elsewhere, row="margin-top"),
    Field("margin-left", shape=Shape.elsewhere, row="margin-top"),
    Field("margin-right", shape=Shape.elsewhere, row="margin-top"),
    Field("fontsize", "the size of the text in the PDF: `11pt`", shape=Shape.elsewhere),
    Field("linestretch", "factor for the line height in the PDF and the HTML page: `1.2`",
          shape=Shape.elsewhere),
    Field("mainfont", "an installed font for the text, in the PDF and the HTML page", shape=Shape.elsewhere),
    Field("sansfont", "the same for headings and all that is around the text", shape=Shape.elsewhere),
    Field("monofont", "the same for code", shape=Shape.elsewhere),
    Field("linkcolor", "the colour of links in the PDFs and the HTML page: `#1d4f91` or `darkblue`",
          shape=Shape.elsewhere),
    Field("documentclass", "`article` or `book`; the chapters of a book begin on a new page", ("form",), Shape.choice,
          attribute="form", choices=_FORMS, row="form",
          hint="the form is neither article nor book|write form: article or form: book"),
    Field("toc", "`true` or `false`: a table of contents; without this key there is one from four headings up",
          ("table-of-contents",), Shape.truth, attribute="toc"),
    Field("toc-depth", "how many levels of headings the table of contents has, in the PDF and the HTML page",
          shape=Shape.levels, attribute="toc_depth", hint="it is no number of levels|write a number from 1 to 6"),
    Field("number-sections", "`true` numbers the headings: `1`, `1.1` ...", ("numbersections",), Shape.truth,
          attribute="number_sections"),
    Field("secnumdepth", "how many levels of headings are numbered", ("sec-num-depth",), Shape.levels,
          attribute="secnumdepth", hint="it is no number of levels|write a number from 1 to 6"),
    Field("smart", "`false`: straight quotation marks, hyphens and spaces stay as they were typed",
          shape=Shape.truth, attribute="smart"),
    Field("lof", "`true`: a list of the numbered figures (`lof`) or tables (`lot`) before the text",
          ("list-of-figures",), Shape.truth, attribute="lof", row="lof"),
    Field("lot", "", ("list-of-tables",), Shape.truth, attribute="lot", row="lof"),
    Field("print-links", "addresses of links on paper: `notes` (footnotes), `qr` (QR codes), or `none`",
          shape=Shape.elsewhere),
    Field("booklet-sheets", "how many sheets are folded together in a booklet", shape=Shape.elsewhere),
    Field("print-shop", "who prints the editions `print` and `wrap`: `kdp`, `ingram`, `lulu`, `bod` or `generic`",
          shape=Shape.elsewhere),
    Field("print-paper", "the paper of the book: `white`, `cream`, or `colour` (for four inks)", shape=Shape.elsewhere),
    Field("chapters", "in `book.yaml`: the files of the book in their order", shape=Shape.elsewhere),
    Field("role", "in a chapter: which part of the book it is, such as `preface`; see the page on books",
          shape=Shape.elsewhere),
    Field("changes", "tracked changes of a Word file: `accept`, `reject` or `show`", shape=Shape.elsewhere,
          choices={"accept": "accept", "reject": "reject", "show": "show"}),
    Field("comments", "`notes` prints the comments of a Word file as notes", shape=Shape.elsewhere,
          choices={"notes": "notes"} | dict.fromkeys(_OF_A_SITE, "notes")),
    Field("structure", "what some lines of plain text are: see the page on plain text", shape=Shape.elsewhere),
    Field("dialect", "the Markdown that a seed is written in; the page on dialects lists the names",
          shape=Shape.elsewhere, choices=_DIALECTS),
    Field("encoding", "the encoding of a text that is not Unicode: `windows-1250`, `cp850`, `mac-roman`, `koi8-r` ...",
          shape=Shape.elsewhere),
    Field("furniture", "`keep`: page numbers, running heads and the licence of a library stay in a plain text",
          shape=Shape.elsewhere, choices={"keep": "keep", "remove": "remove"}),
    Field("whole-page", "`true`: keep all of a web page, not only its main text", shape=Shape.elsewhere,
          choices={"true": "true", "yes": "true", "false": "false", "no": "false"}),
    Field("draft", "`true`: this chapter is left out of its book", shape=Shape.elsewhere),
)  # fmt: skip
"""Every key, in the order in which a manuscript lists them."""

ROLES = {name: row.role for row in FIELDS if row.role for name in (row.key, *row.names)}
"""Keys that name people, and the MARC relator code of each."""


def by_name() -> dict[str, Field]:
    """Every key and every other spelling, with its row."""
    return {name: row for row in FIELDS for name in (row.key, *row.names)}


def text_of(metadata: Metadata, row: Field) -> str:
    """The value of a key as text; empty when there is none, and for people, who have several fields."""
    value = getattr(metadata, row.attribute) if row.attribute else metadata.extra.get(row.key, "")
    if isinstance(value, (tuple, list)):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def values_for(metadata: Metadata, column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each row that names something in a column (``epub`` or ``meta``): that name and the values, if any."""
    for row in FIELDS:
        name = getattr(row, column)
        value = getattr(metadata, row.attribute) if row.attribute else metadata.extra.get(row.key, "")
        values = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (tuple, list)) else ()
        if name and (texts := tuple(text for text in values if isinstance(text, str) and text.strip())):
            yield name, texts


def as_table() -> str:
    """The table of keys for the page on settings, in Markdown."""
    lines = ["| key | what it does |", "| --- | --- |"]
    told: set[str] = set()
    for first in FIELDS:
        home = first.row or first.key
        rows = [row for row in FIELDS if (row.row or row.key) == home]
        if home in told:
            continue
        told.add(home)
        about = " ".join(row.about for row in rows if row.about)
        keys = ", ".join(f"`{home if len(rows) == 1 else row.key}`" for row in rows)
        lines.append(f"| {keys} | {about} |")
    return "\n".join(lines)
