"""Labelled boxes (notes, tips, warnings) of every dialect as one thing: a division with a class and a title.

Lines in, lines out, and the same for pandoc's blocks; pure. In the manuscript a box is ``::: note``; its own title
comes first in it, in a division ``title``. A box without one gets its label when editions are made, in the language of
the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from octavo.model import Node
from octavo.readers.markdown.dialects.directive_options import option
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, words_to_inlines

_NAMES = {
    "note": "note info todo seealso abstract summary tldr example question help faq quote cite secondary admonition"
    " details bug default primary notice",
    "tip": "tip hint success check done",
    "important": "important",
    "warning": "warning attention failure fail missing alert",
    "caution": "caution danger error",
}
KINDS = MappingProxyType({name: kind for kind, names in _NAMES.items() for name in names.split()})
"""The names that dialects have for boxes, and the kind of each."""
_LABELLED = frozenset(["example", "question", "bug", "quote", "abstract", "summary", "todo", "faq"])
_COLONS = re.compile(
    r"(?P<lead>[ \t>]*)(?P<colons>:{3,})[ \t]*(?:\{(?P<myst>[a-z][\w-]*)\}|(?P<kind>[A-Za-z]+))"
    r"(?:\[(?P<bracket>[^\]\n]*)\])?[ \t]*(?P<attributes>\{[^{}\n]*\})?[ \t]*(?P<title>[^\n]*?)[ \t]*:*\Z"
)
_BANGS = re.compile(
    r"(?P<lead>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[A-Za-z][\w-]*)(?P<more>[^\"\n]*)"
    r"(?:\"(?P<title>[^\n]*)\")?[ \t]*\Z"
)
_TAB = re.compile(r"(?P<lead>[ \t]*)===[!+]{0,2}[ \t]+(?P<quote>[\"'])(?P<title>.*)(?P=quote)[ \t]*\Z")
_HINT = re.compile(r"(?P<lead>[ \t]*)\{%-?\s*hint\s+style=[\"'](?P<kind>\w+)[\"'].*?%\}[ \t]*(?P<rest>.*)\Z")
_END_HINT = re.compile(r"(?P<before>.*?)\{%-?\s*endhint\s*-?%\}[ \t]*\Z")
_DIRECTIVE = re.compile(r"(?P<lead>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})\{(?P<kind>[a-z][\w-]*)\}[ \t]*(?P<title>.*)\Z")
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\](?P<fold>[-+]?)\Z")
_CALLOUT = re.compile(r"callout-(?P<kind>note|tip|important|warning|caution)\Z")


def box(kind: str, title: str, lead: str = "", depth: int = 3) -> list[str]:
    """The lines that open a box."""
    colons = ":" * depth
    name = kind.lower()
    if not title and name in _LABELLED:
        title = name.capitalize()
    lines = [f"{lead}{colons} {KINDS.get(name, 'note')}"]
    if title:
        lines += [f"{lead}::: title", f"{lead}{title}", f"{lead}:::", lead.rstrip()]
    return lines


def plain_boxes(lines: list[str], mask: list[bool], *, directives: bool) -> list[str]:
    """The lines with boxes of other dialects as divisions. ``directives``: MyST's fences are boxes too."""
    lines, mask = _indented(lines, mask)
    done: list[str] = []
    shut: list[str] = []  # what closes each fence of a directive
    for number, line in enumerate(lines):
        bare = line.strip()
        if shut and bare == shut[-1]:
            done += [line.replace(bare, ":::"), ""]
            shut.pop()
            continue
        found = _DIRECTIVE.match(line) if directives and "{" in line else None
        if found and found["kind"] in KINDS:
            options = _options(lines, number)
            done += ["", *box(found["kind"], found["title"].strip(), found["lead"]), *[""] * 1]
            lines[number + 1 : number + 1 + options] = [""] * options
            shut.append(found["fence"])
            continue
        if not mask[number]:
            done.append(line)
            continue
        done += _line(line)
    return done


def _options(lines: list[str], number: int) -> int:
    count = 0
    while number + 1 + count < len(lines) and option(lines[number + 1 + count]):
        count += 1
    return count


def _line(line: str) -> list[str]:
    """One line outside code: a box that opens or closes, or the line itself."""
    if ":::" in line and (found := _COLONS.match(line)):
        kind = (found["kind"] or found["myst"] or "").lower()
        title = (found["bracket"] or found["title"] or "").strip()
        attributes = found["attributes"] or ""
        named = re.search(r"title=(?:\"([^\"]*)\"|(\S+))", attributes)
        if kind in KINDS and (title or named or found["myst"] or found["kind"]) and not title.startswith("{"):
            if not title and named:
                title = next((text for text in named.groups() if text), "")
            return box(kind, title, found["lead"], len(found["colons"]))
    if "{%" in line:
        if found := _HINT.match(line):
            rest = [found["lead"] + found["rest"]] if found["rest"] else []
            return ["", *box(found["kind"], "", found["lead"]), *(part for one in rest for part in _line(one))]
        if found := _END_HINT.match(line):
            return [*([found["before"]] if found["before"].strip() else []), ":::", ""]
    return [line]


