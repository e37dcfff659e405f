"""The site: the text of the book on many pages, found by search, by page number and by names of before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from octavo import settings, shelf, themes
from octavo.body import Body
from octavo.check import EditionProof, Fault
from octavo.check.claims import claims
from octavo.check.editions import prove_edition
from octavo.editions import Job
from octavo.editions.html.policy import READING, policies
from octavo.editions.site import make
from octavo.editions.site.earlier import earlier_names
from octavo.editions.site.leaves import Leaf
from octavo.model import Made, Options
from octavo.pandoc import Pandoc
from octavo.publishing import make_editions, plan, publication
from octavo.publishing.recipe import publish
from octavo.publishing.results.freshness import Order, task_of
from octavo.publishing.values.record import Record

from tests.conformance import axe, nu, toolbox
from tests.html.pages import RICH, body, parsed, spread_pages, theme

USE = Path(__file__).with_name("turn.js")
TEXT = RICH.replace(
    "It rained.", "It rained on the *Réservoir*, " + "day after day. " * 90 + "See [snow](#snow).[^3]"
) + ("\n[^3]: Not in May.\n\n# Sun\n\nA fine day. The reservoir was low.\n")


@pytest.fixture(scope="module")
def book() -> Body:
    return replace(body(TEXT), form="book")


@pytest.fixture(scope="module")
def made(book: Body) -> Made:
    first = make(Job(book, theme(), Options(), spread_pages(book, 9)))
    said = next(row[1] for row in first.remembered["pages"] if row[0] == "snow.html")
    remembered = {"pages": [["old-snow.html", said, ["old-snow"]]], "moved": {"older.html": "old-snow.html"},
                  "headings": {"first": "rain"}}  # fmt: skip
    return make(Job(book, theme(), Options(), spread_pages(book, 9), remembered=remembered))


def files(of: Made) -> dict[str, bytes]:
    return {"index.html": of.data, **dict(of.further)}


@pytest.fixture(scope="module")
def site(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, data in files(made).items():
        (folder / name).write_bytes(data)
    return folder


def proved(of: Made, book: Body, **changed: bytes | None) -> bool:
    held = {name: data for name, data in files(of).items() if changed.get(name.partition(".")[0], b"") is not None}
    held.update({f"{name}.html": data for name, data in changed.items() if data is not None})
    return prove_edition("site", held.pop("index.html"), book, further=held).ok


def test_its_words_are_those_of_the_manuscript(made: Made, book: Body) -> None:
    assert [name for name, _ in made.further] == [
        "snow.html", "wind.html", "rain.html", "hail.html", "sun.html", "search.html", "old-snow.html", "older.html",
    ]  # fmt: skip
    proof = prove_edition("site", made.data, book, further=dict(made.further))
    assert proof.faults == ()
    assert next(row for row in proof.rows if row.what == "words").expected > 350
    assert not [*claims("site", made.data, spread_pages(book, 9), dict(made.further))]


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("rain", b"day after day", b"day by day"),
        ("rain", b'href="snow.html#snow"', b'href="snow.html#no"'),
        ("rain", b'rel="next"', b'rel="later"'),
        ("rain", b'start="3"', b'start="4"'),
        ("rain", b"</main>", b"<script>1</script></main>"),
        ("rain", b"default-src 'none'; ", b""),
        ("rain", b"<title>Rain", b"<title>Ruin"),
        ("search", b"Not in May", b"Not in July"),
        ("search", b'"b-', b'"c-'),
        ("older", b"snow.html", b"//example.org"),
        ("hail", b"", None),
        ("search", b"", None),
        ("more", b"", b"<p>A page of somebody.</p>"),
    ],
)
def test_the_proof_sees_what_was_altered(made: Made, book: Body, page: str, old: bytes, new: bytes | None) -> None:
    held = files(made).get(f"{page}.html", b"")
    assert held != (altered := held.replace(old, new) if new is not None and old else new)
    assert not proved(made, book, **{page: altered})


def test_what_notes_hold_may_stand_before_later_pages() -> None:
    text = "".join(
        f"# Part {n}\n\nA [link](https://a.example/{n}), `code`.[^{n}]\n\n    block {n}\n\n" for n in range(3)
    )
    text += "".join(
        f"[^{n}]: See [this](https://b.example/{n}) and $x_{n}$.\n\n        in note {n}\n\n" for n in range(3)
    )
    of = replace(body(text), form="book")
    site = make(Job(of, theme(), Options()))
    assert prove_edition("site", site.data, of, further=dict(site.further)).faults == ()
    assert dict(site.further)["part-1.html"].count(b"https://b.example/1") == 1


def test_a_picture_or_a_formula_may_be_in_the_heading_of_a_page() -> None:
    of = replace(body("# Using $n$ ![hills](hill.svg)\n\nWords.\n\n# More\n\nWords.\n"), form="book")
    site = make(Job(of, theme(), Options()))
    assert prove_edition("site", site.data, of, further=dict(site.further)).faults == ()


def test_a_short_article_is_one_page() -> None:
    of = body("# One\n\nWords.\n\n# Two\n\nMore.\n\n# Three\n\nx\n\n# Four\n\ny\n")
    site = make(Job(of, theme(), Options()))
    assert [name for name, _ in site.further] == ["search.html"]
    assert prove_edition("site", site.data, of, further=dict(site.further)).faults == ()


def test_every_page_is_as_strict_as_the_page_of_the_html_edition(made: Made) -> None:
    for name, data in files(made).items():
        page = parsed(data)
        found = [
            str(meta.get("content")) for meta in page.iter("meta") if meta.get("http-equiv", "").startswith("Content")
        ]
        strict = policies(READING, pictures=page.find(".//img") is not None)
        assert [rule.split("script-src")[0] for rule in found] == [rule.split("script-src")[0] for rule in strict], name
        assert not list(page.iter("form", "iframe"))


def test_the_checkers_have_nothing_to_say(site: Path) -> None:
    pages = [site / f"{name}.html" for name in ("index", "snow", "rain", "search", "older")]
    assert nu(*pages) == []
    assert axe(*pages[:4]) == []  # the last one leads on at once


def use(site: Path, *, script: bool = True) -> dict[str, Any]:
    task = {"site": str(site), "browser": toolbox.chromium(), "arguments": toolbox.chromium_flags(), "script": script}
    done = toolbox.run([toolbox.node(), str(USE), json.dumps(task)], extra={"OCTAVO_TOOLS": str(toolbox.NPM_FOLDER)})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_reader_searches_turns_and_goes_to_pages(site: Path) -> None:
    seen = use(site)
    assert seen["turned"] == ["snow.html", "wind.html", "snow.html"]
    assert seen["carried"] == "search.html?find=RESERVOIR"
    assert [hit.split(" p. ")[0] for hit in seen["hits"]] == ["Rain", "Sun"]
    assert seen["marked"] == ["Réservoir", "reservoir"]
    assert seen["came"] == "rain.html?find=RESERVOIR"
    assert seen["lit"] == ["Réservoir"]
    assert seen["apart"] == "1"  # no such phrase: words apart, in one paragraph
    assert seen["none"] == "Nothing was found."
    assert seen["page"] == "snow.html#page-1"
    assert seen["noPage"] == "There is no such page."
    assert seen["moved"] == "snow.html#figures-of-three-winters"
    assert seen["renamed"] == "rain.html#first"
    assert seen["at"] < 300
    assert seen["said"] == []  # no request, no complaint of the policy


def test_it_is_read_without_a_script(site: Path) -> None:
    seen = use(site, script=False)
    assert seen["turned"] == ["snow.html", "wind.html", "snow.html"]
    assert seen["byLink"] == "rain.html#page-8"
    assert seen["moved"] == "snow.html"
    assert seen["needsScript"]


def leaf(name: str, *said: str, ids: tuple[str, ...] = ()) -> Leaf:
    return Leaf(f"{name}.html", name, [], ids=ids or (name,), said=said)


def remembered(*leaves: Leaf) -> dict[str, Any]:
    return {"pages": [[one.name, list(one.said), list(one.ids)] for one in leaves]}


def test_earlier_names_find_the_text_of_today() -> None:
    old = remembered(leaf("index"), leaf("a", "1", "2", "3", ids=("a", "a1", "a2")), leaf("b", "4"), leaf("c", "5"))
    new = [leaf("index"), leaf("anew", "1", "2", "9", ids=("anew", "a1", "sub")), leaf("b", "4"), leaf("see", "6")]
    found = earlier_names(new, old)
    assert found.pages == {"a.html": "anew.html", "c.html": "see.html"}  # by its text; by its place
    assert found.headings == {"a": "anew", "a2": "sub", "c": "see"}
    then = {**remembered(*new), "moved": dict(found.pages), "headings": dict(found.headings)}
    later = earlier_names([leaf("index"), leaf("newest", "1", "2"), leaf("b", "4", "6")], then)
    assert later.pages == {
        "a.html": "newest.html",
        "anew.html": "newest.html",
        "c.html": "b.html",
        "see.html": "b.html",
    }
    back = earlier_names(
        [leaf("index"), leaf("a", "1"), leaf("b", "4")], {"moved": {"a.html": "b.html", "z.html": "y.html"}}
    )
    assert back.pages == {"z.html": "index.html"}  # a page of today has its name to itself; nothing leads nowhere


@pytest.mark.parametrize(
    "hostile",
    [
        {"pages": 5, "moved": [], "headings": "x"},
        {"pages": [["../up.html", [], []], ["/etc/x.html", [], []], ["a\u0000.html", [], []], [{}, 1, 2], "ab"]},
        {"moved": {"../up.html": "a.html", "index.html": "a.html", "x.txt": "a.html", "y' onload='.html": "a.html"}},
        {"headings": {"x y": "a", '"><script>': "a", "ok": 5}},
    ],
)
def test_a_record_of_somebody_else_is_not_believed(hostile: dict[str, Any]) -> None:
    found = earlier_names([leaf("index"), leaf("a")], hostile)
    assert (found.pages, found.headings) == ({}, {})


def publications(folder: Path, failing: str = "") -> Iterator[tuple[dict[str, bytes], Record]]:
    """The files of a book whose second chapter is called something else each time; of one name, no site is proven."""
    fault = EditionProof("site", faults=(Fault("words", "missing", "x"),))
    seed_path = folder / "a.md"
    with Pandoc() as pandoc:
        for name in ("Wind", "Storm", "Calm"):
            text = "".join(
                f"# {title}\n\n{title} of {n}. {'Words. ' * 700}\n\n" for n, title in enumerate(("Snow", "x"))
            )
            seed_path.write_text(
                f"---\ntitle: A\nlang: en\nform: book\n---\n\n{text.replace('# x', f'# {name}')}", encoding="utf-8"
            )
            (seed,) = shelf.find("", [str(seed_path)])[0]
            order = Order(folder / "out", ("site",), settings.Settings(), themes.folders(), 1, 1_700_000_000, True)
            order = replace(order, theme_fingerprint=plan._theme(order))
            order.out.mkdir(exist_ok=True)
            task = task_of(seed, order)
            with pytest.MonkeyPatch.context() as patched:
                wrong = name == failing
                if wrong:
                    patched.setattr(make_editions, "prove_edition", lambda *_, **__: fault)
                done = publish(task, pandoc)
            assert done.record is not None
            assert bool(done.errors) == wrong
            publication._write(done, task)
            yield dict(done.files), done.record


def test_a_renamed_chapter_keeps_its_earlier_names_over_builds(tmp_path: Path) -> None:
    *_, (made, record) = publications(tmp_path)
    home = tmp_path / "out/a/site"
    for name in ("wind.html", "storm.html"):
        assert b'<link rel="canonical" href="calm.html">' in (home / name).read_bytes()
    assert b'<span id="wind"></span>' in made["site/calm.html"]
    assert record.editions["site"].remembered["moved"] == {"storm.html": "calm.html", "wind.html": "calm.html"}
    again = Record.from_json(record.to_json())
    assert again is not None
    assert again.editions == record.editions


def test_a_site_that_is_not_proven_forgets_no_earlier_name(tmp_path: Path) -> None:
    first, (failed, record), (_, last) = publications(tmp_path, failing="Storm")
    assert "site/index.unproven.html" in failed
    assert record.failed["site"].file == first[1].editions["site"].file
    assert (tmp_path / "out/a/site/snow.html").exists()  # the site of before is whole
    assert last.editions["site"].remembered["moved"] == {"wind.html": "calm.html"}
    assert not last.failed
    assert b'<link rel="canonical" href="calm.html">' in (tmp_path / "out/a/site/wind.html").read_bytes()


@pytest.mark.parametrize(("form", "where"), [("book", "word-index.html"), ("article", "index.html")])
def test_the_index_of_words_leads_to_their_pages(form: str, where: str) -> None:
    text = "# Rain\n\nA [reservoir]{.index} of [boats]{.index}.\n\n# Sun\n\nAnother [reservoir]{.index} day.\n"
    of = replace(body(text), form=form)
    pages = spread_pages(of, 2)
    held = make(Job(of, theme(), Options(), pages))
    assert prove_edition("site", held.data, of, further=dict(held.further)).faults == ()
    assert not [*claims("site", held.data, pages, dict(held.further))]
    tree = parsed(files(held)[where])
    entries = {
        str(li.text).strip(): [a.get("href", "") for a in li.iter("a")]
        for li in tree.iterfind(".//section[@role='doc-index']//li")
    }
    assert [*entries] == ["boats", "reservoir"]
    assert entries["reservoir"]
    for address in entries["reservoir"]:
        file, _, name = address.partition("#")
        assert parsed(files(held)[file or where]).xpath("//*[@id=$name]", name=name)
    if form == "book":
        assert "word-index.html" in [a.get("href") for a in parsed(held.data).iterfind(".//nav//a")]


def test_a_dedication_has_a_page_that_is_named_after_it() -> None:
    of = body("# Dedication {.dedication}\n\nFor Ann.\n\n# Rain\n\nA day.\n\n# Sun\n\nAnother.\n")
    held = make(Job(of, theme(), Options(), spread_pages(of, 2)))
    page = dict(held.further)["dedication.html"].decode()
    assert "<title>Dedication – " in page
    assert not prove_edition("site", held.data, of, further=dict(held.further)).faults
