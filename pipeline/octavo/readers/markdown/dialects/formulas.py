r"""Formulas as people write them: ``\( \)``, ``\[ \]``, environments, other dollars. Text in and out; pure."""

from __future__ import annotations

import re

from octavo.languages.scripts import UNSPACED
from octavo.readers.markdown.dialects.prose import prose_mask
from octavo.readers.markdown.dialects.references import name_of

_TEX = re.compile(r"\\[A-Za-z]|[\^_={}<>]|[+*/|]")
_AMOUNT = re.compile(r"\d[\d.,]*(?:[kKmMbB]|\s?(?:USD|million|billion))?(?:\s|/|-|,|\)|\Z)")
_PROSE = re.compile(r"(?<=\s)[a-z]{2,}(?=[\s,.;])|[A-Za-z]{3,}[,.]?\s+[A-Za-z]{2,}|[.;!?]\s")
_OPENS = rf"(?<![^\W{UNSPACED}])(?<![\\$])\$"
"""A dollar sign that may open a formula: no word is right before it, but for one of a script without spaces."""
_CLOSES = rf"\$(?![^\W{UNSPACED}\uac00-\ud7af])(?!\$)"
"""One that may close it. In Korean, particles follow without a space."""
_LETTERS = re.compile(f"[{UNSPACED}\uac00-\ud7af]")
_DOLLAR = re.compile(
    r"\\.|\$\$(?:(?!\n[ \t>]*\n)(?:\\.|[^\\$]|\$(?!\$)))+\$\$"
    rf"|{_OPENS}(?![\s$])(?P<tex>(?:(?!\n[ \t>]*\n)(?:\\.|[^\\$]))*?(?:\\.|[^\\$\s])){_CLOSES}|\$",
    re.DOTALL,
)
_ROUND = re.compile(r"(?<!\\)\\\((?P<tex>(?:(?!\n[ \t>]*\n)(?:\\[^()]|[^\\]))+?)\\\)", re.DOTALL)
_SQUARE = re.compile(r"(?<!\\)\\\[(?P<tex>(?:(?!\n[ \t>]*\n)(?:\\[^\[\]]|\\\[\d|[^\\]))+?)\\\]", re.DOTALL)
_ENVIRONMENT = re.compile(
    r"^(?P<lead>[ \t>]*)"
    r"\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|alignat|flalign|displaymath|math|dmath)\*?)\}"
    r"(?P<tex>.*?)\\end\{(?P=name)\}",
    re.DOTALL | re.MULTILINE,
)
_LABEL = re.compile(r"\s*\\label\{([^{}]*)\}")
_BOOKDOWN = re.compile(r"\s*\(\\#(?P<id>[\w:-]+)\)")
FORMULA = re.compile(
    rf"((?<!\\)\$\$.*?\$\$|{_OPENS}(?![\s$])(?:(?!\n[ \t>]*\n)(?:\\.|[^\\$]))*?(?:\\.|[^\\$\s]){_CLOSES}"
    r"|\\begin\{\w+\*?\}.*?\\end\{\w+\*?\}|(?<!\\)\\\[.*?\\\]|(?<!\\)\\\((?:(?!\n[ \t>]*\n).)*?\\\))",
    re.DOTALL,
)
"""A formula in any form, as one group: split by it, a text has formulas at odd places."""
_DOUBLED = re.compile(r"(?<![\\$])\$\$(?P<tex>(?:\\.|[^\\$\n])+)\$\$(?!\$)")
_LOOSE = re.compile(rf"{_OPENS}(?!\$)[ \t]*(?P<tex>(?:\\.|[^$\\\n]|\n(?![ \t]*\n))+?)[ \t]*{_CLOSES}")
_NAME = re.compile(r"\{#[^{}\n]*\}|\([A-Za-z][\w:-]*\)\Z")
"""The name behind a displayed formula."""
_OPENS_LINES = re.compile(r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)\$\$(?P<tex>(?:(?!\$\$).)*)\Z")
_COMMENT = re.compile(r"(?<!\\)%.*")
_MOST_LINES = 300
"""A displayed formula with more lines is none."""
_UNWRAPPED = frozenset(["equation", "equation*", "displaymath", "math", "dmath", "dmath*"])
_AS = {"eqnarray": "align", "eqnarray*": "align*", "multline": "gather", "multline*": "gather*"}


def dollars(text: str) -> str:
    """Prose in which each dollar sign that opens no formula, as GitHub takes it, is written so that it stays a sign."""

    def change(found: re.Match[str]) -> str:
        whole = found[0]
        if whole == "$":
            return "\\$"
        if found["tex"] is None or _is_formula(found["tex"]):
            return whole
        return "\\$" + dollars(whole[1:])

    return _DOLLAR.sub(change, text) if "$" in text else text


