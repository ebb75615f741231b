from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from hardware import frame, keypad
from hardware.keypad import Key, KeyPress, Presses
from tests.hardware.splits import CUTS, LINE_NOISE, examples_in, pieces

PRESSES = st.builds(KeyPress, address=st.integers(0, 99), key=st.sampled_from(get_args(Key)))


def test_the_worked_examples_hold():
    presses = (KeyPress(address=7, key="N"), KeyPress(address=7, key="4"))
    assert examples_in(keypad) == [keypad.encode(press) for press in presses]


@given(st.lists(PRESSES, max_size=12), CUTS)
def test_presses_arrive_in_their_order_in_any_pieces(sent, cuts):
    reader = Presses()
    data = b"".join(map(keypad.encode, sent))
    assert [press for piece in pieces(data, cuts) for press in reader.feed(piece)] == sent
    assert reader.dropped == 0


def test_a_frame_that_is_no_key_is_dropped_and_counted():
    reader = Presses()
    for payload in ("c", "CC", "SA-017", "?"):
        assert reader.feed(frame.encode(3, payload)) == []
    assert reader.dropped == 7 + 8 + 12 + 7


@given(LINE_NOISE)
def test_any_bytes_at_all_are_survived(noise):
    reader = Presses()
    reader.feed(noise)
    reader.reset()
    assert reader.feed(keypad.encode(KeyPress(address=1, key="C"))) == [KeyPress(address=1, key="C")]
