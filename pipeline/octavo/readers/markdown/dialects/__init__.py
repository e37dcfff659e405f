"""The dialects of Markdown: finds a text's dialect and translates it for pandoc. Floor 2."""
