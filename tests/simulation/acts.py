"""What people and fate do in a simulated world. Mostly it makes sense, sometimes it does not.

An act takes the world and its own source of chance. It looks up in the referee's book who is where, as
people look around them, and sends commands; what comes of them is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from protocol.messages import (
    BookSlot,
    CallNext,
    CallVisit,
    CancelBooking,
    CancelVisit,
    CheckIn,
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
    ParkVisit,
    Recall,
    Relieve,
    Reopen,
    ReprintTicket,
    RestoreVisit,
    ReturnVisit,
    SignOff,
    SignOn,
    StartService,
    TakeBack,
    TakeBreak,
    TransferVisit,
)
from server.given import SERVER
from tests.server.mall import DUA, LIMA, SERVED, SERVICES
from tests.simulation.slips import Errand as Told
from tests.simulation.slips import Seat, Slip
from tests.simulation.world import API, FLOOR, KIOSKS, OFFICES, RECEPTION, World

OFFICERS = ("Ani", "Budi", "Citra", "Dewi", "Eko")
CLASSES = ("elderly", "pregnant", "infant")
CLASS_SHARE = 0.35
MORE_SHARE = 0.3
PAUSES_S = (0, 0, 0, 0, 1, 5, 20, 40, 70)
WAITS_S = (30, 59, 61, 125, 300, 700, 1_900, 3_700)
LONG_WAITS_S = (4 * 3_600, 10 * 3_600, 14 * 3_600, 24 * 3_600, 72 * 3_600)
CALM_SHARE = 0.7
"""So often everything is decided, written and answered before the next thing happens."""
Act = Callable[[World, Random], None]


# Visitors


def errand(chance: Random) -> IssueTicket:
    more: list[Errand] = []
    if chance.random() < 0.1:
        # Two that may be done in any order, and one that needs both.
        first, second, last = (_service(name) for name in chance.sample(SERVICES, 3))
        both = (Errand(service=second), Errand(service=last, after=(0, 1)))
        return IssueTicket(service=first, priority=_class(chance), more=both)
    while chance.random() < MORE_SHARE and len(more) < 3:
        index = len(more) + 1
        after = (chance.randrange(index),) if chance.random() < 0.5 else ()
        if after and chance.random() < 0.2:
            after = (*after, chance.randrange(index))
        more.append(Errand(service=_service(chance.choice(SERVICES)), after=after))
    return IssueTicket(
        service=_service(chance.choice(SERVICES)),
        priority=_class(chance),
        more=tuple(more),
        language=chance.choice(("id", "en")),
    )


def arrive(world: World, chance: Random) -> None:
    """Some people come, take their numbers and read them."""
    device = chance.choice((*KIOSKS, *KIOSKS, RECEPTION))
    known = len(world.issued)
    for _ in range(chance.randint(1, 5)):
        world.send(device, errand(chance))
        world.wait(chance.choice(PAUSES_S))
        world.settle()
    for issuer, visit in world.issued[known:]:
        if issuer == device and chance.random() < 0.95:
            world.send(device, ConfirmTicket(visit=_visit(visit), paper="printed"))
    settle(world, chance)


def take_a_number(world: World, chance: Random) -> None:
    world.send(chance.choice((*KIOSKS, RECEPTION)), errand(chance), chance.choice((1, 1, 1, 3, 9)))
    settle(world, chance)


def nonsense(world: World, chance: Random) -> None:
    """Commands that cannot be meant."""
    commands: list[tuple[str, Command]] = [
        (KIOSKS[0], IssueTicket(service=_service("anggrek.tidak-ada"))),
        (KIOSKS[0], IssueTicket(service=DUA, priority=_any("royal"))),
        (KIOSKS[0], IssueTicket(service=DUA, more=(Errand(service=DUA, after=(1,)),))),
        (KIOSKS[1], ConfirmTicket(visit=_visit(9_999), paper="seen")),
        (API, BookSlot(service=_service("anggrek.satu"), slot=world.now)),
        (API, CheckIn(code="99999999")),
        (RECEPTION, CancelBooking(code="99999999")),
        (RECEPTION, CollectResult(visit=_visit(9_999))),
        (FLOOR, Close(tenant=_any("cempaka"), reason="Rapat")),
        (FLOOR, Close(tenant=_any("bakung"), service=DUA, reason="Rapat")),
        (FLOOR, DecideClosure(closure=_any(9_999), approved=True)),
        (FLOOR, FreeCounter(counter=_any(chance.choice((99, 1, 4))), reason="Tidak ada")),
        (FLOOR, ConfirmClock()),
        ("counter-1", SignOn(counter=_any(chance.choice((99, 4))), officer="Ani")),
        ("counter-1", CallNext(counter=_any(chance.choice((99, 2, 4))))),
        ("counter-1", MarkReady(visit=_visit(9_999))),
    ]
    world.send(*chance.choice(commands))
    settle(world, chance)


def over_http(world: World, chance: Random) -> None:
    world.ask(API, chance.choice((None, "x", "y")), errand(chance))
    settle(world, chance)


def read_a_number(world: World, chance: Random) -> None:
    """Some are read late, some by somebody who was not asked, some on the ticket's own page."""
    unread = [s for s in _slips(world) if any(e.state in ("printing", "cancelled") for e in s.errands)]
    slip = _one(chance, unread or _slips(world))
    if slip is not None:
        _send_as(world, chance, slip, ConfirmTicket(visit=_visit(slip.visit), paper="seen"), strangers=0.1)
        settle(world, chance)


