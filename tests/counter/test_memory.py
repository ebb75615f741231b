from __future__ import annotations

from pathlib import Path

import pytest

from counter.memory import Memory, recall, remember
from protocol.catalogue import CounterId
from tests.conftest import ExpectLog


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    path = tmp_path / "not yet there" / "counter.json"
    remember(path, Memory(officer="Sri Wahyuni", counter=CounterId(3)))
    assert recall(path) == Memory(officer="Sri Wahyuni", counter=CounterId(3))


def test_nothing_is_recalled_before_the_first_day(tmp_path: Path) -> None:
    assert recall(tmp_path / "counter.json") == Memory()


@pytest.mark.parametrize("content", [b"", b"{", b'{"officer": 5}', b"\xff\xfe"])
def test_a_damaged_memory_is_forgotten_and_the_log_says_so(
    tmp_path: Path, content: bytes, expect_log: ExpectLog
) -> None:
    expect_log("forgot who sat here last")
    path = tmp_path / "counter.json"
    path.write_bytes(content)
    assert recall(path) == Memory()


def test_a_memory_that_cannot_be_written_is_only_logged(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("cannot remember who sits here")
    (tmp_path / "file").write_bytes(b"")
    remember(tmp_path / "file" / "counter.json", Memory(officer="Sri"))
