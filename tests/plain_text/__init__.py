"""Tests of the recogniser of structure in plain text."""
