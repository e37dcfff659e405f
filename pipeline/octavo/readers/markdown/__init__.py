"""The reader of Markdown. Floor 2."""
