from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.escpos import encode
from hardware.port import Port, open_port
from hardware.profiles import PROFILES
from hardware.receipt import Bullet, Code, Line, Pair, Receipt, Rule
from hardware.status import ORDERED_QUESTION, QUESTIONS, SPEAK_UP, Automatic, StatusReader
from hardware.virtual.faults import (
    FAULTS,
    Cover,
    CutterJam,
    Disconnect,
    DropBytes,
    Fault,
    Hold,
    Mischief,
    NearEnd,
    PaperOut,
    Reset,
    Stall,
)
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import serve_tcp
from hardware.virtual.mechanism import HELD_BYTES_MAX
from hardware.virtual.printer import UNTAKEN_BYTES_MAX, VirtualPrinter
from hardware.virtual.roll import times_on
from hardware.virtual.wire import HEARD_BYTES_MAX

WIDE, NARROW, EPSON = PROFILES["80mm"], PROFILES["58mm"], PROFILES["80mm-epson"]
TICKET = Receipt(
    parts=(
        Line("A-017", size="huge", align="center"),
        Rule(),
        Code("http://192.168.1.20/t/3f9K", module_dots=3),
        Bullet("KTP"),
        Pair("Senin", "08.14"),
    )
)
SLIP = encode(Receipt(parts=(Line("A-017", size="large", align="center"), Line("Loket 4"))), WIDE)
COPY = encode(Receipt(parts=(Line("SALINAN"), Line("A-017", size="large", align="center"))), WIDE)
END = b"\x1bd\x06\x1dV\x01"
HOLDING = (PaperOut, Cover, CutterJam, Hold, Stall)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def paper(printer: VirtualPrinter) -> bytes:
    return b"".join(sheet.data for sheet in printer.sheets)


def sent(port: Port, data: bytes) -> int:
    """How many bytes may have left."""
    try:
        port.write(data)
    except Disconnected as error:
        return error.written
    return len(data)


@pytest.mark.parametrize("kind", HOLDING)
def test_at_every_byte_what_was_held_comes_out_after_the_repair_and_nothing_is_lost(kind):
    for after in range(len(SLIP) + 1):
        printer = VirtualPrinter()
        printer.fail(kind(after))
        printer.feed(SLIP)
        before = paper(printer)
        printer.repair()
        assert SLIP.startswith(before)
        whole = not any(sheet.torn for sheet in printer.sheets)
        assert printer.times_out(SLIP) == whole
        # What is left for the new roll may be nothing but a blank piece.
        assert paper(printer) == SLIP or (not whole and END.endswith(SLIP[len(paper(printer)) :]))


def test_only_a_roll_that_ends_tears_a_slip():
    torn = {
        kind
        for kind in HOLDING
        for after in range(len(SLIP) + 1)
        if (printer := VirtualPrinter()).fail(kind(after)) or printer.feed(SLIP) or printer.repair() or True
        if any(sheet.torn for sheet in printer.sheets)
    }
    assert torn == {PaperOut}


@pytest.mark.parametrize("serial", [False, True])
@pytest.mark.parametrize("kind", [Disconnect, Reset])
def test_at_every_byte_what_did_not_arrive_is_not_printed_and_the_next_slip_is_whole(kind, serial):
    for after in range(len(SLIP) + 1):
        printer = VirtualPrinter()
        with printer.port(serial=serial) as port:
            printer.fail(kind(after))
            written = sent(port, SLIP)
            assert written == (len(SLIP) if serial and kind is Reset else after)
        printer.repair()
        printer.break_line()
        with printer.port(serial=serial) as port:
            port.write(COPY)
        assert printer.times_out(COPY) == 1
        assert printer.times_out(SLIP) == (after == len(SLIP))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_what_the_encoder_makes_comes_out_as_one_whole_slip(profile):
    finished: list[bytes] = []
    printer = VirtualPrinter(profile, on_slip=finished.append)
    slip = encode(TICKET, profile)
    printer.feed(slip)
    assert finished == [slip.replace(SPEAK_UP, b"")]
    assert printer.times_out(slip) == 1


def test_half_a_slip_and_a_whole_one_on_the_same_paper_are_one_whole_slip():
    printer = VirtualPrinter()
    half = SLIP[: SLIP.index(b"\n") + 1]
    printer.feed(half + SLIP)
    assert printer.slips == (half + SLIP,)
    assert printer.times_out(SLIP) == 1


def test_a_slip_swallowed_by_a_half_picture_is_not_out():
    printer = VirtualPrinter()
    printer.feed(b"\x1dv0\x00\x48\x00\x40\x00" + SLIP + bytes(0x48 * 0x40))
    printer.feed(b"\n\x1dV\x00")
    assert SLIP in paper(printer)
    assert printer.times_out(SLIP) == 0


def test_questions_between_its_pieces_do_not_make_a_slip_another():
    printer = VirtualPrinter()
    middle = SLIP.index(b"\n") - 2
    asked = SLIP[:middle] + ORDERED_QUESTION + QUESTIONS[1] + b"\0\0" + SLIP[middle:]
    assert printer.feed(asked) == b"\x00\x12"
    assert printer.slips == (SLIP,)
    assert printer.times_out(asked) == 1
    assert times_on(QUESTIONS[1], printer.sheets) == 0


