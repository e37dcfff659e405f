"""What the package says: identifiers, dates, people, series; nothing that anybody writes can break it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from octavo.editions.epub import make
from octavo.editions.epub.metadata import identifier
from octavo.editions.epub.text import clean, file_stem, language
from octavo.metadata.dates import date_of
from octavo.model import Contributor, Metadata

from tests.epub.books import METADATA, body, job
from tests.epub.reading import OPF, sound


@pytest.mark.parametrize(
    ("given_one", "expected", "kind"),
    [
        ("978-3-16-148410-0", "urn:isbn:9783161484100", "isbn"),
        ("ISBN 0-8044-2957-X", "urn:isbn:080442957X", "isbn"),
        ("978-3-16-148410-1", "978-3-16-148410-1", "text"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182", "doi"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182", "doi"),
        ("URN:UUID:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "uuid"),
        ("https://example.org/book", "https://example.org/book", "uri"),
        ("report 7", "report 7", "text"),
    ],
)
def test_identifiers_that_are_given(given_one: str, expected: str, kind: str) -> None:
    assert identifier(Metadata(identifier=given_one), "out/x/x.md") == (expected, kind)


def test_the_made_identifier_depends_on_the_slug_alone() -> None:
    made = {
        identifier(Metadata(title=title), path)
        for title in ("One", "Two")
        for path in ("out/valley/valley.md", "/elsewhere/valley.md", "C:\\out\\valley.md")
    }
    assert len(made) == 1
    assert identifier(Metadata(), "out/hill/hill.md") not in made
    assert identifier(Metadata(identifier="urn:uuid:nonsense"), "out/valley/valley.md") in made


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-11-22T10:00:00Z", "2026-11-22"),
        ("22 November 2026", "2026-11-22"),
        ("November 2026", "2026-11"),
        ("November 22, 2026", "2026-11-22"),
        ("2026-13-01", ""),
        ("2026-11-40", ""),
        ("spring", ""),
        ("5 mars 2026", ""),
        ("", ""),
    ],
)
def test_dates(written: str, understood: str) -> None:
    assert date_of(written) == understood


def test_a_date_that_is_not_understood_is_named() -> None:
    made = make(job(body("<p>x</p>", metadata=replace(METADATA, date="5 mars 2026"))))
    assert [(notice.code, notice.level) for notice in made.notices] == [("metadata-ignored", "note")]
    assert sound(made.data).dc("date") == []


def test_everything_that_metadata_can_say() -> None:
    metadata = replace(
        METADATA,
        identifier="978-3-16-148410-0",
        contributors=(*METADATA.contributors, Contributor("No Role", "nonsense"), Contributor(" ")),
        publisher="The Press",
        rights="CC BY 4.0",
        series="Winters",
        series_position="3",
        subject=("Weather",),
        keywords=("snow", "Weather"),
        description="About snow.",
        extra={"source": "urn:isbn:080442957X"},
    )
    book = sound(make(job(body("<p>x</p>", metadata=metadata))).data)
    assert book.dc("identifier") == ["urn:isbn:9783161484100"]
    assert book.dc("creator") == ["Ada Example"]
    assert book.dc("contributor") == ["Grace Sample", "No Role"]
    assert book.dc("subject") == ["Weather", "snow"]
    assert (book.dc("publisher"), book.dc("rights")) == (["The Press"], ["CC BY 4.0"])
    assert (book.dc("description"), book.dc("source")) == (["About snow."], ["urn:isbn:080442957X"])
    assert book.meta("role") == ["aut", "trl"]
    assert book.meta("file-as") == ["Example, Ada"]
    assert book.meta("belongs-to-collection") == ["Winters"]
    assert book.meta("group-position") == ["3"]
    assert book.meta("title-type") == ["main", "subtitle"]
    assert book.meta("dcterms:modified") == ["2026-11-22T00:00:00Z"]
    refined = {f"#{e.get('id')}" for e in book.package.iter() if e.get("id")}
    assert {meta.get("refines") for meta in book.package.iter(f"{OPF}meta") if meta.get("refines")} <= refined


# Surrogates are no text: the readers have replaced them before metadata exists, but nothing here relies on it.
ANY = st.text(alphabet=st.characters(), max_size=60)


@given(ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY)
def test_any_metadata_makes_a_sound_book(
    title: str, subtitle: str, name: str, lang: str, ident: str, date: str, series: str, role: str
) -> None:
    metadata = Metadata(
        title=title,
        subtitle=subtitle,
        contributors=(Contributor(name, role, name), Contributor(title)),
        lang=lang,
        dir=role,
        identifier=ident,
        date=date,
        series=series,
        series_position=date,
        publisher=name,
        rights=title,
        subject=(name, title),
        description=subtitle,
        abstract=f"{title}\n\n{name}",
        extra={"source": name, "certified-by": title},
    )
    book = sound(make(job(body("<p>x</p>", metadata=metadata))).data)
    assert book.dc("title")[0].strip()
    assert book.dc("identifier")[0].strip()
    assert book.dc("language")[0]


def test_cleaning() -> None:
    assert clean("a\x00b\ud800\u202ec\u2066 \n d") == "a\ufffdb\ufffdc d"
    assert clean("word " * 10, 12) == "word word w…"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "en"), ("pt_BR", "pt-BR"), ("", "und"), ("no!", "und"), ("zh-Hans-CN", "zh-Hans-CN")],
)
def test_languages(tag: str, expected: str) -> None:
    assert language(tag) == expected


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_stems_are_plain_and_one_to_one(one: str, other: str) -> None:
    stems = file_stem(one), file_stem(other)
    assert all(stem and stem.isascii() and stem == stem.lower() and len(stem) < 80 for stem in stems)
    assert (stems[0] == stems[1]) == (one == other)
