"""The page around the text: the theme's shell (``screen.html``) with its places filled.

A place is an element with ``data-slot``; what it gets is made of elements, never of text pasted into markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from octavo.body import Body
from octavo.editions.html.write import child, element, say
from octavo.errors import SettingsError
from octavo.languages.labels import Labels
from octavo.metadata import shown
from octavo.metadata.fields import values_for
from octavo.model import Metadata, Place

_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LONGEST_DESCRIPTION = 300


def read_shell(folder: Path) -> _Element:
    """The theme's page shell. Raises ``SettingsError`` when there is none."""
    path = folder / "screen.html"
    try:
        text = path.read_text(encoding="utf-8")
        return etree.fromstring(text, etree.HTMLParser(no_network=True))
    except (OSError, UnicodeDecodeError, etree.XMLSyntaxError) as error:
        raise SettingsError(f"the theme's page cannot be read: {error}", Place(str(path))) from error


def fill(shell: _Element, parts: Mapping[str, list[_Element]]) -> None:
    """Put the parts into their places; a place without a part goes."""
    for place in list(shell.iter()):
        name = place.get("data-slot") if isinstance(place.tag, str) else None
        if name is None:
            continue
        del place.attrib["data-slot"]
        place.extend(parts.get(name, []))
        if not len(place):
            parent = place.getparent()
            if parent is not None:
                parent.remove(place)


def head(
    page: _Element, metadata: Metadata, opening: str, style: str, scripts: Sequence[str], policies: Iterable[str]
) -> str:
    """The contents of the page's head. ``opening`` describes a page that has no description of its own.

    Gives back what describes it.
    """
    top = page.find("head")
    if top is None:
        top = element("head")
        page.insert(0, top)
    child(top, "meta", charset="utf-8")
    for policy in policies:
        child(top, "meta", http_equiv="Content-Security-Policy", content=policy)
    child(top, "meta", name="viewport", content="width=device-width, initial-scale=1")
    child(top, "title", metadata.title or "…")
    said: dict[str, list[str]] = {}
    for name, texts in values_for(metadata, "meta"):
        said.setdefault(name, []).extend(texts)
    described = _shortened("".join(said.pop("description", ())) or metadata.abstract or opening)
    named = [
        ("description", described),
        *(("author", name) for name in metadata.authors),
        *((name, ", ".join(dict.fromkeys(texts))) for name, texts in said.items()),
        ("generator", "Octavo"),
        ("color-scheme", "light dark"),
        ("referrer", "no-referrer"),
    ]
    for name, content in named:
        if content:
            child(top, "meta", name=name, content=content)
    for script in scripts:  # first the looks that the reader chose, then the style: nothing is drawn twice
        child(top, "script", script)
    child(top, "style", style.replace("</", "<\\/"))
    return described


def title_block(body: Body) -> list[_Element]:
    """The title and what is shown below it: subtitle, people, date, abstract.

    Where the text begins with the title's words, the title is there for screen readers and out of sight.
    """
    seen = shown(body.metadata)
    parts = [say(element("h1"), seen.title or "…", body.turned(seen.title))]
    if body.title_id:
        parts[0].set("id", body.title_id)
    if not body.titled:
        parts[0].set("class", "o-unseen")
    if seen.subtitle:
        parts.append(say(element("p", class_="o-subtitle"), seen.subtitle, body.turned(seen.subtitle)))
    authors = ", ".join(seen.authors)
    if authors or seen.head:
        line = element("p", authors, class_="o-byline")
        for told in seen.head:
            if authors or told is not seen.head[0]:
                child(line, "span", " · ", class_="o-dot")
            known = {"datetime": told.text} if _ISO_DATE.fullmatch(told.text) else {}
            child(line, "time" if known else "span", told.text, **known)
        parts.append(line)
    if seen.credits:
        parts.append(element("p", " · ".join(seen.credits), class_="o-others"))
    if seen.abstract:
        box = element("div", class_="o-abstract")
        for paragraph in seen.abstract:
            say(child(box, "p"), paragraph, body.turned(paragraph))
        parts.append(box)
    return parts


def colophon(metadata: Metadata) -> list[_Element]:
    """The foot of the page: publisher, rights and series, if the metadata has them."""
    seen = shown(metadata)
    return [element("p", line.text) for line in (*seen.page, *seen.imprint)]


def skip_link(labels: Labels) -> _Element:
    """The first thing that the tabulator key meets."""
    return element("a", labels.skip, class_="o-skip", href="#main")


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
