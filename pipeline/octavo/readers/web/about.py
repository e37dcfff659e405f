"""The metadata of a web page: in JSON-LD, in Open Graph and other ``meta`` elements, in its headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from octavo.metadata import clean, language_tag
from octavo.readers.web.visible_text import text_of
from octavo.readers.xml_tree import Element
from octavo.text.characters import read_json
from octavo.tree.elements import HEADINGS

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Recipe|Review|Book|Chapter|HowTo|CreativeWork|Thesis)\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\s|\Z)")
_BETWEEN = re.compile(r"\s+[|–—·•»:\-]+\s+|\s*\|\s*|\s*::\s*")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:([^\n>]*)-->", re.IGNORECASE)
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(" "), 1)}
_LONGEST = 1_000_000
_MOST_NODES = 2_000


@dataclass(frozen=True)
class Saving:
    """Where a page was saved from and on which day (``2024-05-06``), if the program that saved it wrote that down."""

    address: str = ""
    day: str = ""


@dataclass
class _Said:
    """The page's statements: ``meta`` by name, and the fields of the JSON-LD node that describes an article."""

    named: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value of the first of these names that has one."""
        return next((self.named[name][0] for name in names if name in self.named), "")


def saving(page: str) -> Saving:
    """What a browser or SingleFile wrote into a page's source when it was saved."""
    if found := _SINGLE_FILE.search(page[:4096]):
        return Saving(_address(found[1]), day_of(found[2]))
    found = _SAVED_FROM.search(page[:4096])
    return Saving(_address(found[1])) if found else Saving()


def day_of(date: str) -> str:
    """The day in a date as browsers and e-mail write it: ``Mon May 06 2024 10:00``, ``Mon, 6 May 2024``; else empty."""
    if found := re.search(r"\d{4}-\d\d-\d\d", date):
        return found[0]
    for pattern, order in (
        (r"\b([A-Z][a-z]{2}) (\d{1,2}) (\d{4})", (2, 0, 1)),
        (r"\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})", (2, 1, 0)),
    ):
        if (found := re.search(pattern, date)) and (month := _MONTHS.get(found.groups()[order[1]].lower())):
            return f"{int(found.groups()[order[0]]):04}-{month:02}-{int(found.groups()[order[2]]):02}"
    return ""


def about(root: Element, saved: Saving | None = None) -> dict[str, Any]:
    """Title, authors, date, site, language, description and source address, under the keys of the metadata."""
    said = _Said(_named(root), _linked_data(root))
    saved = saved or Saving()
    site = said.first("og:site_name", "application-name") or _name(said.linked.get("publisher"))
    found: dict[str, Any] = {}
    if title := _title(root, said, site):
        found["title"] = title
    if authors := _authors(root, said):
        found["author"] = authors
    told = (
        ("date", _date(root, said)),
        ("description", said.first("description", "dcterms.description", "og:description")),
        ("publisher", said.first("dc.publisher", "dcterms.publisher", "citation_publisher") or site),
        ("rights", said.first("dcterms.rights", "dc.rights", "copyright")),
        ("keywords", said.first("keywords")),
    )
    found |= {key: value for key, value in told if value}
    if tag := _language(root, said):
        found["lang"] = tag
    if (direction := (root.get("dir") or "").lower()) in ("ltr", "rtl"):
        found["dir"] = direction
    if address := source_address(root, saved):
        found["source"] = f"{address} ({saved.day})" if saved.day else address
    return found


