"""Directives and roles of MyST (and Sphinx) in plain Markdown. Text in, text and notices out; pure."""

from __future__ import annotations

import re

from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.boxes import KINDS

_OPEN = re.compile(r"(?P<lead>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})\{(?P<name>[a-zA-Z][\w:-]*)\}[ \t]*(?P<rest>.*)\Z")
_OPTION = re.compile(r"[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>.*)\Z")
_ROLE = re.compile(r"\{(?P<name>[a-zA-Z][\w:+-]*)\}(?P<ticks>`+)(?P<text>[^`]+)(?P=ticks)")
_TARGET = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>\Z", re.DOTALL)
_LABEL = re.compile(r"\((?P<name>[\w:. -]+)\)=[ \t]*\Z")
_CODE = frozenset(["code", "code-block", "code-cell", "sourcecode", "prompt", "parsed-literal", "literal", "ipython"])
_NOTHING = frozenset(
    "toctree contents tableofcontents index only highlight bibliography currentmodule exercise-end solution-end".split()
)
_OPENS = frozenset(
    "tab-set tab-item grid grid-item grid-item-card card dropdown margin sidebar div container epigraph topic rubric"
    " versionadded versionchanged deprecated exercise solution exercise-start solution-start proof prf:theorem"
    " prf:proof prf:lemma prf:definition prf:corollary prf:example prf:remark prf:algorithm prf:proposition".split()
)
_MARKED = {"sub": "~{}~", "subscript": "~{}~", "sup": "^{}^", "superscript": "^{}^", "math": "${}$", "eq": "[{}](#{})"}
_DOMAINS = frozenset("py c cpp js class func meth mod attr data exc obj".split())
_REFERS = frozenset(["ref", "numref", "doc", "any", "download", "term", "std:ref", "std:doc", "prf:ref"])


def translated(text: str, place: Place, before: int = 0) -> tuple[str, list[Notice]]:
    """The text with directives that are no boxes, roles and labels in plain Markdown."""
    lines = text.split("\n")
    done: list[str] = []
    unknown: dict[str, int] = {}
    label, number = "", 0
    while number < len(lines):
        line = lines[number]
        number += 1
        marked = _LABEL.match(line)
        if marked:
            label = re.sub(r"[^\w-]+", "-", marked["name"].strip())
            continue
        if label and line.lstrip().startswith("#"):
            line, label = f"{line.rstrip()} {{#{label}}}", ""
        elif label and line.strip():
            done += [f"[]{{#{label}}}", ""] if not line.startswith(("`", ":", "$")) else []
            label = ""
        found = _OPEN.match(line)
        if not found or found["name"] in KINDS:
            done.append(_ROLE.sub(_role, line) if "}`" in line else line)
            continue
        end = next((at for at in range(number, len(lines)) if lines[at].strip() == found["fence"]), len(lines))
        options, start = _options(lines, number, end)
        made = _directive(found, options, lines[start:end])
        if made is None:
            unknown.setdefault(found["name"], number + before)
            done.append(line)
            continue
        if found["name"] in _OPENS:  # what it holds is Markdown, and may hold other directives
            lines[number - 1 : end + 1] = ["", *made, ""]
            number -= 1
            continue
        done += made
        number = end + 1
    notices = [
        Notice(Code.raw_shown, f"the directive “{name}” is not known and is shown as it stands", Place(place.path, at),
               "write what it stands for in Markdown")
        for name, at in unknown.items()
    ]  # fmt: skip
    left = sum(1 for line in lines if (one := _OPEN.match(line)) and one["name"] in _NOTHING)
    if left:
        text_left = f"{left} directives that only steer the website were left out"
        notices.append(Notice(Code.text_left_out, text_left, place, level=Level.info))
    return "\n".join(done), notices


def _options(lines: list[str], start: int, end: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    if start < end and lines[start].strip() == "---":
        shut = next((at for at in range(start + 1, end) if lines[at].strip() == "---"), start)
        for line in lines[start + 1 : shut]:
            key, _, value = line.partition(":")
            found[key.strip()] = value.strip().strip("\"'")
        return found, shut + 1
    while start < end and (option := _OPTION.match(lines[start])):
        found[option["key"]] = option["value"].strip()
        start += 1
    return found, start


def _directive(found: re.Match[str], options: dict[str, str], inner: list[str]) -> list[str] | None:
    name, rest, lead = found["name"].lower(), found["rest"].strip(), found["lead"]
    if name in _NOTHING:
        return [""]
    if name in _CODE:
        title = options.get("caption", "")
        info = f'{{.{rest} title="{title}"}}' if title and rest else rest
        return [f"{lead}```{info}", *inner, f"{lead}```"]
    if name == "math":
        label = f" {{#eq-{options['label'].removeprefix('eq-').removeprefix('eq:')}}}" if options.get("label") else ""
        return ["", f"{lead}$$", *[line for line in inner if line.strip()], f"{lead}$${label}", ""]
    if name in ("figure", "image"):
        caption = (
            " ".join(line.strip() for line in inner if line.strip()) if name == "figure" else options.get("alt", "")
        )
        parts = [f"#{options['name']}"] if options.get("name") else []
        parts += [f'alt="{options["alt"]}"'] if options.get("alt") and caption != options.get("alt") else []
        parts += [f"width={options['width']}"] if re.fullmatch(r"\d+(?:px|%|em)?", options.get("width", "")) else []
        return ["", f"{lead}![{caption}](<{rest}>)" + ("{" + " ".join(parts) + "}" if parts else ""), ""]
    if name == "mermaid":
        return [f"{lead}```mermaid", *inner, f"{lead}```"]
    if name in _OPENS:
        return [*([f"{lead}**{rest}**", ""] if rest else []), *inner]
    return None


def _role(found: re.Match[str]) -> str:
    name, text = found["name"].lower(), found["text"].strip()
    if name in _MARKED and name != "eq":
        return _MARKED[name].format(text.replace(" ", "\\ ") if name.startswith("su") else text)
    target = _TARGET.match(text)
    words, to = (target["words"], target["target"]) if target else (text, text)
    if name in ("ref", "numref", "eq", "any", "std:ref", "prf:ref"):
        place = re.sub(r"[^\w-]+", "-", to)
        return f"[{words}](#{place})"
    if name in _REFERS:
        page = f"{to}.md" if name.endswith("doc") and "." not in to.rpartition("/")[2] else to
        return f"[{words}]({page})" if name in ("doc", "std:doc", "download") else words
    if name in ("kbd", "abbr"):
        return f"<kbd>{text}</kbd>" if name == "kbd" else text
    if name.startswith("cite"):
        return "[" + "; ".join(f"@{part.strip()}" for part in text.split(",")) + "]"
    if name.partition(":")[0] in _DOMAINS:
        return f"`{words.lstrip('~!')}`"
    return f"`{text}`"
