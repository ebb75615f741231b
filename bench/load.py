"""Clients in a closed loop: each has one request outstanding, and sends the next when it has the answer.

Three jobs: bare GET requests and bare WebSocket echoes, for the floor; and tickets, over either.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from bench.client import Client
from bench.wire import Broken, EchoWire, HttpWire, address_of, open_echo, open_http
from protocol.catalogue import ServiceId
from protocol.hall import ticket_label
from protocol.messages import Event, IssueTicket, Refused, TicketIssued

JOB_S_MAX = 120.0


class Strain(Struct, frozen=True, kw_only=True):
    """How much."""

    count: int
    """Requests that are measured."""
    warm_count: int = 0
    """Requests before them, the same, not in the figures."""


class HelloJob(Struct, frozen=True, kw_only=True, tag=True):
    """The floor: GET requests to a bare application."""

    url: str
    clients: int
    strain: Strain


class EchoJob(Struct, frozen=True, kw_only=True, tag=True):
    """The floor: text frames to a bare application that sends them back."""

    url: str
    clients: int
    strain: Strain


class IssueJob(Struct, frozen=True, kw_only=True, tag=True):
    url: str
    via: Literal["http", "session"]
    tokens: tuple[str, ...]
    """A client each."""
    services: tuple[ServiceId, ...]
    weights: tuple[float, ...]
    strain: Strain
    seed: int


class Done(Struct, frozen=True, kw_only=True):
    seconds: float
    """From the first measured request to the last answer."""
    latencies_ms: list[float]
    busy: float
    """Share of that time in which this process computed: near 1, the client was the bottleneck."""
    labels: list[str] = []
    """Every number given, those of the warm-up too."""

    @property
    def rate(self) -> float:
        """Measured requests a second."""
        return len(self.latencies_ms) / self.seconds


class Label(Struct, frozen=True):
    """What is looked at in an issued ticket."""

    label: str


class Loop:
    """Counts the requests of all clients together; the figures begin when the warm-up is answered."""

    def __init__(self, strain: Strain) -> None:
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.labels: list[str] = []
        self._latencies_ms: list[float] = []
        self._warm = strain.warm_count
        self._total = strain.warm_count + strain.count
        self._sent = self._answered = 0
        self._from, self._cpu_from = time.perf_counter(), time.process_time()
        self._until = self._cpu_until = 0.0

    def more(self) -> bool:
        """Whether another request is to be sent; counts it."""
        self._sent += 1
        return self._sent <= self._total

    def answered(self, ms: float) -> None:
        self._answered += 1
        if self._answered > self._warm:
            self._latencies_ms.append(ms)
        elif self._answered == self._warm:
            self._from, self._cpu_from = time.perf_counter(), time.process_time()
        if self._answered == self._total and not self.over.done():
            self._until, self._cpu_until = time.perf_counter(), time.process_time()
            self.over.set_result(None)

    def fail(self, error: Exception) -> None:
        if not self.over.done():
            self.over.set_exception(error)

    def done(self) -> Done:
        seconds = self._until - self._from
        return Done(
            seconds=seconds,
            latencies_ms=self._latencies_ms,
            busy=(self._cpu_until - self._cpu_from) / seconds,
            labels=self.labels,
        )


class Requester:
    """A client over HTTP."""

    def __init__(self, loop: Loop, prepared: Callable[[], bytes], status: int) -> None:
        self._loop = loop
        self._prepared = prepared
        self._status = status
        self._started = 0.0
        self.wire: HttpWire | None = None

    def next(self) -> None:
        if self._loop.more():
            assert self.wire is not None
            self._started = time.perf_counter()
            self.wire.send(self._prepared())

    def answered(self, status: int, body: bytes) -> None:
        ms = (time.perf_counter() - self._started) * 1e3
        if status != self._status:
            self._loop.fail(Broken(f"status {status}: {body[:200]!r}"))
            return
        if status == 201:
            self._loop.labels.append(msgspec.json.decode(body, type=Label).label)
        self._loop.answered(ms)
        self.next()


class Echoer:
    """A client of the bare WebSocket."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._started = 0.0
        self.wire: EchoWire | None = None

    def next(self) -> None:
        if self._loop.more():
            assert self.wire is not None
            self._started = time.perf_counter()
            self.wire.send(ECHO)

    def received(self, body: bytes) -> None:
        ms = (time.perf_counter() - self._started) * 1e3
        if body != ECHO:
            self._loop.fail(Broken(f"echoed {body[:80]!r}"))
            return
        self._loop.answered(ms)
        self.next()


ECHO = b'{"type":"Ask","request":1234,"command":{"type":"IssueTicket","service":"dukcapil.ktp-rekam"}}'
"""As long as the frame of a ticket."""


class Issuer:
    """A client with a session."""

    def __init__(self, loop: Loop, token: str, choose: Callable[[], ServiceId]) -> None:
        self._loop = loop
        self._choose = choose
        self.client = Client(token, loop.fail)

    def next(self) -> None:
        if self._loop.more():
            self.client.ask(IssueTicket(service=self._choose()), self._answered)

    def _answered(self, answer: Event | Refused, ms: float) -> None:
        if isinstance(answer, Refused) or not isinstance(answer.what, TicketIssued):
            self._loop.fail(Broken(f"no ticket: {answer}"))
            return
        self._loop.labels.append(ticket_label(answer.what.prefix, answer.what.number))
        self._loop.answered(ms)
        self.next()


async def say_hello(job: HelloJob) -> Done:
    loop = Loop(job.strain)
    host, port = address_of(job.url)
    request = f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    requesters = [Requester(loop, lambda: request, 200) for _ in range(job.clients)]
    return await _over_http(job.url, loop, requesters)


async def echo(job: EchoJob) -> Done:
    loop = Loop(job.strain)
    echoers = [Echoer(loop) for _ in range(job.clients)]
    for each in echoers:
        each.wire = await open_echo(job.url, each.received, loop.fail)
    return await _drive(loop, echoers)


async def issue(job: IssueJob) -> Done:
    loop = Loop(job.strain)
    total = job.strain.count + job.strain.warm_count
    chosen = iter(random.Random(job.seed).choices(job.services, job.weights, k=total))
    if job.via == "http":
        requests = {
            (token, service): _post(job.url, token, service)
            for token in job.tokens
            for service in job.services
        }

        def prepared(token: str) -> Callable[[], bytes]:
            return lambda: requests[token, next(chosen)]

        return await _over_http(job.url, loop, [Requester(loop, prepared(each), 201) for each in job.tokens])
    issuers = [Issuer(loop, token, lambda: next(chosen)) for token in job.tokens]
    for issuer in issuers:
        await issuer.client.open(job.url)
    return await _drive(loop, issuers)


async def _over_http(url: str, loop: Loop, requesters: list[Requester]) -> Done:
    for each in requesters:
        each.wire = await open_http(url, each.answered, loop.fail)
    return await _drive(loop, requesters)


async def _drive(loop: Loop, clients: Iterable[Requester | Echoer | Issuer]) -> Done:
    for client in clients:
        client.next()
    async with asyncio.timeout(JOB_S_MAX):
        await loop.over
    return loop.done()


def _post(url: str, token: str, service: ServiceId) -> bytes:
    body = msgspec.json.encode({"service": service})
    host, port = address_of(url)
    lines = (
        "POST /api/tickets HTTP/1.1",
        f"Host: {host}:{port}",
        f"Authorization: Bearer {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body
