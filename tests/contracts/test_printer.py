"""What a printer may claim about paper, on every kind of line."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.errors import Unreachable
from hardware.escpos import encode
from hardware.fake import FlakyPort, MemoryPort
from hardware.printer import Away, NotPrinted, Printed, Printer, Unknown
from hardware.profiles import PROFILES
from hardware.receipt import Code, Line, Receipt, Rule
from hardware.status import QUESTIONS, PrinterStatus
from hardware.virtual import VirtualPrinter, serve_tcp

WIDE = PROFILES["80mm"]
MUTE = dataclasses.replace(WIDE, answers_status=False)
RECEIPT = Receipt(
    parts=(
        Line("A-017", size="huge", align="center"),
        Rule(),
        Code("http://mall.example/t/3f9K"),
        Line("Zona"),
    )
)
SLIP = encode(RECEIPT, WIDE)
HURRIED = 0.002  # of every time-out, where silence is what is tested


def printer_at(rig, *, pace: float = 1.0, profile=WIDE, clock=None) -> Printer:
    return Printer(rig.url, profile, pace=pace, opener=rig.opener, **({"clock": clock} if clock else {}))


@pytest.fixture
def printer(rig):
    printer = printer_at(rig)
    yield printer
    printer.close()


def test_a_slip_comes_out_whole_and_is_confirmed(rig, printer):
    for count in (1, 2, 3):
        assert isinstance(printer.print(RECEIPT), Printed)
        assert rig.printer.slips == (SLIP,) * count


def test_the_status_is_what_the_printer_says(rig, printer):
    assert printer.status() == PrinterStatus(paper="ok", online=True)
    rig.printer.set_state(paper="near_end")
    assert printer.status() == PrinterStatus(paper="near_end", online=True)
    rig.printer.set_state(paper="ok", cover_open=True)
    assert printer.status() == PrinterStatus(paper="ok", online=False, cover_open=True)
    rig.printer.set_state(cover_open=False, cutter_error=True)
    assert printer.status() == PrinterStatus(paper="ok", online=False, cutter_error=True)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"paper": "out"}, "paper_out"),
        ({"cover_open": True}, "cover_open"),
        ({"cutter_error": True}, "cutter_error"),
        ({"online": False}, "offline"),
    ],
)
def test_in_trouble_not_a_byte_of_the_slip_is_sent(rig, printer, state, code):
    rig.printer.set_state(**state)
    assert printer.print(RECEIPT) == NotPrinted(code)
    questions = set(QUESTIONS.values())
    sent = rig.printer.received()
    assert {sent[i : i + 3] for i in range(0, len(sent), 3)} <= questions


def test_paper_near_its_end_still_prints_and_is_told(rig, printer):
    rig.printer.set_state(paper="near_end")
    outcome = printer.print(RECEIPT)
    assert isinstance(outcome, Printed)
    assert outcome.paper == "near_end"


def test_paper_that_ends_in_the_slip_leaves_it_unknown(rig, printer):
    rig.printer.end_paper_after(len(SLIP) // 2)
    outcome = printer.print(RECEIPT)
    assert isinstance(outcome, Unknown)
    assert outcome.code == "paper_out"
    assert outcome.first_byte_at is not None
    assert rig.printer.slips == ()


def test_a_held_slip_comes_out_with_the_new_roll_and_only_once(rig, printer):
    rig.printer.end_paper_after(len(SLIP) // 2)
    printer.print(RECEIPT)
    rig.printer.set_state(paper="ok")
    assert rig.printer.slips == (SLIP,)
    assert isinstance(printer.print(RECEIPT), Printed)
    assert rig.printer.slips == (SLIP, SLIP)


def test_silence_before_the_slip_is_never_ready(rig):
    rig.printer.set_state(answering=False)
    printer = printer_at(rig, pace=HURRIED)
    assert printer.status() == Away("silent")
    assert printer.print(RECEIPT) == NotPrinted("silent")
    printer.close()
    assert b"A-017" not in rig.printer.received()


def test_a_profile_that_cannot_answer_leaves_a_good_write_unknown(rig):
    printer = printer_at(rig, profile=MUTE)
    assert printer.status() is None
    outcome = printer.print(RECEIPT)
    printer.close()
    assert isinstance(outcome, Unknown)
    assert outcome.code == "no_answer"
    assert rig.printer.received(len(SLIP)) == SLIP


def test_a_line_that_is_said_to_carry_no_answers_prints_to_a_silent_printer(cabled_rig):
    cabled_rig.printer.set_state(answering=False)
    mute = f"{cabled_rig.url}{'&' if '?' in cabled_rig.url else '?'}status=no"
    printer = Printer(mute, WIDE)
    assert printer.status() is None
    outcome = printer.print(RECEIPT)
    assert cabled_rig.printer.received(len(SLIP)) == SLIP
    printer.close()
    assert isinstance(outcome, Unknown)
    assert outcome.code == "no_answer"


def test_a_line_without_answers_that_died_while_idle_costs_no_slip():
    virtual = VirtualPrinter()
    with serve_tcp(virtual) as server:
        printer = Printer(f"{server.url}?status=no", WIDE)
        assert printer.status() is None
    finished = threading.Event()
    virtual = VirtualPrinter(on_slip=lambda slip: finished.set())
    with serve_tcp(virtual, port=server.port):
        printer.print(RECEIPT)
        assert finished.wait(10)
        printer.close()
    assert virtual.slips == (SLIP,)


def test_a_device_file_leaves_a_good_write_unknown(device_file):
    printer = Printer(f"file://{device_file}", WIDE)
    outcome = printer.print(RECEIPT)
    printer.close()
    assert isinstance(outcome, Unknown)
    assert outcome.code == "no_answer"
    assert device_file.read_bytes() == SLIP


def test_the_first_byte_is_stamped_after_it_left_and_before_the_last(rig):
    on_the_line: list[int] = []

    def clock() -> float:
        on_the_line.append(len(rig.printer.received(64)))
        return 42.0

    # Without an answer before the slip, what has arrived is the slip alone.
    printer = printer_at(rig, profile=MUTE, clock=clock)
    outcome = printer.print(RECEIPT)
    printer.close()
    assert isinstance(outcome, Unknown)
    assert outcome.first_byte_at == 42.0
    assert len(on_the_line) == 1
    assert 1 <= on_the_line[0] < len(SLIP)


def test_a_printer_that_is_not_there_is_found_when_it_comes_back():
    with serve_tcp(VirtualPrinter()) as server:
        address = server.port
    printer = Printer(f"tcp://127.0.0.1:{address}", WIDE)
    status = printer.status()
    assert status == Away("unreachable")
    assert f"127.0.0.1:{address}: " in status.reason
    outcome = printer.print(RECEIPT)
    assert outcome == NotPrinted("unreachable")
    assert outcome.reason == status.reason
    virtual = VirtualPrinter()
    with serve_tcp(virtual, port=address):
        assert isinstance(printer.print(RECEIPT), Printed)
        printer.close()
    assert virtual.slips == (SLIP,)


def test_a_line_that_died_while_idle_costs_no_slip():
    virtual = VirtualPrinter()
    with serve_tcp(virtual) as server:
        printer = Printer(server.url, WIDE)
        assert isinstance(printer.print(RECEIPT), Printed)
    with serve_tcp(virtual, port=server.port):
        assert isinstance(printer.print(RECEIPT), Printed)
        printer.close()
    assert virtual.slips == (SLIP, SLIP)


def test_a_pulled_plug_is_told_and_nothing_is_claimed(cabled_rig):
    printer = printer_at(cabled_rig, pace=0.1)
    assert isinstance(printer.print(RECEIPT), Printed)
    cabled_rig.unplug()
    assert printer.print(RECEIPT) == NotPrinted("unreachable")
    assert printer.status() == Away("unreachable")
    assert cabled_rig.printer.slips == (SLIP,)


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(
    after_bytes=st.integers(0, len(SLIP) + 20)
    | st.integers(0, 12)
    | st.integers(len(SLIP) - 8, len(SLIP) + 8),
    failure=st.sampled_from(["disconnects", "stalls", "loses"]),
)
def test_whatever_the_byte_it_fails_at_no_slip_is_claimed_that_is_not_out(after_bytes, failure):
    virtual = VirtualPrinter()
    reached = bytearray()

    def line(data: bytes) -> bytes:
        reached.extend(data)
        return virtual.feed(data)

    lines = [FlakyPort(MemoryPort(line), after_bytes=after_bytes, failure=failure)]

    def opener(url: str):
        if not lines:
            raise Unreachable("pulled for good")
        return lines.pop()

    printer = Printer("memory:", WIDE, pace=HURRIED, opener=opener)
    match printer.print(RECEIPT):
        case Printed():
            assert virtual.slips == (SLIP,)
        case NotPrinted():
            assert SLIP[:2] not in reached
        case Unknown():
            assert virtual.slips in ((), (SLIP,))


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(noise=st.binary(max_size=40), answer=st.binary(max_size=3))
def test_nonsense_from_the_printer_never_raises_and_never_hides_missing_paper(noise, answer):
    virtual = VirtualPrinter()
    virtual.set_state(paper="out")
    printer = Printer(
        "memory:",
        WIDE,
        pace=HURRIED,
        opener=lambda url: MemoryPort(lambda data: noise + virtual.feed(data) + answer),
    )
    outcome = printer.print(RECEIPT)
    # Bytes that happen to be well-formed answers are believed: no driver could know better.
    if not any(byte & 0x93 == 0x12 for byte in noise + answer):
        assert outcome == NotPrinted("paper_out")
