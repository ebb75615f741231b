"""The contract of a port, on every kind of it."""

from __future__ import annotations

import errno
import os
import socket
import sys
import termios
from pathlib import Path

import pytest

from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.port import ALIVE_IDLE_S, Port, TimeOuts, open_port
from hardware.status import QUESTIONS
from hardware.virtual.line import serve_pty, serve_tcp
from hardware.virtual.printer import VirtualPrinter

EVERY_BYTE = bytes(range(256)) * 80  # 20 kB: more than any buffer takes at once
BRIEF = TimeOuts(connect_s=0.05, write_s=0.05)
SHORT = TimeOuts(connect_s=5.0, write_s=0.05)


def write_for_ever(port: Port) -> None:
    # The first writes after the cut may still find room in the system's buffers.
    while True:
        port.write(EVERY_BYTE)


def test_every_byte_arrives_in_order(rig):
    with rig.opener(rig.url) as port:
        port.write(EVERY_BYTE)
        assert rig.printer.received(len(EVERY_BYTE)) == EVERY_BYTE


def test_an_answer_can_be_read_in_pieces_no_larger_than_asked_for(rig):
    with rig.opener(rig.url) as port:
        assert port.answers == "turn"
        port.write(QUESTIONS[1] + QUESTIONS[4])
        answers = [port.read(1, 5.0), port.read(1, 5.0)]
    assert answers == [b"\x12", b"\x12"]


def test_silence_reads_as_nothing(rig):
    with rig.opener(rig.url) as port:
        assert port.read(10, 0) == b""
        assert port.read(10, 0.001) == b""


def test_a_closed_port_takes_and_gives_nothing(rig):
    port = rig.opener(rig.url)
    port.close()
    port.close()
    with pytest.raises(Disconnected) as refused:
        port.write(b"late")
    assert refused.value.written == 0
    with pytest.raises(Disconnected):
        port.read(1, 0)
    assert rig.printer.received() == b""


def test_leaving_the_with_block_closes_the_port(rig):
    with rig.opener(rig.url) as port:
        pass
    with pytest.raises(Disconnected):
        port.read(1, 0)


def test_a_pulled_plug_is_noticed_when_reading(cabled_rig):
    with cabled_rig.opener(cabled_rig.url) as port:
        cabled_rig.unplug()
        with pytest.raises(Disconnected) as gone:
            port.read(1, 5.0)
    assert gone.value.cause == "gone"


def test_a_pulled_plug_is_noticed_when_writing(cabled_rig):
    with cabled_rig.opener(cabled_rig.url) as port:
        cabled_rig.unplug()
        with pytest.raises(Disconnected) as gone:
            write_for_ever(port)
    assert gone.value.cause == "gone"


def test_what_is_unplugged_is_unreachable_until_it_is_plugged_in_again(cabled_rig):
    cabled_rig.unplug()
    with pytest.raises(Unreachable) as away:
        cabled_rig.opener(cabled_rig.url)
    assert away.value.cause in ("not_there", "refused")
    cabled_rig.plug()
    with cabled_rig.opener(cabled_rig.url) as port:
        port.write(QUESTIONS[4])
        assert port.read(1, 5.0) == b"\x12"


@pytest.mark.parametrize("answers", ["turn", "now", "no"])
def test_how_far_a_device_answers_is_said_in_its_address(cabled_rig, answers):
    mark = "&" if "?" in cabled_rig.url else "?"
    with cabled_rig.opener(f"{cabled_rig.url}{mark}status={answers}") as port:
        assert port.answers == answers


def test_at_a_line_without_a_way_back_every_byte_arrives_and_nothing_comes(one_way):
    with open_port(one_way.url) as port:
        assert port.answers == "no"
        port.write(EVERY_BYTE)
        port.write(b"the end")
        port.flush()
        port.flush()
        assert port.read(10, 0.001) == b""
    assert one_way.arrived() == EVERY_BYTE + b"the end"


