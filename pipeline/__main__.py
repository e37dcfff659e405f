"""``python -m pipeline`` is ``octavo``."""

import sys

from pipeline.cli import main

sys.exit(main())
