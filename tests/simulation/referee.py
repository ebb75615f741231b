"""The rules of the mall told a second time, in the plainest way, by one who only hears events.

The referee shares no code with `hall.apply` or the engine: lists are searched and sorted anew each time.
A rule that does not hold raises `PropertyBroken` with the rule's name. Whose turn it is stands in `turns`,
whether a number may be given in `gate`, what may be answered in `verdicts`.
"""

from __future__ import annotations

from collections import Counter as Count
from datetime import datetime, timedelta

from protocol.catalogue import Catalogue
from protocol.messages import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    BreakEnded,
    BreakStarted,
    CallNext,
    CallVisit,
    ClassCorrected,
    ClockConfirmed,
    ClockStepped,
    ClosureEnded,
    ClosureRequested,
    Command,
    DayEnded,
    DayStarted,
    Event,
    IssueTicket,
    OfDesk,
    OfficerRelieved,
    OfficerSignedOff,
    OfficerSignedOn,
    OfVisit,
    ResultGone,
    ResultReady,
    ServiceFinished,
    ServiceStarted,
    StopAdded,
    StopReady,
    TemporarilyClosed,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitHandedOver,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitRestored,
    VisitReturned,
    VisitsForgotten,
    VisitTakenBack,
    VisitTransferred,
)
from tests.simulation import gate, promises, turns
from tests.simulation.slips import (
    AT_COUNTER,
    ENDS,
    Book,
    Errand,
    Result,
    Seat,
    Slip,
    Tally,
    must,
)
from tests.simulation.verdicts import confirmable, handed_out_at, overdrawn, restorable

CONFIRM_WITHIN = timedelta(seconds=120)
REMEMBERED = timedelta(seconds=3_600)
KEY_GOOD_FOR = timedelta(hours=24)
TICK = timedelta(microseconds=1)
HANDED_OUT = ("completed", "result_later")
LEAVES: dict[type[OfVisit], tuple[str, ...]] = {
    ServiceStarted: ("called",),
    VisitRecalled: ("called",),
    VisitMissed: ("called",),
    VisitTakenBack: ("called",),
    ServiceFinished: ("serving",),
    VisitHandedOver: ("serving",),
    VisitParked: AT_COUNTER,
    VisitTransferred: AT_COUNTER,
}
"""What a stop at a counter must be for what happens to it there."""


