"""What lies in the output folder: records, keys, what is up to date, what has no seed any more. Floor 4."""
