r"""References of every dialect to numbered things (``\@ref(fig:x)``, ``\eqref{x}``). Text in and out; pure.

A reference becomes a span that both readers of pandoc know; ``octavo.readers.markdown.references`` makes a reference
of Pandoc's kind of it.
"""

from __future__ import annotations

import re

from octavo.readers.markdown.dialects.prose import change_prose

REFERENCE, CITATION = "octavo-ref", "octavo-cite"
"""The classes of the spans."""
_BOOKDOWN = re.compile(r"\\@ref\((?P<name>[A-Za-z][\w:./-]*)\)")
_TEX = re.compile(r"\\(?P<how>eqref|[cC]ref|autoref|[vV]ref|ref)\{(?P<name>[^{}\s]+)\}")
_LABELLED = re.compile(r"\\label\{([^{}\n]+)\}|\{[^{}\n]*#([\w:./-]+)[^{}\n]*\}|\(\\#([\w:-]+)\)")
_KINDS = re.compile(r"(?:fig|tbl|tab|eqn?|lst|sec|thm|lem|def)[:-]")
_BARE = frozenset(["ref", "eqref", "vref", "Vref"])


def name_of(label: str) -> str:
    """A label of any dialect as an identifier that Pandoc's Markdown can hold."""
    return re.sub(r"[^\w:.-]+", "-", label.strip())


def reference(name: str, *, bare: bool = False) -> str:
    """The mark for a reference; ``bare`` is the number without the word “Figure”."""
    return f'[]{{.{REFERENCE} to="{name_of(name)}"' + (' bare="1"' if bare else "") + "}"


def citation(keys: str, *, in_text: bool) -> str:
    """The mark for a citation of works."""
    names = ",".join(part.strip() for part in keys.split(",") if part.strip())
    return f'[]{{.{CITATION} keys="{names}"' + (' mode="text"' if in_text else "") + "}"


def plain_references(text: str) -> str:
    """The text with references of bookdown and of TeX as marks; those of TeX only where they lead to something."""
    if "\\@ref(" in text:
        text = change_prose(text, lambda run: _BOOKDOWN.sub(lambda found: reference(found["name"], bare=True), run))
    if "ref{" in text:
        labels = {next(filter(None, groups)).strip() for groups in _LABELLED.findall(text)}

        def refer(found: re.Match[str]) -> str:
            if found["name"] not in labels and not _KINDS.match(found["name"]):
                return found[0]
            return reference(found["name"], bare=found["how"] in _BARE)

        text = change_prose(text, lambda run: _TEX.sub(refer, run))
    return text
