"""Random alterations of finished editions, to see how many of them the proof finds."""
