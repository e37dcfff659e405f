"""Style rules that the document's script needs: typefaces, line height, headings. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.body import Body
from octavo.editions.fonts.by_script import extended, foreign_rows, scripts_of_body, typefaces_of_language
from octavo.languages.writing import WITH_CASE, of_language

_ROLES = {"font_text": "text", "font_sans": "sans", "font_mono": "mono"}
_ON_SCREEN = 0.1
"""A screen wants so much more room between lines than paper."""


def values_for_script(stacks: Mapping[str, str], body: Body) -> dict[str, str]:
    """The design values of a page: the theme's stacks with the scripts of this document, and its line height."""
    scripts = scripts_of_body(body)
    values = {name: extended(stack, _ROLES[name], scripts) for name, stack in stacks.items()}
    own = typefaces_of_language(body.metadata.lang)
    return {**values, "line_screen": f"{own.lines[0] + _ON_SCREEN:.2f}"} if own and own.lines else values


def rules_for_script(stacks: Mapping[str, str], body: Body) -> str:
    """Rules that follow the theme's: for the document's script, and for words in other forms of it."""
    rules = []
    own = typefaces_of_language(body.metadata.lang)
    if own and own.lines:
        _, heading, small = own.lines
        rules.append(f"h1, h2, h3, h4, h5, h6, .o-subtitle {{ line-height: {heading} }}")
        rules.append(f"table, figcaption {{ line-height: {small} }}")
    if own and of_language(body.metadata.lang) not in WITH_CASE:
        rules.append("h1, h2 { letter-spacing: normal }")  # letters that join must not be pulled together
    for tag, row in foreign_rows(body):
        text, sans = (extended(stacks[f"font_{role}"], role, [row]) for role in ("text", "sans"))
        rules.append(f'[lang="{tag}"] {{ font-family: {text} }}')
        rules.append(f':is(h1, h2, h3, h4, h5, h6, table, figcaption) [lang="{tag}"] {{ font-family: {sans} }}')
    return "".join(f"{rule}\n" for rule in rules)
