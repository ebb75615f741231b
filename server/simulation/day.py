"""One day: everything that happens, from the first booking to the day's end, and what it came to."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, datetime, timedelta

from msgspec import Struct

from protocol.catalogue import Catalogue, TenantId
from protocol.messages import (
    ClockStepped,
    Event,
    OfficerSignedOff,
    OfVisit,
    ResultReady,
    ServiceFinished,
    StopAdded,
    StopReady,
    TicketConfirmed,
    VisitHandedOver,
    VisitRestored,
    VisitReturned,
    VisitTakenBack,
)
from protocol.visit import VisitId
from server.calendar import opens_on
from server.hours import minutes_of
from server.simulation.agenda import Agenda, Pace
from server.simulation.arrivals import arrivals, instant
from server.simulation.checks import broken
from server.simulation.demand import shortening
from server.simulation.dice import dice, happens, spread
from server.simulation.figures import Tally, tallied
from server.simulation.floor import Floor
from server.simulation.host import Host
from server.simulation.officer import Officer
from server.simulation.roster import shifts
from server.simulation.scenario import Scenario
from server.simulation.stage import Stage
from server.simulation.visitor import Visitor

TICK_S = 60.0
DOORS_EARLY_S = 3_600.0
CLOCK_STEP_S = (-120.0, 120.0)
JOINING = (StopReady, TicketConfirmed, VisitRestored, VisitReturned, VisitTakenBack, StopAdded)
"""After these somebody may wait who did not before."""


class DayResult(Struct, frozen=True, kw_only=True):
    day: str
    seed: int
    digest: str
    """SHA-256 over the encoded events of its journal, hex."""
    events: int
    tally: Tally
    violations: tuple[str, ...]


class Day:
    def __init__(self, catalogue: Catalogue, scenario: Scenario, seed: int, day: date) -> None:
        """Seeded by the seed and the date: a day is the same, whichever others are played."""
        self.catalogue = catalogue
        self.day = day
        self._seed = seed
        own = dice(seed, day.isoformat()).getrandbits(64)
        start = instant(catalogue, day - timedelta(days=scenario.visitors.booked_days[1]), 0)
        self.agenda = Agenda(start)
        self.host = Host(catalogue, self.agenda, scenario.faults, own, self._tell)
        self.stage = stage = Stage(catalogue, scenario, own, day, self.agenda, self.host)
        stage.floor = self._floor = Floor(stage)
        factors = shortening(catalogue, scenario, day)
        for shift in shifts(catalogue, scenario, own, day):
            stage.officers[shift.counter.id] = Officer(stage, shift, factors[shift.counter.tenant])
        self.visitors = [Visitor(stage, each) for each in arrivals(catalogue, scenario, own, day)]
        self._serving = {
            service: [
                stage.officers[number]
                for number in sorted(catalogue.counters)
                if service in catalogue.counters[number].services and number in stage.officers
            ]
            for service in catalogue.services
        }
        self.served: Counter[TenantId] = Counter()
        """Stops finished so far."""
        self.end = instant(catalogue, day, minutes_of(catalogue.day_ends) * 60 + 2 * TICK_S)
        self.doors = open_hours(catalogue, day) or (self.end, self.end)
        """From the first opening to the last closing."""

    def run(self, pace: Pace | None = None) -> DayResult:
        """Play it. `pace` is asked before each thing that happens."""
        self._note()
        self.agenda.run(self.end, pace)
        while not self.host.settled or not self.host.up:
            self.agenda.run(self.agenda.now + timedelta(seconds=TICK_S))
        events = self.host.memory.events(1, len(self.host.memory.bodies))
        heard = {(link.device, *answer) for link in self.stage.links for answer in link.heard}
        turned_away = [each.turned_away for each in self.visitors if each.turned_away is not None]
        digest = hashlib.sha256()
        for body in self.host.memory.bodies:
            digest.update(body)
            digest.update(b"\n")
        return DayResult(
            day=self.day.isoformat(),
            seed=self._seed,
            digest=digest.hexdigest(),
            events=len(events),
            tally=tallied(
                events,
                people=len(self.visitors),
                turned_away=turned_away,
                refused=(reason for link in self.stage.links for reason in link.refused.elements()),
                crashes=self.host.crashes,
                failed_commits=self.host.memory.failures,
            ),
            violations=tuple(broken(events, self.catalogue, heard, self.host.hall)),
        )

    def _note(self) -> None:
        """What is known beforehand."""
        scenario, agenda = self.stage.scenario, self.agenda
        for each in self.visitors:
            each.begin()
        for officer in self.stage.officers.values():
            officer.begin()
        opens, closes = self.doors
        self._floor.begin(opens, closes)
        faults, stream = scenario.faults, self.stage.dice("faults")
        for rate, fail in ((faults.crashes, self._crash), (faults.clock_steps, self._step_clock)):
            for _ in range(int(rate) + happens(stream, rate % 1)):
                agenda.at(opens + stream.random() * (closes - opens), fail)
        moment = agenda.now
        while moment < self.end:
            agenda.at(moment, self.host.tick)
            busy = moment >= opens - timedelta(seconds=DOORS_EARLY_S)
            moment += timedelta(seconds=TICK_S if busy else 3_600)

    def _crash(self) -> None:
        self.host.crash(
            spread(self.stage.dice("crash", self.host.crashes), self.stage.scenario.faults.restart_s)
        )

    def _step_clock(self) -> None:
        self.host.step_clock(round(spread(self.stage.dice("step"), CLOCK_STEP_S), 3))

    def _tell(self, events: tuple[Event, ...]) -> None:
        """What the screens show, to those it concerns."""
        for event in events:
            what = event.what
            match what:
                case OfVisit():
                    visitor = self.stage.visitors.get(what.visit)
                    if visitor is not None:
                        visitor.told(what)
                    if isinstance(what, JOINING):
                        self._wake(what.visit, what.stop)
                    if isinstance(what, ServiceFinished):
                        self.served[what.tenant] += 1
                    if isinstance(what, ServiceFinished) and what.outcome == "result_later":
                        self._floor.has_result_later(what.tenant, what.visit)
                    if isinstance(what, VisitHandedOver) and what.to in self.stage.officers:
                        self.stage.officers[what.to].takes_over(what.visit)
                case ResultReady(result=result) if result.visit in self.stage.visitors:
                    self.stage.visitors[result.visit].told(what)
                case OfficerSignedOff(counter=counter, freed=str()):
                    self.stage.officers[counter].freed()
                case ClockStepped():
                    self._floor.doubts_the_clock()
                case _:
                    pass

    def _wake(self, visit: VisitId, stop: int) -> None:
        known = self.host.hall.visits.get(visit)
        if known is not None and stop < len(known.stops):
            for officer in self._serving[known.stops[stop].service]:
                officer.wake()


def open_hours(catalogue: Catalogue, day: date) -> tuple[datetime, datetime] | None:
    """From the first tenant's opening to the last one's closing; None where all are closed."""
    spans = [
        span
        for tenant in catalogue.tenants.values()
        if (span := opens_on(tenant.schedule, catalogue.timezone, day)) is not None
    ]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None
