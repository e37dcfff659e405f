"""Headings, a title and lists that were made without styles: bold lines, larger letters, numbers typed by hand.

Reads trees and gives what was found; the rules are those of bare text, helped by what letters look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.readers.office.docx_xml import W, words_of
from octavo.readers.office.headings import CLOSED, Line, Look, headings_by_look
from octavo.readers.office.marks import ListPlace
from octavo.readers.office.word.styles import Styles, number, style_of, switched, value
from octavo.readers.xml_tree import Element
from octavo.text.numerals import roman_value

_BODY_SIZE = 20
_TYPED = re.compile(
    r"\s*(?:(?P<open>\(?)(?:(?P<digits>\d{1,3})|(?P<letter>[a-zA-Z])|(?P<roman>[ivx]{2,6}|[IVX]{2,6}))(?P<close>[.)])\s+(?=\S)"
    r"|(?P<bullet>[•·▪●◦‣✓✔☐☑☒*]|o(?=\n)|[-–](?=\s))\s+(?=\S))"
)
_TICKS = {"☐", "☑", "☒", "✓", "✔"}


def guess_headings(
    body: Element, styles: Styles, labelled: frozenset[Element]
) -> tuple[dict[Element, int], Element | None]:
    """The level of each heading that has no style for it, and the paragraph that is the title.

    ``labelled`` are the paragraphs that Word numbers. A document with headings of its own is left as it is.
    """
    lines = [
        Line(node, words_of(node), _look(node, styles), _may_be_heading(node, styles), node in labelled)
        for node in body
        if node.tag == f"{W}p" and words_of(node).strip()
    ]
    return headings_by_look(lines)


def _look(paragraph: Element, styles: Styles) -> Look:
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(node.text or "" for node in run.iter(f"{W}t")).strip()]
    sizes = [number(value(styles.of_run(run, "sz")), _BODY_SIZE) for run in runs] or [_BODY_SIZE]
    text = words_of(paragraph)
    jc = value(styles.of_paragraph(paragraph, "jc"))

    def every(name: str) -> bool:
        return bool(runs) and all(switched(styles.of_run(run, name)) for run in runs)

    capitals = every("caps") or (text.isupper() and sum(char.isalpha() for char in text) > 3)
    return Look(min(sizes), every("b"), capitals, every("u"), jc == "center")


def _may_be_heading(paragraph: Element, styles: Styles) -> bool:
    """Whether nothing in a paragraph but words says that it is something else."""
    return not any(
        name.startswith(("list", "caption", "toc", "quote")) for name in styles.names(style_of(paragraph))
    ) and not any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict", f"{W}tab"))


def guess_lists(body: Element, taken: frozenset[Element]) -> Iterator[tuple[Element, ListPlace, int]]:
    """Items of lists typed by hand: the paragraph, its place, and how many characters its mark takes.

    ``taken`` are the paragraphs that are something else.
    """
    for home in (body, *body.iter(f"{W}tc")):
        group: list[tuple[Element, re.Match[str]]] = []
        for node in [*home, None]:
            found = None
            if node is not None and node.tag == f"{W}p" and node not in taken:
                found = _TYPED.match(words_of(node)[1:])
            if node is not None and found is not None:
                group.append((node, found))
            elif node is None or node.tag != f"{W}bookmarkEnd":
                yield from _grouped(group)
                group = []


def _grouped(group: list[tuple[Element, re.Match[str]]]) -> Iterator[tuple[Element, ListPlace, int]]:
    """The lists among paragraphs that follow one another and each begin with a mark."""
    if len(group) < 2:
        return
    dashes = [words_of(node) for node, mark in group if (mark["bullet"] or "") in ("-", "–")]
    if dashes and all(CLOSED.search(text) for text in dashes):
        return  # speech begins with a dash too
    stack: list[tuple[str, int]] = []
    made: list[tuple[Element, ListPlace, int]] = []
    for place, (node, mark) in enumerate(group):
        kinds = _kinds(mark)
        at = _continued(stack, kinds)
        if at is not None:
            kind, n = next((kind, n) for kind, n in kinds if stack[at][0] == kind)
            del stack[at + 1 :]
            stack[at] = (kind, n)
        else:
            begun = next(((kind, n) for kind, n in kinds if n <= 1), None)
            if begun is None:
                return
            if stack and not _below(group, place, stack):
                stack.clear()
            stack.append(begun)
            kind, n = begun
        style, _, delimiter = kind.partition("/")
        tick = style in _TICKS
        item = ListPlace(
            level=len(stack) - 1,
            number=max(n, 1),
            style="" if not delimiter else style,
            delimiter=delimiter,
            family="typed",
            typed=tick and style in ("✓", "✔"),
        )
        made.append((node, item, 0 if tick else mark.end()))
    yield from made


def _continued(stack: list[tuple[str, int]], kinds: list[tuple[str, int]]) -> int | None:
    """Which of the open lists a mark goes on with."""
    for level in range(len(stack) - 1, -1, -1):
        for kind, n in kinds:
            if stack[level] == (kind, n - 1) or (stack[level][0] == kind and not n):
                return level
    return None


def _below(group: list[tuple[Element, re.Match[str]]], place: int, stack: list[tuple[str, int]]) -> bool:
    """Whether a list that begins here is part of the item before it."""
    node, before = group[place][0], group[place - 1][0]
    if _indent(node) > _indent(before) or words_of(before).rstrip().endswith(":"):
        return True
    return any(
        (kind, n - 1) in stack and n for _, mark in group[place + 1 :] for kind, n in _kinds(mark) if "/" in kind
    )


def _indent(paragraph: Element) -> int:
    """How far a paragraph is set in, by its indent or by tabs and spaces typed in front."""
    own = paragraph.find(f"{W}pPr/{W}ind")
    text = words_of(paragraph)
    typed = text.replace("\n", "", 1)
    return number(value(own, "left")) + 120 * (len(typed) - len(typed.lstrip(" \u00a0")))


def _kinds(mark: re.Match[str]) -> list[tuple[str, int]]:
    """What a mark may be: the kind of list and the number in it (0: a bullet); the likeliest first."""
    if mark["bullet"]:
        return [(mark["bullet"] if mark["bullet"] in _TICKS else "bullet", 0)]
    delimiter = "TwoParens" if mark["open"] else "Period" if mark["close"] == "." else "OneParen"
    if mark["open"] and mark["close"] != ")":
        return []
    if mark["digits"]:
        return [(f"Decimal/{delimiter}", int(mark["digits"]))]
    text = mark["letter"] or mark["roman"]
    case = "Upper" if text.isupper() else "Lower"
    found = []
    if set(text.lower()) <= set("ivx") and (value := roman_value(text)):
        found.append((f"{case}Roman/{delimiter}", value))
    if mark["letter"]:
        alpha = (f"{case}Alpha/{delimiter}", ord(text.lower()) - 96)
        found = [alpha, *found] if text.lower() != "i" else [*found, alpha]
    return found


def strip_start(paragraph: Element, count: int) -> None:
    """Take so many characters off a paragraph's beginning; a tab counts as one."""
    left = count
    for node in list(paragraph.iter(f"{W}t", f"{W}tab")):
        if left <= 0:
            return
        run = node.getparent()
        if node.tag == f"{W}tab":
            if run is not None and run.tag == f"{W}r":
                run.remove(node)
                left -= 1
            continue
        text = node.text or ""
        node.text = text[left:]
        left -= len(text) - len(node.text)
