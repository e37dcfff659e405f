"""The readers of word processors' files: DOCX and ODT. Floor 2."""
