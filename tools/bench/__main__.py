"""``make bench``: what a build costs, measured on this machine, beside plain pandoc and whatever else is installed.

    python -m tools.bench [--articles 100] [--rounds 3] [--paragraphs 2500] [--reloads] [--kinds] [--json]

Prints wall seconds, processor seconds of all processes and peak memory (medians of runs in turns, so that a busy
machine is equally hard on all), and ratios. Pandoc makes no cover, no proof, no page list, no subset fonts; it is the
yardstick because everybody has it. ``docs/speed.md`` has the last run and its machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.bench.costs import Cost, cost, median
from tools.bench.kinds import Growth, growths
from tools.bench.peers import Peer, environment, peers
from tools.bench.reloads import reload_seconds

HERE = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ['PATH']}"
ENVIRONMENT = environment(os.environ, PATH)
FIRST, AGAIN = "octavo, three editions", "octavo, nothing to do"
PANDOC = "pandoc, three editions"

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


Found = dict[str, dict[str, Cost]]
"""Costs by what was made and by who made it."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100, help="how many articles are made in one build")
    options.add_argument("--rounds", type=int, default=3, help="how often each is run")
    options.add_argument("--paragraphs", type=int, default=0, help="measure a book of so many paragraphs too (2500)")
    options.add_argument("--reloads", action="store_true", help="measure how long a page waits for what is saved")
    options.add_argument(
        "--kinds", action="store_true", help="measure slow kinds of documents, and twice as much of them"
    )
    options.add_argument("--json", action="store_true", help="print the numbers for programs")
    chosen = options.parse_args()
    found: Found = {}
    waits: dict[str, float] = {}
    slow: list[Growth] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        found["one article"], share = one(folder / "one", chosen.rounds)
        found[f"{chosen.articles} articles"] = many(folder / "many", chosen.articles, max(1, chosen.rounds // 2))
        if chosen.paragraphs:
            found["a book"], _ = one(folder / "book", max(1, chosen.rounds // 2), chosen.paragraphs)
        if chosen.reloads:
            waits = reloads(folder / "reload", chosen.paragraphs)
        if chosen.kinds:
            slow = list(growths(folder / "kinds", build))
    shown = {what: {who: vars(cost) for who, cost in rows.items()} for what, rows in found.items()}
    if chosen.json:
        told = {"machine": machine(), "ratios": ratios(found, chosen.articles, share), "costs": shown,
                "reloads": waits, "kinds": [vars(each) for each in slow]}  # fmt: skip
        print(json.dumps(told, indent=1))
        return
    print(machine())
    for what, rows in found.items():
        print(f"\n{what:<34} wall s   CPU s  peak MB")
        for who, each in rows.items():
            print(f"  {who:<30} {each.wall:7.2f} {each.cpu:7.2f}  {each.peak or 0:7.0f}")
    print()
    for sentence, number in ratios(found, chosen.articles, share).items():
        print(f"  {sentence:<52} {number:6.2f}")
    for sentence, number in waits.items():
        print(f"  {sentence:<52} {number:6.2f}")
    if slow:
        print(f"\n{'so many and twice so many':<46}   CPU s   CPU s    ratio (2)")
    for growth in slow:
        print(f"  {growth.name:<44} {growth.few:7.2f} {growth.many:7.2f} {growth.times:8.2f}")


def one(folder: Path, rounds: int, paragraphs: int = 14) -> tuple[dict[str, Cost], float]:
    """One document: first build, second build, and each peer, in turns; and the proof's share of the work."""
    (seed,) = write(folder, range(1, 2), paragraphs)
    others = peers(PATH)
    runs: dict[str, list[Cost]] = {who: [] for who in (FIRST, AGAIN, *(peer.name for peer in others))}
    shares = []
    for number in range(rounds + 1):
        last = number == rounds  # the run in which memory is looked at; its times do not count
        shutil.rmtree(folder / "out", ignore_errors=True)
        runs[FIRST].append(build(folder, memory=last))
        shares.append(proof_share(folder))
        runs[AGAIN].append(build(folder, memory=last))
        for peer in others:
            runs[peer.name].append(by_peer(peer, seed, folder, memory=last))
    shares.sort()
    rows = {who: median(costs[:-1]) for who, costs in runs.items()}
    whole = {who: Cost(row.wall, row.cpu, runs[who][-1].peak) for who, row in rows.items()}
    return whole, shares[len(shares) // 2]


def many(folder: Path, count: int, rounds: int) -> dict[str, Cost]:
    """Many articles in one build, a build of them with nothing to do, and pandoc (measured on ten of them)."""
    seeds = write(folder, range(1, count + 1))
    sample = seeds[:10]
    (pandoc,) = [peer for peer in peers(PATH) if peer.name == PANDOC]
    runs: dict[str, list[Cost]] = {FIRST: [], AGAIN: [], PANDOC: []}
    for number in range(rounds):
        shutil.rmtree(folder / "out", ignore_errors=True)
        runs[FIRST].append(build(folder, memory=number == rounds - 1))
        build(folder)  # brings the manifest up to date
        runs[AGAIN].append(build(folder))
        costs = [by_peer(pandoc, seed, folder) for seed in sample]
        times = count / len(sample)
        runs[PANDOC].append(Cost(sum(c.wall for c in costs) * times, sum(c.cpu for c in costs) * times))
    return {who: median(costs) for who, costs in runs.items()}


def ratios(found: Found, articles: int, share: float) -> dict[str, float]:
    """What is promised of the numbers, by a sentence that says it."""
    single, all_of_them = found["one article"], found[f"{articles} articles"]
    told = {
        "one article, octavo / pandoc, wall (at most 1.5)": single[FIRST].wall / single[PANDOC].wall,
        "one article, octavo / pandoc, CPU": single[FIRST].cpu / single[PANDOC].cpu,
        "nothing to do / first build, wall (at most 0.2)": single[AGAIN].wall / single[FIRST].wall,
        "the proof's share of the work (at most 0.15)": share,
        f"{articles} articles, octavo / pandoc, wall (at most 0.3)": all_of_them[FIRST].wall / all_of_them[PANDOC].wall,
        "articles a second of one processor": articles / all_of_them[FIRST].cpu,
    }
    if book := found.get("a book"):
        told["the book, octavo / pandoc, CPU"] = book[FIRST].cpu / book[PANDOC].cpu
    return {sentence: round(number, 3) for sentence, number in told.items()}


def reloads(folder: Path, paragraphs: int) -> dict[str, float]:
    """The seconds from save to reload, of an article and of the book if one was asked for."""
    told = {}
    sizes = {
        "save to reload, an article, wall (at most 1)": 14,
        "save to reload, the book, wall (at most 2)": paragraphs,
    }
    for number, (sentence, size) in enumerate(sizes.items()):
        if size:
            (seed,) = write(folder / str(number), range(1, 2), size)
            told[sentence] = round(reload_seconds(BIN / "octavo", folder / str(number), seed, ENVIRONMENT), 2)
    return told


def machine() -> str:
    """The machine in one line."""
    model, about = platform.machine(), Path("/proc/cpuinfo")
    if about.exists():
        names = [line for line in about.read_text(encoding="utf-8").splitlines() if "model name" in line]
        model = names[0].partition(":")[2].strip() if names else model
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} processors, {system}, load {load:.1f}"


def write(folder: Path, numbers: Sequence[int], paragraphs: int = 14) -> list[Path]:
    """The seeds."""
    (folder / "seeds").mkdir(parents=True)
    paths = [folder / "seeds" / f"article-{number:03}.md" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_text(article(number, paragraphs), encoding="utf-8")
    return paths


def build(folder: Path, *, memory: bool = False) -> Cost:
    """``octavo build`` as a process of its own."""
    return cost([str(BIN / "octavo"), "build", "--quiet"], folder, ENVIRONMENT, memory=memory)


def by_peer(peer: Peer, seed: Path, folder: Path, *, memory: bool = False) -> Cost:
    """What somebody else takes for one document."""
    costs = [cost(command, folder, ENVIRONMENT, memory=memory) for command in peer.runs(seed)]
    return sum(costs[1:], costs[0])


def proof_share(folder: Path) -> float:
    """The share of the proof in the work of the last build, as the workers measured it."""
    done = subprocess.run(
        [str(BIN / "python"), "-m", "tools.profile_build", str(folder)],
        cwd=HERE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


if __name__ == "__main__":
    main()
