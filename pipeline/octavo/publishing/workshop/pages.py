"""The pages of the workshop, as trees: what a document is called or says can only ever be text. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from urllib.parse import quote

from lxml.etree import _Element

from octavo.editions.html.policy import script_hash
from octavo.editions.html.write import child, element, normalise, serialise
from octavo.publishing.questions.lines import PLAIN, Line, Lines

ROLES = (*(f"heading {level}" for level in range(1, 7)), "paragraph", "item", "quote", "verse", "code", "table")
"""What a person may say that a line is."""
AT_A_TIME = 1000
"""So many lines are on one page."""
HOME = "_work"
"""Where the pages are, below the address of the shelf: no publication can have this name."""


def _beside(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8").strip()


ADDING, CORRECTING = _beside("adding.js"), _beside("correcting.js")


def policy(script: str) -> str:
    """The policy of a page: its one script, which may speak to this server, and nothing else."""
    return (
        f"default-src 'none'; script-src {script_hash(script)}; connect-src 'self'; img-src 'self'; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def adding_page(key: str, style: str, largest: Mapping[str, int]) -> bytes:
    """The page to which documents are dragged, and that says how far each is."""
    root, main = _page("Add documents", key, style, ADDING)
    zone = child(main, "div", class_="zone", id="zone", data_largest=json.dumps(largest), hidden="")
    child(zone, "p", "Drag documents or folders here, or choose them:", class_="lead")
    line = child(zone, "p", class_="choose")
    for name, words in (("files", "Documents"), ("folder", "A folder (a book)")):
        label = child(line, "label", f"{words} ")
        child(label, "input", type="file", id=name, multiple="")
    child(zone, "p", "Text, Markdown, web pages, Word, OpenDocument, RTF, notebooks; pictures and sidecars of these.",
          class_="size")  # fmt: skip
    child(main, "noscript", "Adding documents needs a script. You can put them into the folder of seeds instead.")
    child(main, "p", id="told", role="status")
    child(main, "ul", class_="coming", id="coming", aria_label="What you added")
    child(main, "h2", "The documents")
    child(main, "ul", class_="states", id="states")
    return serialise(root)


def lines_page(key: str, style: str, name: str, seen: Lines, first: int) -> bytes:
    """The lines of a bare text, each beside its reason and with what it may be instead."""
    root, main = _page(f"The lines of {name}", key, style, CORRECTING)
    main.set("data-seed", name)
    if not seen.lines:
        child(main, "p", "Its own marks say what each line is; nothing was guessed.")
        return serialise(root)
    child(
        main,
        "p",
        "Each line, what it was taken for, and why. Choose another, and it is written into the sidecar.",
    )
    for habit in seen.habits:
        child(main, "p", habit, class_="size", dir="auto")
    child(main, "noscript", "To choose something else needs a script.")
    label = child(child(main, "p", class_="only"), "label")
    child(label, "input", type="checkbox", id="only").tail = " Only lines that are no plain paragraphs"
    child(main, "p", id="told", role="status")
    _ways(main, name, len(seen.lines), first)
    rows = child(main, "ol", class_="lines")
    for line in seen.lines[first : first + AT_A_TIME]:
        _row(rows, line)
    _ways(main, name, len(seen.lines), first)
    normalise(root)
    return serialise(root)


def _ways(main: _Element, name: str, count: int, first: int) -> None:
    if count <= AT_A_TIME:
        return
    nav = child(main, "p", f"Lines {first + 1} to {min(first + AT_A_TIME, count)} of {count}. ")
    for words, there in (("Before", first - AT_A_TIME), ("After", first + AT_A_TIME)):
        if 0 <= there < count:
            child(nav, "a", words, href=f"lines?seed={quote(name, safe='')}&from={there}").tail = " "


def _row(rows: _Element, line: Line) -> None:
    kind = "item" if line.role.endswith("item") else line.role.partition(" ")[0]
    row = child(rows, "li", id=f"l{line.number}", class_=f"line {kind}{' unsure' if line.unsure else ''}")
    if line.role == PLAIN and not line.given:
        row.set("data-plain", "")
    child(row, "span", str(line.number), class_="number")
    child(row, "p", line.text, class_="text", dir="auto")
    box = child(row, "p", class_="role")
    choice = child(box, "select", aria_label=f"What line {line.number} is", disabled="")
    child(choice, "option", "as guessed" if line.given else f"{line.role} (guessed)", value="")
    for role in ROLES if line.role in ROLES or not line.given else (line.role, *ROLES):
        option = child(choice, "option", role, value=role)
        if line.given and role == line.role:
            option.set("selected", "")
    why = "; ".join(line.reasons)
    said = "you said so" if line.given else ": ".join(part for part in (line.sure, why) if part)
    if said:
        child(row, "p", said, class_="why")


def _page(title: str, key: str, style: str, script: str) -> tuple[_Element, _Element]:
    root = element("html", lang="en")
    head = child(root, "head")
    child(head, "meta", charset="utf-8")
    child(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    child(head, "title", title)
    child(head, "meta", name="color-scheme", content="light dark")
    child(head, "meta", name="referrer", content="same-origin")
    child(head, "meta", name="octavo-key", content=key)
    child(head, "style", style + _beside("workshop.css"))
    body = child(root, "body")
    top = child(body, "header")
    line = child(top, "p", class_="back")
    child(line, "a", "The shelf", href="../").tail = " "
    if script != ADDING:
        child(line, "a", "Add documents", href="./")
    child(top, "h1", title, dir="auto")
    main = child(body, "main", id="main", tabindex="-1")
    child(body, "script", script)
    return root, main
