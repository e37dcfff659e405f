"""Small commands around Octavo: set-up, measurements. Nothing in ``pipeline`` imports from here."""
