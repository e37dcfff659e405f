"""From lines to blocks: paragraphs, lists, quotations, verse, boilerplate, and overrides by a person. Floor 2."""
