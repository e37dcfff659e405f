"""The table of readers: a new format is one module and one line here (and its endings in ``octavo.shelf``).

A reader is imported when its first file comes: most builds have files of one kind, and some readers load for long.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from octavo.errors import SeedError
from octavo.model import Draft
from octavo.readers.decoding import without_forbidden
from octavo.readers.types import ReadContext, SourceFile
from octavo.tree.walk import map_text

Reader = Callable[[SourceFile, ReadContext], Draft]

READERS: Mapping[str, str] = MappingProxyType(
    {
        "text": "octavo.readers.plain_text.reader",
        "markdown": "octavo.readers.markdown.reader",
        "mdx": "octavo.readers.markdown.mdx",
        "notebook": "octavo.readers.markdown.notebook",
        "web": "octavo.readers.web.reader",
        "docx": "octavo.readers.office.docx",
        "odt": "octavo.readers.office.odt",
        "rtf": "octavo.readers.office.rtf",
    }
)
"""The module of each kind of file; its ``read`` is a ``Reader``."""


def read(source: SourceFile, context: ReadContext) -> Draft:
    """Read one file with the reader of its kind. Raises ``SeedError``."""
    try:
        reader: Reader = importlib.import_module(READERS[source.kind]).read
        draft = reader(source, context)
        # A parser may make characters out of references (&#1;) that no file may hold.
        written = json.dumps(draft.blocks, ensure_ascii=False)
        if "\\u00" in written or without_forbidden(written) != written:
            draft = replace(draft, blocks=tuple(map_text(list(draft.blocks), without_forbidden)))
        return draft
    except (RecursionError, MemoryError):
        raise SeedError("the document is nested too deeply", source.place, "make lists and quotes flatter") from None
