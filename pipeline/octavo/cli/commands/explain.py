"""``octavo explain``: why each line of a seed became what it is. Floor 5."""

from __future__ import annotations

from octavo.cli.commands.shared import find_seeds, load_settings, located
from octavo.cli.terminal.options import Chosen
from octavo.cli.terminal.report import Report, one_line
from octavo.errors import SeedError
from octavo.publishing.questions.explain import Explanation, Question
from octavo.publishing.workers.pool import Call, Cells

SECONDS = 120.0


def run(chosen: Chosen, report: Report) -> int:
    """Print each line that is not a plain paragraph, what it became, how sure that is, and why."""
    chosen = located(chosen)
    settings = load_settings(chosen)
    seeds, _, failed = find_seeds(chosen, report, settings)
    cells = Cells(1)
    done = False
    files: list[Explanation] = []
    try:
        for seed in seeds:
            question = Question(seed, settings.limits)
            files += cells.submit(Call("octavo.publishing.questions.explain:explain", question, SECONDS)).result()
        done = True
    finally:
        cells.shutdown(cancel_futures=not done)
    for file in files:
        report.result(f"{one_line(file.path)}")
        for line in file.lines:
            report.result(f"  {one_line(line)}" if line else "")
        if not file.data:
            report.result("  Its own marks say what each line is; nothing was guessed.")
    report.data({"files": [{"path": file.path, **file.data} for file in files]})
    return SeedError.exit_code if failed else 0