def source_address(root: Element, saved: Saving) -> str:
    """The address that the page has on the Web; empty if unknown."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (
            found := _address(urljoin(saved.address, link.get("href") or ""))
        ):
            return found
    named = _named(root)
    return next(filter(None, (_address(value) for value in named.get("og:url", []))), "") or saved.address


def base_address(root: Element, saved: Saving) -> str:
    """What relative addresses of the page start from; empty if unknown."""
    own = saved.address or source_address(root, saved)
    for node in root.iter("base"):
        if node.get("href"):
            return _address(urljoin(own, (node.get("href") or "").strip())) or own
    return own


def _address(value: str) -> str:
    value = value.strip()
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"\x00-\x1f]", value)
    return value if plain and len(value) <= 2_000 else ""


def _named(root: Element) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        value = clean(node.get("content") or "")
        for name in {node.get("name"), node.get("property"), node.get("itemprop"), node.get("http-equiv")} - {None}:
            if value:
                named.setdefault((name or "").strip().lower(), []).append(value)
    return named


def _linked_data(root: Element) -> dict[str, Any]:
    """The node of the page's JSON-LD that describes an article; empty without one."""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LONGEST:
            continue
        try:
            data = read_json(re.sub(r"\A\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*\Z", "", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"))


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return clean(value) if isinstance(value, str) else ""


def _authors(root: Element, said: _Said) -> list[str]:
    listed = said.linked.get("author") or said.linked.get("creator")
    linked = [_name(one) for one in (listed if isinstance(listed, list) else [listed])]
    named = [
        value
        for name in ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author", "parsely-author")
        for value in said.named.get(name, [])
    ]
    marked = [clean(text_of(node)) for node in root.iter("a", "span", "address") if node.get("rel") == "author"]
    for found in (linked, named, marked[:1]):
        people = [one for one in found if one and "://" not in one and len(one) <= 120]
        if people:
            return list(dict.fromkeys(people))
    return []


def _date(root: Element, said: _Said) -> str:
    listed = said.linked.get("datePublished") or said.linked.get("dateCreated")
    value = (clean(listed) if isinstance(listed, str) else "") or said.first(
        "dcterms.date", "dc.date", "citation_date", "citation_publication_date", "article:published_time",
        "datepublished", "date", "dc.date.issued", "sailthru.date", "parsely-pub-date",
    )  # fmt: skip
    if not value:
        times = [
            node
            for node in root.iter("time")
            if node.get("pubdate") is not None or node.get("itemprop") == "datePublished"
        ]
        value = next((clean(node.get("datetime") or "") for node in times), "")
    found = _DAY.match(value)
    return found[0] if found else value


def _language(root: Element, said: _Said) -> str:
    own = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    linked = said.linked.get("inLanguage")
    candidates = (
        own,
        linked if isinstance(linked, str) else "",
        said.first("content-language", "dc.language", "og:locale"),
    )
    return next((tag for value in candidates if (tag := language_tag(value.replace("_", "-")))), "")


def _title(root: Element, said: _Said, site: str) -> str:
    """The article's title: never the site's name, in the words of the page's heading where it has that heading."""
    whole = next(filter(None, (clean(text_of(node)) for node in root.iterfind(".//head/title"))), "")
    headline = said.linked.get("headline")
    shared = (clean(headline) if isinstance(headline, str) else "") or said.first(
        "og:title", "citation_title", "dc.title"
    )
    declared = _without_site(shared, site)
    headings = [(str(node.tag), _heading_text(node)) for node in root.iter(*HEADINGS[:3])]
    texts = [text for tag, text in headings if text and text.casefold() != site.casefold()]
    for wanted in (declared, _without_site(whole, site)):
        if wanted and (same := next((text for text in texts if text.casefold() == wanted.casefold()), "")):
            return same
    first = [text for tag, text in headings if tag == "h1" and text and text.casefold() != site.casefold()]
    if declared:
        inside = [text for text in first if len(first) == 1 and text.casefold() in declared.casefold()]
        return inside[0] if inside else declared
    pieces = [piece.casefold() for piece in _BETWEEN.split(whole)]
    named = sorted((pieces.index(text.casefold()), text) for text in texts if text.casefold() in pieces)
    if named:
        return named[0][1]
    if len(first) == 1 and first[0].casefold() in (whole or first[0]).casefold():
        return first[0]
    return _without_site(whole, site) or whole


def _heading_text(heading: Element) -> str:
    """A heading's words, without the sign beside them that leads to the heading itself."""
    text = text_of(heading)
    for link in heading.iter("a"):
        sign = text_of(link).strip()
        if sign and (link.get("href") or "").startswith("#") and not any(map(str.isalnum, sign)):
            text = text.replace(sign, " ", 1)
    return clean(text)


def site_headings(root: Element, title: str) -> list[Element]:
    """Headings of the first level that name the site, on a page that has another heading with its title."""
    named = _named(root)
    whole = next(filter(None, (clean(text_of(node)) for node in root.iterfind(".//head/title"))), "")
    sites = {piece.casefold() for piece in (*_BETWEEN.split(whole), *named.get("og:site_name", []))} - {
        title.casefold()
    }
    headings = [(node, _heading_text(node).casefold()) for node in root.iter(*HEADINGS[:3])]
    if not title or title.casefold() not in (text for _, text in headings):
        return []
    return [node for node, text in headings if node.tag == "h1" and text in sites]


def _without_site(title: str, site: str) -> str:
    """A title without the site's name before or behind it."""
    pieces = _BETWEEN.split(title)
    if not site or len(pieces) < 2:
        return "" if site and title.casefold() == site.casefold() else title
    if pieces[-1].casefold() == site.casefold():
        found = list(_BETWEEN.finditer(title))
        return title[: found[-1].start()].strip()
    if pieces[0].casefold() == site.casefold():
        return title[next(_BETWEEN.finditer(title)).end() :].strip()
    return title
