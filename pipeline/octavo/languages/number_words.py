"""Numbers written as words, and numbers of East Asia: what each is worth. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ROWS = """
one two three four five six seven eight nine ten eleven twelve
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter elfter zwölfter
erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte
erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes elftes zwölftes
un deux trois quatre cinq six sept huit neuf dix onze douze
premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
première seconde troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
uno dos tres cuatro cinco seis siete ocho nueve diez once doce
primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo
primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima
uno due tre quattro cinque sei sette otto nove dieci undici dodici
primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo
prima seconda terza quarta quinta sesta settima ottava nona decima undicesima dodicesima
um dois três quatro cinco seis sete oito nove dez onze doze
primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo
een twee drie vier vijf zes zeven acht negen tien elf twaalf
eerste tweede derde vierde vijfde zesde zevende achtste negende tiende
первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая одиннадцатая двенадцатая
первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый
pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty
الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر
الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة
"""

NUMBER_WORDS: Mapping[str, int] = MappingProxyType(
    {word: value for row in _ROWS.strip().splitlines() for value, word in enumerate(row.split(), 1)}
)
"""Cardinals and ordinals up to twelve, in small letters."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
HAN_NUMERALS = "".join([*_DIGITS, *_PLACES])


def han_value(text: str) -> int:
    """The value of a number in Chinese characters: 12 for ``十二``, 105 for ``一百零五``; 0 for anything else."""
    if not text or any(char not in HAN_NUMERALS for char in text):
        return 0
    if not any(char in _PLACES for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
