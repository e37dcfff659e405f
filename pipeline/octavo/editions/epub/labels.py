"""The few words that Octavo itself says in an EPUB, in the language of the book (English where it is not listed)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """Words for the navigation and for the links at notes. ``lang`` is the language they are in."""

    lang: str
    cover: str
    title_page: str
    contents: str
    beginning: str
    pages: str
    guide: str
    notes: str
    references: str
    back: str


_WORDS = {
    "en": "Cover|Title page|Contents|Beginning|Pages|Guide|Notes|References|Back to the text",
    "ar": "الغلاف|صفحة العنوان|المحتويات|البداية|الصفحات|الدليل|الحواشي|المراجع|العودة إلى النص",
    "bg": "Корица|Заглавна страница|Съдържание|Начало|Страници|Указател|Бележки|Литература|Обратно към текста",
    "ca": "Coberta|Portada|Taula de continguts|Inici|Pàgines|Guia|Notes|Referències|Torna al text",
    "cs": "Obálka|Titulní strana|Obsah|Začátek|Strany|Průvodce|Poznámky|Literatura|Zpět k textu",
    "da": "Omslag|Titelblad|Indhold|Begyndelse|Sider|Oversigt|Noter|Litteratur|Tilbage til teksten",
    "de": "Umschlag|Titelseite|Inhalt|Beginn|Seiten|Übersicht|Anmerkungen|Literatur|Zurück zum Text",
    "el": "Εξώφυλλο|Σελίδα τίτλου|Περιεχόμενα|Αρχή|Σελίδες|Οδηγός|Σημειώσεις|Βιβλιογραφία|Επιστροφή στο κείμενο",
    "es": "Cubierta|Portada|Índice|Inicio|Páginas|Guía|Notas|Referencias|Volver al texto",
    "fa": "جلد|صفحهٔ عنوان|فهرست|آغاز|صفحه‌ها|راهنما|یادداشت‌ها|منابع|بازگشت به متن",
    "fi": "Kansi|Nimiösivu|Sisällys|Alku|Sivut|Opas|Viitteet|Lähteet|Takaisin tekstiin",
    "fr": "Couverture|Page de titre|Table des matières|Début|Pages|Repères|Notes|Références|Retour au texte",
    "he": "כריכה|עמוד השער|תוכן העניינים|התחלה|עמודים|מדריך|הערות|מקורות|חזרה לטקסט",
    "hr": "Naslovnica|Naslovna stranica|Sadržaj|Početak|Stranice|Vodič|Bilješke|Literatura|Natrag na tekst",
    "hu": "Borító|Címoldal|Tartalom|Kezdet|Oldalak|Útmutató|Jegyzetek|Irodalom|Vissza a szöveghez",
    "it": "Copertina|Frontespizio|Indice|Inizio|Pagine|Guida|Note|Riferimenti|Torna al testo",
    "ja": "表紙|タイトルページ|目次|本文|ページ|ガイド|注|参考文献|本文に戻る",
    "ko": "표지|속표지|차례|본문|쪽|안내|주석|참고 문헌|본문으로 돌아가기",
    "la": "Tegumentum|Pagina tituli|Index|Initium|Paginae|Dux|Adnotationes|Fontes|Ad textum redire",
    "nb": "Omslag|Tittelside|Innhold|Begynnelse|Sider|Oversikt|Noter|Litteratur|Tilbake til teksten",
    "nl": "Omslag|Titelpagina|Inhoud|Begin|Pagina’s|Wegwijzer|Noten|Literatuur|Terug naar de tekst",
    "pl": "Okładka|Strona tytułowa|Spis treści|Początek|Strony|Przewodnik|Przypisy|Bibliografia|Powrót do tekstu",
    "pt": "Capa|Folha de rosto|Sumário|Início|Páginas|Guia|Notas|Referências|Voltar ao texto",
    "ro": "Copertă|Pagină de titlu|Cuprins|Început|Pagini|Ghid|Note|Referințe|Înapoi la text",
    "ru": "Обложка|Титульный лист|Содержание|Начало|Страницы|Указатель|Примечания|Литература|Назад к тексту",
    "sk": "Obálka|Titulná strana|Obsah|Začiatok|Strany|Sprievodca|Poznámky|Literatúra|Späť k textu",
    "sv": "Omslag|Titelsida|Innehåll|Början|Sidor|Översikt|Noter|Referenser|Tillbaka till texten",
    "tr": "Kapak|Başlık sayfası|İçindekiler|Başlangıç|Sayfalar|Kılavuz|Notlar|Kaynaklar|Metne dön",
    "uk": "Обкладинка|Титульна сторінка|Зміст|Початок|Сторінки|Покажчик|Примітки|Література|Назад до тексту",
    "vi": "Bìa|Trang tên sách|Mục lục|Bắt đầu|Trang|Hướng dẫn|Ghi chú|Tài liệu tham khảo|Trở lại văn bản",
    "zh": "封面|书名页|目录|正文|页码|导览|注释|参考文献|返回正文",
}
_ALIASES = {"no": "nb", "nn": "nb"}


def labels(lang: str) -> Labels:
    """The words for a BCP 47 tag."""
    primary = lang.lower().split("-")[0]
    primary = _ALIASES.get(primary, primary)
    found = primary if primary in _WORDS else "en"
    return Labels(found, *_WORDS[found].split("|"))
