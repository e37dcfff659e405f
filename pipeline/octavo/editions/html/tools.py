"""The tools above a page: search in its text, colours, size and typeface. Hidden until the script shows them."""

from __future__ import annotations

from lxml.etree import _Element

from octavo.editions.html.write import child, element
from octavo.languages.screen_words import ScreenWords

SIZES = (85, 100, 115, 130, 150, 175, 200)


def reading_tools(words: ScreenWords) -> _Element:
    """The box with the tools, folded away; ``reading.js`` makes them work."""
    box = element("search", class_="o-tools", aria_label=words.tools, hidden="")
    fold = child(box, "details")
    child(fold, "summary", words.tools)
    line = child(fold, "p")
    label = child(line, "label", f"{words.search} ")
    child(label, "input", type="search", id="octavo-search", autocomplete="off", spellcheck="false")
    line[-1].tail = " "
    child(line, "button", words.next, type="button", id="octavo-next", disabled="").tail = " "
    child(line, "span", id="octavo-found", role="status")
    colours = (("", words.as_system), ("light", words.light), ("dark", words.dark), ("sepia", words.sepia))
    sizes = [("", words.as_set), *((str(size), f"{size} %") for size in SIZES)]
    faces = (("", words.as_set), ("sans", words.sans), ("system", words.system), ("open", words.open))
    for name, told, options in (
        ("colours", words.colours, colours), ("size", words.size, sizes), ("face", words.face, faces)
    ):  # fmt: skip
        label = child(child(fold, "p"), "label", f"{told} ")
        choice = child(label, "select", id=f"octavo-{name}")
        for value, shown in options:
            child(choice, "option", shown, value=value)
    return box
