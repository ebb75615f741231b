"""A day told command by command: what the engine decides is applied at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from protocol.catalogue import Catalogue, ClassId, CounterId, ServiceId
from protocol.hall import Desk, Hall, Stop, Visit, apply, empty, line_of
from protocol.messages import (
    SCHEMA,
    Actor,
    AtCounter,
    CallNext,
    Command,
    ConfirmTicket,
    DeviceId,
    Errand,
    Event,
    FinishService,
    Happening,
    IssueTicket,
    MarkNoShow,
    Reason,
    Refused,
    Role,
    SignOff,
    SignOn,
    StartService,
    TicketIssued,
    VisitCalled,
    VisitId,
)
from protocol.visit import Why
from server.engine import decide, due
from server.given import Given
from tests.server.mall import SERVED, small_mall

EIGHT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday, 08:00 in Malang."""
DAY = "2026-03-02"
KIOSK = "kiosk-1"


def role_of(device: str) -> Role | Literal["visitor"]:
    """A device is named after its role; the server's own is a ticket's page."""
    name = device.partition("-")[0]
    if name == "server":
        return "visitor"
    return next((role for role in get_args(Role) if role == name), "kiosk")


class Story:
    def __init__(self, catalogue: Catalogue | None = None, now: datetime = EIGHT) -> None:
        self.now = now
        self.hall = empty(small_mall() if catalogue is None else catalogue)
        self.events: list[Event] = []
        self.requests: dict[str, int] = {}
        self.wait(0)

    def ask(self, command: Command, device: str) -> tuple[Happening, ...] | Refused:
        """Decide as the device asks, and let it happen. A counter's device is named after its counter."""
        counter = int(device.removeprefix("counter-")) if device.startswith("counter-") else None
        place = "" if counter is None else SERVED[counter][0]
        actor = Actor(device=DeviceId(device))
        token = f"token-{len(self.events)}"
        given = Given(
            now=self.now,
            actor=actor,
            role=role_of(device),
            place=place,
            token=token,
            code=f"{len(self.events):08}",
        )
        outcome = decide(self.hall, command, given)
        if not isinstance(outcome, Refused):
            self.requests[device] = self.requests.get(device, 0) + 1
            self.let(outcome, actor, self.requests[device])
        return outcome

    def let(self, happenings: tuple[Happening, ...], by: Actor, request: int | str | None) -> None:
        for part, what in enumerate(happenings):
            event = Event(
                schema=SCHEMA,
                seq=self.hall.seq + 1,
                part=part,
                at=self.now,
                by=by,
                request=request,
                what=what,
            )
            self.events.append(event)
            self.hall = apply(self.hall, event)

    def wait(self, seconds: float) -> tuple[Happening, ...]:
        """Time passes, and what falls due happens."""
        self.now += timedelta(seconds=seconds)
        happenings = due(self.hall, self.now)
        self.let(happenings, Actor(device=DeviceId("server")), None)
        return happenings

    def issue(self, service: ServiceId, kiosk: str = KIOSK) -> VisitId:
        return self.issued(service, kiosk).visit

    def issued(self, service: ServiceId, kiosk: str = KIOSK) -> TicketIssued:
        outcome = self.ask(IssueTicket(service=service), kiosk)
        assert isinstance(outcome, tuple), outcome
        (ticket,) = outcome
        assert isinstance(ticket, TicketIssued)
        return ticket

    def confirm(self, visit: VisitId, kiosk: str = KIOSK) -> tuple[Happening, ...] | Refused:
        return self.ask(ConfirmTicket(visit=visit, paper="printed"), kiosk)

    def arrive(
        self,
        service: ServiceId,
        kiosk: str = KIOSK,
        *,
        priority: str | None = None,
        more: tuple[Errand, ...] = (),
    ) -> VisitId:
        """Issued and confirmed; a second later than the one before."""
        self.now += timedelta(seconds=1)
        of_class = None if priority is None else ClassId(priority)
        ticket = self.do(IssueTicket(service=service, priority=of_class, more=more), kiosk)[0]
        assert isinstance(ticket, TicketIssued)
        assert not isinstance(self.confirm(ticket.visit, kiosk), Refused)
        return ticket.visit

    def do(self, command: Command, device: str) -> tuple[Happening, ...]:
        """What followed from a command that must not be refused."""
        outcome = self.ask(command, device)
        assert not isinstance(outcome, Refused), outcome
        return outcome

    def refusal(self, command: Command, device: str) -> Refused:
        """Why a command was refused, which must leave the hall as it was."""
        before = self.hall
        outcome = self.ask(command, device)
        assert isinstance(outcome, Refused), outcome
        assert self.hall is before
        return outcome

    def sign_on(self, counter: int, officer: str = "") -> tuple[Happening, ...] | Refused:
        command = SignOn(counter=CounterId(counter), officer=officer or f"Petugas {counter}")
        return self.ask(command, f"counter-{counter}")

    def sign_off(self, counter: int) -> tuple[Happening, ...] | Refused:
        return self.ask(SignOff(counter=CounterId(counter)), f"counter-{counter}")

    def call(self, counter: int) -> VisitId | Reason:
        """The visit that was called, or why none was."""
        outcome = self.ask(CallNext(counter=CounterId(counter)), f"counter-{counter}")
        if isinstance(outcome, Refused):
            return outcome.reason
        (called,) = outcome
        assert isinstance(called, VisitCalled)
        assert called.counter == counter
        return called.visit

    def why(self, counter: int) -> Why:
        """Calls the next one; why this one."""
        called = self.do(CallNext(counter=CounterId(counter)), f"counter-{counter}")[0]
        assert isinstance(called, VisitCalled)
        return called.why

    def serve(self, counter: int, count: int = 1) -> list[VisitId]:
        """So many are called, served and finished, in this order."""
        served: list[VisitId] = []
        for _ in range(count):
            visit = self.call(counter)
            assert not isinstance(visit, Reason), visit
            served.append(visit)
            assert not isinstance(self.start(counter), Refused)
            assert not isinstance(self.finish(counter), Refused)
        return served

    def miss(self, counter: int) -> VisitId:
        """Called, did not come."""
        visit = self.call(counter)
        assert not isinstance(visit, Reason), visit
        self.at(counter, MarkNoShow)
        return visit

    def at(self, counter: int, kind: type[AtCounter], **fields: object) -> tuple[Happening, ...]:
        """The officer does this with the visit that is there."""
        return self.do(self.about(counter, kind, **fields), f"counter-{counter}")

    def about(self, counter: int, kind: type[AtCounter], **fields: object) -> Command:
        """A command of an officer about the visit that is there."""
        return kind(counter=CounterId(counter), visit=self.before(counter), **fields)

    def start(self, counter: int) -> tuple[Happening, ...] | Refused:
        return self.ask(
            StartService(counter=CounterId(counter), visit=self.before(counter)), f"counter-{counter}"
        )

    def finish(self, counter: int) -> tuple[Happening, ...] | Refused:
        return self.ask(
            FinishService(counter=CounterId(counter), visit=self.before(counter)), f"counter-{counter}"
        )

    def before(self, counter: int) -> VisitId:
        """Who is at the counter."""
        visit = self.desk(counter).visit
        assert visit is not None
        return visit

    def desk(self, counter: int) -> Desk:
        return self.hall.desks[CounterId(counter)]

    def visit(self, visit: VisitId) -> Visit:
        return self.hall.visits[visit]

    def stop(self, visit: VisitId) -> Stop:
        return self.hall.visits[visit].stops[0]

    def line(self, service: ServiceId) -> list[VisitId]:
        return [place[1] for place in line_of(self.hall, service)]


def reason(outcome: tuple[Happening, ...] | Refused) -> Reason:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def hall_at(story: Story, events: int) -> Hall:
    """The hall as it was after so many events."""
    hall = empty(story.hall.catalogue)
    for event in story.events[:events]:
        hall = apply(hall, event)
    return hall
