"""The virtual devices behave the same in memory, on the network and at a serial port."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hardware.errors import Disconnected, PortError, TimedOut, Unreachable
from hardware.keypad import KeyPress, Presses
from hardware.port import Port, TimeOuts, open_port
from hardware.scanner import Scans
from hardware.signboard import Face, acknowledgement, encode
from hardware.status import QUESTIONS
from hardware.virtual.faults import Disconnect, DropBytes, Reset, Stall
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import serve_pty, serve_tcp
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns
from hardware.virtual.wire import Device, DevicePort

SOON_S = 5.0
SLIP = b"\x1b@A-017\n\x1b!\x30Loket 4\n\x1dV\x00"
END = b"\n\x1dV\x00"
BRIEF = TimeOuts(connect_s=1.0, write_s=0.2)
KINDS = ("memory", "serial memory", "tcp", "pty")


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A device at the end of a line of some kind."""

    open: Callable[[], Port]
    unplug: Callable[[], None]
    plug: Callable[[], None]
    serial: bool


@contextmanager
def reached(kind: str, device: Any) -> Iterator[Reached]:
    with ExitStack() as stack:
        if kind.endswith("memory"):
            serial = kind.startswith("serial")
            yield Reached(
                open=lambda: stack.enter_context(DevicePort(device, serial=serial, waits=True)),
                unplug=lambda: device.wire.lose("cable"),
                plug=lambda: device.wire.restore("cable"),
                serial=serial,
            )
            return
        line = stack.enter_context(serve_tcp(device) if kind == "tcp" else serve_pty(device))
        yield Reached(
            open=lambda: stack.enter_context(open_port(line.url, time_outs=BRIEF)),
            unplug=line.unplug,
            plug=line.plug,
            serial=kind == "pty",
        )


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def heard(port: Port, count: int) -> bytes:
    """So many bytes, or as many as come soon."""
    data = b""
    while len(data) < count and (more := port.read(count - len(data), SOON_S)):
        data += more
    return data


def flood(port: Port) -> None:
    for _ in range(10_000):
        port.write(bytes(4096))


def send(port: Port, data: bytes) -> None:
    """A line that breaks on the way may be noticed now or later."""
    try:
        port.write(data)
    except PortError:
        return


