"""Hostile seeds through the whole of Octavo: nothing but clear refusals, no word lost, nothing that acts."""
