from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from kiosk.taps import DOUBLE_TAP_MS, DOUBLE_TAP_PX, Taps

NEAR, FAR = DOUBLE_TAP_PX, DOUBLE_TAP_PX + 1


def press(at: tuple[float, float], ms: int, kind: QEvent.Type = QEvent.Type.MouseButtonPress) -> QMouseEvent:
    button = Qt.MouseButton.LeftButton
    point = QPointF(*at)
    event = QMouseEvent(kind, point, point, button, button, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(ms)
    return event


@pytest.mark.parametrize(
    ("x", "after_ms", "stopped"),
    [
        (0, DOUBLE_TAP_MS - 1, True),
        (NEAR, DOUBLE_TAP_MS - 1, True),
        (FAR, DOUBLE_TAP_MS - 1, False),
        (0, DOUBLE_TAP_MS, False),
    ],
)
def test_only_a_quick_second_tap_at_the_same_place_is_stopped(
    qapp: QGuiApplication, x: int, after_ms: int, stopped: bool
):
    taps = Taps()
    assert not taps.eventFilter(taps, press((500, 500), 1_000))
    assert taps.eventFilter(taps, press((500 + x, 500), 1_000 + after_ms)) is stopped


def test_qts_own_double_click_is_a_second_tap(qapp: QGuiApplication):
    taps = Taps()
    taps.eventFilter(taps, press((500, 500), 1_000))
    assert taps.eventFilter(taps, press((500, 500), 1_100, QEvent.Type.MouseButtonDblClick))


def test_a_key_is_typed_twice_as_fast_as_fingers_are(qapp: QGuiApplication):
    taps = Taps(lambda: True)
    assert not taps.eventFilter(taps, press((500, 500), 1_000))
    assert not taps.eventFilter(taps, press((500, 500), 1_100))
    assert not taps.eventFilter(taps, press((500, 500), 1_200))


def test_the_second_half_of_the_double_tap_that_brought_the_keys_types_nothing(qapp: QGuiApplication):
    keys = False
    taps = Taps(lambda: keys)
    taps.eventFilter(taps, press((500, 500), 1_000))
    keys = True
    assert taps.eventFilter(taps, press((500, 500), 1_100))
    assert taps.eventFilter(taps, press((500, 500), 1_100, QEvent.Type.MouseButtonDblClick))


def test_the_second_half_of_the_double_tap_on_the_last_key_is_stopped(qapp: QGuiApplication):
    keys = True
    taps = Taps(lambda: keys)
    taps.eventFilter(taps, press((500, 500), 1_000))
    keys = False
    assert taps.eventFilter(taps, press((500, 500), 1_100))


def test_every_touch_tells_that_someone_is_there(qapp: QGuiApplication):
    taps = Taps()
    told: list[bool] = []
    taps.touched.connect(lambda: told.append(True))
    taps.eventFilter(taps, press((1, 1), 1_000))
    taps.eventFilter(taps, press((1, 1), 1_001))
    taps.eventFilter(taps, press((1, 1), 1_002, QEvent.Type.MouseButtonRelease))
    taps.eventFilter(QObject(), QEvent(QEvent.Type.Timer))
    assert told == [True, True]
