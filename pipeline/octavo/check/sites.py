"""The site against the body: the same text on its pages together, and everything around it in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.check.around.frame import compare_around, compare_contents, compare_told
from octavo.check.inventories.held import Link
from octavo.check.inventories.html import Page
from octavo.check.inventories.judge import Findings, is_said
from octavo.check.inventories.site import Site, leads
from octavo.editions.site.leaves import INDEX, SEARCH
from octavo.editions.site.moved import moved_page
from octavo.languages.direction import LTR
from octavo.languages.screen_words import screen_words
from octavo.text import shown, words

_MOST = 20
_LED = re.compile(rb'<link rel="canonical" href="([^"]*)">')


def prove_around_site(found: Findings, site: Site) -> None:
    """Everything but the text itself: ways and links, lists, search, earlier names, what each page says of itself."""
    for said in _wrong(found, site):
        found.fault("file", "wrong", said)
    own = (*site.inventory.pages, *screen_words(found.text.body.metadata.lang).all())
    for name, page in _all(site):
        for link in page.listed:
            _compare_list(found, site, name, link)
        compare_around(found, f"words around the text of {name}", page.around, own)
        for odd in page.odd[:_MOST]:
            found.fault("file", "wrong", f"{name}: {odd}")
        if (page.direction or LTR) != found.text.body.direction:
            found.fault("direction", "wrong", f"{name}: {page.direction or LTR}")
        if page.lang != site.pages[INDEX].lang:
            found.fault("language", "wrong", f"{name}: {page.lang}")
    for name, page in _all(site):
        _compare_descriptions(found, site, name, page)
        file = "" if name == INDEX else name
        compare_told(found, page.told, page.title, dict(page.said).get("description", ""), file)
    _compare_search(found, site)


def _all(site: Site) -> Iterator[tuple[str, Page]]:
    yield from site.pages.items()
    if site.search is not None:
        yield SEARCH, site.search


def _wrong(found: Findings, site: Site) -> Iterator[str]:
    yield from site.odd
    if site.search is None:
        yield "it has no page that searches"
    for name, ids in site.ids.items():
        yield from (f"{name}: the identifier “{one}” occurs twice" for one, times in ids.items() if times > 1)
    for link in site.inventory.links:
        there = link.address.partition("#")[2]
        if link.address.startswith("#") and not any(leads(link.address, name, site) for name in site.pages):
            yield f"leads nowhere: #{there}"
    for name, data in site.moved.items():
        led = _LED.search(data)
        there = led[1].decode("utf-8", "replace") if led else ""
        if there not in site.pages or data != moved_page(found.text.body, there, _title(found, site, there)):
            yield f"{name} is neither a page of the text nor an earlier name of one"


def _title(found: Findings, site: Site, name: str) -> str:
    """The title of a page: its first heading, with the words for a picture or a formula in it.

    A part without one (a dedication, a list of works) is called what the page says.
    """
    if name == INDEX:
        return ""
    titles = {entry.id: entry.text for entry in found.text.body.outline}
    own = site.pages[name].title.removesuffix(f" – {found.text.body.metadata.title}")
    return next((titles[one] for one in site.ids[name] if one in titles), own)


def _compare_list(found: Findings, site: Site, here: str, link: Link) -> None:
    """Every entry of a list leads somewhere, and to the place that it names."""
    if not leads(link.address, here, site):
        found.fault("links", "wrong", f"{here}: leads nowhere: {link.address}")
        return
    file, mark, _ = link.address.partition("#")
    if mark:
        compare_contents(found, [link], site.inventory.pages)
    elif file in site.pages and file != INDEX:
        said, first = shown(link.text), shown(_title(found, site, file))
        if not is_said(first, said) and not said.endswith(first):  # a way says “Next” before it
            found.fault("headings", "wrong", f"{here}: {link.text or 'nothing'} leads to {first}")


def _compare_descriptions(found: Findings, site: Site, name: str, page: Page) -> None:
    """Each page has the book's title and its own, and what describes it is in the book."""
    body = found.text.body
    if name != INDEX:
        wanted = [body.metadata.title, *([_title(found, site, name)] if name in site.pages else [])]
        said = " ".join(words(page.title))
        if lost := [title for title in wanted if " ".join(words(title)) not in said]:
            found.fault("title", "wrong", f"{name}: {page.title or 'none'} instead of {lost[0]}")
        every = " ".join(words(" \n ".join(block.text for block in body.blocks if block.kind == "p")))
        for about, content in page.said:
            told = " ".join(words(content.removesuffix("…")))
            if about == "description" and told not in every:
                found.fault("metadata", "wrong", f"{name}: {about}: {content}")


def _compare_search(found: Findings, site: Site) -> None:
    """The search looks in every block of the text, and leads to it."""
    expected = [shown(block.text) for block in found.text.body.blocks if block.text.strip()]
    found.listed("text to search", expected, [shown(text) for _, _, text in site.texts])
    for file, name, text in site.texts:
        if name not in site.ids.get(file, {}):
            found.fault("links", "wrong", f"the search leads nowhere: {file}#{name}", text)
            return
