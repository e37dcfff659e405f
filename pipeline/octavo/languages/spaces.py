"""Where a line must not end, and where a sign needs a space before it, by language. Floor 1; pure.

Spaces become no-break spaces of the same width; only French signs get a narrow one, even where none was typed. No
other character changes, and applying the rules twice changes nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from octavo.languages.tags import primary

NO_BREAK, NARROW = "\u00a0", "\u202f"
Edit = tuple[int, int, str]
"""A change: from this place to that one, and what is there then."""

_ONE_LETTER = {
    "pl": "aiouwz",
    **dict.fromkeys(("cs", "sk"), "aikosuvz"),
    "sl": "aihkosuvz",
    **dict.fromkeys(("hr", "bs"), "aikosu"),
    "ru": "авикосуя",
    "uk": "авеєзійоуя",
    "be": "абазійкоуўя",
    "bg": "авиосу",
    "sr": "аикосу",
    "mk": "авико",
}
"""Words of one letter, mostly prepositions: a line does not end with one."""

_UNITS = (
    "%|‰|°[CF]?|℃|€|\\$|£|¥|₽|₴|zł|gr|Kč|Kčs|Ft|kr|lei|лв|руб|коп|грн|EUR|USD|GBP|CHF|PLN|CZK|SEK|DKK|NOK|Mio|Mrd|Tsd"
    "|[kMGTcdmµμnp]?m[²³23]?|[kmµμ]?g|[hcdm]?[lL]|ha|[km]?t|km/h|m/s|min|[mµμn]?s|h|[kMGT]?(?:Hz|W|Wh|V|J|Pa|B|bit)|mA|A"
    "|kcal|cal|hPa|mbar|bar|dB|px|pt|dpi|ppm|rpm|[KMGT]iB|kbit/s|Mbit/s|Gbit/s|mol|lx|lm"
    "|[кмс]?м[²³]?|[км]?г|мг|м?л|га|т|км/ч|ч|мин|сек|с|тыс|млн|млрд|гг|вв|в|р|рр|тис|шт"
)
_BEFORE_NUMBERS = {
    "": "§§?|№№?|No\\.|Nos\\.|Nr\\.|nr|n[°º]|pp?\\.|vols?\\.|[Ff]igs?\\.|[Tt]ab\\.|[Cc]h(?:ap)?\\.|[Aa]rt\\.|eds?\\.",
    "de": "S\\.|Bd\\.|Kap\\.|Abb\\.|Abs\\.|Anm\\.|Ziff\\.|Rn\\.|Rz\\.|Bl\\.|Str\\.|Hs\\.|Nrn\\.|Taf\\.|ca\\.|Seite",
    "fr": "t\\.|vol\\.|fasc\\.|pl\\.|al\\.|env\\.",
    "es": "págs?\\.|núms?\\.|n\\.º|caps?\\.|vols?\\.|t\\.|arts?\\.|fig\\.",
    "pt": "págs?\\.|n\\.º|caps?\\.|vols?\\.|arts?\\.",
    "it": "pagg?\\.|n\\.|capp?\\.|voll?\\.|artt?\\.",
    "pl": "s\\.|str\\.|t\\.|rozdz\\.|poz\\.|ust\\.|pkt|rys\\.|wyd\\.|ok\\.",
    "cs": "s\\.|str\\.|č\\.|kap\\.|obr\\.|sv\\.|odst\\.|čl\\.|roč\\.|cca",
    "sk": "s\\.|str\\.|č\\.|kap\\.|obr\\.|zv\\.|ods\\.|čl\\.|roč\\.",
    "ru": "стр\\.|с\\.|гл\\.|рис\\.|табл\\.|т\\.|ст\\.|п\\.|пп\\.|изд\\.|вып\\.|ч\\.|д\\.|кв\\.|ок\\.",
    "uk": "стор\\.|с\\.|гл\\.|рис\\.|табл\\.|т\\.|ст\\.|п\\.|вип\\.|ч\\.",
    "sv": "s\\.|sid\\.|kap\\.|bd\\.|ca",
    "da": "s\\.|kap\\.|bd\\.|ca\\.",
    "nb": "s\\.|kap\\.|bd\\.|ca\\.",
    "fi": "s\\.|luku|n\\.",
    "nl": "blz\\.|hfst\\.|dl\\.|ca\\.",
    "hu": "[§]|sz\\.|kb\\.",
}
"""Short words that belong to the number behind them: those of all languages under an empty name."""
_TITLES = "Mr|Mrs|Ms|Dr|Prof|St|Mme|Mlle|Hr|Fr|Sr|Sra|Dra|Sig|Dott|Ing|Mag|Jr|Rev|Hl"

_WORD = "[^\\W\\d_]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŜŞŠŢŤŪŮŰŲŸŹŻŽȘȚΑ-ΩЁА-ЯІЇЄҐЎЈЉЊЋЏЂ]"
_THOUSANDS = re.compile(r"(?<![\w.,])[+-−]?\d{1,3}(?: \d{3})+(?![\w])")
_URL = re.compile(
    r"(?:https?|ftp|file|mailto|tel|doi|urn)[:/][^\s<>\"“”«»]+|www\.[^\s<>\"“”«»]+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|fr|ru|io|edu|gov|eu|uk)/[^\s<>\"“”«»]*"
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of pages and of mail are in a text: nothing is set there."""
    for found in _URL.finditer(text):
        end = found.end()
        while end > found.start() and text[end - 1] in ".,;:!?)'’»":
            end -= 1
        yield found.start(), end


