"""``python3 placed_in_webkit.py JSON``: opens pages in QtWebKit and prints where their blocks stand, as one JSON line.

In: ``{"size": [w, h], "shown": [path]}``. It runs on the Python for which Debian has QtWebKit (python3-pyqt5.qtwebkit).
"""

import json
import sys
from pathlib import Path

from PyQt5.QtCore import QSize, QTimer, QUrl  # type: ignore[import-not-found]  # the system's Python has it, this project's has not
from PyQt5.QtWebKitWidgets import QWebPage  # type: ignore[import-not-found]  # the system's Python has it, this project's has not
from PyQt5.QtWidgets import QApplication  # type: ignore[import-not-found]  # the system's Python has it, this project's has not

SECONDS = 60
PLACED = Path(__file__).with_name("placed.js").read_text(encoding="utf-8")


def main() -> None:
    """Open one page after the other."""
    wanted = json.loads(sys.argv[1])
    app = QApplication(sys.argv)
    QTimer.singleShot(SECONDS * 1000, lambda: app.exit(1))
    told, pages = [], []
    for shown in wanted["shown"]:
        pages.append(page := QWebPage())  # kept: the engine does not survive that one goes while another comes
        page.setViewportSize(QSize(*wanted["size"]))
        page.loadFinished.connect(lambda _: app.quit())
        page.mainFrame().load(QUrl.fromLocalFile(shown))
        if app.exec_():
            sys.exit(f"{shown} was not loaded in time")
        told.append(json.loads(page.mainFrame().evaluateJavaScript(f"{PLACED}\nJSON.stringify(placed(document))")))
    print(json.dumps(told))  # noqa: T201 - who runs it reads its standard output


main()
