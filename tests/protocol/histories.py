"""Random histories of a small mall, for properties: what a day's events may be."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from protocol.catalogue import CounterId, Policy, ServiceId, Slots, TenantId, Walking
from protocol.messages import (
    Actor,
    BookSlot,
    CallVisit,
    CancelBooking,
    CancelVisit,
    CheckIn,
    ClockStepped,
    Close,
    CollectResult,
    Command,
    ConfirmClock,
    ConfirmTicket,
    CorrectClass,
    DecideClosure,
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
    OfOneVisit,
    ParkVisit,
    Recall,
    Refused,
    Relieve,
    Reopen,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    StartService,
    TakeBack,
    TakeBreak,
    TicketIssued,
    TransferVisit,
)
from protocol.visit import State, VisitId
from server.given import SERVER
from tests.server.mall import CLASSES, LIMA, SATU, SERVED, SERVICES, TIGA, small_mall
from tests.server.story import Story

BRIEFLY = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    # To explain a failure takes minutes here, to make it small does not.
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
"""For every property of the protocol: the same examples each time."""
KIOSKS = ("kiosk-1", "kiosk-2")
COUNTERS = tuple(SERVED)
STEPS_MIN, STEPS_MAX = 15, 150
HOURS = Slots(minutes=60, capacity=2)

ACTIONS = {
    "start": StartService,
    "miss": MarkNoShow,
    "take back": TakeBack,
    "recall": Recall,
    "park": ParkVisit,
}
OF_VISITS: dict[str, type[OfOneVisit]] = {
    "cancel": CancelVisit,
    "delay": DelayVisit,
    "restore": RestoreVisit,
    "return": ReturnVisit,
}
CLASSED = (None, *CLASSES)

WORK = (*ACTIONS, "finish", "finish", "finish", "later", "sign off", "transfer", "hand over", "rest")
OF_DESKS = ("relieve", "free", "call")
BOOKINGS = ("book", "book", "check in", "check in", "cancel")
CLOSURES = ("ask", "close", "decide", "decide", "reopen")
STEPS: dict[str, tuple[int, tuple[object, ...], tuple[str, ...]]] = {
    "arrive": (16, SERVICES, KIOSKS),
    "errands": (6, range(20), KIOSKS),
    "work": (40, COUNTERS, WORK),
    "of visit": (12, range(40), (*OF_VISITS, *OF_VISITS, "correct", "reprint")),
    "booking": (8, range(20), BOOKINGS),
    "result": (8, range(20), ("ready", "collect")),
    "wait": (8, (1, 1, 60, 60, 60, 130, 1_900), ("",)),
    "issue": (2, SERVICES, (*KIOSKS, "reception-1")),
    "confirm": (3, range(20), ("",)),
    "of a desk": (2, COUNTERS, OF_DESKS),
    "closure": (2, range(20), CLOSURES),
    "sign on": (2, COUNTERS, ("Ani", "Budi", "Citra")),
    "floor": (1, range(4), ("end day", "step", "confirm clock")),
    "night": (1, (15 * 3_600,), ("",)),
}
"""Weight, and what the words of a step may be."""


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A day or several; commands that are refused leave no event.

    The steps come from a seed, since drawn ones are seldom alike enough to a day; a failure is made small by
    telling fewer of them.
    """
    order = draw(st.sampled_from(("line", "interleave", "ageing", "strict")))
    return history(draw(st.integers(0, 2**32)), draw(st.integers(STEPS_MIN, STEPS_MAX)), order)


def history(seed: int, steps: int, order: str = "interleave") -> Story:
    """So many steps; the same for the same seed."""
    chance = Random(seed)
    mall = small_mall(
        policy=Policy(order=order, transferred_keep_place=order != "line"),
        walking=Walking(same_zone_s=30),
        quota=chance.choice((None, None, 5)),
        services={SATU: {"slots": HOURS}, LIMA: {"slots": HOURS}, TIGA: {"pick_up": True}},
    )
    story = Story(mall)
    if chance.random() < 0.7:
        for counter in COUNTERS:
            story.sign_on(counter)
    weights = [weight for weight, _, _ in STEPS.values()]
    for _ in range(steps):
        (what,) = chance.choices(tuple(STEPS), weights)
        _, which, who = STEPS[what]
        tell(story, what, chance.choice(which), chance.choice(who))
    return story


def tell(story: Story, what: str, which: object, who: str) -> None:
    match what, which:
        case "arrive", str(service):
            _arrive(story, IssueTicket(service=ServiceId(service), priority=_class(story)), who)
        case "issue", str(service):
            story.ask(IssueTicket(service=ServiceId(service)), who)
        case "errands", int(pick):
            more = (
                Errand(service=ServiceId(SERVICES[(pick + 1) % len(SERVICES)])),
                Errand(service=ServiceId(SERVICES[(pick + 3) % len(SERVICES)]), after=(pick % 2,)),
            )
            first = ServiceId(SERVICES[pick % len(SERVICES)])
            _arrive(story, IssueTicket(service=first, more=more, priority=_class(story)), who)
        case "confirm", int(pick):
            visits = sorted(story.hall.visits)
            if visits:
                visit = story.hall.visits[visits[pick % len(visits)]]
                story.ask(ConfirmTicket(visit=visit.id, paper="seen"), visit.issuer or "")
        case "of visit", int(pick):
            meant = {"restore": State.NO_SHOW, "return": State.PARKED}.get(who)
            visits = [
                visit.id
                for visit in story.hall.visits.values()
                if meant is None or meant in {stop.state for stop in visit.stops}
            ]
            if visits:
                _of_visit(story, sorted(visits)[pick % len(visits)], pick, who)
        case "of a desk", int(counter):
            _of_desk(story, CounterId(counter), who)
        case "booking", int(pick):
            _booking(story, pick, who)
        case "result", int(pick):
            if story.hall.results:
                result = story.hall.results[sorted(story.hall.results)[pick % len(story.hall.results)]]
                staff = "counter-1" if result.tenant == "anggrek" else "counter-4"
                ready = MarkReady(visit=result.visit)
                story.ask(ready if who == "ready" else CollectResult(visit=result.visit), staff)
        case "closure", int(pick):
            _closure(story, pick, who)
        case "floor", int(pick):
            _floor(story, pick, who)
        case "sign on", int(counter):
            story.sign_on(counter, who)
        case "wait" | "night", int(seconds):
            story.wait(seconds)
        case _, int(counter):
            _at_work(story, counter, who)
        case _:
            raise AssertionError(what)


