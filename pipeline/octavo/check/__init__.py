"""The proof that nothing was lost between seed, manuscript and editions. Floor 4; reads nothing but what it is given.

``prove_manuscript`` compares the words of the seed with the body's, ``prove_edition`` compares a finished file with the
body, ``check_publication`` checks everything in ``out/``.
"""

from __future__ import annotations

from octavo.check.around.styles import styles_of
from octavo.check.editions import prove_edition
from octavo.check.inventories.judge import Text
from octavo.check.inventories.proof import EditionProof, Fault, ManuscriptProof, Proof, Row
from octavo.check.manuscript import prove_manuscript
from octavo.check.publication import Standing, check_publication

__all__ = [
    "EditionProof",
    "Fault",
    "ManuscriptProof",
    "Proof",
    "Row",
    "Standing",
    "Text",
    "check_publication",
    "prove_edition",
    "prove_manuscript",
    "styles_of",
]
