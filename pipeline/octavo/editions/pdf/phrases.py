"""The few words that the printed page says itself, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """``contents`` heads the list of contents, ``page`` is the short form before a number, ``links`` heads QR codes."""

    contents: str
    page: str
    links: str


_PHRASES = {
    "ar": Phrases("المحتويات", "ص", "الروابط"),
    "cs": Phrases("Obsah", "s.", "Odkazy"),
    "da": Phrases("Indhold", "s.", "Links"),
    "de": Phrases("Inhalt", "S.", "Links"),
    "el": Phrases("Περιεχόμενα", "σ.", "Σύνδεσμοι"),
    "en": Phrases("Contents", "p.", "Links"),
    "es": Phrases("Índice", "p.", "Enlaces"),
    "fi": Phrases("Sisällys", "s.", "Linkit"),
    "fr": Phrases("Table des matières", "p.", "Liens"),
    "he": Phrases("תוכן העניינים", "עמ׳", "קישורים"),
    "hu": Phrases("Tartalom", "o.", "Hivatkozások"),
    "it": Phrases("Indice", "p.", "Collegamenti"),
    "ja": Phrases("目次", "p.", "リンク"),
    "ko": Phrases("차례", "p.", "링크"),
    "la": Phrases("Index", "p.", "Nexus"),
    "nb": Phrases("Innhold", "s.", "Lenker"),
    "nl": Phrases("Inhoud", "p.", "Links"),
    "no": Phrases("Innhold", "s.", "Lenker"),
    "pl": Phrases("Spis treści", "s.", "Odnośniki"),
    "pt": Phrases("Índice", "p.", "Ligações"),
    "ro": Phrases("Cuprins", "p.", "Legături"),
    "ru": Phrases("Содержание", "с.", "Ссылки"),
    "sv": Phrases("Innehåll", "s.", "Länkar"),
    "tr": Phrases("İçindekiler", "s.", "Bağlantılar"),
    "uk": Phrases("Зміст", "с.", "Посилання"),
    "vi": Phrases("Mục lục", "tr.", "Liên kết"),
    "zh": Phrases("目录", "p.", "链接"),
}


def phrases(lang: str) -> Phrases:
    """The words for a BCP 47 language tag; English for a language that is not known here."""
    return _PHRASES.get(lang.split("-")[0].lower(), _PHRASES["en"])
