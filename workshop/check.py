"""`./mall check`: all that can be said of the code without running it. No warning is let through."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from client.stdout import say

ROOT = Path(__file__).resolve().parent.parent
TOOL_S_MAX = 600

CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["basedpyright", "--warnings"],
    "imports": ["lint-imports"],
    "qml": [sys.executable, "-m", "workshop.qml_types"],
    "texts": [sys.executable, "-m", "workshop.texts"],
}


def run(*, as_json: bool) -> int:
    results = {name: passes(name, command) for name, command in CHECKS.items()}
    if as_json:
        say(json.dumps(results))
    return 0 if all(results.values()) else 1


def passes(name: str, command: list[str]) -> bool:
    """Run one check; say on stderr how it went, and what it found if it found something."""
    started = time.monotonic()
    program = Path(command[0])
    if not program.is_absolute():
        program = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=TOOL_S_MAX,
    )
    passed = done.returncode == 0
    sys.stderr.write(f"{'ok  ' if passed else 'FAIL'} {name:<8} {time.monotonic() - started:5.1f} s\n")
    if not passed:
        sys.stderr.write(done.stdout + done.stderr)
    sys.stderr.flush()
    return passed
