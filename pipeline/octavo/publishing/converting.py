"""One document in, one file of each kind out: the same stages as in a build, in a temporary folder. Floor 4."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo import shelf
from octavo.editions.table import EDITIONS
from octavo.errors import EditionError, OctavoError, SeedError, UsageError
from octavo.files import Limits, write_file
from octavo.formats import formats
from octavo.model import Kind, Notice, Place, Seed
from octavo.publishing import plan
from octavo.publishing.publication import cannot_write
from octavo.publishing.results.folder import PAGES
from octavo.publishing.results.freshness import Order
from octavo.publishing.values.record import NAME
from octavo.publishing.values.stages import Stage, Step
from octavo.readers.seeds.sniffing import sniff

STANDARD_INPUT = "standard input"
MANUSCRIPT = "md"


@dataclass(frozen=True)
class Produced:
    """The bytes of each edition that was asked for and made, what goes beside the manuscript, and what was said.

    ``beside`` are the pictures and bibliographies that a manuscript names, by their path relative to it.
    """

    editions: dict[str, bytes]
    beside: dict[str, bytes]
    notices: tuple[Notice, ...]
    errors: tuple[OctavoError, ...]
    pages: int
    trail: str
    stages: tuple[Stage, ...]


def produce(
    source: Seed | bytes, order: Order, kind: str = "", heard: Callable[[Seed, Step], None] | None = None
) -> Produced:
    """Make the editions that ``order`` wants of one seed, or of bytes; nothing stays on the disk.

    ``kind`` is the reader that bytes go to when their content does not say it (Markdown by default). The ``out`` of
    the order plays no part.
    """
    with tempfile.TemporaryDirectory(prefix=f"octavo-convert-{os.getpid()}-") as scratch:
        named = {scratch: "", os.path.realpath(scratch): ""}
        if isinstance(source, bytes):
            found = sniff(source, kind or "markdown", Place(STANDARD_INPUT))
            path = Path(scratch, "in", f"document{formats()[found].suffixes[0]}")
            path.parent.mkdir()
            path.write_bytes(source)
            named = {str(path): STANDARD_INPUT, **named}
            source = Seed("document", str(path), Kind.article, (str(path),))
        order = replace(order, out=Path(scratch, "out"))
        outcome = next(iter(plan.build([source], order, lambda _: None, heard)))
        folder = order.out / outcome.slug
        made = {name: file for name, file in outcome.files.items() if name in (MANUSCRIPT, *order.wanted)}
        notices = tuple(replace(notice, place=_place(notice.place, named)) for notice in outcome.notices)
        for error in outcome.errors:
            error.place = _place(error.place, named)
        return Produced(
            {name: (folder / file).read_bytes() for name, file in made.items()},
            dict(_beside(folder, {*outcome.files.values(), NAME, PAGES})),
            notices,
            outcome.errors,
            outcome.pages,
            outcome.trail,
            outcome.stages,
        )


def _beside(folder: Path, others: set[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in others:
            yield name, path.read_bytes()


def _place(place: Place | None, named: Mapping[str, str]) -> Place | None:
    """A place as the person knows it: not in the scratch folder, and standard input by its name."""
    for folder, name in named.items():
        if place is not None and place.path.startswith(folder):
            return Place(name + place.path.removeprefix(folder).removeprefix("/out/"), place.line)
    return place


def seed_of(files: Sequence[Path], limits: Limits) -> tuple[Seed, tuple[Notice, ...]]:
    """Files as one seed: one file an article, a folder a book, several files a book in the order given.

    The folder of several files is the nearest one that holds them all; a ``book.yaml`` there holds the metadata.
    """
    if len(files) == 1:
        return shelf.seed_at(str(files[0]), limits)
    for path in files:
        if not path.is_file():
            raise SeedError("there is no such file", Place(str(path)), "several inputs are the chapters of one book")
    if any(path.is_absolute() or ".." in path.parts for path in files):
        files = [Path(os.path.abspath(path)) for path in files]  # noqa: PTH100 - resolve() would follow links
    home = Path(os.path.commonpath([path.parent for path in files]))
    if home.absolute() in (Path(home.absolute().anchor), Path.home()):
        raise UsageError(f"these files have no folder in common but {home.absolute()}", hint="put them into one folder")
    sidecar = home / "book.yaml"
    names = tuple(map(str, files))
    beside = str(sidecar) if sidecar.exists() else None
    return Seed(shelf.slugify(files[0].stem), str(home), Kind.book, names, beside, named=True), ()


def edition_of(target: Path) -> str:
    """The edition that a file's name asks for by its ending. Raises ``UsageError``."""
    endings = {".md": MANUSCRIPT, ".markdown": MANUSCRIPT, ".htm": "html"}
    endings |= {kind.suffix: name for name, kind in reversed(EDITIONS.items()) if kind.suffix}
    for ending, name in sorted(endings.items(), key=lambda item: -len(item[0])):
        if target.name.lower().endswith(ending) and target.name.lower() != ending:
            return name
    known = ", ".join(kind.suffix for kind in EDITIONS.values() if kind.by_default)
    raise UsageError(f"the name {target.name} does not say what to make", hint=f"end it with .md, {known}, or use --to")


def check_target(target: Path, sources: Sequence[Path]) -> None:
    """Refuse an output that would be lost work or cannot be, before anything is made. Raises ``UsageError``."""
    if any(target.exists() and source.exists() and target.samefile(source) for source in sources):
        raise UsageError("this is the input", Place(str(target)), "give the output another name")
    if target.is_dir():
        raise UsageError("this is a folder", Place(str(target)), "name a file, such as NAME.pdf")
    if not target.absolute().parent.is_dir():
        raise UsageError("there is no such folder", Place(str(target.parent)), "make it, or choose another")


def write(target: Path, data: bytes, beside: Mapping[str, bytes]) -> None:
    """Write one edition whole, and what goes beside it. Raises ``EditionError``.

    A file beside it that is there already with other content is not touched: that is an error.
    """
    try:
        for name, content in beside.items():
            path = target.parent / name
            if path.exists() and path.read_bytes() != content:
                raise EditionError("this file is there already and is another", Place(str(path)), "move it away")
        for name, content in beside.items():
            write_file(target.parent / name, content)
        if target.exists() and not target.is_file():  # a device or a pipe
            target.write_bytes(data)
        else:
            write_file(target.resolve(), data)
    except OSError as error:
        raise cannot_write(error, target, "-o") from None
