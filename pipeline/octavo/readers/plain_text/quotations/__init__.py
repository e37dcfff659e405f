"""Which paragraphs are block quotations: features, forests and indents. Floor 2."""
