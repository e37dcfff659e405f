"""Which paragraphs are block quotations: features, forests and what is set in. Floor 2."""
