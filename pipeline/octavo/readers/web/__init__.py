"""The reader of web pages. Floor 2."""
