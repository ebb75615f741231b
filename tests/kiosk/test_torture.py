"""A sample of `./mall torture`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from tests.kiosk import torture

SAMPLE = 40


def test_whatever_the_byte_the_printer_fails_at_there_is_one_ticket_or_one_copy_of_it(
    qapp: QGuiApplication, expect_log: Callable[[str], None]
) -> None:
    expect_log("printer memory:")
    results = torture.play(torture.trials(SAMPLE, seed=7), side_by_side=SAMPLE)
    assert sum(result.struck for result in results) > SAMPLE // 2
    assert [result for result in results if result.broken] == []
