"""`POST /api/commands`: any command of the protocol over HTTP, answered with the events that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import OpenAPIMediaType, Operation, Reference, RequestBody, Schema

from protocol import codec
from protocol import messages as m
from protocol.hall import Hall
from protocol.messages import Command, Event, Happening, Reason, Refused
from protocol.roles import audience_of, may
from protocol.view import Audience, seen_by
from protocol.visit import ticket_label
from server.answers import Happened
from server.api import DEVICE, KEY_USED, NO_TOKEN, REFUSALS, Api, IdempotencyKey, Unanswered, authorization_of
from server.devices import Device

NAMED = ("visit", "counter", "service", "officer")
"""What a command names and its first event names again, under the same name."""


def command_routes(api: Api) -> list[HTTPRouteHandler]:
    @post(
        "/api/commands",
        status_code=200,
        responses=REFUSALS,
        security=[{DEVICE: []}],
        operation_class=CommandOperation,
        summary="Do what a device's role may do; `type` names the command",
    )
    async def send(request: Request[Any, Any, Any], idempotency_key: IdempotencyKey = None) -> Happened:
        # By the codec, as in a session: the framework would take "8" for 8.
        command = codec.command_of(await request.body())
        if isinstance(command, Refused):
            raise Unanswered(command)
        device = permitted(api, request, command)
        events = await api.decide(command, device.name, device.role, device.place, idempotency_key)
        if not follows(events, command):
            raise Unanswered(KEY_USED)
        audience = audience_of(device.role, device.name, device.place)
        return happened(api.hub.committed, events, audience)

    return [send]


@dataclass
class CommandOperation(Operation):
    """Describes the body, which the framework does not read."""

    def __post_init__(self) -> None:
        kinds = [Reference(ref=f"#/components/schemas/{kind.__name__}") for kind in get_args(Command)]
        body = OpenAPIMediaType(schema=Schema(one_of=[*kinds]))
        self.request_body = RequestBody(content={"application/json": body}, required=True)


def happened(hall: Hall, events: tuple[Event, ...], audience: Audience) -> Happened:
    """What the audience may be told of them; `hall` has them already."""
    seen = tuple(told for event in events if (told := seen_by(event, audience)) is not None)
    named = {event.what.visit for event in seen if isinstance(event.what, m.OfVisit)}
    labels = {visit: hall.visits[visit].label for visit in sorted(named) if visit in hall.visits}
    for event in seen:
        if isinstance(event.what, m.TicketIssued):
            labels[event.what.visit] = ticket_label(event.what.prefix, event.what.number)
    return Happened(timezone=hall.catalogue.timezone, events=seen, labels=labels)


def enrolled(api: Api, request: Request[Any, Any, Any]) -> Device:
    """Whose token the request shows. Raises `Unanswered`."""
    device = api.device(authorization_of(request))
    if device is None:
        raise Unanswered(NO_TOKEN, 401)
    return device


def permitted(api: Api, request: Request[Any, Any, Any], command: Command) -> Device:
    """The same, if its role may send the command. Raises `Unanswered`."""
    device = enrolled(api, request)
    if not may(device.role, command):
        raise Unanswered(Refused(reason=Reason.NOT_PERMITTED, about=type(command).__name__))
    return device


def follows(events: tuple[Event, ...], command: Command) -> bool:
    """Whether the events can be this command's, and not those of another that had the same key."""
    first = events[0].what
    if type(first) not in LEADS_TO[type(command)]:
        return False
    if isinstance(command, m.CollectResult):
        return isinstance(first, m.TicketIssued) and first.collects == command.visit
    return all(
        getattr(first, name) == getattr(command, name)
        for name in NAMED
        if hasattr(first, name) and hasattr(command, name)
    )


LEADS_TO: dict[type[Command], tuple[type[Happening], ...]] = {
    m.IssueTicket: (m.TicketIssued,),
    m.ConfirmTicket: (m.TicketConfirmed,),
    m.ReprintTicket: (m.TicketReprinted,),
    m.BookSlot: (m.BookingMade,),
    m.CancelBooking: (m.BookingCancelled,),
    m.CheckIn: (m.BookingKept,),
    m.MarkReady: (m.ResultReady,),
    m.CollectResult: (m.TicketIssued,),
    m.CancelVisit: (m.VisitCancelled,),
    m.DelayVisit: (m.VisitDelayed,),
    m.RestoreVisit: (m.VisitRestored,),
    m.ReturnVisit: (m.VisitReturned,),
    m.CorrectClass: (m.ClassCorrected,),
    m.SignOn: (m.OfficerSignedOn,),
    m.SignOff: (m.VisitTakenBack, m.OfficerSignedOff),
    m.Relieve: (m.OfficerRelieved,),
    m.TakeBreak: (m.BreakStarted,),
    m.EndBreak: (m.BreakEnded,),
    m.CallNext: (m.VisitCalled,),
    m.CallVisit: (m.VisitCalled,),
    m.Recall: (m.VisitRecalled,),
    m.StartService: (m.ServiceStarted,),
    m.FinishService: (m.ServiceFinished,),
    m.MarkNoShow: (m.VisitMissed,),
    m.TakeBack: (m.VisitTakenBack,),
    m.ParkVisit: (m.VisitParked,),
    m.TransferVisit: (m.StopAdded,),
    m.HandOver: (m.VisitHandedOver,),
    m.Close: (m.ClosureRequested, m.TemporarilyClosed),
    m.DecideClosure: (m.TemporarilyClosed, m.ClosureEnded),
    m.Reopen: (m.ClosureEnded,),
    m.FreeCounter: (m.OfficerSignedOff, m.VisitTakenBack, m.ServiceFinished, m.VisitParked),
    m.EndDay: (m.VisitCancelled, m.OfficerSignedOff, m.BookingCancelled, m.DayEnded),
    m.ConfirmClock: (m.ClockConfirmed,),
}
"""What the first event of each command may be."""
