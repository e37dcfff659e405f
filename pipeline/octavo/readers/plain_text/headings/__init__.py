"""Which lines of a plain text are headings, and of which level. Floor 2."""
