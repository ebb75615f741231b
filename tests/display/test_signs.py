"""The LED signs of a zone: what each shows of its counter, over a line by hand and over the real one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from client.language import Languages
from client.sign_faces import BLINK_S
from display.signs import OnStatus, Signs, state_of
from hardware.sign_line import SignLine
from hardware.signboard import DARK, Face
from hardware.virtual.line import serve_tcp
from hardware.virtual.sign import VirtualSigns
from protocol.catalogue import Catalogue, CounterId, ZoneId
from protocol.frames import STATE_CHARACTERS_MAX
from tests.conftest import ExpectLog
from tests.display.hall import Mall

NORTH = ZoneId("utara")
PACE = 0.05


class HandLine:
    """Keeps what each sign was told last; the test says how the line is."""

    def __init__(self) -> None:
        self.faces: dict[int, Face] = {}
        self.told = 0
        self.closed = False
        self.say: OnStatus = lambda code, reason: None

    def open(self, on_status: OnStatus) -> HandLine:
        self.say = on_status
        return self

    def show(self, address: int, face: Face) -> None:
        self.faces[address] = face
        self.told += 1

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def line() -> HandLine:
    return HandLine()


@pytest.fixture
def drive(languages: Languages, line: HandLine) -> Callable[..., Signs]:
    """`drive(mall, zone=…)`: the signs of this mall, in Indonesian."""

    def make(mall: Mall, zone: ZoneId | None = None) -> Signs:
        languages.set_language("id")
        return Signs(link=mall.link, languages=languages, zone=zone, open_line=line.open)

    return make


def test_a_call_blinks_on_its_counters_sign_and_stands_still_when_the_visitor_is_there(
    mall: Mall, drive: Callable[..., Signs], line: HandLine
) -> None:
    signs = drive(mall)
    assert line.faces[8] == Face(text="TUTUP", mode="idle")
    mall.open(8)
    assert line.faces[8] == Face(text="LOKET 8", mode="idle")
    visit = mall.call(8)
    label = mall.link.whole.visits[visit].label
    assert line.faces[8] == Face(text=label, mode="blinking")
    mall.link.pass_time(BLINK_S)
    signs.tick()
    assert line.faces[8] == Face(text=label, mode="steady")
    mall.recall(8)
    assert line.faces[8] == Face(text=label, mode="blinking")
    mall.start(8)
    assert line.faces[8] == Face(text=label, mode="steady")
    mall.finish(8)
    assert line.faces[8] == Face(text="LOKET 8", mode="idle")
    mall.rest(8)
    assert line.faces[8] == Face(text="ISTIRAHAT", mode="idle")
    mall.resume(8)
    mall.sign_off(8)
    assert line.faces[8] == Face(text="TUTUP", mode="idle")
    signs.close()


def test_only_the_zones_counters_have_signs_on_this_line(
    mall: Mall, drive: Callable[..., Signs], line: HandLine, malang: Catalogue
) -> None:
    signs = drive(mall, NORTH)
    here = {counter.id for counter in malang.counters.values() if counter.zone == NORTH}
    assert set(line.faces) == here
    assert len(here) < len(malang.counters)
    signs.close()


def test_only_counters_with_a_sign_are_told_where_not_all_have_one(
    mall: Mall, languages: Languages, line: HandLine
) -> None:
    signs = Signs(
        link=mall.link,
        languages=languages,
        zone=NORTH,
        only=[CounterId(8), CounterId(33)],
        open_line=line.open,
    )
    assert set(line.faces) == {8}
    signs.close()


def test_a_sign_is_told_only_what_it_does_not_show_already(
    mall: Mall, drive: Callable[..., Signs], line: HandLine
) -> None:
    signs = drive(mall)
    told = line.told
    for _ in range(5):
        mall.link.pass_time(1)
        signs.tick()
    assert line.told == told
    mall.open(8)
    assert line.told == told + 1
    signs.close()


def test_a_counter_whose_number_is_no_address_has_no_sign(
    languages: Languages, line: HandLine, malang: Catalogue, qapp: object
) -> None:
    far = replace(malang.counters[CounterId(8)], id=CounterId(100))
    mall = Mall(replace(malang, counters={**malang.counters, far.id: far}))
    signs = Signs(link=mall.link, languages=languages, open_line=line.open)
    assert 8 in line.faces
    assert 100 not in line.faces
    signs.close()


def test_the_signs_speak_the_displays_language(
    mall: Mall, drive: Callable[..., Signs], line: HandLine, languages: Languages
) -> None:
    signs = drive(mall)
    languages.set_language("en")
    assert line.faces[8] == Face(text="CLOSED", mode="idle")
    signs.close()


def test_trouble_with_the_signs_is_the_servers_to_know(
    mall: Mall, drive: Callable[..., Signs], line: HandLine
) -> None:
    signs = drive(mall)
    line.say("disconnected", "the line broke")
    assert mall.link.reported.sign == "disconnected"
    line.say("ok", "")
    assert mall.link.reported.sign == "ok"
    signs.close()


@pytest.mark.parametrize(
    ("code", "reason", "state"),
    [
        ("ok", "", "ok"),
        ("disconnected", "the other end closed the connection", "disconnected"),
        ("silent", "8, 14", "silent 8, 14"),
        ("silent", ", ".join(map(str, range(10, 30))), "silent 10, 11, 12, 13, 14, 15, 16, 17…"),
        ("silent", "x" * 60, "silent"),
    ],
)
def test_the_server_is_told_which_signs_do_not_answer(code: str, reason: str, state: str) -> None:
    assert state_of(code, reason) == state
    assert len(state) <= STATE_CHARACTERS_MAX


def test_a_display_that_goes_leaves_its_signs_dark(
    mall: Mall, drive: Callable[..., Signs], line: HandLine
) -> None:
    signs = drive(mall)
    mall.call(8)
    signs.close()
    assert set(line.faces.values()) == {DARK}
    assert line.closed
    mall.start(8)
    assert line.faces[8] == DARK


def test_real_lines_bring_each_counters_number_to_its_sign_and_again_after_the_cable_was_out(
    mall: Mall, languages: Languages, qtbot: QtBot, expect_log: ExpectLog
) -> None:
    expect_log("disconnected|unreachable")
    languages.set_language("id")
    virtual = VirtualSigns([8, 14])
    with serve_tcp(virtual) as served:
        signs = Signs(
            link=mall.link,
            languages=languages,
            only=[CounterId(8), CounterId(14)],
            open_line=lambda said: SignLine(served.url, on_status=said, pace=PACE),
        )
        visit = mall.call(8)
        label = mall.link.whole.visits[visit].label
        expected = {8: Face(text=label, mode="blinking"), 14: Face(text="TUTUP", mode="idle")}
        qtbot.waitUntil(lambda: dict(virtual.faces) == expected)
        qtbot.waitUntil(lambda: mall.link.reported.sign == "ok")
        served.unplug()
        mall.start(8)
        mall.finish(8)
        qtbot.waitUntil(lambda: mall.link.reported.sign not in ("ok", UNSET))
        served.plug()
        qtbot.waitUntil(lambda: virtual.faces[8] == Face(text="LOKET 8", mode="idle"))
        qtbot.waitUntil(lambda: mall.link.reported.sign == "ok")
        signs.close()
