"""The words of an errata page, in the language of the text; English where no row is. Floor 1; pure."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from octavo.languages.tags import row_of


@dataclass(frozen=True)
class ErrataWords:
    """One language. ``lang`` is the language they are in.

    ``instead`` and ``read`` head the columns of what is there and of what is right. ``same`` tells that the words
    are the same and something else differs, ``reprint`` precedes the numbers of pages.
    """

    lang: str
    errata: str
    page: str
    instead: str
    read: str
    added: str
    left_out: str
    moved: str
    same: str
    pages: str
    earlier: str
    now: str
    reprint: str


_ROWS = {
    "de": "Berichtigungen|Seite|statt|lies|neu|entfällt|steht jetzt auf Seite|ein Bild, eine Formel, ein "
    "Verweis oder eine "
    "Hervorhebung ist anders|Wo die Seiten jetzt stehen|frühere Seite|jetzt|Neu zu drucken sind die Blattseiten",
    "en": "Errata|Page|for|read|new|to be left out|is now on page|a picture, a formula, a link or emphasis differs|"
    "Where the pages are now|earlier page|now|To be printed again, counted from the first page",
    "es": "Fe de erratas|Página|donde dice|debe decir|nuevo|se suprime|está ahora en la página|cambia una "
    "imagen, una fórmula, "
    "un enlace o un énfasis|Dónde están ahora las páginas|página anterior|ahora|Páginas que se imprimen de "
    "nuevo, desde la primera",
    "fr": "Errata|Page|au lieu de|lire|nouveau|à supprimer|est maintenant à la page|une image, une formule, un "
    "lien ou une "
    "mise en relief diffère|Où sont maintenant les pages|ancienne page|maintenant|Pages à réimprimer, depuis la "
    "première",
    "it": "Errata corrige|Pagina|invece di|leggi|nuovo|da omettere|è ora a pagina|cambia un’immagine, una "
    "formula, un "
    "collegamento o un’enfasi|Dove sono ora le pagine|pagina precedente|ora|Pagine da ristampare, dalla prima",
    "nl": "Errata|Bladzijde|in plaats van|lees|nieuw|vervalt|staat nu op bladzijde|een afbeelding, formule, "
    "verwijzing of "
    "nadruk is anders|Waar de bladzijden nu staan|vroegere bladzijde|nu|Opnieuw af te drukken, geteld vanaf de "
    "eerste",
    "pt": "Errata|Página|onde se lê|leia-se|novo|a suprimir|está agora na página|muda uma imagem, uma fórmula, "
    "uma ligação ou um "
    "destaque|Onde estão agora as páginas|página anterior|agora|Páginas a imprimir de novo, desde a primeira",
}


@functools.cache
def errata_words(lang: str) -> ErrataWords:
    """The words for a BCP 47 tag, by its primary language."""
    found, words = row_of(_ROWS, lang)
    return ErrataWords(found, *words)
