"""Words, and what differs between two texts of them. Floor 1: pure.

The same text looks different in a seed, in a page of HTML and in a PDF: letters are decomposed or joined to ligatures,
words are divided at the ends of lines, quotation marks are curled. ``words`` brings them to one form in which only
letters and digits count; ``compare`` finds what is missing, added or moved.
"""

from __future__ import annotations

from octavo.text.compare import Difference, Run, aligned, compare, compare_at_best, joined
from octavo.text.folding import DIGRAPHS, Words, fold, shown, words, words_of
from octavo.text.spelling import JOINT, LINE_END, Misspelt, Spelt, misspelt, spelt

__all__ = [
    "DIGRAPHS",
    "JOINT",
    "LINE_END",
    "Difference",
    "Misspelt",
    "Run",
    "Spelt",
    "Words",
    "aligned",
    "compare",
    "compare_at_best",
    "fold",
    "joined",
    "misspelt",
    "shown",
    "spelt",
    "words",
    "words_of",
]
