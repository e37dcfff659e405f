"""Octavo: documents in, printable and e-reader copies out.

The package is built in floors (see ``docs/architecture.md``); a module imports from floors below its own only.
"""

__version__ = "0.1.0"
