"""Chapters to one book: order, headings, links between chapters, includes. Floor 2."""
