"""Explains in words why each line of a plain text became what it is. Floor 2."""
