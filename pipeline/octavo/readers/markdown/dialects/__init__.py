"""The dialects of Markdown: which one a text is written in, and how it is said for pandoc. Floor 2."""
