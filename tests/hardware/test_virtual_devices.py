from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import frame
from hardware.keypad import Presses
from hardware.scanner import SCAN_CHARACTERS_MAX, Scans
from hardware.signboard import DARK, Face, acknowledgement, encode
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns

CALLED = Face(text="A-017", mode="blinking")
OPEN = Face(text="LOKET 4", mode="idle")


def test_a_sign_is_dark_until_it_is_told_otherwise():
    signs = VirtualSigns([2, 1])
    assert signs.faces == {1: DARK, 2: DARK}


def test_a_sign_shows_what_it_was_told_last():
    signs = VirtualSigns([1])
    assert signs.feed(encode(1, CALLED) + encode(1, OPEN)) == acknowledgement(1) * 2
    assert signs.faces == {1: OPEN}


def test_what_is_said_to_everyone_is_shown_by_all_and_acknowledged_by_none():
    signs = VirtualSigns([1, 2, 99])
    signs.set_health(2, "dead")
    assert signs.feed(encode(frame.EVERYONE, OPEN)) == b""
    assert signs.faces == {1: OPEN, 2: DARK, 99: OPEN}


def test_nobody_answers_for_an_address_without_a_sign():
    signs = VirtualSigns([1])
    assert signs.feed(encode(2, CALLED)) == b""
    assert signs.faces == {1: DARK}


def test_a_mute_sign_shows_and_says_nothing_and_a_dead_one_does_neither():
    changed: list[tuple[int, Face]] = []
    signs = VirtualSigns([1, 2], on_change=lambda address, face: changed.append((address, face)))
    signs.feed(encode(1, CALLED) + encode(2, CALLED))
    signs.set_health(1, "mute")
    signs.set_health(2, "dead")
    assert signs.feed(encode(1, OPEN) + encode(2, OPEN)) == b""
    assert signs.faces == {1: OPEN, 2: DARK}
    signs.set_health(2, "well")
    assert signs.feed(encode(2, OPEN)) == acknowledgement(2)
    assert changed == [(1, CALLED), (2, CALLED), (2, DARK), (1, OPEN), (2, OPEN)]


def test_a_sign_without_power_forgets_what_it_showed():
    signs = VirtualSigns([1])
    signs.feed(encode(1, CALLED) + encode(1, OPEN)[:4])
    signs.set_health(1, "dead")
    signs.set_health(1, "well")
    assert signs.faces == {1: DARK}


@pytest.mark.parametrize("address", [0, 100, -1])
def test_a_sign_has_an_address_of_its_own(address):
    with pytest.raises(ValueError, match="address"):
        VirtualSigns([address])


def test_the_health_of_a_sign_that_is_not_there_cannot_be_set():
    with pytest.raises(KeyError):
        VirtualSigns([1]).set_health(2, "dead")


@given(st.lists(st.binary(max_size=40) | st.sampled_from([encode(1, CALLED), encode(0, OPEN)[:5], None])))
def test_signs_take_any_bytes_and_show_only_what_they_were_told(pieces):
    signs = VirtualSigns([1])
    for piece in pieces:
        if piece is None:
            signs.break_line()
        else:
            signs.feed(piece)
    signs.feed(b"\x03")
    assert signs.feed(encode(1, OPEN)) == acknowledgement(1)
    assert signs.faces == {1: OPEN}


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\x03"])
def test_a_scanner_ends_what_it_reads_as_it_is_set(suffix):
    scanner = VirtualScanner(suffix=suffix)
    with scanner.port() as port:
        scanner.scan("http://192.168.1.20/t/3f9K")
        scanner.scan("Dinas Pendidikan ☂")
        assert Scans().feed(port.read(SCAN_CHARACTERS_MAX, 0)) == [
            "http://192.168.1.20/t/3f9K",
            "Dinas Pendidikan ?",
        ]


def test_a_keypad_sends_any_key_and_any_noise():
    keypad = VirtualKeypad(12)
    presses = Presses()
    with keypad.port() as port:
        keypad.press("N")
        keypad.say(b"\xff\x02")
        keypad.press("4")
        assert [(press.address, press.key) for press in presses.feed(port.read(99, 0))] == [
            (12, "N"),
            (12, "4"),
        ]
    assert presses.dropped == 2
    assert keypad.feed(b"\x00" * 100) == b""
