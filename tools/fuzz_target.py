"""Let a fuzzer that watches the code look for bytes that break a target.

For example: ``python -m tools.fuzz_target svg -- -max_total_time=600``.

Needs atheris (``pip install atheris``, Linux and macOS). What reaches new code stays in ``tests/fuzz/corpus``, so the
corpus grows; what breaks something stays as ``crash-...`` in the current folder. Words after ``--`` are libFuzzer's.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "fuzz" / "corpus"


def main() -> int:
    """Fuzz one target until it breaks or libFuzzer ends."""
    parser = argparse.ArgumentParser(description="fuzz one target with atheris")
    parser.add_argument("target")
    parser.add_argument("more", nargs="*", help="libFuzzer's own words, such as -max_total_time=600")
    given = parser.parse_args()
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        print("atheris is missing: .venv/bin/pip install atheris; `make fuzz` does without", file=sys.stderr)
        return 5
    with atheris.instrument_imports(include=["octavo"]):
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
    if given.target not in targets:
        print(f"there is no such target; there are {', '.join(targets)}", file=sys.stderr)
        return 2
    refused = importlib.import_module("octavo.errors").OctavoError

    def one(data: bytes) -> None:
        try:
            targets[given.target](data)
        except refused:
            return

    atheris.Setup([sys.argv[0], str(CORPUS / given.target), *given.more], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