def test_a_printer_prints_and_answers(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = line.open()
        port.write(SLIP + QUESTIONS[1])
        assert heard(port, 1) == b"\x12"
        assert printer.slips == (SLIP,)


def test_a_key_pressed_reaches_the_computer(kind):
    keypad = VirtualKeypad(7)
    with reached(kind, keypad) as line:
        port = met(line, keypad)
        keypad.press("C")
        assert Presses().feed(heard(port, 7)) == [KeyPress(address=7, key="C")]


def test_a_scan_reaches_the_computer(kind):
    scanner = VirtualScanner()
    with reached(kind, scanner) as line:
        port = met(line, scanner)
        scanner.scan("MPP-7K39")
        assert Scans().feed(heard(port, 9)) == ["MPP-7K39"]


def test_signs_show_what_they_are_told_and_acknowledge_it(kind):
    changed: queue.Queue[tuple[int, Face]] = queue.Queue()
    signs = VirtualSigns([1, 2], on_change=lambda address, face: changed.put((address, face)))
    called = Face(text="A-017", mode="blinking")
    with reached(kind, signs) as line:
        port = line.open()
        port.write(encode(2, called))
        assert heard(port, 3) == acknowledgement(2)
        assert changed.get(timeout=SOON_S) == (2, called)
        assert signs.faces[2] == called
        assert signs.faces[1].text == ""


def test_computers_come_and_go(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        for _ in range(3):
            with line.open() as port:
                port.write(SLIP + QUESTIONS[4])
                assert heard(port, 1) == b"\x12"
    assert printer.slips == (SLIP,) * 3


def test_a_pulled_cable_breaks_the_line_until_it_is_back(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        line.unplug()
        with pytest.raises(Disconnected):
            port.read(1, SOON_S)
        with pytest.raises(Unreachable):
            line.open()
        line.plug()
        again = line.open()
        again.write(QUESTIONS[1])
        assert heard(again, 1) == b"\x12"


@pytest.mark.parametrize("after", [0, 1, 9])
def test_a_disconnection_lets_so_many_bytes_through_and_no_more(kind, after):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(Disconnect(after))
        send(port, b"0123456789")
        with pytest.raises(Disconnected):
            port.read(1, SOON_S)
        port.close()
        printer.repair()
        line.plug()
        again = line.open()
        again.write(END + QUESTIONS[1])
        assert heard(again, 1) == b"\x12"
        assert printer.slips == (b"0123456789"[:after] + END,)


def test_a_stalled_printer_takes_the_rest_when_it_is_repaired(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(Stall(5))
        send(port, SLIP + QUESTIONS[1])
        assert printer.slips == ()
        printer.repair()
        assert heard(port, 1) == b"\x12"
        assert printer.slips == (SLIP,)


def test_a_stalled_printer_lets_a_computer_wait_and_not_for_ever(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(Stall())
        with pytest.raises(TimedOut):
            flood(port)


def test_bytes_dropped_are_missing_on_paper(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(DropBytes(4, count=2))
        port.write(SLIP + QUESTIONS[1])
        assert heard(port, 1) == b"\x12"
        assert printer.slips == (SLIP[:4] + SLIP[6:],)
        assert printer.times_out(SLIP) == 0


def test_a_reset_breaks_a_line_that_tells_and_leaves_a_serial_one_silent(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(Reset(len(SLIP) + 3, back_s=60))
        send(port, SLIP + SLIP + QUESTIONS[1])
        if line.serial:
            port.write(SLIP + QUESTIONS[1])
            assert port.read(1, 0.02) == b""
        else:
            with pytest.raises(Disconnected):
                heard(port, 1)
            with pytest.raises(Unreachable):
                line.open()
            port.close()
        printer.repair()
        line.plug()
        again = port if line.serial else line.open()
        again.write(SLIP + QUESTIONS[1])
        assert heard(again, 1) == b"\x12"
        assert printer.slips == (SLIP, SLIP)


def test_a_reset_that_is_over_at_once_breaks_the_line_all_the_same(kind):
    printer = VirtualPrinter()
    with reached(kind, printer) as line:
        port = met(line, printer)
        printer.fail(Reset(1, back_s=0.0))
        send(port, QUESTIONS[1])
        if not line.serial:
            with pytest.raises(Disconnected):
                heard(port, 1)
            line.plug()
            port = line.open()
        port.write(QUESTIONS[4])
        assert heard(port, 1) == b"\x12"


def test_a_held_answer_comes_when_there_is_paper_again(kind):
    printer = VirtualPrinter()
    printer.set_state(paper="out")
    with reached(kind, printer) as line:
        port = met(line, printer)
        port.write(SLIP + b"\x1dr\x01" + QUESTIONS[4])
        assert heard(port, 1) == b"\x7e"
        printer.set_state(paper="ok")
        assert heard(port, 1) == b"\x00"


@pytest.mark.parametrize("kind", ["tcp", "pty"])
def test_a_closed_line_leaves_nothing_behind(kind):
    printer = VirtualPrinter()
    files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()
    with reached(kind, printer) as line:
        met(line, printer)
        line.unplug()
        line.plug()
        met(line, printer)
    line.plug()
    printer.wire.push(b"nobody")
    assert len(os.listdir("/proc/self/fd")) == files
    assert threading.active_count() == threads


def test_a_serial_port_keeps_its_path_and_leaves_no_folder():
    with serve_pty(VirtualPrinter()) as line:
        before = os.readlink(line.path)
        line.unplug()
        assert not line.path.is_symlink()
        line.plug()
        assert Path(os.readlink(line.path)).exists()
        assert before.startswith("/dev/")
    assert not line.path.parent.exists()


def test_only_one_computer_at_a_time_is_served_on_the_network():
    printer = VirtualPrinter()
    with serve_tcp(printer) as line, open_port(line.url) as first:
        first.write(QUESTIONS[1])
        assert heard(first, 1) == b"\x12"
        with open_port(line.url) as second:
            second.write(QUESTIONS[1])
            assert second.read(1, 0.02) == b""
            first.close()
            assert heard(second, 1) == b"\x12"


def test_a_taken_port_is_an_error_at_once():
    with serve_tcp(VirtualPrinter()) as line, pytest.raises(OSError, match="in use"):
        serve_tcp(VirtualPrinter(), port=line.port)


def test_a_computer_that_reads_nothing_costs_no_memory_and_no_hang():
    keypad = VirtualKeypad(1)
    with reached("tcp", keypad) as line:
        port = met(line, keypad)
        for _ in range(200):
            keypad.say(bytes(100_000))
        keypad.press("R")
        presses = Presses()
        while not (found := presses.feed(port.read(1_000_000, SOON_S))):
            pass
        assert found[0].key == "R"


def met(line: Reached, device: Device) -> Port:
    """An open port that the device is known to talk to."""
    port = line.open()
    for number in range(100):
        device.wire.push(greeting := b"<%d>" % number)
        said = b""
        while not said.endswith(greeting) and (more := port.read(64, 0.05)):
            said += more
        if said.endswith(greeting):
            return port
    raise AssertionError("the device cannot be heard")
