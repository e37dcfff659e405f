"""How letters begin and end, by language: the words of salutations and of closings."""

from __future__ import annotations

import re
from functools import cache

from octavo.languages.tags import primary

_SALUTATIONS = {
    "en": "dear|my dear|dearest|my dearest|sir|dear sir|madam|gentlemen|to whom it may concern|hello|hi"
    "|my lord|honou?red sir",
    "de": "lieber|liebe|liebster|liebste|mein lieber|meine liebe|sehr geehrte[rs]?|geehrte[rs]?"
    "|verehrte[rs]?|hochverehrte[rs]?"
    "|guten tag|hallo",
    "fr": "cher|chère|chers|chères|mon cher|ma chère|monsieur|madame|messieurs|mesdames|bonjour",
    "es": "querid[oa]s?|mi querid[oa]|estimad[oa]s?|muy señor(?:es)? mío?s?|apreciad[oa]s?|distinguid[oa]s?",
    "it": "car[oaie]|mi[oa] car[oa]|gentile|gentili|egregi[oa]?|stimatissim[oa]|spettabile",
    "pt": "querid[oa]s?|car[oa]s?|prezad[oa]s?|estimad[oa]s?|exm[oa]",
    "nl": "beste|lieve|geachte|waarde|dierbare",
    "sv": "kära|käre|bästa|bäste|hej",
    "da": "kære|bedste",
    "nb": "kjære|hei",
    "pl": "drogi|droga|drodzy|kochan[yai]|szanown[yai]|mój drogi|moja droga",
    "cs": "milý|milá|milí|drahý|drahá|vážený|vážená|vážení",
    "ru": "дорогой|дорогая|дорогие|милый|милая|уважаем(?:ый|ая|ые)|многоуважаем(?:ый|ая)|любезный",
}
_CLOSINGS = {
    "en": "yours"
    "|your (?:\\w+ ){0,4}(?:servant|friend|brother|sister|son|daughter|father|mother|husband|wife|cousin|uncle|aunt)"
    "|sincerely|faithfully|respectfully|cordially|affectionately|kind regards|best regards"
    "|best wishes|with (?:best|kind|warm|love|all)"
    "|warm regards|regards|love|lots of love|i am,|i remain|believe me",
    "de": "mit (?:freundlichen|herzlichen|besten|vorzüglicher|vielen)|freundliche grüße|herzliche grüße"
    "|herzlichst|hochachtungsvoll"
    "|beste grüße|viele grüße|liebe grüße|dein|deine|euer|eure|ihr|ihre",
    "fr": "veuillez|cordialement|bien à vous|bien à toi|amicalement|votre|ton|ta|je vous prie"
    "|je vous embrasse|sincèrement",
    "es": "atentamente|un abrazo|un saludo|saludos|cordialmente|su|tu|tuy[oa]|suy[oa]|con cariño|quedo de usted",
    "it": "cordiali saluti|distinti saluti|cordialmente|un abbraccio|il tuo|la tua|suo|sua|tuo|tua|con affetto",
    "pt": "atenciosamente|cordialmente|um abraço|abraços|com os melhores|seu|sua|teu|tua",
    "nl": "met vriendelijke groet|hoogachtend|hartelijke groet|vriendelijke groet|groeten|liefs|uw|je|jouw",
    "sv": "med vänliga hälsningar|vänliga hälsningar|hälsningar|högaktningsfullt|din|er",
    "da": "med venlig hilsen|venlig hilsen|kærlig hilsen|din|deres",
    "nb": "med vennlig hilsen|vennlig hilsen|hilsen|din|deres",
    "pl": "z poważaniem|z wyrazami|serdecznie|pozdrawiam|twój|twoja|łączę",
    "cs": "s pozdravem|s úctou|srdečně|tvůj|tvá|váš|vaše",
    "ru": "с уважением|искренне|ваш|ваша|твой|твоя|преданный вам|с любовью|целую",
}


@cache
def salutation(lang: str) -> re.Pattern[str]:
    """What the text of a salutation looks like, in a language: its first words, its comma or colon."""
    return re.compile(
        rf"(?:{_SALUTATIONS.get(primary(lang), _SALUTATIONS['en'])})\b[^?]{{0,50}}[,:!—-]+\Z", re.IGNORECASE
    )


@cache
def closing(lang: str) -> re.Pattern[str]:
    """How the closing of a letter begins, in a language."""
    return re.compile(rf"(?:{_CLOSINGS.get(primary(lang), _CLOSINGS['en'])})(?!\w)", re.IGNORECASE)
