"""What a part of a book is, told from its heading: names of EPUB's structural vocabulary and of DPUB-ARIA."""

from __future__ import annotations

import posixpath
import re
import unicodedata
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
INDEX = _kind("index", "backmatter")
PLAIN = Kind("", "", "bodymatter")
_WORDS = """
frontmatter dedication: dedication|widmung|zueignung|dédicace|dedicatoria|dedica|dedicatória|dedicatòria|opdracht|
    věnování|venovanie|dedykacja|dedikation|tillägnan|dedikasjon|omistus|posveta|ajánlás|dedicație|ithaf|
    lời đề tặng|dedicatio|посвящение|присвята|посвещение|αφιέρωση|献词|獻詞|献辞|헌사|الإهداء|إهداء|הקדשה
frontmatter epigraph: epigraph|epigraf|epigraaf|epigrafi|épigraphe|exergue|epígrafe|epígraf|epigrafe|motto|mottó|
    мотто|эпиграф|епіграф|епиграф|προμετωπίδα|题词|题记|題辞|エピグラフ|제사|تصدير|מוטו|سرلوحه
frontmatter foreword: foreword|geleitwort|zum geleit|woord vooraf|ten geleide|slovo úvodem|słowo wstępne|
    presentación|presentazione|apresentação|presentació|序文|代序|추천사
frontmatter preface: preface|vorwort|vorrede|préface|avant-propos|prefacio|prefazione|prefácio|prefaci|voorwoord|
    předmluva|predhovor|predgovor|przedmowa|förord|forord|esipuhe|alkusanat|előszó|prefață|cuvânt înainte|önsöz|
    lời nói đầu|praefatio|предисловие|передмова|предговор|πρόλογος|前言|序|まえがき|머리말|مقدمة|הקדמה|پیشگفتار
bodymatter introduction: introduction|einleitung|einführung|introducción|introduzione|introdução|introducció|
    inleiding|úvod|wstęp|uvod|bevezetés|introducere|giriş|inledning|indledning|innledning|johdanto|введение|вступ|
    увод|εισαγωγή|引言|はじめに|서론|מבוא
bodymatter prologue: prologue|prolog|prólogo|prologo|pròleg|proloog|prologi|prológus|пролог
bodymatter conclusion: conclusion|conclusions|schluss|schlussbetrachtung|fazit|conclusión|conclusiones|conclusione|
    conclusioni|conclusão|conclusie|závěr|заключение|висновки|结论|おわりに|결론
bodymatter epilogue: epilogue|epilog|épilogue|epílogo|epilogo|epíleg|epiloog|epilogi|epilógus|эпилог|епілог|епилог|
    επίλογος
backmatter afterword: afterword|nachwort|postface|postfazione|posfacio|posfácio|postfaci|nawoord|doslov|posłowie|
    pogovor|utószó|postfață|efterord|etterord|jälkisanat|sonsöz|lời bạt|послесловие|післямова|послеслов|επίμετρο|
    后记|後記|あとがき|후기|پسگفتار
backmatter acknowledgments: acknowledgments|acknowledgements|acknowledgment|acknowledgement|danksagung|dank|
    remerciements|agradecimientos|ringraziamenti|agradecimentos|agraïments|dankwoord|poděkování|poďakovanie|
    podziękowania|zahvala|köszönetnyilvánítás|mulțumiri|teşekkür|lời cảm ơn|tack|tak|takk|kiitokset|благодарности|
    подяки|ευχαριστίες|致谢|謝辞|감사의 말|شكر وتقدير|תודות|سپاسگزاری
backmatter appendix: appendix|anhang|annexe|annexes|apéndice|appendice|apêndice|apèndix|bijlage|příloha|príloha|
    dodatek|dodatak|függelék|anexă|phụ lục|bilaga|bilag|vedlegg|liite|приложение|додаток|παράρτημα|附录|付録|부록|
    ملحق|נספח|پیوست
backmatter glossary: glossary|glossar|glossaire|glosario|glossario|glossário|glosář|słowniczek|ordlista|глоссарий|
    глосарій|术语表|用語集
backmatter bibliography: bibliography|references|works cited|literatur|literaturverzeichnis|bibliographie|
    références|bibliografía|referencias|bibliografia|riferimenti|referências|literatuur|literatura|litteratur|
    kirjallisuus|литература|список литературы|література|βιβλιογραφία|参考文献|참고 문헌|المراجع
backmatter colophon: colophon|impressum|kolophon|kolofon|kolofoni|colofón|colofon|colofó|achevé d’imprimer|tiráž|
    kolofón|выходные данные|колофон|κολοφώνας|奥付
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
ROLES: dict[str, Kind] = {kind.epub_type: kind for kind in _KINDS.values()}
"""The parts of a book that have a name of their own, in the order of a book."""

BY_CLASS = {
    "part": PART,
    "frontmatter": Kind("", "", "frontmatter"),
    "backmatter": Kind("", "", "backmatter"),
    **ROLES,
}
"""What a section is, by its class in the body."""

_FILES = frozenset("dedication epigraph foreword preface acknowledgments afterword appendix colophon".split())
"""Parts that are laid out in a way of their own: a file is one of them by its name alone."""
_COUNT = re.compile(r"^\d+[\W_]*")

WITHOUT_HEADING = ("dedication", "epigraph")
"""Pages of a book on which no heading is printed."""
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


def role_of(word: str) -> str:
    """The part of a book that a word names (of a file, a ``role:`` or a heading), as a class; empty when none.

    Case, accents, and what parts the words do not count: ``Avant_propos`` is a preface.
    """
    bare = _bare(word)
    return bare if bare in BY_CLASS else _BARE.get(bare, "")


def file_role(name: str) -> str:
    """The part of a book that a file is by its name (``dedication.md``, ``02 appendix-b.md``); empty when none."""
    stem = _COUNT.sub("", posixpath.splitext(posixpath.basename(name))[0])
    role = role_of(stem)
    if not role and role_of(re.split(r"[\W_]", stem)[0]) == "appendix":
        return "appendix"
    return role if role in _FILES else ""


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in apart if not unicodedata.combining(c))).split())


_BARE = {_bare(word): kind.epub_type for word, kind in _KINDS.items()}


def is_part(heading: str) -> bool:
    """Whether a heading names a part of a book by its number ("Part Two", "Teil III"), perhaps with a title."""
    return bool(_PART.match(re.split(r"[:.–—-]", " ".join(heading.split()))[0].strip()))
