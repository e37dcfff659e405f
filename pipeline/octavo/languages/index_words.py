"""The words of an index and its order, by language. Pure.

Order: letters by their base letter, marks above and below them aside, but for letters that an alphabet counts as its
own, which follow the letter that this table names. Signs and figures come before letters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from octavo.languages.tags import primary, row_of

_ROWS = {
    "ar": "الكشاف|انظر|انظر أيضًا", "bg": "Показалец|вж.|вж. също", "ca": "Índex analític|vegeu|vegeu també",
    "cs": "Rejstřík|viz|viz též", "da": "Register|se|se også", "de": "Register|siehe|siehe auch",
    "el": "Ευρετήριο|βλ.|βλ. επίσης", "en": "Index|see|see also", "es": "Índice analítico|véase|véase también",
    "fa": "نمایه|نگاه کنید به|نیز نگاه کنید به", "fi": "Hakemisto|ks.|ks. myös", "fr": "Index|voir|voir aussi",
    "he": "מפתח|ראו|ראו גם", "hr": "Kazalo|v.|v. i", "hu": "Tárgymutató|lásd|lásd még",
    "it": "Indice analitico|vedi|vedi anche", "ja": "索引|→|→ また", "ko": "찾아보기|→|→ 또한",
    "la": "Index rerum|vide|vide etiam", "nb": "Register|se|se også", "nl": "Register|zie|zie ook",
    "pl": "Indeks|zob.|zob. też", "pt": "Índice remissivo|ver|ver também", "ro": "Indice|vezi|vezi și",
    "ru": "Предметный указатель|см.|см. также", "sk": "Register|pozri|pozri aj", "sv": "Register|se|se även",
    "tr": "Dizin|bkz.|ayrıca bkz.", "uk": "Предметний покажчик|див.|див. також",
    "vi": "Chỉ mục|xem|xem thêm", "zh": "索引|见|另见",
}  # fmt: skip

_OWN = {
    "sv": {"å": "z", "ä": "z", "ö": "z"}, "fi": {"å": "z", "ä": "z", "ö": "z"},
    "da": {"æ": "z", "ø": "z", "å": "z"}, "nb": {"æ": "z", "ø": "z", "å": "z"},
    "es": {"ñ": "n"}, "cs": {"č": "c", "ř": "r", "š": "s", "ž": "z"},
    "sk": {"č": "c", "š": "s", "ž": "z", "ä": "a", "ô": "o"},
    "pl": {"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z"},
    "hr": {"č": "c", "ć": "c", "đ": "d", "š": "s", "ž": "z"},
    "hu": {"ö": "o", "ő": "o", "ü": "u", "ű": "u"}, "ro": {"ă": "a", "â": "a", "î": "i", "ș": "s", "ț": "t"},
    "tr": {"ç": "c", "ğ": "g", "ı": "h", "ö": "o", "ş": "s", "ü": "u"},
    "vi": {"ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"},
    "uk": {"ґ": "г", "є": "е", "ї": "і"}, "ru": {},
}  # fmt: skip
"""Letters of their own, in the order in which they follow the letter that they belong to."""

_PAIRS = {"cs": {"ch": "h"}, "sk": {"ch": "h"}}
_WRITTEN_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th"})

Key = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class IndexWords:
    """What heads an index, and what leads from one entry to another."""

    title: str
    see: str
    also: str


def index_words(lang: str) -> IndexWords:
    """The words of an index in a language; English ones where none are known."""
    return IndexWords(*row_of(_ROWS, lang)[1])


def sort_key(words: str, lang: str) -> tuple[Key, str]:
    """A key that sorts entries as the alphabet of a language has them, then by the very signs."""
    language = primary(lang)
    own, pairs = _OWN.get(language, {}), _PAIRS.get(language, {})
    ranks = {letter: rank for rank, letter in enumerate(own, 1)}
    text = unicodedata.normalize("NFC", words.replace("I", "ı") if language == "tr" else words).casefold()
    key: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        letter = text[at]
        if behind := pairs.get(text[at : at + 2]):
            key.append((behind, 99))
            at += 2
            continue
        at += 1
        if letter in own:
            key.append((own[letter], ranks[letter]))
            continue
        bare = unicodedata.normalize("NFKD", letter.translate(_WRITTEN_OUT))
        key += [(sign if sign.isalpha() else f" {sign}" if sign.isdigit() else " ", 0)
                for sign in bare if not unicodedata.combining(sign)]  # fmt: skip
    return tuple(key), words


def first_letter(words: str, lang: str) -> str:
    """What an entry is grouped by: its first letter, an empty string for signs and figures."""
    key = sort_key(words.lstrip("“”„«»‹›\"'’‘(["), lang)[0]
    return f"{key[0][0]}{key[0][1]}" if key and not key[0][0].startswith(" ") else ""
