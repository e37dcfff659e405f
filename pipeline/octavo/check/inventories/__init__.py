"""What a document says, as an inventory that can be compared with another. Floor 4."""
