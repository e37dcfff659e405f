"""How pandoc is asked to read each dialect. A dialect and a text in, the name of a pandoc reader out; pure."""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.detect import Dialect

PANDOC = "markdown-yaml_metadata_block"
LENIENT = PANDOC + "-blank_before_header-blank_before_blockquote+lists_without_preceding_blankline+autolink_bare_uris"
COMMONMARK = (
    "commonmark+attributes+autolink_bare_uris+bracketed_spans+definition_lists+emoji+fenced_divs+footnotes"
    "+gfm_auto_identifiers+implicit_figures+pipe_tables+raw_attribute+raw_html+smart+strikeout+task_lists"
    "+tex_math_dollars+tex_math_gfm"
)
_SERIES = re.compile(
    r"^ {0,3}(?:\(a\)|a[.)])[ \t]+\S.*(?:\n.*){0,40}?\n {0,3}(?:\(b\)|b[.)])[ \t]+\S"
    r"|^ {0,3}(?:\(i\)|i[.)])[ \t]+\S.*(?:\n.*){0,40}?\n {0,3}(?:\(ii\)|ii[.)])[ \t]+\S",
    re.MULTILINE,
)
BELOW = re.compile(r"[\w)]~[\w+-]{1,12}~(?!~)")
ABOVE = re.compile(r"[\w)]\^[\w+-]{1,12}\^")


def format_of(dialect: Dialect, text: str, *, smart: bool = True) -> str:
    """The pandoc reader for a text; what only some authors use is switched on where the text uses it.

    Without ``smart`` hyphens, dots and apostrophes stay as they were typed.
    """
    more = "" if smart else "-smart"
    if dialect.by_pandoc:
        return (LENIENT if dialect.lenient else PANDOC) + more
    if _SERIES.search(text):
        more += "+fancy_lists"
    if "~" in text and BELOW.search(text):
        more += "+subscript"
    if "^" in text and ABOVE.search(text):
        more += "+superscript"
    return COMMONMARK + more
