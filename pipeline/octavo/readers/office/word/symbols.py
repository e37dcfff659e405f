"""Characters of symbol fonts (Symbol, Wingdings, Webdings) as the Unicode characters that look like them. Pure.

Each row of a table begins at the code named in front of it; a space means that Unicode has nothing alike.
"""

from __future__ import annotations

from functools import cache

_GAP = " "
_SYMBOL = {
    0x21: "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x21: "🖉✂✁👓🔔📖🕯☎✆✉📧📪📫📬📭📁📂📄📃📑🗄⌛⌨🖱🖲💻🖴💾🖬✇✍🖎✌👌👍👎☜☞☝☟✋☺😐☹💣☠🏳🏱"
    "✈☼💧❄✝✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪○◎◉◉◎○▪□▲✦★✶✴✹✵⊕⌖⟡⌑❖✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛",
    0xD5: "⌫⌦◄➢▲▼➲➳➴➵←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑",
}
_WINGDINGS_2 = {
    0x21: "🖊🖋🖌🖍✄✀🕾🕽📝🗆📄🖺📋📎🗑🖻🖼🎚☎📞📞✆📻📺💽⌨🖱🖰🖪🖫🖬🔒🔓🔑📥📤🕳👉☜☞👈☝☟🖓🖔👎☞☜👍👇✗✓☒☑☒☒⊠⊠⊗⊗🚫⊘ɛ&&&?‽❦❧",
    0x69: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x80: "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧",
    0x95: "⋅•●●○◎◉◎⊙·▪■□□▢❏❐▣",
    0xA7: "▪▣◘◆◇◈❖◆◇◊⬖▲△▼▽★✦✶✴✹✵",
}
_WINGDINGS_2_MORE = {0xA2: "■", 0xA3: "□", 0x98: "●", 0x97: "●", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗"}
_WINGDINGS_3 = {
    0x21: "←→↑↓↖↗↙↘⇤⇥⤒⤓↹⇞⇟↔↕↕↺↻⤶⤷⤴⤵↰↱↲↳⇄⇅⇆⇵⇉⇊⇇⇈⇦⇨⇧⇩⬄⇳↚↛⇋⇌⇐⇒⇑⇓⇔⇕⇖⇗⇙⇘⇚⇛⬅➡⬆⬇⬉⬈⬋⬊⬌⬍",
    0x70: "▲▼△▽◀▶◁▷◣◢◤◥",
    0x80: "▲▼◀▶◄►▴▾◂▸",
}
_WEBDINGS = {
    0x21: "🕷🕸🕲🏆🏅🖇💬💭🗩📰📄📖🖼🎭🎵🎹🎸◀▶▲▼",
    0x47: "▶",
    0x61: "✓",
    0x63: "□",
    0x67: "■",
    0x6E: "●",
    0x72: "✗",
    0x34: "⏪⏩⏮⏭⏸⏹⏺",
    0x48: "🏠",
    0x59: "♥",
    0x6D: "💬",
    0x7E: "⚡",
    0x9F: "•",
    0xC0: "🎬",
    0xC8: "☎",
    0xC9: "✉",
    0xFC: "🌍",
}
_TABLES = {
    "symbol": (_SYMBOL,),
    "wingdings": (_WINGDINGS,),
    "wingdings 2": (_WINGDINGS_2, _WINGDINGS_2_MORE),
    "wingdings 3": (_WINGDINGS_3,),
    "webdings": (_WEBDINGS,),
    "mt extra": ({0x6C: "ℓ", 0x68: "ℏ", 0x4B: "…", 0x4C: "⋯", 0x4D: "⋮", 0x4F: "⋱", 0x6F: "∘", 0x49: "∩", 0x55: "∪"},),
    "zapfdingbats": ({0x21: "".join(map(chr, range(0x2701, 0x275F)))},),
}


@cache
def _table(font: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for rows in _TABLES.get(font, ()):
        for start, row in rows.items():
            for at, char in enumerate(row):
                if char != _GAP:
                    found[start + at] = char
    return found


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font are to be read through a table here."""
    return font.strip().lower() in _TABLES


def symbol(font: str, code: int) -> str:
    """The character that a symbol font shows for a code (F0FC or FC in Wingdings: ✓); nothing where none is known.

    A code of an ordinary font is the character itself.
    """
    name = font.strip().lower()
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if name in _TABLES:
        return _table(name).get(low, "")
    if 0xE000 <= code <= 0xF8FF:
        # A font that is not known, but most such codes come from Symbol.
        return _table("symbol").get(low, "")
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF else ""


def in_font(text: str, font: str) -> str:
    """Text in a font, with the codes of symbol fonts replaced; codes that no table knows become a bullet."""
    done = ""
    for char in text:
        coded = 0xF000 <= ord(char) <= 0xF0FF
        if coded or (is_symbol_font(font) and ord(char) < 0x100 and not char.isspace()):
            done += symbol(font, ord(char)) or ("•" if coded else char)
        else:
            done += char
    return done
