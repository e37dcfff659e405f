"""The content of a document, as an inventory that can be compared with another. Floor 4."""
