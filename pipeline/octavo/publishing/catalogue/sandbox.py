"""What a page may do that is given out over HTTP: the shelf runs its own script, a document is alone. Floor 4; pure."""

from __future__ import annotations

from octavo.editions.html.policy import READING, policies, script_hash
from octavo.editions.site.moved import MOVED
from octavo.editions.site.searching import FINDING
from octavo.editions.table import EDITIONS
from octavo.publishing.catalogue.files import PAGE
from octavo.publishing.catalogue.page import page_policies, page_script

_RELOAD = """
new EventSource('{events}').onmessage = (event) => {
  if (event.data !== 'again') return;
  if (self.origin === 'null' && scrollY) { // in its sandbox a page keeps no place: go to the last mark above
    const above = [...document.querySelectorAll('main [id]')].filter((mark) => mark.getBoundingClientRect().top < 150);
    if (above.length) location.hash = above.pop().id;
  }
  location.reload();
};
""".strip()


def reload_script(prefix: str) -> str:
    """The script with which an open page loads again; ``prefix`` is how addresses of this server begin."""
    return _RELOAD.replace("{events}", f"{prefix}events")


def with_script(data: bytes, script: str) -> bytes:
    """A page with that script, if there is one; the policy of the header then takes the place of its own."""
    if not script:
        return data
    sets = ((READING,), (READING, FINDING), (MOVED,))
    own = [policy for held in sets for pictures in (False, True) for policy in policies(*held, pictures=pictures)]
    for policy in dict.fromkeys((*own, *page_policies())):
        data = data.replace(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'.encode(), b"", 1)
    return data.replace(b"</head>", f"<script>{script}</script></head>".encode(), 1)


def with_link(data: bytes) -> bytes:
    """The shelf with a link to the page to which documents are added."""
    return data.replace(b'<main id="books"', b'<p><a href="_work/">Add documents</a></p>\n<main id="books"', 1)


def policy_of(path: str, script: str) -> str:
    """The policy of what is at this path, with the script that was added to it."""
    reload = f" {script_hash(script)}" if script else ""
    connect = "; connect-src 'self'" if script else ""
    common = "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    if path == PAGE:
        own = f"script-src {script_hash(page_script())}{reload}"
        return f"default-src 'none'; img-src 'self'; {own}{connect}; {common}"
    scripts = (READING, FINDING, MOVED) if path.split("/")[1:2] == [EDITIONS["site"].folder] else (READING,)
    own = f"img-src data:; font-src data:; script-src {' '.join(map(script_hash, scripts))}{reload}"
    alone = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
    return f"default-src 'none'; {own}{connect}; {common}; {alone}"
