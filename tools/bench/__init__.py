"""``make bench``: what a build costs, beside other programs."""
