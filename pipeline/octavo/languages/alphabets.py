"""The letters beyond A to Z of each language, used to find the encoding of a text that is not Unicode.

In: nothing. Out: for each language its letters, lower case. For scripts beyond ASCII the commonest letters are listed
separately: they distinguish the right encoding from one that gives other letters of the same script.
"""

from __future__ import annotations

LATIN_LETTERS = {
    "en": "éèêëïöüçñ",
    "de": "äöüß",
    "fr": "éèêëàâçîïôùûüÿœæ",
    "es": "áéíóúüñ",
    "it": "àèéìíòóù",
    "pt": "áâãàçéêíóôõúü",
    "nl": "ëéèïöüáó",
    "ca": "àçèéíïòóúü",
    "sv": "åäöé",
    "da": "æøåé",
    "fi": "äöå",
    "is": "áðéíóúýþæö",
    "et": "äõöüšž",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţșț",
    "hr": "čćđšž",
    "sl": "čšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "tr": "çğıiöşüâîû",
    "sq": "ëç",
}
"""Languages in Latin letters, the largest first: where two fit alike, the first is taken."""

OTHER_LETTERS = {
    "ru": ("оеаинтсрвлкмдпу", "бгёжзйфхцчшщъыьэюя"),
    "uk": ("оаниіврткес лмдпу", "бгґєжзїйфхцчшщьюя"),
    "bg": ("аеоинтрсвлкдпм", "бгжзйуфхцчшщъьюя"),
    "sr": ("аоиенрсјтувдкпм", "бгђжзљњћфхцчџшл"),
    "el": ("αοιετσνηυρπκμςλ", "βγδζθξφχψωάέήίόύώϊϋΐΰ"),
    "he": ("יוהלארתבשמ", "גדזחטכךםנןסעפףצץק"),
    "ar": ("اليمنوترهبعد", "ءآأؤإئةثجحخذزسشصضطظغفقكىًٌٍَُِّْ"),
    "th": ("านรกอเงมยลวดท", "ขคจชซญฎฏฐฑฒณตถธนบปผฝพฟภศษสหฬฮะัิีึืุูแโใไๆ็่้๊๋์ำ"),
}
"""Languages in other letters: the commonest ones, and the rest."""

COMMON_SIGNS = {
    "zh": (
        "的一是不了在有人我他這这中大來来上國国個个到說说們们為为子和你地出道也時时年得就那要下以生"
        "會会自着著去之過过家學学對对可她里裡後后小么麼心多天而能好都然沒没日於于起還还發发成事只作"
        "當当想看文無无開开手主行方又如前所本見见經经頭头面公同三已老從从動动"
    ),
    "ko": "이다는을의가에고하지도로사기리은한나어자시대인를서일아그라",
}
"""The commonest signs of Chinese, in both ways of writing them, and of Korean."""
