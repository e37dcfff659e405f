"""Syntax colours for fenced code, by Pygments, as a few classes that every theme knows. Floor 2."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 20_000
"""Code longer than this many characters stays plain: some lexers take more than linear time."""

_CLASSES = (
    ("Comment", "co"),
    ("Keyword", "kw"),
    ("Operator.Word", "kw"),
    ("Literal.String", "st"),
    ("Literal.Number", "nu"),
    ("Name.Function", "fu"),
    ("Name.Class", "fu"),
    ("Name.Tag", "kw"),
    ("Name.Attribute", "at"),
    ("Name.Decorator", "at"),
    ("Name.Builtin", "bu"),
    ("Name.Exception", "bu"),
    ("Error", "er"),
)


def highlight(code: str, language: str) -> Iterator[tuple[str, str]]:
    """The code in pieces, each with its class (``kw``, ``st`` ...) or an empty string; joined they are the code.

    An unknown language, or code that is too long, comes back in one piece.
    """
    pieces = list(_pieces(code, language)) if language and len(code) <= LONGEST else []
    # A lexer may normalise line ends; the document's text is never changed for the sake of colour.
    if "".join(text for text, _ in pieces) != code:
        pieces = [(code, "")]
    yield from pieces


def _pieces(code: str, language: str) -> Iterator[tuple[str, str]]:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, stripall=False, ensurenl=False)
    except ClassNotFound:
        return
    held, held_class = "", ""
    for kind, text in lexer.get_tokens(code):
        name = str(kind).removeprefix("Token.")
        css = next((css for prefix, css in _CLASSES if name.startswith(prefix)), "")
        if css == held_class:
            held += text
            continue
        if held:
            yield held, held_class
        held, held_class = text, css
    if held:
        yield held, held_class
