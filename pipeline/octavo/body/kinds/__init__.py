"""Kinds of text that are told by their form. Floor 2."""
