from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hardware.address import BAUD_RATES, SCHEMES, Cups, File, InProcess, Serial, Tcp, Usb, parse, url_of
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("tcp://printer-1.lan", Tcp(host="printer-1.lan", port=9100)),
        ("tcp://192.168.1.50:9101/", Tcp(host="192.168.1.50", port=9101)),
        ("tcp://[fe80::1]:9100", Tcp(host="fe80::1", port=9100)),
        ("tcp://printer-1.lan?status=no", Tcp(host="printer-1.lan", port=9100, answers="no")),
        ("tcp://printer-1.lan:9100/?status=yes", Tcp(host="printer-1.lan", port=9100, answers="turn")),
        ("tcp://printer-1.lan?status=now", Tcp(host="printer-1.lan", port=9100, answers="now")),
        ("serial:///dev/ttyUSB0?status=no", Serial(path="/dev/ttyUSB0", baud=9600, answers="no")),
        ("serial:COM3?baud=19200&status=turn", Serial(path="COM3", baud=19200, answers="turn")),
        ("serial:///dev/ttyUSB0", Serial(path="/dev/ttyUSB0", baud=9600)),
        ("serial:///dev/ttyUSB0?baud=19200", Serial(path="/dev/ttyUSB0", baud=19200)),
        ("serial:COM3?baud=115200", Serial(path="COM3", baud=115200)),
        ("serial:///com12", Serial(path="COM12", baud=9600)),
        ("usb://04b8:0202", Usb(vendor=0x04B8, product=0x0202)),
        (
            "usb://04B8:0E2A/X4TR%2F01?status=now",
            Usb(vendor=0x4B8, product=0xE2A, serial="X4TR/01", answers="now"),
        ),
        ("cups://Kiosk_2", Cups(queue="Kiosk_2")),
        ("cups://kiosk/", Cups(queue="kiosk")),
        ("file:///dev/usb/lp0", File(path="/dev/usb/lp0")),
        ("memory:", InProcess(scheme="memory")),
        ("virtual:", InProcess(scheme="virtual")),
    ],
)
def test_a_good_address_is_understood(url, address):
    assert parse(url) == address


@pytest.mark.parametrize(
    ("url", "part", "right"),
    [
        ("", "scheme", "tcp://"),
        ("/dev/usb/lp0", "scheme", "tcp://"),
        ("lpr://x", "scheme", "tcp, serial, usb, cups, file"),
        ("tcp://", "host", "tcp://192.168.1.50"),
        ("tcp://:9100", "host", "tcp://192.168.1.50"),
        ("tcp://[::1", "host", "IPv6"),
        ("tcp://a b", "host", "tcp://192.168.1.50"),
        ("tcp://user:secret@printer", "host", "tcp://HOST"),
        ("tcp://printer:0", "port", "1 to 65535"),
        ("tcp://printer:70000", "port", "1 to 65535"),
        ("tcp://printer:abc", "port", "1 to 65535"),
        ("tcp://printer/queue", "path", "leave it out"),
        ("tcp://printer?fast", "query", "known: status"),
        ("tcp://printer#1", "fragment", "leave it out"),
        ("tcp://printer?status=maybe", "query", "turn, yes, now, no"),
        ("tcp://printer?status=no&status=now", "query", "leave one out"),
        ("tcp://printer?baud=9600", "query", "known: status"),
        ("serial:///dev/ttyUSB0?status=", "query", "turn, yes, now, no"),
        ("serial:", "path", "serial:///dev/ttyUSB0"),
        ("serial://ttyUSB0", "host", "serial:///dev/ttyUSB0"),
        ("serial:///dev/ttyUSB0?baud=12345", "query", "9600, 19200"),
        ("serial:///dev/ttyUSB0?speed=9600", "query", "known: baud, status"),
        ("usb://", "VID:PID", "usb://04b8:0202"),
        ("usb:04b8:0202", "VID:PID", "usb://04b8:0202"),
        ("usb://4b8:202", "VID:PID", "usb://04b8:0202"),
        ("usb://04b8:02g2", "VID:PID", "usb://04b8:0202"),
        ("usb://04b8:0202/a%0Ab", "serial number", "usb://04b8:0202/X4TR01"),
        ("usb://04b8:0202/" + "9" * 127, "serial number", "usb://04b8:0202/X4TR01"),
        ("usb://04b8:0202?baud=9600", "query", "known: status"),
        ("cups://", "queue", "cups://kiosk"),
        ("cups:kiosk", "queue", "cups://kiosk"),
        ("cups://-h", "queue", "cups://kiosk"),
        ("cups://kiosk,office", "queue", "cups://kiosk"),
        ("cups://a@b", "queue", "cups://kiosk"),
        ("cups://kiosk;rm", "queue", "cups://kiosk"),
        ("cups://host/kiosk", "path", "leave it out"),
        ("cups://kiosk?status=now", "query", "leave it out"),
        ("file://host/dev/usb/lp0", "host", "leave it out"),
        ("file:lp0", "path", "file:///dev/usb/lp0"),
        ("file:///", "path", "file:///dev/usb/lp0"),
        ("memory:x", "path", "leave it out"),
        ("virtual://x", "host", "leave it out"),
    ],
)
def test_a_bad_address_is_refused_with_the_part_that_is_wrong_and_what_would_be_right(url, part, right):
    with pytest.raises(BadUrl) as refused:
        parse(url)
    assert refused.value.part == part
    assert refused.value.code == "bad_url"
    assert part in str(refused.value)
    assert right in str(refused.value)


