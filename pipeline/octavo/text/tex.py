r"""TeX that MathJax and KaTeX know and pandoc does not, in commands that pandoc knows. Pure.

``\cfrac``, ``a \over b``, ``{\rm x}`` or ``\tag{1}`` are common on the web. What is unknown here too stays as it is.
Sources: the lists of commands of MathJax (extensions ``ams``, ``base``, ``physics``, ``texvc``) and of KaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

LONGEST = 20_000
"""A formula with more signs is left alone."""
_DEEPEST = 60
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\]", re.DOTALL)
_TAG = re.compile(r"\s*\\tag(?P<star>\*?)\s*\{(?P<words>[^{}]*)\}\s*")
_Item = Any
"""A token, or a list of items for what is between braces."""

_ONE = (
    "mathbbm=\\mathbb Bbb=\\mathbb bold=\\mathbf hbox=\\text textnormal=\\text textup=\\text textsc=\\text"
    " emph=\\textit mathnormal= ensuremath= vcenter= smash= rlap= llap= clap= mathrlap= mathllap= mathclap= mathinner="
    " vphantom=- require=- vspace=- fbox=\\boxed operatornamewithlimits=\\operatorname*"
)
_PLAIN = (
    "strut mathstrut tiny scriptsize small normalsize large Large LARGE huge Huge hfill nobreak nolimits"
    " footnotesize displaylimits noindent boldmath middle"
)
_NAMES = "sgn sech csch arccot arcsec arsinh arcosh artanh diag rank Var Cov Tr tr plim lcm adj erf grad div rot curl"
_LIMITS = {"argmax": "arg\\,max", "argmin": "arg\\,min", "varlimsup": "lim\\,sup", "varliminf": "lim\\,inf",
           "injlim": "inj\\,lim", "projlim": "proj\\,lim"}  # fmt: skip
_SIGNS = (
    "infin=\\infty exist=\\exists empty=\\emptyset sub=\\subset sube=\\subseteq supe=\\supseteq thetasym=\\vartheta"
    " plusmn=\\pm sdot=\\cdot alef=\\aleph alefsym=\\aleph hearts=\\heartsuit spades=\\spadesuit clubs=\\clubsuit"
    " diamonds=\\diamondsuit real=\\Re reals=\\mathbb{R} Reals=\\mathbb{R} R=\\mathbb{R} N=\\mathbb{N} Z=\\mathbb{Z}"
    " natnums=\\mathbb{N} cnums=\\mathbb{C} Complex=\\mathbb{C} weierp=\\wp image=\\Im bull=\\bullet isin=\\in"
    " lrarr=\\leftrightarrow rarr=\\rightarrow larr=\\leftarrow rArr=\\Rightarrow"
    " lArr=\\Leftarrow hArr=\\Leftrightarrow"
    " harr=\\leftrightarrow and=\\land or=\\lor ang=\\angle And=\\& vcentcolon=: ratio=: defeq=\\coloneqq"
    " idotsint=\\int\\cdots\\int bigm=\\big bigr=\\big mathellipsis=\\ldots textellipsis=\\ldots thinspace=\\,"
    " enskip=\\; S=\\text{§} P=\\text{¶} copyright=\\text{©} AA=\\text{Å} aa=\\text{å}"
    " texteuro=\\text{€} textmu=\\text{µ} textasciitilde=\\text{~} qed=\\square lq=\\text{‘}"
    " rq=\\text{’} varinjlim=\\underrightarrow{\\lim} varprojlim=\\underleftarrow{\\lim} cr=\\\\"
    " newline=\\\\ LaTeX=\\text{LaTeX} TeX=\\text{TeX}"
    " KaTeX=\\text{KaTeX} celsius=^{\\circ}\\mathrm{C} C=\\mathbb{C} Q=\\mathbb{Q} independent=\\perp\\!\\!\\!\\perp"
    " degree=^{\\circ} textdegree=^{\\circ}"
)


def _table() -> Mapping[str, tuple[int, str]]:
    """For each command the number of its arguments, and what is written instead, with ``#1`` for the first."""
    found: dict[str, tuple[int, str]] = {}
    for pair in _ONE.split():
        name, _, command = pair.partition("=")
        found[name] = (1, "" if command == "-" else f"{command}{{#1}}")
    found |= dict.fromkeys(_PLAIN.split(), (0, ""))
    found |= {name: (0, f"\\operatorname{{{name}}}") for name in _NAMES.split()}
    found |= {name: (0, f"\\operatorname*{{{words}}}") for name, words in _LIMITS.items()}
    found |= {pair.partition("=")[0]: (0, pair.partition("=")[2]) for pair in _SIGNS.split()}
    found |= {f"x{name}": (1, f"\\overset{{#1}}{{\\{arrow}}}") for name, arrow in _ARROWS.items()}
    return MappingProxyType(found | _TWO)