def _indented(lines: list[str], mask: list[bool]) -> tuple[list[str], list[bool]]:
    """``!!! note`` and what is indented below it, as a division of text that is indented no more."""
    if not any(line.lstrip().startswith(("!!!", "???", "===")) for line in lines):
        return lines, mask
    done: list[str] = []
    kept: list[bool] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        found = (_BANGS.match(line) or _TAB.match(line)) if mask[number] else None
        number += 1
        if found is None:
            done.append(line)
            kept.append(mask[number - 1])
            continue
        lead = found["lead"]
        inner: list[str] = []
        inner_mask: list[bool] = []
        while number < len(lines) and (not lines[number].strip() or _deeper(lines[number], lead)):
            inner.append(_outdented(lines[number], lead))
            inner_mask.append(mask[number])
            number += 1
        while inner and not inner[-1].strip():
            inner.pop()
            inner_mask.pop()
            number -= 1
        title = "" if found["title"] is None else found["title"]
        within, within_mask = _indented(inner, inner_mask)
        if found.re is _TAB:
            done += ["", f"{lead}**{title}**", "", *within, ""]
            kept += [True] * 3 + within_mask + [True]
            continue
        depth = 4 + max(
            (len(one.strip().split(" ")[0]) - 3 for one in within if one.strip().startswith("::::")), default=0
        )
        opened = box(found["kind"], title, lead, depth)
        block = ["", *opened, *within, lead + ":" * depth, ""]
        done += block
        kept += [True] * (len(opened) + 1) + within_mask + [True, True]
    return done, kept


def _deeper(line: str, lead: str) -> bool:
    return line.startswith((lead + "    ", lead + "\t")) or (
        len(lead) == 0 and line.startswith("  ") and bool(line.strip())
    )


def _outdented(line: str, lead: str) -> str:
    for step in ("    ", "\t", "   ", "  "):
        if line.startswith(lead + step):
            return lead + line[len(lead) + len(step) :]
    return line.strip()


def boxed(blocks: list[Node]) -> list[Node]:
    """One list of blocks with alerts in quotations and callouts of Quarto as boxes."""
    changes = {"BlockQuote": _alert, "Div": _callout}
    return [changes[tree.kind(node)](node) if tree.kind(node) in changes else node for node in blocks]


def _alert(node: Node) -> Node:
    content = tree.blocks(node)
    first = content[0] if content else {}
    if tree.kind(first) not in ("Para", "Plain") or not (words := tree.inlines(first)) or tree.kind(words[0]) != "Str":
        return node
    found = _ALERT.match(tree.text(words[0]))
    if not found:
        return node
    inlines = words[1:]
    end = next((at for at, one in enumerate(inlines) if tree.kind(one) in ("SoftBreak", "LineBreak")), len(inlines))
    title, rest = _stripped(inlines[:end]), _stripped(inlines[end:])
    kind = found["kind"].lower()
    if not title and (kind in _LABELLED or kind not in KINDS):
        title = words_to_inlines(kind.capitalize())
    body = [*([make.para(rest)] if rest else []), *content[1:]]
    return _div(KINDS.get(kind, "note"), title, body)


def _callout(node: Node) -> Node:
    (identifier, classes, pairs), content = tree.attributes_of(node), tree.blocks(node)
    found = next((match for name in classes if (match := _CALLOUT.match(name))), None)
    kinds = [name for name in classes if name in ("note", "tip", "important", "warning", "caution")]
    named = dict(pairs).get("title", "")
    if not found and not (kinds and (named or _leads(content))):
        return node
    title: list[Node] = words_to_inlines(named) if named else []
    if not title and _leads(content):
        title, content = tree.inlines(content[0]), content[1:]
    made = _div(found["kind"] if found else kinds[0], title, content)
    return tree.with_attributes(made, [identifier, *tree.attributes_of(made)[1:]])


def _leads(content: list[Node]) -> bool:
    return bool(content) and tree.kind(content[0]) == "Header" and bool(plain(content[0]).strip())


def _div(kind: str, title: list[Node], body: list[Node]) -> Node:
    headed: list[Node] = [make.div(["", ["title"], []], [make.para(title)])] if title else []
    return make.div(["", [kind], []], [*headed, *tree.loosened(body)])


def _stripped(inlines: list[Node]) -> list[Node]:
    gaps: Callable[[Node], bool] = lambda one: tree.kind(one) in ("Space", "SoftBreak", "LineBreak")  # noqa: E731
    while inlines and gaps(inlines[0]):
        inlines = inlines[1:]
    while inlines and gaps(inlines[-1]):
        inlines = inlines[:-1]
    return inlines
