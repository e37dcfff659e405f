"""Everything that depends on the language of a text. Floor 1."""
