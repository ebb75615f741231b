from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import frame
from hardware.frame import FRAME_BYTES_MAX, PAYLOAD_BYTES_MAX, Frame, Frames, encode
from tests.hardware.splits import CUTS, LINE_NOISE, examples_in, pieces

PAYLOADS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=PAYLOAD_BYTES_MAX
)
FRAMES = st.builds(Frame, address=st.integers(0, 99), payload=PAYLOADS)
NOISE = st.binary(max_size=40).map(lambda noise: noise.replace(b"\x02", b""))
"""Whatever a line says before a frame begins."""


def wire(found: Frame) -> bytes:
    return encode(found.address, found.payload)


def test_the_worked_example_holds():
    assert examples_in(frame) == [wire(Frame(address=12, payload="C"))]


@given(st.lists(st.tuples(NOISE, FRAMES), max_size=6), CUTS)
def test_frames_are_found_between_any_noise_in_any_pieces(line, cuts):
    data = b"".join(noise + wire(sent) for noise, sent in line)
    reader = Frames()
    found = [each for piece in pieces(data, cuts) for each in reader.feed(piece)]
    assert found == [sent for _, sent in line]
    assert reader.dropped == sum(len(noise) for noise, _ in line)


@given(LINE_NOISE, FRAMES, CUTS)
def test_a_frame_is_found_after_any_bytes_at_all(before, sent, cuts):
    reader = Frames()
    found = [each for piece in pieces(before + wire(sent), cuts) for each in reader.feed(piece)]
    assert found[-1] == sent


@given(st.lists(LINE_NOISE, max_size=8))
def test_every_byte_is_in_a_frame_dropped_or_held_and_few_are_held(fragments):
    reader = Frames()
    found = [each for fragment in fragments for each in reader.feed(fragment)]
    heard = sum(map(len, fragments))
    held = heard - reader.dropped - sum(len(wire(each)) for each in found)
    assert 0 <= held < FRAME_BYTES_MAX
    reader.reset()
    assert reader.dropped + sum(len(wire(each)) for each in found) == heard


@given(FRAMES, st.data())
def test_a_frame_with_one_wrong_byte_is_never_taken_for_what_was_sent(sent, data):
    good = wire(sent)
    at = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    assert Frames().feed(good[:at] + bytes([byte]) + good[at + 1 :]) == []


@pytest.mark.parametrize("lost", range(7))
def test_a_lost_byte_costs_one_frame_only(lost):
    sent = wire(Frame(address=7, payload="S"))
    assert Frames().feed(sent[:lost] + sent[lost + 1 :] + sent) == [Frame(address=7, payload="S")]


def test_what_is_longer_than_a_frame_is_none_and_is_not_kept():
    inner = b"07" + b"x" * (PAYLOAD_BYTES_MAX + 1)
    check = b"%02X" % (inner[0] ^ inner[1] ^ ord("x"))
    reader = Frames()
    assert reader.feed(b"\x02" + inner + check + b"\x03") == []
    reader.feed(b"\x02" + b"0" * 10_000)
    assert reader.dropped > 10_000 - FRAME_BYTES_MAX


@pytest.mark.parametrize(
    ("address", "payload"),
    [(-1, "C"), (100, "C"), (1, ""), (1, "x" * 17), (1, "\x1b"), (1, "é"), (1, "\x02")],
)
def test_what_fits_no_frame_is_refused(address, payload):
    with pytest.raises(ValueError, match=r"address|payload"):
        encode(address, payload)
