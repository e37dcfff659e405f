"""Pictures: bytes or a name in a document in, a checked ``Picture`` out. Floor 1.

What a picture is, its content says and never its name. Rasters are decoded whole, so a broken one is found here and
not on paper; drawings keep only what draws. Pictures come from the seed's own folder, from inside the document, or not
at all: nothing is fetched.
"""

from octavo.pictures.album import Album
from octavo.pictures.check import check_picture
from octavo.pictures.left_out import LeftOut

__all__ = ["Album", "LeftOut", "check_picture"]
