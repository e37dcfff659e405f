"""The harness around the real validators: EPUBCheck, Ace, the Nu checker, axe in Chromium, veraPDF and qpdf.

from tests.conformance import epubcheck
assert epubcheck(book) == []
"""

from tests.conformance.validators import ace, axe, epubcheck, nu, qpdf, screenshot, verapdf

__all__ = ["ace", "axe", "epubcheck", "nu", "qpdf", "screenshot", "verapdf"]
