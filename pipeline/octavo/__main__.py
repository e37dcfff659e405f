"""``octavo`` and ``python -m octavo``. The current folder leaves the import path before anything is imported."""

import sys

from octavo.import_path import without_current_folder


def main() -> int:
    """Run the command line and give its exit code."""
    sys.path[:] = without_current_folder(sys.path)
    from octavo.cli import main as run  # its imports must come after the line above

    return run()


if __name__ == "__main__":
    sys.exit(main())
