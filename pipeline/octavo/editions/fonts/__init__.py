"""Fonts for the editions: which characters are used, a font cut down to them, formulas as pictures. Floor 3."""
