from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.escpos import encode
from hardware.profiles import PROFILES
from hardware.stream import PAYLOAD_BYTES_MAX, Op, Stream

NONSENSE = st.binary(max_size=300) | st.lists(
    st.sampled_from(
        [
            b"\x1b",
            b"\x1d",
            b"\x10\x04",
            b"\x1c",
            b"v0",
            b"(L",
            b"k",
            b"D",
            b"*",
            b"V",
            b"A-017",
            b"\x00",
            b"\x02",
        ]
    )
).map(b"".join)


def in_pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


def joined_text(ops: list[Op]) -> list[Op]:
    """Runs of text made whole again: only they depend on where the stream was cut."""
    whole: list[Op] = []
    for op in ops:
        if whole and not op.name and not whole[-1].name:
            last = whole.pop()
            op = Op(name=b"", payload=last.payload + op.payload, raw=last.raw + op.raw)
        whole.append(op)
    return whole


@given(NONSENSE)
def test_every_byte_is_in_an_operation_or_waits_for_more(data):
    ops = Stream().feed(data)
    taken = b"".join(op.raw for op in ops)
    assert data.startswith(taken)
    assert all(op.raw == op.name + op.parameters + op.payload for op in ops)


@given(NONSENSE, st.lists(st.integers(0, 1000), max_size=8))
def test_where_the_stream_is_cut_makes_no_difference(data, cuts):
    stream = Stream()
    pieces = [op for piece in in_pieces(data, cuts) for op in stream.feed(piece)]
    assert joined_text(pieces) == joined_text(Stream().feed(data))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
def test_a_ticket_is_understood_to_its_last_byte(ticket, profile):
    slip = encode(ticket, profile)
    assert b"".join(op.raw for op in Stream().feed(slip)) == slip


@pytest.mark.parametrize(
    ("data", "op"),
    [
        (b"\x1b@", Op(name=b"\x1b@", raw=b"\x1b@")),
        (b"\x1ba\x01", Op(name=b"\x1ba", parameters=b"\x01", raw=b"\x1ba\x01")),
        (b"\x10\x05\x02", Op(name=b"\x10\x05", parameters=b"\x02", raw=b"\x10\x05\x02")),
        (
            b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
            Op(
                name=b"\x10\x14",
                parameters=b"\x08\x01\x03\x14\x01\x06\x02\x08",
                raw=b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
            ),
        ),
        (b"\x1da\x0e", Op(name=b"\x1da", parameters=b"\x0e", raw=b"\x1da\x0e")),
        (
            b"\x1d(k\x03\x001Q0",
            Op(name=b"\x1d(", parameters=b"k\x03\x00", payload=b"1Q0", raw=b"\x1d(k\x03\x001Q0"),
        ),
        (b"\x1dV\x42\x10", Op(name=b"\x1dV", parameters=b"\x42\x10", raw=b"\x1dV\x42\x10")),
        (
            b"\x1dv0\x00\x01\x00\x02\x00\x1b@",
            Op(
                name=b"\x1dv",
                parameters=b"0\x00\x01\x00\x02\x00",
                payload=b"\x1b@",
                raw=b"\x1dv0\x00\x01\x00\x02\x00\x1b@",
            ),
        ),
        (b"\x1dk\x04AB\x00", Op(name=b"\x1dk", payload=b"\x04AB\x00", raw=b"\x1dk\x04AB\x00")),
        (b"\x1dkI\x02AB", Op(name=b"\x1dk", parameters=b"I\x02", payload=b"AB", raw=b"\x1dkI\x02AB")),
        (
            b"\x1d(L\x02\x0002",
            Op(name=b"\x1d(", parameters=b"L\x02\x00", payload=b"02", raw=b"\x1d(L\x02\x0002"),
        ),
        (
            b"\x1b*\x21\x01\x00abc",
            Op(name=b"\x1b*", parameters=b"\x21\x01\x00", payload=b"abc", raw=b"\x1b*\x21\x01\x00abc"),
        ),
        (b"\x1bD\x08\x10\x00", Op(name=b"\x1bD", payload=b"\x08\x10\x00", raw=b"\x1bD\x08\x10\x00")),
    ],
)
def test_a_command_ends_where_it_should(data, op):
    stream = Stream()
    assert stream.feed(data[:-1]) == []
    assert stream.feed(data[-1:] + b"A") == [op, Op(name=b"", payload=b"A", raw=b"A")]


def test_an_absurd_length_does_not_swallow_what_follows():
    absurd = b"\x1dv0\x00\xff\xff\xff\xff"
    assert PAYLOAD_BYTES_MAX < 0xFFFF * 0xFFFF
    assert [op.name for op in Stream().feed(absurd + b"A-017\n")] == [b"\x1dv", b"", b"\n"]


def test_a_reset_forgets_half_a_command():
    stream = Stream()
    stream.feed(b"\x1dv0\x00\x10\x00")
    stream.reset()
    assert stream.feed(b"A") == [Op(name=b"", payload=b"A", raw=b"A")]
