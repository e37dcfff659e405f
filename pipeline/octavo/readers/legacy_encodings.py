"""Finds the encoding of a text that is not Unicode, by the letters and short words of languages. Pure.

In: bytes that are not Unicode. Out: the likeliest reading, its language, and the next best. Every encoding gives
another text of the same bytes. In the right one nearly every letter beyond ASCII is one that some language uses; in
the wrong ones there are capitals amid words, signs amid letters, letters of several languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.languages.alphabets import COMMON_SIGNS, LATIN_LETTERS, OTHER_LETTERS
from octavo.languages.wordlists import FUNCTION_SETS

SINGLE = (
    "cp1252", "cp1250", "iso8859_2", "iso8859_15", "mac_roman", "cp850", "cp852", "mac_latin2", "cp1254", "cp1257",
    "iso8859_13", "cp437", "cp775", "cp857", "mac_turkish", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5",
    "mac_cyrillic", "cp1253", "iso8859_7", "mac_greek", "cp737", "cp1255", "cp862", "cp1256", "iso8859_6", "cp874",
)  # fmt: skip
"""Encodings of one byte a letter, the commonest first: where two fit alike, the first is taken."""
DOUBLE = {"cp932": "ja", "euc_jis_2004": "ja", "gb18030": "zh", "big5hkscs": "zh", "cp949": "ko"}
"""Encodings of East Asia and the language each is for."""
CALLED = {
    "cp125": "Windows-125", "iso8859_": "ISO 8859-", "mac_": "Mac ", "koi8_": "KOI8-", "cp932": "Shift JIS",
    "cp949": "EUC-KR", "big5hkscs": "Big5", "gb18030": "GB 18030", "euc_jis_2004": "EUC-JP", "cp": "DOS code page ",
}  # fmt: skip
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "ca": "Catalan", "sv": "Swedish", "da": "Danish", "fi": "Finnish", "is": "Icelandic",
    "et": "Estonian", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian",
    "hr": "Croatian", "sl": "Slovene", "lt": "Lithuanian", "lv": "Latvian", "tr": "Turkish", "sq": "Albanian",
    "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian", "el": "Greek", "he": "Hebrew",
    "ar": "Arabic", "th": "Thai", "ja": "Japanese", "zh": "Chinese", "ko": "Korean",
}  # fmt: skip
SAMPLE = 1 << 15
BELIEVED = 0.35
"""A reading is believed from this many points a byte; little more than one is the most."""
FAVOUR = 0.5
"""What the little words of a language add to each point, at most."""
OPENING, CLOSING, DASHES = "„“‘«‚‹¿¡", "”’“»‘›…", "–—·"
MARKS = "€£¥¢§©®°±²³¹½¼¾×÷µ№™†•\u00a0"
FRAMES = ("\u2500", "\u25a1")


@dataclass(frozen=True)
class Guess:
    """A reading: Python's name of the encoding, the language it speaks for, and its points a byte."""

    encoding: str
    language: str
    points: float


def called(encoding: str) -> str:
    """The name of an encoding as people write it."""
    name = encoding.lower()
    if name == "mac_latin2":
        return "Mac Central European"
    start = max((key for key in CALLED if name.startswith(key)), key=len, default="")
    return CALLED[start] + name[len(start) :].replace("_", " ").title() if start else name.replace("_", "-")


def guesses(data: bytes) -> list[Guess]:
    """The readings that the bytes allow and that are believed, the best first."""
    sample = _sample(data)
    high = sum(byte > 127 for byte in sample) or 1
    found: list[tuple[float, int, Guess]] = []
    for order, name in enumerate((*SINGLE, *DOUBLE)):
        text = _read(sample, name)
        if text is None or _read(data, name) is None:
            continue
        language, points = _east_asian(text, DOUBLE[name]) if name in DOUBLE else _lettered(text)
        found.append((points / high, -order, Guess(name, language, points / high)))
    ranked = [guess for _, _, guess in sorted(found, key=lambda one: (round(one[0], 3), one[1]), reverse=True)]
    return [guess for guess in ranked if guess.points >= BELIEVED]


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _sample(data: bytes) -> bytes:
    """The lines in which something is not ASCII, as many as tell enough."""
    taken: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if size > SAMPLE:
            break
        if not line.isascii():
            taken.append(line)
            size += len(line)
    return b"\n".join(taken)


