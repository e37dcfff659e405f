"""The page of the readers' shelf: every publication with its cover, its files and what changed. Floor 4.

The page is put together as a tree, so that what a document says of itself can only ever be text. Its one script finds
and sorts; everything is there without it. The policy lets nothing else run and fetches nothing but the covers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from urllib.parse import quote

from lxml.etree import _Element

from octavo.editions.html.policy import CHECKED, script_hash
from octavo.editions.html.write import child, element, normalise, serialise
from octavo.editions.table import EDITIONS
from octavo.publishing.catalogue.opds import cover_of
from octavo.publishing.catalogue.values import Before, Entry, File
from octavo.text.numerals import counted

_UNITS = ("bytes", "kB", "MB", "GB")
_NAMES = {"pdf": "PDF", "epub": "EPUB", "html": "Page", "site": "Site"}
_ORDER = tuple(EDITIONS)
_DESCRIBED = 220


def page(entries: Sequence[Entry], known: Mapping[str, Before], title: str) -> bytes:
    """The whole page, in the order of the titles."""
    root = element("html", lang="en")
    _head(root, title)
    body = child(root, "body")
    child(body, "a", "Go to the books", class_="skip", href="#books")
    top = child(body, "header")
    child(top, "h1", title)
    count = f"{len(entries)} publication{'' if len(entries) == 1 else 's'}"
    child(top, "p", count, class_="count")
    _tools(top, count)
    main = child(body, "main", id="books", tabindex="-1")
    if entries:
        books = child(main, "ul", class_="books")
        for entry in sorted(entries, key=lambda entry: (entry.title.casefold(), entry.slug)):
            _book(books, entry, known.get(entry.slug))
    else:
        child(main, "p", "Nothing has been made yet: put a document into seeds/ and run make.")
    child(main, "p", "No publication has all of these words.", id="none", hidden="")
    foot = child(body, "footer")
    line = child(foot, "p", "For reading apps: ")
    child(line, "a", "OPDS 2.0", href="opds.json").tail = ", "
    child(line, "a", "OPDS 1.2", href="opds.xml").tail = "."
    child(body, "script", page_script())
    normalise(root)
    return serialise(root)


def _head(root: _Element, title: str) -> None:
    head = child(root, "head")
    child(head, "meta", charset="utf-8")
    for policy_text in page_policies():  # the second one takes nothing back: see editions/html/policy.py
        child(head, "meta", http_equiv="Content-Security-Policy", content=policy_text)
    child(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    child(head, "title", title)
    child(head, "meta", name="generator", content="Octavo")
    child(head, "meta", name="color-scheme", content="light dark")
    child(head, "meta", name="referrer", content="no-referrer")
    child(head, "link", rel="alternate", type="application/opds+json", href="opds.json", title="OPDS 2.0")
    atom = "application/atom+xml;profile=opds-catalog;kind=acquisition"
    child(head, "link", rel="alternate", type=atom, href="opds.xml", title="OPDS 1.2")
    child(head, "style", page_style())


def page_policies() -> tuple[str, ...]:
    """The policies of the page."""
    policy = {"default-src": "'none'", "img-src": "'self' file:", "script-src": script_hash(page_script()),
              "style-src": "'unsafe-inline'", "base-uri": "'none'", "form-action": "'none'"}  # fmt: skip
    told = "; ".join(f"{name} {value}" for name, value in policy.items())
    return told, CHECKED


def page_style() -> str:
    """Its rules of style, which other pages of the server share."""
    return _beside("shelf.css")


def page_script() -> str:
    """The one script of the page."""
    return _beside("shelf.js").strip()


def _beside(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _tools(top: _Element, count: str) -> None:
    """Search and order; both need the script and stay hidden without it."""
    tools = child(top, "div", class_="tools", role="search", aria_label="the publications", hidden="")
    label = child(tools, "label", "Search ")
    child(label, "input", type="search", id="search", autocomplete="off", spellcheck="false")
    label = child(tools, "label", "Order ")
    order = child(label, "select", id="order")
    for value, words in (("title", "by title"), ("author", "by author"), ("changed", "newest first")):
        child(order, "option", words, value=value)
    child(tools, "p", count, id="found", role="status")


def _book(books: _Element, entry: Entry, known: Before | None) -> None:
    told = " ".join((entry.title, entry.subtitle, *entry.authors, entry.series, *entry.subjects, entry.lang))
    named = {"data_title": entry.title, "data_author": " ".join(entry.authors), "data_changed": str(entry.changed)}
    book = child(books, "li", class_="book", data_words=told, **named)
    if entry.cover:
        child(book, "img", src=cover_of(entry), alt="", loading="lazy", decoding="async")
    else:
        child(book, "div", class_="bare", aria_hidden="true")
    box = child(book, "div", class_="about")
    heading = child(box, "h2", dir="auto")
    if entry.lang:
        heading.set("lang", entry.lang)
    first = next((file for file in entry.files if file.edition == "html"), entry.files[0] if entry.files else None)
    if first:
        child(heading, "a", entry.title, href=quote(first.path))
    else:
        heading.text = entry.title
    if entry.subtitle:
        child(box, "p", entry.subtitle, class_="subtitle", dir="auto")
    if entry.authors:
        child(box, "p", ", ".join(entry.authors), class_="authors", dir="auto")
    if entry.description:
        short = entry.description[:_DESCRIBED]
        words = short if short == entry.description else f"{short.rpartition(' ')[0] or short} …"
        child(box, "p", words, class_="description", dir="auto")
    _facts(box, entry, known)
    files = child(box, "ul", class_="files")
    for file in sorted(entry.files, key=lambda file: _ORDER.index(file.edition) if file.edition in _ORDER else 99):
        _download(files, entry, file)


def _facts(box: _Element, entry: Entry, known: Before | None) -> None:
    parts = [counted(entry.words, "word"), counted(entry.pages, "page")]
    line = child(box, "p", ", ".join(part for part in parts if part), class_="facts")
    if known is None or not known.since:
        return
    if known.told:
        child(line, "strong", known.told, class_="news").tail = " "
    day = datetime.fromtimestamp(min(known.since, 253402300799), UTC)
    child(line, "time", f"{day.day} {day:%B %Y}", datetime=f"{day:%Y-%m-%d}")


def _download(files: _Element, entry: Entry, file: File) -> None:
    kind = EDITIONS.get(file.edition)
    name = _NAMES.get(file.edition, file.edition)
    link = child(child(files, "li"), "a", name, href=quote(file.path))
    if kind is not None:
        link.set("title", kind.about)
    child(link, "span", f" {size_of(file.size)}", class_="size")
    child(link, "span", f" of {entry.title}", class_="unseen", dir="auto")


def size_of(size: int) -> str:
    """A number of bytes, as people say it: ``812 kB``, ``1.4 MB``."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit < 2 or value >= 10 else f"{value:.1f} {_UNITS[unit]}"
