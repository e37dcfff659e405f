"""The one script of a page: it makes the field «Page __» jump. Reading never needs it.

It is the same in every file and holds nothing of the document; the content security policy names its hash, so no
other script can run. A page without page numbers has none at all.
"""

from __future__ import annotations

import base64
import hashlib

GO_TO_PAGE = """
(() => {
  const field = document.getElementById('octavo-page');
  field.closest('[hidden]').hidden = false;
  field.addEventListener('change', () => {
    const wanted = field.value.trim().toLowerCase();
    const link = [...document.querySelectorAll('nav.pages li a')].find(a => a.textContent.toLowerCase() === wanted);
    field.setAttribute('aria-invalid', String(wanted !== '' && !link));
    if (link) link.click();
  });
})();
"""


def source_hash(script: str) -> str:
    """The hash by which a content security policy lets a script run (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"
