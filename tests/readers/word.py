"""Short ways to write Word files with styles and numbered paragraphs."""

from __future__ import annotations

from typing import Any

from octavo.tree.walk import plain

from tests.readers.packages import NAMES, docx, run


def styled(words: str, style: str = "", num: str = "", more: str = "") -> str:
    """A paragraph in a style, with a number ("3" or "3/1": list and level)."""
    identifier, _, level = num.partition("/")
    numbered = f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{identifier}"/></w:numPr>' if num else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}{more}</w:pPr>{run(words) if words else ''}</w:p>"


def level(text: str, form: str = "decimal", at: int = 0, start: int = 1, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: dict[str, str], nums: str = "") -> str:
    """A numbering part: the levels of each list, by its number; ``nums`` are more lists that share them."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in lists.items()
    )
    own = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in lists)
    return f"<w:numbering {NAMES}>{abstract}{own}{nums}</w:numbering>"


def styles(*given: str) -> str:
    """A styles part. Each style is ``identifier|name|based on|inner XML``."""
    done = ""
    for style in given:
        identifier, name, based, inner = [*style.split("|", 3), "", "", ""][:4]
        base = f'<w:basedOn w:val="{based}"/>' if based else ""
        done += f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}{inner}</w:style>'
    return f"<w:styles {NAMES}>{done}</w:styles>"


def word(body: str, lists: dict[str, str] | None = None, given: tuple[str, ...] = (), nums: str = "") -> bytes:
    """A Word file."""
    more: dict[str, str | bytes] = {"word/styles.xml": styles(*given)}
    if lists is not None:
        more["word/numbering.xml"] = numbering(lists, nums)
    return docx(body, more)


def drawn(nodes: list[Any], depth: int = 0) -> str:
    """Blocks as lines: ``1. words``, ``- words``, ``# words``; what is below an item is set in."""
    lines: list[str] = []
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "OrderedList":
            (start, style, delimiter), items = content
            for at, item in enumerate(items):
                lines.append("  " * depth + f"[{style['t']} {delimiter['t']} {start + at}]\n{drawn(item, depth + 1)}")
        elif kind == "BulletList":
            lines += ["  " * depth + f"[-]\n{drawn(item, depth + 1)}" for item in content]
        else:
            sign = "#" * content[0] + " " if kind == "Header" else ""
            lines.append("  " * depth + sign + " ".join(plain(node).split()))
    return "\n".join(lines)
