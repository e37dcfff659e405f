"""Further PDFs of the same text, laid out again: large print, and a PDF for the screen. Floor 3."""