def test_a_closed_port_without_a_way_back_takes_nothing(one_way):
    with open_port(one_way.url) as port:
        pass
    port.close()
    with pytest.raises(Disconnected) as refused:
        port.write(b"late")
    assert refused.value.written == 0
    with pytest.raises(Disconnected):
        port.read(1, 0)
    port.flush()
    assert one_way.arrived() == b""


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("tcp://127.0.0.1:{free}", "refused"),
        ("tcp://a..b", "not_there"),
        ("serial://{folder}/ttyUSB0", "not_there"),
        ("serial://{folder}/note.txt", "not_a_device"),
        ("file://{folder}/lp0", "not_there"),
        ("file://{folder}", "not_a_device"),
        ("usb://ffff:ffff", "not_there"),
        ("cups://nowhere", "not_there"),
    ],
)
def test_what_cannot_be_opened_is_unreachable_and_says_why(url, cause, tmp_path, queue, empty_usb):
    queue.lpstat_says("", complains="lpstat: Invalid destination name in list", status=1)
    (tmp_path / "note.txt").touch()
    with serve_tcp(VirtualPrinter()) as line:
        free = line.port
    with pytest.raises(Unreachable) as away:
        open_port(url.format(free=free, folder=tmp_path), time_outs=SHORT)
    assert away.value.cause == cause
    assert away.value.written == 0


def test_a_serial_line_that_another_program_holds_is_busy():
    with serve_pty(VirtualPrinter()) as line:
        with open_port(line.url), pytest.raises(Unreachable) as taken:
            open_port(line.url)
        assert taken.value.cause == "busy"
        with open_port(line.url) as port:
            port.write(QUESTIONS[4])
            assert port.read(1, 5.0) == b"\x12"


def test_a_serial_line_that_cannot_be_set_up_is_unreachable(monkeypatch):
    def fails(*_: object) -> None:
        raise termios.error(errno.EIO, "Input/output error")

    with serve_pty(VirtualPrinter()) as line:
        monkeypatch.setattr("termios.tcsetattr", fails)
        with pytest.raises(Unreachable) as broken:
            open_port(line.url)
    assert broken.value.cause == "gone"


def test_a_network_printer_that_takes_no_more_times_out():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = open_port(f"tcp://127.0.0.1:{listener.getsockname()[1]}", time_outs=BRIEF)
        with port, pytest.raises(TimedOut) as stalled:
            port.write(bytes(64 * 1024 * 1024))
        assert 0 < stalled.value.written < 64 * 1024 * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="the system's list of its connections")
def test_a_network_device_that_says_nothing_is_asked_within_seconds_whether_it_is_still_there():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1]
        with open_port(f"tcp://127.0.0.1:{number}"):
            rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()]
    (timer,) = [row[5] for row in rows if row[2] == f"0100007F:{number:04X}"]
    kind, hundredths = (int(part, 16) for part in timer.split(":"))
    assert kind == 2, "a question is due"
    assert hundredths <= ALIVE_IDLE_S * 100


def test_a_serial_printer_that_takes_no_more_times_out():
    ours, theirs = os.openpty()
    try:
        with open_port(f"serial://{os.ttyname(theirs)}", time_outs=BRIEF) as port:
            with pytest.raises(TimedOut) as stalled:
                port.write(bytes(1024 * 1024))
            assert 0 < stalled.value.written < 1024 * 1024
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_file_is_appended_to(device_file: Path):
    for data in (b"first", b"second"):
        with open_port(f"file://{device_file}") as port:
            port.write(data)
    assert device_file.read_bytes() == b"firstsecond"


def test_a_device_file_that_takes_no_more_times_out_and_a_vanished_one_disconnects(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with open_port(f"file://{pipe}", time_outs=BRIEF) as port:
        with pytest.raises(TimedOut) as stalled:
            port.write(bytes(1024 * 1024))
        assert stalled.value.written == len(os.read(reader, 1024 * 1024))
        os.close(reader)
        with pytest.raises(Disconnected) as gone:
            port.write(b"x")
        assert gone.value.written == 0


def test_the_in_process_ports_open_by_url():
    with open_port("memory:") as memory:
        memory.write(b"kept")
        assert memory.answers == "no"
    with open_port("virtual:") as virtual:
        virtual.write(QUESTIONS[4])
        assert virtual.read(1, 0) == b"\x12"
