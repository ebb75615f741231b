"""Services and bookings over HTTP: is it open, which slots are free, book, cancel, check in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from litestar import Request, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, PathParameter, QueryParameter

from protocol.catalogue import ClassId, Language, Service, ServiceId, Slots, TenantId, Text
from protocol.hall import waiting_for
from protocol.messages import (
    BOOKING_CODE_DIGITS,
    BookingCancelled,
    BookingMade,
    BookSlot,
    CancelBooking,
    CheckIn,
    Event,
    Reason,
    Refused,
    Strict,
    TicketIssued,
)
from server.admission import admits
from server.api import DEVICE, KEY_USED, REFUSALS, Api, IdempotencyKey, IssuedTicket, Unanswered
from server.bookings import CHECK_IN_EARLY_MIN, free_on
from server.commands import follows, permitted
from server.priority import ahead

Code = Annotated[
    str,
    PathParameter(pattern=rf"^[0-9]{{{BOOKING_CODE_DIGITS}}}$", description=f"{BOOKING_CODE_DIGITS} digits."),
]
Day = Annotated[date, QueryParameter(description="YYYY-MM-DD, of the calendar on the mall's wall.")]


class ServiceState(Strict, frozen=True):
    """A service at this moment."""

    id: ServiceId
    tenant: TenantId
    name: Text
    duration_min: int
    open: bool
    """A walk-in may have a number now."""
    refused: Refused | None
    """Why not, and when again."""
    waiting: int
    ahead: int
    """About so many would stand before a newcomer."""
    counters_open: int
    slots: Slots | None
    """None: cannot be booked."""


class SlotState(Strict, frozen=True):
    slot: datetime
    """Start, UTC."""
    free: int


class DaySlots(Strict, frozen=True):
    """Empty on a day off."""

    service: ServiceId
    day: date
    slots: tuple[SlotState, ...]


class BookingBody(Strict, frozen=True):
    service: ServiceId
    slot: datetime
    """Start of the slot, with its zone."""
    language: Language = "id"
    priority: ClassId | None = None


class Booked(Strict, frozen=True):
    code: str
    """What its holder says or types at check-in."""
    service: ServiceId
    tenant: TenantId
    slot: datetime
    check_in_from: datetime


def booking_routes(api: Api) -> list[HTTPRouteHandler]:
    @get("/api/services/{service:str}", responses=REFUSALS, summary="Is a service open, and who waits")
    async def state(service: FromPath[str]) -> ServiceState:
        return service_state(api, service_of(api, service))

    @get("/api/services/{service:str}/slots", responses=REFUSALS, summary="Free places of a day, by slot")
    async def slots(service: FromPath[str], day: Day) -> DaySlots:
        return day_slots(api, service_of(api, service), day)

    @post("/api/bookings", responses=REFUSALS, security=[{DEVICE: []}], summary="Book a slot")
    async def book(
        request: Request[Any, Any, Any], data: BookingBody, idempotency_key: IdempotencyKey = None
    ) -> Booked:
        command = BookSlot(
            service=data.service, slot=data.slot, language=data.language, priority=data.priority
        )
        made = (await asked(api, request, command, idempotency_key))[0].what
        if not isinstance(made, BookingMade) or made.slot != command.slot or made.code is None:
            raise Unanswered(KEY_USED)
        return Booked(
            code=made.code,
            service=made.service,
            tenant=made.tenant,
            slot=made.slot,
            check_in_from=made.slot - timedelta(minutes=CHECK_IN_EARLY_MIN),
        )

    @delete(
        "/api/bookings/{code:str}",
        status_code=204,
        responses=REFUSALS,
        security=[{DEVICE: []}],
        summary="Cancel a booking",
    )
    async def cancel(
        request: Request[Any, Any, Any], code: Code, idempotency_key: IdempotencyKey = None
    ) -> None:
        what = (await asked(api, request, CancelBooking(code=code), idempotency_key))[0].what
        assert isinstance(what, BookingCancelled)

    @post(
        "/api/bookings/{code:str}/check-in",
        responses=REFUSALS,
        security=[{DEVICE: []}],
        summary="Whoever has booked is here: issue the ticket",
    )
    async def check_in(
        request: Request[Any, Any, Any], code: Code, idempotency_key: IdempotencyKey = None
    ) -> IssuedTicket:
        events = await asked(api, request, CheckIn(code=code), idempotency_key)
        ticket = events[-1].what
        assert isinstance(ticket, TicketIssued)
        return api.issued(events[-1:], ticket.service)

    return [state, slots, book, cancel, check_in]


async def asked(
    api: Api, request: Request[Any, Any, Any], command: BookSlot | CancelBooking | CheckIn, key: str | None
) -> tuple[Event, ...]:
    """The events that follow. Raises `Unanswered`."""
    device = permitted(api, request, command)
    events = await api.decide(command, device.name, device.role, device.place, key)
    if not follows(events, command):
        raise Unanswered(KEY_USED)
    return events


def service_of(api: Api, name: str) -> Service:
    """Raises `Unanswered`."""
    service = api.hub.committed.catalogue.services.get(ServiceId(name))
    if service is None:
        raise Unanswered(Refused(reason=Reason.UNKNOWN_SERVICE, about=name))
    return service


def service_state(api: Api, service: Service) -> ServiceState:
    hall = api.hub.committed
    refused = admits(hall, service, api.clock())
    counters = hall.catalogue.counters
    return ServiceState(
        id=service.id,
        tenant=service.tenant,
        name=service.name,
        duration_min=service.duration_min,
        open=refused is None,
        refused=refused,
        waiting=waiting_for(hall, service.id),
        ahead=ahead(hall, service.pool),
        counters_open=sum(service.id in counters[number].services for number in hall.desks),
        slots=service.slots,
    )


def day_slots(api: Api, service: Service, day: date) -> DaySlots:
    """Raises `Unanswered`."""
    hall, now = api.hub.committed, api.clock()
    if service.slots is None:
        raise Unanswered(Refused(reason=Reason.NOT_BOOKABLE, about=service.id))
    today = now.astimezone(ZoneInfo(hall.catalogue.timezone)).date()
    last = today + timedelta(days=service.slots.days_ahead)
    if not today <= day <= last:
        raise Unanswered(Refused(reason=Reason.UNKNOWN_SLOT, about=f"day: {today} to {last}"))
    free = free_on(hall, service, day, now)
    return DaySlots(
        service=service.id,
        day=day,
        slots=tuple(SlotState(slot=slot, free=places) for slot, places in free.items()),
    )
