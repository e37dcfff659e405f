"""Alterations of whole files of HTML and EPUB: of their text, and of what stands around it."""

from __future__ import annotations

import base64
import io
import random
import re
import zipfile
from collections.abc import Callable

from lxml import etree, html

from tests.check.mutations.blocks import BLOCKS
from tests.check.mutations.trees import TEXTS, Alteration, tag
from tests.check.samples import drawn

Change = Callable[[bytes, random.Random], bytes | None]
"""Changes a file; nothing where the file has nothing of the kind."""

_OTHER = drawn((10, 200, 30))


def replaced(pattern: str, by: str) -> Change:
    """Rewrite one place of a page's own text."""

    def change(data: bytes, rng: random.Random) -> bytes | None:
        text = data.decode()
        found = [match for match in re.finditer(pattern, text) if match.expand(by) != match[0]]
        if not found:
            return None
        match = rng.choice(found)
        return (text[: match.start()] + match.expand(by) + text[match.end() :]).encode()

    return change


def in_page(alter: Alteration) -> Change:
    """An alteration of the tree of a page of HTML."""

    def change(data: bytes, rng: random.Random) -> bytes | None:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        return html.tostring(root, doctype="<!doctype html>", encoding="utf-8") if alter(root, rng) else None

    return change


_AROUND_PAGE: dict[str, Change] = {
    "the title changed": replaced("<title>.*?</title>", "<title>Another Title</title>"),
    "the author changed": replaced('(<meta name="author" content=")[^"]*', r"\1Eve Example"),
    "the language changed": replaced('<html lang="[^"]*"', '<html lang="fr"'),
    "the date that programs read changed": replaced('datetime="[^"]*"', 'datetime="1999"'),
    "a rule of style added": replaced(
        "</style>", "p:nth-child(2){display:none}</style>"
    ),
    "text made by a style": replaced("</style>", 'p::after{content:" not"}</style>'),
    "text outside of the text": replaced("<main", "<p>Words that somebody added.</p><main"),
    "text before the end": replaced("</body>", "<p>Words that somebody added.</p></body>"),
    "a frame outside of the text": replaced("<main", '<iframe src="https://elsewhere.invalid/"></iframe><main'),
    "a picture outside of the text": replaced("<main", '<img src="https://elsewhere.invalid/" alt=""><main'),
    "a style from elsewhere": replaced("</head>", '<link rel="stylesheet" href="https://elsewhere.invalid/a.css"></head>'),
    "the policy removed": replaced('<meta http-equiv="Content-Security-Policy"[^>]*>', ""),
    "the policy loosened": replaced("script-src [^;]*", "script-src *"),
    "another page after a while": replaced("<title>", '<meta http-equiv="refresh" content="9;url=https://e.invalid/"><title>'),
    "another script": replaced("</body>", "<script>alert(1)</script></body>"),
    "the script changed": replaced("const field", "alert(1);const field"),
    "the text commented out": replaced("<p>([^<]*)</p>", r"<!-- <p>\1</p> -->"),
    "the file cut": lambda data, rng: data[: int(len(data) * rng.uniform(0.2, 0.99))],
    "a picture replaced": replaced(
        "data:image/png;base64,[A-Za-z0-9+/=]+", "data:image/png;base64," + base64.b64encode(_OTHER).decode()
    ),
    "a picture emptied": replaced("data:image/png;base64,[A-Za-z0-9+/=]+", "data:image/png;base64,"),
    "the byline changed": replaced('(<p class="byline">)[^<]*', r"\1Eve Example"),
    "the date changed": replaced("<time[^>]*>[^<]*</time>", '<time datetime="1999">1999</time>'),
    "a link of the contents changed": replaced('(<li><a href=")#[^"]*(")', r"\1https://elsewhere.invalid/\2"),
    "the contents say another": replaced('(<li><a href="#[^"]*">)[^<]+', r"\1Something else"),
    "a number of a note changed": replaced('(role="doc-noteref">)\\d+', r"\g<1>9"),
    "a way back lost": replaced('<a class="back"[^>]*></a>', ""),
    "the address of the whole changed": replaced("<title>", '<base href="https://elsewhere.invalid/"><title>'),
    "a description changed": replaced('(<meta name="description" content=")[^"]*', r"\1Nothing of the kind"),
    "all text hidden": replaced("<main", "<main hidden"),
    "the direction of the whole turned": replaced("<html ", '<html dir="rtl" '),
}  # fmt: skip

PAGE: dict[str, Change] = {
    **{name: in_page(alter) for name, alter in {**TEXTS, **BLOCKS}.items()},
    **_AROUND_PAGE,
}


def entries(data: bytes) -> dict[str, bytes]:
    """What an archive holds, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of these files, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_entry(ending: str, change: Change) -> Change:
    """A change of one file in the archive whose name ends so."""

    def alter(data: bytes, rng: random.Random) -> bytes | None:
        files = entries(data)
        names = [name for name in files if re.search(ending, name)]
        rng.shuffle(names)
        for name in names:
            if (new := change(files[name], rng)) is not None and new != files[name]:
                return packed({**files, name: new})
        return None

    return alter


def in_chapter(alter: Alteration) -> Change:
    """An alteration of the tree of one of the book's pages."""

    def change(data: bytes, rng: random.Random) -> bytes | None:
        root = etree.fromstring(data)
        return (
            etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
            if alter(root, rng)
            else None
        )

    return in_entry(r"/text/[^/]*\.xhtml$", change)


