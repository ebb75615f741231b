"""A mall in which everything goes wrong, on a clock that jumps: the real hub and engine, and rules that hold.

After every step the hall on disk, what each audience made of what it was told, and what the referee made of
it must be the same. What people and fate do stands in `acts`; here is how it is wired and what must hold.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from unittest.mock import patch

from msgspec.structs import replace

from protocol import books as books_module
from protocol.hall import Hall, apply, empty
from protocol.messages import Actor, Command, DeviceId, Event, Reason, Refused, TicketIssued
from protocol.roles import may
from protocol.view import Audience, seen_by, view_of
from server import hub as hub_module
from server import journal as journal_module
from server.given import SERVER, Given
from server.hub import Answer, Hub, minute_of
from tests.simulation import privacy
from tests.simulation.agreement import agree
from tests.simulation.disks import JournalDisk, MemoryDisk
from tests.simulation.malls import drawn
from tests.simulation.referee import KEY_GOOD_FOR, Referee
from tests.simulation.slips import PropertyBroken, must
from tests.simulation.verdicts import Asker, Verdict, verdict

REQUESTS_KEPT = 8
"""Instead of 1,000, so that a short history reaches the end of the ring."""
CHECKPOINT_EVERY = 12
KIOSKS = ("kiosk-1", "kiosk-2")
API, RECEPTION, FLOOR = "api-1", "reception-1", "floor-1"
OFFICES = {
    "counter-1": "anggrek",
    "counter-2": "anggrek",
    "counter-3": "anggrek",
    "counter-4": "bakung",
    "counter-5": "bakung",
}
AUDIENCES = (
    Audience(kind="hall"),
    Audience(kind="floor"),
    Audience(kind="reception"),
    Audience(kind="tenant", key="anggrek"),
    Audience(kind="tenant", key="bakung"),
    Audience(kind="issuer", key=KIOSKS[0]),
    Audience(kind="issuer", key=API),
)
AUDIENCES_COUNT = 4
"""So many of them are there in one world."""
NAMELESS = {
    Reason.DAY_OVER,
    Reason.LINE_EMPTY,
    Reason.STORAGE_FAILED,
    Reason.OVERLOADED,
}
"""Refusals that concern no thing."""


def role_of(device: str) -> str:
    """A device is named after its role; a visitor on the ticket's page speaks through the server."""
    return "visitor" if device == SERVER else device.partition("-")[0]


@dataclass
class Ask:
    """A request as it was sent; a repeat sends the same again."""

    device: str
    request: int | str | None
    command: Command
    failures: int
    """How often the disk had failed before."""
    verdict: Verdict | None = None
    """What the referee thinks of it; None if the world is in motion."""
    after: int = 0
    """Seq of the hall on which it was asked."""
    replies: int = 0
    lost: bool = False
    """The server died before it answered."""


@dataclass
class Counts:
    events: int = 0
    requests: int = 0
    refusals: int = 0
    repeats: int = 0
    failed_commits: int = 0
    crashes: int = 0


