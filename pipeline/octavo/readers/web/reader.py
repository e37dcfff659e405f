"""Reader of web pages: HTML bytes to blocks. Downloads nothing, removes active parts, keeps visible words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from octavo.model import Draft, Level, Node, Notice
from octavo.notices import Code
from octavo.readers.captions import alt_is_no_caption
from octavo.readers.decoding import decode, known_encoding, tidy
from octavo.readers.images import bring_pictures
from octavo.readers.locating import locate_blocks
from octavo.readers.losses import account
from octavo.readers.types import ReadContext, SourceFile
from octavo.readers.web.about import about, base_address, saving, site_headings
from octavo.readers.web.archive import opened, restore
from octavo.readers.web.formulas import gather_formulas
from octavo.readers.web.hidden import remove_hidden
from octavo.readers.web.main_text import remove_furniture
from octavo.readers.web.media import link_media, resolve_links
from octavo.readers.web.plain_tree import choose_sources, silence_remote
from octavo.readers.web.sanitise import parse_html, to_blocks
from octavo.readers.web.source import seen_words, settled
from octavo.readers.web.visible_text import text_of
from octavo.readers.xml_tree import Element, remove
from octavo.tree import make
from octavo.tree import nodes as tree
from octavo.tree.walk import plain, rewrite

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)


def read(source: SourceFile, context: ReadContext) -> Draft:
    """One page. Raises ``SeedError`` if it is no text, or nested beyond reason."""
    archive = opened(source.data)
    data = archive.page if archive else source.data
    found = _DECLARED.search(data[:4096])
    declared = (found[1] or found[2]).decode("ascii") if found else archive.charset if archive else ""
    decoded = decode(data, source.place, declared if known_encoding(declared) else "", context.metadata.get("encoding"))
    page = settled(decoded.text)
    root = parse_html(page)
    if root is None or (root.find("body") is None and not text_of(root).strip()):
        return Draft((), (), notices=decoded.notices)
    saved = archive.saved if archive else saving(decoded.text)
    metadata = about(root, saved)
    seen = seen_words(page)
    restore(root, archive)
    base = "" if context.in_book else base_address(root, saved)
    changed = gather_formulas(root, page)
    whole = str(context.metadata.get("whole-page", "")).lower() in ("true", "yes")
    gone = Counter[str]() if whole else _reduced(root, str(metadata.get("title", "")))
    gone["words for other browsers"] += link_media(root, base)
    resolve_links(root, base)
    if gone.total():
        choose_sources(root)
        silence_remote(root)
    notices = [*decoded.notices, *_told(gone, source)]
    for head in root.findall("head"):
        remove(head)
    blocks, active = to_blocks(root, context, source.place)
    words = text_of(root)
    if active:
        text = f"active elements were left out, their words kept: {', '.join(sorted(active))}"
        notices.append(Notice(Code.active_content, text, source.place, level=Level.info))
    blocks, more = bring_pictures(blocks, context.album, source.place, source.beside, names=False)
    blocks = alt_is_no_caption(blocks)
    # A page of which nothing was taken must also hold what a parser saw that knows nothing of nesting.
    changed = changed or any(gone.values())
    told = str(metadata.get("title", ""))
    bare = _without_formulas(blocks)
    words, left = account(tidy(words if changed else seen, source.place)[0], bare, source.place, told)
    if bare != blocks:
        words = plain(blocks)  # "k-nearest", of which k is a formula, is one word there and two here
    elif not left and not changed:
        words = tidy(text_of(root), source.place)[0]
    return Draft(
        blocks=tuple(blocks),
        lines=locate_blocks(blocks, decoded.text),
        metadata=metadata,
        notices=(*notices, *more, *left),
        words=words,
    )


def _without_formulas(blocks: list[Node]) -> list[Node]:
    """Blocks with a space in the place of each formula: code that reads the page's words sees no formulas."""
    space: Node = make.space()
    return rewrite(blocks, inlines=lambda nodes: [space if tree.kind(one) == "Math" else one for one in nodes])


def _told(gone: Mapping[str, int], source: SourceFile) -> list[Notice]:
    """One notice for each kind of thing that was left out."""
    hint = "set whole-page: true in the sidecar to keep the whole page"
    return [
        Notice(Code.reduced_page, f"{kind} were left out: {words} words", source.place, hint, Level.info)
        for kind, words in gone.items()
        if words
    ]


def _reduced(root: Element, title: str) -> Counter[str]:
    """Take what is not the page's main text out of the tree; say how many words of each kind went."""
    gone = Counter(remove_hidden(root))
    for node in site_headings(root, title):
        gone["names of the site"] += len(text_of(node).split())
        remove(node)
    declared = any(text_of(node).strip() for node in root.iterfind(".//head/title"))
    gone.update(remove_furniture(root, title, printed=declared))
    return gone
