"""A mall in which everything goes wrong, on a clock that jumps: the real hub and engine, and rules that hold.

Hypothesis plays visitors, officers, the disk and the mains. After every step the hall on disk, what each
audience made of what it was told, and what the referee made of it must be the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from protocol import books as books_module
from protocol.hall import Hall, apply, empty
from protocol.messages import (
    Actor,
    CallNext,
    Command,
    ConfirmTicket,
    DeviceId,
    Event,
    FinishService,
    IssueTicket,
    MarkNoShow,
    Reason,
    Recall,
    Refused,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TicketIssued,
)
from protocol.view import Audience, seen_by, view_of
from server import hub as hub_module
from server import journal as journal_module
from server.engine import SERVER, Given
from server.hub import Answer, Hub
from tests.server.mall import SERVED, SERVICES, small_mall
from tests.simulation.disks import JournalDisk, MemoryDisk
from tests.simulation.referee import KEY_GOOD_FOR, PropertyBroken, Referee, must

START = datetime(2026, 3, 27, 1, 0, tzinfo=UTC)
"""Two days before the clocks go forward in Lisbon."""
REQUESTS_KEPT = 8
"""Instead of 1,000, so that a short history reaches the end of the ring."""
CHECKPOINT_EVERY = 12
TIMEZONES = ("Asia/Jakarta", "Europe/Lisbon")
DAY_ENDS = "22:00"
KIOSKS = ("kiosk-1", "kiosk-2")
API = "api-1"
OFFICES = {"counter-1": "anggrek", "counter-2": "anggrek", "counter-3": "anggrek", "counter-4": "bakung"}
OFFICERS = ("Ani", "Budi", "Citra")
AUDIENCES = (
    Audience(kind="hall"),
    Audience(kind="floor"),
    Audience(kind="tenant", key="anggrek"),
    Audience(kind="tenant", key="bakung"),
    Audience(kind="issuer", key=KIOSKS[0]),
    Audience(kind="issuer", key=API),
)
WAITS_S = (0, 1, 59, 61, 125, 1_000, 1_900, 6 * 3_600, 14 * 3_600, 24 * 3_600, 72 * 3_600)

picks = st.integers(0, 40)
calm = st.booleans()
"""Whether everything is decided, written and answered before the next step."""
Attending = Recall | StartService | FinishService | MarkNoShow | TakeBack


@dataclass
class Ask:
    """A request as it was sent; a repeat sends the same again."""

    device: str
    request: int | str | None
    command: Command
    failures: int
    """How often the disk had failed before."""
    replies: int = 0
    lost: bool = False
    """The server died before it answered."""


class World(RuleBasedStateMachine):
    disk_kind: type[MemoryDisk] | type[JournalDisk] = MemoryDisk

    def __init__(self) -> None:
        super().__init__()
        self.patches = ExitStack()
        for module in (books_module, journal_module):
            self.patches.enter_context(patch.object(module, "REQUESTS_KEPT_MAX", REQUESTS_KEPT))
        self.patches.enter_context(patch.object(hub_module, "CHECKPOINT_EVERY_EVENTS", CHECKPOINT_EVERY))
        self.now = START
        self.life = 0
        self.made = 0
        self.soons: list[Callable[[], None]] = []
        self.asks: list[Ask] = []
        self.waiting_for: dict[tuple[str, int | str | None], int] = {}
        """Device and request to the number of asks that were not answered yet."""
        self.answers: dict[tuple[str, int | str], tuple[tuple[Event, ...], datetime]] = {}
        self.requests: dict[str, int] = {}
        self.slips: list[tuple[str, int]] = []
        """Issuing device and visit of each ticket that anyone was told of."""
        self.failures = 0

    @initialize(timezone=st.sampled_from(TIMEZONES), busy=st.sampled_from((True, True, False)))
    def open(self, timezone: str, busy: bool) -> None:
        self.mall = small_mall(timezone, DAY_ENDS)
        self.referee = Referee(timezone, DAY_ENDS)
        self.folded = empty(self.mall)
        self.disk = self.disk_kind()
        self.start()
        if busy:
            self.everybody_comes_to_work(calm=True)
            for kiosk in KIOSKS:
                self.take_numbers_and_read_them(kiosk, list(SERVICES), calm=True)

    # Visitors

    @rule(
        kiosk=st.sampled_from(KIOSKS),
        service=st.sampled_from(SERVICES),
        skipped=st.sampled_from((1, 1, 1, 3, 9)),
        calm=calm,
    )
    def take_a_number(self, kiosk: str, service: str, skipped: int, calm: bool) -> None:
        self.send(kiosk, IssueTicket(service=service), skipped)
        self.settle(calm)

    @rule(
        kiosk=st.sampled_from(KIOSKS),
        services=st.lists(st.sampled_from(SERVICES), min_size=1, max_size=4),
        calm=calm,
    )
    def take_numbers_and_read_them(self, kiosk: str, services: list[str], calm: bool) -> None:
        for service in services:
            self.send(kiosk, IssueTicket(service=service))
        known = len(self.slips)
        self.settle()
        for device, visit in self.slips[known:]:
            if device == kiosk:
                self.send(kiosk, ConfirmTicket(visit=visit, paper="printed"))
        self.settle(calm)

    @rule(
        service=st.sampled_from((*SERVICES, "anggrek.tidak-ada")),
        key=st.sampled_from((None, "x", "y")),
        calm=calm,
    )
    def take_a_number_over_http(self, service: str, key: str | None, calm: bool) -> None:
        self.ask(API, key, IssueTicket(service=service, language="en"))
        self.settle(calm)

    @precondition(lambda self: self.slips)
    @rule(pick=picks, own=st.sampled_from((True, True, True, False)), calm=calm)
    def read_the_number(self, pick: int, own: bool, calm: bool) -> None:
        device, visit = self.slips[-1 - pick % len(self.slips)]
        command = ConfirmTicket(visit=visit, paper="seen")
        if device == API and own:
            self.ask(API, f"confirm-{visit}", command)
        else:
            self.send(device if own else KIOSKS[visit % 2], command)
        self.settle(calm)

    @precondition(
        lambda self: any(slip.state in ("printing", "cancelled") for slip in self.referee.slips.values())
    )
    @rule(pick=picks, calm=calm)
    def read_a_forgotten_number(self, pick: int, calm: bool) -> None:
        unread = [slip for slip in self.referee.slips.values() if slip.state in ("printing", "cancelled")]
        slip = unread[pick % len(unread)]
        self.send(slip.issuer, ConfirmTicket(visit=slip.visit, paper="screen"))
        self.settle(calm)

    # Officers

    @rule(
        device=st.sampled_from(tuple(OFFICES)),
        counter=st.sampled_from((*SERVED, 99)),
        officer=st.sampled_from(OFFICERS),
        calm=calm,
    )
    def sign_on(self, device: str, counter: int, officer: str, calm: bool) -> None:
        self.send(device, SignOn(counter=counter, officer=officer))
        self.settle(calm)

    @precondition(lambda self: len(self.referee.seats) < 3)
    @rule(calm=calm)
    def everybody_comes_to_work(self, calm: bool) -> None:
        for counter, (device, officer) in enumerate(zip(OFFICES, (*OFFICERS, "Dewi"), strict=True), start=1):
            self.send(device, SignOn(counter=counter, officer=officer))
        self.settle(calm)

    @precondition(lambda self: self.referee.seats)
    @rule(pick=picks, elsewhere=st.sampled_from((0, 0, 0, 0, 1)), calm=calm)
    def sign_off(self, pick: int, elsewhere: int, calm: bool) -> None:
        device, counter = self.seated(pick)
        self.send(device, SignOff(counter=counter + elsewhere))
        self.settle(calm)

    @rule(device=st.sampled_from(tuple(OFFICES)), counter=st.sampled_from((*SERVED, 99)), calm=calm)
    def call_anywhere(self, device: str, counter: int, calm: bool) -> None:
        self.send(device, CallNext(counter=counter))
        self.settle(calm)

    @precondition(lambda self: self.referee.seats)
    @rule(several=st.lists(picks, min_size=1, max_size=4), calm=calm)
    def call_at_once(self, several: list[int], calm: bool) -> None:
        for pick in several:
            device, counter = self.seated(pick)
            self.send(device, CallNext(counter=counter))
        self.settle(calm)

    @rule(
        moments=st.lists(
            st.tuples(
                picks,
                st.sampled_from(("call", "serve", "finish", "recall", "miss", "take back", "leave")),
                st.sampled_from((0, 0, 0, 5, 70)),
                calm,
            ),
            min_size=1,
            max_size=10,
        )
    )
    def work(self, moments: list[tuple[int, str, int, bool]]) -> None:
        """Ordinary business at the counters that are open."""
        for pick, what, seconds, calm in moments:
            if not self.referee.seats:
                self.everybody_comes_to_work(calm=True)
            if not any(slip.state == "waiting" for slip in self.referee.slips.values()):
                self.take_numbers_and_read_them(KIOSKS[pick % 2], list(SERVICES), calm=True)
            self.wait(seconds)
            if self.referee.seats:
                self.moment(*self.seated(pick), what)
            self.settle(calm)

    def moment(self, device: str, counter: int, what: str) -> None:
        visit = self.referee.seats[counter].visit if counter in self.referee.seats else None
        match what:
            case _ if visit is None:
                self.send(device, CallNext(counter=counter))
            case "call":
                self.send(device, FinishService(counter=counter, visit=visit))
                self.send(device, CallNext(counter=counter))
            case "serve":
                self.send(device, StartService(counter=counter, visit=visit))
            case "finish":
                self.send(device, StartService(counter=counter, visit=visit))
                self.send(device, FinishService(counter=counter, visit=visit, outcome="referred"))
            case "recall":
                self.send(device, Recall(counter=counter, visit=visit))
            case "miss":
                self.send(device, MarkNoShow(counter=counter, visit=visit))
            case "take back":
                self.send(device, TakeBack(counter=counter, visit=visit))
            case _:
                self.send(device, SignOff(counter=counter))

    @precondition(lambda self: self.slips and self.referee.seats)
    @rule(
        seat=picks,
        kind=st.sampled_from((StartService, FinishService, MarkNoShow, TakeBack)),
        pick=picks,
        calm=calm,
    )
    def click_late(self, seat: int, kind: type[Attending], pick: int, calm: bool) -> None:
        device, counter = self.seated(seat)
        _, visit = self.slips[-1 - pick % len(self.slips)]
        self.send(device, kind(counter=counter, visit=visit))
        self.settle(calm)

    # The network

    @precondition(lambda self: self.asks)
    @rule(pick=picks)
    def repeat(self, pick: int) -> None:
        before = self.asks[-1 - pick % len(self.asks)]
        self.ask(before.device, before.request, before.command)

    @rule(audience=st.sampled_from(AUDIENCES))
    def join(self, audience: Audience) -> None:
        self.views[audience] = view_of(self.hub.committed, audience)

    # The disk, the mains, the clock

    @precondition(lambda self: self.soons)
    @rule()
    def gather(self) -> None:
        """The requests at hand are decided: the loop comes to what was to be done soon."""
        soons = self.soons.copy()
        self.soons.clear()
        for soon in soons:
            soon()

    @rule(
        first=st.lists(st.sampled_from(SERVICES), max_size=3),
        then=st.lists(st.sampled_from(SERVICES), max_size=3),
        again=st.integers(0, 3),
        healthy=st.booleans(),
    )
    def ask_while_the_disk_writes(self, first: list[str], then: list[str], again: int, healthy: bool) -> None:
        """Some share a commit, others come while it is under way, some of them a second time."""
        known = len(self.asks)
        for service in first:
            self.send(KIOSKS[0], IssueTicket(service=service))
        self.gather()
        for service in then:
            self.send(KIOSKS[1], IssueTicket(service=service))
        for before in self.asks[known:][:again]:
            self.ask(before.device, before.request, before.command)
        if self.disk.busy:
            self.write(healthy)

    @precondition(lambda self: self.disk.busy)
    @rule(healthy=st.sampled_from((True, True, True, False)))
    def write(self, healthy: bool) -> None:
        self.failures += not healthy
        self.disk.work(healthy)

    @rule()
    def settle(self, calm: bool = True) -> None:
        while calm and (self.soons or self.disk.busy):
            if self.soons:
                self.soons.pop(0)()
            else:
                self.disk.work()

    @rule(reached=st.booleans())
    def lose_power(self, reached: bool) -> None:
        """`reached`: what was under way is on the disk, though nobody was told."""
        self.life += 1
        for ask in self.asks:
            ask.lost |= ask.replies == 0
        self.waiting_for.clear()
        if reached and self.disk.busy:
            self.disk.work()
        self.start()

    @rule(seconds=st.sampled_from(WAITS_S))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(still=st.sampled_from(("nobody", "called", "served")), calm=calm)
    def the_day_ends(self, still: str, calm: bool) -> None:
        """`still`: who is at the counters then."""
        for kind in {"nobody": (), "called": ("serve",), "served": ("serve", "serve")}[still]:
            for counter, seat in sorted(self.referee.seats.items()):
                self.moment(seat.device, counter, kind)
            self.settle()
        self.wait(14 * 3_600)
        self.tick()
        self.settle(calm)

    @rule()
    def tick(self) -> None:
        self.hub.tick(self.now)

    # What always holds

    @invariant()
    def the_hall_is_the_fold_of_what_is_on_disk(self) -> None:
        if not hasattr(self, "hub"):
            return
        must(self.hub.committed == self.folded, "the hall is the fold of the events on disk")
        self.referee.agree(self.hub.committed)

    @invariant()
    def every_audience_sees_its_view(self) -> None:
        if not hasattr(self, "hub"):
            return
        for audience, view in self.views.items():
            shown = view_of(self.hub.committed, audience)
            must(
                replace(view, seq=0, at=None) == replace(shown, seq=0, at=None),
                "what an audience was told adds up to its view",
                audience,
            )

    def teardown(self) -> None:
        try:
            # A rule that is broken already is the one to hear of.
            if hasattr(self, "hub") and not isinstance(sys.exc_info()[1], PropertyBroken):
                self.settle()
                silent = [ask for ask in self.asks if ask.replies != 1 and not ask.lost]
                must(not silent, "every request is answered once", silent)
                self.life += 1
                self.start()
                self.the_hall_is_the_fold_of_what_is_on_disk()
        finally:
            if hasattr(self, "disk"):
                self.disk.close()
            self.patches.close()

    # How it is wired

    def start(self) -> None:
        """A server on what the disk holds, as `__main__` wires it."""
        self.soons.clear()
        hall, checkpoint = self.disk.power_cut(self.mall)
        told = self.folded.seq
        must(hall.seq >= told, "nothing that anyone was told of is lost by a restart", (hall.seq, told))
        # What reached the disk without anybody hearing of it counts too.
        for event in self.disk.events[told:]:
            self.referee.hear(event)
            self.folded = apply(self.folded, event)
            self.remember(event)
        for (_, request), (events, _) in self.answers.items():
            on_disk = self.disk.events[events[0].seq - 1 : events[-1].seq]
            must(on_disk == events, "every answered request is still on disk", request)
        life = self.life

        def publish(events: tuple[Event, ...]) -> None:
            if life == self.life:
                self.published(events)

        self.hub = Hub(hall, self.disk, publish, self.soons.append, checkpoint)
        self.views: dict[Audience, Hall] = {audience: view_of(hall, audience) for audience in AUDIENCES}

    def send(self, device: str, command: Command, skipped: int = 1) -> None:
        """A new request of a device that counts its requests."""
        self.requests[device] = self.requests.get(device, 0) + skipped
        self.ask(device, self.requests[device], command)

    def ask(self, device: str, request: int | str | None, command: Command) -> None:
        self.made += 1
        ask = Ask(device, request, command, self.failures)
        self.asks.append(ask)
        key = (ask.device, ask.request)
        self.waiting_for[key] = self.waiting_for.get(key, 0) + 1
        place = OFFICES.get(ask.device, "")
        given = Given(
            now=self.now, actor=Actor(device=DeviceId(ask.device)), place=place, token=f"token-{self.made}"
        )
        life, settled = self.life, self.hub.settled

        def reply(answer: Answer) -> None:
            if life == self.life:
                self.replied(ask, answer, settled and self.hub.settled)

        self.hub.handle(ask.command, ask.request, given, reply)

    def published(self, events: tuple[Event, ...]) -> None:
        for event in events:
            on_disk = self.disk.events[event.seq - 1 : event.seq]
            must(on_disk == (event,), "nobody hears of what is not on disk", event)
            if event.by is not None and event.by.device != SERVER:
                asked = self.waiting_for.get((event.by.device, event.request), 0)
                must(asked > 0, "what was refused does not happen", event)
            self.referee.hear(event)
            self.folded = apply(self.folded, event)
            self.remember(event)
            for audience, view in self.views.items():
                if (seen := seen_by(event, audience)) is not None:
                    self.views[audience] = self.told(view, seen, audience)

    def told(self, view: Hall, seen: Event, audience: Audience) -> Hall:
        try:
            return apply(view, seen)
        except (LookupError, AssertionError) as error:
            raise PropertyBroken(f"an audience can follow what it is told [{audience}: {error!r}]") from error

    def remember(self, event: Event) -> None:
        if isinstance(event.what, TicketIssued):
            self.slips.append((str(event.what.issuer), event.what.visit))

    def replied(self, ask: Ask, answer: Answer, settled: bool) -> None:
        """`settled`: it was decided on the hall on disk, which the referee knows."""
        ask.replies += 1
        must(ask.replies == 1, "every request is answered once", ask)
        self.waiting_for[ask.device, ask.request] -= 1
        if isinstance(answer, Refused):
            self.refused(ask, answer, settled)
            return
        on_disk = self.disk.events[answer[0].seq - 1 : answer[-1].seq]
        must(on_disk == answer, "an answer is on disk before it is given", answer)
        must(answer[-1].seq <= self.folded.seq, "an answer is published before it is given", answer)
        asked = {(event.by.device, event.request) for event in answer if event.by is not None}
        must(asked == {(ask.device, ask.request)}, "an answer is to what was asked", (ask, answer))
        if ask.request is None:
            return
        key = (ask.device, ask.request)
        before, at = self.answers.get(key, (answer, answer[0].at))
        expired = isinstance(ask.request, str) and answer[0].at - at >= KEY_GOOD_FOR
        must(answer == before or expired, "a repeated request gets the same answer", (before, answer))
        self.answers[key] = (answer, answer[0].at)

    def refused(self, ask: Ask, refused: Refused, settled: bool) -> None:
        match refused.reason:
            case Reason.STORAGE_FAILED:
                must(self.failures > ask.failures, "the disk is blamed only if it failed", ask)
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
                if settled:
                    expected = self.referee.expected(ask.command, ask.device, OFFICES.get(ask.device, ""))
                    must(reason in expected, "a refusal says what is in the way", (ask, refused, expected))

    def seated(self, pick: int) -> tuple[str, int]:
        """A device at which an officer is known to sit, and its counter."""
        counters = sorted(self.referee.seats)
        counter = counters[pick % len(counters)]
        return self.referee.seats[counter].device, counter


class JournalWorld(World):
    disk_kind = JournalDisk
