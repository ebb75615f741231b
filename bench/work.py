"""The load of a working day, in a closed loop: kiosks issue and confirm, then officers work the lines off.

A kiosk asks for the next ticket when the last one is confirmed; an officer calls the next visit when the
last one is finished. Times are kept of each issue and of each call, not of the steps between.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from bench.client import Client, keep
from bench.load import JOB_S_MAX, Done
from bench.wire import Broken
from protocol.catalogue import CounterId, ServiceId
from protocol.hall import ticket_label
from protocol.messages import (
    CallNext,
    ConfirmTicket,
    Event,
    FinishService,
    IssueTicket,
    OfficerSignedOn,
    Reason,
    Refused,
    ServiceFinished,
    ServiceStarted,
    SignOn,
    StartService,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitId,
)


class WorkJob(Struct, frozen=True, kw_only=True, tag=True):
    url: str
    kiosks: tuple[str, ...]
    """Tokens."""
    counters: tuple[tuple[str, CounterId], ...]
    """Token and counter."""
    services: tuple[ServiceId, ...]
    weights: tuple[float, ...]
    count: int
    """Visits."""
    seed: int


class AgeJob(Struct, frozen=True, kw_only=True, tag=True):
    """The same work for two servers in turn, `pairs` times; a pair takes `count` visits each."""

    old: WorkJob
    young: WorkJob
    pairs: int


class Worked(Struct, frozen=True, kw_only=True):
    issued: Done
    """Its seconds hold the confirmations too."""
    called: Done
    """Its seconds hold starting and finishing too."""
    called_twice: int
    not_called: int
    """Confirmed and never called, although every line was worked off."""


class Phase:
    """Something that several clients do together, until the last of them is done."""

    def __init__(self, clients: int) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.latencies_ms: list[float] = []
        self.labels: list[str] = []
        self.visits: list[VisitId] = []
        self._left = clients
        self._from, self._cpu_from = time.perf_counter(), time.process_time()

    def leave(self) -> None:
        self._left -= 1
        if self._left == 0 and not self.over.done():
            self.over.set_result(None)

    def fail(self, error: Exception) -> None:
        if not self.over.done():
            self.over.set_exception(error)

    async def done(self) -> Done:
        async with asyncio.timeout(JOB_S_MAX):
            await self.over
        seconds = time.perf_counter() - self._from
        busy = (time.process_time() - self._cpu_from) / seconds
        return Done(seconds=seconds, latencies_ms=self.latencies_ms, busy=busy, labels=self.labels)


class Kiosk:
    def __init__(self, client: Client, phase: Phase, chosen: Iterator[ServiceId]) -> None:
        self._client = client
        self._phase = phase
        self._chosen = chosen

    def next(self) -> None:
        service = next(self._chosen, None)
        if service is None:
            self._phase.leave()
        else:
            self._client.ask(IssueTicket(service=service), self._answered)

    def _answered(self, answer: Event | Refused, ms: float) -> None:
        match answer:
            case Event(what=TicketIssued() as what):
                self._phase.latencies_ms.append(ms)
                self._phase.labels.append(ticket_label(what.prefix, what.number))
                self._phase.visits.append(what.visit)
                self._client.ask(ConfirmTicket(visit=what.visit, paper="printed"), self._answered)
            case Event(what=TicketConfirmed()):
                self.next()
            case _:
                self._phase.fail(Broken(f"kiosk: {answer}"))


class Officer:
    def __init__(self, client: Client, phase: Phase, counter: CounterId) -> None:
        self._client = client
        self._phase = phase
        self._counter = counter

    def call(self) -> None:
        self._client.ask(CallNext(counter=self._counter), self._answered)

    def _answered(self, answer: Event | Refused, ms: float) -> None:
        counter = self._counter
        match answer:
            case Event(what=VisitCalled(visit=visit)):
                self._phase.latencies_ms.append(ms)
                self._phase.visits.append(visit)
                self._client.ask(StartService(counter=counter, visit=visit), self._answered)
            case Event(what=ServiceStarted(visit=visit)):
                self._client.ask(FinishService(counter=counter, visit=visit), self._answered)
            case Event(what=ServiceFinished()):
                self.call()
            case Refused(reason=Reason.LINE_EMPTY):
                self._phase.leave()
            case _:
                self._phase.fail(Broken(f"counter {counter}: {answer}"))


async def work(job: WorkJob) -> Worked:
    crew = await crew_of(job)
    chosen = random.Random(job.seed)
    worked = await crew.work(chosen.choices(job.services, job.weights, k=job.count))
    return worked


async def alternate(job: AgeJob) -> list[tuple[Worked, Worked]]:
    """Pairs of the same work on the old and on the young server, each beginning with the other's turn."""
    old, young = await crew_of(job.old), await crew_of(job.young)
    chosen = random.Random(job.old.seed)
    pairs: list[tuple[Worked, Worked]] = []
    for number in range(job.pairs + 1):
        services = chosen.choices(job.old.services, job.old.weights, k=job.old.count)
        if number % 2:
            of_old = await old.work(services)
            of_young = await young.work(services)
        else:
            of_young = await young.work(services)
            of_old = await old.work(services)
        pairs.append((of_old, of_young))
    # The first pair warms the caches and is not counted.
    return pairs[1:]


