"""Questions about publications: where is this line, why is it a heading, do the files still match. Floor 4."""
