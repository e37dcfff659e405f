"""Check the files in ``out/`` again: unchanged since the build, complete, and valid as files? Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from octavo.body import Body
from octavo.check.around.styles import foreign_rules
from octavo.check.claims import claims
from octavo.check.editions import prove_edition
from octavo.check.inventories.judge import Text
from octavo.check.inventories.proof import EditionProof, Fault, Proof
from octavo.editions.table import EDITIONS
from octavo.model import PageMap

_ORDER = ("pdf", "epub", "html")


@dataclass(frozen=True)
class Standing:
    """The files in ``out/<slug>``.

    ``files`` are the editions' bytes by name; ``recorded`` and ``manuscript`` the digests in the record of the editions
    and of the manuscript they were made from; ``further`` are the other files of editions that are folders, by their
    names in those, ``altered`` the editions of which one of these is gone or was changed; ``proof`` the manuscript's
    own proof; ``styles`` are the theme's rules of style (``styles_of``), where they are known. ``again`` makes an
    edition anew and gives its bytes.
    """

    slug: str
    files: Mapping[str, bytes]
    recorded: Mapping[str, str] = field(default_factory=dict)
    manuscript: str = ""
    pages: PageMap | None = None
    proof: Mapping[str, Any] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    further: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    altered: frozenset[str] = frozenset()
    again: Callable[[str], bytes] = lambda _: b""


def check_publication(standing: Standing, body: Body) -> Proof:
    """Compare every edition with the body of the manuscript."""
    found: list[EditionProof] = []
    if standing.proof:
        try:
            found.append(EditionProof.from_json("manuscript", standing.proof))
        except ValueError:
            found.append(EditionProof("manuscript"))
    text = Text.of(body)
    names = [*_ORDER, *sorted({*standing.files, *standing.recorded} - set(_ORDER))]
    for name in names:
        if name in standing.files:
            found.append(_edition(name, standing, body, text))
        elif name in standing.recorded:
            found.append(_broken(name, "missing", "the file is gone; octavo build makes it again"))
    return Proof(standing.slug, tuple(found))


def _edition(name: str, standing: Standing, body: Body, text: Text) -> EditionProof:
    data = standing.files[name]
    if standing.manuscript and standing.manuscript != body.manuscript:
        return _broken(name, "wrong", "it was made from an earlier manuscript; octavo build makes it again")
    needed = EDITIONS[name].needs if name in EDITIONS else ""
    wanted = standing.recorded.get(name)
    as_built = hashlib.sha256(data).hexdigest() == wanted and name not in standing.altered
    further = standing.further.get(name, {})
    prove = partial(prove_edition, name, data, body, text, source=standing.files.get(needed, b""), further=further)
    proof = prove()
    # The record may be forged, so it does not spare the close look. But that judges by likeness: a file that comes out
    # the same when it is made again is not altered.
    if proof.faults and as_built and (plain := prove(closely=False)).ok and standing.again(name) == data:
        proof = plain
    pages = standing.pages if standing.pages and standing.pages.manuscript == body.manuscript else None
    faults = [*proof.faults, *(Fault("file", "wrong", said) for said in claims(name, data, pages, further))]
    faults += [Fault("file", "wrong", said) for said in foreign_rules(name, data, standing.styles, further)]
    if wanted and not as_built:
        faults.append(Fault("file", "wrong", "it is not the one that was built; somebody changed it"))
    return replace(proof, faults=tuple(faults))


def _broken(name: str, how: str, said: str) -> EditionProof:
    return EditionProof(name, faults=(Fault("file", how, said),))
