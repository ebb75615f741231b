"""Lines for whoever runs the program: each arrives whole, or not at all."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line to standard output, at once. Raises `OSError` where nobody reads it any more."""
    sys.stdout.flush()
    out = sys.stdout.buffer
    rest = memoryview(f"{line}\n".encode())
    while rest:
        # With PYTHONUNBUFFERED this is the bare file, which a signal interrupts in the middle.
        rest = rest[out.write(rest) :]
    out.flush()
