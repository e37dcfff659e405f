"""Random alterations of finished editions are found without any record of what was built.

Here are few of them, the same each time; ``make mutations`` tries many.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from octavo.body import Body

from tests.check.conftest import theme
from tests.check.mutations.document import DOCUMENT, PICTURES
from tests.check.mutations.files import entries, packed
from tests.check.mutations.run import CHANGES, Made, count, made_of
from tests.check.mutations.sheets import Change, Edit, on_ops, on_pdf

WANTED = {"pdf": 0.96, "epub": 0.98, "html": 0.98}


@pytest.fixture(scope="module")
def made(body_of: Callable[..., Body]) -> Made:
    return made_of(body_of(DOCUMENT, PICTURES), theme())


@pytest.mark.parametrize("name", WANTED)
def test_nearly_all_alterations_are_found(name: str, made: Made) -> None:
    counts = count(name, made, random.Random(20), len(CHANGES[name]))
    assert counts.found.total() >= WANTED[name] * counts.total, counts.sentence(name)


def _without_dots(ops: list[Any], _rng: random.Random) -> bool | None:
    for at, (operands, operator) in enumerate(ops):
        codes = (
            [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)] if str(operator) == "TJ" else []
        )
        if len(codes) > 3 and len({*codes[::2]}) == len({*codes[1::2]}) == 1:
            del ops[at]
            return None
    return False


def _turned_contents(pdf: Any, _rng: random.Random) -> bool | None:
    nodes = [node for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/L"]
    contents = next(node for node in nodes if "/Link" in str(node.K[0].K[0].K))
    contents.K = pikepdf.Array(list(contents.K)[::-1])
    return None


@pytest.mark.parametrize("change", [on_ops(_without_dots), on_pdf(_turned_contents)])
def test_the_contents_keep_their_dots_and_their_order(change: Change, made: Made) -> None:
    new = change(made.editions["pdf"], random.Random(1))
    assert new is not None
    assert not made.is_whole("pdf", new)


@pytest.mark.parametrize(
    "alter",
    [
        lambda page: page.replace(b'href="#fnref-1" role="doc-backlink"', b'href="#fnref-2" role="doc-backlink"'),
        lambda page: re.sub(rb"<ol>(?=\s*<li id=.fn-1.*?)(.*?)</ol>", rb"<ul>\1</ul>", page, flags=re.DOTALL),
    ],
)
def test_notes_keep_their_numbers_and_their_ways_back(alter: Callable[[bytes], bytes], made: Made) -> None:
    page = made.editions["html"]
    assert alter(page) != page
    assert not made.is_whole("html", alter(page))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ada Example<", "Example Ada<"),
        ("Ada Example<", "Ada eXAMPLE<"),
        ("Ada Example<", "A\u2060da Example<"),
        ("> · <", "> ‡ <"),
        (">2024<", ">2\u00ad024<"),
        ('datetime="2024"', 'datetime="1999"'),
        ('role="doc-endnotes"', 'role="doc-endnotes" lang="fi"'),
        ('role="doc-endnotes"', 'role="doc-endnotes" dir="rtl"'),
        ('<ol><li id="fn-1"', '<ol class="center"><li id="fn-1"'),
        ('aria-label="Back to the text, note 1"></a>', 'aria-label="Back to the text, note 1">\u202e</a>'),
    ],
)
def test_what_a_page_adds_on_its_own_is_looked_at_sign_by_sign(old: str, new: str, made: Made) -> None:
    page = made.editions["html"].decode()
    assert page.count(old) >= 1
    assert not made.is_whole("html", new.join(page.rsplit(old, 1)).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'role="doc-backlink">1</a>', 'role="doc-backlink">1\u202e</a>'.encode()),
        (b'role="doc-backlink">1</a>', b'role="doc-backlink">7</a>'),
        (b'href="#fnref-1" aria', b'href="#fnref-2" aria'),
        (b'"o-author">Ada Example<', b'"o-author">Example Ada<'),
    ],
)
def test_a_book_is_looked_at_as_closely(old: bytes, new: bytes, made: Made) -> None:
    files = entries(made.editions["epub"])
    name = next(name for name, data in files.items() if old in data)
    assert not made.is_whole("epub", packed({**files, name: files[name].replace(old, new)}))


def _doubled(kind: str) -> Edit:
    """The text of the first element of a kind, painted twice."""

    def change(pdf: Any, _rng: random.Random) -> bool | None:
        nodes: list[Any] = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind]
        for node in nodes:
            kids: list[Any] = [kid for kid in node.K if isinstance(kid, pikepdf.Dictionary)]
            leaf = next((kid for kid in kids if kid.get("/S") == "/Span"), None)
            if leaf is None or not isinstance(leaf.K[0], int):
                continue
            page, mark = pikepdf.Page(leaf.Pg), int(leaf.K[0])
            ops = list(pikepdf.parse_content_stream(page))
            at = next(n for n, o in enumerate(ops) if str(o.operator) == "BDC" and o.operands[1].get("/MCID") == mark)
            at = next(n for n in range(at, len(ops)) if str(ops[n].operator) == "TJ")
            ops.insert(at, ops[at])
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(ops))
            return None
        return False

    return change


@pytest.mark.parametrize("kind", ["/TH", "/Caption", "/H3"])
def test_words_that_pages_set_again_are_not_twice_in_one_cell_or_caption(kind: str, made: Made) -> None:
    new = on_pdf(_doubled(kind))(made.editions["pdf"], random.Random(1))
    assert new is not None
    assert not made.is_whole("pdf", new)


def _text_at(ops: list[Any], wanted: Callable[[list[float], str, int], bool]) -> int | None:
    """The first piece of text whose place, ink and number of codes are wanted."""
    place, ink = [0.0] * 6, ""
    for at, (operands, operator) in enumerate(ops):
        if str(operator) == "Tm":
            place = [float(number) for number in operands]
        elif str(operator) == "rg":
            ink = " ".join(f"{float(number):.2f}" for number in operands)
        elif str(operator) == "TJ":
            codes = sum(isinstance(part, pikepdf.String) and len(bytes(part)) > 0 for part in operands[0])
            if wanted(place, ink, codes):
                return at
    return None


def _without_folio(ops: list[Any], _rng: random.Random) -> bool | None:
    at = _text_at(ops, lambda place, _ink, _codes: place[5] > 515)
    if at is None:
        return False
    del ops[at]
    return None


def _dots_twice(ops: list[Any], _rng: random.Random) -> bool | None:
    at = _text_at(ops, lambda _place, _ink, codes: codes == 6)
    if at is None or len({str(part) for part in ops[at].operands[0]}) > 3:
        return False
    ops.insert(at, ops[at])
    return None


def _white_code(ops: list[Any], _rng: random.Random) -> bool | None:
    at = _text_at(ops, lambda _place, ink, _codes: ink == "0.49 0.18 0.07")
    if at is None:
        return False
    ops.insert(at, pikepdf.ContentStreamInstruction([1, 1, 1], pikepdf.Operator("rg")))
    return None


@pytest.mark.parametrize("edit", [_without_folio, _dots_twice, _white_code])
def test_what_is_small_or_pale_on_a_page_is_missed(edit: Callable[..., bool | None], made: Made) -> None:
    new = on_ops(edit)(made.editions["pdf"], random.Random(2))
    assert new is not None
    assert not made.is_whole("pdf", new)


def _turned_title(pdf: Any, _rng: random.Random) -> None:
    front = pdf.Root.StructTreeRoot.K[0].K[0]
    front.K = pikepdf.Array(list(front.K)[::-1])


def test_title_and_authors_keep_their_order(made: Made) -> None:
    new = on_pdf(_turned_title)(made.editions["pdf"], random.Random(1))
    assert new is not None
    assert not made.is_whole("pdf", new)
