"""Roles of MyST (``{ref}`oil```) in plain Markdown. Text in, text out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.references import citation, name_of, reference

_ROLE = re.compile(r"\{(?P<name>[a-zA-Z][\w:+-]*)\}(?P<ticks>`+)(?P<text>[^`]+)(?P=ticks)")
_TARGET = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>\Z", re.DOTALL)
_NUMBER = re.compile(r"%s|\{number\}")
_MARKED = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd", "u": "u", "del": "s"}
_DOMAINS = frozenset("py c cpp js class func meth mod attr data exc obj".split())
_LEADS = frozenset("ref numref eq any std:ref prf:ref std:numref".split())
_PAGES = frozenset("doc std:doc download".split())
_WORDS = frozenset("term std:term abbr abbreviation command dfn program menuselection guilabel si rfc pep".split())


def plain_roles(line: str) -> str:
    """A line with its roles in Markdown."""
    return _ROLE.sub(_role, line)


def _role(found: re.Match[str]) -> str:
    name, text = found["name"].lower(), found["text"].strip()
    target = _TARGET.match(text)
    words, to = (target["words"].strip(), target["target"].strip()) if target else ("", text)
    if name in _MARKED:
        return f"<{_MARKED[name]}>{text}</{_MARKED[name]}>"
    if name == "math":
        return f"${text}$"
    if name in _LEADS:
        return _reference(name, words, to)
    if name in _PAGES:
        page = to if "." in to.rpartition("/")[2] or name == "download" else f"{to}.md"
        return f"[{words or to}]({page})"
    if name == "index":  # behind the words is what the index of a site says of them
        return words or text.partition(":")[2].strip() or text
    if name in _WORDS:
        return _word(name, words, text)
    if name.startswith(("cite", "footcite")):
        return citation(text, in_text=name.partition(":")[2].startswith(("t", "alt", "author")))
    if name.partition(":")[0] in _DOMAINS or name.startswith("py:"):
        bare = words or (text[1:].rpartition(".")[2] if text.startswith("~") else text)
        return f"`{bare.lstrip('~!')}`"
    return f"`{text}`"


def _reference(name: str, words: str, to: str) -> str:
    if _NUMBER.search(words):
        return _NUMBER.sub(lambda _: reference(to, bare=True), words)
    if words:
        return f"[{words}](#{name_of(to)})"
    return reference(to, bare=name == "eq")


def _word(name: str, words: str, text: str) -> str:
    if name in ("term", "std:term"):
        return words or text
    if name in ("rfc", "pep"):
        return f"{name.upper()} {text}"
    if name in ("guilabel", "menuselection", "command", "program", "dfn"):
        shown = text.replace("-->", "→")
        return f"**{shown}**" if name in ("guilabel", "menuselection", "command", "program") else f"*{shown}*"
    return text
