from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.address import File, InProcess, Serial, Tcp, parse
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("tcp://printer-1.lan", Tcp(host="printer-1.lan", port=9100)),
        ("tcp://192.168.1.50:9101/", Tcp(host="192.168.1.50", port=9101)),
        ("tcp://[fe80::1]:9100", Tcp(host="fe80::1", port=9100)),
        ("tcp://printer-1.lan?status=no", Tcp(host="printer-1.lan", port=9100, answers=False)),
        ("tcp://printer-1.lan:9100/?status=yes", Tcp(host="printer-1.lan", port=9100)),
        ("serial:///dev/ttyUSB0?status=no", Serial(path="/dev/ttyUSB0", baud=9600, answers=False)),
        ("serial:COM3?baud=19200&status=no", Serial(path="COM3", baud=19200, answers=False)),
        ("serial:///dev/ttyUSB0", Serial(path="/dev/ttyUSB0", baud=9600)),
        ("serial:///dev/ttyUSB0?baud=19200", Serial(path="/dev/ttyUSB0", baud=19200)),
        ("serial:COM3?baud=115200", Serial(path="COM3", baud=115200)),
        ("serial:///com12", Serial(path="COM12", baud=9600)),
        ("file:///dev/usb/lp0", File(path="/dev/usb/lp0")),
        ("memory:", InProcess(scheme="memory")),
        ("virtual:", InProcess(scheme="virtual")),
    ],
)
def test_a_good_address_is_understood(url, address):
    assert parse(url) == address


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("", "scheme"),
        ("/dev/usb/lp0", "scheme"),
        ("lpr://x", "scheme"),
        ("usb:04b8:0202", "scheme"),
        ("cups://office", "scheme"),
        ("tcp://", "host"),
        ("tcp://:9100", "host"),
        ("tcp://[::1", "host"),
        ("tcp://a b", "host"),
        ("tcp://user:secret@printer", "host"),
        ("tcp://printer:0", "port"),
        ("tcp://printer:70000", "port"),
        ("tcp://printer:abc", "port"),
        ("tcp://printer/queue", "path"),
        ("tcp://printer?fast", "query"),
        ("tcp://printer#1", "fragment"),
        ("tcp://printer?status=maybe", "query"),
        ("tcp://printer?baud=9600", "query"),
        ("serial:///dev/ttyUSB0?status=", "query"),
        ("serial:", "path"),
        ("serial://ttyUSB0", "host"),
        ("serial:///dev/ttyUSB0?baud=12345", "query"),
        ("serial:///dev/ttyUSB0?speed=9600", "query"),
        ("file://host/dev/usb/lp0", "host"),
        ("file:lp0", "path"),
        ("memory:x", "path"),
        ("virtual://x", "host"),
    ],
)
def test_a_bad_address_is_refused_with_the_part_that_is_wrong(url, part):
    with pytest.raises(BadUrl) as refused:
        parse(url)
    assert refused.value.part == part
    assert refused.value.code == "bad_url"
    assert part in str(refused.value)


def test_what_is_not_built_yet_says_so():
    with pytest.raises(BadUrl, match="'usb' is not supported yet"):
        Printer("usb:04b8:0202", PROFILES["80mm"])


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    for url in (text, f"tcp://{text}", f"serial://{text}", f"file://{text}"):
        try:
            parse(url)
        except BadUrl:
            continue
