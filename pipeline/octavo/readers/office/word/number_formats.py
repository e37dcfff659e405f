"""How word processors write a number: 4 as ``4``, ``04``, ``iv``, ``d``, ``4th``, ``four``, ``四`` ... Pure.

The names are those of ``w:numFmt`` (ECMA-376, part 1, 17.18.59).
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from octavo.text.numerals import roman

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = MappingProxyType(
    {
        "one": "first",
        "two": "second",
        "three": "third",
        "five": "fifth",
        "eight": "eighth",
        "nine": "ninth",
        "twelve": "twelfth",
    }
)
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_ALPHABETS = MappingProxyType(
    {
        "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
        "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
        "russianLower": _RUSSIAN,
        "russianUpper": _RUSSIAN.upper(),
        "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
        "aiueoFullWidth": _AIUEO,
        "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
        "irohaFullWidth": _IROHA,
        "ganada": "가나다라마바사아자차카타파하",
        "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
        "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
        "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    }
)
_DIGITS = MappingProxyType(
    {
        "hindiNumbers": "٠١٢٣٤٥٦٧٨٩",
        "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
        "decimalFullWidth": "０１２３４５６７８９",
        "decimalFullWidth2": "０１２３４５６７８９",
        "ideographDigital": "〇一二三四五六七八九",
        "japaneseDigitalTenThousand": "〇一二三四五六七八九",
        "koreanDigital": "영일이삼사오육칠팔구",
        "koreanDigital2": "零一二三四五六七八九",
        "taiwaneseDigital": "○一二三四五六七八九",
    }
)
_COUNTED = MappingProxyType(
    {
        "chineseCounting": ("〇一二三四五六七八九", "十百千"),
        "chineseCountingThousand": ("零一二三四五六七八九", "十百千"),
        "japaneseCounting": ("〇一二三四五六七八九", "十百千"),
        "taiwaneseCounting": ("○一二三四五六七八九", "十百千"),
        "taiwaneseCountingThousand": ("○一二三四五六七八九", "十百千"),
        "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
        "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
        "japaneseLegal": ("零壱弐参四伍六七八九", "拾百阡"),
        "koreanCounting": ("영일이삼사오육칠팔구", "십백천"),
        "koreanLegal": ("영일이삼사오육칠팔구", "십백천"),
    }
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = "*†‡§"


def written(number: int, form: str) -> str:
    """A number in a format; one that the format cannot say, or in a format without a rule here, in digits."""
    if number < 0 or number > 32767:
        return str(number)
    if form in ("lowerRoman", "upperRoman") and number:
        return _cased(roman(number), form)
    if form in ("lowerLetter", "upperLetter") and number:
        return _cased(_letters(number, "abcdefghijklmnopqrstuvwxyz"), form)
    if form in _ALPHABETS and number:
        return _letters(number, _ALPHABETS[form])
    if form in _DIGITS:
        return "".join(_DIGITS[form][int(digit)] for digit in str(number))
    if form in _COUNTED and number < 10000:
        return _counted(number, *_COUNTED[form])
    if form in _WORDED:
        return _WORDED[form](number)
    return str(number)


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``113th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def _letters(number: int, alphabet: str) -> str:
    """``a`` to ``z``, then ``aa``, ``bb``: word processors repeat the letter."""
    turns, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (turns + 1)


def _words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 1] + (f"-{_UNITS[rest]}" if rest else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    many, rest = divmod(number, size)
    return f"{_words(many)} {name}" + (f" {_words(rest)}" if rest else "")


def _ordinal_words(number: int) -> str:
    words = _words(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[at:]
    return words[:at] + (_ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"))


def _counted(number: int, digits: str, ranks: str) -> str:
    """Numbers as East Asian languages count: 21 is two-ten-one, and 11 is ten-one."""
    if number < 10:
        return digits[number]
    text, gap = "", False
    for at, char in enumerate(str(number)):
        rank, digit = len(str(number)) - at - 1, int(char)
        if not digit:
            gap = True
            continue
        if gap and text:
            text += digits[0]
        gap = False
        one = digit == 1 and rank == 1 and not text
        text += ("" if one else digits[digit]) + (ranks[rank - 1] if rank else "")
    return text


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)


def _signs(number: int) -> str:
    return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if number else ""


_WORDED: MappingProxyType[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimalZero": lambda number: f"{number:02d}",
        "decimal3": lambda number: f"{number:03d}",
        "decimal4": lambda number: f"{number:04d}",
        "numberInDash": lambda number: f"- {number} -",
        "decimalEnclosedParen": lambda number: f"({number})",
        "decimalEnclosedFullstop": lambda number: f"{number}.",
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "ideographEnclosedCircle": _circled,
        "chicago": _signs,
        "ordinal": ordinal,
        "cardinalText": lambda number: _words(number).capitalize(),
        "ordinalText": lambda number: _ordinal_words(number).capitalize(),
        "hex": lambda number: f"{number:X}",
        "none": lambda number: "",  # noqa: ARG005 - the number is not shown
    }
)
