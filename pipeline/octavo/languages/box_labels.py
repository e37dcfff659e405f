"""What a box of a manual is called in the language of a document: Note, Tip, Important, Warning, Caution. Pure."""

from __future__ import annotations

KINDS = ("note", "tip", "important", "warning", "caution")
"""The kinds of boxes; the classes that a manuscript gives them bear the same names."""

_WORDS = {
    "en": "Note|Tip|Important|Warning|Caution",
    "ar": "ملاحظة|نصيحة|مهم|تحذير|تنبيه",
    "bg": "Бележка|Съвет|Важно|Предупреждение|Внимание",
    "ca": "Nota|Consell|Important|Advertència|Precaució",
    "cs": "Poznámka|Tip|Důležité|Varování|Pozor",
    "da": "Bemærk|Tip|Vigtigt|Advarsel|Forsigtig",
    "de": "Hinweis|Tipp|Wichtig|Warnung|Vorsicht",
    "el": "Σημείωση|Συμβουλή|Σημαντικό|Προειδοποίηση|Προσοχή",
    "es": "Nota|Consejo|Importante|Advertencia|Precaución",
    "fa": "نکته|راهنمایی|مهم|هشدار|احتیاط",
    "fi": "Huomautus|Vinkki|Tärkeää|Varoitus|Huomio",
    "fr": "Remarque|Astuce|Important|Avertissement|Attention",
    "he": "הערה|עצה|חשוב|אזהרה|זהירות",
    "hi": "टिप्पणी|सुझाव|महत्वपूर्ण|चेतावनी|सावधानी",
    "hr": "Napomena|Savjet|Važno|Upozorenje|Oprez",
    "hu": "Megjegyzés|Tipp|Fontos|Figyelmeztetés|Vigyázat",
    "id": "Catatan|Kiat|Penting|Peringatan|Perhatian",
    "it": "Nota|Suggerimento|Importante|Avvertenza|Attenzione",
    "ja": "注記|ヒント|重要|警告|注意",
    "ko": "참고|팁|중요|경고|주의",
    "la": "Nota|Consilium|Grave|Monitum|Cave",
    "nb": "Merknad|Tips|Viktig|Advarsel|Forsiktig",
    "nl": "Opmerking|Tip|Belangrijk|Waarschuwing|Let op",
    "pl": "Uwaga|Wskazówka|Ważne|Ostrzeżenie|Przestroga",
    "pt": "Nota|Dica|Importante|Aviso|Cuidado",
    "ro": "Notă|Sfat|Important|Avertisment|Atenție",
    "ru": "Примечание|Совет|Важно|Предупреждение|Осторожно",
    "sk": "Poznámka|Tip|Dôležité|Varovanie|Pozor",
    "sl": "Opomba|Nasvet|Pomembno|Opozorilo|Previdno",
    "sr": "Напомена|Савет|Важно|Упозорење|Опрез",
    "sv": "Obs!|Tips|Viktigt|Varning|Se upp",
    "tr": "Not|İpucu|Önemli|Uyarı|Dikkat",
    "uk": "Примітка|Порада|Важливо|Попередження|Обережно",
    "vi": "Ghi chú|Mẹo|Quan trọng|Cảnh báo|Thận trọng",
    "zh": "注意|提示|重要|警告|小心",
}
_ALIASES = {"no": "nb", "nn": "nb"}


def box_label(kind: str, lang: str) -> tuple[str, str]:
    """The label of a box, and the language it is in: that of a BCP 47 tag, else English."""
    primary = lang.lower().split("-")[0]
    primary = _ALIASES.get(primary, primary)
    found = primary if primary in _WORDS else "en"
    return _WORDS[found].split("|")[KINDS.index(kind)], found