class Referee(Book):
    def __init__(self, mall: Catalogue) -> None:
        super().__init__(mall)
        self.asked: dict[tuple[str, int | str], Command] = {}
        """What each counted request was, as its sender says."""
        self.effects: dict[tuple[str, int | str], tuple[int, int, datetime]] = {}
        """Device and request to (seq of the first event, count of events, time)."""
        self._given: set[tuple[str, str, int]] = set()
        self._tokens: set[str] = set()
        self._ended_with_day: set[int] = set()
        self._hunger: dict[tuple[int, str], int] = {}
        """Counter and stream to how often another went first, while somebody of it could have come."""
        self._in_group: Event | None = None
        """The first event of the request that is being heard."""

    def hear(self, event: Event) -> None:
        must(event.seq == self.seq + 1, "events are numbered one by one", f"{event.seq} after {self.seq}")
        must(self.at is None or event.at >= self.at, "time does not go back", event.at)
        self._one_effect(event)
        self.seq, self.at = event.seq, event.at
        if event.part == 0:
            self._in_group = event
        if event.request is not None and self.day is not None and not self.doubt:
            today = gate.day_at(self, event.at)
            must(today == self.day, "nothing of a new day is decided on the old one", event)
        match event.what:
            case OfVisit() as what:
                self._of_visit(what, event)
            case OfDesk() as what:
                self._of_desk(what, event)
            case DayStarted(day=day):
                self._day_starts(day, event.at)
            case DayEnded(day=day, left=left):
                self._day_ends(day, left)
            case ClockStepped():
                self.doubt = True
            case ClockConfirmed():
                must(promises.role_of(event) == "floor", "only the floor confirms the clock", event)
                self.doubt = False
            case VisitsForgotten(visits=gone):
                for visit in gone:
                    self._forgotten(visit, event.at)
            case BookingMade() | BookingKept() | BookingCancelled():
                promises.of_booking(self, event)
            case ResultReady() | ResultGone():
                promises.of_result(self, event)
            case ClosureRequested() | TemporarilyClosed() | ClosureEnded():
                promises.of_closure(self, event)

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

    # The day

    def _day_starts(self, day: str, at: datetime) -> None:
        must(self.day is None, "a day starts after the one before has ended", day)
        must(not self.doubt, "no day turns while the clock is in doubt", day)
        must(not self.days or day > self.days[-1], "no day starts twice", day)
        must(day == gate.day_at(self, at), "a day starts on its own date", day)
        self.day = day
        self.days.append(day)
        self.last_number.clear()
        self.counted.clear()
        self.tallies.clear()
        self._hunger.clear()

    def _day_ends(self, day: str, left: int) -> None:
        must(day == self.day, "the day that ends is the day that was", day)
        must(not self.seats, "nobody sits at a counter when the day ends", self.seats)
        still = [slip.visit for slip in self.slips.values() if slip.open]
        must(not still, "no visit is left open when the day ends", still)
        must(left == len(self._ended_with_day), "who was left at the day's end is counted", left)
        missed = [each for each in self.promises.values() if gate.day_at(self, each.slot) <= day]
        must(not missed, "a booking ends with its day", missed)
        self.day, self.last_day = None, day
        self._ended_with_day.clear()

    def _forgotten(self, visit: int, at: datetime) -> None:
        slip = self.slips.pop(visit, None)
        ended = [] if slip is None else [errand.ended_at for errand in slip.errands]
        must(
            bool(ended) and all(each is not None and at - each > REMEMBERED for each in ended),
            "only what ended long ago is forgotten",
            slip,
        )

    # Counters

    def _of_desk(self, what: OfDesk, event: Event) -> None:
        must(self.tenant_of(what.counter) == what.tenant, "an officer sits at the tenant's own counter", what)
        if isinstance(what, OfficerSignedOn):
            self._signed_on(what)
            return
        must(what.counter in self.seats, "who signs off had signed on", what)
        seat = self.seats[what.counter]
        match what:
            case OfficerSignedOff(freed=freed):
                must(seat.visit is None, "nobody is left at a counter that closes", seat)
                must(
                    freed is None or promises.role_of(event) == "floor",
                    "only a manager frees another's counter",
                    event,
                )
                del self.seats[what.counter]
            case OfficerRelieved(officer=officer):
                self._by_seat(seat, event)
                self._sits_once(seat.tenant, officer)
                seat.officer, seat.on_break = str(officer), None
            case BreakStarted(reason=reason):
                self._by_seat(seat, event)
                must(seat.visit is None, "nobody goes on a break with a visitor at the counter", seat)
                must(seat.on_break is None, "a break begins once", seat)
                seat.on_break = reason
            case BreakEnded():
                self._by_seat(seat, event)
                must(seat.on_break is not None, "a break that ends had begun", seat)
                seat.on_break = None
            case _:
                raise AssertionError(f"every event is known to the referee: {what}")

    def _signed_on(self, what: OfficerSignedOn) -> None:
        must(what.counter not in self.seats, "a counter has one officer at most", what)
        assert what.officer is not None
        assert what.device is not None
        self._sits_once(what.tenant, what.officer)
        devices = [seat.device for seat in self.seats.values()]
        must(what.device not in devices, "a device serves one counter at most", what)
        self.seats[what.counter] = Seat(tenant=what.tenant, officer=what.officer, device=what.device)

    def _sits_once(self, tenant: str, officer: str | None) -> None:
        sits = any((seat.tenant, seat.officer) == (tenant, officer) for seat in self.seats.values())
        must(not sits, "an officer sits at one counter at most", officer)

    def _by_seat(self, seat: Seat, event: Event) -> None:
        assert event.by is not None
        must(
            (event.by.device, event.by.officer) == (seat.device, seat.officer),
            "a counter acts at the request of its own officer",
            (event.by, seat),
        )

    # Visits

    def _of_visit(self, what: OfVisit, event: Event) -> None:
        if isinstance(what, TicketIssued):
            self._issued(what, event)
            return
        must(what.visit in self.slips, "only a visit that is there moves", what)
        slip = self.slips[what.visit]
        must(what.issuer == slip.issuer, "an event names the kiosk of its visit", what)
        if isinstance(what, StopAdded):
            self._added(slip, what, event)
            return
        must(what.stop < len(slip.errands), "only a stop that is there moves", what)
        errand = slip.errands[what.stop]
        must(what.tenant == errand.tenant, "an event names the tenant of its stop", what)
        if isinstance(what, (ClassCorrected, TicketReprinted)):
            if isinstance(what, ClassCorrected):
                must(slip.open, "only the class of who is here is corrected", slip)
                slip.priority = what.priority
            return
        if (from_states := LEAVES.get(type(what))) is not None:
            self._leaves(slip, errand, from_states, what, event)
            return
        match what:
            case TicketConfirmed():
                self._confirmed(slip, errand, event)
            case StopReady():
                must(errand.state == "planned", "only what was planned becomes due", slip)
                must(
                    all(slip.done(index) for index in errand.after),
                    "a planned stop does not wait before what it depends on is finished",
                    slip,
                )
                errand.state, errand.line_time = "waiting", event.at
            case VisitCalled(counter=counter):
                self._called(slip, what.stop, counter, what, event)
            case VisitCancelled(reason=reason):
                self._cancelled(slip, errand, reason, event)
            case VisitReturned(line_time=line_time):
                must(errand.state == "parked", "only who was parked returns", slip)
                keeps = self.policy(errand.tenant).returned_keep_place
                must(
                    line_time == (errand.line_time if keeps else event.at),
                    "who returns stands where the policy says",
                    (what, errand),
                )
                errand.state, errand.line_time, errand.back = "waiting", line_time, True
            case VisitRestored(line_time=line_time):
                self._restored(slip, errand, what.stop, line_time, event)
            case VisitDelayed(line_time=line_time):
                must(errand.state == "waiting", "only who waits is called later", slip)
                must(
                    errand.delays < self.policy(errand.tenant).delays_max,
                    "nobody is called later more often than the policy allows",
                    slip,
                )
                behind = self.policy(errand.tenant).delayed_behind
                self._delayed(slip, errand, line_time, behind)
            case _:
                raise AssertionError(f"every event is known to the referee: {what}")

    def _issued(self, what: TicketIssued, event: Event) -> None:
        must(self.day is not None, "a number is given on a day that has begun", what)
        assert self.day is not None
        tenant = str(what.service).partition(".")[0]
        prefix = self.mall.tenants[what.tenant].prefix
        must(what.tenant == tenant and what.prefix == prefix, "a ticket carries its tenant's prefix", what)
        must(what.visit == event.seq, "a visit is named by the event that issued it", event)
        number = self.last_number.get(what.prefix, 0) + 1
        label = (what.prefix, what.number)
        must((self.day, *label) not in self._given, "a number is given once a day", (self.day, *label))
        must(what.number == number, "numbers start at 001 each day and leave no gap", (what.number, number))
        must(bool(what.token) and what.token not in self._tokens, "a ticket's token is its own", what.token)
        ahead = len(self.waiting(self.pool_of(what.service)))
        must(what.ahead == ahead, "a ticket says how many wait before it", (what.ahead, ahead))
        assert event.by is not None
        must(what.issuer == event.by.device, "a ticket is its kiosk's", what)
        self._admitted(what, event)
        self._given.add((self.day, *label))
        self._tokens.add(str(what.token))
        self.last_number[what.prefix] = what.number
        errand = Errand(
            tenant=what.tenant,
            service=what.service,
            line_time=what.slot or event.at,
            kind=what.kind,
            slot=what.slot,
        )
        self.slips[what.visit] = Slip(
            visit=what.visit,
            issuer=str(what.issuer),
            label=label,
            day=self.day,
            issued_at=event.at,
            priority=what.priority,
            collects=what.collects,
            token=str(what.token),
            errands=[errand],
        )
        self._count(what.service, 1)

    def _admitted(self, what: TicketIssued, event: Event) -> None:
        """No number is given that may not be given."""
        if what.collects is not None:
            result = self.results.get((what.collects, what.tenant))
            must(result is not None and result.ready_at is not None, "only a result that is ready is fetched")
            assert result is not None
            counter = handed_out_at(self, result.tenant, result.service)
            must(what.service == counter, "a result is fetched where results are", what)
        kept = self._in_group is not None and isinstance(self._in_group.what, BookingKept)
        must((what.kind == "booking") <= kept, "only who has booked comes as a booking", what)
        if kept and what.kind == "booking":
            return
        assert event.by is not None
        asked = None if event.request is None else self.asked.get((event.by.device, event.request))
        wanted = [str(what.service)]
        if isinstance(asked, IssueTicket):
            wanted += [str(errand.service) for errand in asked.more]
        for service in wanted:
            barred = gate.why_not(self, service, event.at, quota=False)
            must(not barred, "no number is given when none may be", (barred, what))
        if what.collects is None:
            must(not overdrawn(self, wanted, event.at), "a quota is never exceeded", (wanted, what))

    def _added(self, slip: Slip, what: StopAdded, event: Event) -> None:
        must(what.stop == len(slip.errands), "stops are numbered one by one", what)
        must(all(index < what.stop for index in what.after), "a stop depends on stops before it", what)
        known = {errand.tenant for errand in slip.errands}
        must((what.so_far is None) == (not what.sent or what.tenant in known), "who is new is told", what)
        pick_up = gate.service_of(self, what.service).pick_up
        here = [e for e in slip.errands if what.sent and e.state in AT_COUNTER and e.service == what.service]
        kind = here[0].kind if here else "pick_up" if pick_up else "walk_in"
        must(what.kind == kind, "a result's counter is a quick line", what)
        if what.sent:
            self._sent(slip, what, event)
        else:
            planned = "planned" if what.after else "printing"
            must(what.state == planned, "a planned stop does not wait before what it depends on", what)
            must(what.line_time == event.at, "a stop's place is that of its issue", what)
            self._count(what.service, 1)
        slip.errands.append(
            Errand(
                tenant=what.tenant,
                service=what.service,
                line_time=what.line_time,
                state=what.state,
                kind=what.kind,
                after=what.after,
                sent=what.sent,
                only_counter=what.only_counter,
                only_officer=what.only_officer,
            )
        )

    def _sent(self, slip: Slip, what: StopAdded, event: Event) -> None:
        """The stop that a transfer opens; the stop that it closes follows."""
        at = [errand for errand in slip.errands if errand.state in AT_COUNTER]
        must(len(at) == 1, "only who is at a counter is sent elsewhere", slip)
        keeps = self.policy(what.tenant).transferred_keep_place
        place = min(at[0].line_time, event.at) if keeps else event.at
        must(what.line_time == place, "who is sent elsewhere keeps the place as the policy says", what)
        must(what.state == "waiting", "who is sent elsewhere waits there", what)

    def _confirmed(self, slip: Slip, errand: Errand, event: Event) -> None:
        must(confirmable(self, slip), "only a fresh ticket, or a late one of today, is confirmed", slip)
        fresh = errand.state == "printing" or errand.cancelled == "not_confirmed"
        must(fresh, "only a fresh ticket, or a late one of today, is confirmed", slip)
        assert event.by is not None
        own = event.by.device in (slip.issuer, "server") or promises.role_of(event) == "reception"
        must(own, "a ticket is confirmed by its own kiosk, its page or the reception", slip)
        if errand.cancelled is not None:
            self._count(errand.service, 1)
        slip.confirmed = True
        errand.state, errand.ended_at, errand.cancelled = "waiting", None, None

    def _called(self, slip: Slip, index: int, counter: int, what: VisitCalled, event: Event) -> None:
        errand = slip.errands[index]
        must(slip.confirmed, "nobody is called before the ticket is confirmed", slip)
        must(
            errand.state != "planned",
            "a planned stop does not wait before what it depends on is finished",
            slip,
        )
        must(errand.state == "waiting", "only who waits is called", slip)
        must(counter in self.seats, "only a counter with an officer calls", counter)
        seat = self.seats[counter]
        must(seat.visit is None, "a counter has one visit at most", seat)
        must(seat.on_break is None, "nobody is called to a counter that has a break", seat)
        must(
            errand.service in self.services_of(counter),
            "an ineligible counter never gets a visit",
            (counter, slip),
        )
        self._by_seat(seat, event)
        assert event.by is not None
        asked = None if event.request is None else self.asked.get((event.by.device, event.request))
        particular = what.why.rule == "particular"
        chosen = isinstance(asked, CallVisit) and asked.visit == slip.visit
        must(
            chosen if particular else isinstance(asked, CallNext),
            "a number is called out of its turn only if the officer chose it",
            (what, asked),
        )
        before = self.tallies.get(counter, Tally())
        if particular:
            turns.judge_particular(self, seat, slip, what, counter)
            after = Tally(before.booking, before.pick_up, before.priority, errand.back)
        else:
            self._starves_nobody(slip, index, counter, event.at)
            here = turns.judge_call(self, counter, slip, index, what, event.at)
            assert here.turn is not None
            after = here.turn.tally
        self.tallies[counter] = after
        seat.visit, seat.stop = slip.visit, index
        errand.state, errand.counter = "called", counter

    def _starves_nobody(self, slip: Slip, index: int, counter: int, now: datetime) -> None:
        """Counts only how often a stream is passed over; knows nothing of rounds."""
        policy = self.policy(str(self.tenant_of(counter)))
        if policy.order != "interleave":
            return
        shares = {
            "booking": policy.bookings_in_a_row,
            "pick_up": policy.pick_ups_in_a_row,
            "priority": policy.priority_in_a_row,
        }
        here = turns.scene(self, counter, now)
        could = {
            waiter.stream
            for waiter in here.free
            if not waiter.errand.back and (waiter.stream != "booking" or waiter.place[0] <= now)
        }
        called = slip.stream(slip.errands[index])
        for stream in turns.ROUND:
            if stream == called or stream not in could:
                self._hunger[counter, stream] = 0
                continue
            passed = self._hunger[counter, stream] = self._hunger.get((counter, stream), 0) + 1
            others = sum(share for name, share in shares.items() if name != stream)
            bound = others if stream == "ordinary" else 2 * others + 1
            must(passed <= bound, "no stream starves beyond its policy's bound", (stream, passed, bound))

    def _leaves(
        self, slip: Slip, errand: Errand, states: tuple[str, ...], what: OfVisit, event: Event
    ) -> None:
        """Something happens to a visit at a counter."""
        counter = int(getattr(what, "counter", None) or 0)
        must(
            errand.state in states,
            "a visit goes from state to state as the table says",
            (slip, what),
        )
        must(
            errand.counter == counter
            and (self.seats[counter].visit, self.seats[counter].stop) == (slip.visit, what.stop),
            "a counter acts on its own visit only",
            (slip, counter),
        )
        seat = self.seats[counter]
        if promises.role_of(event) != "floor":
            self._by_seat(seat, event)
        match what:
            case VisitRecalled():
                return
            case ServiceStarted():
                errand.state = "serving"
                return
            case VisitHandedOver(to=to):
                self._handed_over(slip, errand, what.stop, to)
            case ServiceFinished(outcome=outcome):
                errand.state, errand.ended_at = "finished", event.at
                if outcome == "result_later":
                    promise = Result(errand.tenant, errand.service, event.at)
                    self.results.setdefault((slip.visit, errand.tenant), promise)
                if slip.collects is not None and outcome in HANDED_OUT and slip.done(0):
                    fetched = slip.collects, slip.errands[0].tenant
                    self.handed_out |= {fetched} & self.results.keys()
            case VisitMissed():
                errand.state, errand.ended_at = "no_show", event.at
            case VisitTransferred(to=to):
                must(to == len(slip.errands) - 1, "who is sent elsewhere goes on where it was said", what)
                must(slip.errands[to].sent, "who is sent elsewhere goes on where it was said", what)
                errand.state, errand.ended_at, errand.sent_to = "transferred", event.at, to
            case VisitParked():
                errand.state, errand.counter = "parked", None
            case _:
                assert isinstance(what, VisitTakenBack)
                errand.state, errand.counter = "waiting", None
        seat.visit, seat.stop = None, 0

    def _handed_over(self, slip: Slip, errand: Errand, index: int, to: int) -> None:
        other = self.seats.get(to)
        must(other is not None, "a visit is handed over to an officer who is there", to)
        assert other is not None
        must(other.visit is None, "a counter has one visit at most", other)
        must(other.on_break is None, "nobody is sent to a counter that has a break", other)
        must(errand.service in self.services_of(to), "an ineligible counter never gets a visit", (to, slip))
        other.visit, other.stop, errand.counter = slip.visit, index, to

    def _cancelled(self, slip: Slip, errand: Errand, reason: str, event: Event) -> None:
        must(errand.state not in ENDS, "what has ended is not ended again", slip)
        match reason:
            case "not_confirmed":
                must(
                    errand.state == "printing" and event.at - slip.issued_at > CONFIRM_WITHIN,
                    "a ticket has its time to be confirmed",
                    slip,
                )
            case "day_ended":
                promises.may_end_the_day(self, event)
                self._ended_with_day.add(slip.visit)
            case "closed":
                first = self._in_group
                must(
                    first is not None
                    and isinstance(first.what, TemporarilyClosed)
                    and first.what.closure.waiting == "end"
                    and errand.state not in AT_COUNTER
                    and self.shutters[first.what.closure.id].concerns(errand.tenant, errand.service),
                    "a closure ends only those who wait for what is closed",
                    slip,
                )
            case _:
                must(errand.state != "serving", "who is being served is not cancelled", slip)
        if errand.state in AT_COUNTER:
            seat = self.seats[errand.counter or 0]
            seat.visit, seat.stop = None, 0
        if reason != "day_ended" and not errand.sent:
            self._count(errand.service, -1)
        errand.state, errand.ended_at, errand.cancelled = "cancelled", event.at, reason

    def _restored(self, slip: Slip, errand: Errand, index: int, line_time: datetime, event: Event) -> None:
        must(errand.state == "no_show", "only a no-show is restored", slip)
        must(restorable(self, slip, errand, event.at), "a no-show is restored in its time and day", slip)
        errand.state, errand.back, errand.ended_at, errand.counter = "waiting", True, None, None
        count = self.policy(errand.tenant).restored_behind
        others, key = turns.others_of(self, slip, errand)
        must(line_time >= errand.line_time, "nobody gets a better place than the one before", slip)
        before = [place for place in others if place < key(line_time)]
        rule = "who is restored stands behind the next ones"
        must(len(before) >= min(count, len(others)), rule, (slip, line_time, others))
        if line_time > errand.line_time and len(others) >= count:
            # Who stands at the same instant as the last of them is let go first too, and so is who was
            # put behind the same one before.
            first = [place for place in others if place[0] <= others[count - 1][0] + TICK]
            must(len(before) <= len(first), rule, (slip, line_time, others))
        errand.line_time = line_time

    def _delayed(self, slip: Slip, errand: Errand, line_time: datetime, count: int) -> None:
        others, key = turns.others_of(self, slip, errand)
        must(line_time >= errand.line_time, "nobody gets a better place than the one before", slip)
        later = [place for place in others if place > key(errand.line_time)]
        first = [place for place in later if place < key(line_time)]
        rule = "who is delayed lets the next ones go first"
        must(len(first) >= min(count, len(later)), rule, (slip, line_time, others))
        errand.line_time = line_time
        errand.delays += 1

    def _count(self, service: str, more: int) -> None:
        self.counted[service] = Count(self.counted)[service] + more
