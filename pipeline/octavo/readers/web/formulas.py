"""Formulas as MathJax, KaTeX and wikis leave them in a saved page: each becomes one ``math`` element with its TeX.

Repetitions of the formula (a picture, boxes for the screen, a preview) are removed. Changes the tree it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from octavo.readers.xml_tree import Element, remove

_MAKERS = re.compile(r"mathjax|katex|math/tex", re.IGNORECASE)
_DOLLAR = re.compile(r"inlineMath\s*['\"]?\s*:\s*\[\s*\[\s*['\"]\$['\"]")
_RAW = re.compile(r"\\\((?P<line>.+?)\\\)|\\\[(?P<block>.+?)\\\]|\$\$(?P<double>[^$]+?)\$\$", re.DOTALL)
_RAW_DOLLAR = re.compile(_RAW.pattern + r"|(?<![\\$])\$(?P<single>[^$\s](?:[^$\n]*?[^$\s\\])?)\$(?!\$)", re.DOTALL)
_PICTURE = re.compile(
    r"(?:^|\s)(?:mwe-math-fallback-image-\w+|tex|latex|math|ql-img-\S+-equation)(?:$|\s)", re.IGNORECASE
)
_TEX = re.compile(r"\\[A-Za-z]|[\^_=<>+]|\A\s*\S{1,3}\s*\Z")
_VERBATIM = frozenset(["pre", "code", "script", "style", "textarea", "math", "svg", "title", "template", "kbd", "samp"])
_MADE_BY_SCRIPT = re.compile(r"(?:^|\s)(?:MathJax(?:_\w+)?|MJXc-display|mjx-chtml)(?:$|\s)")
_LONGEST = 20_000


def gather_formulas(root: Element, page: str) -> bool:
    """Make each formula of the page one ``math`` element; say if there were any. ``page`` is the page's source."""
    body = root.find("body")
    if body is None:
        return False
    found = [_katex(body), _wiki(body), _mathjax(body), _scripts(body), _pictures(body), _marked(body)]
    raw = any(found) or bool(_MAKERS.search(page))
    if raw:
        _raw(body, _RAW_DOLLAR if _DOLLAR.search(page) else _RAW)
    return raw


def _classed(body: Element, name: str) -> list[Element]:
    return [node for node in body.iter() if name in (node.get("class") or "").split() and node.getparent() is not None]


def _katex(body: Element) -> bool:
    nodes = _classed(body, "katex")
    for node in nodes:
        block = any("katex-display" in (up.get("class") or "") for up in node.iterancestors())
        _settle(node, next(node.iter("math"), None), block=block)
    return bool(nodes)


def _wiki(body: Element) -> bool:
    nodes = _classed(body, "mwe-math-element")
    for node in nodes:
        said = " ".join(inner.get("class") or "" for inner in node.iter()) + " " + (node.get("class") or "")
        math = next(node.iter("math"), None)
        picture = next(node.iter("img"), None)
        tex = "" if math is not None or picture is None else picture.get("alt") or ""
        _settle(node, math, tex, block="display" in said.replace("displaystyle", ""))
    return bool(nodes)


def _mathjax(body: Element) -> bool:
    nodes = list(body.iter("mjx-container"))
    for node in nodes:
        told = next((inner.get("data-latex") for inner in node.iter() if inner.get("data-latex")), "") or ""
        _settle(node, next(node.iter("math"), None), told, block=node.get("display") == "true")
    return bool(nodes)


def _scripts(body: Element) -> bool:
    """MathJax 2 and other users of ``math/tex``: the source is behind what was made of it."""
    nodes = [node for node in body.iter("script") if (node.get("type") or "").lower().startswith("math/")]
    for node in nodes:
        kind = (node.get("type") or "").lower()
        before = node.getprevious()
        while before is not None and not (before.tail or "").strip() and _is_made(before):
            earlier = before.getprevious()
            remove(before)
            before = earlier
        after = node.getnext()
        if after is not None and not (node.tail or "").strip() and _is_made(after):
            remove(after)
        if kind.startswith(("math/tex", "math/latex")):
            _settle(node, None, node.text or "", block="mode=display" in kind)
        elif kind.startswith("math/mml"):
            inner = html.fragment_fromstring(node.text or "", create_parent="div")
            _settle(node, next(inner.iter("math"), None), block=False)
    for node in [node for node in body.iter() if _is_made(node) and node.get("data-mathml")]:
        if node.getparent() is not None:
            inner = html.fragment_fromstring(node.get("data-mathml") or "", create_parent="div")
            _settle(node, next(inner.iter("math"), None), block="MathJax_Display" in (node.get("class") or ""))
    return bool(nodes)


