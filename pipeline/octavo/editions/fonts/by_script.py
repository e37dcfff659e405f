"""Which typefaces set the scripts that a theme's own fonts lack, and how much room their lines want. Floor 3; pure.

A theme brings fonts for Latin, Greek and Cyrillic. All other letters come from the machine's fonts, and here it is said
from which: a serif face in the text, a sans in headings and tables, of a true bold, in the forms that the language of
the document uses. First stands what Debian, Ubuntu and Fedora have as Noto, then what other systems have. A family
that is missing is passed over.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.body import Body
from octavo.languages.writing import chinese_forms, of_language, scripts_in
from octavo.metadata import shown

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Typefaces:
    """The families of a script, the best first, and the heights of its lines: of text, of headings, of small type."""

    text: tuple[str, ...]
    sans: tuple[str, ...]
    mono: tuple[str, ...] = ()
    lines: tuple[float, float, float] | None = None
    indent: str = ""

    def role(self, name: str) -> tuple[str, ...]:
        """The families for ``text``, ``sans`` or ``mono``; a script without a face for code is set in its sans."""
        return {"text": self.text, "sans": self.sans}.get(name, self.mono or self.sans)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _noto(name: str, others: str = "", *, serif: bool = True, lines: tuple[float, float, float]) -> Typefaces:
    more = _listed(others)
    sans = (f"Noto Sans {name}", *more)
    return Typefaces((f"Noto Serif {name}", *sans) if serif else sans, sans, lines=lines)


def _cjk(region: str, text: str, sans: str, indent: str) -> Typefaces:
    return Typefaces(
        (f"Noto Serif CJK {region}", f"Noto Serif {region}", *_listed(text)),
        (f"Noto Sans CJK {region}", f"Noto Sans {region}", *_listed(sans)),
        (f"Noto Sans Mono CJK {region}", f"Noto Sans CJK {region}", *_listed(sans)),
        (1.7, 1.35, 1.5),
        indent,
    )


_CLOSE, _TALL, _HIGH, _HANGING = (1.5, 1.25, 1.4), (1.6, 1.4, 1.5), (1.8, 1.6, 1.7), (2.2, 1.9, 2.0)
_NASKH = "Amiri, Scheherazade New, Geeza Pro, Traditional Arabic, Sakkal Majalla"
_NASTALIQ = "Noto Nastaliq Urdu, Jameel Noori Nastaleeq, Urdu Typesetting"
_KUFI = "Noto Kufi Arabic, Geeza Pro, Segoe UI, Tahoma"

_TYPEFACES = {
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

_HANGING_LANGUAGES = frozenset(("ur", "ks", "pnb"))
_ON_PAPER = {"Aran": "Arab"}
"""A Nastaliq font builds many letters of the same strokes and dots, so a PDF could not say which letter was meant."""
_EAST = frozenset(("Hani", "Hira", "Kana", "Bopo", "Hang"))


def script_of_language(tag: str) -> str:
    """The row of a language: its script, and for Urdu and Hong Kong's Chinese the style that they are printed in."""
    script, parts = of_language(tag), tag.lower().replace("_", "-").split("-")
    if script == "Arab" and parts[0] in _HANGING_LANGUAGES:
        return "Aran"
    if script == "Hant" and {"hk", "mo"} & set(parts[1:]):
        return "Hntl"
    return script if script in _TYPEFACES else ""


def typefaces_of_language(tag: str, *, on_paper: bool = False) -> Typefaces | None:
    """The typefaces for a document in a language; None where those of the theme do."""
    row = script_of_language(tag)
    return _TYPEFACES.get(_ON_PAPER.get(row, row) if on_paper else row)


def scripts_of(lang: str, text: str) -> tuple[str, ...]:
    """The rows that a text needs: that of its language first, then those of the other letters in it."""
    first = script_of_language(lang)
    found = set(scripts_in(text))
    rows = [first] if first else []
    if found & _EAST and first not in ("Hans", "Hant", "Hntl", "Jpan", "Kore"):
        rows.append(_of_the_east(found, text))
    elif "Hang" in found and first != "Kore":
        rows.append("Kore")
    if "Arab" in found and first == "Aran":
        found.discard("Arab")
    return tuple(dict.fromkeys([*rows, *sorted(found & _TYPEFACES.keys())]))


def _of_the_east(found: set[str], text: str) -> str:
    if found & {"Hira", "Kana"}:
        return "Jpan"
    if "Hani" not in found:
        return "Kore" if "Hang" in found else "Hant"
    forms = chinese_forms(text)
    return "Hant" if forms["Hant"] > forms["Hans"] else "Hans"


def extended(stack: str, role: str, scripts: Iterable[str]) -> str:
    """A theme's font stack with the families of these scripts before its generic family."""
    families = dict.fromkeys(name for script in scripts for name in _TYPEFACES[script].role(role))
    parts = [part.strip() for part in stack.split(",")]
    return ", ".join([*parts[:-1], *(f'"{name}"' for name in families), parts[-1]])


def scripts_of_body(body: Body, *, on_paper: bool = False) -> tuple[str, ...]:
    """The rows that a whole document needs, its metadata and the words that Octavo adds included."""
    letters = set("".join(shown(body.metadata).texts()))
    letters.update(*(block.text for block in body.blocks), *(str(word) for word in dataclasses.astuple(body.labels)))
    rows = scripts_of(body.metadata.lang, "".join(sorted(letters)))
    return tuple(dict.fromkeys(_ON_PAPER.get(row, row) for row in rows)) if on_paper else rows


def foreign_rows(body: Body, *, on_paper: bool = False) -> list[tuple[str, str]]:
    """The tags and rows of the languages in a document whose letters look otherwise than in its own."""
    roots = (body.tree, *(note.tree for note in body.notes))
    tags = {tag for root in roots for node in root.iter() if _TAG.fullmatch(tag := node.get("lang", ""))}
    found = in_other_forms(body.metadata.lang, sorted(tags))
    return [(tag, row) for tag, row in found if not on_paper or row not in _ON_PAPER]


def in_other_forms(lang: str, foreign: Sequence[str]) -> list[tuple[str, str]]:
    """Languages in a document whose letters look otherwise than in the document's own: their tags and rows."""
    shared = ({"Hans", "Hant", "Hntl", "Jpan", "Kore"}, {"Arab", "Aran"})
    own = script_of_language(lang)
    rows = [(tag, script_of_language(tag)) for tag in foreign]
    return [(tag, row) for tag, row in rows if row and row != own and any(row in group for group in shared)]
