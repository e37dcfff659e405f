"""Why each line of a bare text became what it is, in words. Floor 2."""
