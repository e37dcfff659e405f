"""Plain text made fit for XML and for file names. Pure functions on strings."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from octavo.text.characters import fit_for_files, without_overrides

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|x(-[A-Za-z0-9]{1,8})+")  # BCP 47, well-formed
NAME_LENGTH = 60


def clean(text: str, limit: int = 0) -> str:
    """One line without characters that XML forbids and without bidirectional overrides, cut after ``limit``."""
    line = " ".join(fit_for_files(without_overrides(text)).split())
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def language(tag: str) -> str:
    """The language tag, or ``und`` when it is not one."""
    tag = tag.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else "und"


def file_stem(name: str) -> str:
    """A file name of small letters, digits and hyphens that depends on ``name`` alone.

    Accents are dropped; whatever else cannot be kept is told apart by a few digits of the name's hash, so that two
    names never fall together and no name depends on its neighbours.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    stem = re.sub(r"[^a-z0-9._-]+", "-", bare.casefold()).strip("-._")
    if stem == name and len(name) <= NAME_LENGTH:
        return stem
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{stem[:NAME_LENGTH].rstrip('-._')}-{digest}".lstrip("-")
