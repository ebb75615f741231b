"""What an officer types, and what a scanner types for them."""

from __future__ import annotations

import pytest

from kiosk.reception.query import Number, Words, read
from kiosk.scan import BookingCode, TicketCode

PREFIXES = {"A", "AB"}


@pytest.mark.parametrize("text", ["a17", "A17", "a 17", "A-017", "a-17", " A - 017 ", "A-0017"])
def test_a_number_is_known_however_it_is_written(text: str):
    assert read(text, PREFIXES) == Number(prefix="A", number=17)


def test_digits_alone_are_a_number_of_any_series():
    assert read("17", PREFIXES) == Number(prefix="", number=17)


def test_letters_that_are_no_prefix_are_words():
    assert read("kk 1", PREFIXES) == Words(text="kk 1")


@pytest.mark.parametrize("text", ["01234567", "0123 4567", " 01 23 45 67 "])
def test_eight_digits_are_a_booking_code(text: str):
    assert read(text, PREFIXES) == BookingCode(digits="01234567")


def test_digits_of_another_script_are_no_code():
    assert isinstance(read("٠١٢٣٤٥٦٧", PREFIXES), Words)


@pytest.mark.parametrize(
    "text", ["http://antrean.test:8080/t/aB-3_x", "https://mpp.example/antrean/t/aB-3_x/", " /t/aB-3_x"]
)
def test_the_address_on_a_slip_is_its_token_with_case(text: str):
    assert read(text, PREFIXES) == TicketCode(token="aB-3_x")


@pytest.mark.parametrize("text", ["", "  ", "ktp  hilang", "http://antrean.test/t/", "12345", "A-12345"])
def test_all_else_is_words(text: str):
    assert read(text, PREFIXES) == Words(text=" ".join(text.split()))
