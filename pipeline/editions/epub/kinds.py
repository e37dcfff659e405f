"""What a part of a book is, told from its heading: names of EPUB's structural vocabulary and of DPUB-ARIA."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``epub:type`` and ``role`` of a part, and the division of the book in which it stands."""

    epub_type: str
    role: str
    division: str


def _kind(name: str, division: str) -> Kind:
    return Kind(name, f"doc-{name}", division)


CHAPTER = _kind("chapter", "bodymatter")
PART = _kind("part", "bodymatter")
BIBLIOGRAPHY = _kind("bibliography", "backmatter")
FRONT = Kind("", "", "bodymatter")

_WORDS = {
    _kind("preface", "frontmatter"): "preface|vorwort|préface|avant-propos|prefacio|prefazione|prefácio|voorwoord|předmluva|"
    "przedmowa|förord|forord|esipuhe|предисловие|передмова|πρόλογος|前言|序|まえがき|머리말|مقدمة|הקדמה",
    _kind("foreword", "frontmatter"): "foreword|geleitwort|zum geleit",
    _kind("dedication", "frontmatter"): "dedication|widmung|dédicace|dedicatoria|dedica|dedicatória|opdracht|посвящение",
    _kind("introduction", "bodymatter"): "introduction|einleitung|einführung|introducción|introduzione|introdução|inleiding|"
    "úvod|wstęp|inledning|indledning|innledning|johdanto|введение|вступ|εισαγωγή|引言|はじめに|서론|מבוא",
    _kind("prologue", "bodymatter"): "prologue|prolog|prólogo|prologo|proloog|пролог",
    _kind("conclusion", "bodymatter"): "conclusion|conclusions|schluss|schlussbetrachtung|fazit|conclusión|conclusiones|"
    "conclusione|conclusioni|conclusão|conclusie|závěr|заключение|висновки|结论|おわりに|결론",
    _kind("epilogue", "bodymatter"): "epilogue|epilog|épilogue|epílogo|epilogo|epiloog|эпилог|епілог",
    _kind("afterword", "backmatter"): "afterword|nachwort|postface|postfacio|epílogo del autor|nawoord|doslov|posłowie|"
    "послесловие|післямова|后记|あとがき|후기",
    _kind("acknowledgments", "backmatter"): "acknowledgments|acknowledgements|danksagung|dank|remerciements|agradecimientos|"
    "ringraziamenti|agradecimentos|dankwoord|poděkování|podziękowania|tack|благодарности|подяки|致谢|謝辞|감사의 말",
    _kind("appendix", "backmatter"): "appendix|anhang|annexe|annexes|apéndice|appendice|apêndice|bijlage|příloha|dodatek|bilaga|"
    "bilag|vedlegg|liite|приложение|додаток|παράρτημα|附录|付録|부록",
    _kind("glossary", "backmatter"): "glossary|glossar|glossaire|glosario|glossario|glossário|verklarende woordenlijst|"
    "glosář|słowniczek|ordlista|глоссарий|глосарій|术语表|用語集",
    BIBLIOGRAPHY: "bibliography|references|works cited|literatur|literaturverzeichnis|bibliographie|références|bibliografía|"
    "referencias|bibliografia|riferimenti|referências|literatuur|literatura|litteratur|kirjallisuus|литература|"
    "список литературы|література|βιβλιογραφία|参考文献|참고 문헌|المراجع",
    _kind("colophon", "backmatter"): "colophon|impressum|kolophon|colofón|colofon",
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split("|")}
_NUMBERED = re.compile(r"^(appendix|anhang|annexe|apéndice|appendice|apêndice|bijlage|příloha|приложение)\b.{0,80}$")
_PART = re.compile(
    r"^(part|teil|partie|parte|deel|část|część|часть|частина|del|osa)\s+([ivxlc]+|\d+|[a-z]+|[а-я]+)\b", re.IGNORECASE
)


def kind_of(heading: str) -> Kind:
    """What a part with this heading is; a chapter unless the words say otherwise."""
    words = " ".join(heading.split()).casefold().strip(" .:")
    bare = re.sub(r"^([0-9]+(\.[0-9]+)*|[ivxlc]+)[.)]?\s+", "", words)
    found = _BY_WORD.get(words) or _BY_WORD.get(bare)
    if found:
        return found
    numbered = _NUMBERED.match(words)
    if numbered:
        return _BY_WORD[numbered.group(1)]
    return CHAPTER


def is_part(heading: str) -> bool:
    """Whether a heading names a part of a book: "Part Two", "III. Teil" is not told from a chapter by words alone."""
    return bool(_PART.match(" ".join(heading.split())))
