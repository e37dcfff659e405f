"""TeX commands that print nothing: lengths, counters, labels, index entries. Text in; pure."""

from __future__ import annotations

import re

_BREAKS = frozenset(
    "newpage pagebreak clearpage cleardoublepage noindent bigskip medskip smallskip maketitle"
    " tableofcontents frontmatter mainmatter backmatter appendix sloppy".split()
)
"""What the editions have in their own way; nothing is lost with it."""
_DEFINING = frozenset({"newcommand", "providecommand", "DeclareMathOperator"})
"""What defines commands: the formulas have them in other words."""
_BARE = (
    "listoffigures|listoftables|printindex|centering|raggedright|raggedleft|hfill|vfill|par|tiny|scriptsize|footnotesize|small"
    "|normalsize|large|Large|LARGE|huge|Huge|singlespacing|doublespacing|onehalfspacing|protect|leavevmode|FloatBarrier|null"
    "|phantomsection|relax|begingroup|endgroup|makeatletter|makeatother|nopagebreak|allowbreak|linebreak|indent"
)
_WITH_VALUES = (
    "index[A-Za-z]*|label|vspace|hspace|pagestyle|thispagestyle|pagenumbering|pagecolor|markboth|markright|enlargethispage"
    "|addcontentsline|addtocontents|addtocounter|setcounter|setlength|addtolength|stepcounter|refstepcounter|counterwithin"
    "|renewcommand|newcommand|providecommand|DeclareMathOperator|newenvironment|renewenvironment|newtheorem|usepackage"
    "|hypersetup|graphicspath|captionsetup|fontsize|selectfont|linespread|color|setstretch|needspace|Needspace"
)
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
_SILENT = re.compile(
    r"(?:\s|%[^\n]*(?:\n|\Z)"
    rf"|\\(?:{'|'.join(sorted(_BREAKS))}|{_BARE})(?![A-Za-z])(?:\[\d\])?(?:\{{\}})?"
    rf"|\\(?:{_WITH_VALUES})\*?(?![A-Za-z])(?:\\[A-Za-z]+)?(?:\[[^\[\]]*\]|[ \t]*{_GROUP})*)*\Z"
)
_NAME = re.compile(r"\\[A-Za-z]+")
_VALUE = re.compile(_GROUP)


def silent(text: str) -> tuple[str, ...] | None:
    """The commands of a piece of TeX that prints nothing, but for those that the editions follow; None if it prints."""
    if not _SILENT.match(text):
        return None
    return tuple(name for name in _NAME.findall(_VALUE.sub("", text)) if name[1:] not in _BREAKS | _DEFINING)
