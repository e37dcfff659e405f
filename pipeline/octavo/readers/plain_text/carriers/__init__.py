"""What belongs to the carrier of a text, not to the text: page numbers, running heads, licences. Floor 2."""
