"""Where long words may break: after the separators of addresses and paths, and with a hyphen in endless words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree
from lxml.etree import _Element

from octavo.body import TextRun, text_runs
from octavo.editions.fonts.characters import offsets_of, seen
from octavo.editions.pdf.weasyprint_door.pieces import WHOLE

_LONG = re.compile(r"[^\s\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{22,}")
_SIGNS = r"/.?&=#:,;@|\\~+%)\]"
_JOINT = re.compile(rf"(?<=[{_SIGNS}\-_])(?=[^{_SIGNS}\-_\s])")
_SLASH = re.compile(rf"(?<=[{_SIGNS}])(?=[^{_SIGNS}\-_\s])")
_ADDRESS = re.compile(r"://|^www\.|@|/.*/|[?&=]|_|\\")
_ENDLESS = re.compile(r"[0-9A-Za-z\u00aa-\u052f\u1e00-\u1fff]{36,}")
_WORD = re.compile(r"[0-9A-Za-z\u00aa-\u052f\u1e00-\u1fff]{5,}")
_SPELT = re.compile(r"[^\W\d_]{5,}")
_HYPHENED = re.compile(r"\S*-\S+")
_COMPOUND = re.compile(r"(?<![\w-])(?=[\w-]{3,20}(?![\w-]))[^\W_]+(?:-[^\W_]+)+")
"""Words with hyphens that a narrow column holds."""
_OPTION = re.compile(r"(?<!\S)-+[^\W_]")
_CELLS = ("td", "th")  # they may be narrower than a word
_STEP = 12
_SHORT = 30
"""Parts of an address up to this length are not broken at their hyphens: the hyphen could be taken for a division."""
_STREAM = re.compile("[^\\s\u200b\u00ad]{600,}")
_MANY_LINES = 240
_ONE_PAGE = 2_400
_BREAK, _SOFT_HYPHEN, _JOINER = "\u200b", "\u00ad", "\u200d"


def allow_breaks(tree: _Element) -> None:
    """Put zero width spaces behind the joints of long words and soft hyphens into endless ones, in place.

    Words that look like an address or a path are put into a ``span class="o-url"``, where nothing is hyphenated.
    Neither character shows, so the places of the page map stay what they are.
    """
    for node in list(tree.iter()):
        if node.tag == "pre" and not node.tail:
            continue
        if node.text and len(node.text) >= 22 and not _in_pre(node):
            _open(node, node.text, None)
        parent = node.getparent()
        if node.tail and len(node.tail) >= 22 and parent is not None and node is not tree and not _in_pre(parent):
            _open(parent, node.tail, node)


def keep_endless(tree: _Element) -> None:
    """Keep a paragraph with a word of many lines on one page where it can be, in place: its word stays in one piece."""
    for block in tree.iter("p", "li", "dd", "td"):
        text = "".join(map(str, block.itertext()))
        if len(text) <= _ONE_PAGE and any(len(word) >= _MANY_LINES for word in text.split()):
            block.set("class", f"{block.get('class', '')} o-together".strip())


def keep_options(tree: _Element) -> None:
    """Keep words with hyphens in code, like ``--option``, on one line, in place: a hyphen at its end tells nothing.

    In the cells of a table there may be no room for that: only the hyphens before an option stay with its name.
    """
    for code in tree.iter("code"):
        text = code.text or ""
        if "-" not in text or len(code) or code.get("class") or _in_pre(code):
            continue
        word = _OPTION if _within(code, _CELLS) else _HYPHENED
        spans: list[_Element] = []
        first, at = "", 0
        for found in word.finditer(text):
            if len(found[0]) <= _SHORT:
                first = _add_text(spans, first, text[at : found.start()])
                spans.append(etree.Element("span", {"class": "o-joined"}))
                spans[-1].text = found[0]
                at = found.end()
        if at:
            _put(code, None, _add_text(spans, first, text[at:]), spans)


def keep_spelling(tree: _Element, respelt: Callable[[str], bool]) -> None:
    """Keep words whole that are written otherwise where they are divided, in place.

    Hungarian "licensszel" is divided as "licensz-szel": searching the page would not find the word.
    """
    for node in list(tree.iter()):
        parent = node.getparent()
        if node.text and not _in_pre(node):
            _keep_words(node, node.text, None, respelt)
        if node.tail and parent is not None and node is not tree and not _in_pre(parent):
            _keep_words(parent, node.tail, node, respelt)


def keep_compounds(title: _Element) -> None:
    """Keep words with hyphens in a title on one line, in place: no line of a title ends in a hyphen."""
    for node in list(title.iter()):
        parent = node.getparent()
        if node.text and node.tag != "code":
            _wrap_words(node, node.text, None, _COMPOUND, lambda _: True, "o-joined")
        if node.tail and parent is not None and node is not title and parent.tag != "code":
            _wrap_words(parent, node.tail, node, _COMPOUND, lambda _: True, "o-joined")


def _keep_words(parent: _Element, text: str, after: _Element | None, respelt: Callable[[str], bool]) -> None:
    _wrap_words(parent, text, after, _SPELT, respelt, "o-whole")


def _wrap_words(
    parent: _Element,
    text: str,
    after: _Element | None,
    words: re.Pattern[str],
    wanted: Callable[[str], bool],
    name: str,
) -> None:
    """Put the wanted words of one run of text into spans of a class, in place."""
    spans: list[_Element] = []
    first, at = "", 0
    for word in words.finditer(text):
        if wanted(word[0]):
            first = _add_text(spans, first, text[at : word.start()])
            spans.append(etree.Element("span", {"class": name}))
            spans[-1].text = word[0]
            at = word.end()
    if at:
        _put(parent, after, _add_text(spans, first, text[at:]), spans)


def _put(parent: _Element, after: _Element | None, first: str, spans: list[_Element]) -> None:
    """Put text and elements in the place of one run of text of ``parent``: its own, or that behind ``after``."""
    if after is None:
        parent.text = first
        parent[0:0] = spans
    else:
        after.tail = first
        place = parent.index(after) + 1
        parent[place:place] = spans


def _in_pre(node: _Element) -> bool:
    return _within(node, ("pre",))


def _within(node: _Element, tags: Sequence[str]) -> bool:
    return node.tag in tags or any(parent.tag in tags for parent in node.iterancestors())


def _open(parent: _Element, text: str, after: _Element | None) -> None:
    """Rewrite one run of text of ``parent``: its own, or that behind the child ``after``."""
    closed = parent.tag == "code" or parent.get("class") == "o-url"
    spans: list[_Element] = []
    first, at = "", 0
    for word in _LONG.finditer(text):
        if closed or not _ADDRESS.search(word[0]):
            first = _add_text(spans, first, text[at : word.start()] + _opened(word[0]))
        else:
            first = _add_text(spans, first, text[at : word.start()])
            spans.append(_address(word[0], 0 if _within(parent, _CELLS) else _SHORT))
        at = word.end()
    if not at:
        return
    _put(parent, after, _add_text(spans, first, text[at:]), spans)


def _opened(word: str) -> str:
    return _STREAM.sub(_let_flow, _ENDLESS.sub(_soften, _JOINT.sub(_BREAK, word)))


def _let_flow(word: re.Match[str]) -> str:
    """Put breaks into many lines of signs: without any, the rest of the word would be laid out again for each line."""
    parts = [""]
    for char in word[0]:
        if len(parts[-1]) >= _STEP and (char.isascii() or char.isalpha()) and parts[-1][-1] != _JOINER:
            parts.append("")
        parts[-1] += char
    return _BREAK.join(parts)


def _address(word: str, short: int) -> _Element:
    """An address that may break behind its slashes, dots and the like, but in a ``short`` part not at a hyphen."""
    span = etree.Element("span", {"class": "o-url"})
    parts: list[_Element] = []
    first = ""
    for number, piece in enumerate(_SLASH.sub(_BREAK, word).split(_BREAK)):
        first = _add_text(parts, first, _BREAK if number else "")
        if "-" in piece[:-1] and len(piece) <= short:
            parts.append(etree.Element("span", {"class": "o-joined"}))
            parts[-1].text = piece
        else:
            first = _add_text(parts, first, _opened(piece))
    span.text = first
    span.extend(parts)
    return span


def _soften(word: re.Match[str]) -> str:
    """Put soft hyphens into an endless word, so that a break in it shows."""
    return _SOFT_HYPHEN.join(word[0][at : at + _STEP] for at in range(0, len(word[0]), _STEP))


def _add_text(spans: list[_Element], first: str, text: str) -> str:
    if spans:
        spans[-1].tail = (spans[-1].tail or "") + text
        return first
    return first + text


def divide_words(tree: _Element) -> None:
    """Allow longer words to be divided after any third letter, marked by a hyphen, in place: for narrow columns."""
    for node in tree.iter():
        if node.text:
            node.text = _WORD.sub(_divide, node.text)
        if node.tail and node is not tree:
            node.tail = _WORD.sub(_divide, node.tail)


def _divide(word: re.Match[str]) -> str:
    return _SOFT_HYPHEN.join(word[0][at : at + 3] for at in range(0, len(word[0]), 3))


def keep_whole(block: _Element, places: Sequence[int]) -> bool:
    """Forbid the words before whose letters at ``places`` a page ended to be divided; in place.

    A place is a number of the characters of the block that show; they rise. A word, with the parts that a hyphen joins
    to it, is put into a ``span class="o-whole"``. False when no place is within one run of letters, or all were
    forbidden before. All are done at one go, so that a paragraph of a thousand pages is not copied for each of them.
    """
    kept, shown, left = False, 0, list(places)
    for run in list(text_runs(block)):
        here = shown + len(seen(run.text))
        within = [place - shown for place in left if place < here]
        if within:
            kept = _keep(run, offsets_of(run.text, within)) or kept
            del left[: len(within)]
        shown = here
    return kept


def _keep(run: TextRun, places: Sequence[int]) -> bool:
    node, parent = run.node, run.node.getparent()
    if parent is None:
        return False
    around = parent if run.tail else node
    if around.tag == "code" or _in_pre(around) or "o-whole" in around.get("class", "").split():
        return False
    left, spans, first, end = list(reversed(places)), list[_Element](), "", 0
    in_cell = _within(parent, _CELLS)
    for word in WHOLE.finditer(run.text):
        while left and left[-1] <= word.start():
            left.pop()
        if not left:
            break
        if left[-1] < word.end():
            compound = not word[0].replace("\u2019", "").isalnum() and not in_cell
            first = _add_text(spans, first, run.text[end : word.start()])
            spans.append(etree.Element("span", {"class": "o-whole o-joined" if compound else "o-whole"}))
            spans[-1].text = word[0]
            end = word.end()
    if spans:
        _put(around, node if run.tail else None, _add_text(spans, first, run.text[end:]), spans)
    return bool(spans)
