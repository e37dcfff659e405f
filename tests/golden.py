"""Expected output in files: ``OCTAVO_REWRITE=1 pytest`` writes it anew; the difference is for a person to read."""

from __future__ import annotations

import os
from pathlib import Path


def same_as_file(path: Path, got: str) -> None:
    """Compare with a golden file. Raises ``AssertionError`` with both texts."""
    if os.environ.get("OCTAVO_REWRITE") and not os.environ.get("CI"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(got, encoding="utf-8")
    assert path.exists(), f"{path} is missing: OCTAVO_REWRITE=1 pytest writes it"
    assert got == path.read_text(encoding="utf-8")
