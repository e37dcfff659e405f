"""Recognises the parts of a page by their author's marks: class names, roles, links. Pure."""

from __future__ import annotations

import re

from octavo.readers.web.visible_text import text_of
from octavo.readers.xml_tree import Element

_START, _END = r"(?:^|[-_ ])(?:", r")(?=$|[-_ ])"


def _named(words: str) -> re.Pattern[str]:
    return re.compile(_START + words + _END, re.IGNORECASE)


_KINDS = (
    ("comments", _named(
        "comments?|comment-?list|disqus(?:_?thread)?|respond|responses|livefyre|fb-comments|replies")),
    ("buttons to share", _named(
        r"share|sharing|sharedaddy|share-?(?:bar|buttons?|tools?|links?)|social|social-?(?:share|media|links|icons|bar)"
        r"|addthis\w*|a2a_kit|follow|follow-us|print-?header|tools?bar")),
    ("sign-up forms", _named(
        "newsletter|subscribe|subscription|sign-?up|paywall|regwall|email-signup|mc_embed_signup|donate|donation|cta")),
    ("teasers", _named(
        r"related\w*|recommend\w*|promo\w*|teasers?|trending|popular|most-?(?:read|popular|viewed)"
        r"|more-?(?:stories|news|from|on)|read-?(?:more|next|also)|up-?next|recirc\w*|outbrain|taboola|ob-widget|rail"
        r"|sponsored|adverti[sz]\w*|advert|ads?|ad-?(?:container|wrapper|slot|unit)|dfp|widget|latest"
        r"|recent(?:-posts|news)?|also-?like|you-may\w*|suggest\w*|carousel|see-?also-?links")),
    ("lines about author and date", _named(
        r"by-?line\w*|dateline|(?:publish(?:ed)?|post|entry|article)-?(?:date|meta|info|time)|timestamp"
        r"|date-?(?:time|published|stamp)|updated?|meta|post-?author|author-?(?:bio|box|info|card|name|meta)"
        r"|about-?(?:the-)?author|reading-?time|contributors?|bio|view-?count|pub-?date|article__date|last-?modified")),
    ("categories", _named(
        "catlinks|categor(?:y|ies)|tags|tag-?(?:list|links|cloud)|post-?tags|entry-?tags|topics|keywords|filed-?under"
        "|article-?tags")),
    ("navigation and page furniture", _named(
        r"nav|navbar|navigation|navbox|nav-?links|menu|side-?bar|footer|masthead|breadcrumbs?|cookies?\w*|consent|gdpr"
        r"|banner|skip-?(?:link|to)\w*|pagination|pager|prev-?next|popup|pop-up|modal|overlay|lightbox"
        r"|site-?(?:header|footer|info|sub|nav)|topbar|top-?bar|disclaimer|copyright|legal|search|search-?(?:form|box)"
        r"|login|jump-?link|mw-jump-link|printfooter|noprint|ambox|metadata|rating|vote|votes|feedback"
        r"|was-this-helpful|edit-?(?:page|link|this-page)|back-?to-?top|toolbar")),
)  # fmt: skip
_ROLES = frozenset(["navigation", "contentinfo", "search", "menu", "menubar", "toolbar", "banner", "complementary"])
_KEPT = re.compile(
    r"(?:^|[-_ ])(?:footnotes?|endnotes?|references|reflist|bibliography|citations?|fn|notes?)(?=$|[-_ ])",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"caption|gallery|galleries|slide|slider|overlay|lightbox|carousel|zoom", re.IGNORECASE)
OTHER = "navigation and page furniture"


def marks(node: Element) -> str:
    """The names that an author gave an element."""
    return f"{node.get('id') or ''} {node.get('class') or ''}"


def kind_of(node: Element) -> str:
    """What an element is besides main text, by its own marks; empty if they say nothing of that sort."""
    said = marks(node)
    if node.tag == "body" or _KEPT.search(said) or (node.get("role") or "").startswith("doc-"):
        return ""
    for name, pattern in _KINDS:
        if pattern.search(said):
            return name
    if node.tag in ("nav", "footer", "dialog") or node.get("role") in _ROLES:
        return OTHER
    return "sign-up forms" if node.tag == "form" else ""


def shows_a_picture(node: Element) -> bool:
    """Whether an element belongs to a picture, by its name or its place: a caption, a slide, a view of a gallery."""
    near = [node, *node.iterancestors()][:5]
    return any(up.tag in ("figure", "figcaption") or _PICTURE.search(marks(up)) for up in near)


def is_embedded_post(node: Element) -> bool:
    """Whether an element is a message from elsewhere that an author quotes whole."""
    return node.tag == "blockquote" and bool(
        re.search(
            r"twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed|reddit-", marks(node)
        )
    )


def said_main(body: Element) -> Element | None:
    """The one part that the page itself calls its main one, if there is just one."""
    for found in (
        [node for node in body.iter() if node.get("itemprop") == "articleBody"],
        [node for node in body.iter() if node.tag == "main" or node.get("role") == "main"],
        [node for node in body.iter("article") if next(node.iterancestors("article"), None) is None],
    ):
        if len(found) == 1 and text_of(found[0]).strip():
            return found[0]
    return None
