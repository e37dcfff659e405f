"""Readers: a seed's files in, one ``Draft`` out. Floor 2.

A folder for each family of formats; ``octavo.formats`` names the reader of each kind, ``seeds`` is the entry point.
The content of a file decides its kind, before its name does.
"""
