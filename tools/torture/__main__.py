"""Run the faults and print how often each was done and what broke: ``python -m tools.torture --part kill=200``."""

from __future__ import annotations

import argparse
import random
import sys
import time

from tools.torture.bench import Tally, bench
from tools.torture.faults import FAULTS

ROUNDS = {"kill": 200, "disk": 50, "clock": 12, "locales": 6, "together": 20, "changing": 20, "desk": 20}


def main() -> int:
    """Exit code 1 when something broke."""
    parser = argparse.ArgumentParser(description="faults on purpose, and whether anything is lost, torn or left over")
    parser.add_argument("--part", action="append", metavar="NAME=ROUNDS", help=f"only these parts: {', '.join(ROUNDS)}")
    parser.add_argument("--scale", type=float, default=1.0, help="a fraction of the usual rounds")
    parser.add_argument("--to", default="html", help="the editions that are built (default: html)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    given = parser.parse_args()
    chosen = dict(part.partition("=")[::2] for part in given.part or ROUNDS)
    rounds = {name: int(count or max(1, ROUNDS[name] * given.scale)) for name, count in chosen.items()}
    tally, dice, began = Tally(), random.Random(given.seed), time.monotonic()  # noqa: S311 - moments, no secrets
    with bench(given.to) as place:
        for name, count in rounds.items():
            before = len(tally.broken)
            for number in range(count):
                FAULTS[name](place, tally, f"{name} {number}", dice)
            print(f"{name}: {count} rounds, {len(tally.broken) - before} broken", flush=True)
    for what, times in sorted(tally.done.items()):
        print(f"  {times:5} {what}")
    print(f"{len(tally.broken)} broken; {time.monotonic() - began:.0f} s")
    return 1 if tally.broken else 0


if __name__ == "__main__":
    sys.exit(main())
