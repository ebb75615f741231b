from __future__ import annotations

import queue
import random

import pytest

from hardware.errors import BadUrl
from hardware.fake import MemoryPort
from hardware.frame import Frames
from hardware.sign_line import SignLine
from hardware.signboard import DARK, Face, acknowledgement, encode
from hardware.virtual.sign import VirtualSigns
from hardware.virtual.wire import DevicePort
from tests.hardware.lines import KINDS, SOON_S, Way, way_to

QUICK = 0.05


def number(text: str) -> Face:
    return Face(text=text, mode="blinking")


class Board:
    """Signs on a line, what they came to show, and what the line said of itself."""

    def __init__(self, *addresses: int) -> None:
        self.changes: queue.Queue = queue.Queue()
        self.statuses: queue.Queue = queue.Queue()
        self.signs = VirtualSigns(
            addresses, on_change=lambda address, face: self.changes.put((address, face))
        )
        self.lines: list[SignLine] = []

    def connect(self, way: Way, *, pace: float = QUICK) -> SignLine:
        self.lines.append(
            SignLine(
                way.url,
                on_status=lambda code, reason: self.statuses.put((code, reason)),
                pace=pace,
                opener=way.opener,
            )
        )
        return self.lines[-1]

    def change(self):
        return self.changes.get(timeout=SOON_S)

    def until(self, address: int, face: Face) -> None:
        while self.change() != (address, face):
            pass

    def until_status(self, code: str, reason: str | None = None) -> None:
        while (said := self.statuses.get(timeout=SOON_S))[0] != code or reason not in (None, said[1]):
            pass


@pytest.fixture
def boards():
    made: list[Board] = []

    def make(*addresses: int) -> Board:
        made.append(Board(*addresses))
        return made[-1]

    yield make
    for board in made:
        for line in board.lines:
            line.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_sign_shows_its_own_and_all_again_after_the_line_was_lost(boards, kind, expect_log):
    expect_log("disconnected|unreachable")
    board = boards(1, 2, 12)
    with way_to(board.signs, kind) as way:
        line = board.connect(way, pace=0.1)
        faces = {1: number("A-017"), 2: Face(text="LOKET 2", mode="idle"), 12: number("B-9999")}
        for address, face in faces.items():
            line.show(address, face)
        for _ in faces:
            board.change()
        assert board.signs.faces == faces
        way.unplug()
        board.until_status("unreachable")
        for address in faces:
            board.signs.set_health(address, "dead")
            board.signs.set_health(address, "well")
        line.show(2, number("A-018"))
        way.plug()
        faces[2] = number("A-018")
        board.until_status("ok")
        assert board.signs.faces == faces
        line.close()


def test_the_latest_face_wins(boards, expect_log):
    expect_log("unreachable")
    board = boards(1)
    with way_to(board.signs, "memory") as way:
        way.unplug()
        line = board.connect(way)
        board.until_status("unreachable")
        for count in range(50):
            line.show(1, number(f"A-{count:03}"))
        way.plug()
        assert board.change() == (1, number("A-049"))
        board.until_status("ok")
        assert board.changes.empty()


def test_a_dead_sign_is_named_and_keeps_no_other_from_its_number(boards, expect_log):
    expect_log(r"silent \((2, )?3\)")
    board = boards(1, 2)
    board.signs.set_health(2, "dead")
    with way_to(board.signs, "memory") as way:
        line = board.connect(way)
        for address in (2, 3, 1):
            line.show(address, number("A-001"))
        board.until_status("silent", "2, 3")
        for count in range(2, 20):
            for address in (2, 3, 1):
                line.show(address, number(f"A-{count:03}"))
            board.until(1, number(f"A-{count:03}"))
        board.signs.set_health(2, "well")
        board.until(2, number("A-019"))
        board.until_status("silent", "3")


def test_a_sign_that_is_to_be_dark_and_does_not_answer_is_nobodys_trouble(boards, expect_log):
    expect_log("silent")
    board = boards(1)
    with way_to(board.signs, "memory") as way:
        line = board.connect(way)
        line.show(1, number("A-001"))
        line.show(7, number("A-002"))
        board.until_status("silent", "7")
        line.show(7, DARK)
        board.until_status("ok")
        line.show(7, number("A-003"))
        board.until_status("silent", "7")


def test_a_sign_that_shows_but_does_not_answer_is_called_silent_until_it_does(boards, expect_log):
    expect_log("silent")
    board = boards(5)
    board.signs.set_health(5, "mute")
    with way_to(board.signs, "memory") as way:
        board.connect(way).show(5, number("A-001"))
        board.until_status("silent", "5")
        assert board.signs.faces[5] == number("A-001")
        board.signs.set_health(5, "well")
        board.until_status("ok")


def test_a_sign_that_lost_its_power_shows_its_number_again_by_itself(boards):
    board = boards(1)
    with way_to(board.signs, "memory") as way:
        board.connect(way, pace=0.005).show(1, number("A-001"))
        board.until(1, number("A-001"))
        for _ in range(3):
            board.signs.set_health(1, "dead")
            board.until(1, DARK)
            board.signs.set_health(1, "well")
            board.until(1, number("A-001"))


