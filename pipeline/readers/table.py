"""The table of readers: a new format is one module and one line here (and its endings in ``pipeline.shelf``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.errors import SeedError
from pipeline.model import Draft
from pipeline.readers import docx, markdown, odt, text, web
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
        return READERS[source.kind](source, context)
    except (RecursionError, MemoryError):
        raise SeedError("the document is nested too deeply", source.place, "make lists and quotes flatter") from None
