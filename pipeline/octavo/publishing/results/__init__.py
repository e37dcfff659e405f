"""The output folder: records, keys, what is up to date, what no longer has a seed. Floor 4."""
