"""The floor manager, and the offices behind the counters: closures, absent officers, results, day's end."""

from __future__ import annotations

from datetime import datetime, timedelta

from protocol.catalogue import CounterId, Tenant
from protocol.messages import (
    Close,
    ClosureRequested,
    ConfirmClock,
    DecideClosure,
    EndDay,
    FreeCounter,
    MarkReady,
    Refused,
    Reopen,
)
from protocol.visit import State, VisitId
from server.hub import Answer
from server.simulation.dice import happens, spread
from server.simulation.link import Link
from server.simulation.stage import Stage, whatever

MISSED_S = (4 * 60.0, 14 * 60.0)
"""Until an absent officer is missed."""
CLOSED_S = (20 * 60.0, 70 * 60.0)
DECIDED_S = (60.0, 300.0)
APPROVED_SHARE = 0.85
REOPENED_SHARE = 0.4
WHOLE_TENANT_SHARE = 0.3
WAITING_END_SHARE = 0.15
REASONS = ("Sistem pusat terganggu", "Jaringan ke kantor pusat putus", "Alat rekam rusak")
CLOCK_SEEN_S = (60.0, 1_200.0)
LAST_LOOK_S = (15 * 60.0, 40 * 60.0)


class Floor:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._dice = stage.dice("floor")
        self._link = stage.link("floor", "floor")
        self._offices: dict[str, Link] = {
            tenant: stage.link(f"office-{tenant}", "counter", tenant) for tenant in stage.catalogue.tenants
        }

    def begin(self, opens: datetime, closes: datetime) -> None:
        """Note the day's closures, and its end."""
        staff, stream = self._stage.scenario.staff, self._dice
        for _ in range(int(staff.closures) + happens(stream, staff.closures % 1)):
            moment = opens + stream.random() * (closes - opens)
            self._stage.agenda.at(moment, self._ask_to_close)
        if happens(stream, staff.ended_early):
            last = closes + timedelta(seconds=staff.overtime_s + spread(stream, LAST_LOOK_S))
            self._stage.agenda.at(last, lambda: self._link.ask(EndDay(), whatever))

    def misses(self, counter: CounterId) -> None:
        """An officer has left without a word."""
        desk = self._stage.hall.desks.get(counter)
        since = None if desk is None else desk.since

        def free() -> None:
            desk = self._stage.hall.desks.get(counter)
            if desk is None or desk.since != since:
                return
            visit = self._stage.visit(desk.visit)
            serving = visit is not None and visit.stops[desk.stop].state is State.SERVING
            finished = happens(self._dice, 0.5)
            command = FreeCounter(
                counter=counter,
                reason="Petugas tidak di tempat",
                serving=("finished" if finished else "parked") if serving else None,
            )
            self._link.ask(command, whatever)

        self._stage.agenda.after(spread(self._dice, MISSED_S), free)

    def has_result_later(self, tenant: str, visit: VisitId) -> None:
        """The tenant's office will have the result."""
        span = self._stage.scenario.staff.result_s
        office = self._offices[tenant]
        self._stage.agenda.after(
            spread(self._dice, span), lambda: office.ask(MarkReady(visit=visit), whatever)
        )

    def doubts_the_clock(self) -> None:
        """The server has noticed a jump; somebody looks at it, and confirms."""
        self._stage.agenda.after(
            spread(self._dice, CLOCK_SEEN_S), lambda: self._link.ask(ConfirmClock(), whatever)
        )

    def _ask_to_close(self) -> None:
        stream, catalogue = self._dice, self._stage.catalogue
        tenant: Tenant = stream.choice(list(catalogue.tenants.values()))
        services = [service.id for service in catalogue.services.values() if service.tenant == tenant.id]
        service = stream.choice(services)
        whole, ends = happens(stream, WHOLE_TENANT_SHARE), happens(stream, WAITING_END_SHARE)
        until = self._stage.agenda.now + timedelta(seconds=round(spread(stream, CLOSED_S)))
        command = Close(
            tenant=tenant.id,
            service=None if whole else service,
            reason=stream.choice(REASONS),
            until=until,
            waiting="end" if ends else "stay",
        )
        self._offices[tenant.id].ask(command, self._asked_to_close)

    def _asked_to_close(self, answer: Answer) -> None:
        if isinstance(answer, Refused):
            return
        what = answer[0].what
        assert isinstance(what, ClosureRequested)
        closure, stream = what.closure.id, self._dice
        approved, reopened = happens(stream, APPROVED_SHARE), happens(stream, REOPENED_SHARE)
        decide_s, reopen_s = spread(stream, DECIDED_S), spread(stream, CLOSED_S) / 2
        agenda = self._stage.agenda
        agenda.after(
            decide_s, lambda: self._link.ask(DecideClosure(closure=closure, approved=approved), whatever)
        )
        if approved and reopened:
            agenda.after(decide_s + reopen_s, lambda: self._link.ask(Reopen(closure=closure), whatever))
