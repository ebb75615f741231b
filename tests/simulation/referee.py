"""The rules of the mall told a second time, in the plainest way, by one who only hears events.

The referee shares no code with `hall.apply` or the engine: lists are searched and sorted anew each time.
A rule that does not hold raises `PropertyBroken` with the rule's name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from protocol.hall import Hall
from protocol.messages import (
    AtCounter,
    CallNext,
    Command,
    ConfirmTicket,
    DayEnded,
    DayStarted,
    Event,
    FinishService,
    IssueTicket,
    OfficerSignedOff,
    OfficerSignedOn,
    OfVisit,
    Reason,
    ServiceFinished,
    ServiceStarted,
    SignOff,
    SignOn,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
    VisitMissed,
    VisitRecalled,
    VisitsForgotten,
    VisitTakenBack,
)
from tests.server.mall import PREFIX, SERVED, SERVICES

CONFIRM_WITHIN = timedelta(seconds=120)
REMEMBERED = timedelta(seconds=1800)
KEY_GOOD_FOR = timedelta(hours=24)
OPEN = ("printing", "waiting", "called", "serving")


class PropertyBroken(AssertionError):
    """A rule that always holds did not; says which."""


def must(holds: bool, rule: str, about: object = "") -> None:
    if not holds:
        raise PropertyBroken(f"{rule} [{about}]")


@dataclass
class Slip:
    """A visit, as its holder would tell it."""

    visit: int
    service: str
    issuer: str
    label: tuple[str, int]
    line_time: datetime
    day: str
    state: str = "printing"
    confirmed: bool = False
    counter: int | None = None
    ended_at: datetime | None = None
    cancelled: str | None = None


@dataclass
class Seat:
    tenant: str
    officer: str
    device: str
    visit: int | None = None


@dataclass
class Referee:
    timezone: str
    day_ends: str
    seq: int = 0
    at: datetime | None = None
    day: str | None = None
    days: list[str] = field(default_factory=list)
    slips: dict[int, Slip] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)
    last_number: dict[str, int] = field(default_factory=dict)
    given: set[tuple[str, str, int]] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    effects: dict[tuple[str, int | str], tuple[int, int, datetime]] = field(default_factory=dict)
    """Device and request to (seq of the first event, count of events, time)."""
    ended_with_day: int = 0

    def hear(self, event: Event) -> None:
        must(event.seq == self.seq + 1, "events are numbered one by one", f"{event.seq} after {self.seq}")
        must(self.at is None or event.at >= self.at, "time does not go back", event.at)
        self._one_effect(event)
        self.seq, self.at = event.seq, event.at
        if event.request is not None:
            must(self.day_at(event.at) == self.day, "nothing of a new day is decided on the old one", event)
        match event.what:
            case DayStarted(day=day):
                must(self.day is None, "a day starts after the one before has ended", day)
                must(not self.days or day > self.days[-1], "no day starts twice", day)
                must(day == self.day_at(event.at), "a day starts on its own date", day)
                self.day = day
                self.days.append(day)
                self.last_number.clear()
            case DayEnded(day=day, left=left):
                must(day == self.day, "the day that ends is the day that was", day)
                must(not self.seats, "nobody sits at a counter when the day ends", self.seats)
                still = [slip.visit for slip in self.slips.values() if slip.state in OPEN]
                must(not still, "no visit is left open when the day ends", still)
                must(left == self.ended_with_day, "who was left at the day's end is counted", left)
                self.day, self.ended_with_day = None, 0
            case OfficerSignedOn() as what:
                self._signed_on(what, event)
            case OfficerSignedOff(counter=counter):
                must(counter in self.seats, "who signs off had signed on", counter)
                seat = self.seats.pop(counter)
                must(seat.visit is None, "nobody is left at a counter that closes", seat)
            case VisitsForgotten(visits=gone):
                for visit in gone:
                    slip = self.slips.pop(visit, None)
                    must(
                        slip is not None
                        and slip.ended_at is not None
                        and event.at - slip.ended_at > REMEMBERED,
                        "only what ended long ago is forgotten",
                        slip,
                    )
            case TicketIssued() as what:
                self._issued(what, event)
            case OfVisit() as what:
                self._moved(what, event)

    def day_at(self, at: datetime) -> str:
        """The mall's day: from the hour at which days end it is tomorrow's."""
        local = at.astimezone(ZoneInfo(self.timezone))
        if local.strftime("%H:%M") >= self.day_ends:
            local = local.replace(tzinfo=None) + timedelta(days=1)
        return local.strftime("%Y-%m-%d")

    def line(self, counter: int) -> list[int]:
        """Who waits for a counter's services, in order."""
        tenant, names = SERVED[counter]
        mine = {f"{tenant}.{name}" for name in names}
        return self._waiting(mine)

    def expected(self, command: Command, device: str, place: str) -> set[Reason | None]:
        """Why a command must be refused just now, any of these; None if it must not be."""
        match command:
            case IssueTicket(service=service):
                return {None if service in SERVICES else Reason.UNKNOWN_SERVICE}
            case ConfirmTicket(visit=visit):
                slip = self.slips.get(visit)
                if slip is None or slip.issuer != device:
                    return {Reason.UNKNOWN_VISIT}
                return {None if self._confirmable(slip) else Reason.WRONG_STATE}
            case SignOn() | SignOff() | CallNext() | AtCounter():
                return self._expected_at(command, device, place)

    def agree(self, hall: Hall) -> None:
        """The hall shows what was heard, no more and no less."""
        must((hall.seq, hall.day) == (self.seq, self.day), "the hall is at the event that was heard last")
        stops = {
            int(visit.id): (visit.stops[0].state.value, visit.stops[0].service, (visit.prefix, visit.number))
            for visit in hall.visits.values()
        }
        heard = {slip.visit: (slip.state, slip.service, slip.label) for slip in self.slips.values()}
        must(stops == heard, "every visit is where its events have led it", (stops, heard))
        lines = {service: [int(place[1]) for place in line] for service, line in hall.lines.items()}
        waiting = {service: line for service in SERVICES if (line := self._waiting({service}))}
        must(lines == waiting, "the lines hold who waits, in order", (lines, waiting))
        desks = {
            int(desk.counter): (desk.tenant, desk.officer, desk.device, desk.visit)
            for desk in hall.desks.values()
        }
        seats = {
            counter: (seat.tenant, seat.officer, seat.device, seat.visit)
            for counter, seat in self.seats.items()
        }
        must(desks == seats, "the desks hold who sits there and whom they have", (desks, seats))
        served = [seat.visit for seat in self.seats.values() if seat.visit is not None]
        must(len(served) == len(set(served)), "a visit is at one counter at most", served)
        if hall.books is not None:
            must(dict(hall.books.series) == self.last_number, "the series go on from the last number given")

    def _waiting(self, services: set[str]) -> list[int]:
        waiting = [
            (slip.line_time, slip.visit)
            for slip in self.slips.values()
            if slip.state == "waiting" and slip.service in services
        ]
        return [visit for _, visit in sorted(waiting)]

    def _one_effect(self, event: Event) -> None:
        if event.request is None:
            return
        must(event.by is not None, "the journal knows who asked", event)
        assert event.by is not None
        key = (event.by.device, event.request)
        first, count, at = self.effects.get(key, (0, 0, event.at))
        expired = isinstance(event.request, str) and event.at - at >= KEY_GOOD_FOR
        if event.part == 0 and expired:
            first, count = 0, 0
        must(event.part == count, "one request has one effect", key)
        must(count == 0 or event.seq == first + count, "the events of a request stand together", key)
        self.effects[key] = (first or event.seq, count + 1, event.at)

    def _signed_on(self, what: OfficerSignedOn, event: Event) -> None:
        must(what.counter in SERVED, "an officer signs on at a counter that exists", what)
        must(SERVED[what.counter][0] == what.tenant, "an officer signs on at the tenant's own counter", what)
        must(what.counter not in self.seats, "a counter has one officer at most", what)
        assert what.officer is not None
        assert what.device is not None
        for seat in self.seats.values():
            must(
                (seat.tenant, seat.officer) != (what.tenant, what.officer),
                "an officer sits at one counter at most",
                what,
            )
            must(seat.device != what.device, "a device serves one counter at most", what)
        self.seats[what.counter] = Seat(tenant=what.tenant, officer=what.officer, device=what.device)

    def _issued(self, what: TicketIssued, event: Event) -> None:
        assert self.day is not None
        tenant = what.service.partition(".")[0]
        must(what.tenant == tenant and what.prefix == PREFIX[tenant], "a ticket carries its tenant's prefix")
        must(what.visit == event.seq, "a visit is named by the event that issued it", event)
        number = self.last_number.get(what.prefix, 0) + 1
        must(
            (self.day, what.prefix, what.number) not in self.given,
            "a number is given once a day",
            (self.day, what.prefix, what.number),
        )
        must(what.number == number, "numbers start at 001 each day and leave no gap", (what.number, number))
        must(bool(what.token) and what.token not in self.tokens, "a ticket's token is its own", what.token)
        shared = {
            f"{of}.{name}"
            for of, names in SERVED.values()
            if what.service in {f"{of}.{each}" for each in names}
            for name in names
        }
        must(what.ahead == len(self._waiting(shared)), "a ticket says how many wait before it", what)
        assert event.by is not None
        must(what.issuer == event.by.device, "a ticket is its kiosk's", what)
        self.given.add((self.day, what.prefix, what.number))
        self.tokens.add(str(what.token))
        self.last_number[what.prefix] = what.number
        self.slips[what.visit] = Slip(
            visit=what.visit,
            service=what.service,
            issuer=str(what.issuer),
            label=(what.prefix, what.number),
            line_time=event.at,
            day=self.day,
        )

    def _moved(self, what: OfVisit, event: Event) -> None:
        must(what.visit in self.slips, "only a visit that is there moves", what)
        slip = self.slips[what.visit]
        must(what.issuer == slip.issuer, "an event names the kiosk of its visit", what)
        must(what.tenant == slip.service.partition(".")[0], "an event names the tenant of its visit", what)
        match what:
            case TicketConfirmed():
                must(
                    self._confirmable(slip), "only a fresh ticket, or a late one of today, is confirmed", slip
                )
                assert event.by is not None
                must(event.by.device == slip.issuer, "a ticket is confirmed by its own kiosk", slip)
                slip.state, slip.confirmed, slip.ended_at, slip.cancelled = "waiting", True, None, None
            case VisitCancelled(reason="not_confirmed"):
                must(
                    slip.state == "printing" and event.at - slip.line_time > CONFIRM_WITHIN,
                    "a ticket has its time to be confirmed",
                    slip,
                )
                slip.state, slip.ended_at, slip.cancelled = "cancelled", event.at, "not_confirmed"
            case VisitCancelled(reason="day_ended"):
                must(slip.state in OPEN, "what has ended is not ended again", slip)
                must(self.day_at(event.at) != self.day, "the day ends at its hour, not before", event.at)
                self._seat_freed(slip)
                self.ended_with_day += 1
                slip.state, slip.ended_at, slip.cancelled = "cancelled", event.at, "day_ended"
            case VisitCalled(counter=counter):
                self._called(slip, counter, event)
            case VisitRecalled(counter=counter):
                self._at(slip, counter, ("called",), event)
            case ServiceStarted(counter=counter):
                self._at(slip, counter, ("called",), event)
                slip.state = "serving"
            case ServiceFinished(counter=counter):
                self._at(slip, counter, ("serving",), event)
                self._seat_freed(slip)
                slip.state, slip.ended_at = "finished", event.at
            case VisitMissed(counter=counter):
                self._at(slip, counter, ("called",), event)
                self._seat_freed(slip)
                slip.state, slip.ended_at = "no_show", event.at
            case VisitTakenBack(counter=counter):
                self._at(slip, counter, ("called",), event)
                self._seat_freed(slip)
                slip.state, slip.counter = "waiting", None
            case _:
                raise PropertyBroken(f"every event is known to the referee [{what}]")

    def _called(self, slip: Slip, counter: int, event: Event) -> None:
        must(slip.confirmed, "nobody is called before the ticket is confirmed", slip)
        must(slip.state == "waiting", "only who waits is called", slip)
        must(counter in self.seats, "only a counter with an officer calls", counter)
        seat = self.seats[counter]
        must(seat.visit is None, "a counter has one visit at most", seat)
        must(
            all(other.visit != slip.visit for other in self.seats.values()),
            "a visit is at one counter at most",
            slip,
        )
        tenant, names = SERVED[counter]
        must(
            slip.service in {f"{tenant}.{name}" for name in names},
            "an ineligible counter never gets a visit",
            (counter, slip),
        )
        line = self.line(counter)
        must(line[0] == slip.visit, "who has waited longest is called first", (slip.visit, line))
        self._by_seat(seat, event)
        seat.visit = slip.visit
        slip.state, slip.counter = "called", counter

    def _at(self, slip: Slip, counter: int, states: tuple[str, ...], event: Event) -> None:
        must(slip.state in states, "a visit goes from state to state as the table says", (slip, event.what))
        must(
            slip.counter == counter and self.seats[counter].visit == slip.visit,
            "a counter acts on its own visit only",
            (slip, counter),
        )
        self._by_seat(self.seats[counter], event)

    def _by_seat(self, seat: Seat, event: Event) -> None:
        assert event.by is not None
        must(
            (event.by.device, event.by.officer) == (seat.device, seat.officer),
            "a counter acts at the request of its own officer",
            (event.by, seat),
        )

    def _seat_freed(self, slip: Slip) -> None:
        if slip.counter is not None and slip.counter in self.seats:
            self.seats[slip.counter].visit = None

    def _confirmable(self, slip: Slip) -> bool:
        late = slip.state == "cancelled" and slip.cancelled == "not_confirmed" and slip.day == self.day
        return slip.state == "printing" or late

    def _expected_at(
        self, command: SignOn | SignOff | CallNext | AtCounter, device: str, place: str
    ) -> set[Reason | None]:
        if command.counter not in SERVED:
            return {Reason.UNKNOWN_COUNTER}
        if SERVED[command.counter][0] != place:
            return {Reason.OTHER_TENANT}
        seat = self.seats.get(command.counter)
        if isinstance(command, SignOn):
            if seat is not None:
                return {Reason.COUNTER_TAKEN}
            elsewhere: set[Reason | None] = set()
            if any(other.device == device for other in self.seats.values()):
                elsewhere.add(Reason.DEVICE_ELSEWHERE)
            if any(
                (other.tenant, other.officer) == (place, command.officer) for other in self.seats.values()
            ):
                elsewhere.add(Reason.OFFICER_ELSEWHERE)
            return elsewhere or {None}
        if seat is None:
            return {Reason.COUNTER_CLOSED}
        if seat.device != device:
            return {Reason.COUNTER_TAKEN}
        state = self.slips[seat.visit].state if seat.visit is not None else None
        match command:
            case SignOff():
                return {Reason.COUNTER_BUSY if state == "serving" else None}
            case CallNext():
                if state is not None:
                    return {Reason.COUNTER_BUSY}
                return {None if self.line(command.counter) else Reason.LINE_EMPTY}
            case AtCounter(visit=visit):
                if seat.visit != visit:
                    return {Reason.NOT_AT_COUNTER}
                needed = "serving" if isinstance(command, FinishService) else "called"
                return {None if state == needed else Reason.WRONG_STATE}
