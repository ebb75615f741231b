from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND_S_MAX = 240
Mall = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def mall() -> Mall:
    """`mall("device", "list")`: the launcher as people start it, to its end."""
    require_current_environment()

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "mall"), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=COMMAND_S_MAX, check=False)

    return run


def require_current_environment() -> None:
    """Else the launcher would make the environment anew, under the feet of these tests."""
    stamp = ROOT / ".venv" / "stamp"
    wanted = hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        pytest.skip("the environment is not that of requirements.lock; ./mall test brings it up to date")
