from __future__ import annotations

import subprocess
import sys

import pytest

from hardware.address import Usb, parse
from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.port import TimeOuts, open_port
from hardware.status import QUESTIONS
from hardware.usb import UsbPort
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.usb import IN, OUT, Face, UsbLine, VirtualBus

LIMITS = TimeOuts(connect_s=1.0, write_s=0.02)


def open_at(url: str, *lines: UsbLine) -> UsbPort:
    address = parse(url)
    assert isinstance(address, Usb)
    return UsbPort(address, LIMITS, bus=VirtualBus(*lines))


def paper(port: UsbPort) -> bytes:
    """What the printer says of its paper."""
    port.write(QUESTIONS[4])
    return port.read(1, 1.0)


@pytest.fixture
def line():
    with UsbLine(VirtualPrinter()) as line:
        yield line


def test_the_system_driver_gives_the_printer_up_and_gets_it_back(line):
    with open_at(line.url, line) as port:
        assert not line.driver_active
        assert paper(port) == b"\x12"
    assert line.driver_active
    assert line.claimed is None


def test_a_printer_without_the_system_driver_is_left_without_it(line):
    line.driver_active = False
    with open_at(line.url, line):
        pass
    assert not line.driver_active


def test_the_system_driver_gets_back_a_printer_that_could_not_be_claimed(line):
    line.held = True
    with pytest.raises(Unreachable) as busy:
        open_at(line.url, line)
    assert busy.value.cause == "busy"
    assert line.driver_active


def test_a_printer_that_this_user_may_not_open_says_so(line):
    line.forbidden = True
    for url in (line.url, f"{line.url}/X1"):
        with pytest.raises(Unreachable) as forbidden:
            open_at(url, line)
        assert forbidden.value.cause == "no_permission"


def test_a_device_that_waits_for_its_configuration_gets_it(line):
    line.configured = False
    with open_at(line.url, line):
        assert line.configured


def test_two_alike_are_told_apart_by_the_serial_number_and_refused_without_it():
    first, second = (UsbLine(VirtualPrinter(), number=number) for number in ("A1", "B2"))
    with pytest.raises(Unreachable, match=r"by its serial number.*A1, B2"):
        open_at("usb://0416:5011", first, second)
    with open_at(second.url, first, second):
        assert (first.claimed, second.claimed) == (None, 0)


def test_one_that_may_not_be_opened_does_not_hide_the_one_that_is_meant():
    first, second = (UsbLine(VirtualPrinter(), number=number) for number in ("A1", "B2"))
    first.forbidden = True
    with open_at(second.url, first, second):
        assert second.claimed == 0


def test_a_serial_number_that_is_not_there_is_told_with_those_that_are():
    lines = [UsbLine(VirtualPrinter(), number=number) for number in ("A1", "")]
    with pytest.raises(Unreachable, match="A1, one without") as away:
        open_at("usb://0416:5011/C3", *lines)
    assert away.value.cause == "not_there"


def test_two_with_the_same_serial_number_are_refused():
    lines = [UsbLine(VirtualPrinter(), number="A1") for _ in range(2)]
    with pytest.raises(Unreachable, match="2 USB devices"):
        open_at("usb://0416:5011/A1", *lines)


@pytest.mark.parametrize(
    ("faces", "taken"),
    [
        pytest.param((Face(kind=0xFF),), (0, 0), id="a printer that calls itself vendor specific"),
        pytest.param((Face(kind=3, ends=()), Face(1)), (1, 0), id="a printer with keys"),
        pytest.param((Face(kind=0xFF, ends=(0x03, 0x83)), Face(1)), (1, 0), id="a printer's own is better"),
        pytest.param(
            (Face(protocol=4, ends=(0x03, 0x83)), Face(1)),
            (1, 0),
            id="an interface that speaks HTTP is worse",
        ),
        pytest.param(
            (Face(protocol=1, ends=(OUT,)), Face(0, 1)), (0, 1), id="a setting that answers is better"
        ),
    ],
)
def test_the_best_interface_is_taken(faces, taken):
    line = UsbLine(VirtualPrinter(), faces=faces)
    with open_at(line.url, line) as port:
        assert (line.claimed, line.setting) == taken
        assert paper(port) == b"\x12"


@pytest.mark.parametrize("faces", [(Face(kind=3, ends=(IN,)),), (Face(ends=()),)])
def test_a_device_that_takes_no_bytes_is_no_printer(faces):
    line = UsbLine(VirtualPrinter(), faces=faces)
    with pytest.raises(Unreachable) as other:
        open_at(line.url, line)
    assert other.value.cause == "not_a_device"


def test_a_printer_that_takes_no_more_times_out_and_goes_on_later(line):
    line.device.wire.take(False)
    with open_at(line.url, line) as port:
        with pytest.raises(TimedOut) as stalled:
            port.write(b"x" * 10_000)
        assert stalled.value.written == 0
        line.device.wire.take(True)
        assert paper(port) == b"\x12"


@pytest.mark.parametrize("end", [IN, OUT])
def test_a_halted_way_is_free_again_after_a_new_opening(line, end):
    line.halted.add(end)
    with open_at(line.url, line) as port, pytest.raises(Disconnected):
        paper(port)
    with open_at(line.url, line) as port:
        assert paper(port) == b"\x12"


def test_a_printer_without_a_way_back_need_not_understand_questions():
    line = UsbLine(VirtualPrinter(), faces=(Face(ends=(OUT,)),))
    line.halted.add(0)
    with open_at(line.url, line) as port:
        assert port.read(1, 0) == b""


def test_an_empty_packet_is_silence_and_not_the_end(line):
    with open_at(line.url, line) as port:
        line.empty_packets_count = 1_000_000
        assert port.read(10, 0.01) == b""
        line.empty_packets_count = 3
        assert paper(port) == b"\x12"


def test_answers_longer_than_a_packet_are_read_in_any_pieces(line):
    with open_at(line.url, line) as port:
        line.carry(bytes(range(200)))
        read = b"".join(port.read(7, 1.0) for _ in range(29))
    assert read == bytes(range(200))


def test_a_printer_without_a_way_back_is_missed_when_it_is_pulled():
    line = UsbLine(VirtualPrinter(), faces=(Face(ends=(OUT,)),))
    with open_at(f"{line.url}?status=turn", line) as port:
        assert port.answers == "no"
        assert port.read(1, 0) == b""
        line.unplug()
        with pytest.raises(Disconnected) as gone:
            port.read(1, 0)
    assert gone.value.cause == "gone"


def test_a_printer_that_was_away_for_a_moment_has_to_be_opened_again(line):
    with open_at(line.url, line) as port:
        line.unplug()
        line.plug()
        with pytest.raises(Disconnected) as gone:
            port.write(b"x" * 100)
        assert gone.value.written == 100  # the library does not say how much of it left
    assert line.driver_active
    with open_at(line.url, line):
        pass


def test_where_the_library_is_missing_that_is_said(monkeypatch):
    monkeypatch.setattr("libusb_package.get_libusb1_backend", lambda: None)
    with pytest.raises(Unreachable) as missing:
        open_port("usb://04b8:0202")
    assert missing.value.cause == "no_program"
    monkeypatch.setitem(sys.modules, "libusb_package", None)
    with pytest.raises(Unreachable) as missing:
        open_port("usb://04b8:0202")
    assert missing.value.cause == "no_program"


def test_the_library_is_not_loaded_before_a_usb_printer_is_opened():
    code = "import sys, hardware.port as port; port.open_port('virtual:'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "hardware.virtual.printer" in loaded.split()
    assert {"usb", "libusb_package"}.isdisjoint(loaded.split())
