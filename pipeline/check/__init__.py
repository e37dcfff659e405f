"""The proof that nothing was lost between seed, manuscript and editions. Floor 4; reads nothing but what it is given.

``prove_manuscript`` compares the words of the seed with the body's, ``prove_edition`` a finished file with the body.
"""

from __future__ import annotations

from pipeline.check.editions import prove_edition
from pipeline.check.judge import Text
from pipeline.check.manuscript import prove_manuscript
from pipeline.check.proof import EditionProof, Fault, ManuscriptProof, Proof, Row

__all__ = [
    "EditionProof",
    "Fault",
    "ManuscriptProof",
    "Proof",
    "Row",
    "Text",
    "prove_edition",
    "prove_manuscript",
]
