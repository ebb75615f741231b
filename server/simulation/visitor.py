"""One visitor: comes, takes a number, waits, is served, goes; or gives up, or comes back."""

from __future__ import annotations

from datetime import datetime
from math import log

from protocol.catalogue import CounterId
from protocol.messages import (
    BookingMade,
    BookSlot,
    CancelBooking,
    CancelVisit,
    CheckIn,
    CollectResult,
    Command,
    ConfirmTicket,
    CorrectClass,
    DelayVisit,
    Happening,
    IssueTicket,
    Reason,
    Refused,
    ReprintTicket,
    RestoreVisit,
    ResultReady,
    ReturnVisit,
    TicketIssued,
    VisitCalled,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTakenBack,
)
from protocol.visit import Paper, State, VisitId
from server.hub import Answer
from server.simulation.agenda import Act
from server.simulation.arrivals import Arrival, instant
from server.simulation.dice import happens, spread
from server.simulation.link import Link
from server.simulation.scenario import Span, Visitors
from server.simulation.stage import Stage, whatever

DELAYS_COUNT_MAX = 3
"""One more than most policies allow."""
TRIES_COUNT_MAX = 4
"""So often one asks for a number."""
DOOR_S = (1.0, 90.0)
"""After the doors open, in the crowd."""
WAITS_FOR_DOORS_S_MAX = 100 * 60.0
SLIP_S = (1.5, 3.0)
SCREEN_S = (5.0, 30.0)
REVIVED_S = (125.0, 1_500.0)
PATIENCE_SIGMA = 0.5
BACK_SOON_S = (30.0, 240.0)
COPIED_S = (60.0, 900.0)
FETCHED_S = (5 * 60.0, 50 * 60.0)
CANCELLED_HOUR_S = (5 * 3_600.0, 7 * 3_600.0)
GONE = Visitors(absent=1, restored=0)
"""How those behave who have left without a word."""


