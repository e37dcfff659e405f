"""``octavo`` and ``python -m octavo``. Removes the current folder from the import path first."""

import os
import sys

from octavo.import_path import without_current_folder


def main() -> int:
    """Run the command line and give its exit code."""
    _speak_utf8()
    sys.path[:] = without_current_folder(sys.path)
    from octavo.cli import main as run  # its imports must come after the line above

    return run()


def _speak_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale takes names of files for something else."""
    if os.name == "posix" and sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this very program


if __name__ == "__main__":
    sys.exit(main())
