"""Alterations of the blocks and elements of a tree of HTML or XHTML, each at a random place."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise

from lxml.etree import _Element

from tests.check.mutations.trees import Alteration, child, drop, main, rename, spoken, tag, unwrap


def _pick(root: _Element, rng: random.Random, *names: str) -> _Element | None:
    found = [node for node in spoken(root) if tag(node) in names and node is not main(root)]
    return rng.choice(found) if found else None


def on(*names: str, change: Callable[[_Element, random.Random], bool | None]) -> Alteration:
    """Change one element of these names."""

    def alter(root: _Element, rng: random.Random) -> bool:
        node = _pick(root, rng, *names)
        return node is not None and change(node, rng) is not False

    return alter


def _said(node: _Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def exchanged(*names: str) -> Alteration:
    """Exchange what stands in two elements of one name that say different things."""

    def alter(root: _Element, rng: random.Random) -> bool:
        found = [node for node in spoken(root) if tag(node) in names]
        pairs = [
            (a, b)
            for a, b in pairwise(found)
            if tag(a) == tag(b) and _said(a) != _said(b) and a not in b.iterancestors() and len(a) + len(b) == 0
        ]
        if not pairs:
            return False
        one, two = rng.choice(pairs)
        one.text, two.text = two.text, one.text
        return True

    return alter


def _attributes(name: str, *attributes: str) -> Alteration:
    """Exchange attributes between two elements that differ in them."""

    def alter(root: _Element, rng: random.Random) -> bool:
        found = [node for node in spoken(root) if tag(node) == name and node.get(attributes[0])]
        pairs = [(a, b) for a in found for b in found if a.get(attributes[0]) != b.get(attributes[0])]
        if not pairs:
            return False
        one, two = rng.choice(pairs)
        for key in attributes:
            mine, other = one.get(key), two.get(key)
            one.set(key, other or "")
            two.set(key, mine or "")
        return True

    return alter


def _set(**values: str) -> Callable[[_Element, random.Random], bool | None]:
    def change(node: _Element, rng: random.Random) -> bool:
        name, value = rng.choice(sorted(values.items()))
        name = name.rstrip("_").replace("_", "-")
        if node.get(name) == value:
            return False
        node.set(name, value)
        return True

    return change


def _moved_call(root: _Element, rng: random.Random) -> bool:
    calls = [node for node in root.iter() if node.get("role") == "doc-noteref"]
    paragraphs = [node for node in spoken(root) if tag(node) == "p" and not node.get("class")]
    if not calls or not paragraphs:
        return False
    call, there = rng.choice(calls), rng.choice(paragraphs)
    if there is call.getparent():
        return False
    drop(call)
    call.tail = None
    there.append(call)
    return True


def _doubled(node: _Element, rng: random.Random) -> None:
    twin = deepcopy(node)
    for each in twin.iter():
        each.attrib.pop("id", "")
    node.addnext(twin)


def _renamed(**names: str) -> Callable[[_Element, random.Random], bool | None]:
    return lambda node, rng: rename(node, names[tag(node)])


def _joined(node: _Element, rng: random.Random) -> bool:
    after = node.getnext()
    if after is None or tag(after) != "li" or len(node):
        return False
    node.text = f"{node.text or ''} {_said(after)}"
    drop(after)
    return True


def _emphasised(node: _Element, rng: random.Random) -> bool:
    words = (node.text or "").split(" ")
    if len(words) < 3:
        return False
    made = child(node, rng.choice(["em", "strong", "sup", "del"]), words[1])
    made.tail = " " + " ".join(words[2:])
    node.text = words[0] + " "
    node.insert(0, made)
    return True


def _unbroken(node: _Element, rng: random.Random) -> None:
    node.tail = " " + (node.tail or "")
    drop(node)


def _inserted(name: str, **attributes: str) -> Callable[[_Element, random.Random], bool | None]:
    def change(node: _Element, rng: random.Random) -> None:
        made = child(node, name, "alert(1)" if name in ("script", "style") else "")
        for key, value in attributes.items():
            made.set(key, value)
        node.append(made)

    return change


def _formula(root: _Element, rng: random.Random) -> bool:
    signs = [node for node in root.iter() if tag(node) in ("mi", "mo", "mn") and (node.text or "").strip()]
    if not signs:
        return False
    node = rng.choice(signs)
    node.text = "8" if node.text != "8" else "3"
    return True


def _formula_words(root: _Element, rng: random.Random) -> bool:
    found = [node for node in root.iter() if tag(node) == "math"]
    if not found:
        return False
    rng.choice(found).set("alttext", "nothing")
    return True


def _set_otherwise(root: _Element, rng: random.Random) -> bool:
    """One set apart comes into its line, one in its line is set apart."""
    found = [node for node in root.iter() if tag(node) == "math"]
    if not found:
        return False
    node = rng.choice(found)
    node.set("display", "inline" if node.get("display") == "block" else "block")
    return True


def _page(root: _Element, rng: random.Random) -> bool:
    marks = [node for node in root.iter() if node.get("role") == "doc-pagebreak"]
    if not marks:
        return False
    node = rng.choice(marks)
    for name in ("data-page", "aria-label"):
        if node.get(name):
            node.set(name, "99")
    return True


def _dropped(node: _Element, rng: random.Random) -> None:
    drop(node)


def _unwrapped(node: _Element, rng: random.Random) -> None:
    unwrap(node)


def _to_text(node: _Element, rng: random.Random) -> None:
    rename(node, "p")


def _to_heading(node: _Element, rng: random.Random) -> bool:
    parent = node.getparent()
    if parent is None or tag(parent) in ("aside", "li"):
        return False
    rename(node, "h4")
    return True


def _indented(node: _Element, rng: random.Random) -> bool:
    parent = node.getparent()
    if parent is None or tag(parent) != "pre":
        return False
    node.text = f"  {node.text or ''}"
    return True


def _elsewhere(node: _Element, rng: random.Random) -> None:
    node.set("href", "https://elsewhere.invalid/")


def _within(node: _Element, rng: random.Random) -> bool:
    if not (node.get("href") or "").startswith(("#", "title")):
        return False
    node.set("href", "#first-part")
    return True


def _unnamed(node: _Element, rng: random.Random) -> bool:
    return bool(node.attrib.pop("id", ""))


def _unseen(node: _Element, rng: random.Random) -> None:
    node.set("style", rng.choice(_STYLES))


def _active(node: _Element, rng: random.Random) -> None:
    _inserted(rng.choice(["script", "iframe", "object", "embed", "form", "style"]))(node, rng)


_STYLES = (
    "color:#fff",
    "font-size:0",
    "opacity:0",
    "visibility:hidden",
    "position:absolute;left:-999em",
    "height:0;overflow:hidden",
)
_HEADINGS = ("h2", "h3", "h4")
_STRESSED = ("em", "strong", "del", "sub", "sup")
_SEEN = ("p", "li", "td", "h2", "em", "figure", "pre", "a")
_WHOLE = ("p", "li", "blockquote", "pre", "tr", "figure", "dd")

BLOCKS: dict[str, Alteration] = {
    "a block dropped": on(*_WHOLE, "table", "h2", "h3", change=_dropped),
    "a block doubled": on(*_WHOLE, change=_doubled),
    "blocks exchanged": exchanged("p", "li", "dd", "td"),
    "cells exchanged": exchanged("td", "th"),
    "a cell dropped": on("td", "th", change=_dropped),
    "a head cell made a cell": on("th", change=_renamed(th="td")),
    "a head of a table unwrapped": on("thead", change=_unwrapped),
    "a cell widened": on("td", "th", change=_set(colspan="2", rowspan="2")),
    "cells aligned otherwise": on("td", "th", change=_set(class_="center")),
    "emphasis lost": on(*_STRESSED, change=_unwrapped),
    "emphasis changed": on(
        *_STRESSED, change=_renamed(**{"em": "strong", "strong": "em", "sub": "sup", "sup": "sub", "del": "em"})
    ),
    "emphasis added": on("p", change=_emphasised),
    "a level changed": on(*_HEADINGS, change=_renamed(h2="h3", h3="h4", h4="h2")),
    "a heading made text": on(*_HEADINGS, change=_to_text),
    "text made a heading": on("p", change=_to_heading),
    "a quotation made text": on("blockquote", change=_unwrapped),
    "a list of another kind": on("ul", "ol", change=_renamed(ul="ol", ol="ul")),
    "a list that counts otherwise": on("ol", change=_set(start="9", type="I")),
    "an item that counts otherwise": on("li", change=_set(value="9")),
    "items joined": on("li", change=_joined),
    "a line joined": on("br", change=_unbroken),
    "a line of code changed": on("code", change=_indented),
    "a link elsewhere": on("a", change=_elsewhere),
    "a link within elsewhere": on("a", change=_within),
    "two links exchanged": _attributes("a", "href"),
    "a link lost": on("a", change=_unwrapped),
    "a formula set otherwise": _set_otherwise,
    "a call of a note moved": _moved_call,
    "a picture dropped": on("img", change=_dropped),
    "two pictures exchanged": _attributes("img", "src"),
    "other words for a picture": on("img", change=_set(alt="something else")),
    "a picture from elsewhere": on("img", change=_set(src="https://elsewhere.invalid/x.png")),
    "a picture made tiny": on("img", change=_set(width="1", height="1", style="width:1px")),
    "a block hidden": on(*_SEEN, change=_set(hidden="", aria_hidden="true", style="display:none")),
    "a block unseen": on(*_SEEN, change=_unseen),
    "a handler added": on(*_SEEN, "img", change=_set(onclick="a()", onload="a()", onfocus="a()")),
    "something active added": on("p", "li", "td", "section", change=_active),
    "something from elsewhere": on("p", "li", "section", change=_inserted("img", src="https://e.invalid/", alt="")),
    "another language": on("p", "li", "section", "blockquote", "span", "em", change=_set(lang="fi", dir="rtl")),
    "an identifier dropped": on("h2", "h3", change=_unnamed),
    "another class": on("p", "div", "section", "blockquote", "span", "ol", "table", change=_set(class_="center")),
    "a drawn formula changed": _formula,
    "other words for a formula": _formula_words,
    "a label of a page changed": _page,
}
