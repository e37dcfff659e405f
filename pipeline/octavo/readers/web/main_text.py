"""The main text of a web page: removes navigation, comments, teasers and the like, keeps everything else.

Two extractors vote on the page's blocks of words. Where they find the main text, the page's own tree is kept: an
element among voted blocks is removed only if its own marks or its links show that it is something else. Changes the
tree it is given.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from octavo.readers.web.parts import OTHER, is_embedded_post, kind_of, said_main, shows_a_picture
from octavo.readers.web.visible_text import BLOCK_SHELLS, BLOCKS, text_of
from octavo.readers.web.votes import Block, blocks_of, vote, words_of
from octavo.readers.xml_tree import Element, remove
from octavo.tree.elements import HEADINGS

_MIN_MAIN = 60
_MIN_SAID = 10
"""Words of main text without which a page stays whole; fewer do where the page says which part is the main one."""
_MEDIA = ("img", "video", "audio", "iframe", "object", "svg", "math", "table", "pre", "figcaption")
_SHELLS = ("nav", "header", "footer", "aside", "form", "main", "article", "dialog")
_MOST = 0.9
_STRAY = 0.05
"""A part in which so few words have votes has them by chance."""
_LABEL = 2
"""So few words under a name such as "advert" are its label."""
_REPEATED = 5


@dataclass
class _Page:
    """What is known of a page while it is judged."""

    body: Element
    blocks: list[Block]
    main: Element | None
    zone: Element
    targets: frozenset[str]
    words: Counter[Element] = field(default_factory=Counter)
    voted: Counter[Element] = field(default_factory=Counter)
    doubtful: Counter[Element] = field(default_factory=Counter)
    linked: Counter[Element] = field(default_factory=Counter)
    said: set[str] = field(default_factory=set)

    first: Element | None = None
    last: Element | None = None

    def is_edge(self, node: Element) -> bool:
        """Whether an element is before all voted blocks or behind them."""
        return _precedes(self.last, node) or _precedes(node, self.first)

    def repeats(self, node: Element) -> bool:
        """Whether all that an element says has been said before, as in the large view of a gallery."""
        words = words_of(text_of(node))
        return len(words) >= _REPEATED and " ".join(words) in self.said


def remove_furniture(root: Element, title: str, *, printed: bool = False) -> dict[str, int]:
    """Take what is not main text out of the tree; say how many words of each kind went.

    ``title`` is what the page calls itself: the heading that says the same stays, wherever it is. It goes when the
    title is ``printed`` above the text anyway.
    """
    body = root.find("body")
    if body is None or not _may_have_furniture(body):
        return {}
    blocks = blocks_of(body)
    main = said_main(body)
    if len(blocks) > 1:
        vote(body, blocks)
    page = _weighed(body, blocks, main, title)
    least = _MIN_SAID if main is not None else _MIN_MAIN
    going: list[tuple[Element, str]] = []
    if page.voted[body] >= least:
        _outside(page, going)
    elif main is not None and page.words[main] >= _MIN_SAID:
        _marked_outside(page, main, going)
    gone: Counter[str] = Counter()
    if going and printed:
        _unrepeat(body, words_of(title))
    for node, kind in going:
        gone[kind] += page.words[node]
        _headless(node)
        remove(node)
    return dict(gone)


def _may_have_furniture(body: Element) -> bool:
    """Whether it is worth asking: most pages that people write by hand hold nothing but their text."""
    if next(body.iter(*_SHELLS), None) is not None or any(kind_of(node) for node in body.iter()):
        return True
    return sum(len(words_of(text_of(link))) for link in body.iter("a")) > 0.2 * len(words_of(text_of(body)))


def _weighed(body: Element, blocks: list[Block], main: Element | None, title: str) -> _Page:
    voted = Counter[Element]()
    for block in blocks:
        if block.voted:
            for node in (block.home, *block.home.iterancestors()):
                voted[node] += len(block.words)
    zone = body
    while (inner := next((node for node in zone if voted[node] >= _MOST * voted[body] > 0), None)) is not None:
        if sum(block.voted for block in blocks if block.home is inner or inner in block.home.iterancestors()) < 2:
            break
        zone = inner
    targets = {
        (link.get("href") or "")[1:]
        for link in zone.iter("a")
        if (link.get("href") or "").startswith("#") and link.getparent() is not None
    }
    page = _Page(body, blocks, main, zone, frozenset(targets), voted=voted)
    chosen = [block.home for block in blocks if block.voted and block.home.tag not in HEADINGS]
    page.first, page.last = (chosen[0], chosen[-1]) if chosen else (None, None)
    _keep_title(page, title)
    for block in blocks:
        for node in (block.home, *block.home.iterancestors()):
            page.words[node] += len(block.words)
            page.linked[node] += block.linked
            page.doubtful[node] += len(block.words) if block.doubtful else 0
    return page


def _keep_title(page: _Page, title: str) -> None:
    """The first heading that says what the page is called counts as main text; so does a lone one."""
    heads = [block for block in page.blocks if block.home.tag == "h1"]
    named = set(words_of(title))
    same = [block for block in heads if named and len(named & set(block.words)) >= 0.7 * len(set(block.words))]
    chosen = (same or (heads if len(heads) == 1 and not named else []))[:1]
    for block in heads:
        if block in chosen and not block.voted:
            block.voted = True
            for node in (block.home, *block.home.iterancestors()):
                page.voted[node] += len(block.words)


def _unrepeat(body: Element, title: list[str]) -> None:
    """Take out the headings on top that say no more than the title."""
    for node in [node for node in body.iter("h1") if words_of(text_of(node)) == title]:
        if not any(inner.tag in ("img", "math", "svg") for inner in node.iter()):
            remove(node)


def _outside(page: _Page, going: list[tuple[Element, str]]) -> None:
    """Walk down to the greatest parts without votes and judge each."""
    stack = [page.body]
    homes = {block.home for block in page.blocks if block.voted}
    above = {page.zone, *page.zone.iterancestors()}
    within = {page.zone, *page.zone.iterdescendants()}
    in_main = set(page.main.iterdescendants()) if page.main is not None else set()
    while stack:
        node = stack.pop()
        if (
            node.getparent() in homes
            and not page.words[node]
            and node.tag not in BLOCKS
            and node.tag not in BLOCK_SHELLS
        ):
            continue  # a part of a line
        if page.voted[node] and (node in above or page.voted[node] > _STRAY * page.words[node]):
            stack.extend(reversed(node))
        elif node in within or (node in in_main and _may_belong(page, node)):
            _judge(page, node, going)
        elif isinstance(node.tag, str) and node.tag != "br":
            going.append((node, kind_of(node) or OTHER))


def _may_belong(page: _Page, node: Element) -> bool:
    """Whether a part of the main element, beside the text, is of it: a picture, or what one extractor takes.

    Many pictures with captions, which neither extractor takes, are a gallery beside the article.
    """
    if page.doubtful[node] > 0.5 * page.words[node]:
        return True
    return next(node.iter(*_MEDIA), None) is not None and len(list(node.iter("figcaption"))) <= 1


def _judge(page: _Page, node: Element, going: list[tuple[Element, str]]) -> None:
    """Decide on a part without votes that is amid the main text."""
    if not isinstance(node.tag, str) or any(is_embedded_post(inner) for inner in node.iter("blockquote")):
        return
    if any(
        (inner.get("id") or inner.get("name") or "") in page.targets
        for inner in node.iter()
        if inner.get("id") or inner.get("name")
    ):
        return
    kind = kind_of(node)
    if kind and _is_sure(page, node, kind):
        going.append((node, kind))
    elif (page.words[node] and page.linked[node] > 0.5 * page.words[node]) or _are_cards(node):
        going.append((node, kind or "teasers"))
    elif shows_a_picture(node) and page.repeats(node):
        going.append((node, "repeated words"))
    elif page.words[node] and not page.doubtful[node] and page.is_edge(node) and _leads_away(node):
        going.append((node, kind or "teasers"))
    else:
        for child in node:
            if page.words[child] or kind_of(child):
                _judge(page, child, going)
        page.said.add(" ".join(words_of(text_of(node))))


def _is_sure(page: _Page, node: Element, kind: str) -> bool:
    """Whether an element's marks are enough: names such as "sidebar" also are on boxes of facts."""
    if kind not in (OTHER, "teasers") or (kind == "teasers" and page.words[node] <= _LABEL):
        return True
    return page.linked[node] > 0 or next(node.iter("a", "button", "input"), None) is not None or _in_link(node)


