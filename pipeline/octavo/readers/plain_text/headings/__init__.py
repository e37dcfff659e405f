"""Which lines of a bare text are headings, and of which level. Floor 2."""
