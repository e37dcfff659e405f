"""Pictures: bytes or a name in a document in, a checked ``Picture`` out. Floor 1.

The content of a picture decides its kind, never its name. Rasters are decoded whole, so that a broken one is found here
and not on paper; drawings keep only what is visible. Pictures come from the seed's own folder or from inside the
document; nothing is downloaded.
"""

from octavo.pictures.album import Album
from octavo.pictures.check import check_picture
from octavo.pictures.left_out import LeftOut

__all__ = ["Album", "LeftOut", "check_picture"]