class Crew:
    """The kiosks and officers of one server, with open sessions."""

    def __init__(self, kiosks: list[Client], officers: list[tuple[Client, CounterId]]) -> None:
        self._kiosks = kiosks
        self._officers = officers
        self._phase: Phase | None = None

    async def work(self, services: list[ServiceId]) -> Worked:
        """All visits from issue to finish."""
        chosen = iter(services)
        phase = self._phase = Phase(len(self._kiosks))
        for client in self._kiosks:
            Kiosk(client, phase, chosen).next()
        issued, visits = await phase.done(), phase.visits
        phase = self._phase = Phase(len(self._officers))
        for client, counter in self._officers:
            Officer(client, phase, counter).call()
        called = await phase.done()
        times = Counter(phase.visits)
        return Worked(
            issued=issued,
            called=called,
            called_twice=sum(1 for count in times.values() if count > 1),
            not_called=len(set(visits) - set(times)),
        )

    def lost(self, error: Exception) -> None:
        if self._phase is not None:
            self._phase.fail(error)


async def crew_of(job: WorkJob) -> Crew:
    crew: list[Crew] = []

    def lost(error: Exception) -> None:
        for each in crew:
            each.lost(error)

    kiosks = [Client(token, lost) for token in job.kiosks]
    for client in kiosks:
        await client.open(job.url)
    officers = await seated(job.url, job.counters, lost)
    keep([*kiosks, *(client for client, _ in officers)])
    crew.append(Crew(kiosks, officers))
    return crew[0]


async def seated(
    url: str, counters: tuple[tuple[str, CounterId], ...], lost: Callable[[Exception], None]
) -> list[tuple[Client, CounterId]]:
    """Officers at their counters, signed on now or before."""
    officers: list[tuple[Client, CounterId]] = []
    for token, counter in counters:
        client = Client(token, lost)
        await client.open(url)
        assert client.hall is not None
        if all(desk.counter != counter for desk in client.hall.desks):
            signed: asyncio.Future[Event | Refused] = asyncio.get_running_loop().create_future()
            client.ask(SignOn(counter=counter, officer=f"officer {counter}"), _into(signed))
            answer = await asyncio.wait_for(signed, JOB_S_MAX)
            if isinstance(answer, Refused) or not isinstance(answer.what, OfficerSignedOn):
                raise Broken(f"counter {counter}: {answer}")
        officers.append((client, counter))
    return officers


def _into(future: asyncio.Future[Event | Refused]) -> Callable[[Event | Refused, float], None]:
    return lambda answer, _: future.set_result(answer)
