"""Worker processes: the pool, the process itself, its limits, and the tasks it takes. Floor 4."""