def _class(story: Story) -> str | None:
    return CLASSED[len(story.events) % (2 * len(CLASSED))] if len(story.events) % 10 < len(CLASSED) else None


def _arrive(story: Story, command: IssueTicket, kiosk: str) -> None:
    story.now += timedelta(seconds=1)
    issued = story.ask(command, kiosk)
    if not isinstance(issued, Refused):
        assert isinstance(issued[0], TicketIssued)
        story.confirm(issued[0].visit, kiosk)


def _of_visit(story: Story, visit: VisitId, pick: int, what: str) -> None:
    device = ("reception-1", "counter-1", "counter-4")[pick % 3]
    match what:
        case "correct":
            story.ask(CorrectClass(visit=visit, priority=CLASSED[pick % len(CLASSED)]), device)
        case "reprint":
            story.ask(ReprintTicket(visit=visit), "reception-1")
        case _:
            story.ask(OF_VISITS[what](visit=visit), device)


def _of_desk(story: Story, counter: CounterId, what: str) -> None:
    officer = f"counter-{counter}"
    match what:
        case "relieve":
            story.ask(Relieve(counter=counter, officer="Dewi"), officer)
        case "free":
            freed = FreeCounter(counter=counter, reason="Pulang", serving="parked")
            story.ask(freed, "floor-1")
        case _:
            for visit in sorted(story.hall.visits):
                if not isinstance(story.ask(CallVisit(counter=counter, visit=visit), officer), Refused):
                    break


def _booking(story: Story, pick: int, what: str) -> None:
    codes = sorted(booking.code or "" for booking in story.hall.bookings.values())
    hour = story.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1 + pick % 3)
    commands: dict[str, Command | None] = {
        "book": BookSlot(service=(SATU, LIMA)[pick % 2], slot=hour, priority=CLASSED[pick % len(CLASSED)]),
        "check in": CheckIn(code=codes[pick % len(codes)]) if codes else None,
        "cancel": CancelBooking(code=codes[pick % len(codes)]) if codes else None,
    }
    command = commands[what]
    if command is not None:
        story.ask(command, ("api-1", "reception-1")[pick % 2])


def _closure(story: Story, pick: int, what: str) -> None:
    """Mostly short, else the mall would soon be shut for good."""
    closures = sorted(story.hall.closures)
    closure = closures[pick % len(closures)] if closures else None
    tenant = TenantId(("anggrek", "bakung")[pick % 2])
    close = Close(
        tenant=tenant,
        service=None if pick % 3 else (SATU, LIMA)[pick % 2],
        reason="Listrik padam",
        until=story.now + timedelta(minutes=1),
        waiting="end" if pick % 5 == 0 else "stay",
    )
    match what:
        case "ask":
            story.ask(close, "counter-1" if tenant == "anggrek" else "counter-4")
        case "close":
            story.ask(close, "floor-1")
        case "decide" if closure is not None:
            story.ask(DecideClosure(closure=closure, approved=pick % 2 == 0), "floor-1")
        case "reopen" if closure is not None:
            story.ask(Reopen(closure=closure), "floor-1")
        case _:
            pass


def _floor(story: Story, pick: int, what: str) -> None:
    match what:
        case "end day" if pick % 4 == 0:
            story.ask(EndDay(), "floor-1")
            story.wait(15 * 3_600)
        case "step":
            story.let((ClockStepped(seconds=-3_600.0),), Actor(device=SERVER), None)
        case _:
            story.ask(ConfirmClock(), "floor-1")


def _at_work(story: Story, counter: int, what: str) -> None:
    """Sign on if nobody sits there, call if nobody is there, and act."""
    number, device = CounterId(counter), f"counter-{counter}"
    if number not in story.hall.desks:
        story.sign_on(counter)
        return
    story.ask(EndBreak(counter=number), device)
    if what == "rest":
        story.ask(TakeBreak(counter=number, reason="prayer"), device)
        return
    if story.desk(counter).visit is None:
        story.call(counter)
    if what == "sign off":
        story.sign_off(counter)
    elif story.desk(counter).visit is not None:
        _with_visit(story, number, device, what)


def _with_visit(story: Story, counter: CounterId, device: str, what: str) -> None:
    visit = story.before(counter)
    match what:
        case "finish" | "later":
            story.start(counter)
            outcome = "completed" if what == "finish" else "result_later"
            story.ask(FinishService(counter=counter, visit=visit, outcome=outcome), device)
        case "transfer":
            service = ServiceId(SERVICES[visit % len(SERVICES)])
            sent = TransferVisit(counter=counter, visit=visit, service=service, to_officer="Petugas 2")
            if isinstance(story.ask(sent, device), Refused):
                story.ask(TransferVisit(counter=counter, visit=visit, service=service), device)
        case "hand over":
            story.start(counter)
            for to in COUNTERS:
                story.ask(HandOver(counter=counter, visit=visit, to=CounterId(to)), device)
        case _:
            story.ask(ACTIONS[what](counter=counter, visit=visit), device)
