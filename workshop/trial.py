"""`./mall test`: pytest, and its result as one JSON value where that is asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Tree
from pathlib import Path

from client.stdout import say

ROOT = Path(__file__).resolve().parent.parent
QUIET = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
"""Tests never open a window on somebody's screen."""


def run(words: list[str], *, as_json: bool) -> int:
    environment = {**os.environ, **QUIET}
    if not as_json:
        return subprocess.run(command(words), cwd=ROOT, env=environment, check=False).returncode
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [*command(words), f"--junit-xml={report}"],
            cwd=ROOT,
            env=environment,
            check=False,
            stdout=sys.stderr,
        )
        counts = counted(report)
    say(json.dumps({**counts, "exit": done.returncode}))
    return done.returncode


def command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", *words]


def counted(report: Path) -> dict[str, float]:
    """What a JUnit report says: passed, failed, skipped, seconds. All zero without one."""
    if not report.exists():
        return {"passed": 0, "failed": 0, "skipped": 0, "seconds": 0.0}
    suites = list(Tree.parse(report).getroot().iter("testsuite"))

    def total(*keys: str) -> int:
        return sum(int(suite.get(key, "0")) for suite in suites for key in keys)

    failed, skipped = total("failures", "errors"), total("skipped")
    return {
        "passed": total("tests") - failed - skipped,
        "failed": failed,
        "skipped": skipped,
        "seconds": round(sum(float(suite.get("time", "0")) for suite in suites), 1),
    }
