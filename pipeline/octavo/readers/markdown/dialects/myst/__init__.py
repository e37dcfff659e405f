"""Directives and roles of MyST and Sphinx in plain Markdown."""
