"""What the pages of a PDF show beyond their words: kinds, typefaces, ink, pictures, formulas, places. Pure."""