def change_of_mind(world: World, chance: Random) -> None:
    """Cancel, delay, come back, ask for a copy: by the visitor, at a counter, at the reception."""
    slips = [slip for slip in _slips(world) if slip.open or chance.random() < 0.3]
    for _ in range(chance.randint(1, 3)):
        slip = _one(chance, slips)
        if slip is None:
            return
        states = {each.state for each in slip.errands}
        visit = _visit(slip.visit)
        commands: list[Command] = [
            DelayVisit(visit=visit),
            ReprintTicket(visit=visit),
            RestoreVisit(visit=visit),
        ]
        if "waiting" in states:
            commands += [DelayVisit(visit=visit)] * 5
        if chance.random() < 0.25:
            commands.append(CancelVisit(visit=visit))
        _send_as(world, chance, slip, chance.choice(commands), strangers=0.05)
    settle(world, chance)


def come_back(world: World, chance: Random) -> None:
    """No-shows and those who fetched their papers."""
    for slip in _slips(world):
        for command, state in ((RestoreVisit, "no_show"), (ReturnVisit, "parked")):
            if any(each.state == state for each in slip.errands) and chance.random() < 0.6:
                visit = _visit(slip.visit)
                tenant = next(each.tenant for each in slip.errands if each.state == state)
                devices = [FLOOR, RECEPTION, _office(chance, tenant)]
                if command is RestoreVisit:
                    devices.append(slip.issuer)
                _send_from(world, chance.choice(devices), command(visit=visit))
    settle(world, chance)


def book(world: World, chance: Random) -> None:
    for _ in range(chance.randint(1, 4)):
        service = chance.choice((DUA, LIMA))
        slot = _half_hour(world, chance.choice((0, 1, 1, 2, 2, 3, 30, 48)))
        if chance.random() < 0.1:
            slot += timedelta(minutes=chance.choice((-600, 7, 9_000)))
        device = chance.choice((API, API, RECEPTION))
        world.send(device, BookSlot(service=service, slot=slot, priority=_class(chance)))
        if chance.random() < 0.7:
            world.settle()
    settle(world, chance)


def check_in(world: World, chance: Random) -> None:
    """Early, on time or late."""
    promises = sorted(world.referee.promises.values(), key=lambda each: each.code)
    if not promises:
        book(world, chance)
        return
    if chance.random() < 0.4:
        soonest = min(promise.slot for promise in promises) - timedelta(
            minutes=chance.choice((70, 40, 2, -2, -20))
        )
        if timedelta() < soonest - world.now < timedelta(hours=3):
            world.wait((soonest - world.now).total_seconds())
    if chance.random() < 0.3:
        arrive(world, chance)
    if _rarely(chance):
        world.send(RECEPTION, CancelBooking(code=chance.choice(promises).code))
    check_in_all(world, chance.choice((*KIOSKS, RECEPTION)))
    settle(world, chance)


def check_in_all(world: World, device: str) -> None:
    known = len(world.issued)
    for promise in sorted(world.referee.promises.values(), key=lambda each: each.code):
        world.send(device, CheckIn(code=promise.code))
    world.settle()
    for issuer, visit in world.issued[known:]:
        world.send(issuer, ConfirmTicket(visit=_visit(visit), paper="printed"))


