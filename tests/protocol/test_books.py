"""The answers that a device has kept for it: a ring of the last thousand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map

from protocol.books import EMPTY, KEYS_KEPT, Answers, Books
from protocol.messages import (
    REQUESTS_KEPT_MAX,
    SCHEMA,
    Actor,
    DayEnded,
    DayStarted,
    DeviceId,
    Event,
    Happening,
    TicketIssued,
)
from protocol.visit import Visit, VisitId
from tests.protocol.histories import BRIEFLY
from tests.server.mall import SATU

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
KIOSK = DeviceId("kiosk-1")
NOBODY: Map[VisitId, Visit] = Map()
PLAY = settings(BRIEFLY, max_examples=60)


def event(
    seq: int, request: int | str | None, part: int = 0, at: datetime = AT, what: Happening | None = None
) -> Event:
    return Event(
        schema=SCHEMA,
        seq=seq,
        part=part,
        at=at,
        by=Actor(device=KIOSK),
        request=request,
        what=DayEnded(day="2026-03-02", left=0) if what is None else what,
    )


def answered(*requests: int, parts: int = 1) -> Answers:
    """The answers of a device after requests that each led to one event or several."""
    books = EMPTY
    for number, request in enumerate(requests):
        for part in range(parts):
            books = books.after(event(number * parts + part + 1, request, part), NOBODY)
    return books.answers[KIOSK]


def test_a_new_request_is_new() -> None:
    assert answered(1).find(2) == "new"
    assert Answers(last=0, ring=Map()).find(1) == "new"


def test_a_repeat_is_found_with_the_events_it_led_to() -> None:
    assert answered(1, 2, 3, parts=2).find(2) == (3, 2)


def test_skipped_numbers_are_no_answers() -> None:
    answers = answered(1, 5, 9)
    assert [answers.find(request) for request in (1, 5, 9)] == [(1, 1), (2, 1), (3, 1)]
    assert [answers.find(request) for request in (2, 6, 10)] == ["new"] * 3


def test_the_last_thousand_are_kept_and_no_more() -> None:
    answers = answered(*range(1, REQUESTS_KEPT_MAX + 51))
    assert len(answers.ring) == REQUESTS_KEPT_MAX
    assert answers.find(51) == (51, 1)
    assert [answers.find(request) for request in (1, 50)] == ["too_old", "too_old"]
    assert answers.last == REQUESTS_KEPT_MAX + 50


def test_what_was_skipped_long_ago_is_too_old_too() -> None:
    answers = answered(1, 2, REQUESTS_KEPT_MAX + 10)
    assert answers.find(5) == "too_old"
    assert answers.find(11) == "new"


def test_a_jump_of_the_count_leaves_no_old_answer_under_a_new_number() -> None:
    answers = answered(5, 5 + 3 * REQUESTS_KEPT_MAX)
    assert answers.find(5) == "too_old"
    assert answers.find(5 + REQUESTS_KEPT_MAX) == "too_old"
    assert answers.find(5 + 3 * REQUESTS_KEPT_MAX) == (2, 1)
    assert answers.find(5 + 4 * REQUESTS_KEPT_MAX) == "new"


@PLAY
@given(
    st.lists(st.integers(1, 5 * REQUESTS_KEPT_MAX), unique=True, min_size=1, max_size=30).map(sorted),
    st.integers(1, 6 * REQUESTS_KEPT_MAX),
)
def test_a_number_is_answered_new_or_too_old_as_the_requests_tell(requests: list[int], asked: int) -> None:
    found = answered(*requests).find(asked)
    last = requests[-1]
    if asked <= last - REQUESTS_KEPT_MAX:
        assert found == "too_old"
    elif asked in requests:
        assert found == (requests.index(asked) + 1, 1)
    else:
        assert found == "new"


def test_a_key_is_answered_for_its_own_device() -> None:
    books = EMPTY.after(event(7, "key"), NOBODY).after(event(8, "key", 1), NOBODY)
    assert books.find(KIOSK, "key") == (7, 2)
    assert books.find(DeviceId("kiosk-2"), "key") == "new"
    assert books.find(KIOSK, "other") == "new"


def test_a_key_of_another_device_is_never_ours_however_they_are_spelt() -> None:
    books = EMPTY.after(event(7, "b/c"), NOBODY)
    assert books.find(DeviceId("kiosk-1/b"), "c") == "new"


def test_keys_are_kept_a_day_and_dropped_when_a_day_starts_after_that() -> None:
    books = EMPTY.after(event(7, "key"), NOBODY)
    early = books.after(
        event(8, None, at=AT + KEYS_KEPT - timedelta(seconds=1), what=DayStarted(day="x")), NOBODY
    )
    assert early.find(KIOSK, "key") == (7, 1)
    late = books.after(event(8, None, at=AT + KEYS_KEPT, what=DayStarted(day="x")), NOBODY)
    assert late.find(KIOSK, "key") == "new"


def test_a_request_without_a_number_leaves_no_answer() -> None:
    books = EMPTY.after(event(7, None), NOBODY)
    assert books == EMPTY
    assert books.find(KIOSK, None) == "new"


def test_the_highest_request_of_a_device_is_known() -> None:
    assert EMPTY.last_request(KIOSK) == 0
    assert EMPTY.after(event(1, 5), NOBODY).after(event(2, 3), NOBODY).last_request(KIOSK) == 5


def test_a_series_goes_on_until_the_day_starts() -> None:
    books = EMPTY
    for number in (1, 2, 3):
        books = books.after(event(number, number, what=ticket(number)), NOBODY)
    assert dict(books.series) == {"A": 3}
    assert books.after(event(4, None, what=DayStarted(day="x")), NOBODY).series == Map()
    assert isinstance(books, Books)


def ticket(number: int) -> TicketIssued:
    return TicketIssued(
        visit=number,
        stop=0,
        tenant="anggrek",
        issuer=KIOSK,
        service=SATU,
        prefix="A",
        number=number,
        language="id",
        ahead=0,
        token="token",
    )