def test_a_reset_forgets_half_a_line_and_how_it_was_set():
    printer = VirtualPrinter()
    printer.feed(b"\x1b!\x30A-017\nLoket")
    printer.fail(Reset(back_s=0.0))
    printer.feed(b" 4\n\x1dV\x00")
    assert printer.slips == (b"\x1b!\x30A-017\n\x1b@ 4\n\x1dV\x00",)


def test_the_second_half_of_a_torn_slip_is_drawn_as_it_was_set():
    printer = VirtualPrinter()
    printer.end_paper_after(1 + 2 * 3 + len(b"A-017\n"))
    printer.feed(b"\x1b!\x30\x1ba\x01A-017\n\x1b!\x00Loket 4\n\x1dV\x00")
    printer.set_state(paper="ok")
    top, bottom = printer.sheets
    assert top.modes == b""
    assert bottom.modes == b"\x1b!\x30\x1ba\x01"
    assert bottom.data == b"\x1b!\x00Loket 4\n\x1dV\x00"


def test_a_printer_that_starts_is_deaf_for_a_while():
    clock = Clock()
    printer = VirtualPrinter(clock=clock)
    printer.fail(Reset(back_s=2.0))
    assert printer.feed(SLIP + QUESTIONS[1]) == b""
    clock.now = 1.9
    assert printer.feed(QUESTIONS[1]) == b""
    clock.now = 2.0
    assert printer.feed(QUESTIONS[1]) == b"\x12"
    printer.fail(Reset(back_s=0.0, deaf_bytes=4))
    assert printer.feed(QUESTIONS[1] + b"?" + QUESTIONS[4]) == b"\x12"
    assert printer.sheets == ()


def test_a_printer_switched_off_says_nothing_and_forgets_what_it_held():
    printer = VirtualPrinter()
    printer.set_state(cover_open=True)
    printer.feed(SLIP)
    printer.switch(on=False)
    assert printer.feed(QUESTIONS[1]) == b""
    with pytest.raises(Unreachable):
        printer.port()
    printer.switch(on=True)
    printer.set_state(cover_open=False)
    assert printer.feed(QUESTIONS[1]) == b"\x12"
    assert printer.sheets == ()


def test_a_pulled_cable_comes_back_after_its_time():
    clock = Clock()
    printer = VirtualPrinter(clock=clock)
    port = printer.port()
    printer.fail(Disconnect(back_s=5.0))
    with pytest.raises(Disconnected):
        port.write(SLIP)
    with pytest.raises(Unreachable):
        printer.port()
    clock.now = 5.0
    with pytest.raises(Disconnected):
        port.write(SLIP)
    with printer.port() as again:
        again.write(SLIP)
    assert printer.slips == (SLIP,)


def test_a_stalled_port_says_how_much_may_have_left():
    printer = VirtualPrinter()
    printer.fail(Stall(5))
    with printer.port() as port:
        with pytest.raises(TimedOut) as first:
            port.write(SLIP)
        with pytest.raises(TimedOut) as second:
            port.write(SLIP)
    assert (first.value.written, second.value.written) == (len(SLIP), 0)
    printer.repair()
    assert printer.times_out(SLIP) == 1


def test_a_printer_that_holds_says_that_all_is_well():
    printer = VirtualPrinter()
    printer.fail(Hold())
    assert printer.feed(SLIP + ORDERED_QUESTION + QUESTIONS[1] + QUESTIONS[4]) == b"\x12\x12"
    assert printer.sheets == ()
    with printer.port() as port:
        printer.repair()
        assert port.read(9, 0) == b"\x00"
    assert printer.slips == (SLIP,)


def test_a_jammed_cutter_prints_the_slip_and_cuts_it_after_the_repair():
    printer = VirtualPrinter()
    printer.fail(CutterJam())
    printer.feed(SLIP)
    assert printer.status.trouble == "cutter_error"
    assert printer.sheets == ()
    printer.repair()
    assert printer.slips == (SLIP,)


def test_a_question_is_answered_within_a_half_picture():
    printer = VirtualPrinter()
    assert printer.feed(b"\x1dv0\x00\x48\x00\x40\x00" + QUESTIONS[4][:2]) == b""
    assert printer.feed(QUESTIONS[4][2:]) == b"\x12"


def test_it_tells_each_change_unasked_once_it_was_told_to():
    printer = VirtualPrinter(EPSON)
    reader = StatusReader()
    with printer.port() as port:

        def said() -> list[str | None]:
            heard = reader.feed(port.read(100, 0))
            assert all(isinstance(each, Automatic) for each in heard)
            return [each.status.trouble for each in heard if isinstance(each, Automatic)]

        printer.set_state(cover_open=True)
        printer.set_state(cover_open=False)
        assert said() == []
        port.write(SPEAK_UP)
        assert said() == [None]
        printer.set_state(cover_open=True)
        printer.set_state(cover_open=True)
        printer.set_state(cover_open=False)
        assert said() == ["cover_open", None]
        printer.fail(PaperOut(3))
        port.write(b"ABC\n")
        assert said() == ["paper_out"]
        printer.repair()
        assert said() == [None]
        port.write(b"\x1b@")
        printer.set_state(paper="out")
        assert said() == []
    assert reader.dropped == 0


