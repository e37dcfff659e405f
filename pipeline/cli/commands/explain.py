"""``octavo explain``: why each line of a seed became what it is. Floor 5."""

from __future__ import annotations

from pipeline.build.cells import Call, Cells
from pipeline.build.explaining import Explanation, Question
from pipeline.cli.arguments import Chosen
from pipeline.cli.commands.shared import find_seeds, load_settings
from pipeline.cli.report import Report, one_line
from pipeline.errors import SeedError

SECONDS = 120.0


def run(chosen: Chosen, report: Report) -> int:
    """Print each line that is not a plain paragraph, what it became, how sure that is, and why."""
    settings = load_settings(chosen)
    seeds, _, failed = find_seeds(chosen, report, settings)
    cells = Cells(1)
    done = False
    files: list[Explanation] = []
    try:
        for seed in seeds:
            question = Question(seed, settings.limits)
            files += cells.submit(Call("pipeline.build.explaining:explain", question, SECONDS)).result()
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