def _is_made(node: Element) -> bool:
    return bool(_MADE_BY_SCRIPT.search(node.get("class") or ""))


def _pictures(body: Element) -> bool:
    """Pictures of formulas that hold the TeX as their alternative text."""
    nodes = [
        node
        for node in body.iter("img")
        if _PICTURE.search(node.get("class") or "")
        and _TEX.search(node.get("alt") or "")
        and node.getparent() is not None
    ]
    for node in nodes:
        _settle(node, None, node.get("alt") or "", block="display" in (node.get("class") or ""))
    return bool(nodes)


def _marked(body: Element) -> bool:
    """TeX between its marks in an element that is named a formula, as Sphinx and others write it for a script."""
    found = False
    for node in _classed(body, "math"):
        whole = _RAW.fullmatch("".join(map(str, node.itertext())).strip()) if not node.findall(".//math") else None
        if whole:
            found = True
            _settle(node, None, next(filter(None, whole.groups())), block=whole["line"] is None)
    return found


def _settle(node: Element, math: Element | None, tex: str = "", *, block: bool) -> None:
    """Put one formula in the place of an element; an element of which no formula is known stays."""
    parent = node.getparent()
    if parent is None:
        return
    if math is not None:
        notes = [inner for inner in math.iter("annotation") if "tex" in (inner.get("encoding") or "").lower()]
        tex = next((note.text for note in notes if (note.text or "").strip()), "") or tex
        block = block or math.get("display") == "block"
    if tex.strip():
        math = _math(tex, block=block)
    if math is None:
        return
    math.tail, node.tail = node.tail, None
    if block:
        math.set("display", "block")
    parent.replace(node, math)


def _math(tex: str, *, block: bool) -> Element:
    tex = tex.strip()
    while found := re.fullmatch(r"\{\\(?:display|text)style\s+(.*)\}", tex, re.DOTALL):
        if not _is_balanced(found[1]):
            break
        tex = found[1].strip()
    made = etree.Element("math", display="block" if block else "inline")
    note = etree.SubElement(etree.SubElement(made, "semantics"), "annotation", encoding="application/x-tex")
    note.text = tex
    return made


def _is_balanced(tex: str) -> bool:
    depth = 0
    for piece in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += (piece == "{") - (piece == "}")
        if depth < 0:
            return False
    return depth == 0


def _raw(body: Element, pattern: re.Pattern[str]) -> None:
    """TeX between its marks in the running text, which a script would have set."""
    waiting = [body]
    nodes: list[Element] = []
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        if isinstance(node.tag, str) and node.tag not in _VERBATIM:
            waiting.extend(node)
    for node in nodes:
        if isinstance(node.tag, str) and node.tag not in _VERBATIM and _has_marks(node.text):
            pieces = list(_pieces(node.text or "", pattern))
            node.text = ""
            _put(pieces, node, None)
        if node is not body and _has_marks(node.tail):
            pieces = list(_pieces(node.tail or "", pattern))
            node.tail = ""
            parent = node.getparent()
            if parent is not None:
                _put(pieces, parent, node)


def _has_marks(text: str | None) -> bool:
    return bool(text) and len(text or "") <= _LONGEST and ("\\" in (text or "") or "$" in (text or ""))


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[str | Element]:
    at = 0
    for found in pattern.finditer(text):
        yield text[at : found.start()]
        block = found["line"] is None and not (found.groupdict().get("single"))
        yield _math(next(filter(None, found.groups())), block=block)
        at = found.end()
    yield text[at:]


def _put(pieces: list[str | Element], parent: Element, before: Element | None) -> None:
    at = 0 if before is None else parent.index(before) + 1
    last = before
    for piece in pieces:
        if not isinstance(piece, str):
            parent.insert(at, piece)
            last, at = piece, at + 1
        elif last is None:
            parent.text = (parent.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
