"""The pair of PySide6 and Python that runs here, and the one that must not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from client.versions import require_sound_pair

VOID_CALLS_COUNT = 100_000
EMITS_COUNT = 200_000
SOAK = f"""
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(int)
bell, heard = Bell(), []
for turn in range({VOID_CALLS_COUNT}):
    bell.setObjectName("bell")
bell.rung.connect(heard.append)
for turn in range({EMITS_COUNT}):
    bell.rung.emit(turn)
assert heard[-1] == {EMITS_COUNT - 1} and len(heard) == {EMITS_COUNT}
print("sound")
"""


@pytest.mark.parametrize(("pyside", "python"), [("6.12.0", (3, 11)), ("6.13.1", (3, 10)), ("7.0.0", (3, 11))])
def test_a_pair_that_would_abort_after_minutes_is_refused_with_what_to_do(pyside, python):
    with pytest.raises(SystemExit, match=rf"PySide6 {pyside} on Python 3\.1[01] aborts .* Use Python 3\.12"):
        require_sound_pair(pyside, python)


@pytest.mark.parametrize(
    ("pyside", "python"), [("6.11.3", (3, 11)), ("6.12.0", (3, 12)), ("6.13.0", (3, 14))]
)
def test_a_sound_pair_passes(pyside, python):
    assert require_sound_pair(pyside, python) is None


@pytest.mark.slow
def test_many_void_calls_and_emits_leave_the_process_alive():
    done = subprocess.run([sys.executable, "-c", SOAK], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "sound\n"), done.stderr
