"""Shortcodes of Hugo and Quarto, tags of Liquid (Jekyll, GitBook), attributes of kramdown. Text in and out; pure.

What is known is written in Markdown. What is not stays visible, with one notice for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from octavo.model import Notice, Place
from octavo.notices import Code
from octavo.readers.markdown.dialects.boxes import KINDS, box
from octavo.readers.markdown.dialects.prose import code_mask

_HUGO = re.compile(
    r"\{\{(?P<open>[<%])\s*(?P<end>/?)\s*(?P<name>[\w./-]+)\s*"
    r"(?P<rest>(?:\"[^\"]*\"|`[^`]*`|[^\"`])*?)\s*/?[>%]\}\}"
)
_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w[\w-]*)\s*(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'])*?)\s*-?%\}")
_VALUE = re.compile(r"\{\{-?\s*(?P<value>[^{}<%>]+?)\s*-?\}\}")
_ESCAPED = re.compile(r"\{\{([<%])/\*\s?(.*?)\s?\*/([>%])\}\}", re.DOTALL)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_IAL = re.compile(r"[ \t]*\{:[ \t]*(?P<inner>[^{}\n]*)\}")
_PAIRS = re.compile(r"(?P<key>[\w-]+)\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<d>[^`]*)`|(?P<c>[^\s\"']+))")
_WORDS = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`|(\S+)")
_BOX_NAMES = frozenset([*KINDS, "hint", "notice", "alert", "callout", "admonition", "box", "infobox"])
_ENDS = frozenset("endhint endtab endtabs endcode endraw endcontent endcontent-ref endembed endhighlight".split())


def translated(text: str, place: Place, before: int = 0) -> tuple[str, list[Notice]]:
    """The text with known shortcodes in Markdown; notices for those left visible."""
    unknown: dict[str, int] = {}
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    done: list[str] = []
    fence = ""
    for number, line in enumerate(lines):
        if fence and re.search(r"\{[{%][<%-]?\s*(?:/\s*highlight|endhighlight)", line):
            done.append("```")
            fence = ""
            continue
        if fence or not mask[number] or "{" not in line:
            done.append(line)
            continue
        opened = re.match(
            r"[ \t]*\{[{%][<%-]?\s*highlight\s+[\"']?(?P<lang>[\w+#-]+)[^}]*\}\}?[ \t]*(?P<rest>.*)\Z", line
        )
        if opened and any("highlight" in later for later in lines[number + 1 :]):
            done.append(f"```{opened['lang']}")
            if opened["rest"]:
                done.append(opened["rest"])
            fence = "```"
            continue
        done += _line(line, number + 1 + before, unknown).split("\n") if "{" in line else [line]
    text = "\n".join(done)
    if "{%" in text:
        text = _COMMENT.sub("", text)
    if "{:" in text:
        text = _attributes(text)
    return _ESCAPED.sub(r"{{\1 \2 \3}}", text), [
        Notice(
            Code.raw_shown,
            f"the shortcode “{name}” is not known and is shown as it stands",
            Place(place.path, line),
            "write what it stands for in Markdown",
        )
        for name, line in unknown.items()
    ]


def _line(line: str, number: int, unknown: dict[str, int]) -> str:
    """One line; code in it is left alone."""
    pieces = re.split(r"(`[^`\n]+`(?!\}))", line) if "`" in line and "{{" not in line.split("`")[0] else [line]
    lead = line[: len(line) - len(line.lstrip(" \t>"))]

    def hugo(found: re.Match[str]) -> str:
        made = _known(found["name"].rpartition("/")[2], found["rest"], bool(found["end"]), lead)
        if made is None:
            unknown.setdefault(found["name"], number)
        return found[0] if made is None else made

    def liquid(found: re.Match[str]) -> str:
        name = found["name"]
        if name in ("comment", "endcomment", "hint", "endhint"):
            return found[0]
        made = _tag(name, found["rest"], lead)
        if made is None:
            unknown.setdefault(name, number)
        return found[0] if made is None else made

    def change(piece: str) -> str:
        piece = _HUGO.sub(hugo, piece) if "{{<" in piece or "{{%" in piece else piece
        piece = _LIQUID.sub(liquid, piece) if "{%" in piece else piece
        return _VALUE.sub(_value, piece) if "{{" in piece else piece

    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


def _arguments(rest: str) -> tuple[dict[str, str], list[str]]:
    named = {found["key"]: next((text for text in found.groups()[1:] if text), "") for found in _PAIRS.finditer(rest)}
    bare = [next((text for text in found.groups() if text), "") for found in _WORDS.finditer(_PAIRS.sub(" ", rest))]
    return named, [word for word in bare if word]


def _known(name: str, rest: str, ends: bool, lead: str) -> str | None:
    """A shortcode of Hugo or Quarto in Markdown; None if it is not known."""
    named, bare = _arguments(rest)
    first = bare[0] if bare else ""
    name = name.lower()
    if name in _BOX_NAMES:
        if ends:
            return f"\n{lead}:::\n"
        kind = (
            named.get("type") or named.get("style") or named.get("color") or (first if first.lower() in KINDS else "")
        )
        kind = kind or (name if name in KINDS else "note")
        title = named.get("title") or next((word for word in bare if word.lower() not in KINDS), "")
        return "\n" + "\n".join(box(kind, title, lead)) + "\n"
    if ends:
        return "" if name in _SHELLS else None
    maker = _HUGO_MAKERS.get(name)
    if maker is not None:
        return maker(named, first)
    return "" if name in _SHELLS and not (named or bare) else None


def _figure(named: dict[str, str], first: str) -> str | None:
    source = named.get("src") or named.get("image_path") or named.get("url") or first
    if not source:
        return None
    caption = named.get("caption") or named.get("title") or ""
    alt = named.get("alt", "")
    parts = [f'alt="{alt}"'] if alt and caption and alt != caption else []
    parts += [f"width={named['width']}"] if re.fullmatch(r"\d+(?:px|%|em)?", named.get("width", "")) else []
    shown = f"![{caption or alt}](<{source}>)" + ("{" + " ".join(parts) + "}" if parts else "")
    link = named.get("link", "")
    return f"[{shown}]({link})" if link.startswith("http") and not caption else shown


def _film(address: str) -> Callable[[dict[str, str], str], str | None]:
    def made(named: dict[str, str], first: str) -> str | None:
        name = named.get("id") or named.get("video") or first
        if not name:
            return None
        where = name if name.startswith("http") else address.format(name)
        title = named.get("title", "")
        return f"[{title}]({where})" if title else f"<{where}>"

    return made


def _reference(named: dict[str, str], first: str) -> str | None:
    return named.get("path") or first or None


_HUGO_MAKERS: dict[str, Callable[[dict[str, str], str], str | None]] = {
    "figure": _figure,
    "img": _figure,
    "image": _figure,
    "ref": _reference,
    "relref": _reference,
    "youtube": _film("https://www.youtube.com/watch?v={}"),
    "vimeo": _film("https://vimeo.com/{}"),
    "bilibili": _film("https://www.bilibili.com/video/{}"),
    "video": _film("{}"),
    "instagram": _film("https://www.instagram.com/p/{}/"),
    "tweet": lambda named, first: f"<https://twitter.com/{named.get('user', 'i')}/status/{named.get('id') or first}>",
    "x": lambda named, first: f"<https://x.com/{named.get('user', 'i')}/status/{named.get('id') or first}>",
    "kbd": lambda _, first: f"<kbd>{first}</kbd>" if first else None,
    "br": lambda _named, _first: "<br>",
    "toc": lambda _named, _first: "",
}
_SHELLS = frozenset(["columns", "column", "tabs", "rawhtml", "details", "center"])


def _tag(name: str, rest: str, lead: str) -> str | None:
    """A tag of Liquid in Markdown; None if it is not known."""
    named, bare = _arguments(rest)
    first = bare[0] if bare else ""
    if name in _ENDS or name in ("raw", "tabs", "code", "content-ref"):
        title = named.get("title", "")
        return f"**{title}**\n" if name == "code" and title else ""
    if name == "tab":
        return f"\n{lead}**{named.get('title', first)}**\n"
    if name == "embed":
        return f"<{named['url']}>" if named.get("url", "").startswith("http") else None
    if name in ("link", "post_url"):
        return first or None
    if name == "youtube":
        return _HUGO_MAKERS["youtube"](named, first)
    if name == "include" and re.search(r"fig|image|img", first):
        return _figure(named, named.get("file", "") or named.get("path", ""))
    if name == "include" and re.search(r"youtube", first):
        return _HUGO_MAKERS["youtube"](named, "")
    if (
        name == "include"
        and (kind := first.rpartition("/")[2].partition(".")[0].lower()) in KINDS
        and named.get("content")
    ):
        return "\n".join(["", *box(kind, named.get("title", ""), lead), named["content"], ":::", ""])
    if name in ("assign", "capture", "endcapture", "toc"):
        return ""
    return None


def _value(found: re.Match[str]) -> str:
    """``{{ site.baseurl }}`` and ``{{ "/x.png" | relative_url }}`` as the address they make; others stay."""
    value = found["value"]
    if value in ("site.baseurl", "site.url", "site.BaseURL", ".Site.BaseURL", "page.root", "root"):
        return ""
    address = re.fullmatch(r"[\"']([^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|url)", value)
    return address[1] if address else found[0]


def _attributes(text: str) -> str:
    """Attributes of kramdown: those of a heading stay, ``{: .note }`` makes a box, the others only carried looks."""
    lines = text.split("\n")
    mask = code_mask(lines, unclosed=True)
    done: list[str] = []
    ahead = False  # a box is open that ends with the block it was opened before
    for line, plain in zip(lines, mask, strict=True):
        if ahead and not line.strip() and done[-1].strip():
            done += ["", ":::"]
            ahead = False
        if not plain or "{:" not in line:
            done.append(line)
            continue
        alone = _IAL.fullmatch(line.rstrip())
        if not alone:
            done.append(_IAL.sub(_kept_in_heading if line.lstrip().startswith("#") else _kept, line))
            continue
        kind = next((name for name in re.findall(r"\.([\w-]+)", alone["inner"]) if name.lower() in KINDS), "")
        if kind and done and done[-1].strip():
            start = next((at for at in range(len(done) - 1, -1, -1) if not done[at].strip()), -1) + 1
            done[start:start] = ["", *box(kind, "")]
            done += ["", ":::", ""]
        elif kind and not ahead:
            done += ["", *box(kind, "")]
            ahead = True
    if ahead:
        done += ["", ":::"]
    return "\n".join(done)


def _kept_in_heading(found: re.Match[str]) -> str:
    identifier = re.search(r"#([\w-]+)", found["inner"])
    return f" {{#{identifier[1]}}}" if identifier else ""


def _kept(found: re.Match[str]) -> str:
    width = re.search(r"width=[\"']?([\d.]+(?:px|%)?)", found["inner"])
    return f"{{width={width[1]}}}" if width else ""
