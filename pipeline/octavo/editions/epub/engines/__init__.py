"""What keeps a book whole in reading systems that know less than browsers do. Imports nothing of the EPUB around it."""
