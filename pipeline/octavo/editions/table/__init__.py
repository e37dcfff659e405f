"""The editions, in one table. A new edition is one module and one row here. Floor 3.

A module is imported only when its edition is made: a build with nothing to do loads none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from octavo.editions import EditionKind, Job, Judge, Takes
from octavo.model import Made


def by_name(rows: Iterable[EditionKind]) -> dict[str, EditionKind]:
    """The rows by name. Raises ``ValueError`` for a name given twice and for one that needs no earlier row."""
    found: dict[str, EditionKind] = {}
    for row in rows:
        if row.name in found:
            raise ValueError(f"there are two editions called {row.name}")
        if row.needs and row.needs not in found:
            raise ValueError(f"the edition {row.name} needs {row.needs}, which is no earlier row")
        found[row.name] = row
    return found


def with_needed(names: Iterable[str]) -> tuple[str, ...]:
    """The editions and all that they need, each once and after what it needs."""
    found: dict[str, None] = {}
    for name in names:
        chain = [name]
        while needed := EDITIONS[chain[-1]].needs:
            chain.append(needed)
        found.update(dict.fromkeys(reversed(chain)))
    return tuple(found)


def _pdf(job: Job) -> Made:
    from octavo.editions.pdf import make

    return make(job)


def _html(job: Job) -> Made:
    from octavo.editions.html import make

    return make(job)


def _site(job: Job) -> Made:
    from octavo.editions.site import make

    return make(job)


def _epub(job: Job) -> Made:
    from octavo.editions.epub import make

    return make(job)


def _kindle(job: Job) -> Made:
    from octavo.editions.devices.kindle import make

    return make(job)


def _kobo(job: Job) -> Made:
    from octavo.editions.devices.kobo import make

    return make(job)


def _large_print(job: Job) -> Made:
    from octavo.editions.variants.large_print import make

    return make(job)


def _screen(job: Job) -> Made:
    from octavo.editions.variants.screen_pdf import make

    return make(job)


def _eink(job: Job) -> Made:
    from octavo.editions.variants.eink import make

    return make(job)


def _dyslexia(job: Job) -> Made:
    from octavo.editions.variants.dyslexia import make

    return make(job)


def _economy(job: Job) -> Made:
    from octavo.editions.variants.economy import make

    return make(job)


def _booklet(job: Job) -> Made:
    from octavo.editions.imposed.booklet import make

    return make(job)


def _two_up(job: Job) -> Made:
    from octavo.editions.imposed.two_up import make

    return make(job)


def _print(job: Job) -> Made:
    from octavo.editions.print_shop.interior import make

    return make(job)


def _wrap(job: Job) -> Made:
    from octavo.editions.print_shop.wrap import make

    return make(job)


_SHOP = ("print_shop", "print_paper")
_TYPE = ("linestretch", "mainfont", "sansfont", "monofont", "linkcolor")
_CONTENTS = ("toc", "toc_depth")
_LAYOUT = ("papersize", *_CONTENTS, "print_links", "margins", "fontsize", *_TYPE)

EDITIONS: dict[str, EditionKind] = by_name(
    (
        EditionKind("pdf", "PDF to print", _pdf, Judge.sheets, ".pdf", reads=_LAYOUT, by_default=True),
        EditionKind("html", "one HTML page", _html, Judge.page, ".html",
                    needs="pdf", takes=Takes.pages, reads=(*_CONTENTS, *_TYPE), by_default=True),
        EditionKind("epub", "EPUB 3", _epub, Judge.book, ".epub",
                    needs="pdf", takes=Takes.pages, reads=(*_CONTENTS, *_TYPE), by_default=True),
        EditionKind("site", "many HTML pages, one for each chapter", _site, Judge.site, folder="site",
                    needs="pdf", takes=Takes.pages, reads=(*_CONTENTS, *_TYPE)),
        EditionKind("kindle", "EPUB for Kindle", _kindle, Judge.kindle, "-kindle.epub",
                    needs="pdf", takes=Takes.pages, reads=(*_CONTENTS, *_TYPE)),
        EditionKind("kobo", "KEPUB for Kobo", _kobo, Judge.kobo, ".kepub.epub",
                    needs="pdf", takes=Takes.pages, reads=(*_CONTENTS, *_TYPE)),
        EditionKind("large-print", "large print, for readers with low vision", _large_print, Judge.sheets,
                    "-large-print.pdf", needs="pdf", takes=Takes.pages, reads=_LAYOUT),
        EditionKind("screen", "PDF for the screen", _screen, Judge.sheets, "-screen.pdf", reads=_LAYOUT),
        EditionKind("eink", "PDF for e-ink screens of six inches", _eink, Judge.sheets, "-eink.pdf",
                    reads=("fontsize", *_CONTENTS, *_TYPE)),
        EditionKind("dyslexia", "PDF for readers with dyslexia", _dyslexia, Judge.sheets, "-dyslexia.pdf",
                    reads=("papersize", *_CONTENTS, "print_links", *_TYPE)),
        EditionKind("economy", "PDF in two columns of small type, to save paper", _economy, Judge.words, "-economy.pdf",
                    reads=("papersize", "fontsize", *_CONTENTS, *_TYPE)),
        EditionKind("booklet", "booklet, to fold and staple", _booklet, Judge.imposed, "-booklet.pdf",
                    needs="pdf", takes=Takes.file, reads=("booklet_sheets",)),
        EditionKind("2up", "two pages on a side", _two_up, Judge.imposed, "-2up.pdf", needs="pdf", takes=Takes.file),
        EditionKind("print", "the inside of a book for a print shop", _print, Judge.shop, "-print.pdf",
                    needs="pdf", takes=Takes.pages, reads=(*_LAYOUT, *_SHOP)),
        EditionKind("wrap", "the cover for a print shop: back, spine and front", _wrap, Judge.wrap, "-wrap.pdf",
                    needs="print", takes=Takes.file, reads=("papersize", *_SHOP)),
    )
)  # fmt: skip

BY_DEFAULT = tuple(kind.name for kind in EDITIONS.values() if kind.by_default)
"""The editions that are made when nobody says which."""
