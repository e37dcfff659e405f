"""From lines to blocks: paragraphs, lists, quotations, verse, boilerplate, and what a person overrules. Floor 2."""