def _lettered(text: str) -> tuple[str, float]:
    """The language that a text in letters speaks for, and the points of the text in it."""
    letters: Counter[str] = Counter()
    points, beyond = 0.0, 0
    for before, char, after in _beyond_ascii(text):
        beyond += 1
        if char.isalpha() or "\u0e30" <= char <= "\u0e4e" or "\u064b" <= char <= "\u0652":
            letters[char] += 1
            points -= _misplaced(before, char, after)
        else:
            points += _sign(before, char, after)
    words = Counter(text.lower().replace("’", " ").split())
    best, most = "", float("-inf")
    for language in (*LATIN_LETTERS, *OTHER_LETTERS):
        gained = sum(count * _worth(char, language) for char, count in letters.items())
        little = sum(words[word] for word in FUNCTION_SETS.get(language, ()))
        gained += beyond * min(FAVOUR, 2.0 * little / (sum(words.values()) or 1))
        if gained > most:
            best, most = language, gained
    return best, points + most


def _worth(char: str, language: str) -> float:
    """What a letter says for a language, between -1.5 and 1."""
    small = char.lower()
    if language in LATIN_LETTERS:
        return (1.0 if char == small else 0.8) if small in LATIN_LETTERS[language] else -1.5
    common, seldom = OTHER_LETTERS[language]
    if small not in common and small not in seldom:
        return -1.5
    return (1.0 if char == small else 0.85) if small in common else 0.4


def _misplaced(before: str, char: str, after: str) -> float:
    """What a letter costs where no writer would put it: a capital amid small letters, another script in the word."""
    cost = 2.0 if char.isupper() and before.islower() else 0.0
    if char.islower() and before.isupper() and after.isupper() and char != "ß":
        cost += 1.0
    if char > "\u036f" and ((before.isalpha() and before < "\u0250") or (after.isalpha() and after < "\u0250")):
        cost += 1.0
    return cost


def _sign(before: str, char: str, after: str) -> float:
    """What a sign says for a reading: quotation marks where they belong, nothing amid a word."""
    if not char.isprintable() and char != "\u00a0":
        return -5.0
    inside = before.isalpha() and after.isalpha()
    if char in "’·" and inside:
        return 1.1
    if inside:
        return 0.3 if char in "—–" else -2.0
    if FRAMES[0] <= char < FRAMES[1]:
        return 0.5 if "\u2500" <= before < "\u25a1" or "\u2500" <= after < "\u25a1" else -1.0
    if char in OPENING and after.isalnum() and not before.isalnum():
        return 0.8
    if char in CLOSING and not before.isspace() and not after.isalnum():
        return 0.8
    if char in DASHES or char in MARKS:
        return 0.4
    return -1.0


def _east_asian(text: str, language: str) -> tuple[str, float]:
    """The points of a text as one of East Asia: its signs are the common ones and are among their like."""
    points = 0.0
    for before, char, after in _beyond_ascii(text):
        if "\u3000" <= char <= "\u3003" or "\u3008" <= char <= "\u3011" or "\uff01" <= char <= "\uff5e":
            points += 1.4
            continue
        worth = _common(char, language)
        if any(neighbour.isascii() and neighbour.isalpha() for neighbour in (before, after)):
            worth -= 1.5
        points += worth
    return language, points


def _common(char: str, language: str) -> float:
    if language == "ja":
        if "\u3041" <= char <= "\u30ff":
            return 2.0
        return 1.4 if _row(char, "euc_jp", 0xB0, 0xCF) else -0.5
    if language == "ko":
        if not "\uac00" <= char <= "\ud7a3":
            return -1.0
        return 2.0 if char in COMMON_SIGNS["ko"] else 1.3 if _row(char, "euc_kr", 0xB0, 0xC8) else -1.0
    if char in COMMON_SIGNS["zh"]:
        return 2.2
    return 1.2 if _row(char, "gb2312", 0xB0, 0xD7) or _row(char, "big5", 0xA4, 0xC6) else -0.5


def _row(char: str, encoding: str, first: int, last: int) -> bool:
    """Whether a character is in the rows that an encoding keeps for the common ones."""
    try:
        return first <= char.encode(encoding)[0] <= last
    except UnicodeError:
        return False


def _beyond_ascii(text: str) -> Iterator[tuple[str, str, str]]:
    """Every character beyond ASCII with its neighbours."""
    last = len(text) - 1
    for index, char in enumerate(text):
        if char > "\x7f":
            yield text[index - 1] if index else " ", char, text[index + 1] if index < last else " "