def fetch(world: World, chance: Random) -> None:
    """Results are marked as ready, and fetched."""
    known = len(world.issued)
    device = chance.choice((*KIOSKS, RECEPTION))
    for (visit, _), result in sorted(world.referee.results.items()):
        if result.ready_at is None or _rarely(chance):
            world.send(_office(chance, result.tenant), MarkReady(visit=_visit(visit)))
        if chance.random() < 0.7:
            world.settle(chance.random() < CALM_SHARE)
            world.send(device, CollectResult(visit=_visit(visit)))
    world.settle()
    for issuer, visit in world.issued[known:]:
        world.send(issuer, ConfirmTicket(visit=_visit(visit), paper="seen"))
    settle(world, chance)


# Officers


def come_to_work(world: World, chance: Random) -> None:
    officers = list(OFFICERS)
    if chance.random() < 0.3:
        chance.shuffle(officers)
    for counter, (device, officer) in enumerate(zip(OFFICES, officers, strict=True), start=1):
        if counter not in world.referee.seats and chance.random() < 0.9:
            world.send(device, SignOn(counter=_any(counter), officer=officer))
    settle(world, chance)


def sit_down(world: World, chance: Random) -> None:
    """Anywhere, under any name."""
    command = SignOn(counter=_any(chance.choice((*SERVED, 99))), officer=chance.choice(OFFICERS))
    world.send(chance.choice(tuple(OFFICES)), command)
    settle(world, chance)


def leave(world: World, chance: Random) -> None:
    """Sign off, hand the chair to another, have a break or come from one; sometimes at the wrong counter."""
    found = _seat(world, chance)
    if found is None:
        return
    counter, seat = found
    at = _any(counter + (1 if chance.random() < 0.1 else 0))
    away = seat.on_break is not None
    commands: list[Command] = [
        SignOff(counter=at),
        Relieve(counter=at, officer=chance.choice((*OFFICERS, "Fitri"))),
        TakeBreak(counter=at, reason=chance.choice(("rest", "prayer"))),
        EndBreak(counter=at),
    ]
    world.send(seat.device, chance.choices(commands, weights=(2, 2, 3, 9 if away else 1))[0])
    settle(world, chance)


def rush(world: World, chance: Random) -> None:
    """Calls at several counters at once, whoever is there already."""
    for _ in range(chance.randint(1, 4)):
        found = _seat(world, chance)
        if found is not None:
            world.send(found[1].device, CallNext(counter=_any(found[0])))
    settle(world, chance)


def work(world: World, chance: Random) -> None:
    """Ordinary business at the counters that are open."""
    book_ = world.referee
    if len(book_.seats) < 3:
        come_to_work(world, chance)
    if not any(each.state == "waiting" for slip in book_.slips.values() for each in slip.errands):
        arrive(world, chance)
    # Several at one counter, so that its rounds come to their end.
    favourite = _seat(world, chance) if chance.random() < 0.6 else None
    for _ in range(chance.randint(2, 10)):
        found = favourite or _seat(world, chance)
        world.wait(chance.choice(PAUSES_S))
        if found is not None and found[0] in book_.seats:
            _moment(world, chance, found[0])
        settle(world, chance)


def busy_hour(world: World, chance: Random) -> None:
    """Booked, with priority, back again, and all others: one counter calls on and on."""
    come_to_work(world, chance)
    counter = chance.choice((1, 2, 4, 5))
    pool = sorted(world.referee.services_of(counter))
    known = len(world.referee.promises)
    for _ in range(chance.randint(0, 3)):
        slot = _half_hour(world, 0)
        world.send(API, BookSlot(service=_service(chance.choice(pool)), slot=slot))
    world.settle()
    if len(world.referee.promises) > known:
        world.wait(max(0.0, (_half_hour(world, 0) - world.now).total_seconds() - chance.choice((600, -60))))
        check_in_all(world, KIOSKS[0])
    arrived = len(world.issued)
    for _ in range(chance.randint(2, 6)):
        world.send(KIOSKS[0], IssueTicket(service=_service(chance.choice(pool)), priority=_class(chance)))
        world.wait(chance.choice((1, 20)))
    world.settle()
    for issuer, visit in world.issued[arrived:]:
        world.send(issuer, ConfirmTicket(visit=_visit(visit), paper="printed"))
    for _ in range(chance.randint(6, 20)):
        world.wait(chance.choice((0, 5, 70)))
        if counter in world.referee.seats:
            _moment(world, chance, counter)
        world.settle()
        if chance.random() < 0.4:
            come_back(world, chance)


