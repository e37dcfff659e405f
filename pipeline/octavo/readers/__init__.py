"""Readers: a seed's files in, one ``Draft`` out. Floor 2.

A folder for each family of formats; ``octavo.formats`` names the reader of each kind, ``seeds`` is the way in. What a
file is, its content decides before its name does.
"""
