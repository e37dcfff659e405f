"""The shelf: which seeds there are, what each is called, which files belong to it. Floor 1.

Looks at names and kinds of entries, and for the order of a book's chapters into the small files that say it, or into
the front matter of its chapters (``octavo.books``); into nothing else. A file is an article, a folder a book. What
cannot be read is still a seed: reading it says what is wrong with it, and the others are made.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from octavo import books
from octavo.books.contents import (
    COMPANIONS,
    IGNORED,
    SIDECARS,
    contents,
    entries_of,
    is_folder,
    natural,
)
from octavo.errors import OctavoError, SeedError
from octavo.files import Limits, below, read_file
from octavo.folders import holds_results
from octavo.formats import kind_of, suffixes
from octavo.metadata import parse_yaml
from octavo.model import Kind, Level, Notice, Place, Seed
from octavo.notices import Code
from octavo.sidecars import BOOK_SIDECARS, holds_works, sidecar_of, sidecars_of
from octavo.text.characters import whole

__all__ = ["COMPANIONS", "SIDECARS", "contents", "find", "natural", "slugify"]

_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", re.IGNORECASE)
_MAX_SLUG_BYTES = 120
_SHORT_LIST = 8  # so many names of seeds fit a hint


def find(
    seeds: str, explicit: Sequence[str] = (), limits: Limits | None = None, out: str = ""
) -> tuple[tuple[Seed, ...], tuple[Notice, ...]]:
    """All seeds of a folder, or those that somebody named, in natural order of their names.

    ``explicit`` holds slugs of the shelf or paths; a path may lead anywhere and have any name, and the folder itself
    stands for all its seeds. ``out`` is the folder of results: it may be among the seeds but is not one. Raises
    ``SeedError`` for a name that is neither, and for a folder of seeds that cannot be read.
    """
    limits = limits or Limits()
    if not explicit:
        return _shelf(seeds, limits, out)
    try:
        shelf, notices = _shelf(seeds, limits, out)
    except SeedError:
        shelf, notices = (), ()
    by_slug = {seed.slug: seed for seed in shelf}
    by_path = {os.path.realpath(seed.path): seed for seed in shelf}
    chosen: list[Seed] = []
    own: list[Seed] = []
    for name in explicit:
        if shelf and os.path.realpath(name) == os.path.realpath(seeds):
            chosen += shelf
            continue
        known = by_slug.get(unicodedata.normalize("NFC", name)) or by_path.get(os.path.realpath(name))
        if known:
            chosen.append(known)
        elif os.path.lexists(name):
            own.append(_seed(Path(name), limits)[0])
        else:
            raise SeedError("there is no such seed", Place(name), _similar(name, by_slug))
    named, more = _name_apart(own)
    places = {seed.path for seed in chosen}
    kept = tuple(n for n in notices if n.code == Code.same_slug and n.place and n.place.path in places)
    return tuple(dict.fromkeys([*chosen, *named])), (*kept, *more)


def find_each(
    seeds: str, explicit: Sequence[str] = (), limits: Limits | None = None, out: str = ""
) -> tuple[tuple[Seed, ...], tuple[Notice, ...], tuple[SeedError, ...]]:
    """As ``find``, but the names that are no seed come back as errors, and the others are found."""
    good: list[str] = []
    errors: list[SeedError] = []
    for name in explicit:
        try:
            find(seeds, [name], limits, out)
            good.append(name)
        except SeedError as error:
            errors.append(error)
    if explicit and not good:
        return (), (), tuple(errors)
    return (*find(seeds, good, limits, out), tuple(errors))


def seed_at(path: str, limits: Limits | None = None) -> tuple[Seed, tuple[Notice, ...]]:
    """The seed that a path leads to, wherever it is. Raises ``SeedError`` when nothing is there."""
    if not os.path.lexists(path):
        raise SeedError("there is no such file", Place(path), "check the name")
    return _seed(Path(path), limits or Limits())


def slugify(name: str) -> str:
    """A name for a folder, from the name of a seed: letters and digits of any script in small letters, else hyphens.

    Marks that scripts cannot do without stay with their letters. Never empty, never a name that Windows keeps for
    itself, never longer than 120 bytes (the end is then a few digits that tell long names apart).
    """
    words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else c if _is_mark(c) else "-" for c in words)
    slug = re.sub("-+", "-", re.sub(r"(?:^|(?<=-))[^\w-]+", "-", kept)).strip("-")
    if not slug:
        return f"untitled-{_digest(name)}"
    if _RESERVED.fullmatch(slug):
        slug += "-"
        return f"{slug}seed"
    if len(slug.encode()) > _MAX_SLUG_BYTES:
        short = slug.encode()[: _MAX_SLUG_BYTES - 9].decode("utf-8", "ignore").rstrip("-")
        return f"{short}-{_digest(name, 8)}"
    return slug


def _shelf(seeds: str, limits: Limits, out: str) -> tuple[tuple[Seed, ...], tuple[Notice, ...]]:
    try:
        entries = [path for path in entries_of(Path(seeds)) if not holds_results(path, out)]
    except FileNotFoundError:
        hint = "make it and put your documents there, name another with --seeds, or begin with octavo new FOLDER"
        raise SeedError("there is no such folder", Place(seeds), hint) from None
    except OSError as error:
        raise SeedError(f"the folder of seeds cannot be read: {error.strerror}", Place(seeds)) from None
    found: list[Seed] = []
    notices: list[Notice] = []
    names = {path.name for path in entries}
    for path in entries:
        suffix = path.suffix.lower()
        if is_folder(path):
            seed, more = _seed(path, limits)
            if seed.files or path.is_symlink():
                found.append(seed)
                notices.extend(more)
            elif not _only_companions(path):
                notices.append(_notice(Code.unknown_kind, "this folder holds no chapters", path, _kinds_hint()))
        elif kind_of(path):
            found.append(_seed(path, limits, names)[0])
        elif suffix not in COMPANIONS:
            notices.append(_notice(Code.unknown_kind, "no reader knows this kind of file", path, _kinds_hint()))
    sidecars = {seed.sidecar for seed in found}
    for path in entries:
        if path.suffix.lower() in SIDECARS and not is_folder(path) and not (str(path) in sidecars or holds_works(path)):
            hint = "name it like the seed, with .yaml at the end"
            notices.append(_notice(Code.unknown_kind, "this sidecar belongs to no seed", path, hint))
    named, more = _name_apart(found)
    return named, (*notices, *more)


def _kinds_hint() -> str:
    return "the formats that Octavo reads: " + ", ".join(suffixes())


def _seed(path: Path, limits: Limits, names: Collection[str] | None = None) -> tuple[Seed, tuple[Notice, ...]]:
    """One file or folder as a seed, its slug not yet told apart from others; ``names`` are those of its folder."""
    name = path.name if path.name not in ("", "..") else path.resolve().name
    if not is_folder(path):
        stem = path.stem if kind_of(path) else name
        return Seed(slugify(stem), str(path), Kind.article, (str(path),), sidecar_of(path, names)), ()
    inner, _ = ((), ()) if path.is_symlink() else contents(path)
    files = tuple(str(path / name) for name in inner)
    book = next((path / name for name in BOOK_SIDECARS if os.path.lexists(path / name)), None)
    notices: tuple[Notice, ...] = ()
    if book and (listed := _listed(path, book, limits)):
        left = [Path(file).name for file in files if file not in listed]
        if left:
            text = f"{len(left)} of its files are not listed under chapters: {', '.join(left[:5])}"
            place = Place(str(book))
            notices = (
                Notice(
                    Code.text_left_out,
                    text,
                    place,
                    "add what belongs to the book; the rest may stay as it is",
                    Level.info,
                ),
            )
        files = listed
    elif files:
        order = books.plan(str(path), inner, limits).entries
        files = tuple(str(path / entry.name) for entry in order if entry.name)
    sidecars = sidecars_of(files)
    return Seed(slugify(name), str(path), Kind.book, files, str(book) if book else None, sidecars=sidecars), notices


def _listed(folder: Path, book: Path, limits: Limits) -> tuple[str, ...]:
    """The chapters that ``book.yaml`` lists. What is wrong with the file is said when the seed is read."""
    try:
        text = read_file(str(book), limits.sidecar_bytes, str(folder)).decode("utf-8-sig", "replace")
        entries = books.listed(parse_yaml(text, Place(str(book)))[0].get("chapters"))
    except OctavoError:
        return ()
    names = [_possible(entry.name) for entry in entries if entry.name]
    return tuple(dict.fromkeys(below(str(folder), name) or str(folder / name.lstrip("/")) for name in names))


def _possible(name: str) -> str:
    """A name that paths can hold, for one from a document: reading it then says what is wrong with it."""
    return whole(name).replace("\0", "\ufffd")


def _name_apart(seeds: Iterable[Seed]) -> tuple[tuple[Seed, ...], tuple[Notice, ...]]:
    """Give seeds that would share a slug a slug of their own: by their kind, then by digits made from their name."""
    seeds = list(dict.fromkeys(seeds))
    groups: dict[str, list[Seed]] = defaultdict(list)
    for seed in seeds:
        groups[_fold(seed.slug)].append(seed)
    taken = set(groups)
    slugs: dict[Seed, str] = {}
    notices = []
    for group in (group for group in groups.values() if len(group) > 1):
        wanted = [_fold(_with_kind(seed)) for seed in group]
        for seed in group:
            slug = _with_kind(seed)
            if wanted.count(_fold(slug)) > 1 or _fold(slug) in taken:
                slug = f"{slug}-{_identity(seed, group)}"
            taken.add(_fold(slug))
            slugs[seed] = slug
            text = f"another seed would be called {seed.slug} too; this one becomes {slug}"
            notices.append(_notice(Code.same_slug, text, Path(seed.path), "rename one of them"))
    return tuple(replace(seed, slug=slugs.get(seed, seed.slug)) for seed in seeds), tuple(notices)


def _with_kind(seed: Seed) -> str:
    suffix = Path(seed.path).suffix.lower().removeprefix(".")
    return f"{seed.slug}-{'book' if seed.kind is Kind.book else slugify(suffix) if suffix else 'file'}"


def _identity(seed: Seed, group: Sequence[Seed]) -> str:
    """Digits that tell this seed apart from the others: the same on every system as far as names allow."""
    others = [other.path for other in group if other is not seed]
    name = _digest(Path(seed.path).name)
    if name not in [_digest(Path(path).name) for path in others]:
        return name
    path = _digest(seed.path)
    # Two names that differ in their Unicode form alone are two files here, and one elsewhere.
    return path if path not in [_digest(other) for other in others] else _digest(seed.path, form="")


def _fold(slug: str) -> str:
    """What a file system that does not tell capitals or forms of Unicode apart makes of a slug."""
    return unicodedata.normalize("NFKC", slug).casefold()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc") or char in "\u200c\u200d"


def _digest(name: str, length: int = 6, form: Literal["NFC", ""] = "NFC") -> str:
    plain = unicodedata.normalize(form, name) if form else name
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _only_companions(folder: Path) -> bool:
    names = (name for _, _, files in os.walk(folder) for name in files)
    return all(Path(name).suffix.lower() in COMPANIONS or IGNORED.fullmatch(name) for name in names)


def _similar(name: str, slugs: Iterable[str]) -> str:
    """What to type in place of a name that is no seed's."""
    known = sorted(slugs)
    close = difflib.get_close_matches(name.lower(), known, 1)
    if close:
        return f"did you mean {close[0]}?"
    if 0 < len(known) <= _SHORT_LIST:
        return f"type a path, or one of these: {', '.join(known)}"
    return "octavo takes the slug of a seed, or a path"


def _notice(code: Code, text: str, path: Path, hint: str = "") -> Notice:
    return Notice(code, text, Place(str(path)), hint)
