from __future__ import annotations

import queue
import socket
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.escpos import encode
from hardware.profiles import PROFILES
from hardware.receipt import Line, Receipt
from hardware.status import ORDERED_QUESTION, QUESTIONS, decode, is_answer
from hardware.virtual.line import serve_tcp
from hardware.virtual.mechanism import HELD_BYTES_MAX
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.roll import SHEETS_COUNT_MAX

WIDE, NARROW = PROFILES["80mm"], PROFILES["58mm"]
ONE = encode(Receipt(parts=(Line("A-001"),)), WIDE)
TWO = encode(Receipt(parts=(Line("A-002"), Line("Loket 4"))), WIDE)
ASK = b"".join(QUESTIONS.values())


@settings(deadline=None)
@given(st.lists(st.integers(0, len(ONE + ASK + TWO)), max_size=12))
def test_slips_and_answers_do_not_depend_on_how_the_bytes_arrive(cuts):
    data = ONE + ASK + TWO
    edges = [0, *sorted(cuts), len(data)]
    printer = VirtualPrinter()
    answers = b"".join(printer.feed(data[a:b]) for a, b in pairwise(edges))
    assert printer.slips == (ONE, TWO)
    assert answers == b"\x12\x12\x12\x12"


@given(
    st.lists(
        st.binary(max_size=60) | st.sampled_from([*QUESTIONS.values(), ONE[:9], b"\x1dV\x00"]), max_size=12
    )
)
def test_it_takes_any_bytes_and_answers_only_what_it_was_asked(pieces):
    printer = VirtualPrinter()
    answers = b"".join(printer.feed(piece) for piece in pieces)
    asked = b"".join(pieces).count(b"\x10\x04") + b"".join(pieces).count(b"\x1dr")
    assert len(answers) <= asked
    assert all(is_answer(byte) or byte == 0 for byte in answers)
    printer.break_line()
    printer.feed(b"\n\x1dV\x00")
    assert printer.slips


@pytest.mark.parametrize(
    "state",
    [
        {"paper": "near_end"},
        {"paper": "out"},
        {"cover_open": True},
        {"cutter_error": True},
        {"online": False},
    ],
)
def test_its_answers_tell_its_state(state):
    printer = VirtualPrinter()
    printer.set_state(**state)
    answers = dict(enumerate(printer.feed(ASK), start=1))
    status = decode(answers)
    assert status == printer.status
    assert status is not None
    assert all(getattr(status, name) == value for name, value in state.items())
    assert (status.trouble is None) == (state == {"paper": "near_end"})


def test_without_paper_it_holds_the_slip_and_prints_it_later():
    finished: list[bytes] = []
    printer = VirtualPrinter(on_slip=finished.append)
    printer.set_state(paper="out")
    assert printer.feed(ONE + ORDERED_QUESTION) == b""
    assert finished == []
    printer.set_state(paper="ok")
    assert finished == [ONE]


def test_the_roll_can_end_in_a_slip():
    printer = VirtualPrinter()
    printer.end_paper_after(len(ONE) + TWO.index(b"\n") + 1)
    printer.feed(ONE + TWO)
    assert printer.slips == (ONE,)
    assert printer.status.paper == "out"
    printer.set_state(paper="ok")
    assert printer.slips == (ONE,)
    top, bottom = printer.sheets[1:]
    assert top.torn
    assert bottom.torn
    assert top.data + bottom.data == TWO


def test_what_it_cannot_hold_is_lost_and_no_more():
    printer = VirtualPrinter()
    printer.set_state(cover_open=True)
    for _ in range(HELD_BYTES_MAX // len(ONE) + 100):
        printer.feed(ONE)
    printer.set_state(cover_open=False)
    assert 0 < sum(map(len, printer.slips)) <= HELD_BYTES_MAX


def test_it_keeps_a_bounded_number_of_slips():
    printer = VirtualPrinter()
    printer.feed(ONE + TWO * SHEETS_COUNT_MAX)
    assert len(printer.slips) == SHEETS_COUNT_MAX
    assert printer.slips[0] == TWO


def test_without_a_cutter_the_slip_is_torn_off_when_it_is_out():
    printer = VirtualPrinter(NARROW)
    slip = encode(Receipt(parts=(Line("A-001"),)), NARROW)
    printer.feed(slip)
    assert printer.slips == (slip,)
    assert printer.feed(ORDERED_QUESTION) == b"\x00"
    printer.tear()
    assert printer.slips == (slip,)
    printer.feed(slip[:-1])
    printer.tear()
    assert printer.slips == (slip, slip[:-3])


def test_a_broken_line_forgets_half_a_command_but_not_the_paper():
    printer = VirtualPrinter()
    with printer.port() as port:
        port.write(b"A-017\n\x1dv0\x00\x48\x00")
    printer.feed(ONE)
    assert printer.slips == (b"A-017\n" + ONE,)


def test_on_the_network_it_serves_one_computer_after_the_other():
    finished: queue.Queue[bytes] = queue.Queue()
    with serve_tcp(VirtualPrinter(on_slip=finished.put)) as server:
        for slip in (ONE, TWO):
            with socket.create_connection((server.host, server.port), timeout=5) as line:
                line.sendall(slip + QUESTIONS[1])
                assert line.recv(1) == b"\x12"
                assert finished.get(timeout=5) == slip
    server.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((server.host, server.port), timeout=5)
