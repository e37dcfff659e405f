"""What a page may do, as its content security policy says it, and the one script that may run in it.

The script (``reading.js``) searches, goes to pages, keeps the place and the looks that the reader chose; reading never
needs it. It is the same in every file and holds nothing of the document, and the policy names its hash, so nothing else
can run.
"""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

READING = resources.files(__package__).joinpath("reading.js").read_text("utf-8").strip()
"""The script. With a line break at an end the Nu checker would not know it by its hash."""

CHECKED = "base-uri 'none'; form-action 'none'"
"""The policy that the Nu checker looks at, see ``policies``."""


def policies(*scripts: str, pictures: bool) -> tuple[str, ...]:
    """The policies of a page with these scripts, strictest first: nothing is fetched, sent or run beside them.

    Style attributes are allowed: they are ours, the widths of columns and pictures. ``pictures`` may be in the page
    itself, as ``data:``, and can be loaded from nowhere. A browser obeys every policy of a page together, so a second
    one takes nothing back. It is there for the Nu checker, which looks at the last policy alone and takes ``img-src
    data:`` to forbid the pictures that it allows.
    """
    rules = {
        "default-src": "'none'",
        **({"img-src": "data:"} if pictures else {}),
        "script-src": " ".join(script_hash(script) for script in scripts if script) or "'none'",
        "font-src": "data:",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    strict = "; ".join(f"{name} {value}" for name, value in rules.items())
    return (strict, CHECKED) if pictures else (strict,)


def script_hash(script: str) -> str:
    """The hash by which a policy lets a script run (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"
