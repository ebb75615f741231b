from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import frame, signboard
from hardware.signboard import (
    DARK,
    TEXT_CHARACTERS_MAX,
    Acknowledgements,
    Face,
    acknowledgement,
    decode,
    encode,
    shown,
)
from tests.hardware.splits import CUTS, LINE_NOISE, examples_in, pieces

FACES = st.builds(Face, text=st.text(max_size=30), mode=st.sampled_from(["steady", "blinking", "idle"]))
ADDRESSES = st.integers(1, 99)


def test_the_worked_examples_hold():
    told = encode(12, Face(text="A-017", mode="blinking"))
    assert examples_in(signboard) == [told, acknowledgement(12)]


@given(ADDRESSES, FACES)
def test_a_sign_understands_what_it_is_told(address, face):
    (found,) = frame.Frames().feed(encode(address, face))
    assert (found.address, decode(found)) == (address, face)


@given(st.text())
def test_what_is_shown_fits_a_sign_and_stays_as_it_is(text):
    cleaned = shown(text)
    assert len(cleaned) <= TEXT_CHARACTERS_MAX
    assert cleaned == cleaned.strip() == shown(cleaned)
    assert all(sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:/+-" for sign in cleaned)


@given(st.lists(st.from_regex(r"[A-Z]{1,2}[0-9]{0,2}-[0-9]{3,7}|[A-Z]{1,14}", fullmatch=True), max_size=4))
def test_a_number_is_shown_whole_or_not_at_all(words):
    assert all(word in words for word in shown(" ".join(words)).split() if any(map(str.isdigit, word)))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a-017", "A-017"),
        ("  Loket   12 ", "LOKET 12"),
        ("A\u2013017", "A-017"),
        ("Café_№", "CAFE NO"),
        ("LOKET PELAYANAN 12", "LOKET 12"),
        ("ISTIRAHAT SIANG HARI", "ISTIRAHAT"),
        ("KEPENDUDUKANSIPIL", "KEPENDUDUKAN"),
        ("A-000000000017", ""),
        ("A-001 B-002 C-003", ""),
        ("\x1b@\x02B\x03", "B"),
        ("叫号", ""),
    ],
)
def test_texts_are_shown_as_a_sign_can(text, seen):
    assert shown(text) == seen


def test_a_frame_that_is_none_for_a_sign_says_so():
    for payload in ("C", "a", "Sa-017", "S A", "B" + "X" * 13):
        assert decode(frame.Frame(address=1, payload=payload)) is None
    assert decode(frame.Frame(address=1, payload="I")) == DARK


@given(st.lists(ADDRESSES, max_size=8), CUTS)
def test_answers_arrive_in_any_pieces(addresses, cuts):
    reader = Acknowledgements()
    data = b"".join(map(acknowledgement, addresses))
    assert [found for piece in pieces(data, cuts) for found in reader.feed(piece)] == addresses
    assert reader.dropped == 0


@given(LINE_NOISE, ADDRESSES)
def test_an_answer_is_found_after_any_bytes_and_all_bytes_are_accounted_for(noise, address):
    reader = Acknowledgements()
    found = reader.feed(noise + acknowledgement(address))
    assert found[-1] == address
    assert reader.dropped + 3 * len(found) == len(noise) + 3


def test_an_echo_of_what_was_told_is_no_answer():
    assert Acknowledgements().feed(encode(12, Face(text="A-017", mode="steady"))) == []


@pytest.mark.parametrize("address", [-1, 0, 100])
def test_only_a_single_sign_answers(address):
    with pytest.raises(ValueError, match="address"):
        acknowledgement(address)
