"""A serial port's system buffer, which a pseudo terminal does not have."""

from __future__ import annotations

import pytest
import serial

from hardware.errors import TimedOut
from hardware.port import TimeOuts, open_port


class SlowDevice:
    """Stands in for pyserial's port: each look finds the next of the given fillings of the buffer."""

    is_open = True

    def __init__(self, fillings: list[int]) -> None:
        self.fillings = fillings
        self.written = b""
        self.taken_in_time_bytes = 1_000_000

    @property
    def out_waiting(self) -> int:
        return self.fillings.pop(0) if len(self.fillings) > 1 else self.fillings[0]

    def write(self, data: bytes) -> None:
        if len(data) > self.taken_in_time_bytes:
            raise serial.SerialTimeoutException
        self.written += data

    def close(self) -> None:
        pass


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> SlowDevice:
    device = SlowDevice([0])
    monkeypatch.setattr("hardware.port.serial.Serial", lambda *_, **__: device)
    return device


def test_a_write_ends_when_the_last_byte_has_left_the_computer(device):
    device.fillings = [900, 900, 400, 400, 50, 0]
    with open_port("serial:///dev/slow") as port:
        port.write(b"x" * 900)
    assert device.fillings == [0]


def test_a_slip_is_not_given_up_while_a_slow_line_with_a_small_buffer_takes_it(device):
    baud, limits = 1200, TimeOuts()
    device.taken_in_time_bytes = baud // 10 * limits.write_s
    slip = bytes(range(256)) * 20
    with open_port(f"serial:///dev/slow?baud={baud}", time_outs=limits) as port:
        port.write(slip)
    assert device.written == slip


def test_a_buffer_that_no_longer_empties_times_out(device):
    device.fillings = [900, 400]
    limits = TimeOuts(write_s=0.01)
    with open_port("serial:///dev/slow", time_outs=limits) as port, pytest.raises(TimedOut) as stalled:
        port.write(b"x" * 900)
    assert stalled.value.written == 900