_ARROWS = {
    "longrightarrow": "longrightarrow", "longleftarrow": "longleftarrow",
    "leftrightarrow": "longleftrightarrow", "Rightarrow": "Longrightarrow", "Leftarrow": "Longleftarrow",
    "Leftrightarrow": "Longleftrightarrow", "rightleftharpoons": "rightleftharpoons", "mapsto": "longmapsto",
}  # fmt: skip
_TWO = {
    "xlongequal": (1, r"\overset{#1}{=}"),
    "cfrac": (2, r"\frac{#1}{#2}"),
    "nicefrac": (2, "{#1}/{#2}"),
    "sfrac": (2, "{#1}/{#2}"),
    "dbinom": (2, r"\binom{#1}{#2}"),
    "tbinom": (2, r"\binom{#1}{#2}"),
    "textcolor": (2, "{#2}"),
    "colorbox": (2, "{#2}"),
    **dict.fromkeys(("href", "class", "cssId", "style", "htmlClass"), (2, "{#2}")),
    "prescript": (3, "{}^{#1}_{#2}{#3}"),
    "bra": (1, r"\langle #1|"),
    "ket": (1, r"|#1\rangle"),
    "braket": (1, r"\langle #1\rangle"),
    "norm": (1, r"\lVert #1 \rVert "),
    "abs": (1, r"\lvert #1 \rvert "),
    "dv": (2, r"\frac{d#1}{d#2}"),
    "pdv": (2, r"\frac{\partial #1}{\partial #2}"),
    "matrix": (1, r"\begin{matrix}#1\end{matrix}"),
    "pmatrix": (1, r"\begin{pmatrix}#1\end{pmatrix}"),
    "bmatrix": (1, r"\begin{bmatrix}#1\end{bmatrix}"),
    "cases": (1, r"\begin{cases}#1\end{cases}"),
    "eqalign": (1, r"\begin{aligned}#1\end{aligned}"),
    "displaylines": (1, r"\begin{gathered}#1\end{gathered}"),
}
_COMMANDS = _table()
_OPTIONAL = frozenset(["cfrac", "smash"])
"""Commands that may have an argument in square brackets, which says nothing here."""
_LENGTHS = frozenset(["hskip", "kern", "mkern", "mskip"])
_LENGTH = re.compile(r"\s*-?[\d.]+\s*(?:em|ex|pt|mu|mm|cm|px|in)\b")
_COLUMNS = frozenset(["array", "alignedat", "subarray", "tabular"])
"""Environments with an argument of their own behind their name."""
_SWITCHES = {"rm": "mathrm", "bf": "mathbf", "it": "mathit", "cal": "mathcal", "sf": "mathsf", "tt": "mathtt",
             "mit": "mathit", "scr": "mathscr", "frak": "mathfrak"}  # fmt: skip
_BETWEEN = {"over": r"\frac{#1}{#2}", "choose": r"\binom{#1}{#2}", "atop": r"\substack{#1 \\ #2}",
            "above": r"\frac{#1}{#2}"}  # fmt: skip


_CIRCLED = {str(n): chr(0x2460 + n - 1) for n in range(1, 21)} | {"0": "\u24ea"} | {
    chr(first + n): chr(circled + n) for first, circled in ((65, 0x24B6), (97, 0x24D0)) for n in range(26)
}  # fmt: skip


