"""Messages between the build and a worker: bytes framed by eight bytes of length. Floor 4."""

from __future__ import annotations

import struct
from typing import IO

STEP = "step"
"""The kind of an answer that tells how far the work is; more answers follow it."""


def read_frame(stream: IO[bytes]) -> bytes | None:
    """One framed message, or None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = struct.unpack("<Q", head)[0]
    data = stream.read(size)
    return data if len(data) == size else None


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one framed message and flush it."""
    stream.write(struct.pack("<Q", len(data)))
    stream.write(data)
    stream.flush()
