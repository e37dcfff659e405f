"""A long book chapter by chapter: cut into stretches, each laid out and written alone, then put together. Floor 3."""
