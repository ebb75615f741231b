"""Which Qt may run on which Python; pure."""

from __future__ import annotations

PYSIDE_BROKEN_FROM = (6, 12)
PYTHON_SOUND_FROM = (3, 12)


def require_sound_pair(pyside: str, python: tuple[int, int]) -> None:
    """Raises `SystemExit` with what to do.

    From 6.12 on, PySide6 assumes immortal None and True, which Python has from 3.12 on; below, every void
    call and every emit loses a reference, and the process aborts after minutes.
    """
    major, minor, *_ = pyside.split(".")
    if (int(major), int(minor)) >= PYSIDE_BROKEN_FROM and python < PYTHON_SOUND_FROM:
        raise SystemExit(
            f"PySide6 {pyside} on Python {python[0]}.{python[1]} aborts after minutes. "
            "Use Python 3.12 or newer, or PySide6 6.11: ./mall installs the right one."
        )
