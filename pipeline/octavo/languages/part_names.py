"""What a part of a book is, told from its heading: names of EPUB's structural vocabulary and of DPUB-ARIA."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``epub:type`` and ``role`` of a part (empty: none), and the division of the book to which it belongs."""

    epub_type: str
    role: str
    division: str


def _kind(name: str, division: str) -> Kind:
    return Kind(name, f"doc-{name}", division)


CHAPTER = _kind("chapter", "bodymatter")
PART = _kind("part", "bodymatter")
BIBLIOGRAPHY = _kind("bibliography", "backmatter")
ENDNOTES = _kind("endnotes", "backmatter")
PLAIN = Kind("", "", "bodymatter")
BY_CLASS = {
    "part": PART,
    "appendix": _kind("appendix", "backmatter"),
    "frontmatter": Kind("", "", "frontmatter"),
    "backmatter": Kind("", "", "backmatter"),
}
"""What a section is that the book's own order gives a role."""

_WORDS = """
frontmatter preface: preface|vorwort|préface|avant-propos|prefacio|prefazione|prefácio|voorwoord|předmluva|
    przedmowa|förord|forord|esipuhe|предисловие|передмова|πρόλογος|前言|序|まえがき|머리말|مقدمة|הקדמה
frontmatter foreword: foreword|geleitwort|zum geleit
frontmatter dedication: dedication|widmung|dédicace|dedicatoria|dedica|dedicatória|opdracht|посвящение
bodymatter introduction: introduction|einleitung|einführung|introducción|introduzione|introdução|inleiding|úvod|wstęp|
    inledning|indledning|innledning|johdanto|введение|вступ|εισαγωγή|引言|はじめに|서론|מבוא
bodymatter prologue: prologue|prolog|prólogo|prologo|proloog|пролог
bodymatter conclusion: conclusion|conclusions|schluss|schlussbetrachtung|fazit|conclusión|conclusiones|conclusione|
    conclusioni|conclusão|conclusie|závěr|заключение|висновки|结论|おわりに|결론
bodymatter epilogue: epilogue|epilog|épilogue|epílogo|epilogo|epiloog|эпилог|епілог
backmatter afterword: afterword|nachwort|postface|nawoord|doslov|posłowie|послесловие|післямова|后记|あとがき|후기
backmatter acknowledgments: acknowledgments|acknowledgements|danksagung|dank|remerciements|agradecimientos|
    ringraziamenti|agradecimentos|dankwoord|poděkování|podziękowania|tack|благодарности|подяки|致谢|謝辞|감사의 말
backmatter appendix: appendix|anhang|annexe|annexes|apéndice|appendice|apêndice|bijlage|příloha|dodatek|bilaga|bilag|
    vedlegg|liite|приложение|додаток|παράρτημα|附录|付録|부록
backmatter glossary: glossary|glossar|glossaire|glosario|glossario|glossário|glosář|słowniczek|ordlista|глоссарий|
    глосарій|术语表|用語集
backmatter bibliography: bibliography|references|works cited|literatur|literaturverzeichnis|bibliographie|références|
    bibliografía|referencias|bibliografia|riferimenti|referências|literatuur|literatura|litteratur|kirjallisuus|
    литература|список литературы|література|βιβλιογραφία|参考文献|참고 문헌|المراجع
backmatter colophon: colophon|impressum|kolophon|colofón|colofon
"""


def _table() -> dict[str, Kind]:
    """The kind of each heading that says what it is."""
    kinds: dict[str, Kind] = {}
    for line in re.sub(r"\|\n\s+", "|", _WORDS).strip().splitlines():
        head, words = line.split(": ")
        division, name = head.split()
        kinds |= dict.fromkeys(words.split("|"), _kind(name, division))
    return kinds


_KINDS = _table()
_NUMBER = re.compile(r"^([0-9]+(\.[0-9]+)*|[ivxlc]+)[.)]?\s+")
_APPENDIX = re.compile(r"^(\w+) ([a-z]|[ivx]+|\d+)\b")
_PART = re.compile(r"^(part|teil|partie|parte|deel|část|część|часть|частина|del|osa)\s+(\w+)$", re.IGNORECASE)


def kind_of(heading: str) -> Kind:
    """What a part with this heading is; a chapter unless the words say otherwise.

    A number before the words does not count, nor does what follows "Appendix B".
    """
    words = " ".join(heading.split()).casefold().strip(" .:")
    found = _KINDS.get(words) or _KINDS.get(_NUMBER.sub("", words))
    if found:
        return found
    numbered = _APPENDIX.match(words)
    appendix = _KINDS.get(numbered[1]) if numbered else None
    return appendix if appendix and appendix.epub_type == "appendix" else CHAPTER


def is_part(heading: str) -> bool:
    """Whether a heading names a part of a book by its number ("Part Two", "Teil III"), perhaps with a title."""
    return bool(_PART.match(re.split(r"[:.–—-]", " ".join(heading.split()))[0].strip()))
