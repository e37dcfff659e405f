"""The two lists that lead into the text: its headings, and the pages of the printed edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml.etree import _Element

from octavo.body import Body, Heading
from octavo.editions.html.write import child, element, say
from octavo.languages.labels import Labels
from octavo.languages.screen_words import ScreenWords
from octavo.model import PageStart

Address = Callable[[str], str]
"""Where a heading or a page is, by its name."""
MOST = 400
"""A list of more entries leaves out the deepest headings: nobody finds anything in it."""


def contents(
    body: Body,
    labels: Labels,
    address: Address = lambda name: f"#{name}",
    listed: Sequence[Heading] | None = None,
) -> _Element:
    """The headings (or those ``listed``) as nested lists of links, folded away on a small screen.

    ``address`` leads to a heading by its name.
    """
    nav = element("nav", class_="o-contents", aria_label=labels.contents)
    fold = child(nav, "details")
    child(fold, "summary", labels.contents)
    stack: list[tuple[int, _Element]] = [(0, child(fold, "ol"))]
    for heading in shown(body.listed) if listed is None else listed:
        while len(stack) > 1 and stack[-1][0] >= heading.level:
            stack.pop()
        level, entries = stack[-1]
        if level and level < heading.level:
            entries = _inner_list(entries[-1])
        entry = child(entries, "li")
        link = child(entry, "a", href=address(heading.id))
        say(link, heading.text, body.turned(heading.text))
        stack.append((heading.level, entries))
    return nav


def shown(outline: Sequence[Heading]) -> list[Heading]:
    """The headings that a list names: without the deepest where there are too many."""
    deepest = 4
    while deepest > 2 and sum(heading.level <= deepest for heading in outline) > MOST:
        deepest -= 1
    return [heading for heading in outline if heading.level <= deepest]


def _inner_list(entry: _Element) -> _Element:
    found = entry.find("ol")
    return child(entry, "ol") if found is None else found


def page_list(
    pages: Sequence[PageStart],
    ids: Mapping[int, str],
    labels: Labels,
    words: ScreenWords,
    address: Address = lambda name: f"#{name}",
) -> _Element:
    """The pages of the printed edition: a field that leads to one, the list of them all, and a switch.

    The switch and the list work without a script. The field needs one (``reading.js``) and stays hidden without it.
    """
    nav = element("nav", class_="o-pages", aria_label=labels.pages)
    find = child(nav, "p", class_="o-find", hidden="")
    label = child(find, "label", f"{labels.page} ")
    child(label, "input", id="octavo-page", size="4", inputmode="numeric", autocomplete="off", spellcheck="false",
          aria_describedby="octavo-no-page")  # fmt: skip
    told = child(find, "span", id="octavo-no-page", role="alert", data_told=words.no_page)
    if words.lang != labels.lang:
        told.set("lang", words.lang)
    fold = child(nav, "details")
    child(fold, "summary", labels.pages)
    switch = child(child(fold, "p"), "label")
    child(switch, "input", type="checkbox", id="octavo-numbers", checked="").tail = f" {labels.show}"
    entries = child(fold, "ol")
    for page in pages:
        child(child(entries, "li"), "a", page.label, href=address(ids[page.index]))
    return nav
