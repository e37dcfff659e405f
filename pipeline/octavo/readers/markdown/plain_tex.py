r"""Rewrites the TeX of MathJax and KaTeX into commands that pandoc knows (``\cr``, ``\rm``, ``\over`` ...). Pure."""

from __future__ import annotations

import re
from types import MappingProxyType

_ASKS = re.compile(
    r"\\(?:cr|newline|pmatrix|matrix|bmatrix|cases|rm|bf|it|cal|sf|tt|over|hbox|mathbbm|Bbb|textcolor|LaTeX|TeX|KaTeX|degree"
    r"|textdegree|celsius|argmin|argmax|norm|abs|bra|ket|vphantom|smash|[lr]lap|mathllap|mathrlap|nicefrac|sfrac|displaylines"
    r"|middle|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|hfill|thinspace|eqno|class|cssId"
    r"|style|href|htmlClass|ce|[CNQRZ]|infin|exist|isin|sdot|empty|and|or|S|copyright|independent|unicode)(?![A-Za-z])"
    r"|(?<!\\)%|\\begin\{[dr]cases\}"
)
_SIGNS = MappingProxyType(
    {
        "cr": r"\\", "newline": r"\\", "hbox": r"\text", "mathbbm": r"\mathbb", "Bbb": r"\mathbb",
        "LaTeX": r"\text{LaTeX}", "TeX": r"\text{TeX}", "KaTeX": r"\text{KaTeX}", "degree": r"^{\circ}",
        "textdegree": r"^{\circ}", "celsius": r"^{\circ}\mathrm{C}", "argmin": r"\operatorname{arg\,min}",
        "argmax": r"\operatorname{arg\,max}", "hfill": r"\quad ", "thinspace": r"\,", "middle": "", "tiny": "",
        "scriptsize": "", "footnotesize": "", "small": "", "normalsize": "", "large": "", "Large": "", "LARGE": "",
        "huge": "", "Huge": "",
        "C": r"\mathbb{C}", "N": r"\mathbb{N}", "Q": r"\mathbb{Q}", "R": r"\mathbb{R}", "Z": r"\mathbb{Z}",
        "infin": r"\infty", "exist": r"\exists", "isin": r"\in", "sdot": r"\cdot", "empty": r"\emptyset",
        "and": r"\land", "or": r"\lor", "S": r"\text{§}", "copyright": r"\text{©}", "independent": r"\perp\!\!\!\perp",
    }
)  # fmt: skip
_SIGN = re.compile(r"\\(?P<name>" + "|".join(sorted(_SIGNS, key=len, reverse=True)) + r")(?![A-Za-z])")
_GROUP = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
_WITHIN = (
    (re.compile(r"(?<!\\)%[^\n]*\n?"), ""),
    (re.compile(r"\^\s*(?:\{\s*)?\\(?:degree|textdegree)(?![A-Za-z])(?:\s*\})?"), r"^{\\circ}"),
    (re.compile(r"\\textcolor\s*\{[^{}]*\}\s*" + _GROUP), r"{\1}"),
    (re.compile(r"\\(?:class|cssId|style|href|htmlClass)\s*\{[^{}]*\}\s*" + _GROUP), r"{\1}"),
    (re.compile(r"\\(?:smash|[lr]lap|math[lr]lap|displaylines)\s*" + _GROUP), r"{\1}"),
    (re.compile(r"\\vphantom\s*" + _GROUP), ""),
    (re.compile(r"\\(?:nicefrac|sfrac)\s*" + _GROUP + r"\s*" + _GROUP), r"{\1}/{\2}"),
    (re.compile(r"\\norm\s*" + _GROUP), r"\\lVert \1 \\rVert "),
    (re.compile(r"\\abs\s*" + _GROUP), r"\\lvert \1 \\rvert "),
    (re.compile(r"\\bra\s*" + _GROUP), r"\\langle \1 |"),
    (re.compile(r"\\ket\s*" + _GROUP), r"| \1 \\rangle "),
    (re.compile(r"\\eqno\s*\(?([\w.]+)\)?"), r"\\qquad(\1)"),
    (re.compile(r"\\(p?matrix|bmatrix|cases)\s*" + _GROUP), r"\\begin{\1}\2\\end{\1}"),
    (re.compile(r"\\(begin|end)\{dcases\}"), r"\\\1{cases}"),
    (re.compile(r"\\begin\{rcases\}(.*?)\\end\{rcases\}", re.DOTALL),
     r"\\left.\\begin{array}{l}\1\\end{array}\\right\\}"),
)  # fmt: skip
_FONTS = MappingProxyType(
    {"rm": "mathrm", "bf": "mathbf", "it": "mathit", "cal": "mathcal", "sf": "mathsf", "tt": "mathtt"}
)
_FONT = re.compile(r"\\(?P<name>rm|bf|it|cal|sf|tt)(?![A-Za-z])\s*")
_STOP = re.compile(r"&|\\\\|\\(?:rm|bf|it|cal|sf|tt)(?![A-Za-z])|\\end|\\right")
_OVER = re.compile(r"\\over(?![A-Za-z])\s*")
_INNER = re.compile(r"(?<!\\)\{([^{}]*)\}")
_CHEMICAL = re.compile(r"\\ce\s*" + _GROUP)
_DEEPEST = 12


