"""Translates a text of any dialect for one of pandoc's two Markdown readers. Text in, text and notices out; pure.

Each step changes one thing, and runs only if the text contains something that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from octavo.model import Notice, Place
from octavo.readers.markdown.dialects import boxes, breaks, extras, fences, formulas, leanpub, python_markdown, tables
from octavo.readers.markdown.dialects.cells import without_ticks
from octavo.readers.markdown.dialects.detect import Dialect
from octavo.readers.markdown.dialects.myst import translate as myst
from octavo.readers.markdown.dialects.prose import change_prose, code_mask
from octavo.readers.markdown.dialects.references import plain_references
from octavo.readers.markdown.dialects.shortcodes import translate as shortcodes

_BEHIND = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:`{3,}+|~{3,}+)[ \t]*+(?:[^\s`]*[^\w\s`+#./-]|\S+[ \t]+\S)", re.MULTILINE
)

_RAW_TEX = re.compile(r"^`{3,}[ \t]*\{=(?:tex|latex)\}[ \t]*\n(?P<tex>[^`]*?)^`{3,}[ \t]*$", re.MULTILINE)
_CLOSE_HEADING = re.compile(r"(?<=\n)(?<!\n\n)(#{1,6} )")


def plain_markdown(
    text: str, dialect: Dialect, place: Place, before: int, values: Mapping[str, object] | None = None
) -> tuple[str, tuple[Notice, ...]]:
    """The text as pandoc shall read it; ``before`` is the number of lines in front of it.

    ``values`` is the front matter, which some texts show.
    """
    notices: list[Notice] = []
    unclosed = not dialect.by_pandoc
    directives = dialect.name == "myst"
    text = _with_whole_formulas(without_ticks(text), dialect)
    if "{{" in text or "{%" in text or "{:" in text:
        text, more = shortcodes.translated(text, place, before, values)
        notices += more
    if not dialect.by_pandoc and leanpub.MARKS.search(text):
        text = leanpub.plain_leanpub(text)
    if ":::" in text and not dialect.by_pandoc:
        text, more = extras.named_objects(text, place, before)
        notices += more
    if dialect.name == "mkdocs":
        text = python_markdown.plain_python_markdown(text)
    if directives:
        text, more = myst.translated(text, place, before)
        notices += more
    if ("```" in text or "~~~" in text) and _BEHIND.search(text):
        text = fences.plain_fences(text, directives=directives)
    lines = text.split("\n")
    if breaks.may_break(text):
        lines = breaks.plain_breaks(lines, code_mask(lines, unclosed=unclosed))
    if (
        ":::" in text
        or "!!!" in text
        or "???" in text
        or "===" in text
        or "hint" in text
        or (directives and "{" in text)
    ):
        lines = boxes.plain_boxes(lines, code_mask(lines, unclosed=unclosed), directives=directives)
    if not dialect.by_pandoc and "|" in text:
        lines = tables.plain_tables(lines, code_mask(lines, unclosed=unclosed))
    text = "\n".join(lines)
    if dialect.lenient:
        # Pandoc's lists take a heading right below them for their own text.
        text = change_prose(text, lambda run: _CLOSE_HEADING.sub(r"\n\1", run))
    text = plain_references(text)
    text, more = extras.plain_extras(text, dialect, place, before)
    return _with_formulas(text, dialect), (*notices, *more)


def _with_whole_formulas(text: str, dialect: Dialect) -> str:
    """Displayed formulas on one line each, where lists need no blank line before them: no later step sees into them."""
    return formulas.on_one_line(text) if "$$" in text and (not dialect.by_pandoc or dialect.lenient) else text


def _with_formulas(text: str, dialect: Dialect) -> str:
    unclosed = not dialect.by_pandoc
    if "{=" in text:
        text = _RAW_TEX.sub(lambda found: formulas.in_raw(found["tex"]) or found[0], text)
    if "\\begin{" in text:
        text = change_prose(text, formulas.environments, unclosed=unclosed)
    if "\\(" in text or "\\[" in text:
        text = change_prose(text, formulas.brackets, unclosed=unclosed)
    text = _with_whole_formulas(text, dialect)  # those that were in code before, as MyST's directives are
    if dialect.name == "jekyll" and "$$" in text:
        text = change_prose(text, formulas.doubled, unclosed=unclosed)
    if dialect.name == "myst" and ("$ " in text or " $" in text):
        text = change_prose(text, formulas.tight, unclosed=unclosed)
    if "$" in text and not dialect.by_pandoc:
        text = change_prose(text, formulas.dollars, unclosed=unclosed)
    return text
