from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from client.rows import Rows


@dataclass(frozen=True)
class Line:
    key: int
    text: str


LINES = st.lists(
    st.builds(Line, key=st.integers(0, 8), text=st.sampled_from("ab")), unique_by=lambda line: line.key
)


def shown(rows: Rows) -> list[tuple[object, object]]:
    roles = {bytes(name.data()): role for role, name in rows.roleNames().items()}
    return [
        tuple(rows.data(rows.index(row), roles[name]) for name in (b"key", b"text"))
        for row in range(rows.rowCount())
    ]


@given(st.lists(LINES, max_size=5))
def test_a_list_becomes_what_it_is_told_and_qt_finds_no_fault(steps):
    rows = Rows(("key", "text"))
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in steps:
        rows.show(step)
        assert shown(rows) == [(line.key, line.text) for line in step]
    del tester


def test_only_what_changed_is_told():
    rows = Rows(("key", "text"))
    rows.show([Line(1, "a"), Line(2, "a"), Line(3, "a")])
    told: list[tuple[str, int]] = []
    rows.dataChanged.connect(lambda first, _last: told.append(("changed", first.row())))
    rows.rowsInserted.connect(lambda _parent, first, _last: told.append(("in", first)))
    rows.rowsRemoved.connect(lambda _parent, first, _last: told.append(("out", first)))
    rows.show([Line(1, "a"), Line(3, "b"), Line(4, "a")])
    assert told == [("out", 1), ("changed", 1), ("in", 2)]


def test_beyond_the_last_row_there_is_nothing():
    rows = Rows(("key", "text"))
    assert rows.data(rows.index(0), Qt.ItemDataRole.UserRole) is None
