"""What is no word and no sign is seen too: emphasis, ends of lines, code, what acts, fetches or hides."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from octavo.body import Body
from octavo.check import prove_edition

from tests.check.test_publication import rezipped

CHANGES = {
    "emphasis lost": (r"</?em>", ""),
    "a level changed": (r"<(/?)h3", r"<\1h4"),
    "a quotation ended": (r"</?blockquote[^>]*>", ""),
    "a line of verse joined": (r"<br ?/?>", " "),
    "code moved out": ("    (<span[^>]*>return)", r"\1"),
    "a script": (r"(<main[^>]*>|<body[^>]*>)", r"\1<script>1</script>"),
    "a handler": ("<p", "<p onclick='x()'"),
    "a hidden paragraph": ("<p", "<p hidden='hidden'"),
    "white words": ("<p", "<p style='color:#fff'"),
    "a frame": (r"(<main[^>]*>|<body[^>]*>)", r"\1<iframe></iframe>"),
    "a mark of a list": ("start=.2.", ""),
    "a picture stretched": ("<img ", "<img width='999' "),
    "a formula that says more": (
        "<math[^>]*>",
        r"\g<0><mpadded class='o-plain'><mphantom><mtext>7</mtext></mphantom></mpadded>",
    ),
    "words of a link": (">almanac</a>", "></a>almanac"),
}


def changed(data: bytes, change: str) -> bytes:
    old, new = CHANGES[change]
    return re.sub(old, new, data.decode(), count=2 if "lost" in change or "ended" in change else 1).encode()


@pytest.mark.parametrize("change", CHANGES)
def test_an_altered_page_is_found(change: str, editions: dict[str, bytes], everything: Body) -> None:
    page = editions["html"]
    start = page.index(b"<main")
    altered = page[:start] + changed(page[start:], change)
    if altered != page:
        assert not prove_edition("html", altered, everything).ok


@pytest.mark.parametrize("change", CHANGES)
def test_an_altered_book_is_found(change: str, editions: dict[str, bytes], everything: Body) -> None:
    def alter(name: str, data: bytes) -> bytes:
        return changed(data, change) if name.startswith("EPUB/text/") else data

    same: Callable[[str, bytes], bytes] = lambda _, data: data  # noqa: E731
    altered = rezipped(editions["epub"], alter)
    if altered != rezipped(editions["epub"], same):
        assert not prove_edition("epub", altered, everything).ok


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"<meta http-equiv=.content-security-policy[^>]*>", b""),
        (rb"default-src 'none'; ", b""),
        (rb"</head>", b'<meta http-equiv="refresh" content="1"></head>'),
        (rb"</head>", b"<script>1</script></head>"),
        (rb"<body", b"<body onload='x()'"),
    ],
)
def test_what_acts_around_the_text_is_found(
    old: bytes, new: bytes, editions: dict[str, bytes], everything: Body
) -> None:
    altered = re.sub(old, new, editions["html"], count=1, flags=re.IGNORECASE)
    assert altered != editions["html"]
    assert not prove_edition("html", altered, everything).ok