def test_a_printer_refuses_a_bad_address_before_it_is_used():
    with pytest.raises(BadUrl):
        Printer("usb:04b8:0202", PROFILES["80mm"])


SCRAPS = st.sampled_from(
    [
        *"/:?&=#@[]%-.,\0\nﬁ℀٣",
        "//",
        "%00",
        "status",
        "now",
        "baud",
        "04b8",
        "0202",
        "COM3",
        "dev",
        "9100",
        "::1",
    ]
)


@given(st.text() | st.lists(SCRAPS).map("".join))
def test_any_text_is_an_address_or_refused(text):
    for url in (
        text,
        *(f"{scheme}:{text}" for scheme in SCHEMES),
        *(f"{scheme}://{text}" for scheme in SCHEMES),
    ):
        try:
            address = parse(url)
        except BadUrl:
            continue
        assert parse(url_of(address)) == address


ANSWERS = st.sampled_from(["turn", "now", "no"])
NAMES = st.text(string.ascii_letters + string.digits, min_size=1, max_size=20)
ADDRESSES = st.one_of(
    st.builds(Tcp, host=NAMES.map(str.lower), port=st.integers(1, 65535), answers=ANSWERS),
    st.builds(Tcp, host=st.ip_addresses().map(str), port=st.integers(1, 65535), answers=ANSWERS),
    st.builds(Serial, path=NAMES.map("/dev/{}".format), baud=st.sampled_from(BAUD_RATES), answers=ANSWERS),
    st.builds(Serial, path=st.integers(1, 99).map("COM{}".format), baud=st.sampled_from(BAUD_RATES)),
    st.builds(
        Usb,
        vendor=st.integers(0, 0xFFFF),
        product=st.integers(0, 0xFFFF),
        serial=st.text(max_size=30).filter(str.isprintable),
        answers=ANSWERS,
    ),
    st.builds(Cups, queue=NAMES),
    st.builds(File, path=NAMES.map("/dev/usb/{}".format)),
    st.builds(InProcess, scheme=st.sampled_from(["memory", "virtual"])),
)


@given(ADDRESSES)
@example(Usb(vendor=1, product=2, serial="a/b%41?status=no#"))
def test_an_address_that_is_written_down_is_read_back_the_same(address):
    assert parse(url_of(address)) == address
