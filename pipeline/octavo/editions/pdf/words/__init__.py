"""Where words on paper may be divided, and which are kept whole. Floor 3."""
