"""The proof as values: what was compared, what was found, and the same as JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from octavo.errors import EditionError
from octavo.model import Place

VERSION = 1
_SHOWN = 12  # words of a fault that a message shows
_MOST_FAULTS = 20  # faults that are kept


@dataclass(frozen=True)
class Fault:
    """One difference: what was looked at (``words``, ``pictures`` ...), what became of it, and what it is.

    ``how`` is ``missing``, ``added``, ``moved`` or ``wrong``; ``block`` and ``place`` tell where it should be.
    """

    what: str
    how: str
    text: str
    block: int | None = None
    place: Place | None = None

    def sentence(self) -> str:
        """The fault in a few words."""
        if self.what == "file":
            return self.text
        words = self.text.split()
        text = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
        return f"{self.what} {self.how}: “{text[:200]}”"


@dataclass(frozen=True)
class Row:
    """One line of the proof: how many there should be, and how many are missing, added or moved."""

    what: str
    expected: int
    missing: int = 0
    added: int = 0
    moved: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return not (self.missing or self.added or self.moved)


@dataclass(frozen=True)
class EditionProof:
    """What one edition was found to hold. ``name`` is ``manuscript`` or the name of an edition."""

    name: str
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no fault was found."""
        return not self.faults

    def summary(self) -> str:
        """One line for a person."""
        if self.ok:
            told = [f"{row.expected} {row.what}" for row in self.rows if row.expected]
            return f"{self.name}: nothing lost ({', '.join(told) or 'nothing to compare'})"
        return f"{self.name}: {'; '.join(fault.sentence() for fault in self.faults[:3])}"

    def error(self, place: Place | None = None, beside: str = "") -> EditionError:
        """The error for an edition that failed the proof, at the first fault's place in the seed.

        ``beside`` is the name under which the unproven file was saved.
        """
        fault = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        pair = f"the {self.name.upper()} differs from the manuscript"
        if self.name == "manuscript":
            pair = "the manuscript differs from the seed"
        return EditionError(
            f"{pair}: {fault.sentence()}{more}",
            fault.place or place,
            f"{f'the new file was saved as {beside}' if beside else 'the earlier file was kept'}; "
            "please report this with the document",
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values for ``record.json``."""
        rows = {row.what: {key: n for key, n in asdict(row).items() if key != "what" and n} for row in self.rows}
        return {"ok": self.ok, "rows": rows, "faults": [_fault_to_json(fault) for fault in self.faults]}

    @classmethod
    def from_json(cls, name: str, data: Mapping[str, Any]) -> EditionProof:
        """The same back. Raises ``ValueError`` for anything else."""
        try:
            rows = tuple(
                Row(str(what), *(int(row.get(key, 0)) for key in ("expected", "missing", "added", "moved")))
                for what, row in data["rows"].items()
            )
            return cls(name, rows, tuple(_fault_from_json(fault) for fault in data["faults"]))
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not a proof: {error}") from error


ManuscriptProof = EditionProof
"""The manuscript's proof has the same shape; its name is ``manuscript``."""


@dataclass(frozen=True)
class Proof:
    """The proofs of one publication: the manuscript's and each edition's."""

    slug: str
    editions: tuple[EditionProof, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return all(edition.ok for edition in self.editions)

    def to_json(self) -> dict[str, Any]:
        """Plain values, by the name of the edition."""
        return {edition.name: edition.to_json() for edition in self.editions}

    @classmethod
    def from_json(cls, slug: str, data: Mapping[str, Any]) -> Proof:
        """The same back. Raises ``ValueError`` for anything else."""
        return cls(slug, tuple(EditionProof.from_json(name, part) for name, part in data.items()))

    def table(self) -> list[tuple[str, ...]]:
        """Rows for ``octavo check``: what was compared, how many there should be, and how many differ.

        ``−`` marks the number that are missing, ``+`` added, ``↕`` moved.
        """
        names = [edition.name for edition in self.editions]
        kinds = list(dict.fromkeys(row.what for edition in self.editions for row in edition.rows))
        by_name = {edition.name: {row.what: row for row in edition.rows} for edition in self.editions}
        rows: list[tuple[str, ...]] = [(self.slug, *names)]
        kinds = [
            kind
            for kind in kinds
            if any(row.what == kind and _cell(row) != "0" for e in self.editions for row in e.rows)
        ]
        rows += [(kind, *(_cell(by_name[name].get(kind)) for name in names)) for kind in kinds]
        return rows


def kept(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The first faults; a broken file can have thousands."""
    found: list[Fault] = []
    for fault in faults:
        if len(found) == _MOST_FAULTS:
            break
        found.append(fault)
    return tuple(found)


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    parts = [str(row.expected)]
    parts += [f"{sign}{n}" for sign, n in (("−", row.missing), ("+", row.added), ("↕", row.moved)) if n]
    return " ".join(parts)


def _fault_to_json(fault: Fault) -> dict[str, Any]:
    found: dict[str, Any] = {"what": fault.what, "how": fault.how, "text": fault.text[:500]}
    if fault.block is not None:
        found["block"] = fault.block
    if fault.place is not None:
        found["place"] = [fault.place.path, fault.place.line]
    return found


def _fault_from_json(data: Mapping[str, Any]) -> Fault:
    place = data.get("place")
    return Fault(
        str(data["what"]),
        str(data["how"]),
        str(data["text"]),
        int(data["block"]) if data.get("block") is not None else None,
        Place(str(place[0]), None if place[1] is None else int(place[1])) if place else None,
    )
