"""Tags in a Markdown seed that HTML does not know: words in angle brackets, and the components of a site's own.

``Vec<T>`` and ``run <file>`` are words: a tag without attributes that nothing closes is text as it was typed. What is
between the tags of a component stays, and what its attributes say to readers (a title, a file, a caption) becomes
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import defs

from octavo.model import Node
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import words_to_inlines

_HTML = frozenset(defs.tags) | frozenset(
    "main picture template slot dialog search data bdi rb rtc nobr portal frame noframes xmp plaintext svg math".split()
)
_TAG = re.compile(r"\s*<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>\s*")
_SAID = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BEFORE, _BEHIND = ("file-name", "filename", "title", "label", "heading"), "caption"
_Nodes = list[Node]


def as_typed(nodes: _Nodes) -> _Nodes:
    """Inlines in which a tag that HTML does not know, without attributes and without a partner, is text."""
    tags = [_unknown(node, "RawInline") for node in nodes]
    if not any(tags):
        return nodes
    opened = {tag["name"] for tag in tags if tag and not tag["close"]}
    closed = {tag["name"] for tag in tags if tag and tag["close"]}

    def is_text(tag: re.Match[str]) -> bool:
        alone = tag["name"] not in (opened if tag["close"] else closed)
        return alone and "=" not in tag["rest"] and not tag["rest"].endswith("/")

    done: _Nodes = []
    for node, tag in zip(nodes, tags, strict=True):
        done += words_to_inlines(tag[0]) if tag and is_text(tag) else [node]
    return done


def with_words(nodes: _Nodes) -> _Nodes:
    """Blocks without the tags of components, and with the words that their attributes hold."""
    tags = [_unknown(node, "RawBlock", blocks=True) for node in nodes]
    if not any(tag and _SAID.search(tag["rest"]) for tag in tags):
        return nodes
    done: _Nodes = []
    behind: list[tuple[str, _Nodes]] = []
    for node, tag in zip(nodes, tags, strict=True):
        if tag and tag["close"] and any(name == tag["name"] for name, _ in behind):
            while behind:
                name, words = behind.pop()
                done += words
                if name == tag["name"]:
                    break
        elif tag and _SAID.search(tag["rest"]):
            before, after = _words(tag)
            done += before
            if tag["rest"].rstrip().endswith("/"):
                done += after
            else:
                behind.append((tag["name"], after))
        else:
            done.append(node)
    return [*done, *(node for _, words in reversed(behind) for node in words)]


def _unknown(node: Node, kind: str, *, blocks: bool = False) -> re.Match[str] | None:
    if tree.kind(node) != kind or tree.raw_format(node) not in ("html", "html4", "html5"):
        return None
    tag = _TAG.fullmatch(tree.text(node))
    if tag is None or (tag["name"].lower() in _HTML and not (blocks and _is_component(tag))):
        return None
    return tag


def _is_component(tag: re.Match[str]) -> bool:
    """Whether a tag with a name of HTML is no element of HTML: ``<Figure caption="...">`` holds what follows it."""
    return tag["name"] == tag["name"].capitalize() and not re.search(r"\b(?:src|href)\s*=", tag["rest"])


def _words(tag: re.Match[str]) -> tuple[_Nodes, _Nodes]:
    said = {name.lower(): text or other for name, text, other in _SAID.findall(tag["rest"])}
    before = [make.para([make.of_kind("Strong", list(_with_code(said[name])))]) for name in _BEFORE if said.get(name)]
    number = said.get("number", "")
    caption = ": ".join(filter(None, (f"{tag['name']} {number}" if number else "", said.get(_BEHIND, ""))))
    return before, [make.para([make.of_kind("Emph", list(_with_code(caption)))])] if caption else []


def _with_code(text: str) -> Iterator[Node]:
    """Words, with what is between backticks as code."""
    for number, part in enumerate(text.split("`")):
        if part:
            yield from [make.code(part)] if number % 2 else words_to_inlines(part)