def _leads_away(node: Element) -> bool:
    """Whether an element without data and captions has a link to another page."""
    if next(node.iter("table", "pre", "figcaption", "dl", "blockquote"), None) is not None:
        return False
    return any(not (link.get("href") or "#").startswith("#") for link in node.iter("a"))


def _precedes(one: Element | None, other: Element | None) -> bool:
    """Whether an element ends before another begins."""
    if one is None or other is None or one is other:
        return False
    ups, downs = [one, *one.iterancestors()][::-1], [other, *other.iterancestors()][::-1]
    for a, b in zip(ups, downs, strict=False):
        if a is not b:
            parent = a.getparent()
            return parent is not None and parent.index(a) < parent.index(b)
    return False


def _are_cards(node: Element) -> bool:
    """Whether an element holds a row of like parts, each of which begins with a link elsewhere."""
    parts = [child for child in node if isinstance(child.tag, str) and text_of(child).strip()]
    looks = {(child.tag, child.get("class")) for child in parts}
    if len(parts) < 3 or len(looks) > 2 or node.tag in ("tr", "p", "pre"):
        return False
    return all(_begins_with_link(part) for part in parts)


def _begins_with_link(node: Element) -> bool:
    for inner in node.iter():
        if inner.tag == "a":
            return not (inner.get("href") or "#").startswith("#")
        if (inner.text or "").strip():
            return False
    return False


def _in_link(node: Element) -> bool:
    return any(up.tag == "a" for up in node.iterancestors())


def _marked_outside(page: _Page, main: Element, going: list[tuple[Element, str]]) -> None:
    """On a page of few words: what is marked as furniture and is beside the main element."""
    stack = list(page.body)
    inside = {main, *main.iterancestors()}
    while stack:
        node = stack.pop()
        if node in inside and node is not main:
            stack.extend(node)
        elif node is not main and (kind := kind_of(node)) and node.find(".//h1") is None:
            going.append((node, kind))


def _headless(node: Element) -> None:
    """A heading over what goes, and over nothing else, goes with it."""
    before = node.getprevious()
    after = node.getnext()
    if before is not None and before.tag in HEADINGS[1:] and not (before.tail or "").strip():
        alone = after is None or (after.tag in HEADINGS and str(after.tag) <= str(before.tag))
        if alone and not (node.tail or "").strip():
            remove(before)
