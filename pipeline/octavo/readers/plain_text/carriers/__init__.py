"""Text that belongs to the printed page or the library, not to the document: page numbers, licences. Floor 2."""
