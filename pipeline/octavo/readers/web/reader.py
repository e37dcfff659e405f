"""Reader of web pages: HTML bytes to blocks. Nothing is fetched, nothing that acts survives, visible words stay."""

from __future__ import annotations

import re
from typing import Any

from octavo.metadata import clean, language_tag
from octavo.model import Draft, Level, Notice
from octavo.notices import Code
from octavo.readers.decoding import decode, known_encoding, tidy
from octavo.readers.images import bring_pictures
from octavo.readers.locating import locate
from octavo.readers.losses import account
from octavo.readers.types import ReadContext, SourceFile
from octavo.readers.web.main_text import remove_furniture
from octavo.readers.web.sanitise import parse_html, to_blocks
from octavo.readers.web.source import seen_words, settled
from octavo.readers.web.visible_text import text_of
from octavo.readers.xml_tree import Element, remove

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One page. Raises ``SeedError`` if it is no text, or nested beyond reason."""
    found = _DECLARED.search(source.data[:4096])
    declared = (found[1] or found[2]).decode("ascii") if found else ""
    decoded = decode(source.data, source.place, declared if known_encoding(declared) else "")
    page = settled(decoded.text)
    root = parse_html(page)
    if root is None or (root.find("body") is None and not text_of(root).strip()):
        return Draft((), (), notices=decoded.notices)
    metadata = _about(root)
    notices = list(decoded.notices)
    seen = seen_words(page)
    whole = str(context.metadata.get("whole-page", "")).lower() in ("true", "yes")
    if not whole and (removed := remove_furniture(root, page)):
        text = f"{removed} words of navigation and page furniture were left out"
        hint = "set whole-page: true in the sidecar to keep the whole page"
        notices.append(Notice(Code.reduced_page, text, source.place, hint, Level.info))
    for head in root.findall("head"):
        remove(head)
    blocks, active = to_blocks(root, context, source.place)
    words = text_of(root)
    if active:
        text = f"active elements were left out, their words kept: {', '.join(sorted(active))}"
        notices.append(Notice(Code.active_content, text, source.place, level=Level.info))
    blocks, more = bring_pictures(blocks, context.album, source.place, source.beside, names=False)
    # A page that was not reduced must also hold what a parser saw that knows nothing of nesting.
    reduced = any(notice.code == Code.reduced_page for notice in notices)
    told = str(metadata.get("title", ""))
    words, left = account(tidy(words if reduced else f"{seen}", source.place)[0], blocks, source.place, told)
    if not left and not reduced:
        words = tidy(text_of(root), source.place)[0]
    return Draft(
        blocks=tuple(blocks),
        lines=locate(blocks, decoded.text),
        metadata=metadata,
        notices=(*notices, *more, *left),
        words=words,
    )


def _about(root: Element) -> dict[str, Any]:
    """What the page says of itself: title, authors, date, language, description."""
    found: dict[str, Any] = {}
    named: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or node.get("itemprop") or "").strip().lower()
        if value := clean(node.get("content") or ""):
            named.setdefault(name, []).append(value)
    titles = [clean(text_of(node)) for node in root.iterfind(".//head/title")]
    if title := _title(root, next(filter(None, titles), ""), next(iter(named.get("og:title", [])), "")):
        found["title"] = title
    authors = [
        value
        for name in ("author", "dc.creator", "dcterms.creator", "citation_author")
        for value in named.get(name, [])
    ]
    if authors:
        found["author"] = list(dict.fromkeys(authors))
    for key, names in (
        ("date", ("dcterms.date", "dc.date", "citation_date", "article:published_time", "date")),
        ("description", ("description", "dcterms.description", "og:description")),
        ("publisher", ("dc.publisher", "dcterms.publisher")),
        ("rights", ("dcterms.rights", "dc.rights", "copyright")),
        ("keywords", ("keywords",)),
    ):
        value = next((named[name][0] for name in names if name in named), "")
        if value:
            found[key] = value[:10] if key == "date" and re.match(r"\d{4}-\d\d-\d\dT", value) else value
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    if tag := language_tag(language):
        found["lang"] = tag
    if (direction := (root.get("dir") or "").lower()) in ("ltr", "rtl"):
        found["dir"] = direction
    return found


def _title(root: Element, title: str, shared: str) -> str:
    """The page's title without the name of the site, when a heading tells which part is which."""
    headings = [clean(text_of(node)) for node in root.iter("h1")]
    if len(headings) == 1 and headings[0] and headings[0].casefold() in (title or headings[0]).casefold():
        return headings[0]
    if shared and shared.casefold() in title.casefold():
        return shared
    return title or shared