def unbroken(text: str, tag: str) -> Iterator[Edit]:
    """The spaces of a text in one language that become no-break spaces, and those that a sign needs."""
    for found in _THOUSANDS.finditer(text):
        for at in range(found.start(), found.end()):
            if text[at] == " ":
                yield at, at + 1, NO_BREAK
    language = primary(tag)
    for found in _joined(language).finditer(text):
        yield found.end() - 1, found.end(), NO_BREAK
    if language == "fr":
        yield from _french(text, canadian=tag.lower().replace("_", "-").startswith("fr-ca"))


@lru_cache(maxsize=64)
def _joined(language: str) -> re.Pattern[str]:
    """What ends with a space that must not end a line. The part behind the space is looked at, not taken."""
    numbers = "|".join(part for part in (_BEFORE_NUMBERS[""], _BEFORE_NUMBERS.get(language, "")) if part)
    parts = [
        rf"(?<!\w)(?:{numbers}) (?=\d|[IVXLC]+\b)",
        rf"(?<=\d) (?=(?:{_UNITS})(?![\w/]))",
        rf"(?<![\w.])(?:{_TITLES})\.? (?={_CAPITAL})",
        rf"(?<![\w'’]){_CAPITAL}\. (?={_CAPITAL})",
        rf"(?<!\w){_WORD}\. (?={_WORD}{{1,3}}\.)",
        r"(?<=\S) (?=[–—](?:\s|$))",
        r"(?<=\S) (?=…)",
        r"^[–—] ",
    ]
    if letters := _ONE_LETTER.get(language, ""):
        parts.append(rf"(?<![\w'’.-])[{letters}{letters.upper()}] (?=[\w„“«\"'‚(])")
    return re.compile("|".join(parts))


_FULL = "\\w»”’)\\]…%°*\"'\ufffc"
_OWN = "([ \u00a0\u2009\u202f]*)"
_SIGN = re.compile(f"(?<=[{_FULL}]){_OWN}[;!?]+(?=[\\s»”’)\\]*\"']|$)")
_COLON = re.compile(f"(?<=[{_FULL}]){_OWN}:(?=\\s|$)")
_GUILLEMET = re.compile(f"«{_OWN}(?=[^\\s»])|(?<=[^\\s«]){_OWN}»")


def _french(text: str, *, canadian: bool) -> Iterator[Edit]:
    inner = NO_BREAK if canadian else NARROW
    for pattern, space, always in ((_SIGN, NARROW, not canadian), (_COLON, NO_BREAK, True), (_GUILLEMET, inner, True)):
        for found in pattern.finditer(text):
            start, end = found.span(found.lastindex or 1)
            wanted = space if always or start < end else ""
            if text[start:end] != wanted:
                yield start, end, wanted
