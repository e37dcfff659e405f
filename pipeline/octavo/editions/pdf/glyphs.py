"""Every character must have a glyph: looked up before the layout in the theme's fonts and the machine's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from octavo.body import Body
from octavo.editions.fonts.characters import describe, has_no_glyph, is_silent, package_hint, tidy
from octavo.editions.pdf.weasyprint_door.weasy import Engine
from octavo.errors import EditionError
from octavo.metadata import shown
from octavo.model import Notice, Place
from octavo.notices import Code
from octavo.themes import FontFace, Theme


@dataclass(frozen=True)
class Glyphs:
    """The characters that are set from a font made for them, the style sheet that does it, and the notices."""

    standins: frozenset[str] = frozenset()
    css: str = ""
    notices: tuple[Notice, ...] = field(default=())


def check_characters(body: Body, engine: Engine, css: str, theme: Theme) -> Glyphs:
    """Look up every character of a document.

    Those that no font can have get a stand-in and a notice. Raises ``EditionError`` for the first one that some font
    could have but none on this machine has.
    """
    texts = [*(block.text for block in body.blocks), *_metadata_texts(body)]
    chars = {char for char in set(tidy("".join(texts))) if not is_silent(char)}
    unknown = {char for char in chars if not any(ord(char) in face.coverage() for face in theme.fonts)}
    if not unknown:
        return Glyphs()
    lacking = engine.lacking(unknown, css)
    for char in sorted(lacking):
        if not has_no_glyph(char):
            raise missing_glyph(char, body)
    return _stand_ins(frozenset(lacking), body, engine, theme) if lacking else Glyphs()


def missing_glyph(char: str, body: Body) -> EditionError:
    """Make the error for a character that no font has: its name, its place, and what to install."""
    return EditionError(f"no font has the character {describe(char)} ({char})", _place(char, body), package_hint(char))


def _stand_ins(chars: frozenset[str], body: Body, engine: Engine, theme: Theme) -> Glyphs:
    from octavo.editions.fonts.missing_glyphs import standin_font  # seldom needed, and what it imports is large

    digits = next(face for face in (*theme.faces("sans"), *theme.fonts) if ord("0") in face.coverage())
    family = "Octavo Codes " + hashlib.sha256("".join(sorted(chars)).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    font = standin_font(map(ord, chars), digits.path.read_bytes())
    engine.add_fonts([(family, FontFace(family, digits.path), font)])
    notices = tuple(
        Notice(
            Code.stand_in_glyph,
            f"no font can have {describe(char)}: the PDF shows its code",
            _place(char, body),
            "write the character that was meant, if another was meant",
        )
        for char in sorted(chars)
        if char != "\ufffd"
    )
    return Glyphs(chars, f'\n.o-stand-in {{ font-family: "{family}"; }}', notices)


def _metadata_texts(body: Body) -> list[str]:
    return list(shown(body.metadata).texts())


def _place(char: str, body: Body) -> Place:
    for block in body.blocks:
        if char in block.text:
            return block.place or Place(body.path, block.line or None)
    return Place(body.path)
