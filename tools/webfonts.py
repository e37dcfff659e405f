"""Cut the web slices of a theme's fonts: python -m tools.webfonts [THEME FOLDER]. Run it when a font file changes.

Each font with the role text, sans or mono gets one woff2 file a slice in ``fonts/web/``; a slice for which it has no
letter is left out. The font of the formulas gets its one slice too. ``tests/html/test_fonts.py`` says when they no
longer match.
"""

from __future__ import annotations

import sys
from pathlib import Path

from octavo.editions.fonts.formulas import READY, cut_common
from octavo.editions.fonts.subset import SLICES, cut, stored
from octavo.themes import load


def main(folder: Path) -> None:
    """Write every slice of the theme in this folder."""
    theme = load(folder.name, [folder.parent])
    for face in theme.faces("text", "sans", "mono"):
        for name, codes in SLICES.items():
            held = codes & face.coverage()
            if any(chr(code).isalpha() for code in held):
                target = stored(face.path, name)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(cut(face.path, held))
                print(f"{target}: {target.stat().st_size} bytes")
    READY.write_bytes(cut_common())
    print(f"{READY}: {READY.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates" / "themes" / "octavo")
