"""What may pass from a document into the editions: addresses, attributes, identifiers, characters. Floor 2.

Everything here is an allow-list: what is not named is left out. The functions are pure and independent of pandoc.
"""

from __future__ import annotations

import re
import unicodedata

from octavo.body.class_names import DOCUMENT

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

RESERVED = re.compile(
    r"^(?:(?:page|fn|fnref|sn|nav|octavo|ix)[-_.]|(?:toc|top|main|nav|cover|title|titlepage|pages|notes|contents)$)"
)
"""Identifiers that the editions use themselves; a document's own are moved out of their way."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE_OR_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LANG = re.compile(r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$")
_LENGTH = re.compile(r"^(\d{1,4}(?:\.\d{1,3})?)(%|px|em|rem|ex|ch|cm|mm|in|pt|pc)?$")
_SAFE_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


def text(value: str) -> str:
    """The text with each character that XML 1.0 forbids (section 2.2) shown as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", value)


def language(value: str) -> str:
    """The value if it has the form of a BCP 47 tag (RFC 5646), else an empty string."""
    return value if _LANG.match(value) and len(value) <= 35 else ""


def direction(value: str) -> str:
    """``ltr``, ``rtl`` or ``auto``, else an empty string."""
    lowered = value.lower()
    return lowered if lowered in ("ltr", "rtl", "auto") else ""


def classes(values: list[str]) -> list[str]:
    """The classes that themes know, in their order, each once."""
    return [value for value in dict.fromkeys(values) if value in DOCUMENT]


def length(value: str) -> str:
    """A CSS length for a picture's width or height, with a unit and a sane size, or an empty string."""
    found = _LENGTH.match(value.strip())
    if not found or float(found[1]) == 0:
        return ""
    unit = found[2] or "px"
    if unit == "%":
        return f"{min(float(found[1]), 100):g}%"
    return f"{found[1]}{unit}"


def address(value: str) -> str | None:
    """An address that a link may carry, percent-encoded where needed (RFC 3986), or None.

    Control characters and spaces are removed before the scheme is looked at, as browsers do, so that none can hide
    one. Only ``http``, ``https``, ``mailto`` and ``tel`` pass; an address without a scheme leads nowhere outside the
    document's own folder and does not pass either (``#id`` is for the caller).
    """
    bare = _SPACE_OR_CONTROL.sub("", value) if ":" in value[:40] else value.strip()
    scheme, colon, rest = bare.partition(":")
    if not colon or scheme.lower() not in LINK_SCHEMES or not rest.strip("/"):
        return None
    if scheme.lower() in ("http", "https") and not re.match(r"^//[^/?#\s]+", rest):
        return None
    encoded = _SAFE_ADDRESS.sub(lambda match: _percent(match[0]), f"{scheme.lower()}:{rest}")
    return _repair(encoded)


def link_hint(value: str) -> str:
    """What to do about an address that ``address`` does not let pass."""
    if ":" in value or value.startswith("//") or not value.strip():
        return "links may lead to http, https, mailto and tel, or to a heading of the document"
    return "add the file to the book, or write its whole address (https://...)"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _repair(value: str) -> str:
    """Escape what is where the grammar does not allow it: a lone per cent sign, a second hash, stray brackets."""
    value = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", value)
    head, hash_, fragment = value.partition("#")
    if hash_:
        value = head + "#" + fragment.replace("#", "%23")
    scheme, _, rest = value.partition(":")
    if rest.startswith("//"):
        authority, slash, tail = rest[2:].partition("/")
        if "[" in tail or "]" in tail:
            tail = tail.replace("[", "%5B").replace("]", "%5D")
        if ("[" in authority) != ("]" in authority) or "?" in authority or "#" in authority:
            authority = authority.replace("[", "%5B").replace("]", "%5D")
        return f"{scheme}://{authority}{slash}{tail}"
    return value.replace("[", "%5B").replace("]", "%5D")


class Identifiers:
    """Identifiers that are unique in one body, and what became of the document's own.

    ``take`` registers the document's identifier and returns the one to use; ``target`` answers where a link to the
    document's identifier leads now.
    """

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._renamed: dict[str, str] = {}

    def take(self, wanted: str, fallback: str = "") -> str:
        """A unique identifier near the wanted one: letters, digits, ``-``, ``_``, ``.``, beginning with a letter."""
        base = _identifier(wanted) or _identifier(fallback) or "s"
        if RESERVED.match(base):
            base = f"x-{base}"
        unique, count = base, 1
        while unique in self._used or RESERVED.match(unique):  # the second “page” must not become that of page 2
            count += 1
            unique = f"{base}-{count}"
            unique = f"x-{unique}" if RESERVED.match(unique) else unique
        self._used.add(unique)
        if wanted:
            self._renamed.setdefault(wanted, unique)
        return unique

    def reserve(self, exact: str) -> str:
        """Claim an identifier of the editions' own, such as ``fn-3``."""
        self._used.add(exact)
        return exact

    def target(self, wanted: str) -> str | None:
        """Where ``#wanted`` leads, or None when the document has no such identifier."""
        return self._renamed.get(wanted)


def _identifier(value: str) -> str:
    kept = "".join(
        character if character.isalnum() or character in "-_." else "-"
        for character in unicodedata.normalize("NFC", value)
        if unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cc", "No", "Lm", "Co", "Cn")
    ).strip("-.")
    kept = re.sub("-{2,}", "-", kept)[:80]
    return kept if kept[:1].isalpha() or kept[:1] == "_" else (f"s-{kept}" if kept else "")
