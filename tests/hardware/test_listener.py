from __future__ import annotations

import queue
import random

import pytest

from hardware.errors import BadUrl
from hardware.keypad import KeyPress, Presses, encode
from hardware.listener import RATE_COUNT_MAX, Listener, check
from hardware.scanner import Scans
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.scanner import VirtualScanner
from tests.hardware.lines import KINDS, SOON_S, way_to

QUICK = 0.05


class Ear:
    """What a listener heard."""

    def __init__(self) -> None:
        self.messages: queue.Queue = queue.Queue()
        self.statuses: queue.Queue = queue.Queue()
        self.listeners: list[Listener] = []

    def listen(self, way, decoder, *, pace=QUICK, on_message=None):
        self.listeners.append(
            Listener(
                way.url,
                decoder,
                on_message=on_message or self.messages.put,
                on_status=lambda code, reason: self.statuses.put(code),
                pace=pace,
                opener=way.opener,
            )
        )
        return self.listeners[-1]

    def hears(self):
        return self.messages.get(timeout=SOON_S)

    def status(self):
        return self.statuses.get(timeout=SOON_S)

    def until_heard(self, keypad) -> None:
        """A press gets through: what is said before a network line is taken up is lost."""
        while True:
            keypad.press("X")
            try:
                self.messages.get(timeout=0.05)
            except queue.Empty:
                continue
            return

    def next_but_x(self):
        while (press := self.hears()).key == "X":
            pass
        return press


@pytest.fixture
def ear():
    ear = Ear()
    yield ear
    for listener in ear.listeners:
        listener.close()


@pytest.mark.parametrize("kind", KINDS)
def test_presses_arrive_and_go_on_after_the_cable_was_out(ear, kind, expect_log):
    expect_log("disconnected|unreachable")
    keypad = VirtualKeypad(7)
    with way_to(keypad, kind) as way:
        ear.listen(way, Presses())
        for _ in range(2):
            assert ear.status() == "ok"
            ear.until_heard(keypad)
            for key in "C01":
                keypad.press(key)
            assert [ear.next_but_x().key for _ in range(3)] == ["C", "0", "1"]
            way.unplug()
            while ear.status() != "unreachable":
                pass
            way.plug()
        assert ear.status() == "ok"
        ear.listeners[0].close()


def test_a_device_that_comes_late_is_heard(ear, expect_log):
    expect_log("unreachable")
    keypad = VirtualKeypad(7)
    keypad.wire.lose("cable")
    with way_to(keypad, "memory") as way:
        ear.listen(way, Presses())
        assert ear.status() == "unreachable"
        way.plug()
        assert ear.status() == "ok"
        keypad.press("F")
        assert ear.hears() == KeyPress(address=7, key="F")


def test_half_a_scan_before_a_quiet_moment_is_not_joined_to_the_next(ear):
    quiet: queue.Queue = queue.Queue()

    class Watched(Scans):
        def reset(self) -> None:
            super().reset()
            quiet.put(self.dropped)

    scanner = VirtualScanner()
    with way_to(scanner, "memory") as way:
        ear.listen(way, Watched())
        assert ear.status() == "ok"
        scanner.say(b"A-0")
        while quiet.get(timeout=SOON_S) != 3:
            pass
        scanner.scan("B-002")
        assert ear.hears() == "B-002"


def test_noise_is_no_message_and_what_follows_it_is(ear, expect_log):
    expect_log("only noise; is its speed right")
    keypad, noise = VirtualKeypad(7), random.Random(4)
    with way_to(keypad, "memory") as way:
        ear.listen(way, Presses())
        assert ear.status() == "ok"
        for _ in range(200):
            keypad.say(noise.randbytes(noise.randrange(60)))
        keypad.press("S")
        assert ear.hears() == KeyPress(address=7, key="S")


def test_more_than_a_hand_can_do_is_dropped_and_counted(ear):
    sent, decoded = 10 * RATE_COUNT_MAX, queue.Queue()

    class Watched(Presses):
        def feed(self, data: bytes) -> list[KeyPress]:
            found = super().feed(data)
            decoded.put(len(found))
            return found

    keypad = VirtualKeypad(7)
    with way_to(keypad, "memory") as way:
        listener = ear.listen(way, Watched(), pace=0.4)
        assert ear.status() == "ok"
        keypad.say(encode(KeyPress(address=7, key="1")) * sent)
        left = sent
        while left:
            left -= decoded.get(timeout=SOON_S)
        listener.close()
        assert RATE_COUNT_MAX <= ear.messages.qsize() < sent
        assert ear.messages.qsize() + listener.dropped == sent


def test_a_fault_of_the_app_is_logged_and_does_not_cost_it_the_keypad(ear, expect_log):
    expect_log("the app failed")

    def fails(press):
        ear.messages.put(press)
        raise RuntimeError("a bug")

    keypad = VirtualKeypad(7)
    with way_to(keypad, "memory") as way:
        ear.listen(way, Presses(), on_message=fails)
        assert ear.status() == "ok"
        for key in ("C", "R"):
            keypad.press(key)
            assert ear.hears().key == key


def test_a_bug_is_logged_once_told_and_does_not_cost_the_app_the_keypad(ear, expect_log, caplog):
    expect_log("a bug|memory:: failed")
    left = [1, 2, 3]

    class Broken(Presses):
        def feed(self, data: bytes) -> list[KeyPress]:
            if left:
                left.pop()
                raise ZeroDivisionError("oh")
            return super().feed(data)

    keypad = VirtualKeypad(7)
    with way_to(keypad, "memory") as way:
        ear.listen(way, Broken())
        assert [ear.status() for _ in range(3)] == ["ok", "failed", "ok"]
        ear.until_heard(keypad)
    assert sum(record.exc_info is not None for record in caplog.records) == 1


@pytest.mark.parametrize(
    "url", ["file:///dev/usb/lp0", "virtual:", "cups://kiosk", "usb://04b8:0202", "keypad", ""]
)
def test_an_address_that_no_keypad_can_be_at_is_refused(url):
    with pytest.raises(BadUrl):
        check(url)
    with pytest.raises(BadUrl):
        Listener(url, Presses(), on_message=print)