def _moment(world: World, chance: Random, counter: int) -> None:
    """One thing that an officer does next."""
    seat, at = world.referee.seats[counter], _any(counter)
    if seat.on_break is not None:
        world.send(seat.device, EndBreak(counter=at))
        return
    if seat.visit is None:
        if chance.random() < 0.08:
            slip = _one(chance, _slips(world))
            if slip is not None:
                world.send(seat.device, CallVisit(counter=at, visit=_visit(slip.visit)))
                return
        world.send(seat.device, CallNext(counter=at))
        return
    slip = world.referee.slips.get(seat.visit)
    if slip is None:
        return
    state, visit = slip.errands[seat.stop].state, _visit(seat.visit)
    if state == "called":
        kinds: list[Any] = [StartService, Recall, MarkNoShow, TakeBack, ParkVisit]
        kind = chance.choices(kinds, weights=(12, 1, 3, 1, 1))[0]
        world.send(seat.device, kind(counter=at, visit=visit))
        return
    draw = chance.random()
    if draw < 0.62:
        outcomes = ("completed", "completed", "referred", "result_later", "not_served")
        world.send(seat.device, FinishService(counter=at, visit=visit, outcome=chance.choice(outcomes)))
        if chance.random() < 0.7:
            world.send(seat.device, CallNext(counter=at))
    elif draw < 0.74:
        reason = chance.choice(("documents", "visitor"))
        world.send(seat.device, ParkVisit(counter=at, visit=visit, reason=reason))
    elif draw < 0.90:
        world.send(seat.device, _transfer(world, chance, counter, visit))
    else:
        service = slip.errands[seat.stop].service
        near = [n for n in SERVED if n != counter and service in world.referee.services_of(n)]
        to = chance.choice(near) if near and chance.random() < 0.8 else chance.choice((*SERVED, 99))
        world.send(seat.device, HandOver(counter=at, visit=visit, to=_any(to)))


def _transfer(world: World, chance: Random, counter: int, visit: Any) -> TransferVisit:
    service = chance.choice(SERVICES)
    to_counter = to_officer = None
    draw = chance.random()
    if draw < 0.35:
        serving = [number for number in SERVED if service in world.referee.services_of(number)]
        to_counter = _any(chance.choice(serving if chance.random() < 0.9 else tuple(SERVED)))
    elif draw < 0.6:
        there = [seat.officer for number, seat in sorted(world.referee.seats.items()) if number != counter]
        to_officer = chance.choice(there or ["Tidak Ada"])
    return TransferVisit(
        counter=_any(counter),
        visit=visit,
        service=_service(service),
        to_counter=to_counter,
        to_officer=to_officer,
    )


def click_late(world: World, chance: Random) -> None:
    """On a visit that is no longer there, or never was."""
    found, slip = _seat(world, chance), _one(chance, _slips(world))
    if found is None or slip is None:
        return
    kinds: list[Any] = [StartService, FinishService, MarkNoShow, TakeBack, ParkVisit, Recall]
    world.send(found[1].device, chance.choice(kinds)(counter=_any(found[0]), visit=_visit(slip.visit)))
    settle(world, chance)


def correct_a_class(world: World, chance: Random) -> None:
    slip = _one(chance, _slips(world))
    if slip is None:
        return
    device = chance.choice((FLOOR, RECEPTION, _office(chance, slip.errands[0].tenant)))
    world.send(device, CorrectClass(visit=_visit(slip.visit), priority=_class(chance)))
    settle(world, chance)


# The floor


def close(world: World, chance: Random) -> None:
    """A counter asks, the floor decides; or the floor closes by itself. Later it is open again."""
    shutters = sorted(world.referee.shutters.items())
    if shutters and chance.random() < 0.75:
        number, shutter = chance.choice(shutters)
        if not shutter.approved and chance.random() < 0.7:
            world.send(FLOOR, DecideClosure(closure=_any(number), approved=chance.random() < 0.7))
        else:
            device = chance.choice((FLOOR, _office(chance, shutter.tenant), chance.choice(tuple(OFFICES))))
            world.send(device, Reopen(closure=_any(number)))
        settle(world, chance)
        return
    device = chance.choice((FLOOR, FLOOR, FLOOR, *OFFICES))
    tenant = OFFICES.get(device, "") if chance.random() < 0.9 else "bakung"
    service = chance.choice((*SERVICES, None, None))
    tenant = tenant or (service or "anggrek").partition(".")[0]
    command = Close(
        tenant=_any(tenant),
        service=None if service is None or not service.startswith(tenant) else _service(service),
        reason="Listrik padam",
        until=chance.choice((None, world.now + timedelta(seconds=chance.choice((60, 600, 3_600, -5))))),
        waiting=chance.choice(("stay", "end")),
    )
    world.send(device, command)
    settle(world, chance)


