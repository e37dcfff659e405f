"""What the writer of manuscripts promises."""
