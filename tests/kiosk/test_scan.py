"""What a scanner reads is one of the mall's codes, or it is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scan import SCAN_CHARACTERS_MAX, BookingCode, Scan, TicketCode, Unreadable, read
from protocol.frames import TOKEN_CHARACTERS_MAX
from tests.protocol.histories import BRIEFLY

TOKEN = "ZkG3v9-_QbPq1xT0aWmN4g"


@pytest.mark.parametrize(
    "text",
    [
        f"http://192.168.1.10:8642/t/{TOKEN}",
        f"https://antrean.malang.go.id/t/{TOKEN}",
        f"https://kota.example/mal/antrean/t/{TOKEN}/",
        f"HTTPS://kota.example/t/{TOKEN}?said=did_delay#top",
        f"  http://[::1]/t/{TOKEN}\r\n",
        TOKEN,
    ],
)
def test_a_slip_of_any_host_is_a_ticket(text: str):
    assert read(text) == TicketCode(token=TOKEN)


@pytest.mark.parametrize("text", ["12345678", "1234 5678", "1234-5678", " 12345678 "])
def test_as_many_digits_as_a_booking_code_has_are_one(text: str):
    assert read(text) == BookingCode(digits="12345678")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8992761111",
        "3573011708560001",
        "1234567890123456789012",
        "2@8Xq1ZfT0,kLm+Vd/==,Qx7w==",
        "https://wa.me/qr/ZkG3v9QbPq1xT0",
        "1234567",
        "١٢٣٤٥٦٧٨",
        f"ftp://mall/t/{TOKEN}",
        "http://mall/t/",
        f"http://mall/T/{TOKEN}",
        f"http://mall/t/{TOKEN}/cancel",
        f"http://mall/t/{TOKEN}\n{TOKEN}",
        "http://mall/t/" + "x" * (TOKEN_CHARACTERS_MAX + 1),
        f"http://mall/{'x' * SCAN_CHARACTERS_MAX}/t/{TOKEN}",
        "javascript:alert(1)",
        "WIFI:T:WPA;S:mall;P:geheim;;",
        "../../etc/passwd",
    ],
)
def test_what_is_no_code_of_the_mall_is_not_taken_for_one(text: str):
    assert read(text) == Unreadable()


@BRIEFLY
@given(st.text(max_size=2 * SCAN_CHARACTERS_MAX) | st.from_regex(r"https?://[^\s]*/t/[^\s]*"))
def test_any_text_is_read_as_something_that_can_be_sent(text: str):
    scan: Scan = read(text)
    if isinstance(scan, TicketCode):
        assert 1 <= len(scan.token) <= TOKEN_CHARACTERS_MAX
        assert scan.token.isascii()
        assert scan.token in text
