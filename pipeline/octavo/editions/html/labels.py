"""The few words that a page adds to the text, in the reader's language.

A language that is not here gets English words, and the page says that they are English, so that a screen reader
pronounces them rightly (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """The words of the page's own furniture. ``lang`` is the language they are in."""

    lang: str
    contents: str
    notes: str
    pages: str
    page: str
    skip: str
    back: str
    show: str
    table: str
    code: str
    formula: str


_WORDS = """
en | Contents | Notes | Pages | Page | Skip to the text | Back to the text, note | Show page numbers | Table | Code | Formula
de | Inhalt | Anmerkungen | Seiten | Seite | Zum Text springen | Zurück zum Text, Anmerkung | Seitenzahlen zeigen | Tabelle | Code | Formel
fr | Sommaire | Notes | Pages | Page | Aller au texte | Retour au texte, note | Afficher les numéros de page | Tableau | Code | Formule
es | Índice | Notas | Páginas | Página | Ir al texto | Volver al texto, nota | Mostrar números de página | Tabla | Código | Fórmula
it | Indice | Note | Pagine | Pagina | Vai al testo | Torna al testo, nota | Mostra i numeri di pagina | Tabella | Codice | Formula
pt | Índice | Notas | Páginas | Página | Ir para o texto | Voltar ao texto, nota | Mostrar números de página | Tabela | Código | Fórmula
nl | Inhoud | Noten | Pagina’s | Pagina | Naar de tekst | Terug naar de tekst, noot | Paginanummers tonen | Tabel | Code | Formule
sv | Innehåll | Noter | Sidor | Sida | Hoppa till texten | Tillbaka till texten, not | Visa sidnummer | Tabell | Kod | Formel
da | Indhold | Noter | Sider | Side | Gå til teksten | Tilbage til teksten, note | Vis sidetal | Tabel | Kode | Formel
nb | Innhold | Noter | Sider | Side | Gå til teksten | Tilbake til teksten, note | Vis sidetall | Tabell | Kode | Formel
fi | Sisällys | Viitteet | Sivut | Sivu | Siirry tekstiin | Takaisin tekstiin, viite | Näytä sivunumerot | Taulukko | Koodi | Kaava
pl | Spis treści | Przypisy | Strony | Strona | Przejdź do tekstu | Powrót do tekstu, przypis | Pokaż numery stron | Tabela | Kod | Wzór
cs | Obsah | Poznámky | Strany | Strana | Přejít k textu | Zpět k textu, poznámka | Zobrazit čísla stran | Tabulka | Kód | Vzorec
sk | Obsah | Poznámky | Strany | Strana | Prejsť k textu | Späť k textu, poznámka | Zobraziť čísla strán | Tabuľka | Kód | Vzorec
hu | Tartalom | Jegyzetek | Oldalak | Oldal | Ugrás a szöveghez | Vissza a szöveghez, jegyzet | Oldalszámok mutatása | Táblázat | Kód | Képlet
ro | Cuprins | Note | Pagini | Pagina | Salt la text | Înapoi la text, nota | Arată numerele paginilor | Tabel | Cod | Formulă
tr | İçindekiler | Notlar | Sayfalar | Sayfa | Metne geç | Metne dön, not | Sayfa numaralarını göster | Tablo | Kod | Formül
vi | Mục lục | Ghi chú | Các trang | Trang | Đến phần văn bản | Trở lại văn bản, ghi chú | Hiện số trang | Bảng | Mã | Công thức
el | Περιεχόμενα | Σημειώσεις | Σελίδες | Σελίδα | Μετάβαση στο κείμενο | Πίσω στο κείμενο, σημείωση | Εμφάνιση αριθμών σελίδων | Πίνακας | Κώδικας | Τύπος
ru | Содержание | Примечания | Страницы | Страница | Перейти к тексту | Назад к тексту, примечание | Показывать номера страниц | Таблица | Код | Формула
uk | Зміст | Примітки | Сторінки | Сторінка | Перейти до тексту | Назад до тексту, примітка | Показувати номери сторінок | Таблиця | Код | Формула
bg | Съдържание | Бележки | Страници | Страница | Към текста | Обратно към текста, бележка | Показване на номерата на страниците | Таблица | Код | Формула
ar | المحتويات | الحواشي | الصفحات | صفحة | انتقل إلى النص | العودة إلى النص، حاشية | إظهار أرقام الصفحات | جدول | شفرة | صيغة
he | תוכן העניינים | הערות | עמודים | עמוד | דילוג אל הטקסט | חזרה אל הטקסט, הערה | הצגת מספרי העמודים | טבלה | קוד | נוסחה
zh | 目录 | 注释 | 页码 | 页 | 跳到正文 | 返回正文，注释 | 显示页码 | 表 | 代码 | 公式
ja | 目次 | 注 | ページ一覧 | ページ | 本文へ移動 | 本文に戻る、注 | ページ番号を表示 | 表 | コード | 数式
ko | 차례 | 주석 | 쪽 목록 | 쪽 | 본문으로 건너뛰기 | 본문으로 돌아가기, 주석 | 쪽 번호 표시 | 표 | 코드 | 수식
"""  # noqa: E501  (one language a line reads best)

_LABELS = {
    labels.lang: labels
    for labels in (Labels(*(word.strip() for word in line.split("|"))) for line in _WORDS.strip().splitlines())
}


def labels_for(lang: str) -> Labels:
    """The words for a BCP 47 tag, by its primary language; English for one that is not known."""
    primary = lang.lower().split("-")[0]
    return _LABELS.get({"no": "nb", "nn": "nb"}.get(primary, primary), _LABELS["en"])
