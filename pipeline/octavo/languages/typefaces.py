"""The typefaces of the scripts that a theme's own fonts lack, and the line height that they need. Floor 1; pure.

A theme has fonts for Latin, Greek and Cyrillic. All other letters come from the machine's fonts, listed here: a serif
face for text, a sans face with a real bold for headings and tables. The Noto fonts of Debian, Ubuntu and Fedora come
first, then those of other systems. A family that is not installed is skipped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Typefaces:
    """The families of a script, the best first, and the heights of its lines: of text, of headings, of small type.

    ``indent`` is that of a paragraph; ``indents_all``: the first one below a heading has it too.
    """

    text: tuple[str, ...]
    sans: tuple[str, ...]
    mono: tuple[str, ...] = ()
    lines: tuple[float, float, float] | None = None
    indent: str = ""
    indents_all: bool = False

    def role(self, name: str) -> tuple[str, ...]:
        """The families for ``text``, ``sans`` or ``mono``; a script without a face for code is set in its sans."""
        return {"text": self.text, "sans": self.sans}.get(name, self.mono or self.sans)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _noto(name: str, others: str = "", *, serif: bool = True, lines: tuple[float, float, float]) -> Typefaces:
    more = _listed(others)
    sans = (f"Noto Sans {name}", *more)
    return Typefaces((f"Noto Serif {name}", *sans) if serif else sans, sans, lines=lines)


def _cjk(region: str, text: str, sans: str, indent: str, *, indents_all: bool = True) -> Typefaces:
    return Typefaces(
        (f"Noto Serif CJK {region}", f"Noto Serif {region}", *_listed(text)),
        (f"Noto Sans CJK {region}", f"Noto Sans {region}", *_listed(sans)),
        (f"Noto Sans Mono CJK {region}", f"Noto Sans CJK {region}", *_listed(sans)),
        (1.7, 1.35, 1.5),
        indent,
        indents_all,
    )


_CLOSE, _TALL, _HIGH, _HANGING = (1.5, 1.25, 1.4), (1.6, 1.4, 1.5), (1.8, 1.6, 1.7), (2.2, 1.9, 2.0)
_NASKH = "Amiri, Scheherazade New, Geeza Pro, Traditional Arabic, Sakkal Majalla"
_NASTALIQ = "Noto Nastaliq Urdu, Jameel Noori Nastaleeq, Urdu Typesetting"
_KUFI = "Noto Kufi Arabic, Geeza Pro, Segoe UI, Tahoma"

TYPEFACES = {
    "Arab": Typefaces(
        ("Noto Naskh Arabic", *_listed(_NASKH)), ("Noto Sans Arabic", *_listed(_KUFI)), lines=(1.6, 1.35, 1.5)
    ),
    "Aran": Typefaces(
        _listed(f"{_NASTALIQ}, Noto Naskh Arabic, {_NASKH}"),
        _listed(f"{_NASTALIQ}, Noto Sans Arabic, {_KUFI}"),
        ("Noto Sans Arabic", *_listed(_KUFI)),
        lines=_HANGING,
    ),
    "Hebr": _noto("Hebrew", "Frank Ruehl CLM, New Peninim MT, Arial Hebrew, Segoe UI", lines=_CLOSE),
    "Syrc": _noto("Syriac", "Segoe UI Historic, Estrangelo Edessa", serif=False, lines=_TALL),
    "Thaa": _noto("Thaana", "MV Boli", serif=False, lines=_TALL),
    "Nkoo": _noto("NKo", "Ebrima", serif=False, lines=_TALL),
    "Adlm": _noto("Adlam", "Ebrima", serif=False, lines=_TALL),
    "Hans": _cjk(
        "SC",
        "Source Han Serif SC, Songti SC, SimSun",
        "Source Han Sans SC, PingFang SC, Microsoft YaHei",
        "2em",
    ),
    "Hant": _cjk(
        "TC",
        "Source Han Serif TC, Songti TC, PMingLiU",
        "Source Han Sans TC, PingFang TC, Microsoft JhengHei",
        "2em",
    ),
    "Hntl": _cjk(
        "HK",
        "Noto Serif CJK TC, Source Han Serif HC, Songti TC",
        "Noto Sans CJK TC, PingFang HK, Microsoft JhengHei",
        "2em",
    ),
    "Jpan": _cjk(
        "JP",
        "Source Han Serif, Hiragino Mincho ProN, Yu Mincho, MS Mincho",
        "Source Han Sans, Hiragino Sans, Yu Gothic, Meiryo",
        "1em",
    ),
    "Kore": _cjk(
        "KR",
        "Source Han Serif KR, Nanum Myeongjo, AppleMyungjo, Batang",
        "Source Han Sans KR, Apple SD Gothic Neo, Malgun Gothic",
        "1em",
        indents_all=False,
    ),
    "Yiii": _noto("Yi", "Microsoft Yi Baiti", serif=False, lines=_TALL),
    "Deva": _noto("Devanagari", "Kohinoor Devanagari, Nirmala UI, Mangal", lines=_TALL),
    "Beng": _noto("Bengali", "Kohinoor Bangla, Nirmala UI, Vrinda", lines=_TALL),
    "Guru": _noto("Gurmukhi", "Gurmukhi MN, Nirmala UI, Raavi", lines=_TALL),
    "Gujr": _noto("Gujarati", "Gujarati MT, Nirmala UI, Shruti", lines=_TALL),
    "Orya": _noto("Oriya", "Oriya MN, Nirmala UI, Kalinga", serif=False, lines=_TALL),
    "Taml": _noto("Tamil", "Tamil MN, Nirmala UI, Latha", lines=_TALL),
    "Telu": _noto("Telugu", "Telugu MN, Nirmala UI, Gautami", lines=_TALL),
    "Knda": _noto("Kannada", "Kannada MN, Nirmala UI, Tunga", lines=_TALL),
    "Mlym": _noto("Malayalam", "Malayalam MN, Nirmala UI, Kartika", lines=_TALL),
    "Sinh": _noto("Sinhala", "Sinhala MN, Nirmala UI, Iskoola Pota", lines=_TALL),
    "Tibt": _noto("Tibetan", "Kailasa, Microsoft Himalaya", lines=_HIGH),
    "Thai": _noto("Thai", "TH Sarabun New, Thonburi, Leelawadee UI", lines=_TALL),
    "Laoo": _noto("Lao", "Lao MN, Leelawadee UI, DokChampa", lines=_TALL),
    "Khmr": _noto("Khmer", "Khmer MN, Khmer OS, Leelawadee UI", lines=_HIGH),
    "Mymr": _noto("Myanmar", "Myanmar MN, Padauk, Myanmar Text", lines=_HIGH),
    "Mong": _noto("Mongolian", "Mongolian Baiti", serif=False, lines=_TALL),
    "Ethi": _noto("Ethiopic", "Abyssinica SIL, Kefa, Nyala, Ebrima", lines=(1.55, 1.3, 1.45)),
    "Geor": _noto("Georgian", "Sylfaen, Segoe UI", lines=_CLOSE),
    "Armn": _noto("Armenian", "Sylfaen, Segoe UI", lines=_CLOSE),
    "Tfng": _noto("Tifinagh", "Ebrima", serif=False, lines=_CLOSE),
    "Cher": _noto("Cherokee", "Gadugi, Plantagenet Cherokee", serif=False, lines=_CLOSE),
    "Cans": _noto("Canadian Aboriginal", "Gadugi, Euphemia", serif=False, lines=_CLOSE),
    "Vaii": _noto("Vai", "Ebrima", serif=False, lines=_CLOSE),
    "Java": _noto("Javanese", "Javanese Text", serif=False, lines=_HIGH),
    "Bali": _noto("Balinese", "", lines=_HIGH),
}  # fmt: skip
"""The row of each script (ISO 15924); ``Hntl`` are the Chinese forms of Hong Kong."""

GROUPS: dict[str, dict[str, str]] = {
    "Arabic and Hebrew": {"Arab": "Arabic", "Aran": "Urdu", "Hebr": "Hebrew", "Syrc": "Syriac", "Thaa": "Dhivehi"},
    "Chinese, Japanese, Korean": {
        "Hans": "simplified Chinese", "Hant": "traditional Chinese", "Hntl": "Chinese of Hong Kong",
        "Jpan": "Japanese", "Kore": "Korean",
    },
    "India": {
        "Deva": "Devanagari", "Beng": "Bengali", "Guru": "Gurmukhi", "Gujr": "Gujarati", "Orya": "Odia",
        "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam", "Sinh": "Sinhala",
    },
    "South East Asia": {
        "Thai": "Thai", "Laoo": "Lao", "Khmr": "Khmer", "Mymr": "Burmese", "Tibt": "Tibetan", "Java": "Javanese",
        "Bali": "Balinese",
    },
    "Caucasus and Ethiopia": {"Geor": "Georgian", "Armn": "Armenian", "Ethi": "Ethiopic"},
    "other scripts": {
        "Yiii": "Yi", "Mong": "Mongolian", "Tfng": "Tifinagh", "Cher": "Cherokee", "Cans": "Canadian syllabics",
        "Vaii": "Vai", "Nkoo": "N’Ko", "Adlm": "Adlam",
    },
}  # fmt: skip
"""The rows as they are told to people, by regions."""


def missing_scripts(group: str, families: Iterable[str]) -> list[str]:
    """The rows of a group for whose text a machine with these families of fonts has no typeface that fits."""
    there = frozenset(families)
    return [row for row in GROUPS[group] if not there.intersection(TYPEFACES[row].text)]


def noto_name(row: str) -> str:
    """What the fonts of a row are called in the packages of Noto: ``Devanagari``, ``CJK``."""
    name = TYPEFACES[row].sans[0].removeprefix("Noto ").removeprefix("Sans ")
    return "CJK" if name.startswith("CJK") else {"Nastaliq Urdu": "Arabic"}.get(name, name)
