"""One officer at one counter: comes, calls, serves, rests, leaves; sometimes without a word."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import log

from protocol.hall import waiting_for
from protocol.messages import (
    CallNext,
    CallVisit,
    EndBreak,
    FinishService,
    MarkNoShow,
    Reason,
    Recall,
    Refused,
    Relieve,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    VisitCalled,
)
from protocol.visit import Outcome, State, VisitId
from server.hub import Answer
from server.simulation.agenda import Act
from server.simulation.dice import happens, spread
from server.simulation.parting import Parting, parting
from server.simulation.roster import Rest, Shift
from server.simulation.scenario import Span
from server.simulation.stage import Stage

AGAIN_S = (2.0, 6.0)
LOOK_S = 60.0
"""Whoever has nobody to call looks again: somebody may have been on the way."""
SIGN_ON_AGAIN_S = 60.0
NEXT_S = (3.0, 15.0)
SERVICE_S_MIN = 15.0


class Officer:
    def __init__(self, stage: Stage, shift: Shift, factor: float) -> None:
        """`factor` shortens the typical service times of the tenant."""
        counter = shift.counter
        self.shift = shift
        self.counter = counter.id
        self.link = stage.link(f"counter-{counter.id}", "counter", counter.tenant)
        self._stage = stage
        self._factor = factor
        self._staff = stage.scenario.staff
        self._dice = stage.dice("officer", counter.id)
        self._name = shift.officer
        self._rests = list(shift.rests)
        self._services = sorted(counter.services)
        self._turn = 0
        """What was planned in an earlier one is void."""
        self._on = False
        self._idle = False
        self._visit: VisitId | None = None
        """Called, and not here yet."""
        self._away = False

    def begin(self) -> None:
        agenda = self._stage.agenda
        agenda.at(self.shift.comes_at, self._sign_on)
        if self.shift.vanishes_at is not None:
            agenda.at(self.shift.vanishes_at, self._vanish)

    def wake(self) -> None:
        """Somebody new waits."""
        if self._idle:
            self._idle = False
            self._soon(self._staff.reaction_s, self._next)

    def sees(self, visit: VisitId) -> None:
        """The visitor stands at the counter."""
        if self._visit == visit and not self._away:
            self._visit = None
            self._soon(self._staff.greeting_s, lambda: self._start(visit))

    def takes_over(self, visit: VisitId) -> None:
        """A colleague has handed somebody over."""
        self._idle, self._visit = False, None
        if not self._away:
            self._serve(visit)

    def freed(self) -> None:
        """The manager has signed the officer off."""
        self._turn += 1
        self._on = self._idle = False
        self._visit = None
        if not self._away:
            self._soon(AGAIN_S, self._sign_on)

    # Coming and going

    def _sign_on(self) -> None:
        self._away = False
        if self._stage.agenda.now < self.shift.leaves_at:
            self.link.ask(SignOn(counter=self.counter, officer=self._name), self._signed_on)

    def _signed_on(self, answer: Answer) -> None:
        if not isinstance(answer, Refused) or answer.reason is Reason.COUNTER_TAKEN:
            self._on = True
            self._look()
        else:
            self._stage.agenda.after(SIGN_ON_AGAIN_S, self._sign_on)

    def _vanish(self) -> None:
        if not self._on:
            return
        self._away, self._idle, self._visit = True, False, None
        self._turn += 1
        self._stage.floor.misses(self.counter)
        self._stage.agenda.after(self.shift.vanished_s, self._sign_on)

    def _rest(self, rest: Rest) -> None:
        if rest.relieved:
            here = self._name == self.shift.officer
            self._name = f"Pengganti {self.counter}" if here else self.shift.officer
            if here:
                until = Rest(at=self._after(rest.seconds), seconds=0, reason="meal", relieved=True)
                self._rests.insert(0, until)
            self.link.ask(Relieve(counter=self.counter, officer=self._name), self._go_on)
        else:
            self.link.ask(
                TakeBreak(counter=self.counter, reason=rest.reason),
                lambda answer: self._resting(answer, rest.seconds),
            )

    def _resting(self, answer: Answer, seconds: float) -> None:
        if isinstance(answer, Refused):
            self._go_on(answer)
        else:
            self._soon((seconds, seconds * 1.1), self._end_break)

    def _end_break(self) -> None:
        self.link.ask(EndBreak(counter=self.counter), self._go_on)

    # Calling

    def _next(self) -> None:
        now = self._stage.agenda.now
        due = next((rest for rest in self._rests if rest.at <= now), None)
        if due is not None:
            self._rests.remove(due)
            self._rest(due)
        elif now >= self.shift.closes_at and (now >= self.shift.leaves_at or not self._waiting):
            self.link.ask(SignOff(counter=self.counter), self._signed_off)
        elif happens(self._dice, self._staff.particular) and (chosen := self._particular()) is not None:
            self.link.ask(CallVisit(counter=self.counter, visit=chosen), self._called)
        else:
            self.link.ask(CallNext(counter=self.counter), self._called)

    def _signed_off(self, answer: Answer) -> None:
        if isinstance(answer, Refused):
            self._go_on(answer)
        else:
            self._on = False

    def _called(self, answer: Answer) -> None:
        if not isinstance(answer, Refused):
            what = answer[-1].what
            assert isinstance(what, VisitCalled)
            if not self._away:
                self._await(what.visit, self._staff.recalls)
        elif answer.reason is Reason.LINE_EMPTY:
            self._rest_until_somebody_comes()
        else:
            self._go_on(answer)

    def _rest_until_somebody_comes(self) -> None:
        self._idle = True
        now = self._stage.agenda.now
        moments = [rest.at for rest in self._rests if rest.at > now]
        if now < self.shift.closes_at:
            moments.append(self.shift.closes_at)
        if self._waiting or not moments:
            moments.append(self._after(LOOK_S))
        self._soon_at(min(moments), self._next)

    def _await(self, visit: VisitId, recalls: int) -> None:
        self._visit = visit
        if happens(self._dice, self._staff.taken_back):
            self._soon(self._staff.greeting_s, lambda: self._ask_and_look(TakeBack, visit))
        elif recalls:
            self._soon(self._staff.recall_s, lambda: self._recall(visit, recalls - 1))
        else:
            self._soon(self._staff.recall_s, lambda: self._ask_and_look(MarkNoShow, visit))

    def _recall(self, visit: VisitId, recalls: int) -> None:
        def recalled(answer: Answer) -> None:
            if isinstance(answer, Refused):
                self._go_on(answer)
            elif self._visit == visit:
                self._await(visit, recalls)

        self.link.ask(Recall(counter=self.counter, visit=visit), recalled)

    def _ask_and_look(self, kind: type[TakeBack] | type[MarkNoShow], visit: VisitId) -> None:
        self._visit = None
        self.link.ask(kind(counter=self.counter, visit=visit), self._go_on)

    # Serving

    def _start(self, visit: VisitId) -> None:
        def started(answer: Answer) -> None:
            if isinstance(answer, Refused):
                self._go_on(answer)
            elif not self._away:
                self._serve(visit)

        self.link.ask(StartService(counter=self.counter, visit=visit), started)

    def _serve(self, visit: VisitId) -> None:
        desk = self._stage.hall.desks.get(self.counter)
        if desk is None or desk.visit != visit:
            self._go_on(())
            return
        service = self._stage.hall.visits[visit].stops[desk.stop].service
        typical_s = self._stage.catalogue.services[service].duration_min * 60 * self._factor
        drawn_s = self._dice.lognormvariate(log(typical_s) - self._staff.sigma**2 / 2, self._staff.sigma)
        took_s = max(SERVICE_S_MIN, drawn_s)
        how = parting(self._stage, self._dice, self.counter, visit)
        self._soon((took_s, took_s), lambda: self._part(visit, how))

    def _part(self, visit: VisitId, how: Parting) -> None:
        def parted(answer: Answer) -> None:
            # The colleague, counter or officer meant may have gone meanwhile.
            if isinstance(answer, Refused) and not isinstance(how.command, FinishService):
                self._finish(visit, "completed")
            else:
                self._go_on(answer)

        self.link.ask(how.command, parted)

    def _finish(self, visit: VisitId, outcome: Outcome) -> None:
        command = FinishService(counter=self.counter, visit=visit, outcome=outcome)
        self.link.ask(command, self._go_on)

    def _go_on(self, _: Answer) -> None:
        """Whatever it was, look at the screen and do what comes next."""
        self._soon(NEXT_S, self._look)

    def _look(self) -> None:
        """What the screen shows: whom they have before them, and in which state."""
        if self._away:
            return
        desk = self._stage.hall.desks.get(self.counter)
        if desk is None:
            self._on = False
            self._sign_on()
        elif desk.on_break is not None:
            self._end_break()
        elif desk.visit is None:
            self._next()
        elif self._stage.hall.visits[desk.visit].stops[desk.stop].state is State.CALLED:
            self._await(desk.visit, 0)
        else:
            self._serve(desk.visit)

    # Small things

    @property
    def _waiting(self) -> bool:
        return any(waiting_for(self._stage.hall, service) for service in self._services)

    def _particular(self) -> VisitId | None:
        hall = self._stage.hall
        places = [
            place
            for service in self._services
            for (name, _), line in hall.lines.items()
            if name == service
            for place in line
        ]
        return self._dice.choice(sorted(places))[1] if places else None

    def _after(self, seconds: float) -> datetime:
        return self._stage.agenda.now + timedelta(seconds=seconds)

    def _soon(self, span_s: Span, act: Act) -> None:
        """The one next thing the officer does, unless something comes between."""
        self._soon_at(self._after(spread(self._dice, span_s)), act)

    def _soon_at(self, when: datetime, act: Act) -> None:
        self._turn += 1
        turn = self._turn

        def unless_void() -> None:
            if turn == self._turn and not self._away:
                act()

        self._stage.agenda.at(when, unless_void)
