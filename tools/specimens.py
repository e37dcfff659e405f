"""Specimens of every theme on paper, as PDF and as sheets of small pages: python -m tools.specimens [FOLDER].

The text is `specimen.md` beside this module. Each PDF is `<theme>-<paper>.pdf`, its sheet the same with `.png`.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]

import octavo  # noqa: E402
import pypdfium2  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

PAPERS = ("a5", "129mm 198mm")
COLUMNS, DOTS, GAP = 8, 60, 8
GROUND, EDGE = "#8c8880", "#5a5651"


def themes() -> list[str]:
    """The themes that ship, by name."""
    return sorted(path.parent.name for path in (ROOT / "templates" / "themes").glob("*/theme.toml"))


def contact_sheet(data: bytes) -> Image.Image:
    """All pages of a PDF, small, two and two as the book lies open."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    pages = [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in document]
    document.close()
    wide, high = max(page.width for page in pages) + GAP, max(page.height for page in pages) + GAP
    rows = -(-(len(pages) + 1) // COLUMNS)  # as the book lies open: the first page at the right
    sheet = Image.new("RGB", (COLUMNS * wide + GAP, rows * high + GAP), GROUND)
    for number, page in enumerate(pages, 1):
        ImageDraw.Draw(page).rectangle((0, 0, page.width - 1, page.height - 1), outline=EDGE)
        sheet.paste(page, (GAP + number % COLUMNS * wide, GAP + number // COLUMNS * high))
    return sheet


def main(folder: Path) -> None:
    """Make all specimens."""
    folder.mkdir(parents=True, exist_ok=True)
    for theme in themes():
        for paper in PAPERS:
            name = f"{theme}-{paper.split()[0]}"
            target = folder / f"{name}.pdf"
            octavo.convert(ROOT / "tools" / "specimen.md", target, settings={"papersize": paper}, theme=theme)
            contact_sheet(target.read_bytes()).save(target.with_suffix(".png"), optimize=True)
            print(f"{folder / name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "specimens")
