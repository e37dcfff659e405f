"""One file to one draft, with the reader of its kind; ``octavo.formats`` has the table of them.

A reader is imported for its first file: most builds have files of one kind, and some readers take long to import.
"""

from __future__ import annotations

import json
from dataclasses import replace

from octavo.errors import SeedError
from octavo.formats import formats
from octavo.model import Draft
from octavo.readers.types import ReadContext, SourceFile
from octavo.text.characters import without_forbidden
from octavo.tree.walk import map_text


def read(source: SourceFile, context: ReadContext) -> Draft:
    """Read one file with the reader of its kind. Raises ``SeedError``."""
    try:
        draft: Draft = formats()[source.kind].read()(source, context)
        # A parser may make characters out of references (&#1;) that no file may hold.
        written = json.dumps(draft.blocks, ensure_ascii=False)
        if "\\u00" in written or without_forbidden(written) != written:
            draft = replace(draft, blocks=tuple(map_text(list(draft.blocks), without_forbidden)))
        return draft
    except (RecursionError, MemoryError):
        raise SeedError("the document is nested too deeply", source.place, "make lists and quotes flatter") from None
