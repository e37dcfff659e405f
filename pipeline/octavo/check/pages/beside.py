"""Compare what is in a PDF beside the text with what belongs there: heads, contents, notes of links. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from urllib.parse import unquote

from octavo.check.inventories.judge import Findings
from octavo.check.inventories.scripts import is_tangled
from octavo.check.inventories.trail import Stretch
from octavo.metadata import all_texts
from octavo.text import words

_MOST = 20
_LINE = ("list", "item")
_CUT = re.compile(r"\w*…")  # of a long text, the last word may be cut
_NUMBER = re.compile(r"↗\s*(\d+)\s")
_FEW = 5  # leaders that tell how a leader looks


def compare_front_kinds(found: Findings, blocks: Sequence[Sequence[Stretch]]) -> None:
    """In the front matter the title is a heading, and each line of the contents an item of a list.

    Where no title is above the text, the contents' heading is one of the first level.
    """
    labels = found.text.body.labels
    contents = "".join(words(labels.contents))
    title = "".join(words(found.text.body.metadata.title))
    wrong = []
    told = [(block[0].kinds, "".join(stretch.letters for stretch in block)) for block in blocks]
    has_title = any(kinds == ("heading 1",) and letters == title for kinds, letters in told)
    for kinds, letters in told:
        if letters == contents:
            right = kinds == ("heading 2" if has_title else "heading 1",) or _is_line(kinds)
        elif letters == title:
            right = has_title or _is_line(kinds)  # an author may have the same name
        else:
            right = kinds in ((), ("heading 1",)) or _is_line(kinds)
        wrong += [] if right else [f"“{letters[:60]}” is {' in '.join(reversed(kinds)) or 'text'}"]
    for said in wrong[:_MOST]:
        found.fault("structure", "wrong", f"in the front matter: {said}")


def _is_line(kinds: tuple[str, ...]) -> bool:
    return kinds[-2:] == _LINE and {*kinds[:-1]} == {"list"}


def compare_leaders(found: Findings, leaders: Sequence[str]) -> None:
    """The dots of the contents are alike."""
    if len(leaders) < _FEW:
        return
    usual = Counter(leaders).most_common(1)[0][0]
    odd = [leader for leader in leaders if leader != usual]
    if odd:
        found.fault("headings", "wrong", f"in the contents: “{odd[0]}” between an entry and its page")


def compare_heads(found: Findings, loose: Sequence[str], labels: Sequence[str]) -> None:
    """What is beside the text on each page says the title, a heading, an author, or the page's number."""
    body = found.text.body
    texts = [*all_texts(body.metadata), *map(str, astuple(body.labels)), *(entry.text for entry in body.outline)]
    known = "\n".join(f" {' '.join(words(text))} " for text in texts)
    numbers = {"".join(words(label)) for label in labels}
    wrong = []
    for text in loose:
        said = words(_CUT.sub(" ", text))
        if f" {' '.join(said)} " not in known and "".join(said) not in numbers and said and not is_tangled(text):
            wrong.append(text)
        elif not said and not text.isprintable():  # codes of one font, set in another
            wrong.append(" ".join(f"U+{ord(char):04X}" for char in text if not char.isprintable()))
    for text in wrong[:_MOST]:
        found.fault("heads of pages", "added", text)


def compare_folios(
    found: Findings, heads: Mapping[int, Sequence[str]], openings: set[int], labels: Sequence[str]
) -> None:
    """Pages with text have their numbers, if most of them have; ``openings`` are those on which headings stand.

    A theme may have no number on the first page, or on no page with a heading.
    """
    lacking = [page for page, texts in heads.items() if page and not _has_folio(texts, labels[page])]
    if len(lacking) * 2 >= len(heads):
        return
    if not any(_has_folio(heads[page], labels[page]) for page in openings & heads.keys()):
        lacking = [page for page in lacking if page not in openings]
    for page in lacking[:_MOST]:
        found.fault("heads of pages", "missing", f"the number of page {labels[page]}")


def _has_folio(texts: Sequence[str], label: str) -> bool:
    return any(words(text) == words(label) for text in texts)


def compare_mentions(found: Findings, mentions: Sequence[str], labels: Sequence[str]) -> None:
    """What is said behind a link is the number of a page, or in angle brackets the link's address."""
    addresses = [_solid(link.address) for link in found.text.inventory.links]
    numbers = {"", *("".join(words(label)) for label in labels)}
    page = "".join(words(found.text.body.labels.page_short))
    wrong = [
        said
        for said in mentions
        if "".join(words(said)).replace(page, "", 1) not in numbers
        and not any(_solid(said).strip("⟨⟩") in address for address in addresses)
    ]
    for said in wrong[:_MOST]:
        found.fault("links", "wrong", f"neither the number of a page nor an address: {said}")


def compare_link_notes(found: Findings, notes: Sequence[str]) -> None:
    """A note that a page adds for a link says the link's address, or goes on with it from the page before."""
    known = {_solid(text) for link in found.text.inventory.links for text in (link.address, unquote(link.address))}
    whole = {address.removeprefix("mailto:").removeprefix("tel:") for address in known}
    wrong = list(_unknown([_solid(note) for note in notes], whole))
    for said in wrong[:_MOST]:
        found.fault("links", "wrong", f"a note says an address that no link has: {said}")


def compare_called(found: Findings, called: Sequence[tuple[str, str]], notes: Sequence[str]) -> None:
    """The number of a note that a page adds for a link stands behind that link."""
    calls = [(number, {_solid(address), _solid(unquote(address))}) for number, address in called]
    lost: list[str] = []
    for note in notes:
        _, *parts = _NUMBER.split(note)
        for number, said in zip(parts[::2], map(_solid, parts[1::2]), strict=True):
            if not any(number == other and any(said in way for way in ways) for other, ways in calls):
                lost.append(f"{number} {said}")
    for said in lost[:_MOST] if called else ():  # a theme may have no numbers in the text
        found.fault("links", "wrong", f"nothing in the text calls this note of a link: {said}")


def _unknown(notes: Sequence[str], addresses: set[str]) -> Iterator[str]:
    pending = ""
    for note in notes:
        bare = note.lstrip("↗").lstrip("0123456789")
        if any(text in addresses for text in (note.lstrip("↗"), bare, pending + bare, pending + note)):
            if pending and not any(text in addresses for text in (pending + bare, pending + note)):
                yield pending
            elif not pending and not note.startswith("↗"):
                yield note  # a whole address has a number; only what goes on from the page before has none
            pending = ""
            continue
        longer = (text for text in (pending + note, pending + bare) if any(one.startswith(text) for one in addresses))
        if pending and (goes_on := next(longer, "")):
            pending = goes_on  # an address of many lines
            continue
        if pending:
            yield pending
        pending = bare
        if not bare or not any(bare in address or address in note for address in addresses):
            yield bare or note
            pending = ""
    if pending:
        yield pending


def _solid(text: str) -> str:
    """Without spaces and hyphens: an address may be divided at the end of a line."""
    return "".join(sign for sign in text if not sign.isspace() and sign.isprintable() and sign not in "-\u2010\u00ad")
