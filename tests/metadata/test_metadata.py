"""Metadata is text that stays as it was typed, whatever somebody typed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from octavo.errors import SettingsError
from octavo.metadata import clean, language_tag, parse_yaml, to_metadata, to_yaml
from octavo.model import Contributor, Metadata, Place
from octavo.pandoc import Pandoc

HERE = Place("x.md", 2)


def merged(*layers: Mapping[str, Any]) -> tuple[Metadata, list[str]]:
    metadata, notices = to_metadata(*((layer, HERE) for layer in layers))
    return metadata, [notice.text for notice in notices]


@pytest.mark.parametrize(
    "value", ["007", "12:30:45", "2020-01-02", "no", "1e9", "0x10", "~user", "a/b\\c", "=", "None"]
)
def test_scalars_stay_as_typed(value: str) -> None:
    data, _ = parse_yaml(f"title: {value}", HERE)
    assert data == {"title": value}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: &x 1\nb: *x", "anchors", 2),
        ("a: 1\nb: !!python/object:os.system x", "tags", 3),
        ("a: [" + "[" * 40, "too deep", 2),
        ("title:\tTabbed\n\tbad: x", "not valid YAML", 2),
        ("- a\n- b", "no keys", 2),
        ("a: 1\n---\nb: 2", "second document", 3),
        ("%YAML 1.1\n---\na: 1", "directives", 2),
        ("? [a, b]\n: c", "not a plain word", 2),
        ("a: 1\n" * 150_000, "too long", 2),
        ("\n".join(f"k{n}: 1" for n in range(3000)), "too large", None),
        ("a: {", "not valid YAML", None),
        ('a: "\\ud800"', None, None),
        ('cover-image: "\\ud800.png"\nbibliography: ["\\udfff.bib"]', None, None),
    ],
)
def test_strict_rules(text: str, message: str | None, line: int | None) -> None:
    if message is None:
        json.dumps(parse_yaml(text, HERE)[0], ensure_ascii=False).encode()
        metadata, _ = merged(parse_yaml(text, HERE)[0])
        to_yaml(metadata).encode()
        return
    with pytest.raises(SettingsError, match=message) as caught:
        parse_yaml(text, HERE)
    assert caught.value.hint
    if line:
        assert caught.value.place == Place("x.md", line)


@pytest.mark.parametrize(("typed", "value"), [("", ""), ("~", ""), ("null", ""), ("'null'", "null"), ('"~"', "~")])
def test_nothing_is_nothing_unless_it_is_quoted(typed: str, value: str) -> None:
    assert parse_yaml(f"title: {typed}", HERE)[0] == {"title": value}


def test_hostile_yaml_is_quick() -> None:
    started = time.monotonic()
    for text in ("[" * 100_000, "a: " + "{" * 100_000, "- " * 50_000, '"' + "\\" * 100_000, "a:\n" + " b:\n" * 3000):
        with pytest.raises(SettingsError):
            parse_yaml(text, HERE)
    assert time.monotonic() - started < 20


def test_a_key_that_stands_twice_loses_nothing() -> None:
    data, notices = parse_yaml("author: A\ntitle: T\nauthor: B", HERE)
    assert data["author"] == ["A", "B"]
    assert [(notice.code, notice.place) for notice in notices] == [("metadata-ignored", Place("x.md", 4))]


def test_people() -> None:
    metadata, said = merged(
        {
            "author": ["A", {"name": "B", "file-as": "Bee"}, {"text": "C", "role": "ill"}],
            "editor": "D",
            "translator": {"name": {"given": "E", "family": "F"}},
            "contributor": [{"name": "G", "role": "narrator"}],
        }
    )
    assert said == []
    assert metadata.authors == ("A", "B")
    assert metadata.contributors[1:] == (
        Contributor("B", "aut", "Bee"),
        Contributor("C", "ill"),
        Contributor("D", "edt"),
        Contributor("E F", "trl"),
        Contributor("G", "nrt"),
    )


def test_later_layers_win_and_nothing_is_nothing() -> None:
    metadata, _ = merged(
        {"title": "A", "author": "X", "lang": "de"}, {"title": "B", "author": ["Y"]}, {"title": "", "lang": "~"}
    )
    assert (metadata.title, metadata.authors, metadata.lang) == ("B", ("Y",), "de")


@pytest.mark.parametrize(
    "key", ["header-includes", "include_before", "CSS", "template", "mathjax", "filters", "pdf-engine-opts"]
)
def test_dangerous_keys_are_left_aside(key: str) -> None:
    metadata, said = merged({key: "<script>alert(1)</script>"})
    assert metadata == Metadata()
    assert key in said[0]


def test_values_that_cannot_be_used_are_named() -> None:
    metadata, said = merged(
        {"lang": 'en" onload="x', "dir": "up", "toc": "perhaps", "form": "poster", "author": [[], {}]}
    )
    assert metadata == Metadata()
    assert len(said) == 5


def test_unknown_keys_are_kept_without_harm() -> None:
    metadata, said = merged({"house\u202estyle": {"a": ["\x00b"]}})
    assert metadata.extra == {"housestyle": {"a": ["\ufffdb"]}}
    assert said == []


def test_titles_cannot_pretend() -> None:
    assert clean("abc\u202efdp.exe\x1b \n x\ufffe") == "abcfdp.exe\ufffd x\ufffd"


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("de", "de"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en_US.UTF-8", "en-US"),
        ("und", "und"),
        ("xx-nowhere-zzzzzzzzzzzz", ""),
        ("english language", ""),
        ('en" onload="x', ""),
        ("", ""),
    ],
)
def test_language_tags(typed: str, tag: str) -> None:
    assert language_tag(typed) == tag


NASTY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["- a", "a: b", "#x", "a #b", "'q'", '"q"', "yes", "null", "1.0", "|", ">", "%x", "@x", "`x`", "{a}", "[b]", "*c",
     "&d", "!e", "...", "---", "a: ", ":", "\\", "a\\nb", "\u2028", "\x85", "\ufeff", "é", "日本", "🎉"]
)  # fmt: skip
TEXT = NASTY.map(clean)


@given(
    st.builds(
        Metadata,
        title=TEXT,
        subtitle=TEXT,
        contributors=st.lists(
            st.builds(Contributor, TEXT.filter(bool), st.just("aut"), TEXT), max_size=3
        ).map(tuple),
        date=TEXT,
        keywords=st.lists(TEXT.filter(bool), max_size=3, unique=True).map(tuple),
        extra=st.dictionaries(TEXT.filter(bool).map(lambda key: f"x-{key}"), TEXT.filter(bool), max_size=2),
        toc=st.sampled_from([None, True, False]),
    )
)  # fmt: skip
def test_what_is_written_reads_back(metadata: Metadata) -> None:
    text = to_yaml(metadata)
    data, said = parse_yaml(text, HERE)
    assert said == ()
    again, _ = to_metadata((data, HERE))
    for name in ("title", "subtitle", "date"):
        assert getattr(again, name) == getattr(metadata, name)
    assert again.contributors == metadata.contributors
    assert again.keywords == metadata.keywords
    assert again.toc == metadata.toc
    assert dict(again.extra) == dict(metadata.extra)
    theirs = yaml.safe_load(text) or {}
    assert {key: value for key, value in theirs.items() if key not in ("toc", "author")} == {
        key: value for key, value in data.items() if key not in ("toc", "author")
    }


def test_pandoc_reads_the_same_words() -> None:
    values = [
        "007",
        "no",
        "2020-01-02",
        "a: b",
        "x #y",
        "12:30",
        "true",
        "it's",
        'say "so"',
        "C:\\\\x",
        "ends:",
        "- dash",
    ]
    metadata = Metadata(title="null", extra={f"k{n}": value for n, value in enumerate(values)})
    with Pandoc() as pandoc:
        document = pandoc.read(f"---\n{to_yaml(metadata)}---\n\nx\n", "markdown-smart").document
    read = {key: "".join(part.get("c", " ") for part in value["c"]) for key, value in document["meta"].items()}
    assert read == {"title": "null", **{f"k{n}": value.replace("\\\\", "\\") for n, value in enumerate(values)}}


@pytest.mark.parametrize(
    "data", [{"title": "x " * 20_000}, {"title": {"main": "x" * 20_001}}, {"abstract": "x\n" * 10_001}]
)
def test_a_value_that_is_cut_is_told(data: Mapping[str, Any]) -> None:
    metadata, said = merged(data)
    assert len(metadata.title or metadata.abstract) <= 20_000
    assert said == [f"{next(iter(data))}: only the first 20000 characters of it are used"]
    assert merged({"title": metadata.title, "abstract": metadata.abstract})[1] == []


def test_names_without_end_are_told() -> None:
    metadata, said = merged({"author": [f"Ann {at}" for at in range(600)]})
    assert len(metadata.contributors) == 500
    assert said == ["author: only the first 500 names are used"]
