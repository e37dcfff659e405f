"""``python -m tools.profile_build FOLDER``: the share of the proof in the work of one publication, in this process.

Builds the first seed of FOLDER twice without writing (the first time loads what must be loaded) and prints proof
seconds over all seconds of the second time, as processor time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from octavo import settings, shelf, themes
from octavo.editions.table import BY_DEFAULT
from octavo.pandoc import Pandoc
from octavo.publishing import make_editions, recipe
from octavo.publishing.values.task import Task


def main() -> None:
    """Measure and print one number."""
    folder = Path(sys.argv[1])
    seed = shelf.find(str(folder / "seeds"))[0][0]
    task = Task(seed, str(folder / "none"), settings.Settings(), themes.folders(), BY_DEFAULT, None, None, 0)
    spent = 0.0

    def watched(work: Callable[..., Any]) -> Callable[..., Any]:
        def measure(*arguments: Any, **named: Any) -> Any:
            nonlocal spent
            began = time.process_time()
            try:
                return work(*arguments, **named)
            finally:
                spent += time.process_time() - began

        return measure

    for module, name in ((make_editions, "prove_edition"), (recipe, "prove_manuscript")):
        setattr(module, name, watched(getattr(module, name)))
    with Pandoc() as pandoc:
        for _ in range(2):
            spent, began = 0.0, time.process_time()
            recipe.publish(task, pandoc)
            whole = time.process_time() - began
    print(f"{spent / whole:.3f}")


if __name__ == "__main__":
    main()
