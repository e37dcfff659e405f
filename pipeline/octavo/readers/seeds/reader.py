"""Reads a whole seed with its sidecar as one ``Draft``. Opens only files below the seed's own folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.books import Plan
from octavo.errors import OctavoError, SeedError
from octavo.files import Limits, Reading, below, seen_by
from octavo.formats import kind_of
from octavo.metadata.overruling import KEY
from octavo.model import Draft, Kind, Level, Notice, Place, Seed
from octavo.notices import Code
from octavo.pandoc import Pandoc
from octavo.pictures import Album
from octavo.readers.books.chapters import Chapter, join
from octavo.readers.books.dialect import of_tool, voted
from octavo.readers.books.hidden_lines import TOOL, without_hidden_lines
from octavo.readers.books.includes import Expanded, expand, placed
from octavo.readers.books.order import in_order, left_over, order_of
from octavo.readers.decoding import decode
from octavo.readers.markdown.own_macros import defined_in
from octavo.readers.markdownish import markdown_marks
from octavo.readers.seeds.companions import with_companions
from octavo.readers.seeds.door import Door
from octavo.readers.seeds.sniffing import is_mdx, sniff
from octavo.readers.seeds.table import read
from octavo.readers.titles import with_title
from octavo.readers.types import ReadContext, SourceFile
from octavo.sidecars import sidecar_of
from octavo.text.macros import Macros, may_define

OF_THE_BOOK = ("lang", "encoding", "furniture", "dialect", "smart", "whole-page", "changes", "comments")
"""What the metadata of a book say for each of its chapters, unless the chapter's own sidecar says it."""

_MARKED = {"markdown": "Markdown", "mdx": "MDX", "web": "a web page", "notebook": "a notebook"}
"""Kinds of texts that have marks of their own, and how a message names them."""

HEAD = 1 << 16
"""So many bytes of a file hold its front matter."""


def read_seed(
    seed: Seed, pandoc: Pandoc, limits: Limits | None = None, given: Mapping[str, Any] | None = None
) -> Draft:
    """Read an article or a book.

    ``given`` is metadata that overrules the seed's own (the command line): a title in it leaves the seed's first
    heading where it is. Raises ``SeedError`` when a file cannot be read or nothing is in it, ``SettingsError`` when a
    sidecar is wrong.
    """
    limits = limits or Limits()
    path = Path(seed.path)
    folder = str(path) if seed.kind is Kind.book else str(path.parent)
    if seed.kind is Kind.book and path.is_symlink():
        raise SeedError(
            "this is a link that leads out of its folder", Place(seed.path), "put a copy of the folder here"
        )
    if len(seed.files) > limits.chapters:
        raise SeedError(
            f"the book has {len(seed.files)} files, which is too many", Place(seed.path), "make several books"
        )
    door = Door(folder, limits, Reading(folder, limits))
    sidecar, notices = door.sidecar(seed.sidecar)
    order = order_of(seed, sidecar, limits) if seed.kind is Kind.book else Plan(())
    door.heads = order.heads
    album = Album(folder, limits, order.roots)
    sidecar = {**{key: given[key] for key in ("dialect",) if given and key in given}, **sidecar}
    context = ReadContext(pandoc, album, limits, sidecar, order.roots, seed.kind is Kind.book)
    if seed.kind is Kind.book and "dialect" not in sidecar:
        context = replace(context, folder=of_tool(order.tool, order.source) or voted(door.markdown(seed.files)))
    above = _macros(seed, order, door) if seed.kind is Kind.book else {}
    chapters = [
        _chapter(file, seed, door, sidecar, replace(context, macros=above[file]) if file in above else context)
        for file in seed.files
    ]
    if order.tool == TOOL and "dialect" not in sidecar:
        chapters = [without_hidden_lines(chapter) for chapter in chapters]
    if seed.kind is Kind.book:
        said = {**order.metadata, **{key: value for key, value in sidecar.items() if key != "dialect"}}
        draft = join(in_order(chapters, order, seed), said, folder, order.roots)
        notices = (*notices, *order.notices, *left_over(order, door.reading.digests, seed))
    else:
        draft = chapters[0].draft
        said = {key: value for key, value in sidecar.items() if key != "dialect"}
        draft = replace(draft, metadata={**draft.metadata, **said})
        notices = (*notices, *_useless(draft.metadata, chapters[0]))
    if not draft.blocks:
        if door.blank:
            raise SeedError("there is no text in it", Place(seed.path), "write something into it, or remove it")
        notice = Notice(Code.text_left_out, "nothing in it is shown: the editions hold a title only", Place(seed.path))
        notices = (*notices, notice)
    draft = with_title(replace(draft, notices=(*notices, *draft.notices)), seed, given or {})
    draft = with_companions(draft, door, album, Place(seed.sidecar or seed.path))
    draft = replace(draft, notices=(*draft.notices, *_changed(album, Place(seed.path))))
    draft = replace(draft, notices=tuple(_at_its_key(notice, door.places) for notice in draft.notices))
    digests = seen_by(door.reading.digests, album.digests, order.digests)
    return replace(draft, pictures=album.pictures, digests=digests, key_places=door.places)