def _circled(found: re.Match[str]) -> str:
    """A letter or a number in a circle, as a character."""
    character = _CIRCLED.get(found["within"] or found["one"])
    return f"\\text{{{character}}}" if character else found[0]


_WITHIN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(
            r"\\(?:textcircled|circled)(?![A-Za-z])\s*(?:\{\s*(?:\\[a-z]+\s*)?(?P<within>\w{1,2})\s*\}|(?P<one>\d))"
        ),
        _circled,
    ),
    (re.compile(r"(?<!\\)%[^\n]*\n?"), ""),
    (re.compile(r"\^\s*(?:\{\s*)?\\(?:degree|textdegree)(?![A-Za-z])(?:\s*\})?"), r"^{\\circ}"),
    (re.compile(r"\\eqno\s*\(?([\w.]+)\)?"), r"\\qquad(\1)"),
    (re.compile(r"\\(begin|end)\{dcases\}"), r"\\\1{cases}"),
    (re.compile(r"\\begin\{rcases\}"), r"\\left.\\begin{array}{l}"),
    (re.compile(r"\\end\{rcases\}"), r"\\end{array}\\right\\}"),
)


def readable(tex: str) -> str:
    """A formula in TeX with all commands that are known here written as pandoc reads them."""
    if not ("\\" in tex or "%" in tex) or len(tex) > LONGEST:
        return tex
    for pattern, instead in _WITHIN:
        tex = pattern.sub(instead, tex)
    group = _group(iter(_TOKEN.findall(tex)), 0)
    return _aligned(tex if group is None else _written(group))


def _aligned(tex: str) -> str:
    """Lines of a formula that are in no environment, in one."""
    if "\\\\" not in tex or "\\begin" in tex or "\\substack" in tex:
        return tex
    return f"\\begin{{aligned}}{tex}\\end{{aligned}}" if "&" in tex else f"\\begin{{array}}{{c}}{tex}\\end{{array}}"


def with_tags_shown(tex: str) -> str:
    r"""A formula with what each ``\tag`` shows behind its line: pandoc reads none, or drops it."""
    return _TAG.sub(lambda found: r"\qquad\text{" + _number(found) + "}", tex) if r"\tag" in tex else tex


def tagged(tex: str) -> tuple[str, str]:
    r"""A displayed formula without its only ``\tag``, and what that shows; "" for it where there is no such tag."""
    found = list(_TAG.finditer(tex))
    if len(found) != 1:
        return tex, ""
    return tex[: found[0].start()] + " " + tex[found[0].end() :], _number(found[0])


def _number(tag: re.Match[str]) -> str:
    """The words of a tag as they are shown."""
    words = tag["words"].strip().strip("$")
    return words if tag["star"] else f"({words})"


def _group(tokens: Iterator[str], depth: int) -> list[_Item] | None:
    """The items up to the brace that ends this group; None where braces do not pair, or nest without end."""
    items: list[_Item] = []
    for item in tokens:
        if item == "{":
            inner = _group(tokens, depth + 1) if depth < _DEEPEST else None
            if inner is None:
                return None
            items.append(inner)
        elif item == "}":
            return items if depth else None
        else:
            items.append(item)
    return None if depth else items


def _written(items: Sequence[_Item]) -> str:
    r"""The items of a group. Each cell, and what is between ``\left`` and ``\right``, is read on its own."""
    done, at = "", 0
    cell: list[_Item] = []
    while at < len(items):
        size = _divider(items, at)
        if size:
            done += _cell(cell) + "".join(map(_shown, items[at : at + size]))
            cell = []
        else:
            cell.append(items[at])
        at += size or 1
    return done + _cell(cell)


