"""Who may see what: what an audience is told adds up to what it would be shown."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import replace

from protocol import codec
from protocol.catalogue import CounterId, Text
from protocol.frames import Events, Snapshot
from protocol.hall import Hall, apply
from protocol.messages import (
    BookingMade,
    Elsewhere,
    Event,
    Happening,
    OfBooking,
    OfDesk,
    OfVisit,
    TicketIssued,
    VisitCalled,
)
from protocol.record import hall_of, record_of
from protocol.view import Audience, seen_by, view_of
from protocol.visit import Booking, Closure, PickUp, Why
from tests.protocol.histories import BRIEFLY, stories
from tests.server.mall import CLASSES, EMPAT, SATU
from tests.server.story import Story, hall_at

AUDIENCES = (
    Audience(kind="hall"),
    Audience(kind="floor"),
    Audience(kind="reception"),
    Audience(kind="tenant", key="anggrek"),
    Audience(kind="tenant", key="bakung"),
    Audience(kind="issuer", key="kiosk-1"),
    Audience(kind="issuer", key="kiosk-2"),
    Audience(kind="issuer", key="api-1"),
)
PLAY = settings(BRIEFLY, max_examples=100)


def shown(view: Hall) -> dict[str, object]:
    """All that a view holds, one thing an entry; an audience does not hear of every event: its last seq and
    time may lag."""
    things: dict[str, object] = {}
    for field in msgspec.structs.fields(view):
        value = getattr(view, field.name)
        if isinstance(value, Map):
            things |= {f"{field.name} {key}": each for key, each in value.items()}
        elif field.name not in ("seq", "at"):
            things[field.name] = value
    return things


def assert_alike(view: Hall, other: Hall) -> None:
    ours, theirs = shown(view), shown(other)
    differ = [name for name in (*ours, *theirs) if ours.get(name) != theirs.get(name)]
    assert not differ, [(name, ours.get(name), theirs.get(name)) for name in differ]


def joined_at(story: Story, share: float) -> int:
    """So many events before somebody joins: a hall is shown between requests, never in the middle of one."""
    joined = int(len(story.events) * share)
    while joined < len(story.events) and story.events[joined].part:
        joined += 1
    return joined


@PLAY
@given(stories(), st.floats(0, 1))
def test_the_fold_of_what_is_seen_is_the_view_of_the_fold(story: Story, share: float) -> None:
    joined = joined_at(story, share)
    for audience in AUDIENCES:
        view = view_of(hall_at(story, joined), audience)
        for event in story.events[joined:]:
            if (seen := seen_by(event, audience)) is not None:
                view = apply(view, seen)
        assert_alike(view, view_of(story.hall, audience))


@PLAY
@given(stories(), st.floats(0, 1))
def test_the_same_holds_for_what_travels_over_the_wire(story: Story, share: float) -> None:
    joined = joined_at(story, share)
    for audience in AUDIENCES:
        snapshot = codec.encode(Snapshot(hall=record_of(view_of(hall_at(story, joined), audience))))
        frame = codec.from_server(snapshot)
        assert isinstance(frame, Snapshot)
        view = hall_of(frame.hall)
        seen = [s for event in story.events[joined:] if (s := seen_by(event, audience)) is not None]
        told = codec.from_server(codec.encode(Events(events=tuple(seen))))
        assert isinstance(told, Events)
        for event in told.events:
            view = apply(view, event)
        assert_alike(view, view_of(story.hall, audience))


@PLAY
@given(stories())
def test_a_view_of_a_view_is_the_same_view(story: Story) -> None:
    for audience in AUDIENCES:
        view = view_of(story.hall, audience)
        assert view_of(view, audience) == view


def test_every_event_happens_in_the_histories() -> None:
    told: set[str] = set()

    @PLAY
    @given(stories())
    def tell(story: Story) -> None:
        told.update(type(event.what).__name__ for event in story.events)

    tell()
    assert told == {kind.__name__ for kind in get_args(Happening)}


@PLAY
@given(stories())
def test_nobody_but_the_issuing_kiosk_and_the_reception_ever_sees_a_token(story: Story) -> None:
    tokens = [event.what.token for event in story.events if isinstance(event.what, TicketIssued)]
    for audience in AUDIENCES:
        if audience.kind not in ("issuer", "reception"):
            shown = codec.encode(record_of(view_of(story.hall, audience)))
            told = b"".join(codec.encode(s) for e in story.events if (s := seen_by(e, audience)) is not None)
            assert not [token for token in tokens if token.encode() + b'"' in shown + told]


def all_of(story: Story, audience: Audience) -> bytes:
    """All that an audience is ever shown and told, the catalogue left out."""
    shown = codec.encode(record_of(view_of(story.hall, audience), catalogue=False))
    return shown + b"".join(codec.encode(s) for e in story.events if (s := seen_by(e, audience)) is not None)


@PLAY
@given(stories())
def test_the_hall_learns_no_name_no_device_and_no_code(story: Story) -> None:
    told = all_of(story, Audience(kind="hall"))
    names = (b"Ani", b"Budi", b"Citra", b"Dewi", b"Petugas", b"kiosk-", b"counter-", b"reception-", b"api-")
    for secret in (*names, b'"request":1', b'"code":'):
        assert secret not in told


@PLAY
@given(stories())
def test_the_hall_learns_of_priority_but_not_whose_nor_why_anybody_was_parked(story: Story) -> None:
    told = all_of(story, Audience(kind="hall"))
    for secret in (*CLASSES, "documents", "counter_freed", "prayer", "completed", "result_later", "Pulang"):
        assert f'"{secret}"'.encode() not in told


@PLAY
@given(stories())
def test_the_hall_is_told_no_more_of_why_than_priority_booking_or_back(story: Story) -> None:
    for event in story.events:
        seen = seen_by(event, Audience(kind="hall"))
        if seen is not None and isinstance(seen.what, VisitCalled):
            assert seen.what.why.rule in ("priority", "booking", "returned", "line_order")
            assert seen.what.why == Why(rule=seen.what.why.rule)


@PLAY
@given(stories())
def test_codes_of_bookings_are_told_to_who_made_them_and_to_the_reception(story: Story) -> None:
    made = [event.what for event in story.events if isinstance(event.what, BookingMade)]
    for audience in AUDIENCES:
        told = all_of(story, audience)
        for booking in made:
            mine = audience.kind == "reception" or audience == Audience(
                kind="issuer", key=booking.issuer or ""
            )
            assert (f'"code":"{booking.code}"'.encode() in told) == mine


@PLAY
@given(stories())
def test_other_tenants_staff_see_a_stop_as_tenant_and_state(story: Story) -> None:
    for mine, others in (("anggrek", ("empat", "lima")), ("bakung", ("satu", "dua", "tiga"))):
        told = all_of(story, Audience(kind="tenant", key=mine))
        for other in others:
            assert f'.{other}"'.encode() not in told


@PLAY
@given(stories())
def test_a_kiosk_is_not_told_how_it_ended_for_its_visitor(story: Story) -> None:
    told = all_of(story, Audience(kind="issuer", key="kiosk-1"))
    for secret in ("documents", "counter_freed", "completed", "result_later"):
        assert f'"{secret}"'.encode() not in told


@pytest.mark.parametrize("mine", ["anggrek", "bakung"])
def test_staff_are_told_of_their_own_tenant_only(story: Story, mine: str) -> None:
    audience = Audience(kind="tenant", key=mine)
    seen = [event for each in story.events if (event := seen_by(each, audience)) is not None]
    tenants = {event.what.tenant for event in seen if isinstance(event.what, OfVisit)}
    assert tenants == {mine}
    view = view_of(story.hall, audience)
    assert {desk.tenant for desk in view.desks.values()} <= {mine}
    assert {visit.stops[0].tenant for visit in view.visits.values()} == {mine}


def test_a_kiosk_is_told_of_its_own_tickets_only(story: Story) -> None:
    audience = Audience(kind="issuer", key="kiosk-2")
    seen = [event for each in story.events if (event := seen_by(each, audience)) is not None]
    assert {event.what.issuer for event in seen if isinstance(event.what, OfVisit)} == {"kiosk-2"}
    view = view_of(story.hall, audience)
    assert (len(view.visits), len(view.desks)) == (1, 0)
    (visit,) = view.visits.values()
    assert visit.token is not None


def test_managers_see_who_sits_where(story: Story) -> None:
    view = view_of(story.hall, Audience(kind="floor"))
    assert view.desks == story.hall.desks
    assert len(view.visits) == len(story.hall.visits)


def test_no_view_holds_the_books(story: Story) -> None:
    assert story.hall.books is not None
    assert {view_of(story.hall, audience).books for audience in AUDIENCES} == {None}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_who_informs_visitors_is_sent_the_service_standards_and_nobody_the_pools(
    story: Story, audience: Audience
) -> None:
    services = view_of(story.hall, audience).catalogue.services.values()
    assert {service.pool for service in services} == {()}
    assert {service.standard is not None for service in services} == {
        audience.kind in ("issuer", "reception")
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_days_off_are_told_in_the_hall_only_and_only_the_malls_own(story: Story, audience: Audience) -> None:
    days = {"2026-12-25": Text(id="Hari Natal", en="Christmas Day")}
    whole = story.hall.catalogue
    schedule = replace(whole.schedule, closed=days)
    tenants = {tenant.id: replace(tenant, schedule=schedule) for tenant in whole.tenants.values()}
    hall = replace(story.hall, catalogue=replace(whole, schedule=schedule, tenants=tenants))
    seen = view_of(hall, audience).catalogue
    assert seen.schedule == replace(schedule, closed=days if audience.kind == "hall" else {})
    assert [tenant.schedule.closed for tenant in seen.tenants.values()] == [{}] * len(tenants)


def test_an_event_that_is_seen_whole_is_passed_on_as_it_is(story: Story) -> None:
    called = next(event for event in story.events if type(event.what).__name__ == "VisitCalled")
    assert seen_by(called, Audience(kind="floor")) is called


@pytest.fixture
def story() -> Story:
    """Both tenants at work, tickets of two kiosks, one called."""
    story = Story()
    story.sign_on(1, "Ani")
    story.sign_on(4, "Budi")
    story.arrive(SATU, "kiosk-1")
    story.arrive(EMPAT, "kiosk-1")
    story.arrive(SATU, "kiosk-2")
    story.call(1)
    assert story.hall.desks[CounterId(1)].visit is not None
    return story


def test_every_field_of_an_event_is_thought_of() -> None:
    """A new field of these must be decided on in `seen_by`: then add it here."""
    fields: dict[Any, set[str]] = {
        Event: {"schema", "seq", "part", "at", "by", "request", "what"},
        OfVisit: {"visit", "stop", "tenant", "issuer"},
        Elsewhere: {"visit", "stop", "tenant", "issuer", "also"},
        OfDesk: {"counter", "tenant"},
        OfBooking: {"booking", "tenant", "issuer"},
        Why: {"rule", "passed", "round"},
        PickUp: {"visit", "tenant", "service", "prefix", "number", "day", "issuer", "ready_at"},
        Closure: {"id", "tenant", "service", "reason", "until", "waiting", "approved"},
        Booking: {"id", "code", "tenant", "service", "slot", "language", "issuer", "priority"},
    }
    for kind, names in fields.items():
        assert {field.name for field in msgspec.structs.fields(kind)} == names
