"""WeasyPrint, the only module that imports it: trees and style sheets in, laid-out pages and PDF bytes out.

WeasyPrint reports problems by log lines and by exceptions of any kind. Here log lines are collected for notices
(``Sheets.log``), and exceptions become Octavo's errors. It can load only what it is given. An engine is made once per
process and theme, because reading fonts takes longer than laying out an article.
"""

from __future__ import annotations

import base64
import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from octavo.editions.pdf.weasyprint_door.first_page import begun_behind, break_behind_first_page
from octavo.editions.pdf.weasyprint_door.glyph_texts import readable_glyphs
from octavo.editions.pdf.weasyprint_door.paragraphs import Setter, setter, whole_paragraphs
from octavo.editions.pdf.weasyprint_door.parts import Alone, allow_links, distinctly
from octavo.editions.pdf.weasyprint_door.ranges import only_signs
from octavo.editions.pdf.weasyprint_door.references import remembered_pages
from octavo.editions.pdf.weasyprint_door.shared_fonts import fonts_of_part
from octavo.editions.pdf.weasyprint_door.sheets import Sheets, listening
from octavo.editions.pdf.weasyprint_door.speech import spoken
from octavo.editions.pdf.weasyprint_door.spreads import in_lines
from octavo.editions.pdf.weasyprint_door.starting import quickly
from octavo.errors import EditionError, MissingPartError
from octavo.model import Place
from octavo.system import libraries_by_name
from octavo.themes import FontFace, Theme

PICTURE = "octavo:picture/"
"""Where the pictures that are handed in seem to be: ``octavo:picture/NAME``."""

MARKS = "Octavo Marks"
"""A font in which a hyphen looks like an arrow: the mark of a folded line of code."""

FOLDED = "o-fold"
"""The class of the mark at which a line of code is folded."""

_FOLD = 0x21A9
_FONT = "octavo:font/"
_VARIANT = "pdf/a-3a"
_FRAMES = 12_000
"""Python frames for one layout; trees are clamped to far less (a box nests in about ten frames)."""

_NOTDEF = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$", re.DOTALL)

Files = Mapping[str, tuple[bytes, str]]
Finisher = Callable[[Any, Any], None]


_WITHIN = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]+)")


class _Shelf:
    """WeasyPrint's URL fetcher: serves what was handed in and refuses the rest."""

    _fail_on_errors = False  # WeasyPrint reads this from its fetchers

    def __init__(self, response: Callable[..., Any], files: Files) -> None:
        self._response = response
        self._files = files

    def __call__(self, url: str) -> Any:
        if found := _WITHIN.fullmatch(url):  # a picture within a drawing; the drawing was handed in
            return self._response(url, base64.b64decode(found[2]), {"Content-Type": found[1]})
        if url not in self._files:
            raise ValueError("nothing is fetched")
        data, media_type = self._files[url]
        return self._response(url, data, {"Content-Type": media_type})


