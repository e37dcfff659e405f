"""The reader of plain text: finds structure in text without markup.

In: decoded text. Out: a `Recognition`, pandoc blocks, or an explanation in words. Reads only the packaged model.
"""

from octavo.readers.plain_text.blocks.overrides import ParsedOverrides, parse_overrides
from octavo.readers.plain_text.explaining.explain import explain_data, explain_lines
from octavo.readers.plain_text.lines.values import Decision, Finding, Habits, Override, Recognition, TextBlock
from octavo.readers.plain_text.recognise import recognise
from octavo.readers.plain_text.to_pandoc import to_pandoc

__all__ = [
    "Decision",
    "Finding",
    "Habits",
    "Override",
    "ParsedOverrides",
    "Recognition",
    "TextBlock",
    "explain_data",
    "explain_lines",
    "parse_overrides",
    "recognise",
    "to_pandoc",
]
