"""Questions about publications that people ask: where, why, does it still hold. Floor 4."""
