"""Small commands around Octavo: set-up, measurements. Nothing in ``octavo`` imports from here."""
