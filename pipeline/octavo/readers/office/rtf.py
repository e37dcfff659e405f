"""Reader of RTF, by pandoc: the text with its headings, lists, tables and notes; pictures are left out."""

from __future__ import annotations

import re

from octavo.errors import SeedError
from octavo.metadata import clean
from octavo.model import Draft, Notice
from octavo.notices import Code
from octavo.readers.images import bring_pictures
from octavo.readers.office.layout import bodies_only
from octavo.readers.office.properties import meant
from octavo.readers.office.sniff import is_rtf
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree.walk import check_depth, plain, without_shells

_PICTURE = re.compile(rb"\\pict\b")
_HIDDEN = re.compile(rb"\\v(?![0-9a-z])")


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One document. Raises ``SeedError`` for one that pandoc cannot read."""
    place = source.place
    if not is_rtf(source.data):
        raise SeedError("this is no RTF file", place, "open it in a word processor and save it again")
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    document = context.pandoc.read(data, "rtf", place=place).document
    check_depth(document["blocks"], place)
    blocks = bodies_only(without_shells(list(document["blocks"])))
    blocks, more = bring_pictures(blocks, context.album, place, source.beside, names=False)
    notices = list(more)
    if _PICTURE.search(data) and not more:
        hint = "save the document as DOCX to keep them"
        notices.append(Notice(Code.picture_left_out, "pictures inside an RTF document are left out", place, hint))
    if _HIDDEN.search(data):
        text = "hidden text of an RTF document may have been left out or printed"
        notices.append(Notice(Code.text_left_out, text, place, "save the document as DOCX"))
    found = {key: clean(plain(value)) for key, value in document["meta"].items() if isinstance(value, dict)}
    known = {key: found[key] for key in ("title", "author", "subject", "keywords") if found.get(key)}
    return Draft(
        blocks=tuple(blocks),
        lines=(0,) * len(blocks),
        metadata=meant(known),
        notices=tuple(notices),
        words=plain(blocks),
    )
