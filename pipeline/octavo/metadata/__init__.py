"""Metadata: from YAML that anybody may have written to one safe ``Metadata``, and back to YAML. Floor 1; no I/O.

``parse_yaml`` reads by strict rules, ``to_metadata`` merges the metadata of several places, ``to_yaml`` writes the head
of a manuscript, ``shown`` gives what a reader sees. ``metadata.fields`` is the table of keys. Values are always text
and stay as they were typed.
"""

from octavo.metadata.fields import FIELDS, ROLES
from octavo.metadata.merging import Layer, to_metadata
from octavo.metadata.reading import parse_yaml
from octavo.metadata.shown import Shown, all_texts, shown
from octavo.metadata.unknown import unknown_keys
from octavo.metadata.values import FALSE, clean, language_tag
from octavo.metadata.writing import quoted, to_yaml

__all__ = [
    "FALSE",
    "FIELDS",
    "ROLES",
    "Layer",
    "Shown",
    "all_texts",
    "clean",
    "language_tag",
    "parse_yaml",
    "quoted",
    "shown",
    "to_metadata",
    "to_yaml",
    "unknown_keys",
]
