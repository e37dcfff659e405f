"""Which language a text is in: short texts, texts with foreign terms, and languages that share a script."""

from __future__ import annotations

import pytest
from octavo.languages.detect import detect
from octavo.languages.writing import chinese_forms, is_upright, of_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مقدمة في HTML", "ar"),
        ("واجهة برمجة التطبيقات REST API JSON HTTP GET POST PUT", "ar"),
        ("آموزش برنامه‌نویسی", "fa"),
        ("یہ کتاب ڈیٹا بیس کے بارے میں ہے", "ur"),
        ("دا کتاب د پښتو ژبې په اړه دی", "ps"),
        ("מבוא ל Python", "he"),
        ("די קינדער זענען געגאַנגען אין שול", "yi"),
        ("Docker 入门教程", "zh"),
        ("第一章 介绍", "zh"),
        ("資料庫入門 PostgreSQL Tutorial", "zh-Hant"),
        ("データベース設計とPostgreSQLの使い方 Database design", "ja"),
        ("東京の歴史", "ja"),
        ("서문", "ko"),
        ("Python का परिचय", "hi"),
        ("ही पुस्तक डेटाबेसबद्दल आहे आणि ती मराठीत लिहिलेली आहे", "mr"),
        ("Python เบื้องต้น", "th"),
        ("የፓይቶን መግቢያ Python", "am"),
        ("Введение в Docker", "ru"),
        ("Вступ до програмування мовою Python", "uk"),
        ("Chinese 中文 characters stand in this English sentence", "en"),
        ("Das Wort 中文 bedeutet Chinesisch", "de"),
        ("Hello world", "und"),
        ("12 + 3", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_short_and_mixed_texts(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tag", "script"),
    [("zh", "Hans"), ("zh-TW", "Hant"), ("zh-Hant-HK", "Hant"), ("az-Arab", "Arab"), ("en", "Latn"), ("und", "")],
)
def test_the_script_of_a_language(tag: str, script: str) -> None:
    assert of_language(tag) == script


def test_the_forms_of_chinese_characters() -> None:
    assert chinese_forms("这书说门") == {"Hans": 4}
    assert chinese_forms("這書說") == {"Hant": 3}
    assert chinese_forms("abc 中") == {}


def test_scripts_that_are_not_slanted() -> None:
    assert all(map(is_upright, ("العربية", "中文 x")))
    assert not any(map(is_upright, ("English", "12", "The word שלום")))