@dataclass
class World:
    chance: Random
    disk: MemoryDisk | JournalDisk = field(default_factory=MemoryDisk)

    def __post_init__(self) -> None:
        self.patches = ExitStack()
        for module in (books_module, journal_module):
            self.patches.enter_context(patch.object(module, "REQUESTS_KEPT_MAX", REQUESTS_KEPT))
        self.patches.enter_context(patch.object(hub_module, "CHECKPOINT_EVERY_EVENTS", CHECKPOINT_EVERY))
        opening = drawn(self.chance)
        self.mall, self.now = opening.mall, opening.at
        self.counts = Counts()
        self.life = 0
        self.soons: list[Callable[[], None]] = []
        self.asks: list[Ask] = []
        self.post: list[tuple[str, int, Command]] = []
        """Counted requests that are still on their way to the server."""
        self.waiting_for: dict[tuple[str, int | str | None], int] = {}
        """Device and request to the number of asks that were not answered yet."""
        self.answers: dict[tuple[str, int | str], tuple[tuple[Event, ...], datetime]] = {}
        self.requests: dict[str, int] = {}
        self.issued: list[tuple[str, int]] = []
        """Issuing device and visit of each ticket that anyone was told of."""
        self.audiences = self.chance.sample(AUDIENCES, AUDIENCES_COUNT)
        self.due_minute: datetime | None = None
        self.referee = Referee(self.mall)
        self.folded = empty(self.mall)
        self.start()

    # How it is wired

    def start(self) -> None:
        """A server on what the disk holds, as `__main__` wires it."""
        self.soons.clear()
        hall, checkpoint = self.disk.power_cut(self.mall)
        told = self.folded.seq
        must(hall.seq >= told, "nothing that anyone was told of is lost by a restart", (hall.seq, told))
        stored = self.disk.events
        # What reached the disk without anybody hearing of it counts too.
        for event in stored[told:]:
            self.heard(event)
        for (_, request), (events, _) in self.answers.items():
            on_disk = stored[events[0].seq - 1 : events[-1].seq]
            must(on_disk == events, "every answered request is still on disk", request)
        life = self.life

        def publish(events: tuple[Event, ...]) -> None:
            if life == self.life:
                self.published(events)

        self.hub = Hub(hall, self.disk, publish, self.soons.append, checkpoint)
        self.views: dict[Audience, Hall] = {each: view_of(hall, each) for each in self.audiences}

    def send(self, device: str, command: Command, skipped: int = 1) -> None:
        """A new request of a device that counts its requests."""
        self.ask(device, self.numbered(device, command, skipped), command)

    def numbered(self, device: str, command: Command, skipped: int = 1) -> int:
        number = self.requests[device] = self.requests.get(device, 0) + skipped
        self.referee.asked[device, number] = command
        return number

    def ask(self, device: str, request: int | str | None, command: Command) -> None:
        role = role_of(device)
        assert role == "visitor" or may(role, command), (device, command)  # pyright: ignore[reportArgumentType]
        self.counts.requests += 1
        place = OFFICES.get(device, "")
        ask = Ask(device, request, command, self.counts.failed_commits, after=self.folded.seq)
        # A repeat is not judged anew.
        known = request is not None and self.hub.knows(DeviceId(device), request)
        if self.due_minute != minute_of(self.now):
            self.tick()
        if self.hub.settled and not known:
            ask.verdict = verdict(self.referee, command, Asker(device, role, place), self.now)
        self.asks.append(ask)
        key = (device, request)
        self.waiting_for[key] = self.waiting_for.get(key, 0) + 1
        made = self.counts.requests
        given = Given(
            now=self.now,
            actor=Actor(device=DeviceId(device)),
            role=role,  # pyright: ignore[reportArgumentType]
            place=place,
            token=f"token-{made}",
            code=f"{made:08}",
        )
        life = self.life

        def reply(answer: Answer) -> None:
            if life == self.life:
                self.replied(ask, answer)

        self.hub.handle(command, request, given, reply)

    def tick(self) -> None:
        self.due_minute = minute_of(self.now)
        self.hub.tick(self.now)

    def show(self, audience: Audience) -> None:
        self.views[audience] = view_of(self.hub.committed, audience)

    def published(self, events: tuple[Event, ...]) -> None:
        for event in events:
            on_disk = self.disk.events_at(event.seq, 1)
            must(on_disk == (event,), "nobody hears of what is not on disk", event)
            if event.by is not None and event.by.device != SERVER:
                asked = self.waiting_for.get((event.by.device, event.request), 0)
                must(asked > 0, "what was refused does not happen", event)
            self.heard(event)
            for audience, view in self.views.items():
                if (seen := seen_by(event, audience)) is not None:
                    privacy.judge(seen, audience)
                    self.views[audience] = self.told(view, seen, audience)

    def heard(self, event: Event) -> None:
        self.counts.events += 1
        self.referee.hear(event)
        self.folded = apply(self.folded, event)
        if isinstance(event.what, TicketIssued):
            self.issued.append((str(event.what.issuer), event.what.visit))

    def told(self, view: Hall, seen: Event, audience: Audience) -> Hall:
        try:
            return apply(view, seen)
        except (LookupError, AssertionError) as error:
            raise PropertyBroken(f"an audience can follow what it is told [{audience}: {error!r}]") from error

    def replied(self, ask: Ask, answer: Answer) -> None:
        ask.replies += 1
        must(ask.replies == 1, "every request is answered once", ask)
        self.waiting_for[ask.device, ask.request] -= 1
        if isinstance(answer, Refused):
            self.refused(ask, answer)
            return
        on_disk = self.disk.events_at(answer[0].seq, len(answer))
        must(on_disk == answer, "an answer is on disk before it is given", answer)
        must(answer[-1].seq <= self.folded.seq, "an answer is published before it is given", answer)
        asked = {(event.by.device, event.request) for event in answer if event.by is not None}
        must(asked == {(ask.device, ask.request)}, "an answer is to what was asked", (ask, answer))
        if answer[0].seq == ask.after + 1 and ask.verdict is not None:
            must(not ask.verdict or None in ask.verdict, "what is in the way is refused", ask)
        if ask.request is None:
            return
        key = (ask.device, ask.request)
        before, at = self.answers.get(key, (answer, answer[0].at))
        expired = isinstance(ask.request, str) and answer[0].at - at >= KEY_GOOD_FOR
        must(answer == before or expired, "a repeated request gets the same answer", (before, answer))
        self.answers[key] = (answer, answer[0].at)

    def refused(self, ask: Ask, refused: Refused) -> None:
        self.counts.refusals += 1
        must(
            bool(refused.about) or refused.reason in NAMELESS or refused.reason is Reason.COUNTER_TAKEN,
            "a refusal names the thing",
            (ask, refused),
        )
        match refused.reason:
            case Reason.STORAGE_FAILED:
                must(self.counts.failed_commits > ask.failures, "the disk is blamed only if it failed", ask)
            case Reason.TOO_OLD:
                last = self.requests.get(ask.device, 0)
                must(
                    isinstance(ask.request, int) and ask.request <= last - REQUESTS_KEPT,
                    "only a repeat out of the last kept is too old",
                    ask,
                )
            case reason:
                must(
                    ask.request is None
                    or (ask.device, ask.request) not in self.referee.effects
                    or isinstance(ask.request, str),
                    "what has happened is not refused when it is asked again",
                    (ask, refused),
                )
                if ask.verdict is not None and self.hub.settled:
                    must(reason in ask.verdict, "a refusal says what is in the way", (ask, refused))

    # What always holds

    def check(self) -> None:
        must(self.hub.committed == self.folded, "the hall is the fold of the events on disk")
        agree(self.referee, self.hub.committed)

    def check_views(self) -> None:
        for audience, view in self.views.items():
            shown = view_of(self.hub.committed, audience)
            privacy.judge_view(shown, audience)
            must(
                replace(view, seq=0, at=None) == replace(shown, seq=0, at=None),
                "what an audience was told adds up to its view",
                audience,
            )

    def finish(self) -> None:
        """Everybody gets an answer, and a restart finds the same."""
        self.settle()
        silent = [ask for ask in self.asks if ask.replies != 1 and not ask.lost]
        must(not silent, "every request is answered once", silent)
        self.check()
        self.check_views()
        self.life += 1
        self.start()
        self.check()

    def close(self) -> None:
        self.disk.close()
        self.patches.close()

    # The loop, the disk, the mains, the clock

    def settle(self, calm: bool = True) -> None:
        """All that is decided is written and answered."""
        while calm and (self.soons or self.disk.busy):
            if self.soons:
                self.soons.pop(0)()
            else:
                self.disk.work()

    def gather(self) -> None:
        """The requests at hand are decided: the loop comes to what was to be done soon."""
        soons = self.soons.copy()
        self.soons.clear()
        for soon in soons:
            soon()

    def write(self, healthy: bool) -> None:
        if self.disk.busy:
            self.counts.failed_commits += not healthy
            self.disk.work(healthy)

    def lose_power(self, reached: bool) -> None:
        """`reached`: what was under way is on the disk, though nobody was told."""
        self.counts.crashes += 1
        self.life += 1
        for ask in self.asks:
            ask.lost |= ask.replies == 0
        self.waiting_for.clear()
        if reached and self.disk.busy:
            self.disk.work()
        self.start()

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
