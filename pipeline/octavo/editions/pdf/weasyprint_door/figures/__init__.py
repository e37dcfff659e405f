"""Figures that come a little later than in the manuscript, so that no page is left half empty."""
