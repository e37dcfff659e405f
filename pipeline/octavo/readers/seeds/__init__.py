"""From a seed to its draft: which reader each file goes to, and a book from its chapters. Floor 2."""