def test_a_printer_that_does_not_know_automatic_status_says_nothing_unasked():
    printer = VirtualPrinter(WIDE)
    with printer.port() as port:
        port.write(SPEAK_UP)
        printer.set_state(cover_open=True)
        assert port.read(100, 0) == b""


def test_a_printer_answers_as_far_as_its_kind_does():
    assert VirtualPrinter(PROFILES["58mm-basic"]).feed(QUESTIONS[1] + ORDERED_QUESTION) == b""


def test_a_roll_near_its_end_prints_on():
    printer = VirtualPrinter()
    printer.fail(NearEnd(3))
    assert printer.feed(SLIP + ORDERED_QUESTION) == b"\x03"
    assert printer.slips == (SLIP,)
    assert printer.status.paper == "near_end"


def test_the_same_seed_makes_the_same_mischief_of_every_kind():
    one, other = ([Mischief(7).fault(100)] for _ in range(2))
    assert one == other
    source = Mischief(7)
    faults = [source.fault(100) for _ in range(300)]
    assert {type(fault) for fault in faults} == set(FAULTS)
    assert {0, 100} <= {fault.after_bytes for fault in faults} <= set(range(101))


FAULT = st.one_of(
    st.builds(kind, st.integers(0, 40)) for kind in (NearEnd, PaperOut, Cover, CutterJam, Hold, Stall)
) | st.one_of(
    st.builds(DropBytes, st.integers(0, 40), count=st.integers(0, 20)),
    st.builds(Disconnect, st.integers(0, 40)),
    st.builds(Reset, st.integers(0, 40), back_s=st.just(0.0), deaf_bytes=st.integers(0, 20)),
)


@settings(deadline=None)
@example(faults=[Stall(1), Disconnect(1)], cuts=[1])
@given(faults=st.lists(FAULT, max_size=4), cuts=st.lists(st.integers(0, len(SLIP) + 3), max_size=8))
def test_faults_strike_at_their_byte_however_the_bytes_arrive(faults: list[Fault], cuts: list[int]):
    data = SLIP + QUESTIONS[4]
    ends: list[object] = []
    for edges in ([0, len(data)], [0, *sorted(cuts), len(data)]):
        printer = VirtualPrinter(EPSON)
        for fault in faults:
            printer.fail(fault)
        answers = b"".join(printer.feed(data[a:b]) for a, b in pairwise(edges))
        now = (answers, printer.sheets, printer.status)
        printer.repair()
        ends.append((now, printer.sheets, printer.status))
    assert ends[0] == ends[1]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.binary(max_size=60) | FAULT | st.sampled_from([None, SLIP, SPEAK_UP, *QUESTIONS.values()]))
)
def test_any_bytes_and_any_faults_are_survived(happenings):
    printer = VirtualPrinter(NARROW)
    for happening in happenings:
        match happening:
            case None:
                printer.repair()
            case bytes():
                printer.feed(happening)
            case _:
                printer.fail(happening)
    printer.repair()
    printer.tear()
    printer.break_line()
    printer.feed(encode(TICKET, NARROW))
    assert printer.times_out(encode(TICKET, NARROW)) >= 1


def test_it_is_safe_to_break_mend_and_use_it_from_several_threads():
    printer = VirtualPrinter(EPSON)
    mischief = Mischief(1)
    failures: list[BaseException] = []

    def often(what: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                for _ in range(100):
                    what()
            except BaseException as error:  # noqa: BLE001  whatever it is, it is a failure of the printer
                failures.append(error)

        return run

    with serve_tcp(printer) as line:
        users = [
            threading.Thread(target=often(what))
            for what in (
                lambda: printer.feed(SLIP),
                lambda: printer.fail(mischief.fault(300)),
                printer.repair,
                lambda: printer.set_state(paper="out"),
                lambda: printer.set_state(paper="ok"),
                lambda: (printer.sheets, printer.status, printer.faults, printer.break_line()),
            )
        ]
        for user in users:
            user.start()
        for user in users:
            user.join()
        printer.repair()
        line.plug()
        with open_port(line.url) as port:
            port.write(b"\0" * 1000 + END + COPY + QUESTIONS[1])
            assert b"\x12" in port.read(100, 5.0)
    assert not failures
    assert printer.times_out(COPY) == 1


def test_what_waits_is_bounded():
    printer = VirtualPrinter()
    printer.fail(Stall())
    for _ in range(100):
        printer.feed(b"A" * 10_000)
    printer.repair()
    printer.tear()
    assert len(paper(printer)) == UNTAKEN_BYTES_MAX
    keypad = VirtualKeypad(1)
    with keypad.port() as port:
        for _ in range(3):
            keypad.say(b"?" * HEARD_BYTES_MAX)
        assert len(port.read(10**6, 0)) == HEARD_BYTES_MAX
    assert len(encode(TICKET, WIDE)) < HELD_BYTES_MAX, "a slip is held whole"
