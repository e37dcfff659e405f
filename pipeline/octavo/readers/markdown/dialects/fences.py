"""Code fences with anything after the language: always a code block. Text in, text out; pure.

A title becomes the attribute ``title``; options of other tools (marked lines, numbers, echo) are left out. What
pandoc reads by itself is not changed.
"""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.cells import CELL, opened, pictured, text_references
from octavo.readers.markdown.dialects.prose import FENCE

_PLAIN = re.compile(r"[\w+#./-]*\Z")
_OWN = re.compile(r"\{=\w+\}\Z|\{(?:[ \t]*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[\w.%-]+)))*[ \t]*\}\Z")
_TITLE = re.compile(
    r"(?:^|[\s{,])(?:title|filename|file|name|caption|label|hl_title|lst-cap|fig\.cap|fig-cap|tbl-cap)"
    r"\s*[=:]\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s,{}\"']+))"
)
_LANGUAGE = re.compile(r"\{?[ \t]*\.?(?P<name>[A-Za-z][\w+#-]*)(?P<rest>.*)\Z", re.DOTALL)
_COLON = re.compile(r"(?P<name>[A-Za-z][\w+#-]*):(?P<title>[\w./ -]*\.\w+)[ \t]*\Z")
_WANTED = re.compile(r"@ref\((fig|tab):([\w-]+)\)")
_UNTITLED = ("label", "name")


def plain_fences(text: str, *, directives: bool = False) -> str:
    """The text with every fence opened in a way that pandoc reads. ``directives``: ``{note}`` is left for later."""
    text, references = text_references(text) if "(ref:" in text else (text, {})
    wanted = frozenset(f"{kind}:{name}" for kind, name in _WANTED.findall(text))
    lines = text.split("\n")
    done: list[str] = []
    inside, length, skip = "", 0, 0
    for number, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        fence = FENCE.match(line) if "```" in line or "~~~" in line else None
        if inside:
            ends = (
                fence is not None
                and fence["fence"][0] == inside
                and len(fence["fence"]) >= length
                and not fence["info"].strip()
            )
            inside = "" if ends else inside
            done.append(line)
            continue
        if fence is None or (fence["fence"][0] == "`" and "`" in fence["info"]):
            done.append(line)
            continue
        inside, length = fence["fence"][0], len(fence["fence"])
        info = fence["info"].strip()
        if directives and re.match(r"\{[a-z][\w:-]*\}", info):
            done.append(line)
            continue
        if CELL.match(info):
            if shown := pictured(info, lines[number + 1 :][:60], references, wanted):
                made, skip = shown
                inside = ""
                lead = re.sub(r"[^>\s]", " ", fence["lead"])
                done += [*made[:1], fence["lead"] + made[1], *(lead + one if one else one for one in made[2:])]
                continue
            opening, skip = opened(info, lines[number + 1 :][:60], references, wanted)
        else:
            opening = _opening(info)
        done.append(f"{fence['lead']}{fence['fence']}{opening}".rstrip())
    return "\n".join(done)


def _opening(info: str) -> str:
    """What is behind a fence, so that pandoc takes it for a language, or for attributes."""
    if _PLAIN.match(info):
        return info
    if _OWN.match(info) and not info.startswith("{=") and not _TITLE.search(info):
        return f" {info}"
    if info.startswith("{="):
        return info
    coloned = _COLON.match(info)
    if coloned:
        return _attributes(coloned["name"], coloned["title"].strip(), info)
    classed = re.search(r"[{\s]\.([A-Za-z][\w+-]*)", info) if info.startswith("{") else None
    found = _LANGUAGE.match(classed[1] if classed else info)
    language = found["name"] if found and not re.match(r"\s*=", found["rest"]) else ""
    titled = next((one for one in _TITLE.finditer(info) if not one[0].strip(" ,{").startswith(_UNTITLED)), None)
    title = next((text for text in titled.groups() if text), "") if titled else ""
    return _attributes(language, title, info)


def _attributes(language: str, title: str, info: str) -> str:
    identifier = re.search(r"[{ ]#([A-Za-z][\w:-]*)", info) if info.startswith("{") else None
    parts = [f"#{identifier[1]}"] if identifier else []
    parts += [f".{language}"] if re.fullmatch(r"[A-Za-z][\w-]*", language) else []
    if title:
        escaped = title.replace("\\", "\\\\").replace('"', '\\"').replace("`", "'")
        parts.append(f'title="{escaped}"')
    if not parts:
        return "" if not language else f" {language}"
    if len(parts) == 1 and parts[0].startswith("."):
        return language
    return " {" + " ".join(parts) + "}"
