"""The table of readers: a new format is one module and one line here (and its endings in ``pipeline.shelf``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.errors import SeedError
from pipeline.model import Draft
from pipeline.readers import docx, markdown, odt, text, web
from pipeline.readers.decoding import without_forbidden
from pipeline.readers.nodes import map_text
from pipeline.readers.types import ReadContext, SourceFile

Reader = Callable[[SourceFile, ReadContext], Draft]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "text": text.read,
        "markdown": markdown.read,
        "web": web.read,
        "docx": docx.read,
        "odt": odt.read,
    }
)


def read(source: SourceFile, context: ReadContext) -> Draft:
    """Read one file with the reader of its kind. Raises ``SeedError``."""
    try:
        draft = READERS[source.kind](source, context)
        # A parser may make characters out of references (&#1;) that no file may hold.
        written = json.dumps(draft.blocks, ensure_ascii=False)
        if "\\u00" in written or without_forbidden(written) != written:
            draft = replace(draft, blocks=tuple(map_text(list(draft.blocks), without_forbidden)))
        return draft
    except (RecursionError, MemoryError):
        raise SeedError("the document is nested too deeply", source.place, "make lists and quotes flatter") from None
