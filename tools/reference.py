"""Writes the pages of the manual that follow tables in the code: python -m tools.reference.

``docs/settings.md`` follows the tables of settings and of metadata, ``docs/notices.md`` that of the codes, and a
sentence each of ``docs/editions.md`` and ``docs/commands.md`` those of editions and commands. A test compares them.
"""

from __future__ import annotations

import re
from pathlib import Path

from octavo.cli.commands import COMMANDS
from octavo.editions.table import EDITIONS
from octavo.metadata.fields import as_table
from octavo.notices.explained import ERRORS, NOTICES, as_pages
from octavo.settings.table import limits_as_table, settings_as_table

DOCS = Path(__file__).resolve().parent.parent / "docs"

_SETTINGS = """# Settings

A setting can be in several places. The first of these that has it is used:

1. the command line: `--set papersize=A5`
2. the document itself: front matter of Markdown, a sidecar (`letter.yaml` beside `letter.txt`), `book.yaml` in the
   folder of a book
3. `octavo.toml` of the project

`octavo settings` shows every value in effect and where it was set. For a misspelt key you get a message with its line
and the key that was probably meant.

## The project: octavo.toml

`octavo new` writes this file with every setting explained. It is looked for in the current folder and in those above.

```toml
papersize = "a5"
theme = "octavo"

[metadata]
author = "Ada Example"
lang = "en-GB"

[limits]
pictures = 500
```

At the top of the file:

{top}

`[metadata]` holds defaults for all documents; the next section lists the keys. `[limits]` holds upper limits for
documents; sizes are in bytes:

{limits}

## Metadata

Write it into the front matter of a Markdown seed or manuscript, into `seeds/name.yaml` beside any other file, or into
`seeds/folder/book.yaml`:

```yaml
title: The Harbour in Winter
subtitle: Notes of three years
author:
  - Ada Example
  - name: Grace Sample
    role: translator
lang: en-GB
```

{metadata}

If you give no title or language, Octavo finds them in the text and says so in a notice.
"""

_NOTICES = """# Notices and errors

Each message ends with a code in brackets. `octavo notices CODE` prints its entry on this page. The codes are stable:
programs may rely on them.

A line that says `note` is for your information. A `warning` counts under `--strict`, which ends with exit code 7. An
`error` means that something could not be made.

## Notices

{notices}

## Errors

{errors}
"""


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    settings = _SETTINGS.format(top=settings_as_table(""), limits=limits_as_table(), metadata=as_table())
    notices = _NOTICES.format(notices=as_pages(NOTICES), errors=as_pages(ERRORS))
    return {"settings.md": settings, "notices.md": notices, "editions.md": _editions(), "commands.md": _commands()}


def _commands() -> str:
    """The page on commands, with the sentence that lists them all as the table does."""
    names = "; ".join(f"`{name}` ({command.help})" for name, command in COMMANDS.items())
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    return re.sub(r"(?<=as `octavo --help` lists them: ).*", f"{names}.", page)


def _editions() -> str:
    """The page on editions, with the sentence that names them all as the table does."""
    names = "; ".join(f"`{name}` ({kind.about})" for name, kind in EDITIONS.items())
    page = (DOCS / "editions.md").read_text(encoding="utf-8")
    return re.sub(r"(?<=commas between them: ).*", f"{names}.", page)


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
