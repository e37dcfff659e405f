"""The only modules that know WeasyPrint, and what is done to its boxes and its PDF. Floor 3."""
