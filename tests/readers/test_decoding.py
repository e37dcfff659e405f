"""Bytes of any origin become text, and no byte is dropped without a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.errors import SeedError
from octavo.model import Place
from octavo.readers.decoding import decode, known_encoding

HERE = Place("x.txt")
LATIN = "The café naïve façade costs 20 €. Übergröße in Zürich, señor Ñandú: “déjà vu”, Fußgänger."
RUSSIAN = (
    "Съешь же ещё этих мягких французских булок, да выпей чаю. Однажды весною, в час небывало жаркого заката, в Москве."
)
GREEK = "Τη γλώσσα μου έδωσαν ελληνική· το σπίτι φτωχικό στις αμμουδιές του Ομήρου. Μονάχη έγνοια η γλώσσα μου."
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。"
CHINESE = "道可道，非常道。名可名，非常名。无名天地之始，有名万物之母。故常无欲，以观其妙；常有欲，以观其徼。"
KOREAN = "나라의 말이 중국과 달라 문자와 서로 통하지 아니하므로 이런 까닭으로 어리석은 백성이 이르고자 할 바가 있어도"
HEBREW = "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו וחשך על פני תהום ורוח אלהים מרחפת על פני המים"


def decoded(data: bytes, declared: str = "") -> tuple[str, list[str]]:
    result = decode(data, HERE, declared)
    return result.text, [str(notice.code) for notice in result.notices]


@pytest.mark.parametrize("words", [LATIN, RUSSIAN, GREEK, JAPANESE, CHINESE, KOREAN, HEBREW])
@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode(words: str, name: str) -> None:
    assert decoded(words.encode(name)) == (words, [])


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_without_a_mark(name: str) -> None:
    assert decoded(LATIN.encode(name)) == (LATIN, [])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (LATIN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (KOREAN, "euc-kr"),
        (HEBREW, "cp1255"),
    ],
)
def test_encodings_from_before_unicode_are_guessed_and_said(words: str, name: str) -> None:
    assert decoded(words.encode(name)) == (words, ["legacy-encoding"])


POLISH = "Żółty dom nad rzeką. Łódka płynęła powoli, a dzieci śmiały się głośno, bo słońce świeciło."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. Šel jsem domů a bylo to dobré."
HUNGARIAN = "Árvíztűrő tükörfúrógép. A kutya nem volt otthon, hogy őrizze a házat."
GERMAN = "Große Überschrift\n\nDie Straße führt über die Brücke. Zwei Männer, fünf Frauen."
FRENCH = "L’été dernier, j’ai mangé des gâteaux à la crème. « Très bien », dit-elle… naïve façade."
ENGLISH = "I don’t know what you’re talking about, he said. “It’s over” — and it was."
SPANISH = "¿Dónde está el niño? ¡Mañana será otro día! La canción del pájaro."
TURKISH = "Şöyle güzel bir gün için dışarı çıktık ve ağaçların altında oturduk."
LITHUANIAN = "Ąžuolas yra didelis medis, kuris auga prie namų. Šiandien žmonės ėjo į mišką."


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (POLISH, "cp1250 iso8859_2 cp852 mac_latin2"),
        (CZECH, "cp1250 iso8859_2 cp852 mac_latin2"),
        (HUNGARIAN, "cp1250 iso8859_2 cp852"),
        (GERMAN, "cp1252 cp850 mac_roman cp437"),
        (FRENCH, "cp1252 mac_roman"),
        (ENGLISH, "cp1252 mac_roman"),
        (SPANISH, "cp1252 cp850 mac_roman"),
        (TURKISH, "cp1254 cp857 mac_turkish"),
        (LITHUANIAN, "cp1257 cp775"),
        (RUSSIAN, "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic"),
        (GREEK, "cp1253 cp737"),
        ("It’s fine.", "cp1252 mac_roman"),
        ("Ein Mädchen.", "cp1252 cp850 mac_roman"),
        ("今天天氣很好，我們去公園玩。", "big5 gb18030"),
        ("吾輩は猫である。", "cp932 euc_jp"),
        ("안녕하세요. 오늘은 날씨가 좋습니다.", "euc_kr"),
    ],
)
def test_letters_and_little_words_tell_the_encoding(words: str, names: str) -> None:
    for name in names.split():
        assert decoded(words.encode(name)) == (words, ["legacy-encoding"]), name


def test_the_notice_names_the_encoding_and_how_to_overrule_it() -> None:
    notice = decode(POLISH.encode("iso8859_2"), HERE).notices[0]
    assert "ISO 8859-2" in notice.text
    assert "Polish" in notice.text
    assert "encoding:" in (notice.hint or "")


def test_what_a_person_says_of_the_encoding_is_believed() -> None:
    data = GERMAN.encode("mac_roman")
    assert decode(data, HERE, told="mac-roman").text == GERMAN
    assert decode(data, HERE, told="mac-roman").notices == ()
    assert decode(data, HERE, told="windows-1252").text == data.decode("cp1252")
    wrong = decode(data, HERE, told="klingon")
    assert (wrong.text, wrong.notices[0].code) == (GERMAN, "metadata-ignored")
    assert decode("é\nü".encode(), HERE, told="ascii").notices == ()


@pytest.mark.parametrize("words", [RUSSIAN, JAPANESE, CHINESE, GREEK])
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_without_a_mark_in_other_scripts(words: str, name: str) -> None:
    text = f"{words} 1\n{words}\n"
    assert decoded(text.encode(name)) == (text, [])


@pytest.mark.parametrize("words", [RUSSIAN, JAPANESE, CHINESE])
def test_a_declared_encoding_is_believed_where_it_fits(words: str) -> None:
    name = {RUSSIAN: "koi8-r", JAPANESE: "shift_jis", CHINESE: "gb2312"}[words]
    assert decoded(words[:12].encode(name), name) == (words[:12], [])
    assert decoded(words.encode(), name) == (words, [])


def test_a_few_bad_bytes_do_not_spoil_the_rest() -> None:
    text, said = decoded("Première ligne café.\n".encode() + "Deuxième naïve façade.\n".encode("cp1252") + b"Third.\n")
    assert text == "Première ligne café.\nDeuxième naïve façade.\nThird.\n"
    assert said == ["bad-bytes"]
    notice = decode("é é é\nx\xff".encode() + b"\xff", HERE).notices[0]
    assert notice.place == Place("x.txt", 2)


def test_halves_of_utf16_in_utf8() -> None:
    halves = "né 🎉".encode("utf-16-be").decode("utf-16-be")
    data = b"".join(
        char.encode("utf-8")
        if ord(char) < 0x10000
        else b"".join(unit.encode("utf-8", "surrogatepass") for unit in ("\ud83c", "\udf89"))
        for char in halves
    )
    assert decoded(data) == ("né 🎉", [])


def test_line_ends() -> None:
    assert decoded("a\r\nb\rc\x85d\u2028e\x0bf\u2029g\fh".encode())[0] == "a\nb\nc\nd\ne\nf\fg\fh"


def test_forbidden_characters_are_shown() -> None:
    text, said = decoded("a\x00b\x1fc\ufffed\U0001ffffe\ufdd0f\x93g".encode())
    assert text == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg"
    assert said == ["forbidden-character"]


def test_terminal_controls_and_overstriking_are_no_words() -> None:
    assert decoded(b"\x1b[1;31mred\x1b[0m N\x08NA\x08A _\x08u_\x08n end\x1a")[0] == "red NA un end"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100 + b"\xff" * 100])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SeedError, match="not text"):
        decode(data, HERE)


@pytest.mark.parametrize(
    ("label", "name"),
    [("latin1", "cp1252"), ("UTF8", "utf-8"), (" gb2312 ", "gb18030"), ("rot13", ""), ("zip", ""), ("nonsense", "")],
)
def test_names_of_encodings(label: str, name: str) -> None:
    assert known_encoding(label) == name


@given(st.binary(max_size=300))
def test_any_bytes_become_lawful_text_or_are_refused(data: bytes) -> None:
    try:
        text, _ = decoded(data)
    except SeedError:
        return
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", text)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1)
)
def test_unicode_text_is_never_changed(words: str) -> None:
    assert decoded(words.encode()) == (words, [])
