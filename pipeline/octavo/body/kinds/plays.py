"""Plays and interviews: who speaks, and what is done on the stage. Floor 2.

A text is one when many of its paragraphs begin with the names of a few speakers: in capitals (``HAMLET.``), in bold
(``**Hamlet:**``), or before a colon. Then each name is a ``span class="speaker"``, its paragraph ``p class="speech"``;
a paragraph that is all in brackets, or all in italics between speeches, is ``p class="stage"``. No word changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

_FEWEST, _SHARE = 8, 0.3
"""So many speeches there must be, and so large a share of the paragraphs of the sections that have any."""
_SHARE_OF_LABELS = 0.5
"""The same of names that are not in capitals, which may as well be labels (``Note:``)."""
_OFTEN, _FROM_FEW = 3, 0.7
"""A speaker speaks so often; so large a share of the speeches is by such speakers."""
_LONGEST = 40
_STOP = re.compile(r"[.:](?=\s|\Z)")
_SHORTENED = 4
"""Letters of a title before a name: ``MRS. PEACHUM.``"""
_SMALL = frozenset("of the and de du des von der la le".split())
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*)(?: [^\W\d_a-z][\w’'.-]*){0,2}:(?=\s|\Z)")
_BRACKETED = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\))\s*\Z", re.DOTALL)
_IN_NOTHING_ELSE = frozenset(("div", "section", "blockquote"))


@dataclass(frozen=True)
class _Speech:
    """A paragraph that may be a speech: its speaker, and the length of the name in its text or the element of it."""

    paragraph: _Element
    speaker: str
    length: int
    bold: _Element | None = None


def mark_plays(tree: _Element) -> None:
    """Mark speeches, speakers and stage directions, in place, where a text is a play or an interview."""
    paragraphs = [node for node in tree.iter("p") if _may_speak(node)]
    if len(paragraphs) < _FEWEST:
        return
    speeches = [speech for node in paragraphs if (speech := _speech(node)) is not None]
    often = {name for name, count in Counter(speech.speaker for speech in speeches).items() if count >= _OFTEN}
    by_few = sum(speech.speaker in often for speech in speeches)
    holders = {speech.paragraph.getparent() for speech in speeches}
    near = sum(node.getparent() in holders for node in paragraphs)
    in_capitals = sum(speech.speaker.isupper() for speech in speeches) > len(speeches) / 2
    enough = len(speeches) >= max(_FEWEST, (_SHARE if in_capitals else _SHARE_OF_LABELS) * near)
    if not enough or len(often) < 2 or by_few < _FROM_FEW * len(speeches) or not _talk_together(speeches):
        return
    for speech in speeches:
        if speech.speaker in often or speech.bold is not None or speech.speaker.isupper():
            _mark(speech)
    for node in paragraphs:
        if node.getparent() in holders and not node.get("class") and _is_direction(node):
            node.set("class", "stage")


def _talk_together(speeches: Sequence[_Speech]) -> bool:
    """Whether speakers come back within a section. Labels (``**Impact**:``) are the same in each, but once in each."""
    times = Counter((speech.paragraph.getparent(), speech.speaker) for speech in speeches)
    return sum(count for count in times.values() if count > 1) > len(speeches) / 2


def _may_speak(node: _Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in _IN_NOTHING_ELSE and node.get("class") in (None, "verse")


def _speech(node: _Element) -> _Speech | None:
    text = node.text or ""
    first = node[0] if len(node) else None
    if first is not None and first.tag == "strong" and not text.strip() and not len(first):
        name, tail = (first.text or "").strip(), (first.tail or "").lstrip()
        if 0 < len(name) <= _LONGEST and (name[-1] in ".:" or tail[:1] in (".", ":")):
            return _Speech(node, _folded(name), 0, first)
        return None
    end = _end_of_capitals(text) or (found.end() if (found := _NAMED.match(text)) else 0)
    return _Speech(node, _folded(text[:end]), end) if 0 < end <= _LONGEST else None


def _end_of_capitals(text: str) -> int:
    """Where a name in capitals ends with which a text begins, its full stop or colon included; 0 for none."""
    for stop in _STOP.finditer(text, 0, _LONGEST + 1):
        name = text[: stop.start()]
        if not _is_in_capitals(name):
            return 0
        behind = text[stop.end() :].split(maxsplit=1)
        if len(name) <= _SHORTENED and behind and _is_in_capitals(behind[0].strip(".:")):
            continue
        return stop.end()
    return 0


def _is_in_capitals(name: str) -> bool:
    """Whether a name of two letters or more is in capitals, but for small words in it."""
    words = [word for word in name.split() if word not in _SMALL]
    return bool(words) and all(word == word.upper() for word in words) and sum(map(str.isupper, name)) > 1


def _folded(name: str) -> str:
    return " ".join(name.rstrip(" .:").split())


def _mark(speech: _Speech) -> None:
    node = speech.paragraph
    if speech.bold is not None:
        speech.bold.set("class", "speaker")
    else:
        text = node.text or ""
        span = etree.Element("span", {"class": "speaker"})
        span.text, span.tail, node.text = text[: speech.length], text[speech.length :], None
        node.insert(0, span)
    if node.get("class") is None:
        node.set("class", "speech")


def _is_direction(node: _Element) -> bool:
    words = "".join(map(str, node.itertext()))
    if _BRACKETED.match(words):
        return True
    return _all_in(node, ("em",)) and bool(words.strip())


def _all_in(node: _Element, tags: Sequence[str]) -> bool:
    return not (node.text or "").strip() and len(node) > 0 and all(_is_within(child, tags) for child in _children(node))


def _children(node: _Element) -> Iterator[_Element]:
    return (child for child in node if isinstance(child.tag, str))


def _is_within(child: _Element, tags: Sequence[str]) -> bool:
    return child.tag in tags and not (child.tail or "").strip()