def _at_its_key(notice: Notice, places: Mapping[str, Place]) -> Notice:
    """A notice that begins with a key of the metadata and names no line of it, at the line where the key is."""
    key, colon, _ = notice.text.partition(":")
    lineless = notice.place is not None and notice.place.line is None
    if colon and key in places and (lineless or notice.code == Code.structure_override):
        return replace(notice, place=places[key])
    return notice


def _changed(album: Album, place: Place) -> list[Notice]:
    """What is left out of the pictures although it was visible."""
    hint = "save it as a still picture, or put what is missing into the drawing"
    return [
        Notice(Code.picture_changed, f"the picture {name} {lost}", place, hint) for name, lost in album.lost.items()
    ]


def _chapter(path: str, seed: Seed, door: Door, sidecar: Mapping[str, Any], context: ReadContext) -> Chapter:
    place = Place(path)
    folder, data = door.folder, door.read(path, context.limits.seed_bytes, place)
    door.blank = door.blank and not data.removeprefix(b"\xef\xbb\xbf").strip()
    named = kind_of(path)
    kind = sniff(data, named, place)
    notices: tuple[Notice, ...] = ()
    if kind == "text" and (marks := markdown_marks(data, place, sidecar)):
        kind, named = "markdown", ""
        notices = (_is_markdown(marks, place),)
    if named and kind != named:
        text = f"the name says {named} and the content {kind}; the content was believed"
        notices = (Notice(Code.content_differs, text, place, "give the file the ending of what it is"),)
    if kind == named == "markdown" and is_mdx(data, place, sidecar):
        kind = "mdx"
        what = "the text was read as MDX, for it has comments or imports of MDX"
        hint = "to read it as other Markdown, write “dialect: github” into the sidecar"
        notices = (*notices, Notice(Code.structure_guess, what, place, hint, Level.info))
    if seed.kind is Kind.book:
        own, more = door.sidecar(sidecar_of(Path(path)))
        notices += more
        context = replace(context, metadata={**{key: sidecar[key] for key in OF_THE_BOOK if key in sidecar}, **own})
    taken = _taken_in(data, path, door, context, seed.files) if kind in ("markdown", "mdx") else None
    if taken:
        data = taken.text.encode()
    beside = Path(path).parent.relative_to(folder).as_posix() if Path(path).is_relative_to(folder) else ""
    draft = read(SourceFile(path, data, kind, "" if beside == "." else beside), context)
    if taken:
        draft = placed(draft, taken, path)
    if draft.metadata and seed.kind is Kind.article and kind in ("markdown", "mdx"):
        door.note((*draft.metadata, "dialect"), data[:HEAD].decode("utf-8-sig", "replace"), path)
    if seed.kind is Kind.book:
        draft = replace(draft, metadata={**draft.metadata, **own})
    return Chapter(path, kind, replace(draft, notices=(*notices, *draft.notices)))


def _macros(seed: Seed, order: Plan, door: Door) -> dict[str, Macros]:
    """The macros of TeX that the chapters before each one define, by path; none for a book that defines none."""
    paths = [str(Path(seed.path) / entry.name) for entry in order.entries if entry.name]
    found: dict[str, Macros] = {}
    known: Macros = {}
    for path, data in door.markdown(paths):
        if known:
            found[path] = known
        if may_define(data):
            known = {**known, **defined_in(data.decode("utf-8-sig", "replace"), known)}
    return found


def _useless(metadata: Mapping[str, Any], chapter: Chapter) -> tuple[Notice, ...]:
    """A notice of the key for bare text in the metadata of a text that has marks of its own."""
    if not metadata.get(KEY) or chapter.kind not in _MARKED:
        return ()
    text = f"{KEY}: this overrules bare text only, and the document was read as {_MARKED[chapter.kind]}"
    hint = "change the text itself; a sidecar with “dialect: text” makes a .md or .txt file bare text"
    return (Notice(Code.metadata_ignored, text, Place(chapter.path), hint),)


def _is_markdown(marks: tuple[str, ...], place: Place) -> Notice:
    what = f"the text was read as Markdown, for it has {', '.join(marks)}"
    hint = "to read it as bare text, write “dialect: text” into the sidecar"
    return Notice(Code.structure_guess, what, place, hint, Level.info)


def _taken_in(data: bytes, path: str, door: Door, context: ReadContext, files: Sequence[str]) -> Expanded | None:
    """A document with the texts it takes in from other files of the seed's folder; None when there are none."""
    folder = door.folder
    if not Path(path).is_relative_to(folder):
        return None

    def text_of(name: str) -> str | None:
        found = below(folder, name)
        if found is None:
            return None
        try:
            content = door.read(found, context.limits.sidecar_bytes * 4)
        except OctavoError:
            return None
        return None if b"\0" in content else decode(content, Place(found)).text

    decoded = decode(data, Place(path), told=context.metadata.get("encoding"))
    name = Path(path).relative_to(folder).as_posix()
    names = [Path(file).relative_to(folder).as_posix() for file in files if Path(file).is_relative_to(folder)]
    return expand(decoded.text, name, folder, text_of, context.roots, names)
