"""A page that its author publishes names its one address, to search engines and other sites, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from octavo.body import Body
from octavo.check.editions import prove_edition
from octavo.editions import Job
from octavo.editions.html import make
from octavo.editions.site import make as make_site
from octavo.metadata import to_metadata
from octavo.model import Options

from tests.conformance import axe, nu
from tests.html.pages import METADATA, body, parsed, theme

ADDRESS = "https://example.org/the-valley/"


@pytest.fixture(scope="module")
def of() -> Body:
    return replace(body(metadata=replace(METADATA, extra={"canonical-url": ADDRESS})), form="book")


def told(data: bytes) -> dict[str, str]:
    page = parsed(data)
    links = {str(link.get("rel")): str(link.get("href")) for link in page.iter("link")}
    return links | {
        str(meta.get("property")): str(meta.get("content")) for meta in page.iter("meta") if meta.get("property")
    }


def test_a_page_and_a_site_say_where_they_are(of: Body, tmp_path: Path) -> None:
    page = make(Job(of, theme(), Options())).data
    said = told(page)
    assert (said["canonical"], said["og:url"], said["og:title"]) == (ADDRESS, ADDRESS, METADATA.title)
    assert (said["og:type"], said["og:locale"]) == ("book", "en")
    assert said["og:description"].startswith("It fell on Monday")
    assert said["icon"].startswith("data:image/svg+xml;base64,")
    assert prove_edition("html", page, of).ok
    site = make_site(Job(of, theme(), Options()))
    assert told(site.data)["canonical"] == ADDRESS
    assert told(dict(site.further)["wind.html"])["canonical"] == f"{ADDRESS}wind.html"
    assert prove_edition("site", site.data, of, further=dict(site.further)).ok
    paths = [tmp_path / name for name in ("page.html", "wind.html")]
    for path, data in zip(paths, (page, dict(site.further)["wind.html"]), strict=True):
        path.write_bytes(data)
    assert nu(*paths) == []
    assert axe(paths[1]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f'rel="canonical" href="{ADDRESS}', 'rel="canonical" href="https://example.com/'),
        ('rel="canonical"', 'rel="stylesheet"'),
        ('property="og:title" content="The', 'property="og:title" content="No'),
        ('rel="icon" href="data:image/svg+xml;base64,', 'rel="icon" href="data:image/svg+xml;base64,AAAA'),
        ('rel="icon"', 'rel="icon" type="x"'),
    ],
)
def test_the_proof_compares_what_is_said(of: Body, old: str, new: str) -> None:
    page = make(Job(of, theme(), Options())).data
    altered = page.replace(old.encode(), new.encode())
    assert altered != page
    assert not prove_edition("html", altered, of).ok


def test_without_an_address_nothing_is_said() -> None:
    of = body()
    page = make(Job(of, theme(), Options())).data
    assert told(page) == {}
    spoken = page.replace(b"</head>", b'<meta property="og:title" content="The"></head>')
    assert not prove_edition("html", spoken, of).ok


@pytest.mark.parametrize(
    "wrong", ["/here", "javascript:alert(1)", "https://a b", "ftp://x.org", "https://x.org/?q", 'https://"']
)
def test_what_is_no_address_is_told(wrong: str) -> None:
    metadata, (notice,) = to_metadata(({"canonical_url": wrong}, None))
    assert "canonical-url" not in metadata.extra
    assert (notice.code, "https://" in notice.hint) == ("metadata-ignored", True)
    assert to_metadata(({"canonical-url": ADDRESS}, None))[0].extra["canonical-url"] == ADDRESS
