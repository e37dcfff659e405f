"""The files of a new folder to work in, as text. Pure."""

from __future__ import annotations

import octavo
from octavo.settings.table import starting_file

_FIRST = """---
title: A first document
author: Your Name
lang: en
---

This document lies in the folder `seeds`. Run `octavo build`, then look into `out/first-document`: there it is as a
PDF, an EPUB and an HTML page. Replace it with documents of your own.

# What you can put into seeds

- One file becomes one publication: plain text, Markdown, a saved web page, Word, OpenDocument or RTF.
- A folder of such files becomes a book with one file per chapter.

# What you can correct

The file `out/first-document/first-document.md` is the *manuscript*. Change it in any editor and build again: your
text stays, and all editions follow it.[^1]

[^1]: If the document in `seeds` changes too, Octavo keeps both texts and says so.
"""

_MAKEFILE = """# make: every document in seeds/, in every edition. The settings are in octavo.toml.
OCTAVO = octavo

all: ## every edition of every document
\t@$(OCTAVO) build

pdf epub html md: ## this edition only
\t@$(OCTAVO) build --to=$@

check: ## compare the files in out/ with their manuscripts
\t@$(OCTAVO) check

clean: ## remove what Octavo made, but no manuscript that you edited
\t@$(OCTAVO) prune --all

.PHONY: all pdf epub html md check clean
"""

_IGNORED = """# Octavo can make these again. To keep corrected manuscripts, remove the # before the last line.
/out/*
#!/out/*/*.md
"""

_WORKFLOW = """# Makes all editions on each push and keeps them as a download of the run.
name: octavo
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: sudo apt-get update
      - run: sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
      - run: python -m pip install octavo==VERSION  # or the address of a wheel
      - run: octavo build --strict || test $? -eq 7
      - uses: actions/upload-artifact@v4
        with:
          name: editions
          path: out
"""


def files_of() -> dict[str, str]:
    """The text of each file by its path below the new folder."""
    return {
        "seeds/first-document.md": _FIRST,
        "octavo.toml": starting_file(),
        "Makefile": _MAKEFILE,
        ".gitignore": _IGNORED,
        ".github/workflows/octavo.yml": _WORKFLOW.replace("VERSION", octavo.__version__),
    }
