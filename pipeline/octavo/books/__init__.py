"""The order of the files of a book, taken from the files of the tool that it was written for. Floor 1.

``plan`` looks into the small files in which each tool keeps the order of chapters (``SUMMARY.md``, ``_quarto.yml``,
``mkdocs.yml`` ...), never outside the book's own folder and never through a symbolic link. One module for each family
of tools; each is a function from a ``Folder`` to a ``Plan``, or None when the folder is not of its kind.
"""

from octavo.books.folder import Folder, head_digest
from octavo.books.model import Entry, Plan
from octavo.books.plan import listed, plan

__all__ = ["Entry", "Folder", "Plan", "head_digest", "listed", "plan"]
