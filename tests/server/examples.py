"""The worked examples of the pages that explain the rules, read and played on the real engine.

An example is a fenced block ```queue. First its settings, one `key = value` a line as in a tenant's file;
then what happens, one thing a line, with the time on the mall's wall:

    order = "interleave"

    08:00  A-001                             comes and takes a number
    08:01  A-002 elderly                     with a class
    08:05  counter 1: A-002 (priority)       is called next, for this reason

A call is served and finished before the counter's next call, unless a line between says what else became of
it. Whatever the engine does otherwise than the example says is an `AssertionError` with the line in it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import convert
from msgspec.structs import fields

from protocol.catalogue import (
    WEEKDAYS,
    Break,
    Catalogue,
    CounterId,
    Policy,
    Schedule,
    ServiceId,
    Slots,
    Walking,
)
from protocol.hall import State
from protocol.messages import (
    BookSlot,
    CallVisit,
    CancelVisit,
    CheckIn,
    Close,
    CollectResult,
    Command,
    CorrectClass,
    DelayVisit,
    EndBreak,
    EndDay,
    Errand,
    FinishService,
    FreeCounter,
    HandOver,
    IssueTicket,
    MarkNoShow,
    MarkReady,
    ParkVisit,
    Reason,
    Refused,
    Reopen,
    RestoreVisit,
    ReturnVisit,
    TakeBack,
    TakeBreak,
    TicketIssued,
    TransferVisit,
    VisitCalled,
)
from protocol.view import Audience, seen_by
from protocol.visit import VisitId
from tests.server.mall import ALWAYS, CLASSES, SATU, SERVED, SERVICES, small_mall, text
from tests.server.story import KIOSK, Story

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = datetime(2026, 3, 2, 6, 0, tzinfo=ZONE)
"""A Monday, before anybody comes."""
NAMES = {service.partition(".")[2]: ServiceId(service) for service in SERVICES}
POLICY = {field.name for field in fields(Policy)}
VISITORS = {"delayed": DelayVisit, "restored": RestoreVisit, "cancels": CancelVisit}
OFFICERS = {"no-show": MarkNoShow, "taken back": TakeBack, "parked": ParkVisit, "finished": FinishService}


def examples(page: Path) -> list[str]:
    """Those of a page, in order, without their fences."""
    return re.findall(r"^```queue\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def play(example: str) -> None:
    """Raises `AssertionError` where the engine disagrees."""
    lines = example.splitlines()
    first = next(number for number, line in enumerate(lines) if re.match(r"\d\d:\d\d", line))
    player = Player(mall_of(tomllib.loads("\n".join(lines[:first]))))
    for line in lines[first:]:
        if line.strip():
            clock, _, words = line.partition("  ")
            try:
                player.at(time.fromisoformat(clock))
                player.tell(words.strip())
            except AssertionError as error:
                raise AssertionError(f"{line}\n{error}") from error


def mall_of(settings: dict[str, Any]) -> Catalogue:
    policy = convert({key: settings.pop(key) for key in POLICY & set(settings)}, Policy)
    schedule = ALWAYS
    if "hours" in settings:
        noon = settings.pop("break", None)
        rest = Break(name=text("Istirahat"), days=WEEKDAYS, time=noon or "", issuing=False)
        schedule = Schedule(
            hours=dict.fromkeys(WEEKDAYS[:5], settings.pop("hours")),
            breaks=() if noon is None else (rest,),
            early_min=settings.pop("early_min", 0),
            last_ticket_min=settings.pop("last_ticket_min", 0),
        )
    satu: dict[str, Any] = {"quota": settings.pop("quota", None)}
    if "slot_min" in settings:
        satu["slots"] = Slots(
            minutes=settings.pop("slot_min"),
            capacity=settings.pop("capacity", 5),
            tolerance_min=settings.pop("tolerance_min", 15),
        )
    services: dict[ServiceId, dict[str, Any]] = {SATU: satu}
    if "pick_up" in settings:
        services.setdefault(NAMES[settings.pop("pick_up")], {})["pick_up"] = True
    walking = Walking(same_zone_s=60 * settings.pop("walking_min", 0))
    assert not settings, f"unknown settings: {settings}"
    return small_mall(policy=policy, schedule=schedule, walking=walking, services=services)


class Player:
    def __init__(self, mall: Catalogue) -> None:
        self.story = Story(mall, now=FIRST)
        self.visits: dict[str, VisitId] = {}
        self.codes: dict[datetime, list[str]] = {}

    def at(self, clock: time) -> None:
        now = datetime.combine(FIRST.date(), clock, ZONE)
        told = self.story.now.astimezone(ZONE)
        assert (now.hour, now.minute) >= (told.hour, told.minute), "the lines are in the order of time"
        # What happens in one minute happens one after the other.
        self.story.wait(max((now - told).total_seconds(), 1))

    def tell(self, words: str) -> None:
        words, refused = _parted(words, r"(.*): refused \((.*)\)")
        match words.split():
            case ["counter", number, *rest] if number.endswith(":"):
                self.counter(int(number[:-1]), " ".join(rest), refused)
            case ["counter", number, "chooses:", label]:
                command = CallVisit(counter=CounterId(int(number)), visit=self.visits[label])
                self.served(int(number))
                self.do(command, f"counter-{number}", refused)
            case ["line:", *labels]:
                line = [self.story.visit(visit).label for visit in self.story.line(SATU)]
                assert line == [label.rstrip(",") for label in labels], f"the line is {', '.join(line)}"
            case ["booked", clock]:
                self.book(self.instant(clock), refused)
            case ["closed:", name, "until", clock, *rest]:
                clock = clock.rstrip(",")
                tenant = {"A": "anggrek", "B": "bakung"}[name]
                waiting = "end" if rest else "stay"
                command = Close(tenant=tenant, reason="Listrik", until=self.instant(clock), waiting=waiting)
                self.do(command, "floor-1", refused)
            case ["opened"]:
                (closure,) = self.story.hall.closures
                self.do(Reopen(closure=closure), "floor-1", refused)
            case ["day", "ends"]:
                self.do(EndDay(), "floor-1", refused)
            case ["visitor", *rest]:
                assert refused is not None
                self.do(self.ticket(rest), KIOSK, refused)
            case [label, *rest] if label in self.visits:
                self.of_visit(label, " ".join(rest), refused)
            case [label, *rest]:
                self.comes(label, rest, refused)
            case _:
                raise AssertionError("an empty line")

    # Who comes

    def comes(self, label: str, words: list[str], refused: str | None) -> None:
        match words:
            case ["booking", clock]:
                code = self.codes[self.instant(clock)].pop(0)
                happenings = self.do(CheckIn(code=code), KIOSK, refused)
            case ["collects", other]:
                happenings = self.do(CollectResult(visit=self.visits[other]), KIOSK, refused)
            case _:
                happenings = self.do(self.ticket(words), KIOSK, refused)
        tickets = [each for each in happenings if isinstance(each, TicketIssued)]
        if refused is None:
            (ticket,) = tickets
            assert self.story.visit(ticket.visit).label == label, self.story.visit(ticket.visit).label
            self.visits[label] = ticket.visit
            self.story.confirm(ticket.visit)

    def ticket(self, words: list[str]) -> IssueTicket:
        """`elderly`, `tiga`, `satu + empat` (in any order), `satu > empat` (one after the other)."""
        priority = words.pop(0) if words and words[0] in CLASSES else None
        first, more = SATU, list[Errand]()
        for index, word in enumerate(words):
            if word in NAMES:
                after = () if index == 0 or words[index - 1] == "+" else (index // 2 - 1,)
                if index == 0:
                    first = NAMES[word]
                else:
                    more.append(Errand(service=NAMES[word], after=after))
            else:
                assert word in "+>", f"what is {word}?"
        return IssueTicket(service=first, priority=priority, more=tuple(more))

    def book(self, slot: datetime, refused: str | None) -> None:
        made = self.do(BookSlot(service=SATU, slot=slot), "api-1", refused)
        if refused is None:
            self.codes.setdefault(slot, []).append(getattr(made[0], "code", ""))

    def instant(self, clock: str) -> datetime:
        return datetime.combine(FIRST.date(), time.fromisoformat(clock), ZONE)

    # Counters

    def counter(self, counter: int, words: str, refused: str | None) -> None:
        device, number = f"counter-{counter}", CounterId(counter)
        match words:
            case "signs on":
                self.story.sign_on(counter)
            case "signs off":
                self.story.sign_off(counter)
            case "break":
                self.served(counter)
                self.do(TakeBreak(counter=number, reason="rest"), device, refused)
            case "back":
                self.do(EndBreak(counter=number), device, refused)
            case "freed":
                self.do(FreeCounter(counter=number, reason="Tidak di tempat"), "floor-1", refused)
            case _:
                for call in words.split(", "):
                    self.calls(counter, call)

    def calls(self, counter: int, words: str) -> None:
        """`A-002 (priority)`, and what the hall is told of it: `A-002 (waited long) [line order]`."""
        words, hall = _parted(words, r"(.*) \[(.*)\]")
        label, rule = _parted(words, r"(.*) \((.*)\)")
        self.served(counter)
        visit = self.story.call(counter)
        called = "nobody" if isinstance(visit, Reason) else self.story.visit(visit).label
        assert called == label, f"{called} is called"
        if called == "nobody":
            return
        event = self.story.events[-1]
        assert isinstance(event.what, VisitCalled)
        assert rule is None or _spelt(event.what.why.rule) == rule, event.what.why.rule
        seen = seen_by(event, Audience(kind="hall"))
        assert seen is not None
        assert isinstance(seen.what, VisitCalled)
        assert hall is None or _spelt(seen.what.why.rule) == hall, seen.what.why.rule

    def served(self, counter: int) -> None:
        """Signed on if nobody sits there; whoever is there is served, and the counter free."""
        if counter not in self.story.hall.desks:
            self.story.sign_on(counter)
        if self.story.desk(counter).visit is None:
            return
        if self.stop_at(counter).state is State.CALLED:
            self.story.start(counter)
        self.story.finish(counter)

    def stop_at(self, counter: int) -> Any:
        desk = self.story.desk(counter)
        return self.story.visit(self.story.before(counter)).stops[desk.stop]

    # Visits

    def of_visit(self, label: str, words: str, refused: str | None) -> None:
        visit = self.visits[label]
        if words in VISITORS:
            self.do(VISITORS[words](visit=visit), KIOSK, refused)
            return
        tenant = self.story.visit(visit).stops[0].tenant
        staff = f"counter-{next(number for number, (name, _) in SERVED.items() if name == tenant)}"
        match words.split():
            case ["returns"]:
                self.do(ReturnVisit(visit=visit), staff, refused)
            case ["corrected", name]:
                self.do(
                    CorrectClass(visit=visit, priority=None if name == "ordinary" else name), staff, refused
                )
            case ["result", "ready"]:
                self.do(MarkReady(visit=visit), staff, refused)
            case ["ends:", *reason]:
                stop = self.story.visit(visit).stops[-1]
                assert stop.state is State.CANCELLED, stop.state
                assert _spelt(stop.cancelled or "") == " ".join(reason), stop.cancelled
            case _:
                self.at_counter(visit, words, refused)

    def at_counter(self, visit: VisitId, words: str, refused: str | None) -> None:
        counter = next((desk.counter for desk in self.story.hall.desks.values() if desk.visit == visit), None)
        assert counter is not None, "it is at no counter"
        starts = words in ("finished", "result later", "serving") or words.startswith("handed over")
        if starts and self.stop_at(counter).state is State.CALLED:
            self.story.start(counter)
        match words.split():
            case ["serving"]:
                return
            case ["result", "later"]:
                command = self.story.about(counter, FinishService, outcome="result_later")
            case ["handed", "over", "to", number]:
                self.story.sign_on(int(number))
                command = self.story.about(counter, HandOver, to=CounterId(int(number)))
            case ["to", "counter", number]:
                service = self.stop_at(counter).service
                command = self.story.about(
                    counter, TransferVisit, service=service, to_counter=CounterId(int(number))
                )
            case ["to", name]:
                command = self.story.about(counter, TransferVisit, service=NAMES[name])
            case _:
                assert words in OFFICERS, f"what is {words}?"
                command = self.story.about(counter, OFFICERS[words])
        self.do(command, f"counter-{counter}", refused)

    def do(self, command: Command, device: str, refused: str | None) -> tuple[Any, ...]:
        """`refused`: the reason as the page spells it, and when again if the page says so."""
        outcome = self.story.ask(command, device)
        if not isinstance(outcome, Refused):
            assert refused is None, "it is not refused"
            return outcome
        said = _spelt(outcome.reason.value)
        if refused is not None and "; again " in refused:
            again = outcome.again
            said += "; again " + ("" if again is None else f"{again.astimezone(ZONE):%a %H:%M}")
        assert said == refused, f"refused: {said}"
        return ()


def _parted(words: str, pattern: str) -> tuple[str, str | None]:
    found = re.fullmatch(pattern, words)
    return (words, None) if found is None else (found[1], found[2])


def _spelt(word: str) -> str:
    return word.replace("_", " ")
