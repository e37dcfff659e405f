"""What WeasyPrint's pages are given that CSS cannot say: figures that come later, turned tables, even titles."""
