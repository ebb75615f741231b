from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.status import PrinterStatus, answers_of, decode, is_answer, is_ordered_answer

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
