from __future__ import annotations

import errno
import socket

import pytest
import serial

from hardware.errors import Disconnected, cause_of


def caught(error: Exception, inner: Exception) -> Exception:
    """As a library raises it while it handles another."""
    try:
        try:
            raise inner
        finally:
            raise error
    except type(error) as raised:
        return raised


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOENT, ""), "not_there"),
        (OSError(errno.ENODEV, ""), "not_there"),
        (OSError(errno.ENXIO, ""), "not_there"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "not_there"),
        (OSError(errno.EACCES, ""), "no_permission"),
        (OSError(errno.EPERM, ""), "no_permission"),
        (OSError(errno.EBUSY, ""), "busy"),
        (OSError(errno.EAGAIN, ""), "busy"),
        (OSError(errno.ECONNREFUSED, ""), "refused"),
        (OSError(errno.EHOSTUNREACH, ""), "no_answer"),
        (OSError(errno.ENETUNREACH, ""), "no_answer"),
        (OSError(errno.ETIMEDOUT, ""), "no_answer"),
        (TimeoutError("timed out"), "no_answer"),
        (UnicodeError("label empty or too long"), "not_there"),
        (OSError(errno.EIO, ""), "gone"),
        (OSError(errno.EPIPE, ""), "gone"),
        (OSError(errno.EISDIR, ""), "not_a_device"),
        (OSError(errno.ENOTTY, ""), "not_a_device"),
        (OSError(errno.ENOSPC, ""), ""),
        (ValueError("Not a valid baudrate"), ""),
        (serial.SerialException(errno.EACCES, "could not open port"), "no_permission"),
        (
            caught(serial.SerialException("Could not configure port"), Exception(errno.ENOTTY, "no tty")),
            "not_a_device",
        ),
        (caught(serial.SerialException("no number"), OSError(errno.EIO, "")), "gone"),
        (serial.SerialException("no number, and nothing behind it"), ""),
        # On Windows pyserial has no number either, and what is in use is "denied".
        (
            serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access is denied.')"),
            "busy",
        ),
        (serial.SerialException("could not open port 'COM9': FileNotFoundError(2, 'no file')"), "not_there"),
    ],
)
def test_what_the_system_raised_tells_the_cause(error, cause):
    assert cause_of(error) == cause


def test_a_lost_line_is_gone_unless_something_else_is_known():
    assert Disconnected("the cable was pulled").cause == "gone"
    assert Disconnected("too long", cause="").cause == ""
