from __future__ import annotations

from pathlib import Path

import pytest

from server.lock import HallTaken, take


def test_a_hall_is_kept_by_one(tmp_path: Path) -> None:
    held = take(tmp_path / "hall")
    with pytest.raises(HallTaken, match=str(tmp_path / "hall")):
        take(tmp_path / "hall")
    held.close()


def test_who_leaves_gives_the_hall_to_the_next(tmp_path: Path) -> None:
    take(tmp_path).close()
    take(tmp_path).close()


def test_two_halls_have_two_keepers(tmp_path: Path) -> None:
    first, second = take(tmp_path / "a"), take(tmp_path / "b")
    assert first.name != second.name
    first.close()
    second.close()
