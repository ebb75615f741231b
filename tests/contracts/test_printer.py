"""What a printer may claim about paper, on every kind of line."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hardware.escpos import encode
from hardware.fake import MemoryPort
from hardware.printer import AHEAD_BYTES_MAX, Away, NotPrinted, Printed, Printer, Unknown
from hardware.profiles import PROFILES
from hardware.receipt import Code, Line, Receipt, Rule
from hardware.status import ORDERED_QUESTION, QUESTIONS, PrinterStatus, automatic_of
from hardware.virtual.faults import Cover, CutterJam, Hold, Reset
from hardware.virtual.line import serve_tcp
from hardware.virtual.printer import VirtualPrinter

WIDE, EPSON = PROFILES["80mm"], PROFILES["80mm-epson"]
MUTE = replace(WIDE, answers="no")
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


OTHER = Receipt(parts=(Line("B-999", size="huge", align="center"), Line("Zona")))


def ended(outcome) -> tuple[type, str]:
    return type(outcome), getattr(outcome, "code", "")


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


def test_paper_that_ends_in_the_slip_leaves_it_unknown(rig):
    printer = printer_at(rig, pace=0.2)
    rig.printer.end_paper_after(len(SLIP) // 2)
    outcome = printer.print(RECEIPT)
    printer.close()
    assert ended(outcome) == (Unknown, "paper_out")
    assert outcome.first_byte_at is not None
    assert rig.printer.slips == ()


def test_what_hangs_in_the_printer_after_a_repair_is_cut_off_before_the_next_slip(rig):
    printer = printer_at(rig, pace=0.2)
    rig.printer.fail(Cover(len(SLIP) // 2))
    assert ended(printer.print(RECEIPT)) == (Unknown, "cover_open")
    rig.printer.set_state(cover_open=False)
    assert printer.status() == PrinterStatus(paper="ok", online=True)
    assert isinstance(printer.print(OTHER), Printed)
    printer.close()
    stub, slip = rig.printer.slips
    assert b"A-017" in stub
    assert rig.printer.times_out(encode(OTHER, WIDE)) == 1
    assert b"A-017" not in slip


def test_a_slip_that_was_held_is_out_before_the_next_one_and_only_once(rig):
    printer = printer_at(rig, pace=0.1)
    rig.printer.fail(CutterJam(1))
    assert ended(printer.print(RECEIPT)) == (Unknown, "cutter_error")
    rig.printer.repair()
    assert isinstance(printer.print(OTHER), Printed)
    printer.close()
    assert [rig.printer.times_out(encode(receipt, WIDE)) for receipt in (RECEIPT, OTHER)] == [1, 1]


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
    assert ended(outcome) == (Unknown, "no_answer")
    assert rig.printer.received(len(SLIP)) == SLIP


def test_a_line_that_is_said_to_carry_no_answers_prints_to_a_silent_printer(cabled_rig):
    cabled_rig.printer.set_state(answering=False)
    mute = f"{cabled_rig.url}{'&' if '?' in cabled_rig.url else '?'}status=no"
    printer = Printer(mute, WIDE)
    assert printer.status() is None
    outcome = printer.print(RECEIPT)
    assert cabled_rig.printer.received(len(SLIP)) == SLIP
    printer.close()
    assert ended(outcome) == (Unknown, "no_answer")


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


def test_a_line_that_carries_nothing_back_leaves_a_good_write_unknown(one_way):
    printer = Printer(one_way.url, WIDE)
    outcome = printer.print(RECEIPT)
    printer.close()
    assert ended(outcome) == (Unknown, "no_answer")
    assert one_way.arrived() == SLIP


class OnlyAtOnce(VirtualPrinter):
    """Answers in its turn until it no longer knows how."""

    forgot = False

    def feed(self, data: bytes) -> bytes:
        return bytes(byte for byte in super().feed(data) if byte & 0x90 or not self.forgot)


def test_however_often_a_printer_owed_an_answer_it_prints_again_once_it_answers(monkeypatch):
    monkeypatch.setattr("hardware.dialogue.OWED_COUNT_MAX", 10)
    device = OnlyAtOnce()
    printer = Printer("memory:", WIDE, pace=HURRIED, opener=lambda url: MemoryPort(device.feed))
    assert isinstance(printer.print(RECEIPT), Printed)
    device.forgot = True
    assert ended(printer.print(RECEIPT)) == (Unknown, "silent")
    for _ in range(20):
        assert printer.print(RECEIPT) == NotPrinted("silent")
    device.forgot = False
    assert isinstance(printer.print(OTHER), Printed)
    assert device.times_out(encode(OTHER, WIDE)) == 1


def test_a_job_that_the_print_service_refuses_was_not_printed(queue):
    queue.lp_complains("lp: The printer or class does not exist.")
    printer = Printer("cups://kiosk", WIDE)
    outcome = printer.print(RECEIPT)
    printer.close()
    assert isinstance(outcome, NotPrinted)
    assert queue.jobs == []


def test_a_printer_that_answers_only_at_once_is_asked_as_long_as_a_slip_takes(rig):
    printer = printer_at(rig, profile=replace(WIDE, answers="now"), pace=0.02)
    assert isinstance(printer.print(RECEIPT), Printed)
    assert rig.printer.slips == (SLIP,)
    assert ORDERED_QUESTION not in rig.printer.received()
    rig.printer.fail(CutterJam(1))
    assert ended(printer.print(RECEIPT)) == (Unknown, "cutter_error")
    printer.close()


def test_a_printer_that_never_answers_in_its_turn_is_never_claimed_and_never_kept_waiting():
    virtual = VirtualPrinter(replace(WIDE, answers="now"))
    printer = Printer("virtual:", WIDE, pace=HURRIED, opener=lambda url: virtual.port())
    for _ in range(2):
        outcome = printer.print(RECEIPT)
        assert ended(outcome) == (Unknown, "silent")
        assert isinstance(outcome, Unknown)
        assert "?status=now" in outcome.reason


def test_a_printer_that_holds_its_jobs_gets_no_more_of_them():
    virtual = VirtualPrinter()
    printer = Printer("virtual:", WIDE, pace=HURRIED, opener=lambda url: virtual.port())
    assert isinstance(printer.print(OTHER), Printed)
    virtual.fail(Hold())
    assert ended(printer.print(RECEIPT)) == (Unknown, "silent")
    assert ended(printer.print(RECEIPT)) == (NotPrinted, "silent")
    virtual.repair()
    assert isinstance(printer.print(RECEIPT), Printed)
    assert virtual.times_out(SLIP) == 1


def test_a_printer_that_was_reset_within_a_slip_is_not_believed():
    virtual = VirtualPrinter()
    printer = Printer("virtual:", WIDE, pace=HURRIED, opener=lambda url: virtual.port(serial=True))
    virtual.fail(Reset(len(SLIP) // 2, back_s=0.0, deaf_bytes=1000))
    assert ended(printer.print(RECEIPT)) == (Unknown, "silent")
    looks = [printer.status() for _ in range(400)]  # it hears nothing until it has started again
    assert looks[-1] == PrinterStatus(paper="ok", online=True)
    assert isinstance(printer.print(RECEIPT), Printed)
    assert virtual.times_out(SLIP) == 1


def test_trouble_told_unasked_within_a_slip_is_not_forgotten_when_it_is_over():
    virtual = VirtualPrinter(EPSON)
    well = PrinterStatus(paper="ok", online=True)
    opened = PrinterStatus(paper="ok", online=False, cover_open=True)

    def line(data: bytes) -> bytes:
        told = automatic_of(opened) + automatic_of(well) if b"Zona" in data else b""
        return told + virtual.feed(data)

    printer = Printer("memory:", EPSON, opener=lambda url: MemoryPort(line))
    assert printer.status() == well
    assert ended(printer.print(RECEIPT)) == (Unknown, "cover_open")


def test_a_change_told_unasked_is_heard_without_asking():
    virtual = VirtualPrinter(EPSON)
    printer = Printer("virtual:", EPSON, opener=lambda url: virtual.port())
    assert not printer.listen(), "no line yet"
    assert printer.status() == PrinterStatus(paper="ok", online=True)
    printer.listen()  # what it says when it is told to speak up
    assert not printer.listen()
    virtual.set_state(paper="near_end")
    assert printer.listen()
    assert not printer.listen()
    virtual.wire.lose("cable")
    assert printer.listen(), "a line that died is worth a look"
    assert printer.status() == Away("disconnected")
    assert printer.status() == Away("unreachable")


def test_never_more_bytes_are_on_the_way_than_a_cheap_printer_holds():
    unanswered: list[int] = []

    class Watched(MemoryPort):
        def write(self, data: bytes) -> None:
            unanswered.append(len(data))
            super().write(data)

        def read(self, size_max: int, timeout_s: float) -> bytes:
            if data := super().read(size_max, timeout_s):
                on_the_way.append(sum(unanswered))
                unanswered.clear()
            return data

    on_the_way: list[int] = []
    printer = Printer("memory:", WIDE, opener=lambda url: Watched(VirtualPrinter().feed))
    assert isinstance(printer.print(Receipt(parts=(Line("Zona " * 300), *RECEIPT.parts))), Printed)
    assert 0 < max(on_the_way) <= AHEAD_BYTES_MAX + len(ORDERED_QUESTION)


def test_the_first_byte_is_stamped_after_it_left_and_before_the_last(rig):
    on_the_line: list[int] = []

    def clock() -> float:
        on_the_line.append(len(rig.printer.received(16)))
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
