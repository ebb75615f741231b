"""How much the server takes: durable tickets and calls a second, in a closed loop, each round a fresh server.

After each round the server is killed as by a power cut, and its journal asked: a number given twice, a
visit called twice, an acknowledged ticket that is not on disk are mistakes, and none is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from bench import jobs
from bench.age import job_of
from bench.figures import Figure, figure, middle, mistakes, quantile
from bench.floor import CLIENTS, Floor
from bench.load import Done, IssueJob, Strain
from bench.plan import Plan, Spread, say
from bench.subject import enrol, running
from bench.testimony import heard
from bench.work import Worked

GROUP = "throughput"
Via = Literal["http", "session"]
SPOKEN = {"http": "HTTP", "session": "WebSocket"}
BARS: dict[tuple[Via, int], tuple[float, float]] = {("http", 32): (5_000, 20), ("session", 32): (8_000, 20)}
"""Tickets a second at least, p99 in ms at most."""
GATES: dict[tuple[Via, int], float] = {("http", 32): 0.03, ("session", 32): 0.03}
"""Share of the floor that CI insists on: a third or less of what a busy machine still reached."""
CALLS_GATE = 0.005


def measure(plan: Plan, floor: Floor) -> Iterator[Figure]:
    spreads: tuple[Spread, ...] = ("skewed",) if plan.short else ("skewed", "even")
    rounds = plan.pick(1, 3)
    taken: dict[tuple[Spread, Via, int], list[Done]] = {}
    kept = Kept()
    for number in range(rounds):
        say(f"throughput: issuing, round {number + 1} of {rounds}")
        for clients in CLIENTS:
            if number > 0:
                floor.measure(clients)
            for spread in spreads:
                for via in ("http", "session"):
                    done = _issue(plan, spread, via, clients, number, kept)
                    taken.setdefault((spread, via, clients), []).append(done)
    for (spread, via, clients), each in taken.items():
        yield from _issued(spread, via, clients, each, floor)
        cpu_us = middle(kept.cpu_us[spread, via, clients])
        name = f"server's processor time a ticket, {SPOKEN[via]}, {clients} clients, {spread}"
        yield figure(GROUP, name, cpu_us, "µs", note="suffers less from what else runs than a rate does")
    for spread in ("skewed", "even"):
        say(f"throughput: calling, {spread}")
        yield from _called([_work(plan, spread, number, kept) for number in range(rounds)], spread, floor)
    yield from kept.figures()


class Kept:
    """Over all rounds: counts of mistakes, and the server's processor time for a ticket."""

    def __init__(self) -> None:
        self.cpu_us: dict[tuple[Spread, Via, int], list[float]] = {}
        self.tickets = self.calls = 0
        self.repeated = self.called_twice = self.not_called = self.lost = self.broken = 0

    def figures(self) -> Iterator[Figure]:
        yield mistakes(GROUP, "numbers repeated", self.repeated, f"of {self.tickets} tickets")
        yield mistakes(GROUP, "visits called twice", self.called_twice, f"of {self.calls} calls")
        yield mistakes(GROUP, "confirmed visits never called", self.not_called, "every line was worked off")
        yield mistakes(GROUP, "acknowledged and lost by kill -9", self.lost, f"of {self.tickets} tickets")
        yield mistakes(GROUP, "journal rows out of the hash chain", self.broken)


def _issue(plan: Plan, spread: Spread, via: Via, clients: int, number: int, kept: Kept) -> Done:
    with running() as subject:
        role = "api" if via == "http" else "kiosk"
        tokens = enrol(
            subject.folder, plan.catalogue, [(f"{role}-{each}", role, "") for each in range(clients)]
        )
        job = IssueJob(
            url=subject.url,
            via=via,
            tokens=tokens,
            services=plan.services,
            weights=plan.weights(spread),
            strain=Strain(count=plan.pick(4_000, 12_000), warm_count=500),
            seed=plan.seed + number,
        )
        before = subject.cpu_s()
        done = jobs.run(job, Done)
        kept.cpu_us.setdefault((spread, via, clients), []).append(
            (subject.cpu_s() - before) / len(done.labels) * 1e6
        )
        subject.kill()
        told = heard(subject.folder)
    kept.tickets += len(done.labels)
    kept.repeated += max(told.repeated(), len(done.labels) - len(set(done.labels)))
    kept.lost += told.missing(done.labels)
    kept.broken += told.broken
    return done


def _work(plan: Plan, spread: Spread, number: int, kept: Kept) -> Worked:
    with running() as subject:
        job = replace(job_of(plan, subject, plan.pick(1_500, 6_000), spread), seed=plan.seed + number)
        worked = jobs.run(job, Worked)
        subject.kill()
        told = heard(subject.folder)
    kept.tickets += len(worked.issued.labels)
    kept.calls += len(worked.called.latencies_ms)
    kept.repeated += told.repeated()
    kept.lost += told.missing(worked.issued.labels)
    kept.called_twice += max(told.called_twice(), worked.called_twice)
    kept.not_called += worked.not_called
    kept.broken += told.broken
    return worked


def _issued(spread: Spread, via: Via, clients: int, rounds: list[Done], floor: Floor) -> Iterator[Figure]:
    name = f"durable tickets, {SPOKEN[via]}, {clients} clients, {spread}"
    least, most = BARS.get((via, clients), (None, None))
    bare = floor.hello_rate(clients) if via == "http" else floor.echo_rate(clients)
    ms = [each for done in rounds for each in done.latencies_ms]
    yield figure(
        GROUP,
        name,
        middle([done.rate for done in rounds]),
        "tickets/s",
        floor=bare,
        floor_is=f"uvicorn {'hello' if via == 'http' else 'echo'}, {clients} clients",
        least=least,
        gate_least=GATES.get((via, clients)),
        note=_rounds([done.rate for done in rounds], max(done.busy for done in rounds)),
    )
    yield figure(GROUP, f"{name}, p50", quantile(ms, 0.5), "ms")
    yield figure(GROUP, f"{name}, p99", quantile(ms, 0.99), "ms", most=most)


def _called(rounds: list[Worked], spread: Spread, floor: Floor) -> Iterator[Figure]:
    name = f"calls with start and finish, officers at all counters, {spread}"
    rates = [each.called.rate for each in rounds]
    ms = [one for each in rounds for one in each.called.latencies_ms]
    yield figure(
        GROUP,
        name,
        middle(rates),
        "calls/s",
        floor=floor.echo_rate(32),
        floor_is="uvicorn echo, 32 clients",
        gate_least=CALLS_GATE,
        note="three commands each; " + _rounds(rates, max(each.called.busy for each in rounds)),
    )
    yield figure(GROUP, f"{name}, call answered p50", quantile(ms, 0.5), "ms")
    yield figure(GROUP, f"{name}, call answered p99", quantile(ms, 0.99), "ms")


def _rounds(rates: list[float], busy: float) -> str:
    each = ", ".join(f"{rate:.0f}" for rate in rates)
    return f"rounds {each}; client busy {busy:.0%}"
