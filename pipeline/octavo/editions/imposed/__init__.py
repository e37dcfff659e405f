"""PDFs made of the pages of another PDF: the booklet and two pages a sheet. Floor 3."""
