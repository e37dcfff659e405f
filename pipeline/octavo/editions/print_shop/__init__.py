"""Files for print shops: the inside of a book and the wrap cover around it. Floor 3."""
