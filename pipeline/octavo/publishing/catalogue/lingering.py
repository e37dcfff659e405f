"""Closing a connection on which somebody is still sending, so that they hear why. Floor 4.

A connection that is closed while bytes are unread is reset, and the sender's system may throw the answer away before
anybody reads it. So what still comes is read for a while and forgotten.
"""

from __future__ import annotations

import contextlib
import socket
import time

QUIET = 2.0
"""Seconds without a byte after which nobody is waited for ..."""
LONGEST = 10.0
"""... and seconds in all ..."""
MOST = 64 << 20
"""... and bytes that are read."""
_PIECE = 1 << 16


def linger(connection: socket.socket) -> None:
    """Say that no more is answered, and read what still comes until the other side closes, within limits."""
    ends, left = time.monotonic() + LONGEST, MOST
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(QUIET)
        while left > 0 and time.monotonic() < ends and (piece := connection.recv(_PIECE)):
            left -= len(piece)
