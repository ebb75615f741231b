from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.status import (
    Answer,
    Automatic,
    InTurn,
    PrinterStatus,
    StatusReader,
    answers_of,
    automatic_of,
    decode,
    is_answer,
    is_ordered_answer,
    ordered_answer_of,
)

BYTES = st.integers(0, 255)
STATUSES = st.builds(
    PrinterStatus,
    paper=st.sampled_from(["ok", "near_end", "out"]),
    online=st.booleans(),
    cover_open=st.booleans(),
    cutter_error=st.booleans(),
    failed=st.booleans(),
)


@given(STATUSES)
def test_what_a_printer_answers_is_what_is_understood(status):
    assert decode(answers_of(status)) == status


@given(st.dictionaries(st.integers(1, 4), BYTES))
def test_ready_is_only_said_from_well_formed_answers_on_line_and_paper(answers):
    status = decode(answers)
    if status is not None and status.trouble is None:
        assert is_answer(answers[1])
        assert is_answer(answers[4])
        assert not answers[1] & 0x08
        assert not answers[4] & 0x60


def test_silence_is_no_status():
    assert decode({}) is None
    assert decode({1: 0x12}) is None
    assert decode({4: 0x12}) is None


def test_line_and_paper_alone_are_enough():
    assert decode({1: 0x12, 4: 0x1E}) == PrinterStatus(paper="near_end", online=True)


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ({1: 0x12, 4: 0x12}, None),
        ({1: 0x12, 4: 0x1E}, None),
        ({1: 0x12, 4: 0x72}, "paper_out"),
        ({1: 0x1A, 2: 0x32, 4: 0x12}, "paper_out"),
        ({1: 0x1A, 2: 0x16, 4: 0x12}, "cover_open"),
        ({1: 0x1A, 3: 0x1A, 4: 0x12}, "cutter_error"),
        ({1: 0x1A, 3: 0x32, 4: 0x12}, "failed"),
        ({1: 0x1A, 4: 0x12}, "offline"),
    ],
)
def test_the_trouble_is_the_one_a_person_can_mend(answers, trouble):
    status = decode(answers)
    assert status is not None
    assert status.trouble == trouble


@given(BYTES)
def test_the_two_kinds_of_answer_and_flow_control_are_told_apart(byte):
    assert not (is_answer(byte) and is_ordered_answer(byte))
    assert not is_answer(0x11)
    assert not is_answer(0x13)


@given(STATUSES)
def test_what_a_printer_tells_unasked_is_what_is_understood(status):
    assert StatusReader().feed(automatic_of(status)) == [Automatic(status=status)]
    assert StatusReader().feed(ordered_answer_of(status)) == [InTurn(byte=ordered_answer_of(status)[0])]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_what_is_said_does_not_depend_on_how_it_arrives(data, cuts):
    reader = StatusReader()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    said = [each for a, b in pairwise(edges) for each in reader.feed(data[a:b])]
    whole = StatusReader()
    assert said == whole.feed(data)
    assert reader.dropped == whole.dropped


WELL = PrinterStatus(paper="ok", online=True)
COVER = PrinterStatus(paper="ok", online=False, cover_open=True)


@pytest.mark.parametrize(
    ("data", "said", "dropped"),
    [
        (b"\x12\x00\x72", [Answer(byte=0x12), InTurn(byte=0), Answer(byte=0x72)], 0),
        (b"\x11\x13\x12\x13", [Answer(byte=0x12)], 0),
        (b"\x38\x00\x00\x00", [Automatic(status=COVER)], 0),
        (b"\x38\x00\x13\x00\x11\x00", [Automatic(status=COVER)], 0),
        (b"\x10\x40\x00\x0f", [Automatic(status=PrinterStatus(paper="ok", online=True, failed=True))], 0),
        (b"\x10\x04\x00\x00", [Automatic(status=PrinterStatus(paper="ok", online=True, failed=True))], 0),
        (b"\x10\x00\x03\x00", [Automatic(status=PrinterStatus(paper="near_end", online=True))], 0),
        (b"\x38\x00\x12\x00", [Answer(byte=0x12), InTurn(byte=0)], 2),
        (b"\x38\x00\x10\x00\x00\x00", [Automatic(status=WELL)], 2),
        (b"\xff\x90\x81\x5f\x00", [InTurn(byte=0)], 4),
    ],
)
def test_what_comes_is_taken_apart_byte_by_byte(data, said, dropped):
    reader = StatusReader()
    assert reader.feed(data) == said
    assert reader.dropped == dropped


def test_half_an_automatic_status_can_be_forgotten():
    reader = StatusReader()
    assert reader.feed(b"\x38\x00") == []
    reader.reset()
    assert reader.feed(b"\x00\x12") == [InTurn(byte=0), Answer(byte=0x12)]
    assert reader.dropped == 2
