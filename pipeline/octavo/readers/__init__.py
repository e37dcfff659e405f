"""Readers: a seed's files in, one ``Draft`` out. Floor 2.

One module for each kind of file, one table that names them. What a file is, its content decides before its name does.
"""

from octavo.readers.seeds import read_seed
from octavo.readers.table import read
from octavo.readers.types import ReadContext, SourceFile

__all__ = ["ReadContext", "SourceFile", "read", "read_seed"]
