"""``make bench``: what a build costs, measured on this machine, beside plain pandoc making the same three files.

    python -m tools.bench [--articles 100] [--rounds 5]

Prints wall seconds as medians, with the lowest and highest, and ratios of medians taken in one run, in turns. Pandoc
makes no cover, no proof, no page list, no subset fonts; it is the yardstick because everybody has it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

WORDS = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they "
    "which one you were all her she there would their we him been has when who will no more if out so up said "
    "what its about than into them can only other time new some could these two may first then do any like my now "
    "over such our man even most made after also did many off before must well back through years where much your "
    "way down should because long each just state people those too little world still own see men work here "
    "between both life being under never"
).split()


def article(number: int, paragraphs: int = 14) -> str:
    """An article of about 1,100 words with headings, lists, a note, a table and a quotation; the same every time."""
    chance = random.Random(number)  # noqa: S311 - filler text, nothing secret

    def sentence() -> str:
        words = [chance.choice(WORDS) for _ in range(chance.randint(8, 22))]
        return " ".join(words).capitalize() + "."

    parts = [f"---\ntitle: Article number {number}\nauthor: Nobody in Particular\nlang: en\n---\n"]
    for index in range(paragraphs):
        if index % 3 == 0:
            parts.append(f"# Section {index // 3 + 1} of {number}")
        parts.append(" ".join(sentence() for _ in range(chance.randint(3, 7))) + ("[^n]" if index == 4 else ""))
        if index % 5 == 2:
            parts.append("\n".join(f"- {sentence()}" for _ in range(4)))
    parts.append("[^n]: " + sentence())
    rows = "\n".join(f"| row {count} | {count * number} |" for count in range(5))
    parts.append(f"| Name | Count |\n|:-----|------:|\n{rows}")
    parts.append("> " + sentence())
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        found |= one(folder / "one", chosen.rounds)
        found |= many(folder / "many", chosen.articles, max(1, chosen.rounds // 2))
    if chosen.json:
        print(json.dumps(found, indent=1))


def one(folder: Path, rounds: int) -> dict[str, float]:
    """One article: first build, second build, and pandoc three times, in turns."""
    seeds = write(folder, range(1, 2))
    octavo, pandoc, again, shares = [], [], [], []
    for _ in range(rounds + 1):
        shutil.rmtree(folder / "out", ignore_errors=True)
        octavo.append(timed(lambda: build(folder)))
        shares.append(proof_share(folder))
        again.append(timed(lambda: build(folder)))
        pandoc.append(timed(lambda: by_pandoc(seeds[0], folder)))
    octavo, pandoc, again = octavo[1:], pandoc[1:], again[1:]  # the first round fills the system's caches
    print("One article, three editions (wall seconds: median, lowest, highest)")
    row("octavo, first build", octavo)
    row("octavo, nothing to do", again)
    row("pandoc, three runs", pandoc)
    ratio, rest = middle(octavo) / middle(pandoc), middle(again) / middle(octavo)
    print(f"  octavo / pandoc                 {ratio:6.2f}   (at most 1.5)")
    print(f"  nothing to do / first build     {rest:6.2f}   (at most 0.2)")
    print(f"  the proof's share of the work   {middle(shares):6.2f}   (at most 0.15)")
    return {"one": ratio, "again": rest, "proof": middle(shares)}


def many(folder: Path, count: int, rounds: int) -> dict[str, float]:
    """Many articles in one build, against pandoc three times for each (measured on ten of them)."""
    seeds = write(folder, range(1, count + 1))
    sample = seeds[:10]
    octavo, pandoc = [], []
    for _ in range(rounds):
        shutil.rmtree(folder / "out", ignore_errors=True)
        octavo.append(timed(lambda: build(folder)))
        pandoc.append(timed(lambda: all_by_pandoc(sample, folder)) * count / len(sample))
    print(f"{count} articles, three editions")
    row("octavo", octavo)
    row(f"pandoc ({len(sample)} measured)", pandoc)
    ratio = middle(octavo) / middle(pandoc)
    print(f"  octavo / pandoc                 {ratio:6.2f}   (at most 0.3)")
    return {"many": ratio}


def write(folder: Path, numbers: Sequence[int]) -> list[Path]:
    """The seeds."""
    (folder / "seeds").mkdir(parents=True)
    paths = [folder / "seeds" / f"article-{number:03}.md" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_text(article(number), encoding="utf-8")
    return paths


def build(folder: Path) -> None:
    """``octavo build`` as a process of its own."""
    run([str(BIN / "octavo"), "build", "--quiet"], folder)


def proof_share(folder: Path) -> float:
    """The share of the proof in the work of the last build, as the workers measured it."""
    done = subprocess.run(
        [str(BIN / "python"), "-m", "tools.profile_build", str(folder)],
        cwd=HERE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def by_pandoc(seed: Path, folder: Path) -> None:
    """Pandoc, once for each edition."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    run([pandoc, str(seed), "-t", "html5", "-s", "--embed-resources", "-o", "p.html"], folder)
    run([pandoc, str(seed), "-t", "epub3", "-o", "p.epub"], folder)
    pdf = ["--pdf-engine=weasyprint", "--pdf-engine-opt=--pdf-variant=pdf/a-3a"]
    run([pandoc, str(seed), *pdf, "-o", "p.pdf"], folder)


def all_by_pandoc(seeds: Sequence[Path], folder: Path) -> None:
    """The same for several seeds, one after the other."""
    for seed in seeds:
        by_pandoc(seed, folder)


def run(command: list[str], folder: Path) -> None:
    """Run quietly; a failure ends the bench with what was said."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=folder, capture_output=True, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode()[-500:]}")


def timed(work: Callable[[], object]) -> float:
    """Wall seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def row(name: str, values: Sequence[float]) -> None:
    """One line of the table."""
    print(f"  {name:<30}  {middle(values):7.2f} {min(values):7.2f} {max(values):7.2f}")


if __name__ == "__main__":
    main()
