"""pandoc's document tree: its nodes, a walk through them, their attributes. Floor 1."""