def on_one_line(text: str) -> str:
    """The text with each displayed formula of several lines on one: no line of it can be a list, a heading or a rule.

    A formula may have blank lines within if its dollars are alone on their lines, as in the programs that show it.
    """
    lines = text.split("\n")
    mask = prose_mask(lines, unclosed=True)
    done: list[str] = []
    number = 0
    while number < len(lines):
        found = _OPENS_LINES.match(lines[number]) if mask[number] and "$$" in lines[number] else None
        last = _last_line(lines, number, found) if found else 0
        if not found or not last:
            done.append(lines[number])
            number += 1
            continue
        quoted = ">" in found["lead"]
        inner = [found["tex"], *(line.lstrip(" \t>" if quoted else " \t") for line in lines[number + 1 : last + 1])]
        before, _, after = inner[-1].partition("$$")
        tex = " ".join(_COMMENT.sub("", line).strip() for line in [*inner[:-1], before] if line.strip())
        done.append(f"{found['lead']}$${tex}$${after}")
        number = last + 1
    return "\n".join(done)


def _last_line(lines: list[str], first: int, opening: re.Match[str]) -> int:
    """The line that ends a displayed formula; 0 if none does."""
    alone = not opening["tex"].strip()
    blank = False
    for number in range(first + 1, min(first + _MOST_LINES, len(lines))):
        line = lines[number].strip(" \t>")
        if "$$" in line:
            return number if not blank or (alone and line == "$$") else 0
        blank = blank or not line
        if blank and (not alone or line.startswith(("#", "```", "~~~"))):
            return 0
    return 0


def tight(text: str) -> str:
    """Prose of MyST, whose formulas may have blanks beside their dollars (``$ x^2 $``), without these blanks."""
    return _LOOSE.sub(lambda found: f"${found['tex'].strip()}$" if _TEX.search(found["tex"]) else found[0], text)


def doubled(text: str) -> str:
    """Prose of kramdown, in which two dollars within a line of words are a formula in the line."""

    def change(found: re.Match[str]) -> str:
        line_before = text[: found.start()].rpartition("\n")[2]
        line_after = text[found.end() :].partition("\n")[0]
        alone = not line_before.strip(" \t>") and not _NAME.sub("", line_after).strip()
        return found[0] if alone else f"${found['tex'].strip()}$"

    return _DOUBLED.sub(change, text)


def _is_formula(tex: str) -> bool:
    if re.search(r"\\[A-Za-z]", tex):
        return True
    if "\x02" in tex or (_AMOUNT.match(tex) and re.search(r"[A-Za-z]{2}", tex)):
        return False
    if _LETTERS.search(tex) and not re.search(r"[\^_]", tex):
        return False  # words between two amounts
    return not _PROSE.search(tex)


def brackets(text: str) -> str:
    r"""Prose with ``\( \)`` and ``\[ \]`` as dollars, where what they hold is TeX and not text in escaped brackets."""
    sure = any(_TEX.search(found["tex"]) for found in _ROUND.finditer(text)) if "\\(" in text else False

    def in_line(found: re.Match[str]) -> str:
        tex = found["tex"].strip()
        if _TEX.search(tex) or (sure and len(tex) < 30):
            return f"${tex}$"
        return found[0]

    def displayed(found: re.Match[str]) -> str:
        tex = found["tex"]
        if re.search(r"\\[A-Za-z]|[\^={}]", tex) and "](" not in tex and "\x02" not in tex:
            return f"$${tex.strip()}$$"
        return found[0]

    if "\\(" in text:
        text = _ROUND.sub(in_line, text)
    return _SQUARE.sub(displayed, text) if "\\[" in text else text


def environments(text: str) -> str:
    """Prose with the environments of displayed formulas as such formulas; a label becomes an identifier."""

    def change(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if before.count("$$") % 2:
            return found[0]
        name, tex, lead = found["name"], found["tex"], found["lead"]
        label = _LABEL.search(tex) or _BOOKDOWN.search(tex)
        tex = _BOOKDOWN.sub("", _LABEL.sub("", tex)).strip("\n ")
        tex = tex.replace("\\nonumber", "").replace("\\notag", "")
        if name not in _UNWRAPPED:
            name = _AS.get(name, name)
            if name.startswith("gather"):
                name = "gather" + "*" * name.endswith("*")
            tex = f"\\begin{{{name}}}\n{tex}\n\\end{{{name}}}"
        tex = re.sub(r"\n(?:[ \t>]*\n)+", "\n", tex)
        anchor = _identifier(label[1]) if label else ""
        return f"\n{lead}$$\n{tex}\n{lead}$${anchor}\n"

    return _ENVIRONMENT.sub(change, text) if "\\begin{" in text else text


def in_raw(text: str) -> str | None:
    """A piece of raw TeX that is one displayed formula, as Markdown; None for other TeX."""
    return environments(text.strip()).strip() if _ENVIRONMENT.fullmatch(text.strip()) else None


def _identifier(label: str) -> str:
    return f" {{#{name_of(label)}}}"
