"""What surrounds the text of an edition: front matter, contents, descriptions, rules of style. Pure."""
