"""The contract of a port, on every kind of it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.port import Port, TimeOuts, open_port
from hardware.status import QUESTIONS
from hardware.virtual import VirtualPrinter, serve_tcp

EVERY_BYTE = bytes(range(256)) * 80  # 20 kB: more than any buffer takes at once
BRIEF = TimeOuts(connect_s=0.05, write_s=0.05)


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
        assert port.can_answer
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
        with pytest.raises(Disconnected):
            port.read(1, 5.0)


def test_a_pulled_plug_is_noticed_when_writing(cabled_rig):
    with cabled_rig.opener(cabled_rig.url) as port:
        cabled_rig.unplug()
        with pytest.raises(Disconnected):
            write_for_ever(port)


def test_what_is_not_there_is_unreachable(tmp_path):
    with serve_tcp(VirtualPrinter()) as server:
        free = server.url
    for url in (free, f"serial://{tmp_path}/ttyUSB0", f"file://{tmp_path}/lp0", f"file://{tmp_path}"):
        with pytest.raises(Unreachable):
            open_port(url, time_outs=BRIEF)


def test_a_network_printer_that_takes_no_more_times_out():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = open_port(f"tcp://127.0.0.1:{listener.getsockname()[1]}", time_outs=BRIEF)
        with port, pytest.raises(TimedOut) as stalled:
            port.write(bytes(64 * 1024 * 1024))
        assert 0 < stalled.value.written < 64 * 1024 * 1024


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


def test_a_device_file_takes_bytes_and_cannot_answer(device_file: Path):
    with open_port(f"file://{device_file}") as port:
        assert not port.can_answer
        port.write(EVERY_BYTE)
        assert port.read(10, 1.0) == b""
    with open_port(f"file://{device_file}") as port:
        port.write(b"next")
    assert device_file.read_bytes() == EVERY_BYTE + b"next"
    with pytest.raises(Disconnected):
        port.write(b"late")
    with pytest.raises(Disconnected):
        port.read(1, 0)


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
        assert not memory.can_answer
    with open_port("virtual:") as virtual:
        virtual.write(QUESTIONS[4])
        assert virtual.read(1, 0) == b"\x12"
