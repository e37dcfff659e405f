"""The page under an earlier name: it leads on to the one of today, with the place that was asked for."""

from __future__ import annotations

from importlib import resources

from octavo.body import Body
from octavo.editions.html.policy import policies
from octavo.editions.html.write import child, element, normalise, say, serialise
from octavo.languages.direction import LTR
from octavo.languages.screen_words import screen_words

MOVED = resources.files(__package__).joinpath("moved.js").read_text("utf-8").strip()
"""The script of the page: without it the page leads on too, but forgets the place within."""


def moved_page(body: Body, name: str, title: str) -> bytes:
    """A page that leads to the page ``name`` of the site, whose heading is ``title``."""
    words = screen_words(body.metadata.lang)
    root = element("html", lang=words.lang)
    head = child(root, "head")
    child(head, "meta", charset="utf-8")
    for policy in policies(MOVED, pictures=False):
        child(head, "meta", http_equiv="Content-Security-Policy", content=policy)
    child(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    child(head, "title", title or body.metadata.title or "…")
    child(head, "meta", name="robots", content="noindex")
    child(head, "meta", name="referrer", content="no-referrer")
    child(head, "link", rel="canonical", href=name)
    child(child(head, "noscript"), "meta", http_equiv="refresh", content=f"0; url={name}")
    child(head, "script", MOVED)
    main = child(child(root, "body"), "main")
    child(main, "h1", words.moved)
    link = child(child(main, "p", lang=body.metadata.lang or "und"), "a", href=name)
    say(link, title or body.metadata.title or name, body.turned(title))
    if body.direction != LTR:
        link.set("dir", "auto")
    normalise(root)
    return serialise(root)