def manage(world: World, chance: Random) -> None:
    """Free a counter, cancel for somebody."""
    found, slip = _seat(world, chance), _one(chance, _slips(world))
    if found is not None and chance.random() < 0.8:
        serving = chance.choice((None, "finished", "parked"))
        world.send(FLOOR, FreeCounter(counter=_any(found[0]), reason="Petugas pulang", serving=serving))
    elif slip is not None:
        world.send(FLOOR, CancelVisit(visit=_visit(slip.visit)))
    settle(world, chance)


def end_the_day(world: World, chance: Random) -> None:
    """Before its hour, at a word of the floor; or by the clock, whoever is at the counters then."""
    for counter in sorted(world.referee.seats):
        if chance.random() < 0.5 and counter in world.referee.seats:
            _moment(world, chance, counter)
    world.settle()
    if chance.random() < 0.5:
        world.send(FLOOR, EndDay())
        settle(world, chance)
        return
    world.wait(14 * 3_600)
    world.tick()
    settle(world, chance)


def look_at_the_clock(world: World, chance: Random) -> None:
    """It jumps, and later somebody confirms it."""
    if world.referee.doubt:
        world.send(FLOOR, ConfirmClock())
    else:
        seconds = chance.choice((-7_200, -60, 60, 3_600, 86_400))
        world.wait(max(0, seconds))
        world.hub.step(world.now, seconds)
    settle(world, chance)


# The network, the disk, the mains, the clock


def repeat(world: World, chance: Random) -> None:
    """The answer was lost, so it is asked again."""
    for _ in range(chance.randint(1, 3)):
        if world.asks:
            before = world.asks[-1 - chance.randrange(min(20, len(world.asks)))]
            world.counts.repeats += 1
            world.ask(before.device, before.request, before.command)
    settle(world, chance)


def reorder(world: World, chance: Random) -> None:
    """Requests of several devices overtake each other, some come twice."""
    slips = [slip for slip in _slips(world) if slip.open]
    for _ in range(chance.randint(2, 5)):
        found, slip = _seat(world, chance), _one(chance, slips)
        commands: list[tuple[str, Command]] = [(chance.choice(KIOSKS), errand(chance))]
        if found is not None:
            commands += [(found[1].device, CallNext(counter=_any(found[0])))] * 2
            commands.append((found[1].device, SignOff(counter=_any(found[0]))))
            if found[1].visit is not None:
                visit = _visit(found[1].visit)
                commands.append((found[1].device, StartService(counter=_any(found[0]), visit=visit)))
                commands.append((found[1].device, MarkNoShow(counter=_any(found[0]), visit=visit)))
        if slip is not None and slip.issuer in KIOSKS:
            commands.append((slip.issuer, CancelVisit(visit=_visit(slip.visit))))
            commands.append((slip.issuer, ConfirmTicket(visit=_visit(slip.visit), paper="seen")))
        device, command = chance.choice(commands)
        world.post.append((device, world.numbered(device, command), command))
    letters = world.post * (2 if chance.random() < 0.4 else 1)
    world.post.clear()
    chance.shuffle(letters)
    for device, number, command in letters:
        world.ask(device, number, command)
        if chance.random() < 0.3:
            world.gather()
    settle(world, chance)


def ask_while_the_disk_writes(world: World, chance: Random) -> None:
    """Some share a commit, others come while it is under way, some of them a second time."""
    known = len(world.asks)
    for _ in range(chance.randint(0, 3)):
        world.send(KIOSKS[0], errand(chance))
    world.gather()
    for _ in range(chance.randint(0, 3)):
        world.send(KIOSKS[1], errand(chance))
    for before in world.asks[known:][: chance.randint(0, 3)]:
        world.counts.repeats += 1
        world.ask(before.device, before.request, before.command)
    world.write(healthy=chance.random() < 0.5)


def write(world: World, chance: Random) -> None:
    world.gather()
    world.write(healthy=chance.random() < 0.7)


def lose_power(world: World, chance: Random) -> None:
    world.lose_power(reached=chance.random() < 0.5)


def wait(world: World, chance: Random) -> None:
    world.wait(chance.choice(WAITS_S))
    world.tick()
    settle(world, chance)


def wait_long(world: World, chance: Random) -> None:
    world.wait(chance.choice(LONG_WAITS_S))
    world.tick()
    settle(world, chance)


