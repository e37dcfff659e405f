"""Shortcodes of Hugo and Quarto, tags of Liquid (Jekyll, GitBook) in Markdown. Text in and out; pure.

Known ones are translated by the functions in ``hugo`` and ``liquid``. Others are shown unchanged, as code, with one
notice for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model import Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.prose import code_mask
from octavo.readers.markdown.dialects.shortcodes.arguments import arguments
from octavo.readers.markdown.dialects.shortcodes.hugo import PAIRED, RAW, known
from octavo.readers.markdown.dialects.shortcodes.kramdown import plain_attributes
from octavo.readers.markdown.dialects.shortcodes.liquid import tag
from octavo.text.closing import replace_closed

_HUGO = re.compile(
    r"\{\{(?P<open>[<%])(?!/\*)\s*(?P<end>/?)\s*(?P<name>[\w./-]++)\s*+"
    r"(?P<rest>(?:\"[^\"]{0,1000}\"|`[^`]{0,1000}`|[^\"`]){0,300}?)\s*/?[>%]\}\}"
)
_LIQUID = re.compile(
    r"\{%-?\s*(?P<name>\w[\w-]*+)\s*+"
    r"(?P<rest>(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|[^\"']){0,300}?)\s*-?%\}"
)
_VALUE = re.compile(r"\{\{-?\s*+(?P<value>[^{}<%>]++)\}\}")
_ESCAPED = re.compile(r"\{\{([<%])/\*\s?(.*?)\s?\*/([>%])\}\}", re.DOTALL)
_END_ESCAPED = re.compile(r"\*/[>%]\}\}")
_END_COMMENT, _END_HUGO_COMMENT = r"\{%-?\s*endcomment\s*-?%\}", r"\{\{[<%]\s*/comment\s*[>%]\}\}"
_COMMENTS = (
    (re.compile(rf"\{{%-?\s*comment\s*-?%\}}.*?{_END_COMMENT}", re.DOTALL), re.compile(_END_COMMENT)),
    (
        re.compile(rf"\{{\{{[<%]/?\s*comment\s*[>%]\}}\}}.*?{_END_HUGO_COMMENT}", re.DOTALL),
        re.compile(_END_HUGO_COMMENT),
    ),
)
_LEAD = re.compile(r"(?P<lead>(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(?P<rest>.*)\Z", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<text>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_OPENED = re.compile(r"\{\{[<%](?!/\*)(?:(?![>%]\}\}).)*\Z")
_RAW_OPEN = re.compile(
    r"(?P<before>.*?)\{[{%][<%]?-?\s*(?P<name>" + "|".join(RAW) + r")\b"
    r"(?P<rest>[^}]{0,300})(?<=[>%])\}?\}(?P<more>.*)\Z"
)
_PAIRED = re.compile(
    r"\{\{(?P<open>[<%])\s*(?P<name>" + "|".join(PAIRED) + r")\b\s*+"
    r"(?P<rest>(?:\"[^\"]{0,1000}\"|[^\"{}]){0,300}?)\s*[>%]\}\}"
    r"(?P<text>[^{}]*)\{\{(?P=open)\s*/\s*(?P=name)\s*[>%]\}\}"
)
_LONGEST = 30  # lines that one shortcode may be written on
_HIDDEN = ("\x0e", "\x0f")  # what stands for braces that are text


def _hidden(found: re.Match[str]) -> str:
    """What is between braces that are text, with signs for these."""
    return found["text"].replace("{", _HIDDEN[0]).replace("}", _HIDDEN[1])


def _rest(found: re.Match[str]) -> str:
    """What follows the name in a shortcode that opens code; cut here, as an expression would try each space twice."""
    return found["rest"][:-1].removesuffix("-").strip()


def translated(
    text: str, place: Place, before: int = 0, values: Mapping[str, object] | None = None
) -> tuple[str, list[Notice]]:
    """The text with known shortcodes in Markdown; notices for those left visible.

    ``values`` is the front matter, of which texts may show a value (``{{ page.title }}``).
    """
    run = _Run(values or {})
    if "{%" in text:
        text = replace_closed(_RAW, _END_RAW, _hidden, text)
    if "comment" in text:
        for pattern, closing in _COMMENTS:
            text = replace_closed(pattern, closing, lambda found: "\n" * found[0].count("\n"), text)
    lines = _joined(text.split("\n"))
    done = run.lines([line for line, _ in lines], [number + before for _, number in lines])
    text = "\n".join(done)
    if "{:" in text:
        text = plain_attributes(text)
    text = replace_closed(_ESCAPED, _END_ESCAPED, r"{{\1 \2 \3}}", text)
    text = text.replace(_HIDDEN[0], "{").replace(_HIDDEN[1], "}")
    return text, [
        Notice(
            Code.raw_shown,
            f"the shortcode “{name}” is not known and is shown as it is",
            Place(place.path, line),
            "write what it stands for in Markdown",
        )
        for name, line in run.unknown.items()
        if not (name.startswith("end") and name[3:] in run.unknown)
    ]


def _joined(lines: list[str]) -> list[tuple[str, int]]:
    """The lines, those of one shortcode as one, and the number of each."""
    mask = code_mask(lines, unclosed=True)
    done: list[tuple[str, int]] = []
    number = 0
    while number < len(lines):
        line, first = lines[number], number + 1
        number += 1
        if mask[first - 1] and "{{" in line and _OPENED.search(line):
            near = range(number, min(number + _LONGEST, len(lines)))
            end = next((at for at in near if re.search(r"[>%]\}\}", lines[at])), 0)
            if end and all(lines[at].strip() for at in range(number, end)):
                line = " ".join([line, *(lines[at].strip() for at in range(number, end + 1))])
                number = end + 1
        done.append((line, first))
    return done


@dataclass
class _Run:
    """A text being translated, the values that it may show, and the unknown shortcodes."""

    values: Mapping[str, object]
    unknown: dict[str, int] = field(default_factory=dict)

    def lines(self, lines: list[str], numbers: list[int]) -> list[str]:
        """All lines in Markdown."""
        mask = code_mask(lines, unclosed=True)
        done: list[str] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            if not mask[at - 1] or "{" not in line:
                done.append(line)
                continue
            found = _RAW_OPEN.match(line)
            if found and _rest(found).endswith("/"):  # it holds nothing, and switches something on
                at -= 1
                lines[at] = found["before"] + found["more"]
                continue
            end = _closed(lines, at - 1, found["name"]) if found else None
            if found and end is not None:
                inner = [found["more"], *lines[at : end + 1]] if end >= at else [found["more"]]
                made = self._raw(found, inner)
                at = max(end + 1, at)
                if len(made) == 1:  # what is around it on the line is still to be read
                    at -= 1
                    lines[at] = made[0]
                    mask[at] = True
                else:
                    done += made
                continue
            done += self._line(line, numbers[at - 1])
        return done

    def _raw(self, found: re.Match[str], inner: list[str]) -> list[str]:
        """A shortcode whose content is no Markdown: code, a drawing, a formula."""
        close = re.search(r"\{[{%][<%]?-?\s*(?:/\s*|end)" + found["name"] + r"\b[^}]*\}?\}", inner[-1])
        after = inner[-1][close.end() :] if close else ""
        inner[-1] = inner[-1][: close.start()] if close else inner[-1]
        text = RAW[found["name"]](*arguments(_rest(found)), "\n".join(inner).strip("\n"))
        if "\n" not in text:
            return [found["before"] + text + after]
        lead = _LEAD.match(found["before"])
        indent = re.sub(r"[^>\s]", " ", lead["lead"]) if lead else ""
        first, *rest = text.split("\n")
        return [found["before"] + first, *((indent + line if line else line) for line in rest),
                *([indent + after] if after.strip() else [])]  # fmt: skip

    def _line(self, line: str, number: int) -> list[str]:
        """One line; code in it is left alone."""
        found = _LEAD.match(line)
        lead, rest = (found["lead"], found["rest"]) if found else ("", line)
        pieces = re.split(r"(`[^`\n]+`(?!\}))", rest) if "`" in rest and "{{" not in rest.split("`")[0] else [rest]
        made = "".join(piece if at % 2 else self._piece(piece, number) for at, piece in enumerate(pieces))
        if made == rest:
            return [line]
        indent = re.sub(r"[^>\s]", " ", lead)
        lines = made.split("\n")
        if indent != lead:  # behind the mark of an item nothing may be blank
            while len(lines) > 1 and not lines[0].strip():
                lines = lines[1:]
        first, *more = lines
        return [(lead + first) if first or indent != lead else indent.rstrip(), *(indent + one if one else
                indent.rstrip() for one in more)]  # fmt: skip

    def _piece(self, piece: str, number: int) -> str:
        """A piece of a line outside code."""

        def shown(found: re.Match[str]) -> str:
            if not ("end" in found.re.groupindex and found["end"]):  # what closes one has no word of its own
                self.unknown.setdefault(found["name"], number)
            in_link = found.string[: found.start()].endswith(("](", "](<", '"', "="))
            return found[0] if in_link or "`" in found[0] else f"`{found[0]}`"

        def hugo(found: re.Match[str]) -> str:
            made = known(found["name"].rpartition("/")[2], *arguments(found["rest"]), self.values,
                         ends=bool(found["end"]))  # fmt: skip
            return shown(found) if made is None else made

        def liquid(found: re.Match[str]) -> str:
            if found["name"] in ("hint", "endhint"):
                return found[0]
            made = tag(found["name"], *arguments(found["rest"]))
            return shown(found) if made is None else made

        if "{{<" in piece or "{{%" in piece:
            piece = _PAIRED.sub(lambda found: PAIRED[found["name"]](*arguments(found["rest"]), found["text"]), piece)
            piece = _HUGO.sub(hugo, piece)
        if "{%" in piece:
            piece = _LIQUID.sub(liquid, piece)
        return _VALUE.sub(self._value, piece) if "{{" in piece else piece

    def _value(self, found: re.Match[str]) -> str:
        """``{{ site.baseurl }}`` and ``{{ "/x.png" | relative_url }}`` as the address they make; others stay."""
        value = found["value"].rstrip("-").strip()
        if value in ("site.baseurl", "site.url", "site.BaseURL", ".Site.BaseURL", "page.root", "root"):
            return ""
        told = re.fullmatch(r"(?:page\.|\.Page\.|\.Params\.|\$frontmatter\.)(?P<key>[\w-]+)", value)
        said = self.values.get(told["key"]) if told else None
        if isinstance(said, str):
            return said
        address = re.fullmatch(r"[\"']([^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|url)", value)
        return address[1] if address else found[0]


def _closed(lines: list[str], at: int, name: str) -> int | None:
    """The line on which a shortcode that holds raw text ends; None if nothing closes it."""
    close = re.compile(r"\{[{%][<%]?-?\s*(?:/\s*|end)" + name + r"\b")
    return next((number for number in range(at, len(lines)) if close.search(lines[number])), None)
