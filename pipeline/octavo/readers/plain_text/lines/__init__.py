"""Single lines of a plain text: their marks, numbers, style and wrapping. Floor 2."""
