"""Pandoc's tree and what knows its layout."""
