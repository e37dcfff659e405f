"""What commands share: the options, the parser, the lines that are printed. Floor 6."""