@dataclass
class Engine:
    """WeasyPrint with the fonts of one theme. ``sheets`` keeps the style sheets it has read.

    ``mark`` is the font that the mark of a folded line comes from, until some line is folded.
    """

    weasyprint: Any
    fonts: Any
    setter: Setter
    layout: Any
    mark: tuple[FontFace, bytes] | None = None
    sheets: dict[str, Any] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)

    def lay_out(
        self,
        root: Element,
        css: str,
        files: Files,
        place: Place | None = None,
        step: float = 0,
        behind: int = 0,
    ) -> Sheets:
        """Lay out one tree, an ``html`` element of the standard library's kind.

        ``css`` is read once and kept. Facing pages end at one height when ``step``, a line of the text in pixels, is
        given. ``behind`` is how many pages come before. Raises ``EditionError`` when the layout fails.
        """
        contexts: list[Any] = []
        if self.mark and any(
            FOLDED in (node.get("class") or "") or MARKS in node.get("style", "") for node in root.iter()
        ):
            self._make_mark(*self.mark)
        with (
            _calm(place),
            listening() as log,
            whole_paragraphs(self.setter),
            in_lines(self.layout, step, self.setter.keep_whole, behind),
            begun_behind(self.layout, behind, contexts),
        ):
            if css not in self.sheets:
                self.sheets[css] = self._read(css)
            document = self._html(root, files).render(
                font_config=self.fonts, stylesheets=[self.sheets[css]], pdf_variant=_VARIANT, pdf_tags=True
            )
            for page in document.pages:
                # WeasyPrint makes an area of every box within a link; a structure element Link has only its own.
                page.links = [link for link in page.links if link[3].link]
        return Sheets(document, tuple(log), break_behind_first_page(contexts[0]) if contexts else "")

    def write(
        self,
        parts: Sequence[Sheets],
        finisher: Finisher,
        identifier: bytes,
        place: Place | None = None,
        variant: str = _VARIANT,
        alone: Alone | None = None,
    ) -> tuple[bytes, tuple[str, ...]]:
        """Write the pages of all parts as one PDF/A-3a, tagged. Gives its bytes and the log lines of the writing.

        A PDF of another ``variant``, as WeasyPrint names them, has no tags; one of no variant (``""``) is for a passing
        look at its pages, and not compressed. ``alone`` is for a part of a larger PDF.

        ``finisher(document, pdf)`` may change the PDF's objects before they are written.
        """
        from pydyf import PDF, String  # type: ignore[import-untyped]  # it has no type hints
        from weasyprint.draw import text
        from weasyprint.pdf import fonts, tags

        with (
            _calm(place),
            listening() as log,
            spoken(tags, String) as order,
            remembered_pages(PDF),
            readable_glyphs(fonts, text),
            self._alone(alone),
        ):
            pages = [page for part in parts for page in part.document.pages]
            if alone:
                allow_links(pages)
            if alone and not alone.last:
                finisher = distinctly(finisher, alone.behind)
            whole = parts[0].document.copy(pages)
            data: bytes = whole.write_pdf(
                finisher=order.first(finisher), pdf_variant=variant or None, pdf_tags=variant == _VARIANT,
                pdf_identifier=identifier, uncompressed_pdf=not variant,
            )  # fmt: skip
        return data, tuple(log)

    def _alone(self, alone: Alone | None) -> AbstractContextManager[None]:
        from pydyf import Dictionary
        from weasyprint import pdf

        return fonts_of_part(pdf, pdf.fonts, Dictionary, alone.fonts, last=alone.last) if alone else nullcontext()

    def lacking(self, chars: Iterable[str], css: str) -> set[str]:
        """Find which of the characters no font on this machine has, by setting them once for trial."""
        asked = sorted(set(chars) - self.known.keys())
        if asked:
            root = Element("html", {"lang": "und"})
            SubElement(SubElement(root, "body"), "p").text = " ".join(asked)
            sheets = self.lay_out(root, css, {})
            _, log = self.write([sheets], lambda _document, _pdf: None, b"0" * 16)
            lacking = set(notdef(log))
            self.known.update({char: char not in lacking for char in asked})
        return {char for char in chars if not self.known[char]}

    def add_fonts(self, faces: Sequence[tuple[str, FontFace, bytes]]) -> None:
        """Make font files known under a family name, for all later layouts of this engine."""
        rules, files = [], {}
        for number, (family, face, data) in enumerate(faces):
            url = f"{_FONT}{family.replace(' ', '-')}-{number}"
            files[url] = (data, "font/ttf")
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {face.weight}; font-style: {face.style}; '
                f'src: url("{url}"){only_signs(face)} }}'
            )
        with listening() as log:
            self._read("\n".join(rules), files)
        if log:
            raise EditionError(f"a font of the theme cannot be used: {log[0]}")

    def _make_mark(self, face: FontFace, data: bytes) -> None:
        from octavo.editions.fonts.missing_glyphs import mark_font  # most documents fold no line, and this is large

        self.mark = None
        self.add_fonts([(MARKS, FontFace(MARKS, face.path), mark_font(chr(_FOLD), 0x2010, data))])

    def _read(self, css: str, files: Files | None = None) -> Any:
        shelf = _Shelf(self._response, files or {})
        return self.weasyprint.CSS(string=css, font_config=self.fonts, url_fetcher=shelf)

    def _html(self, root: Element, pictures: Files) -> Any:
        """Make WeasyPrint's HTML object from a tree, without writing it out and parsing it again."""
        from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # it has no type hints

        html = self.weasyprint.HTML.__new__(self.weasyprint.HTML)
        html.base_url = None
        html.url_fetcher = _Shelf(self._response, {PICTURE + name: found for name, found in pictures.items()})
        html.media_type = "print"
        html.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        html.etree_element = html.wrapper_element.etree_element
        return html

    @property
    def _response(self) -> Callable[..., Any]:
        from weasyprint.urls import URLFetcherResponse

        response: Callable[..., Any] = URLFetcherResponse
        return response


def notdef(log: Iterable[str]) -> list[str]:
    """The characters that the layout's log lines say no font has."""
    return [chr(int(found[1], 16)) for line in log if (found := _NOTDEF.match(line))]


@lru_cache(maxsize=2)
def engine(theme: Theme) -> Engine:
    """Give the engine of this process for a theme, its fonts loaded as ``Octavo`` and the family's name.

    The prefix keeps fonts of the same name that are installed on the machine apart. Raises ``MissingPartError`` when
    Pango or another library of the system is not there.
    """
    try:
        with libraries_by_name(), quickly():
            import weasyprint
            from weasyprint import layout
            from weasyprint.formatting_structure import boxes
            from weasyprint.text import line_break
            from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as error:
        raise MissingPartError(
            f"WeasyPrint cannot start: {error}", hint="run `make doctor` to see what is missing and how to get it"
        ) from error
    made = Engine(weasyprint, FontConfiguration(), setter(boxes, layout.inline, line_break), layout)
    fonts = [(private_name(face.family), face, face.path.read_bytes()) for face in theme.fonts]
    made.mark = next(((face, data) for _, face, data in fonts if _FOLD in face.coverage()), None)
    made.add_fonts(fonts)
    return made


def private_name(family: str) -> str:
    """The name under which a font of the theme is known to the engine."""
    return f"Octavo {family}"


@contextmanager
def _calm(place: Place | None) -> Iterator[None]:
    """Room for deep trees, fewer collections of garbage (10 to 15 % of the time), and our errors for everybody's."""
    frames, thresholds = sys.getrecursionlimit(), gc.get_threshold()
    sys.setrecursionlimit(max(frames, _FRAMES))
    gc.set_threshold(200_000, 50, 1000)
    try:
        yield
    except (EditionError, MemoryError):
        raise
    except RecursionError as error:
        hint = "nest lists, quotations or tables less deeply"
        raise EditionError("the page layout cannot handle nesting this deep", place, hint) from error
    except Exception as error:
        reason = str(error).splitlines()[0][:200] if str(error) else "no reason given"
        message = f"the page layout failed: {type(error).__name__}: {reason}"
        raise EditionError(message, place, "this is a bug in Octavo or in WeasyPrint: please report it") from error
    finally:
        sys.setrecursionlimit(frames)
        gc.set_threshold(*thresholds)
