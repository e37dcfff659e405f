"""What people have done for a book, in words around their names: one row per language, in the order of ``PARTS``.

``{}`` is where the names go. A language without a row gets the names alone.
"""

from __future__ import annotations

from octavo.languages.tags import primary

PARTS = ("trl", "edt", "ill", "pht", "nrt", "dsr", "com", "aui", "aft")
"""MARC relator codes: translator, editor, illustrator, photographer, narrator, designer, compiler, and the authors of
an introduction and of an afterword."""

_ROWS = {
    "bg": "Превод: {}|Съставител: {}|Илюстрации: {}|Фотографии: {}|Чете: {}|Оформление: {}|Съставил: {}|"
          "Предговор: {}|Послеслов: {}",
    "ca": "Traducció de {}|Edició de {}|Il·lustracions de {}|Fotografies de {}|Narració de {}|Disseny de {}|"
          "Compilació de {}|Introducció de {}|Epíleg de {}",
    "cs": "Překlad: {}|Editor: {}|Ilustrace: {}|Fotografie: {}|Čte: {}|Grafická úprava: {}|Sestavení: {}|Předmluva: {}|"
          "Doslov: {}",
    "da": "Oversat af {}|Redigeret af {}|Illustreret af {}|Fotografier af {}|Indlæst af {}|Tilrettelagt af {}|"
          "Samlet af {}|Indledning af {}|Efterord af {}",
    "de": "Übersetzt von {}|Herausgegeben von {}|Illustriert von {}|Fotografien von {}|Gelesen von {}|Gestaltet von {}|"
          "Zusammengestellt von {}|Mit einem Vorwort von {}|Mit einem Nachwort von {}",
    "el": "Μετάφραση: {}|Επιμέλεια: {}|Εικονογράφηση: {}|Φωτογραφίες: {}|Αφήγηση: {}|Σχεδιασμός: {}|Ανθολόγηση: {}|"
          "Εισαγωγή: {}|Επίμετρο: {}",
    "en": "Translated by {}|Edited by {}|Illustrated by {}|Photographs by {}|Read by {}|Designed by {}|Compiled by {}|"
          "With an introduction by {}|With an afterword by {}",
    "es": "Traducción de {}|Edición de {}|Ilustraciones de {}|Fotografías de {}|Narración de {}|Diseño de {}|"
          "Compilación de {}|Introducción de {}|Epílogo de {}",
    "fi": "Suomennos: {}|Toimittanut {}|Kuvittanut {}|Valokuvat: {}|Lukija: {}|Ulkoasu: {}|Koonnut {}|Esipuhe: {}|"
          "Jälkisanat: {}",
    "fr": "Traduit par {}|Édité par {}|Illustré par {}|Photographies de {}|Lu par {}|Maquette de {}|Réuni par {}|"
          "Introduction de {}|Postface de {}",
    "hr": "Prijevod: {}|Uredništvo: {}|Ilustracije: {}|Fotografije: {}|Čita: {}|Oblikovanje: {}|Priređivanje: {}|"
          "Predgovor: {}|Pogovor: {}",
    "hu": "Fordította: {}|Szerkesztette: {}|Illusztrálta: {}|Fényképek: {}|Felolvassa: {}|Tervezte: {}|"
          "Összeállította: {}|Az előszót írta: {}|Az utószót írta: {}",
    "it": "Traduzione di {}|A cura di {}|Illustrazioni di {}|Fotografie di {}|Letto da {}|Progetto grafico di {}|"
          "Raccolta di {}|Introduzione di {}|Postfazione di {}",
    "ja": "{} 訳|{} 編|{} 絵|{} 写真|{} 朗読|{} 装幀|{} 編纂|{} 序文|{} 解説",
    "ko": "{} 옮김|{} 엮음|{} 그림|{} 사진|{} 낭독|{} 디자인|{} 편찬|{} 서문|{} 해설",
    "nb": "Oversatt av {}|Redigert av {}|Illustrert av {}|Fotografier av {}|Lest av {}|Formgitt av {}|Samlet av {}|"
          "Innledning av {}|Etterord av {}",
    "nl": "Vertaald door {}|Bezorgd door {}|Geïllustreerd door {}|Foto’s van {}|Gelezen door {}|Vormgegeven door {}|"
          "Samengesteld door {}|Met een inleiding van {}|Met een nawoord van {}",
    "pl": "Przekład: {}|Opracowanie: {}|Ilustracje: {}|Fotografie: {}|Czyta: {}|Projekt: {}|Wybór: {}|Przedmowa: {}|"
          "Posłowie: {}",
    "pt": "Tradução de {}|Organização de {}|Ilustrações de {}|Fotografias de {}|Narração de {}|Design de {}|"
          "Compilação de {}|Introdução de {}|Posfácio de {}",
    "ro": "Traducere de {}|Ediție îngrijită de {}|Ilustrații de {}|Fotografii de {}|Lectura: {}|Design de {}|"
          "Culegere de {}|Introducere de {}|Postfață de {}",
    "ru": "Перевод: {}|Редактор: {}|Иллюстрации: {}|Фотографии: {}|Читает: {}|Оформление: {}|Составитель: {}|"
          "Предисловие: {}|Послесловие: {}",
    "sk": "Preklad: {}|Editor: {}|Ilustrácie: {}|Fotografie: {}|Číta: {}|Grafická úprava: {}|Zostavenie: {}|"
          "Predhovor: {}|Doslov: {}",
    "sv": "Översättning: {}|Redaktör: {}|Illustrationer: {}|Fotografier: {}|Uppläst av {}|Formgivning: {}|Urval: {}|"
          "Inledning: {}|Efterord: {}",
    "tr": "Çeviren: {}|Yayına hazırlayan: {}|Resimleyen: {}|Fotoğraflar: {}|Okuyan: {}|Tasarım: {}|Derleyen: {}|"
          "Önsöz: {}|Sonsöz: {}",
    "uk": "Переклад: {}|Редактор: {}|Ілюстрації: {}|Фотографії: {}|Читає: {}|Оформлення: {}|Упорядник: {}|"
          "Передмова: {}|Післямова: {}",
    "vi": "Dịch: {}|Biên tập: {}|Minh họa: {}|Ảnh: {}|Đọc: {}|Thiết kế: {}|Tuyển chọn: {}|Lời tựa: {}|Lời bạt: {}",
    "zh": "{} 译|{} 编|{} 绘|{} 摄影|{} 朗读|{} 设计|{} 选编|{} 序|{} 跋",
    "ar": "ترجمة: {}|تحرير: {}|رسوم: {}|صور: {}|قراءة: {}|تصميم: {}|جمع: {}|تقديم: {}|خاتمة: {}",
    "fa": "ترجمهٔ {}|ویراستهٔ {}|تصویرگر: {}|عکس: {}|گوینده: {}|طراح: {}|گردآورنده: {}|با مقدمهٔ {}|پسگفتار: {}",
    "he": "תרגום: {}|עריכה: {}|איורים: {}|צילומים: {}|הקראה: {}|עיצוב: {}|ליקוט: {}|מבוא: {}|אחרית דבר: {}",
    "la": "Vertit {}|Edidit {}|Imaginibus ornavit {}|{}|Recitavit {}|{}|Collegit {}|Praefatus est {}|{}",
}  # fmt: skip


def credit(part: str, names: str, lang: str) -> str:
    """Names with what these people did, in the language of a book; the names alone where no words are known."""
    row = _ROWS.get(primary(lang), "")
    words = dict(zip(PARTS, row.split("|"), strict=False))
    return words.get(part, "{}").replace("{}", names)