def test_signs_that_never_answer_are_told_all_the_same(boards):
    board = boards(1, 2)
    for address in (1, 2):
        board.signs.set_health(address, "mute")
    way = Way(
        url="memory:",
        opener=lambda url: DevicePort(board.signs, serial=True, waits=True, answers="no"),
        unplug=lambda: None,
        plug=lambda: None,
    )
    line = board.connect(way)
    for address in (1, 2):
        line.show(address, number("A-001"))
        board.until(address, number("A-001"))
    board.until_status("ok")


def test_what_was_not_told_yet_is_told_before_the_line_is_given_back(boards):
    board = boards(*range(1, 30))
    with way_to(board.signs, "memory") as way:
        line = board.connect(way, pace=1.0)
        for address in range(1, 30):
            line.show(address, number("A-001"))
        line.close()
    assert all(face == number("A-001") for face in board.signs.faces.values())


def test_noise_on_the_line_is_no_answer(boards, expect_log):
    expect_log("silent")
    board, noise = boards(), random.Random(4)
    way = Way(
        url="memory:",
        opener=lambda url: MemoryPort(lambda data: noise.randbytes(300).replace(b"\x06", b"")),
        unplug=lambda: None,
        plug=lambda: None,
    )
    board.connect(way).show(1, number("A-001"))
    board.until_status("silent", "1")


def test_an_answer_for_another_sign_is_none_for_this_one(boards, expect_log):
    expect_log("silent")
    board = boards()
    port = MemoryPort(lambda data: b"\x0602")
    way = Way(url="memory:", opener=lambda url: port, unplug=lambda: None, plug=lambda: None)
    board.connect(way).show(1, number("A-001"))
    board.until_status("silent", "1")
    assert port.written.startswith(encode(1, number("A-001")) * 3)


def test_an_answer_to_the_face_of_before_is_none_to_the_one_that_is_wanted_now(boards):
    board = boards(1)

    def change_of_mind(address: int, face: Face) -> None:
        if face == number("A-001"):
            board.lines[0].show(1, number("A-002"))
        board.changes.put((address, face))

    board.signs = VirtualSigns([1], on_change=change_of_mind)
    with way_to(board.signs, "memory") as way:
        board.connect(way, pace=1.0).show(1, number("A-001"))
        board.until(1, number("A-002"))


def test_what_was_not_understood_is_told_again_before_the_silent_ones_are_tried(boards, expect_log):
    expect_log("silent")
    board, told, answered = boards(), [], queue.Queue()

    def answers(data: bytes) -> bytes:
        """Sign 1 misses the first frame with a new number; no other is there."""
        for found in Frames().feed(data):
            told.append((found.address, found.payload))
            if found.address == 1 and (found.payload != "BA-002" or told.count((1, "BA-002")) > 1):
                answered.put(found.payload)
                return acknowledgement(1)
        return b""

    port = MemoryPort(answers)
    way = Way(url="memory:", opener=lambda url: port, unplug=lambda: None, plug=lambda: None)
    line = board.connect(way, pace=0.01)
    for address in range(1, 40):
        line.show(address, number("A-001"))
    board.until_status("silent")
    line.show(1, number("A-002"))
    while answered.get(timeout=SOON_S) != "BA-002":
        pass
    first = told.index((1, "BA-002"))
    assert told[first + 1] == (1, "BA-002")


def test_a_fault_of_the_app_is_logged_and_does_not_cost_it_the_signs(boards, expect_log):
    expect_log("the app failed")
    board = boards(1)

    def fails(code, reason):
        raise RuntimeError("a bug")

    board.lines.append(
        SignLine("memory:", on_status=fails, pace=QUICK, opener=lambda url: board.signs.port())
    )
    board.lines[0].show(1, number("A-001"))
    board.until(1, number("A-001"))
    board.lines[0].show(1, number("A-002"))
    board.until(1, number("A-002"))


def test_a_bug_is_logged_once_told_and_does_not_cost_the_app_the_signs(boards, expect_log, caplog):
    expect_log("a bug|memory:: failed")
    board, left = boards(1), [1, 2, 3]

    def opener(url: str):
        if left:
            left.pop()
            raise ZeroDivisionError("oh")
        return board.signs.port()

    way = Way(url="memory:", opener=opener, unplug=lambda: None, plug=lambda: None)
    board.connect(way).show(1, number("A-001"))
    board.until_status("failed", "oh")
    board.until(1, number("A-001"))
    board.until_status("ok")
    assert sum(record.exc_info is not None for record in caplog.records) == 1


def test_what_cannot_be_a_sign_is_refused(boards):
    with pytest.raises(BadUrl):
        SignLine("file:///dev/usb/lp0")
    board = boards(1)
    with way_to(board.signs, "memory") as way:
        line = board.connect(way)
        for address in (0, 100, -1):
            with pytest.raises(ValueError, match="address"):
                line.show(address, DARK)
