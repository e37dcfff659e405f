"""What must hold of any seed whatever: looked at with other eyes than the pipeline's own."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable

from lxml import etree, html
from octavo.editions.html.policy import READING
from octavo.errors import EditionError, OctavoError, SeedError, SettingsError
from octavo.notices import Code
from octavo.publishing.values.task import Published

REFUSALS = (
    "there is no text in it",
    "the document is nested too deeply",
    "this is not text",
    "the metadata is not valid YAML",
    "a key is not a plain word",
    "no font has",
)
"""What Octavo may say of a document that a person could have written."""

_ACTIVE_TAGS = {
    "script",
    "iframe",
    "object",
    "embed",
    "frame",
    "applet",
    "base",
    "form",
    "video",
    "audio",
}
_ADDRESS = {"href", "src", "action", "formaction", "data", "poster", "srcset", "background", "longdesc", "cite"}
_ALLOWED = re.compile(
    r"https?:|mailto:|tel:|#|data:image/(?:png|jpeg|gif|webp|svg\+xml)|data:font/|[^:]*$|[^:/?#]*[/?#]", re.IGNORECASE
)


class BreachError(AssertionError):
    """A promise that was not kept."""


def hold(outcome: Published | OctavoError, planted: Iterable[str]) -> None:
    """Raise ``BreachError`` when a promise is broken. ``planted`` are words that every edition must show."""
    if isinstance(outcome, OctavoError):
        _refused(outcome)
        return
    for error in outcome.errors:
        _refused(error)
    if any(notice.code == Code.text_left_out for notice in outcome.notices):
        planted = ()  # a loss that is named
    for name, data in outcome.files:
        if name.endswith(".html"):
            tree = html.document_fromstring(data.decode("utf-8").encode(), parser=html.HTMLParser(encoding="utf-8"))
            _inert(tree, name)
            _shows(tree, planted, name)
        elif name.endswith(".epub"):
            _epub(data, planted, name)
        elif name.endswith(".md"):
            _markdown(data.decode("utf-8"), planted, name)


def _refused(error: OctavoError) -> None:
    if isinstance(error, SeedError | EditionError | SettingsError) and any(text in error.message for text in REFUSALS):
        return
    if re.search("the PDF differs from the manuscript: words missing: “.”$", error.message):
        return  # PDFium joins two lines of one letter each at the top of a page: the next letter is no loss
    raise BreachError(f"{type(error).__name__}: {error.place}: {error.message} ({error.hint})") from error


def _epub(data: bytes, planted: Iterable[str], name: str) -> None:
    said = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for part in book.namelist():
            if part.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                try:
                    tree = etree.fromstring(book.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
                except etree.XMLSyntaxError as error:
                    raise BreachError(f"{name}: {part} is not well-formed: {error}") from error
                _inert(tree, f"{name}: {part}")
                if part.endswith(".xhtml"):
                    said.append(" ".join(map(str, tree.itertext())))
    _missing(" ".join(said), planted, name)


def _inert(tree: etree._Element, name: str) -> None:
    for element in tree.iter("*"):
        tag = etree.QName(element).localname.lower()
        if tag == "script" and element.text == READING and not element.attrib:
            continue  # Octavo's own, the same in every page
        if tag in _ACTIVE_TAGS or (tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh"):
            raise BreachError(f"{name}: <{tag}>")
        if tag == "style" and re.search(r"@import|expression\(|url\((?!\s*['\"]?(?:data:|#))", element.text or ""):
            raise BreachError(f"{name}: a style sheet that fetches")
        for key, value in element.attrib.items():
            attribute = etree.QName(str(key)).localname.lower()
            if attribute.startswith("on") or attribute == "srcdoc":
                raise BreachError(f"{name}: {tag} {attribute}={value!r}")
            clean = re.sub(r"[\x00-\x20]+", "", str(value))
            if attribute in _ADDRESS and not _ALLOWED.match(clean):
                raise BreachError(f"{name}: {tag} {attribute}={value!r}")
            fetched = attribute in _ADDRESS and (tag != "a" and attribute != "href")
            if fetched and re.match(r"(?:[a-z]+:)?//", clean, re.IGNORECASE):
                raise BreachError(f"{name}: {tag} {attribute} fetches {value!r}")


def _shows(tree: etree._Element, planted: Iterable[str], name: str) -> None:
    etree.strip_elements(tree, "style", "script", "head", with_tail=False)
    _missing(" ".join(map(str, tree.itertext())), planted, name)


def _markdown(text: str, planted: Iterable[str], name: str) -> None:
    _missing(text.replace("\\", ""), planted, name)


def _missing(text: str, planted: Iterable[str], name: str) -> None:
    said = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text)).casefold()  # \W: marks too
    lost = [word for word in planted if re.sub(r"[\W_]+", "", word).casefold() not in said]
    if lost:
        raise BreachError(f"{name}: lost {lost}")