def readable(tex: str) -> str:
    """The formula in words that pandoc can read; the same formula where it asks for nothing."""
    if not _ASKS.search(tex):
        return _aligned(tex)
    tex = _CHEMICAL.sub(lambda found: _chemistry(found[1]), tex)
    for pattern, instead in _WITHIN:
        tex = pattern.sub(instead, tex)
    tex = _SIGN.sub(lambda found: _SIGNS[found["name"]], tex)
    return _aligned(_switched(tex) if _FONT.search(tex) or _OVER.search(tex) else tex)


def _aligned(tex: str) -> str:
    """Lines of a formula that are in no environment, in one."""
    if "\\\\" not in tex or "\\begin" in tex or "\\substack" in tex:
        return tex
    return f"\\begin{{aligned}}{tex}\\end{{aligned}}" if "&" in tex else f"\\begin{{array}}{{c}}{tex}\\end{{array}}"


def _switched(tex: str) -> str:
    r"""Groups with a switch of fonts or with ``\over``, from the innermost out, and then the whole."""
    groups: list[str] = []
    for _ in range(_DEEPEST):
        fewer = _INNER.sub(lambda found: _kept(groups, "{" + _changed(found[1]) + "}"), tex)
        if fewer == tex:
            break
        tex = fewer
    tex = _changed(tex)
    while "\x05" in tex:
        tex = re.sub("\x05(\\d+)\x05", lambda found: groups[int(found[1])], tex)
    return tex


def _kept(groups: list[str], text: str) -> str:
    groups.append(text)
    return f"\x05{len(groups) - 1}\x05"


def _changed(tex: str) -> str:
    """One level: what follows a switch of fonts up to a sign of alignment, and both sides of a fraction."""
    if over := _OVER.search(tex):
        return f"\\frac{{{_changed(tex[: over.start()])}}}{{{_changed(tex[over.end() :])}}}"
    found = _FONT.search(tex)
    if not found:
        return tex
    rest = tex[found.end() :]
    end = stop.start() if (stop := _STOP.search(rest)) else len(rest)
    return f"{tex[: found.start()]}\\{_FONTS[found['name']]}{{{rest[:end]}}}{_changed(rest[end:])}"


def _chemistry(formula: str) -> str:
    """A formula of chemistry (``H2O``, ``SO4^2-``, ``A -> B``): letters upright, figures behind them lowered."""
    formula = re.sub(r"\^\{?([\d]*[+-])\}?", r"^{\1}", formula)
    formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"_{\1}", formula)
    formula = formula.replace("<=>", r"\rightleftharpoons ").replace("->", r"\rightarrow ")
    return rf"\mathrm{{{formula}}}"
