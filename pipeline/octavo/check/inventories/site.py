"""A site read back: its pages in the order in which they lead to one another, as one text."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import unquote

from octavo.check.inventories.held import Inventory, Link
from octavo.check.inventories.html import Page, read_html
from octavo.check.inventories.inventory import Collector
from octavo.editions.html.policy import READING
from octavo.editions.site.leaves import INDEX, SEARCH
from octavo.editions.site.searching import FINDING, HELD

_START = re.compile(r'<ol start="(\d+)">')
_NOTE = re.compile(r"fn-(\d+)")


@dataclass
class Site:
    """What the pages of a site hold together.

    ``pages`` are in the order of reading, by their names; ``ids`` the names within each. ``search`` is the page that
    searches, ``texts`` what it searches in: of each block its page, its name there, and its words. ``moved`` are the
    files that stand for an earlier name.
    """

    inventory: Inventory
    pages: dict[str, Page] = field(default_factory=dict)
    ids: dict[str, Counter[str]] = field(default_factory=dict)
    search: Page | None = None
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    moved: dict[str, bytes] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)


def read_site(data: bytes, further: Mapping[str, bytes]) -> Site:
    """Read a site from its index and its other files. Never raises: what cannot be read is missing in the inventory."""
    hearing = Collector(), Collector()  # of the text, and of the notes: these come behind all of the text
    files = {INDEX: data, **further}
    site = Site(Inventory())
    name, before = INDEX, ""
    while name:
        site.pages[name] = page = _page(site, name, files[name], *hearing)
        if page.ways.get("prev", "") != before:
            site.odd.append(f"{name} does not lead back to the page before it")
        following = page.ways.get("next", "")
        if following and (following not in files or following in site.pages):
            site.odd.append(f"{name} leads on to {following}, which is no page")
            break
        name, before = following, name
    site.inventory = _joined(*(one.inventory for one in hearing))
    if SEARCH in files:
        site.search = read_html(files[SEARCH], scripts=(READING, FINDING))
        site.ids[SEARCH] = site.search.inventory.ids
        site.texts = _texts(site.search.held.get(HELD, ""), site)
    site.moved = {name: held for name, held in files.items() if name not in site.pages and name != SEARCH}
    site.inventory.links = [_own(link, site) for link in site.inventory.links]
    return site


def _page(site: Site, name: str, data: bytes, collector: Collector, notes: Collector) -> Page:
    inventory, odd = collector.inventory, len(notes.inventory.odd)
    inventory.ids, notes.inventory.ids = Counter(), Counter()
    page = read_html(data, collector, notes=notes)
    site.ids[name] = inventory.ids + notes.inventory.ids
    # The numbers of notes go on from page to page: where a list of them begins is said, and is the note's own number.
    begins = {f'<ol start="{found[1]}">' for found in map(_NOTE.fullmatch, site.ids[name]) if found}
    heard = notes.inventory.odd
    heard[odd:] = [said for said in heard[odd:] if said not in begins or not _START.fullmatch(said)]
    return page


def _joined(text: Inventory, notes: Inventory) -> Inventory:
    """What the text holds and what its notes hold, as the body has it: one behind the other."""
    every = {one.name: (getattr(text, one.name), getattr(notes, one.name)) for one in fields(Inventory)}
    return Inventory(**{name: one | other if isinstance(one, dict) and not isinstance(one, Counter) else one + other
                        for name, (one, other) in every.items()})  # fmt: skip


def _own(link: Link, site: Site) -> Link:
    """A link within the site as the body has it: the identifier alone."""
    file, mark, name = link.address.partition("#")
    return Link(f"#{name}", link.text) if mark and file in site.pages else link


def leads(address: str, here: str, site: Site) -> bool:
    """Whether an address within the site leads to something that is there."""
    file, mark, name = address.partition("#")
    ids = site.ids.get(unquote(file.partition("?")[0]) or here)
    return ids is not None and (not mark or bool({name, unquote(name)} & ids.keys()))


def _texts(data: str, site: Site) -> list[tuple[str, str, str]]:
    try:
        held = json.loads(data)
        names = [str(name) for name, _ in held["pages"]]
        return [(names[row[0]], str(row[1]), str(row[3])) for row in held["blocks"]]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        site.odd.append("what the search looks in cannot be read")
        return []
