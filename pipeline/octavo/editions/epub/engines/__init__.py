"""Work-arounds for reading systems that support less than browsers do. Imports nothing else of the EPUB edition."""
