"""The load of a hall in step with a clock: so many issues and calls a second, whatever the answers take.

Kiosks confirm at once; officers start and finish a little after their call, as in a very fast day. Every
display notes when it hears of a call. All are in one process, so that one clock measures both ends.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator

from msgspec import Struct

from bench.client import Client, keep
from bench.subject import mall
from bench.wire import Broken
from bench.work import seated
from protocol.catalogue import CounterId, ServiceId
from protocol.hall import ticket_label
from protocol.messages import (
    CallNext,
    ConfirmTicket,
    Event,
    FinishService,
    IssueTicket,
    Reason,
    Refused,
    ServiceFinished,
    ServiceStarted,
    StartService,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitId,
)

START_S = 0.05
FINISH_S = 0.25
"""From a call to the start of the service, and from there to its end."""
DRAIN_S = 1.0
"""After the last request, answers are waited for so long."""


class PaceJob(Struct, frozen=True, kw_only=True, tag=True):
    url: str
    kiosks: tuple[str, ...]
    counters: tuple[tuple[str, CounterId], ...]
    displays: tuple[str, ...]
    services: tuple[ServiceId, ...]
    weights: tuple[float, ...]
    issues_per_s: float
    calls_per_s: float
    seconds: float
    waiting_count: int
    """So many wait before the clock starts."""
    seed: int


class Paced(Struct, frozen=True, kw_only=True):
    issues_ms: list[float]
    calls_ms: list[float]
    """Request to answer, at the officer's session."""
    shown_ms: list[float]
    """Request of the officer to the event at a display's session, of every display."""
    late_ms: list[float]
    """How much later than planned this process sent a request: its own fault, not the server's."""
    labels: list[str]
    called_twice: int
    unanswered: int
    unheard: int
    """Calls times displays that were answered, but not heard of at a display."""
    skipped: int
    """Calls left out, because no free counter had anyone waiting."""


class Hall:
    """What the load itself knows of the hall, and what it has measured."""

    def __init__(self, job: PaceJob) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.services = {each.id: each.services for each in mall().counters.values()}
        self.service_of: dict[VisitId, ServiceId] = {}
        self.waiting: Counter[ServiceId] = Counter()
        self.asked_at: dict[CounterId, float] = {}
        self.visits: list[VisitId] = []
        self.labels: list[str] = []
        self.issues_ms: list[float] = []
        self.calls_ms: list[float] = []
        self.shown_ms: list[float] = []
        self.late_ms: list[float] = []
        self.open = 0
        self.measuring = False

    def fail(self, error: Exception) -> None:
        if not self.over.done():
            self.over.set_exception(error)

    def issue(self, kiosk: Client, service: ServiceId) -> None:
        def answered(answer: Event | Refused, ms: float) -> None:
            match answer:
                case Event(what=TicketIssued(visit=visit) as what):
                    self.labels.append(ticket_label(what.prefix, what.number))
                    self.service_of[visit] = service
                    if self.measuring:
                        self.issues_ms.append(ms)
                    kiosk.ask(ConfirmTicket(visit=visit, paper="printed"), answered)
                case Event(what=TicketConfirmed()):
                    self.waiting[service] += 1
                    self.open -= 1
                case _:
                    self.fail(Broken(f"kiosk: {answer}"))

        self.open += 1
        kiosk.ask(IssueTicket(service=service), answered)

    def call(self, officer: Client, counter: CounterId, free: deque[tuple[Client, CounterId]]) -> None:
        later = asyncio.get_running_loop().call_later

        def answered(answer: Event | Refused, ms: float) -> None:
            match answer:
                case Event(what=VisitCalled(visit=visit)):
                    self.calls_ms.append(ms)
                    self.visits.append(visit)
                    self.waiting[self.service_of[visit]] -= 1
                    start = StartService(counter=counter, visit=visit)
                    later(START_S, officer.ask, start, answered)
                case Event(what=ServiceStarted(visit=visit)):
                    finish = FinishService(counter=counter, visit=visit)
                    later(FINISH_S, officer.ask, finish, answered)
                case Event(what=ServiceFinished()) | Refused(reason=Reason.LINE_EMPTY):
                    self.open -= 1
                    free.append((officer, counter))
                case _:
                    self.fail(Broken(f"counter {counter}: {answer}"))

        self.open += 1
        self.asked_at[counter] = time.perf_counter()
        officer.ask(CallNext(counter=counter), answered)

    def seen(self, event: Event) -> None:
        """A display hears of an event."""
        if isinstance(event.what, VisitCalled):
            self.shown_ms.append((time.perf_counter() - self.asked_at[event.what.counter]) * 1e3)

    def somebody_for(self, counter: CounterId) -> bool:
        return any(self.waiting[service] > 0 for service in self.services[counter])


async def pace(job: PaceJob) -> Paced:
    hall = Hall(job)
    chosen = random.Random(job.seed)

    def services() -> Iterator[ServiceId]:
        while True:
            yield chosen.choices(job.services, job.weights)[0]

    service = services()
    kiosks = [Client(token, hall.fail) for token in job.kiosks]
    displays = [Client(token, hall.fail, hall.seen) for token in job.displays]
    for client in (*kiosks, *displays):
        await client.open(job.url)
    officers = await seated(job.url, job.counters, hall.fail)
    keep([*kiosks, *displays, *(client for client, _ in officers)])
    for index in range(job.waiting_count):
        hall.issue(kiosks[index % len(kiosks)], next(service))
    await _drained(hall)
    hall.measuring = True
    free = deque(officers)
    skipped = 0

    def issue_one(index: int) -> None:
        hall.issue(kiosks[index % len(kiosks)], next(service))

    def call_one(_: int) -> None:
        nonlocal skipped
        for _ in range(len(free)):
            officer, counter = free.popleft()
            if hall.somebody_for(counter):
                hall.call(officer, counter, free)
                return
            free.append((officer, counter))
        skipped += 1

    # Half a step apart, so that a call does not always ride in an issue's commit.
    await asyncio.gather(
        _in_step(hall, job.issues_per_s, job.seconds, 0.0, issue_one),
        _in_step(hall, job.calls_per_s, job.seconds, 0.5, call_one),
    )
    await _drained(hall)
    times = Counter(hall.visits)
    return Paced(
        issues_ms=hall.issues_ms,
        calls_ms=hall.calls_ms,
        shown_ms=hall.shown_ms,
        late_ms=hall.late_ms,
        labels=hall.labels,
        called_twice=sum(1 for count in times.values() if count > 1),
        unanswered=hall.open,
        unheard=len(hall.visits) * len(displays) - len(hall.shown_ms),
        skipped=skipped,
    )


async def _in_step(
    hall: Hall, per_s: float, seconds: float, offset: float, act: Callable[[int], None]
) -> None:
    """Act at the planned moments, never catching up in a burst what an answer held up."""
    started = time.perf_counter()
    for index in range(round(per_s * seconds)):
        planned = started + (index + offset) / per_s
        await asyncio.sleep(max(0.0, planned - time.perf_counter()))
        if hall.over.done():
            await hall.over
        hall.late_ms.append((time.perf_counter() - planned) * 1e3)
        act(index)


async def _drained(hall: Hall) -> None:
    """Until nothing is open, or for `DRAIN_S`; what is still open then counts as unanswered."""
    until = time.perf_counter() + DRAIN_S
    while hall.open and time.perf_counter() < until:
        await asyncio.sleep(0.01)
    if hall.over.done():
        await hall.over
