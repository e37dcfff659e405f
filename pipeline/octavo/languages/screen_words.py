"""The words of the tools above a page on the screen: search, colours, size, typeface. English where no row is."""

from __future__ import annotations

import functools
from dataclasses import astuple, dataclass

from octavo.languages.tags import row_of


@dataclass(frozen=True)
class ScreenWords:
    """One language. ``lang`` is the language they are in, ``as_set`` and ``as_system`` mean: nothing was chosen.

    From ``all_pages`` on they are for a site: its search, the ways between its pages, the earlier name of a page.
    """

    lang: str
    tools: str
    search: str
    next: str
    look: str
    colours: str
    as_system: str
    light: str
    dark: str
    sepia: str
    size: str
    face: str
    as_set: str
    sans: str
    system: str
    open: str
    no_page: str
    all_pages: str
    previous: str
    nothing: str
    needs_script: str
    moved: str

    def all(self) -> tuple[str, ...]:
        """Every word, for the proof."""
        return tuple(map(str, astuple(self)))


_ROWS = {
    "de": "Lesen|Suchen|Weiter|Darstellung|Farben|wie das System|hell|dunkel|Sepia|Größe|Schrift|wie gesetzt|"
    "ohne Serifen|Schrift des Systems|weite, offene Schrift|Diese Seite gibt es nicht.|"
    "Alle Seiten durchsuchen|Zurück|Nichts gefunden.|Die Suche braucht ein Skript.|Diese Seite hat einen neuen Namen:",
    "en": "Reading|Search|Next|Appearance|Colours|as the system|light|dark|sepia|Size|Typeface|as set|"
    "sans serif|of the system|wide and open|There is no such page.|"
    "Search all pages|Previous|Nothing was found.|Searching needs a script.|This page has a new name:",
    "es": "Lectura|Buscar|Siguiente|Apariencia|Colores|como el sistema|claro|oscuro|sepia|Tamaño|Tipo de letra|"
    "original|palo seco|del sistema|ancho y abierto|Esa página no existe.|"
    "Buscar en todas las páginas|Anterior|No se ha encontrado nada.|La búsqueda necesita un script.|"
    "Esta página tiene un nombre nuevo:",
    "fr": "Lecture|Chercher|Suivant|Apparence|Couleurs|comme le système|clair|sombre|sépia|Taille|Police|d’origine|"
    "sans empattement|du système|large et ouverte|Cette page n’existe pas.|"
    "Chercher dans toutes les pages|Précédent|Rien n’a été trouvé.|La recherche demande un script.|"
    "Cette page a un nouveau nom :",
    "it": "Lettura|Cerca|Avanti|Aspetto|Colori|come il sistema|chiaro|scuro|seppia|Dimensione|Carattere|originale|"
    "senza grazie|del sistema|largo e aperto|Questa pagina non esiste.|"
    "Cerca in tutte le pagine|Indietro|Non è stato trovato nulla.|La ricerca richiede uno script.|"
    "Questa pagina ha un nuovo nome:",
    "nl": "Lezen|Zoeken|Volgende|Weergave|Kleuren|zoals het systeem|licht|donker|sepia|Grootte|Lettertype|zoals gezet|"
    "schreefloos|van het systeem|breed en open|Die pagina bestaat niet.|"
    "Alle pagina’s doorzoeken|Vorige|Niets gevonden.|Zoeken vereist een script.|Deze pagina heeft een nieuwe naam:",
    "pt": "Leitura|Procurar|Seguinte|Aparência|Cores|como o sistema|claro|escuro|sépia|Tamanho|Tipo de letra|original|"
    "sem serifa|do sistema|largo e aberto|Essa página não existe.|"
    "Procurar em todas as páginas|Anterior|Nada foi encontrado.|A pesquisa precisa de um script.|"
    "Esta página tem um nome novo:",
}


@functools.cache
def screen_words(lang: str) -> ScreenWords:
    """The words for a BCP 47 tag, by its primary language."""
    found, words = row_of(_ROWS, lang)
    return ScreenWords(found, *words)
