"""Values that travel between the build, its workers and the disk: tasks, stages, records. Floor 4."""