def _divider(items: Sequence[_Item], at: int) -> int:
    """How many items from here on divide two cells; 0 for none."""
    item = items[at]
    if item in ("&", "\\\\"):
        return 1
    if item in ("\\left", "\\right"):
        return 1 + (at + 1 < len(items))
    if item not in ("\\begin", "\\end") or at + 1 >= len(items) or isinstance(items[at + 1], str):
        return 0
    wide = item == "\\begin" and _shown(items[at + 1]).strip("{}*") in _COLUMNS
    return 3 if wide and at + 2 < len(items) and not isinstance(items[at + 2], str) else 2


def _shown(item: _Item) -> str:
    """An item as it stood."""
    return item if isinstance(item, str) else "{" + "".join(map(_shown, item)) + "}"


def _cell(items: Sequence[_Item]) -> str:
    """A run of items without dividers: what is written between its arguments first, then command by command."""
    for at, item in enumerate(items):
        name = item[1:] if isinstance(item, str) else ""
        if name == "over" and "\\buildrel" in items[:at]:
            first = items.index("\\buildrel")
            above, (base, end) = items[first + 1 : at], _argument(items, at + 1)
            return f"{_cell(items[:first])}\\overset{{{_cell(above)}}}{{{base}}}{_cell(items[end:])}"
        if name == "of" and "\\root" in items[:at]:
            first = items.index("\\root")
            under, (base, end) = items[first + 1 : at], _argument(items, at + 1)
            return f"{_cell(items[:first])}\\sqrt[{_cell(under).strip()}]{{{base}}}{_cell(items[end:])}"
        if name in _BETWEEN and item.startswith("\\"):
            return _filled(_BETWEEN[name], [_cell(items[:at]).strip(), _cell(items[at + 1 :]).strip()])
    done, at = "", 0
    while at < len(items):
        text, at = _command(items, at)
        done += text
    return done


def _command(items: Sequence[_Item], at: int) -> tuple[str, int]:
    """One item, with its arguments if it is a command that is known; and where the next begins."""
    item = items[at]
    if not isinstance(item, str):
        return "{" + _written(item) + "}", at + 1
    name = item[1:] if item.startswith("\\") else ""
    if name in _SWITCHES:
        grouped = next((one for one in items[at + 1 :] if one != " "), "")
        base, end = _argument(items, at + 1) if isinstance(grouped, list) else (_cell(items[at + 1 :]), len(items))
        return f"\\{_SWITCHES[name]}{{{base.strip()}}}", end
    if name in _LENGTHS:
        ahead = "".join(one if isinstance(one, str) else "{" for one in items[at + 1 : at + 16])
        found = _LENGTH.match(ahead)
        return ("\\ ", at + 1 + found.end()) if found else (item, at + 1)
    if name == "ce":
        formula = next((one for one in items[at + 1 :] if one != " "), "")
        return _chemistry(_shown(formula)[1:-1]), items.index(formula, at) + 1
    if name not in _COMMANDS:
        return item, at + 1
    count, template = _COMMANDS[name]
    end, arguments = at + 1, []
    if name in _OPTIONAL and items[end : end + 1] == ["["] and "]" in items[end:]:
        end = items.index("]", end) + 1
    for _ in range(count):
        argument, end = _argument(items, end)
        arguments.append(argument)
    return _filled(template, arguments), end


def _argument(items: Sequence[_Item], at: int) -> tuple[str, int]:
    """The next argument: a group, a command, or one sign; and where what follows begins."""
    while at < len(items) and items[at] in (" ", "\n", "\t"):
        at += 1
    if at >= len(items):
        return "", at
    item = items[at]
    return (item if isinstance(item, str) else _written(item)), at + 1


def _filled(template: str, arguments: Sequence[str]) -> str:
    return re.sub(r"#(\d)", lambda found: arguments[int(found[1]) - 1], template)


def _chemistry(formula: str) -> str:
    """A formula of chemistry (``H2O``, ``SO4^2-``, ``A -> B``): letters upright, figures behind them lowered."""
    formula = re.sub(r"\^\{?([\d]*[+-])\}?", r"^{\1}", formula)
    formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"_{\1}", formula)
    formula = formula.replace("<=>", r"\rightleftharpoons ").replace("->", r"\rightarrow ")
    return rf"\mathrm{{{formula}}}"