class Visitor:
    def __init__(self, stage: Stage, arrival: Arrival) -> None:
        self.turned_away: Reason | None = None
        """Why they have no number."""
        self.visit: VisitId | None = None
        self._stage = stage
        self.arrival = arrival
        self._habits = stage.scenario.visitors
        self._dice = stage.dice("visitor", arrival.index)
        self._desk = self._dice.choice(stage.receptions if arrival.reception else stage.kiosks)
        self._code: str | None = None
        self._tries = 0
        self._alone = False
        """Had to leave out the other errands."""
        self._walking = 0
        """Counts the walks to a counter; an older one is not finished."""
        self._absent = False

    def begin(self) -> None:
        """Note when they book, and when they come."""
        arrival, agenda = self.arrival, self._stage.agenda
        if arrival.booked_at is not None:
            agenda.at(arrival.booked_at, lambda: self._book(list(arrival.slots)))
        elif arrival.at is not None:
            agenda.at(arrival.at, self._arrive)

    def told(self, what: Happening) -> None:
        """What the screens and the voice say of their visit."""
        match what:
            case VisitCalled(counter=counter):
                self._absent = happens(self._dice, self._habits.absent)
                self._walk(counter)
            case VisitRecalled(counter=counter):
                self._walk(counter)
            case VisitTakenBack():
                self._walking += 1
            case VisitMissed():
                self._walking += 1
                if happens(self._dice, self._habits.restored):
                    self._later(self._habits.restored_s, self._restore)
            case VisitParked(reason="counter_freed"):
                self._later(BACK_SOON_S, self._return)
            case VisitParked():
                if not happens(self._dice, self._habits.parked_never):
                    self._later(self._habits.parked_s, self._return)
            case ResultReady():
                if happens(self._dice, self._habits.collected):
                    self._later(FETCHED_S, self._collect)
            case _:
                pass

    # Bookings

    def _book(self, slots: list[datetime]) -> None:
        """The first of these that is free."""
        arrival, slot = self.arrival, slots[0]

        def booked(answer: Answer) -> None:
            if not isinstance(answer, Refused):
                assert isinstance(answer[0].what, BookingMade)
                self._has_booked(answer[0].what.code, slot)
            elif slots[1:]:
                self._book(slots[1:])
            elif arrival.at is not None:
                self._stage.agenda.at(arrival.at, self._arrive)

        command = BookSlot(
            service=arrival.service, slot=slot, language=arrival.language, priority=arrival.priority
        )
        self._stage.home.ask(command, booked)

    def _has_booked(self, code: str | None, slot: datetime) -> None:
        assert code is not None
        self._code = code
        arrival, stage = self.arrival, self._stage
        if arrival.at is not None:
            # Late or early as planned, whichever slot it is now.
            stage.agenda.at(arrival.at + (slot - arrival.slots[-1]), self._arrive)
        elif arrival.cancelled:
            moment = instant(stage.catalogue, stage.day, spread(self._dice, CANCELLED_HOUR_S))
            stage.agenda.at(moment, lambda: stage.home.ask(CancelBooking(code=code), whatever))

    # A number

    def _arrive(self) -> None:
        self._tries += 1
        arrival = self.arrival
        command: Command
        if self._code is not None:
            command = CheckIn(code=self._code)
        else:
            command = IssueTicket(
                service=arrival.service,
                language=arrival.language,
                priority=arrival.priority,
                more=() if self._alone else arrival.more,
            )
        self._desk.ask(command, self._answered)

    def _collect(self) -> None:
        if self.visit is not None:
            self._desk.ask(CollectResult(visit=self.visit, language=self.arrival.language), self._answered)

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Refused):
            self._refused(answer)
            return
        for event in answer:
            if isinstance(event.what, TicketIssued):
                self.visit = event.what.visit
                self._stage.visitors[self.visit] = self
                self.turned_away = None
        self._code = None
        self._read_number()
        self._plan()

    def _refused(self, refused: Refused) -> None:
        agenda = self._stage.agenda
        if self._code is not None and refused.reason is Reason.UNKNOWN_BOOKING:
            self._code = None
        if self._tries >= TRIES_COUNT_MAX:
            self.turned_away = refused.reason
        elif (
            refused.again is not None
            and (refused.again - agenda.now).total_seconds() <= WAITS_FOR_DOORS_S_MAX
        ):
            wait_s = (refused.again - agenda.now).total_seconds() + spread(self._dice, DOOR_S)
            agenda.after(wait_s, self._arrive)
        elif self.arrival.more and not self._alone:
            self._alone = True
            self._later(SCREEN_S, self._arrive)
        else:
            self.turned_away = refused.reason

    def _read_number(self) -> None:
        faults, stream = self._stage.scenario.faults, self._dice
        fate, revived = stream.random(), happens(stream, faults.slip_revived)
        if fate < faults.slip_ignored:
            if revived:
                self._later(REVIVED_S, lambda: self._confirm("screen"))
        elif fate < faults.slip_ignored + faults.slip_failed:
            self._later(SCREEN_S, lambda: self._confirm("screen"))
        elif fate < faults.slip_ignored + faults.slip_failed + faults.slip_unknown:
            self._later(SCREEN_S, lambda: self._confirm("seen"))
        else:
            self._later(SLIP_S, lambda: self._confirm("printed"))

    def _confirm(self, paper: Paper) -> None:
        assert self.visit is not None
        self._desk.ask(ConfirmTicket(visit=self.visit, paper=paper), whatever)

    # Waiting

    def _plan(self) -> None:
        """What they will do while they wait, if they wait that long."""
        habits, stream, agenda = self._habits, self._dice, self._stage.agenda
        patience_s = 60 * stream.lognormvariate(log(habits.patience_min), PATIENCE_SIGMA)
        silent = happens(stream, habits.silent)
        agenda.after(patience_s, lambda: self._give_up(silent))
        moment_s = stream.uniform(*COPIED_S)
        if happens(stream, habits.delayed):
            for turn in range(stream.randint(1, DELAYS_COUNT_MAX)):
                agenda.after((turn + 1) * moment_s, lambda: self._ask_while_waiting(DelayVisit))
        if happens(stream, habits.copied):
            agenda.after(moment_s, lambda: self._ask_while_waiting(ReprintTicket))
        if happens(stream, habits.corrected) and habits.classes:
            agenda.after(moment_s, self._correct)

    def _ask_while_waiting(self, kind: type[DelayVisit] | type[ReprintTicket] | type[CancelVisit]) -> None:
        if self.visit is not None and self._waits:
            self._desk.ask(kind(visit=self.visit), whatever)

    def _correct(self) -> None:
        visit = self._stage.visit(self.visit)
        if visit is not None and self._waits:
            other = self._dice.choice([None, *sorted(self._habits.classes)])
            reception = self._stage.receptions[0]
            reception.ask(CorrectClass(visit=visit.id, priority=other), whatever)

    def _give_up(self, silent: bool) -> None:
        if not self._waits:
            return
        if silent:
            # Nobody knows until they are called.
            self._habits = GONE
        else:
            self._ask_while_waiting(CancelVisit)

    @property
    def _waits(self) -> bool:
        visit = self._stage.visit(self.visit)
        return visit is not None and any(stop.state is State.WAITING for stop in visit.stops)

    # Called

    def _walk(self, counter: CounterId) -> None:
        self._walking += 1
        walk = self._walking
        if not self._absent:
            self._later(self._habits.walk_s, lambda: self._stand(counter, walk))

    def _stand(self, counter: CounterId, walk: int) -> None:
        """At the counter, if they are still meant."""
        if walk == self._walking and self.visit is not None:
            self._stage.officers[counter].sees(self.visit)

    def _restore(self) -> None:
        assert self.visit is not None
        self._reception.ask(RestoreVisit(visit=self.visit), self._restored)

    def _restored(self, answer: Answer) -> None:
        too_late = isinstance(answer, Refused) and answer.reason in (Reason.TOO_LATE, Reason.UNKNOWN_VISIT)
        if too_late and happens(self._dice, self._habits.again):
            self._tries, self._alone = 0, True
            self._arrive()

    def _return(self) -> None:
        assert self.visit is not None
        self._reception.ask(ReturnVisit(visit=self.visit), whatever)

    @property
    def _reception(self) -> Link:
        return self._stage.receptions[self.arrival.index % len(self._stage.receptions)]

    def _later(self, span_s: Span, act: Act) -> None:
        self._stage.agenda.after(spread(self._dice, span_s), act)