def _without(ending: str) -> Change:
    def change(data: bytes, rng: random.Random) -> bytes | None:
        files = entries(data)
        names = [name for name in files if re.search(ending, name)]
        if not names:
            return None
        del files[rng.choice(names)]
        return packed(files)

    return change


def _spine_turned(data: bytes, rng: random.Random) -> bytes | None:
    root = etree.fromstring(data)
    spine = next(node for node in root.iter() if tag(node) == "spine")
    kids = list(spine)
    if len(kids) < 2:
        return None
    spine[:] = kids[::-1]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _added(files: dict[str, bytes]) -> Change:
    return lambda data, rng: packed({**entries(data), **files})


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    at = rng.randrange(len(changed) - 40)
    changed[at : at + 20] = bytes(rng.randrange(256) for _ in range(20))
    return bytes(changed)


_OPF, _TEXT, _NAV = r"\.opf$", r"/text/[^/]*\.xhtml$", r"nav\.xhtml$"
_AROUND_BOOK: dict[str, Change] = {
    "the title changed": in_entry(_OPF, replaced("(<dc:title[^>]*>)[^<]*", r"\1Another Title")),
    "the author changed": in_entry(_OPF, replaced("(<dc:creator[^>]*>)[^<]*", r"\1Eve Example")),
    "an author added": in_entry(_OPF, replaced("</metadata>", "<dc:creator>Eve Example</dc:creator></metadata>")),
    "a date changed": in_entry(_OPF, replaced("<dc:date>[^<]*", "<dc:date>1999")),
    "a description added": in_entry(_OPF, replaced("</metadata>", "<dc:description>None.</dc:description></metadata>")),
    "rights added": in_entry(_OPF, replaced("</metadata>", "<dc:rights>None.</dc:rights></metadata>")),
    "the language changed": in_entry(_OPF, replaced("<dc:language>[^<]*", "<dc:language>fr")),
    "the language of a page changed": in_entry(_TEXT, replaced('<html ([^>]*?)lang="[^"]*"', r'<html \1lang="fr"')),
    "the order turned": in_entry(_OPF, _spine_turned),
    "a page out of the order": in_entry(_OPF, replaced('<itemref idref="text', '<itemref linear="no" idref="text')),
    "a page not in the order": in_entry(_OPF, replaced('<itemref idref="text[^>]*>', "")),
    "pages turn the other way": in_entry(_OPF, replaced('progression-direction="ltr"', 'progression-direction="rtl"')),
    "a page called scripted": in_entry(_OPF, replaced('properties="mathml"', 'properties="mathml scripted"')),
    "a picture replaced": in_entry(r"images/(?!cover).*\.png$", lambda data, rng: _OTHER),
    "a picture emptied": in_entry(r"images/(?!cover).*\.png$", lambda data, rng: b""),
    "the cover replaced": in_entry(r"cover-image", lambda data, rng: _OTHER),
    "a file removed": _without(r"\.(png|css|woff2|xhtml|ncx|jpg)$"),
    "a page added": _added({"EPUB/other.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><body>x</body></html>'}),
    "a program added": _added({"EPUB/other.js": b"alert(1)"}),
    "a style that hides": in_entry(r"\.css$", lambda data, rng: data + b"\np{display:none}"),
    "a style that adds": in_entry(r"\.css$", lambda data, rng: data + b'\np::after{content:" not"}'),
    "a style that whitens": in_entry(r"\.css$", lambda data, rng: data + b"\np{color:#fff;background:#fff}"),
    "no style": in_entry(r"\.css$", lambda data, rng: b""),
    "a style of a page": in_entry(_TEXT, replaced("</head>", "<style>p{display:none}</style></head>")),
    "a style from elsewhere": in_entry(
        _TEXT, replaced("</head>", '<link rel="stylesheet" href="https://elsewhere.invalid/a.css"/></head>')
    ),
    "a script of a page": in_entry(_TEXT, replaced("</head>", "<script>alert(1)</script></head>")),
    "the contents lead elsewhere": in_entry(_NAV, replaced('href="text/[^"]*"', 'href="https://elsewhere.invalid/"')),
    "the contents say another": in_entry(_NAV, replaced('(href="text/[^"]*#[^"]*">)[^<]+', r"\1Something else")),
    "an entry of the contents lost": in_entry(_NAV, replaced('<li><a href="[^"]*">[^<]*</a></li>', "")),
    "the old contents say another": in_entry(r"\.ncx$", replaced("<text>[^<]*", "<text>Something else")),
    "text made a comment": in_entry(_TEXT, replaced("<p>([^<]*)</p>", r"<!-- <p>\1</p> -->")),
    "another kind of archive": in_entry("^mimetype$", lambda data, rng: b"application/zip"),
    "the file cut": lambda data, rng: data[: int(len(data) * rng.uniform(0.2, 0.99))],
    "bytes changed": _flipped,
    "a number of a note changed": in_entry(_TEXT, replaced('(role="doc-noteref">)\\d+', r"\g<1>9")),
    "a way back lost": in_entry(_TEXT, replaced('<a class="back"[^>]*>\\d*</a>', "")),
    "the byline changed": in_entry(_TEXT, replaced('(<p class="author">)[^<]*', r"\1Eve Example")),
    "the date shown changed": in_entry(_TEXT, replaced('(<p class="date">)[^<]*', r"\g<1>1999")),
    "all text hidden": in_entry(_TEXT, replaced("<body ", '<body hidden="hidden" ')),
}  # fmt: skip


BOOK: dict[str, Change] = {
    **{name: in_chapter(alter) for name, alter in {**TEXTS, **BLOCKS}.items()},
    **_AROUND_BOOK,
}
