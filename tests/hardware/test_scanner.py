from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import scanner
from hardware.scanner import SCAN_CHARACTERS_MAX, Scans, encode
from tests.hardware.splits import CUTS, LINE_NOISE, examples_in, pieces

CODES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=60)
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\x03"])
PRINTABLE = range(0x20, 0x7F)


def test_the_worked_example_holds():
    assert examples_in(scanner) == [encode("MPP-7K39")]


@given(st.lists(st.tuples(CODES, ENDS), max_size=6), CUTS)
def test_scans_arrive_whatever_ends_them_in_any_pieces(sent, cuts):
    reader = Scans()
    data = b"".join(text.encode() + end for text, end in sent)
    assert [scan for piece in pieces(data, cuts) for scan in reader.feed(piece)] == [text for text, _ in sent]
    assert reader.dropped == 0


@given(LINE_NOISE, CUTS)
def test_any_bytes_give_short_printable_texts_and_every_other_byte_is_counted(noise, cuts):
    reader = Scans()
    scans = [scan for piece in pieces(noise, cuts) for scan in reader.feed(piece)]
    assert all(0 < len(scan) <= SCAN_CHARACTERS_MAX and scan.isprintable() for scan in scans)
    assert reader.dropped >= sum(byte not in PRINTABLE and byte not in b"\r\n\x03" for byte in noise)
    reader.reset()
    assert reader.feed(b"A-017\r") == ["A-017"]


def test_bytes_that_are_no_text_are_left_out_and_counted():
    reader = Scans()
    assert reader.feed(b"\x02MPP-\xff7K39\x00\r\n") == ["MPP-7K39"]
    assert reader.dropped == 3


def test_the_longest_code_is_read_and_a_longer_one_is_dropped_whole():
    reader = Scans()
    longest = "x" * SCAN_CHARACTERS_MAX
    assert reader.feed(encode(longest)) == [longest]
    assert reader.feed(b"y" * (SCAN_CHARACTERS_MAX + 90) + b"\rB-002\r") == ["B-002"]
    assert reader.dropped == SCAN_CHARACTERS_MAX + 90


def test_half_a_scan_is_forgotten_when_the_line_falls_quiet():
    reader = Scans()
    assert reader.feed(b"A-0") == []
    reader.reset()
    assert reader.feed(b"B-002\n") == ["B-002"]
    assert reader.dropped == 3


@pytest.mark.parametrize("text", ["", "x" * 401, "é", "a\rb"])
def test_what_no_scanner_sends_is_refused(text):
    with pytest.raises(ValueError, match="printable"):
        encode(text)
