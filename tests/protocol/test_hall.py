"""What each event does to the hall, and what cannot happen."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from immutables import Map
from msgspec.structs import replace

from protocol import codec
from protocol.catalogue import CounterId
from protocol.hall import (
    ENDED,
    NEXT,
    Hall,
    State,
    Stop,
    Visit,
    apply,
    empty,
    line_of,
    ticket_label,
)
from protocol.lines import lines_of, waiting_of
from protocol.messages import (
    SCHEMA,
    ClassCorrected,
    DayEnded,
    DayStarted,
    Event,
    Happening,
    OfficerSignedOff,
    OfficerSignedOn,
    ServiceFinished,
    ServiceStarted,
    StopAdded,
    StopReady,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitHandedOver,
    VisitHappening,
    VisitId,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitRestored,
    VisitReturned,
    VisitsForgotten,
    VisitTakenBack,
    VisitTransferred,
)
from protocol.record import HallRecord, hall_of, record_of
from protocol.visit import Kind, Why, stream_of
from tests.protocol.histories import BRIEFLY, stories
from tests.server.mall import SATU, small_mall
from tests.server.story import Story

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
VISIT = VisitId(1)
OF: dict[str, Any] = {"visit": VISIT, "stop": 0, "tenant": "anggrek", "issuer": "kiosk-1"}
AT_1: dict[str, Any] = {**OF, "counter": CounterId(1)}
HAPPENINGS: tuple[VisitHappening, ...] = (
    TicketConfirmed(**OF, paper="printed"),
    VisitCancelled(**OF, reason="not_confirmed"),
    VisitCalled(**AT_1, why=Why(rule="line_order")),
    VisitRecalled(**AT_1),
    ServiceStarted(**AT_1),
    ServiceFinished(**AT_1, outcome="completed"),
    VisitMissed(**AT_1),
    VisitTakenBack(**AT_1, reason="officer"),
    VisitParked(**AT_1, reason="documents"),
    VisitReturned(**OF, line_time=AT),
    VisitRestored(**OF, line_time=AT),
    VisitDelayed(**OF, line_time=AT),
    VisitTransferred(**AT_1, to=0),
    VisitHandedOver(**AT_1, to=CounterId(3)),
    StopReady(**OF),
)
PAIRS = list(itertools.product(State, HAPPENINGS))
TABLE = {
    ("printing", "TicketConfirmed"): "waiting",
    ("printing", "VisitCancelled"): "cancelled",
    ("planned", "StopReady"): "waiting",
    ("planned", "VisitCancelled"): "cancelled",
    ("waiting", "VisitCalled"): "called",
    ("waiting", "VisitDelayed"): "waiting",
    ("waiting", "VisitCancelled"): "cancelled",
    ("called", "VisitRecalled"): "called",
    ("called", "ServiceStarted"): "serving",
    ("called", "VisitMissed"): "no_show",
    ("called", "VisitTakenBack"): "waiting",
    ("called", "VisitParked"): "parked",
    ("called", "VisitTransferred"): "transferred",
    ("called", "VisitCancelled"): "cancelled",
    ("serving", "ServiceFinished"): "finished",
    ("serving", "VisitParked"): "parked",
    ("serving", "VisitTransferred"): "transferred",
    ("serving", "VisitHandedOver"): "serving",
    ("serving", "VisitCancelled"): "cancelled",
    ("parked", "VisitReturned"): "waiting",
    ("parked", "VisitCancelled"): "cancelled",
    ("no_show", "VisitRestored"): "waiting",
    ("cancelled", "TicketConfirmed"): "waiting",
}
"""What leads from where to where; all else is a bug of whoever says it."""
PLAY = settings(BRIEFLY, max_examples=60)


def event(what: Happening, seq: int = 2, **fields: Any) -> Event:
    given: dict[str, Any] = {"schema": SCHEMA, "part": 0, "at": LATER, "by": None, "request": None, **fields}
    return Event(seq=seq, what=what, **given)


def hall_with(state: State, desk: bool = True) -> Hall:
    """One visit in a state, before counter 1 if it is called or served."""
    at_counter = state in (State.CALLED, State.SERVING)
    stop = Stop(
        tenant="anggrek",
        service=SATU,
        state=state,
        line_time=AT,
        counter=CounterId(1) if at_counter else None,
        calls=int(at_counter),
        ended_at=AT if state in ENDED else None,
        cancelled="not_confirmed" if state is State.CANCELLED else None,
    )
    visit = Visit(
        id=VISIT,
        prefix="A",
        number=1,
        token="token",
        language="id",
        issuer="kiosk-1",
        issued_at=AT,
        ahead=0,
        stops=(stop,),
    )
    hall = replace(
        empty(small_mall()),
        seq=1,
        at=AT,
        day="2026-03-02",
        visits=Map({VISIT: visit}),
        lines=(lines := lines_of([visit])),
        waiting=waiting_of(lines),
    )
    if not desk:
        return hall
    signed = OfficerSignedOn(counter=CounterId(1), tenant="anggrek", officer="Ani", device="counter-1")
    hall = apply(hall, event(signed, 1, at=AT))
    sitting = replace(hall.desks[CounterId(1)], visit=VISIT if at_counter else None)
    return replace(hall, desks=hall.desks.set(CounterId(1), sitting))


@pytest.mark.parametrize(
    ("state", "what"),
    PAIRS,
    ids=lambda value: getattr(value, "value", type(value).__name__),
)
def test_every_event_in_every_state_is_in_the_table_or_fails_loudly(
    state: State, what: VisitHappening
) -> None:
    hall = hall_with(state)
    expected = TABLE.get((state.value, type(what).__name__))
    if expected is None:
        with pytest.raises(KeyError):
            apply(hall, event(what))
        return
    after = apply(hall, event(what))
    assert after.visits[VISIT].stops[0].state is State(expected)
    assert (VISIT in [place[1] for place in line_of(after, SATU)]) == (expected == "waiting")
    here = expected in ("called", "serving") and not isinstance(what, VisitHandedOver)
    assert after.desks[CounterId(1)].visit == (VISIT if here else None)
    assert (after.seq, after.at) == (2, LATER)


def test_the_table_of_the_code_is_this_one() -> None:
    told = {
        (state.value, kind.__name__): after.value
        for state, kinds in NEXT.items()
        for kind, after in kinds.items()
    }
    assert told == TABLE
    assert set(NEXT) == set(State)


def test_every_event_of_a_visit_is_tried() -> None:
    others = {TicketIssued, StopAdded, ClassCorrected, TicketReprinted}
    assert {type(what) for what in HAPPENINGS} == set(get_args(VisitHappening)) - others


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("what", [ClassCorrected(**OF, priority=None), TicketReprinted(**OF)])
def test_a_correction_or_a_copy_moves_no_stop(state: State, what: VisitHappening) -> None:
    hall = hall_with(state)
    assert apply(hall, event(what)).visits[VISIT].stops == hall.visits[VISIT].stops


@pytest.mark.parametrize(
    ("kind", "priority", "stream"),
    [
        ("walk_in", None, "ordinary"),
        ("walk_in", "elderly", "priority"),
        ("booking", None, "booking"),
        ("booking", "elderly", "booking"),
        ("pick_up", None, "pick_up"),
        ("pick_up", "elderly", "pick_up"),
    ],
)
def test_a_stop_stands_in_the_stream_of_its_kind_and_class(
    kind: Kind, priority: str | None, stream: str
) -> None:
    hall = hall_with(State.WAITING)
    visit = hall.visits[VISIT]
    (stop,) = visit.stops
    stop = replace(stop, kind=kind)
    assert stream_of(replace(visit, priority=priority), stop) == stream
    assert set(lines_of([replace(visit, priority=priority, stops=(stop,))])) == {(SATU, stream)}


def test_a_corrected_class_changes_the_stream_and_keeps_the_place() -> None:
    hall = hall_with(State.WAITING)
    after = apply(hall, event(ClassCorrected(**OF, priority="elderly")))
    assert set(hall.lines) == {(SATU, "ordinary")}
    assert set(after.lines) == {(SATU, "priority")}
    assert line_of(after, SATU) == line_of(hall, SATU)


@pytest.mark.parametrize(("state", "what"), PAIRS)
def test_a_view_without_the_desk_follows_all_the_same(state: State, what: VisitHappening) -> None:
    if (state.value, type(what).__name__) not in TABLE:
        return
    after = apply(replace(hall_with(state, desk=False), books=None), event(what))
    assert after.visits == apply(hall_with(state), event(what)).visits
    assert not after.desks


@pytest.mark.parametrize(
    "what",
    [*HAPPENINGS, OfficerSignedOff(counter=CounterId(1), tenant="anggrek")],
    ids=lambda what: type(what).__name__,
)
def test_what_concerns_nobody_who_is_there_fails_loudly(what: Happening) -> None:
    with pytest.raises((KeyError, AssertionError)):
        apply(empty(small_mall()), event(what, 1))


def test_an_ended_visit_stays_until_it_is_forgotten() -> None:
    hall = hall_with(State.FINISHED)
    assert VISIT in hall.visits
    assert VISIT not in apply(hall, event(VisitsForgotten(visits=(VISIT,)))).visits


def test_a_view_forgets_what_it_never_saw() -> None:
    hall = hall_with(State.FINISHED)
    forgotten = VisitsForgotten(visits=(VisitId(77), VISIT))
    assert not apply(hall, event(forgotten)).visits


def test_the_day_is_named_while_it_lasts() -> None:
    hall = apply(empty(small_mall()), event(DayStarted(day="2026-03-02"), 1))
    assert hall.day == "2026-03-02"
    assert apply(hall, event(DayEnded(day="2026-03-02", left=0))).day is None


def test_a_hall_is_never_changed_in_place() -> None:
    hall = hall_with(State.CALLED)
    before = codec.encode(record_of(hall))
    for what in HAPPENINGS:
        if type(what) in NEXT[State.CALLED]:
            apply(hall, event(what))
    assert codec.encode(record_of(hall)) == before


@PLAY
@given(stories())
def test_the_lines_are_those_that_follow_from_the_visits(story: Story) -> None:
    assert story.hall.lines == lines_of(story.hall.visits.values())
    assert story.hall.waiting == waiting_of(story.hall.lines)
    for line in story.hall.lines.values():
        assert list(line) == sorted(line) != []


@PLAY
@given(stories())
def test_a_hall_comes_back_from_its_record_whole(story: Story) -> None:
    record = codec.decode(codec.encode(record_of(story.hall)), HallRecord)
    assert hall_of(record, story.hall.books) == story.hall


@PLAY
@given(stories())
def test_the_same_events_give_the_same_hall_through_the_journals_bytes(story: Story) -> None:
    hall = empty(story.hall.catalogue)
    for each in story.events:
        hall = apply(hall, codec.event_of(codec.encode(each)))
    assert hall == story.hall


# Labels


@pytest.mark.parametrize(
    ("prefix", "number", "label"),
    [
        ("A", 1, "A-001"),
        ("A", 17, "A-017"),
        ("AB", 999, "AB-999"),
        ("A", 1000, "A-1000"),
        ("Z", 9999, "Z-9999"),
    ],
)
def test_a_label_has_three_digits_at_least(prefix: str, number: int, label: str) -> None:
    assert ticket_label(prefix, number) == label


def test_labels_are_told_apart() -> None:
    labels = {ticket_label(prefix, number) for prefix in ("A", "AB", "B") for number in range(1, 10_000)}
    assert len(labels) == 3 * 9_999
