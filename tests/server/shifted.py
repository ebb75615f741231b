"""`python -m tests.server.shifted …`: the server on a machine whose wall clock a file shifts, by seconds."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server import __main__ as server

SHIFT = "ANTREAN_TEST_SHIFT"
"""Names the file."""


def wall() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(Path(os.environ[SHIFT]).read_text("utf-8")))


if __name__ == "__main__":
    server.wall = wall
    server.TICK_EVERY_S = 1
    server.cli(prog_name="mall server")
