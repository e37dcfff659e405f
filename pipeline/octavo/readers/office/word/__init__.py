"""The XML of Word files: styles, printed numbers, fields, tables and layout made plain for pandoc. Floor 2."""
