"""The parts that the project is built from, resolved once and written down with their hashes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


def lock() -> int:
    """Write requirements.lock for every platform and Python that pyproject.toml allows."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--universal",
        "--all-extras",
        "--generate-hashes",
    ]
    # No address of a package index in the file: whoever installs uses their own.
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--python-version", "3.11"]
    command += ["--quiet", "pyproject.toml", "--output-file", LOCK.name]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=sys.stderr).returncode


def count() -> int:
    """How many parts the lock file names."""
    return sum("==" in line for line in LOCK.read_text("utf-8").splitlines())
