"""Pictures that a word processor keeps inside its file."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.errors import SeedError
from octavo.pictures import Album, LeftOut
from octavo.readers.office.package import Package


@dataclass(frozen=True)
class Enclosed:
    """The pictures inside a package, whose names count from ``folder``. Nothing beside the package is taken."""

    album: Album
    package: Package
    folder: str

    def take(self, reference: str, beside: str = "") -> str:  # noqa: ARG002 - the package is its own folder
        """Take a picture out of the package. Raises ``LeftOut``."""
        names = (self.folder + reference, reference.lstrip("/"), reference.removeprefix("./"))
        name = next((name for name in names if name in self.package.names), None)
        if name is None:
            raise LeftOut("is not in the file")
        try:
            return self.album.add(self.package.read(name), name)
        except SeedError:
            raise LeftOut("is broken") from None