def join(world: World, chance: Random) -> None:
    """An app connects anew: it is shown the hall as it is now."""
    audience = chance.choice(tuple(world.views))
    world.show(audience)


ACTS: dict[str, tuple[Act, float]] = {
    "work": (work, 12),
    "busy_hour": (busy_hour, 2.5),
    "arrive": (arrive, 6),
    "take_a_number": (take_a_number, 1.5),
    "over_http": (over_http, 1),
    "read_a_number": (read_a_number, 2),
    "nonsense": (nonsense, 1),
    "change_of_mind": (change_of_mind, 3),
    "come_back": (come_back, 4),
    "book": (book, 2),
    "check_in": (check_in, 4),
    "fetch": (fetch, 2),
    "come_to_work": (come_to_work, 1),
    "sit_down": (sit_down, 1),
    "leave": (leave, 2.5),
    "rush": (rush, 3),
    "click_late": (click_late, 1),
    "correct_a_class": (correct_a_class, 1),
    "close": (close, 2),
    "manage": (manage, 1.5),
    "end_the_day": (end_the_day, 0.7),
    "look_at_the_clock": (look_at_the_clock, 0.6),
    "repeat": (repeat, 2),
    "reorder": (reorder, 3),
    "ask_while_the_disk_writes": (ask_while_the_disk_writes, 1.5),
    "write": (write, 1),
    "lose_power": (lose_power, 1.5),
    "wait": (wait, 3),
    "wait_long": (wait_long, 0.5),
    "join": (join, 0.5),
}
"""Each with its weight in the drawing of a schedule."""


def settle(world: World, chance: Random) -> None:
    world.settle(chance.random() < CALM_SHARE)


def _slips(world: World) -> list[Slip]:
    return [slip for _, slip in sorted(world.referee.slips.items())]


def _one(chance: Random, slips: list[Slip]) -> Slip | None:
    """The latest more often."""
    if not slips:
        return None
    return slips[-1 - int(len(slips) * chance.random() ** 1.5)]


def _seat(world: World, chance: Random) -> tuple[int, Seat] | None:
    """A counter with an officer; mostly one that has something to do."""
    book_ = world.referee
    seats = sorted(book_.seats.items())
    busy = [(n, seat) for n, seat in seats if seat.visit is not None or book_.waiting(book_.services_of(n))]
    if busy and chance.random() < 0.85:
        seats = busy
    return chance.choice(seats) if seats else None


def _office(chance: Random, tenant: str) -> str:
    return chance.choice([device for device, of in OFFICES.items() if of == tenant])


def _send_as(world: World, chance: Random, slip: Slip, command: Command, strangers: float) -> None:
    """By who may: its kiosk, its page, staff; now and then by somebody else."""
    visitor = isinstance(command, (ConfirmTicket, CancelVisit, DelayVisit, RestoreVisit))
    devices = [slip.issuer, slip.issuer]
    if visitor:
        devices.append(SERVER)
    if isinstance(command, (CancelVisit, DelayVisit, RestoreVisit)):
        tenants: list[Told] = slip.errands
        devices += [RECEPTION, _office(chance, chance.choice(tenants).tenant)]
    if chance.random() < strangers:
        devices = [*KIOSKS, API]
    _send_from(world, chance.choice(devices), command)


def _send_from(world: World, device: str, command: Command) -> None:
    if device == SERVER:
        world.ask(SERVER, None, command)
    elif device == API and isinstance(command, (ConfirmTicket, CancelVisit)):
        world.ask(API, f"{type(command).__name__}-{command.visit}", command)
    else:
        world.send(device, command)


def _half_hour(world: World, steps: int) -> datetime:
    """So many slots after the next one on the wall."""
    zone = ZoneInfo(world.mall.timezone)
    local = world.now.astimezone(zone)
    day: date = local.date()
    opens = next(iter(world.mall.tenants.values())).schedule.hours.get("mon", "00:00-24:00")[:5]
    start = datetime.combine(day, time.fromisoformat(opens), zone).astimezone(UTC)
    half = timedelta(minutes=30)
    return start + half * ((world.now - start) // half + 1 + steps)


def _class(chance: Random) -> Any:
    return chance.choice(CLASSES) if chance.random() < CLASS_SHARE else None


def _rarely(chance: Random) -> bool:
    return chance.random() < 0.1


def _visit(number: int) -> Any:
    return number


def _service(name: str) -> Any:
    return name


def _any(value: Any) -> Any:
    return value
