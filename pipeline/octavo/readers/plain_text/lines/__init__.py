"""Single lines of a bare text: their marks, numbers, style and wrapping. Floor 2."""
