"""Quotation marks by language, and which typed marks are quotations. Floor 1; pure.

The neighbours of a straight mark say what it is: it opens before a word and closes after one. Apostrophes, signs for
inches, feet or minutes, marks of Hebrew abbreviations and marks in code are no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from octavo.languages.scripts import UNSPACED

_THIN = "\u202f"
_ENGLISH = "“”‘’"
_FRENCH = f"«{_THIN}|{_THIN}»|“|”"
_QUOTES = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "mk", "lt", "hsb", "dsb"), "„“‚‘"),
    **dict.fromkeys(("de-ch", "de-li", "it-ch", "fa", "sq", "rm"), "«»‹›"),
    **dict.fromkeys(("ru", "uk", "be", "kk", "ky", "tt", "ba", "cv"), "«»„“"),
    **dict.fromkeys(("es", "it", "pt", "el", "ca", "gl", "eu", "ast", "hy", "ar", "oc"), "«»“”"),
    **dict.fromkeys(("no", "nb", "nn"), "«»‘’"),
    **dict.fromkeys(("hr", "bs", "sr"), "„”‚’"),
    **dict.fromkeys(("sv", "fi", "he", "iw", "se"), "””’’"),
    **dict.fromkeys(("hu",), "„”»«"),
    **dict.fromkeys(("ro", "mo", "pl"), "„”«»"),
    **dict.fromkeys(("ja", "zh-tw", "zh-hk", "zh-mo", "zh-hant", "yue"), "「」『』"),
    "da": "»«›‹", "fr": _FRENCH, "fr-ch": f"«{_THIN}|{_THIN}»|‹{_THIN}|{_THIN}›", "fr-ca": "«\u00a0|\u00a0»|“|”",
    "et": "„“«»", "ka": "„“«»", "pt-br": _ENGLISH, "ur": "”“’‘",
}  # fmt: skip
"""Outer and inner marks. Marks that bring a space are parted by strokes."""

_OPENING = frozenset(" \t\n\u00a0\u202f\u2009\u200b\u2060([{<«‹„“‚‘¿¡/–—―-…|（「『【《〈，。、；：？！）」』】》〉")
_CLOSING = frozenset(" \t\n\u00a0\u202f\u2009\u200b)]}>.,;:!?…»›”’“‘/–—―-|*†‡、。，；：？！」』）】》〉")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_DATA = re.compile(r"""[{\\]["']|["']\s*:\s*["'{\[\d]|</?\w+[^<>]*=["']""")
"""A block with this in it is data or markup, although it is not marked as code."""
_CALL = re.compile(r"[=@$\\]|\w[(\[{=]")
"""What is before the mark of a string in code."""
_ELIDED = re.compile(
    r"(?:tis|twas|twere|twill|twould|til|till|em|cause|bout|round|neath|nother|nuff|gainst|scuse|fraid"
    r"|n|s|t|k|m|ns|nen|ne|rauf|raus|rein|runter|rum)\b(?!['’]\w)|\d\ds?\b",
    re.IGNORECASE,
)
"""Words that begin with an apostrophe: English, Dutch and German ones, and years."""
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|lorsqu|puisqu|un|all|dall|dell|nell|sull)['’][\"«“„‹]\Z", re.IGNORECASE)
_MARK = re.compile("[\"']")


def quotation_marks(tag: str, *, single: bool = False) -> tuple[str, str]:
    """The opening and the closing mark for a BCP 47 tag; the English ones for a language that is not listed.

    French marks carry their narrow no-break space.
    """
    language, *rest = tag.lower().replace("_", "-").split("-")
    regional = (_QUOTES[name] for part in rest if (name := f"{language}-{part}") in _QUOTES)
    marks = next(regional, "") or _QUOTES.get(language, _ENGLISH)
    four = marks.split("|") if "|" in marks else list(marks)
    return (four[2], four[3]) if single else (four[0], four[1])


def turned(text: str, language: Callable[[int], str]) -> dict[int, str]:
    """Which straight marks of a block of text become what, by their places.

    ``language`` tells the language at a place. What must stay (code, formulas, addresses) is handed in as U+FFFC. A
    mark that is neither a quotation mark nor an apostrophe stays straight and is not in the answer.
    """
    places = [found.start() for found in _MARK.finditer(text)]
    if not places or _DATA.search(text):
        return {}
    pass_ = _Pass(text, language, places)
    for place in places:
        pass_.read(place)
    pass_.close_above(0)
    return pass_.found


@dataclass
class _Open:
    """A mark that opened a quotation: the place, whether it stays straight, and how many of its kind were open."""

    place: int
    straight: bool
    level: int


@dataclass
class _Pass:
    """One way through a block from mark to mark."""

    text: str
    language: Callable[[int], str]
    places: list[int]
    found: dict[int, str] = field(default_factory=dict)
    opened: list[_Open] = field(default_factory=list)

    def read(self, place: int) -> None:
        """Decide on the mark at a place."""
        char, text = self.text[place], self.text
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if _within_word(before, after) or self._elides(place):
            if char == "'" and before.isalpha() and not _HEBREW.match(before):
                self.found[place] = "’"
            return
        at = next((n for n in reversed(range(len(self.opened))) if text[self.opened[n].place] == char), -1)
        if at >= 0 and self._closes(place):
            self.close_above(at + 1)
            one = self.opened.pop()
            if not one.straight:
                self.found[one.place], self.found[place] = self._pair(one)
        elif self._opens(place):
            self._open(place)
        elif self._closes(place) and not before.isdigit() and not _HEBREW.match(before):
            # Nothing is open: the end of a word that was cut short, or of a quotation that began elsewhere.
            self.found[place] = "’" if char == "'" else self._pair(_Open(place, False, 0))[1]

    def close_above(self, at: int) -> None:
        """Settle what was opened and never closed: a paragraph of a longer quotation, or an apostrophe."""
        for one in self.opened[at:]:
            if not one.straight:
                single = self.text[one.place] == "'"
                self.found[one.place] = "’" if single and not self._begins(one.place) else self._pair(one)[0]
        del self.opened[at:]

    def _open(self, place: int) -> None:
        char = self.text[place]
        if char == "'" and (_ELIDED.match(self.text, place + 1) or not self._goes_on(place)):
            self.found[place] = "’"
            return
        straight = bool(_CALL.search(self.text[max(place - 2, 0) : place]))
        level = sum(self.text[one.place] == char for one in self.opened)
        self.opened.append(_Open(place, straight, level))

    def _goes_on(self, place: int) -> bool:
        """Whether a single quotation that begins here ends somewhere, or begins a block."""
        return self._begins(place) or any(
            other > place and self.text[other] == "'" and self._closes(other) for other in self.places
        )

    def _begins(self, place: int) -> bool:
        return not self.text[:place].strip(' \u00a0"')

    def _opens(self, place: int) -> bool:
        before = self.text[place - 1 : place]
        if not self._behind(place).strip():
            return False
        if not before or before in _OPENING or self._is_open(place - 1) or self._elides(place - 1):
            return True
        return bool(_UNSPACED.match(before) or _CALL.fullmatch(self.text[max(place - 2, 0) : place]) or before in "=@$")

    def _elides(self, place: int) -> bool:
        """Whether an apostrophe is here between a word and a quotation: l'"ami"."""
        apostrophe = self.text[place : place + 1] in ("'", "’")
        return apostrophe and bool(_ELISION.search(self.text[max(place - 5, 0) : place + 2]))

    def _closes(self, place: int) -> bool:
        before, behind = self.text[place - 1 : place], self._behind(place)
        if not before.strip() or self._is_open(place - 1) or (before in "'\"" and place - 1 not in self.found):
            return False
        ended = before in ",.!?…" and bool(self.opened)
        return ended or not behind or behind in _CLOSING or _UNSPACED.match(behind) is not None

    def _behind(self, place: int) -> str:
        """The first character after a mark that is not a mark itself."""
        while (char := self.text[place + 1 : place + 2]) in ("'", '"'):
            place += 1
        return char

    def _is_open(self, place: int) -> bool:
        return bool(self.opened) and self.opened[-1].place == place

    def _pair(self, one: _Open) -> tuple[str, str]:
        single = (self.text[one.place] == "'") != bool(one.level % 2)
        return quotation_marks(self.language(one.place), single=single)


def _within_word(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not _UNSPACED.match(before) and not _UNSPACED.match(after)
