"""Who may see what: what an audience is told adds up to what it would be shown."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from protocol import codec
from protocol.catalogue import CounterId
from protocol.frames import Events, Snapshot
from protocol.hall import Hall, apply, hall_of, record_of
from protocol.messages import Event, OfVisit, TicketIssued
from protocol.view import Audience, seen_by, view_of
from tests.protocol.histories import BRIEFLY, stories
from tests.server.mall import EMPAT, SATU
from tests.server.story import Story, hall_at

AUDIENCES = (
    Audience(kind="hall"),
    Audience(kind="floor"),
    Audience(kind="tenant", key="anggrek"),
    Audience(kind="tenant", key="bakung"),
    Audience(kind="issuer", key="kiosk-1"),
    Audience(kind="issuer", key="kiosk-2"),
    Audience(kind="issuer", key="api-1"),
)
PLAY = settings(BRIEFLY, max_examples=60)


def without_time(view: Hall) -> Hall:
    """An audience does not hear of every event: its last seq and time may lag."""
    return replace(view, seq=0, at=None)


@PLAY
@given(stories(), st.floats(0, 1))
def test_the_fold_of_what_is_seen_is_the_view_of_the_fold(story: Story, share: float) -> None:
    joined = int(len(story.events) * share)
    for audience in AUDIENCES:
        view = view_of(hall_at(story, joined), audience)
        for event in story.events[joined:]:
            if (seen := seen_by(event, audience)) is not None:
                view = apply(view, seen)
        assert without_time(view) == without_time(view_of(story.hall, audience))


@PLAY
@given(stories(), st.floats(0, 1))
def test_the_same_holds_for_what_travels_over_the_wire(story: Story, share: float) -> None:
    joined = int(len(story.events) * share)
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
        assert without_time(view) == without_time(view_of(story.hall, audience))


@PLAY
@given(stories())
def test_a_view_of_a_view_is_the_same_view(story: Story) -> None:
    for audience in AUDIENCES:
        view = view_of(story.hall, audience)
        assert view_of(view, audience) == view


@PLAY
@given(stories())
def test_nobody_but_the_issuing_kiosk_ever_sees_a_token(story: Story) -> None:
    tokens = [event.what.token for event in story.events if isinstance(event.what, TicketIssued)]
    for audience in AUDIENCES:
        if audience.kind != "issuer":
            shown = codec.encode(record_of(view_of(story.hall, audience)))
            told = b"".join(codec.encode(s) for e in story.events if (s := seen_by(e, audience)) is not None)
            assert not [token for token in tokens if token.encode() + b'"' in shown + told]


@PLAY
@given(stories())
def test_the_hall_learns_no_name_and_no_device(story: Story) -> None:
    hall = Audience(kind="hall")
    shown = codec.encode(record_of(view_of(story.hall, hall), catalogue=False))
    told = b"".join(codec.encode(s) for e in story.events if (s := seen_by(e, hall)) is not None)
    for secret in (b"Ani", b"Budi", b"Citra", b"kiosk-", b"counter-", b'"request":1'):
        assert secret not in shown + told


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
def test_only_kiosks_are_sent_the_service_standards_and_nobody_the_pools(
    story: Story, audience: Audience
) -> None:
    services = view_of(story.hall, audience).catalogue.services.values()
    assert {service.pool for service in services} == {()}
    assert {service.standard is not None for service in services} == {audience.kind == "issuer"}


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
    }
    for kind, names in fields.items():
        assert {field.name for field in msgspec.structs.fields(kind)} == names
