"""Bytes of unknown origin to text.

In: the bytes of a file, and what the file itself says of its encoding. Out: text without characters that XML forbids,
with plain line ends, and notices about every guess and every replacement. Nothing is dropped without a notice.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.errors import SeedError
from octavo.model import Level, Notice, Place
from octavo.notices import Code
from octavo.text.characters import FORBIDDEN, REPLACEMENT

if TYPE_CHECKING:
    from octavo.readers.legacy_encodings import Guess

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ISO_2022 = ((b"\x1b$B", "iso2022_jp_2"), (b"\x1b$@", "iso2022_jp_2"), (b"\x1b$)C", "iso2022_kr"))
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What pages call themselves and what they then are (the WHATWG Encoding Standard's table, as far as it matters)."""

_TERMINAL = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[()][0-9A-B])")
_OVERSTRUCK = re.compile("(.)\x08\\1|_\x08(.)|(.)\x08_")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32), 127})
_KNOWN_OTHERWISE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7", "utf_8"]
"""What is recognised by its marks and its NULs; any two letters of ASCII could pass for one of Chinese."""
_SAMPLE = 1 << 16
_MOSTLY_UTF8 = 0.34
_SURELY = 0.6


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in by Python's name, and what was noticed."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, place: Place, declared: str = "", told: object = "") -> Decoded:
    """The text of a file, lines ended by line feeds, pages that were set apart by form feeds.

    ``declared`` is the encoding that the file names for itself; it is believed where the bytes agree. ``told`` is the
    one that a person gives in the metadata (``encoding``); it is always believed. Raises ``SeedError`` for bytes that
    are no text at all.
    """
    data = data.rstrip(b"\x1a")
    name = known_encoding(str(told)) if told else ""
    if name:
        encoding, (text, notices) = name, _loosely(data, name, place)
    else:
        encoding, text, notices = _characters(data, place, declared)
    if told and not name:
        what = f"“{str(told)[:40]}” is no encoding that is known"
        hint = "write its usual name, such as windows-1250, iso-8859-2, cp850, mac-roman or koi8-r"
        notices = [Notice(Code.metadata_ignored, what, place, hint), *notices]
    text, more = tidy(text, place)
    return Decoded(text, encoding, (*notices, *more))


def tidy(text: str, place: Place) -> tuple[str, tuple[Notice, ...]]:
    """Text as every later stage may trust it: plain line ends, no terminal controls, forbidden characters as U+FFFD."""
    notices = []
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\f").replace("\n\ufeff", "\n").removeprefix("\ufeff")
    if "\x1b" in text or "\x08" in text:
        text = _OVERSTRUCK.sub(lambda found: found[1] or found[2] or found[3], _TERMINAL.sub("", text))
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        text, count = FORBIDDEN.subn(REPLACEMENT, text)
        what = f"{count} forbidden characters were" if count > 1 else "a forbidden character was"
        first = f" (U+{ord(found[0]):04X})" if count == 1 else f" (the first is U+{ord(found[0]):04X})"
        where = Place(place.path, line)
        notices.append(Notice(Code.forbidden_character, f"{what} replaced by U+FFFD{first}", where, "remove it"))
    return text, tuple(notices)


def known_encoding(name: str) -> str:
    """Python's name for what a file calls its encoding, widened as browsers do; empty if unknown."""
    label = re.sub(r"[^a-z0-9_.:-]", "", name.strip().lower())[:40]
    label = {"x-sjis": "shift_jis", "windows-31j": "cp932", "x-cp1251": "cp1251", "unicode": "utf-16-le"}.get(
        label, label
    )
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    # Python also calls rot13, zip and the like codecs.
    return _WIDER.get(found.name, found.name) if found._is_text_encoding else ""


_LANGUAGE = re.compile(rb"(?:^lang: *[\"']?|<html[^>]* lang=[\"']?)([a-z]{2,3})", re.MULTILINE)


