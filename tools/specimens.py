"""Specimens of every theme and script on paper, as PDF and as small pages: python -m tools.specimens [FOLDER].

The texts are `specimen.md` and `specimen_scripts.toml` beside this module. Each PDF is `<theme>-<paper>.pdf` or
`script-<language>.pdf`, its sheet the same with `.png`.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

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


def in_language(lang: str, words: dict[str, Any]) -> str:
    """A manuscript in a language, with all that its script may do: justified text, emphasis, notes, lists, tables."""
    paragraphs, articles = words["paragraphs"], words["articles"]
    first = paragraphs[0].split()
    slanted = " ".join(["*" + " ".join(first[:3]) + "*", "**" + " ".join(first[3:6]) + "**", *first[6:]])
    title, head, long = words["title"], words["preamble"], paragraphs[1]
    front = f'---\ntitle: "{title}"\nlang: {lang}\nform: book\ntoc: true\n---\n\n# {head}\n\n'
    text = "\n\n".join((*paragraphs, f"{slanted}[^1] UN 1948", f"[^1]: {articles[0][1]}"))
    listed = "".join(f"{number}. {sentence}\n" for number, (_, sentence) in enumerate(articles, 1))
    table = f"| {head} | {title} |\n|---|---:|\n| {articles[0][0]} | 12 |\n| {articles[-1][0]} | 1948 |\n"
    verse = "".join(f"| {line}\n" for line in (title, long))
    parts = (
        f"## {articles[0][0]}",
        f"> {long}",
        listed,
        table,
        f"Table: {title}",
        verse,
        f"## {articles[-1][0]}",
        long,
    )
    return front + text + f"\n\n# {title}\n\n" + "\n\n".join(parts) + "\n"


def specimens() -> Iterator[tuple[str, Path | str, dict[str, str], str]]:
    """The name of each specimen, its manuscript (a file, or its text), its settings and its theme."""
    for theme in themes():
        for paper in PAPERS:
            yield f"{theme}-{paper.split()[0]}", ROOT / "tools" / "specimen.md", {"papersize": paper}, theme
    scripts = tomllib.loads((ROOT / "tools" / "specimen_scripts.toml").read_text(encoding="utf-8"))
    for lang, words in scripts.items():
        yield f"script-{lang}", in_language(lang, words), {"papersize": "a5"}, "octavo"


def main(folder: Path) -> None:
    """Make all specimens."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, source, settings, theme in specimens():
            if isinstance(source, str):
                seed = Path(scratch) / f"{name}.md"
                seed.write_text(source, encoding="utf-8")
            else:
                seed = source
            target = folder / f"{name}.pdf"
            octavo.convert(seed, target, settings=settings, theme=theme)
            contact_sheet(target.read_bytes()).save(target.with_suffix(".png"), optimize=True)
            print(f"{folder / name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "specimens")
