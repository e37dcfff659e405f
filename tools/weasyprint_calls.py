"""Read the declarations of WeasyPrint for its quick start: python -m tools.weasyprint_calls.

Run it with each new WeasyPrint or cffi.
``tests/pdf/test_starting.py`` says when the file no longer fits.
"""

from __future__ import annotations

import ast
import json
import tempfile
from pathlib import Path
from typing import Any

import cffi
from octavo.editions.pdf.weasyprint_door.starting import READY, declarations, digest_of

NAMES = ("version", "types", "globals", "struct_unions", "enums", "typenames")


def read() -> dict[str, Any]:
    """The digest of the installed WeasyPrint's declarations, and the tables that cffi makes of them."""
    path = declarations()
    if path is None:
        raise SystemExit("WeasyPrint is not installed")
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    (source,) = [call.args[0] for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "cdef"]
    ffi = cffi.FFI()
    ffi.set_source("weasyprint", None)
    ffi.cdef(ast.literal_eval(source))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.py"
        ffi.emit_python_code(str(made))
        whole = ast.parse(made.read_text(encoding="utf-8"))
    (call,) = [node for node in ast.walk(whole) if isinstance(node, ast.Call)]
    tables = {(word.arg or "").removeprefix("_"): _plain(ast.literal_eval(word.value)) for word in call.keywords}
    return {"digest": digest_of(path), "tables": {name: tables[name] for name in NAMES if name in tables}}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value


if __name__ == "__main__":
    READY.write_text(json.dumps(read(), indent=0) + "\n", encoding="utf-8")
    print(f"{READY}: {READY.stat().st_size} bytes")
