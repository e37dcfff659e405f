"""The readers' shelf: its page, its catalogues, its files."""
