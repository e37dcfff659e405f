"""Formulas of word processors: their XML without what pandoc would drop, their TeX fit for the manuscript.

The first function changes the tree it is given; the second is pure.
"""

from __future__ import annotations

import re

from octavo.model import Node
from octavo.readers.office.docx_xml import MATH, W
from octavo.readers.xml_tree import Element, unwrap
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.elements import names
from octavo.tree.walk import rewrite

_KNOWN = frozenset(
    MATH + name
    for name in names(
        "oMath oMathPara oMathParaPr acc accPr bar barPr borderBox borderBoxPr box boxPr d dPr eqArr eqArrPr f fPr func"
        " funcPr groupChr groupChrPr limLow limLowPr limUpp limUppPr m mPr mr nary naryPr phant phantPr rad radPr"
        " sPre sPrePr sSub sSubPr sSubSup sSubSupPr sSup sSupPr r rPr t e num den deg sub sup lim fName"
        " mcs mc mcPr count mcJc chr pos vertJc begChr endChr sepChr grow shp ctrlPr argPr argSz degHide limLoc"
        " subHide supHide type baseJc plcHide cGp cGpRule cSp rSp rSpRule maxDist objDist sty scr lit nor brk aln"
        " jc hideTop hideBot hideLeft hideRight strikeH strikeV strikeBLTR strikeTLBR opEmu noBreak diff show"
        " zeroWid zeroAsc zeroDesc transp alnScr"
    )
)
_EDGES = re.compile(r"\A(?:\s|\\[ ,;:!]|~)+|(?:\s|(?<!\\)\\[ ,;:!]|(?<!\\)~)+\Z")


def without_unknown(root: Element) -> None:
    """Replace unknown elements of formulas by their contents, and runs of text by letters."""
    for formula in list(root.iter(f"{MATH}oMath")):
        for node in list(formula.iter()):
            if str(node.tag).startswith(MATH) and node.tag not in _KNOWN:
                unwrap(node)
            elif node.tag == f"{W}r" and node.getparent() is not None:
                _as_letters(node)


def _as_letters(run: Element) -> None:
    """An ordinary run within a formula is words within it."""
    parent = run.getparent()
    if parent is None or not str(parent.tag).startswith(MATH) or parent.tag == f"{MATH}r":
        return
    text = "".join(node.text or "" for node in run.iter(f"{W}t"))
    for child in list(run):
        run.remove(child)
    run.tag = f"{MATH}r"
    if text:
        properties = run.makeelement(f"{MATH}rPr")
        properties.append(properties.makeelement(f"{MATH}nor"))
        letters = run.makeelement(f"{MATH}t")
        letters.text = text
        run.extend([properties, letters])


def tidy_formulas(blocks: list[Node]) -> list[Node]:
    """Blocks whose formulas begin and end with a sign; spaces at their edges are in the text. Empty ones go."""

    def inlines(nodes: list[Node]) -> list[Node]:
        if not any(tree.kind(node) == "Math" for node in nodes):
            return nodes
        done: list[Node] = []
        for node in nodes:
            if tree.kind(node) != "Math":
                done.append(node)
                continue
            kind, tex = tree.math_kind(node), tree.text(node)
            bare = _EDGES.sub("", tex)
            before, after = tex[:1] != bare[:1], tex[-1:] != bare[-1:]
            inline = kind == "InlineMath"
            if before and inline and done and tree.kind(done[-1]) not in ("Space", "SoftBreak"):
                done.append(make.space())
            if bare:
                done.append(make.math(kind, bare))
            if after and inline:
                done.append(make.space())
        return done

    return rewrite(blocks, inlines=inlines)