def _characters(data: bytes, place: Place, declared: str) -> tuple[str, str, list[Notice]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, *_loosely(data[len(mark) :], name, place)
    escape = next((name for mark, name in _ISO_2022 if mark in data), "")
    if escape and (text := _strictly(data, escape)) is not None:
        return escape, text, [_guessed(escape, place)]
    if wide := _by_nuls(data) or _by_rows(data):
        return wide, *_loosely(data, wide, place)
    if (text := _strictly(data, "utf-8")) is not None:
        return "utf-8", text, []
    if (text := _by_surrogates(data)) is not None:
        return "utf-8", text, []
    if len(data.translate(None, _CONTROLS)) < 0.97 * len(data):
        raise SeedError("this is not text", place, "give a text, Markdown, HTML, DOCX or ODT file")
    name = known_encoding(declared) if declared else ""
    if name and name != "utf-8" and (text := _strictly(data, name)) is not None:
        return name, text, []
    valid = len(_MULTIBYTE.findall(data))
    invalid = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if valid >= _MOSTLY_UTF8 * (valid + invalid) and not (valid < 9 * invalid and _east_asian(data)):
        text = data.decode("utf-8", "octavo-cp1252")
        line = data[: _first_error(data)].count(b"\n") + 1
        many = f"{invalid} bytes are" if invalid > 1 else "one byte is"
        message = f"{many} not UTF-8 and read as Windows-1252"
        return "utf-8", text, [Notice(Code.bad_bytes, message, Place(place.path, line), "save the file as UTF-8")]
    return _legacy(data, place)


def _east_asian(data: bytes) -> bool:
    """Whether bytes are surely one of East Asia's encodings; two of them often make a lawful letter of UTF-8."""
    from octavo.readers.legacy_encodings import DOUBLE, guesses

    best = next(iter(guesses(data)), None)
    return best is not None and best.encoding in DOUBLE and best.points > _SURELY


def _legacy(data: bytes, place: Place) -> tuple[str, str, list[Notice]]:
    """An encoding from before Unicode: the one in which letters and words are those of a language.

    A language that the text states for itself is believed. Where no language fits, a library may know a script that is
    not Latin; else it is Windows-1252.
    """
    from octavo.readers.legacy_encodings import guesses  # seldom needed

    stated = _LANGUAGE.search(data[:8192])
    ranked = sorted(guesses(data), key=lambda guess: not stated or guess.language != stated[1].decode())
    if ranked:
        best = ranked[0]
        return best.encoding, data.decode(best.encoding), [_guessed(best.encoding, place, ranked)]
    from charset_normalizer import from_bytes  # slow to import

    try:
        found = from_bytes(data[:_SAMPLE], threshold=0.3, cp_exclusion=_KNOWN_OTHERWISE).best()
    except (ValueError, IndexError, LookupError, UnicodeError):
        found = None
    if found is not None and _mostly_not_latin(sample := str(found)) and "\ufffd" not in sample:
        text, notices = _loosely(data, found.encoding, place)
        return found.encoding, text, [_guessed(found.encoding, place), *notices]
    return "cp1252", data.decode("cp1252", "octavo-cp1252"), [_guessed("cp1252", place)]


def _mostly_not_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha() and ord(char) > 127]
    return bool(letters) and sum(ord(char) > 0x24F for char in letters) > 0.8 * len(letters)


def _by_nuls(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: text in Latin letters then has a NUL in nearly every second (or first) byte."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    pairs = len(head) // 2
    if odd > 0.4 * pairs and even > 0.4 * pairs:
        return "utf-32-le" if head[0] else "utf-32-be"
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.05 * pairs else ""


def _by_rows(data: bytes) -> str:
    """UTF-16 without a mark in other scripts: NULs are in spaces and line ends, letters share their first byte."""
    head = data[: 4096 & ~1]
    if len(data) % 2 or b"\0" not in head:
        return ""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        text = _strictly(head, name) or _strictly(head[:-2], name) or ""
        letters = [char for char in text if char.isalpha()]
        ends = sum(char in "\n\r\t " or (char.isascii() and char.isprintable()) for char in text)
        rows = Counter(head[first::2])
        common = sum(count for _, count in rows.most_common(4)) if rows else 0
        one_script = common > 0.9 * len(text) or sum("\u3000" <= char <= "\u9fff" for char in text) > 0.8 * len(text)
        plain = all(char.isprintable() or char in "\n\r\t\f" for char in text)
        if ends and plain and one_script and len(letters) + ends > 0.8 * len(text):
            return name
    return ""


def _by_surrogates(data: bytes) -> str | None:
    """UTF-8 made of UTF-16's halves (CESU-8), as some databases and Java write it."""
    if b"\xed" not in data:
        return None
    try:
        return data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeError:
        return None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _loosely(data: bytes, name: str, place: Place) -> tuple[str, list[Notice]]:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd") - (text.count("\ufffd") if _strictly(data, name) is not None else 0)
    if not lost:
        return text, []
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    message = (
        f"{lost} bytes that are not {name} became U+FFFD" if lost > 1 else f"a byte that is not {name} became U+FFFD"
    )
    return text, [Notice(Code.bad_bytes, message, Place(place.path, line), "save the file as UTF-8")]


def _first_error(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _guessed(name: str, place: Place, ranked: Sequence[Guess] = ()) -> Notice:
    from octavo.readers.legacy_encodings import LANGUAGES, called

    told = f"the text is not Unicode; it was read as {called(name)}"
    if ranked:
        told += f", which makes {LANGUAGES[ranked[0].language]} words of it"
    others = [guess.encoding for guess in ranked[1:] if guess.points > ranked[0].points - 0.3][:2]
    hint = "if letters are wrong, write “encoding: NAME” into the metadata"
    hint += f" (the next likely: {' or '.join(others)})" if others else ""
    return Notice(Code.legacy_encoding, told, place, f"{hint}; or save the file as UTF-8", Level.warning)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 as Windows-1252; the five that Windows-1252 leaves open become U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("octavo-cp1252", _as_cp1252)
