"""Shortcodes of Hugo and Quarto, tags of Liquid, attributes of kramdown in plain Markdown."""
