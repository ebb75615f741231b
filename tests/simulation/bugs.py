"""The simulation is worth what it catches: bugs planted in a copy of the server must break a named rule.

Each bug is a small change of the text, made in a copy that is played in a process of its own, world after
world, until a rule is broken. It counts as caught if that is one of the rules that the bug is about.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
COPIED = ("protocol", "server", "tests/server/mall.py", "tests/server/storage.py", "tests/simulation")
WORLDS_COUNT_MAX = 600
PLAY_S_MAX = 240
SEED = 1


@dataclass(frozen=True, kw_only=True)
class Bug:
    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    """Text, found once in the file, and what stands there instead."""
    rules: tuple[str, ...]
    """Any of these may be the first to break."""
    journal: bool = False
    """Shows on the real journal only."""


@dataclass(frozen=True, kw_only=True)
class Hunted:
    bug: Bug
    rule: str
    """That was the first to break, or why none was."""
    worlds: int
    """Played until then; the last one's seed."""
    seconds: float

    @property
    def caught(self) -> bool:
        return self.rule in self.bug.rules

    def line(self) -> str:
        verdict = self.rule if self.caught else f"MISSED ({self.rule})"
        return f"{self.bug.name}: {verdict}, world {self.worlds}, {self.seconds:.1f} s"

    def record(self) -> dict[str, Any]:
        return {
            "bug": self.bug.name,
            "caught": self.caught,
            "rule": self.rule,
            "worlds": self.worlds,
            "seconds": round(self.seconds, 1),
        }


class Unplantable(Exception):
    """The text that a bug changes is no longer there, or more than once."""


def hunt(bugs: list[Bug], *, jobs: int, tell: Callable[[Hunted], None] = lambda _: None) -> list[Hunted]:
    """In the order of `bugs`; `tell` hears of each at its end."""

    def one(bug: Bug) -> Hunted:
        hunted = hunted_in_a_copy(bug)
        tell(hunted)
        return hunted

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, bugs))


def hunted_in_a_copy(bug: Bug) -> Hunted:
    with tempfile.TemporaryDirectory() as folder:
        copy_to(Path(folder))
        try:
            plant(Path(folder), bug)
        except Unplantable as error:
            return Hunted(bug=bug, rule=str(error), worlds=0, seconds=0.0)
        found = play_in(Path(folder), WORLDS_COUNT_MAX, SEED, journal=bug.journal)
    rule = found["broken"][0]["rule"] if found["broken"] else "nothing was noticed"
    return Hunted(bug=bug, rule=rule, worlds=found["worlds"], seconds=found["seconds"])


def chosen(only: str = "", part: str = "1/1") -> list[Bug]:
    """Those with a word in their name; of these every N-th from the K-th on, as `part` K/N says."""
    first, _, every = part.partition("/")
    return [bug for bug in BUGS if only in bug.name][int(first) - 1 :: int(every)]


def copy_to(folder: Path) -> None:
    """What the simulation needs; nothing of the real tree is imported then."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "test_*.py"))
        else:
            shutil.copy(source, target)


def plant(folder: Path, bug: Bug) -> None:
    path = folder / bug.file
    source = path.read_text("utf-8")
    for found, instead in bug.changes:
        if source.count(found) != 1:
            raise Unplantable(f"{bug.file} holds this {source.count(found)} times: {found}")
        source = source.replace(found, instead)
    path.write_text(source, "utf-8")


def play_in(folder: Path, worlds: int, seed: int, *, journal: bool | None) -> dict[str, Any]:
    """The soak's summary of the copy, until the first rule is broken."""
    kind = [] if journal is None else ["--journal" if journal else "--memory"]
    words = ["soak", "--worlds", str(worlds), "--seed", str(seed), "--jobs", "1", "--until-broken", "--json"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.simulation", *words, *kind],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=PLAY_S_MAX,
        check=False,
    )
    if not done.stdout.startswith("{"):
        said = f"it does not start: {done.stderr[-2_000:]}"
        return {"broken": [{"rule": said}], "worlds": 0, "seconds": 0.0}
    return json.loads(done.stdout)


WAITED_LONGEST = "who has waited longest is called first"
TURN = "each stream is called when its turn in the round comes"
STARVES = "no stream starves beyond its policy's bound"
FOLD = "the hall is the fold of the events on disk"
ADDS_UP = "what an audience was told adds up to its view"
REFUSAL = "a refusal says what is in the way"
REFUSED = "what is in the way is refused"
QUOTA = "a quota is never exceeded"
REASON = "the reason that is told is the true one"
ROUND = "the round that is told is the true one"
ONE_EACH = "a counter has one visit at most"
EARLY = "before its hour a booking is called only if nobody else can come"
WALKED_OFF = "nobody is left at a counter that closes"
HANDED_OUT = "a result that was handed out is off the list"
LED = "every visit is where its events have led it"

BUGS = (
    # The hub, the journal, the numbers
    Bug(
        name="a repeat is not recognised",
        file="protocol/books.py",
        changes=(('return "new" if known is None else known.find(request)', 'return "new"'),),
        rules=("one request has one effect", "what has happened is not refused when it is asked again"),
    ),
    Bug(
        name="a command is decided on the hall on disk, not on the next one",
        file="server/hub.py",
        changes=(("engine.decide(self._next, command", "engine.decide(self.committed, command"),),
        rules=(
            "a visit is named by the event that issued it",
            "nothing of a new day is decided on the old one",
            "a booking is named by the event that made it",
            ONE_EACH,
        ),
    ),
    Bug(
        name="an answer is given before the commit",
        file="server/hub.py",
        changes=(
            (
                "        self._next = hall\n        self._queue.append(",
                "        self._next = hall\n        for reply in replies:\n            reply(tuple(events))\n"
                "        replies = []\n        self._queue.append(",
            ),
        ),
        rules=("an answer is on disk before it is given",),
    ),
    Bug(
        name="events are published before the commit",
        file="server/hub.py",
        changes=(
            (
                "        self._next = hall\n        self._queue.append(",
                "        self._next = hall\n        self._publish(tuple(events))\n"
                "        self._queue.append(",
            ),
        ),
        rules=("nobody hears of what is not on disk",),
    ),
    Bug(
        name="answers go before the news",
        file="server/hub.py",
        changes=(
            (
                "        self._publish(events)\n        for queued in done:\n"
                "            for reply in queued.replies:\n                reply(queued.events)\n",
                "        for queued in done:\n            for reply in queued.replies:\n"
                "                reply(queued.events)\n        self._publish(events)\n",
            ),
        ),
        rules=("an answer is published before it is given",),
    ),
    Bug(
        name="a failed commit keeps the next hall",
        file="server/hub.py",
        changes=(("            self._next = self.committed\n", ""),),
        rules=(
            "every request is answered once",
            "the disk is blamed only if it failed",
            "events are numbered one by one",
        ),
    ),
    Bug(
        name="a failed commit forgets who waits in the queue",
        file="server/hub.py",
        changes=(("done, self._queue = [*done, *self._queue], []", "self._queue = []"),),
        rules=("every request is answered once",),
    ),
    Bug(
        name="a checkpoint leaves out the answers",
        file="server/journal.py",
        changes=(
            ("        for device, known in books.answers.items()\n", "        for device, known in ()\n"),
        ),
        rules=(
            FOLD,
            "one request has one effect",
            "what has happened is not refused when it is asked again",
        ),
        journal=True,
    ),
    Bug(
        name="a checkpoint leaves out the series of numbers",
        file="server/journal.py",
        changes=(("series=dict(books.series)", "series={}"),),
        rules=(FOLD, "the series go on from the last number given", "a number is given once a day"),
        journal=True,
    ),
    Bug(
        name="a checkpoint leaves out the rounds",
        file="server/journal.py",
        changes=(("rounds=dict(books.rounds)", "rounds={}"),),
        rules=(FOLD, "the rounds are those of the calls", ROUND, TURN),
        journal=True,
    ),
    Bug(
        name="the day does not start at 001",
        file="protocol/books.py",
        changes=(("replace(books, series=Map(), ", "replace(books, "),),
        rules=(
            "the series go on from the last number given",
            "numbers start at 001 each day and leave no gap",
        ),
    ),
    Bug(
        name="a number is given twice",
        file="server/numbering.py",
        changes=(("books.series.get(prefix, 0) + 1", "max(1, books.series.get(prefix, 0) // 5 * 5 + 1)"),),
        rules=("a number is given once a day",),
    ),
    Bug(
        name="the day is that of Greenwich",
        file="server/hours.py",
        changes=(("local = now.astimezone(ZoneInfo(timezone))", "local = now.astimezone(ZoneInfo('UTC'))"),),
        rules=(
            "a day starts on its own date",
            "the day ends at its hour, not before",
            "nothing of a new day is decided on the old one",
        ),
    ),
    Bug(
        name="the day turns while the clock is in doubt",
        file="server/engine.py",
        changes=(("return not hall.doubt and (last", "return (last"),),
        rules=("no day turns while the clock is in doubt",),
    ),
    Bug(
        name="a confirmed clock still holds the day back",
        file="server/hub.py",
        changes=(
            (
                "if isinstance(command, ConfirmClock):",
                "if isinstance(command, ConfirmClock) and not request:",
            ),
        ),
        rules=("nothing of a new day is decided on the old one",),
    ),
    Bug(
        name="a number of yesterday comes back",
        file="server/admission.py",
        changes=(("hall.day is not None and visit.id > hall.day_seq", "hall.day is not None"),),
        rules=(
            "only a fresh ticket, or a late one of today, is confirmed",
            "a no-show is restored in its time and day",
            "no two visits that are here have the same number",
            REFUSED,
        ),
    ),
    Bug(
        name="the day ends without those who are being served",
        file="server/engine.py",
        changes=(
            (
                "enumerate(visit.stops) if stop.state not in ENDED]\n        left",
                "enumerate(visit.stops) if stop.state not in (*ENDED, State.SERVING)]\n        left",
            ),
        ),
        rules=(WALKED_OFF, "no visit is left open when the day ends"),
    ),
    # Whose turn it is
    Bug(
        name="last come, first served",
        file="server/priority.py",
        changes=(
            (
                "for place in hall.lines.get((service, stream), ()):",
                "for place in reversed(hall.lines.get((service, stream), ())):",
            ),
        ),
        rules=(WAITED_LONGEST, EARLY),
    ),
    Bug(
        name="any counter calls anybody",
        file="server/priority.py",
        changes=(
            (
                "for service in hall.catalogue.counters[desk.counter].services:",
                "for service in hall.catalogue.services:",
            ),
        ),
        rules=("an ineligible counter never gets a visit",),
    ),
    Bug(
        name="who has not confirmed is called",
        file="protocol/hall.py",
        changes=(("state=State.PRINTING,", "state=State.WAITING,"),),
        rules=(
            "nobody is called before the ticket is confirmed",
            LED,
            REFUSAL,
            "a ticket says how many wait before it",
        ),
    ),
    Bug(
        name="priority always goes first",
        file="server/priority.py",
        changes=(('policy.order == "strict" or before.priority < policy.priority_in_a_row', "True"),),
        rules=(STARVES, TURN, ROUND),
    ),
    Bug(
        name="the round never ends",
        file="server/priority.py",
        changes=(("return Round(back=stop.back)", "return replace(before, back=stop.back)"),),
        rules=(STARVES, TURN, ROUND),
    ),
    Bug(
        name="no end to bookings in a row",
        file="server/priority.py",
        changes=(("return before.booking < policy.bookings_in_a_row", "return True"),),
        rules=(STARVES, TURN, ROUND),
    ),
    Bug(
        name="strict forgets who has waited too long",
        file="server/priority.py",
        changes=(("        if long:\n", "        if long and policy.order is None:\n"),),
        rules=("who has waited too long goes before all others",),
    ),
    Bug(
        name="ageing gives no head start",
        file="server/priority.py",
        changes=(('ahead = policy.order == "ageing" and stream == "priority"', "ahead = False"),),
        rules=("a class stands where its head start puts it", "who is restored stands behind the next ones"),
    ),
    Bug(
        name="walking time is forgotten",
        file="server/priority.py",
        changes=(("return now - at < timedelta(seconds=walk_s)", "return False"),),
        rules=("nobody is called who is on the way from another counter",),
    ),
    Bug(
        name="a visitor is called while at another counter",
        file="server/priority.py",
        changes=(("    if visit.at_counter:\n        return False\n", ""),),
        rules=("nobody is called who is at another counter",),
    ),
    Bug(
        name="who is kept for another is called",
        file="server/priority.py",
        changes=(("return not _kept_for_another(hall, stop, desk)", "return True"),),
        rules=("who is kept for another that is present is not called",),
    ),
    Bug(
        name="who comes back twice goes twice in a row",
        file="server/priority.py",
        changes=(
            (
                "heads, passed = _heads(hall, desk, now, fresh=before.back)",
                "heads, passed = _heads(hall, desk, now, fresh=False)",
            ),
        ),
        rules=("who was in the line before is not called twice in a row",),
    ),
    Bug(
        name="a booking is called before its hour",
        file="server/priority.py",
        changes=(("early = booking is not None and booking.place[0] > now", "early = False"),),
        rules=(EARLY, TURN, REASON),
    ),
    Bug(
        name="the reason is always the order of the line",
        file="server/priority.py",
        changes=(("rule=_told(rule, stop, desk),", 'rule="line_order",'),),
        rules=(REASON,),
    ),
    Bug(
        name="who is passed over is not told",
        file="server/priority.py",
        changes=(("passed=sum(1 for place in passed if place < head.place),", ""),),
        rules=("who is passed over is counted",),
    ),
    Bug(
        name="a number out of turn uses up a share",
        file="server/desks.py",
        changes=(
            ("round=replace(before, back=stop.back)", "round=replace(before, priority=2, back=stop.back)"),
        ),
        rules=("who is called out of turn uses up nobody's",),
    ),
    # Counters
    Bug(
        name="a counter may call while it has a visitor",
        file="server/desks.py",
        changes=(
            (
                "    if desk.visit is not None:\n"
                "        return Refused(reason=Reason.COUNTER_BUSY, about=hall.visits[desk.visit].label)\n"
                "    if desk.on_break is not None:\n"
                '        return Refused(reason=Reason.OFFICER_ON_BREAK, about=desk.break_reason or "")\n'
                "    return desk\n",
                "    if desk.on_break is not None:\n"
                '        return Refused(reason=Reason.OFFICER_ON_BREAK, about=desk.break_reason or "")\n'
                "    return desk\n",
            ),
        ),
        rules=(ONE_EACH, REFUSAL),
    ),
    Bug(
        name="a break does not stop the calls",
        file="server/desks.py",
        changes=(
            (
                "    if desk.on_break is not None:\n"
                '        return Refused(reason=Reason.OFFICER_ON_BREAK, about=desk.break_reason or "")\n'
                "    return desk\n",
                "    return desk\n",
            ),
        ),
        rules=("nobody is called to a counter that has a break", REFUSAL),
    ),
    Bug(
        name="signing off forgets the visitor who was called",
        file="server/desks.py",
        changes=(("return (returned, signed_off)", "return (signed_off,)"),),
        rules=(WALKED_OFF,),
    ),
    Bug(
        name="freeing a counter forgets the visitor",
        file="server/desks.py",
        changes=(
            (
                'counter=desk.counter, reason="freed"), signed_off)',
                'counter=desk.counter, reason="freed"), signed_off)[1:]',
            ),
        ),
        rules=(WALKED_OFF,),
    ),
    Bug(
        name="a visit is handed over to a counter that has one",
        file="server/desks.py",
        changes=(("    if other.visit is not None:\n", "    if other.officer is None:\n"),),
        rules=(ONE_EACH,),
    ),
    Bug(
        name="who is taken back goes to the end of the line",
        file="protocol/hall.py",
        changes=(
            (
                "return replace(before, state=state, **UNCALLED)",
                "return replace(before, state=state, line_time=at, **UNCALLED)",
            ),
        ),
        rules=(LED, "the lines hold who waits, in order", WAITED_LONGEST),
    ),
    # A visit's way
    Bug(
        name="a transfer loses the place",
        file="server/transfer.py",
        changes=(("line_time=min(stop.line_time, now) if keeps else now", "line_time=now"),),
        rules=("who is sent elsewhere keeps the place as the policy says",),
    ),
    Bug(
        name="who is parked loses the place",
        file="server/passage.py",
        changes=(("line_time=stop.line_time if keeps else given.now", "line_time=given.now"),),
        rules=("who returns stands where the policy says",),
    ),
    Bug(
        name="a no-show is restored to the front",
        file="server/passage.py",
        changes=(
            (
                "place = behind(hall, visit, stop, policy.restored_behind, given.now)",
                "place = stop.line_time",
            ),
        ),
        rules=("who is restored stands behind the next ones",),
    ),
    Bug(
        name="a no-show is restored hours later",
        file="server/passage.py",
        changes=(("timedelta(minutes=policy.restore_min)", "timedelta(minutes=policy.restore_min * 9)"),),
        rules=("a no-show is restored in its time and day",),
    ),
    Bug(
        name="a third delay is allowed",
        file="server/passage.py",
        changes=(("stop.delays < policy.delays_max", "stop.delays <= policy.delays_max"),),
        rules=("nobody is called later more often than the policy allows",),
    ),
    Bug(
        name="a dependent stop waits at once",
        file="server/issuing.py",
        changes=(('state="planned" if errand.after else "printing"', 'state="printing"'),),
        rules=("a planned stop does not wait before what it depends on",),
    ),
    Bug(
        name="one prerequisite of several is enough",
        file="server/desks.py",
        changes=(("all(_done(visit, each, desk.stop) for", "any(_done(visit, each, desk.stop) for"),),
        rules=("a planned stop does not wait before what it depends on is finished",),
    ),
    Bug(
        name="what depends on a transferred stop is never due",
        file="server/desks.py",
        changes=(("        return _done(visit, stop.sent_to, finishing)\n", "        return False\n"),),
        rules=(
            HANDED_OUT,
            "a stop waits as soon as what it depends on is finished",
        ),
    ),
    Bug(
        name="a result that was fetched stays on the list",
        file="server/desks.py",
        changes=(
            ("if visit.collects is None or outcome", "if visit.collects is None or visit.open or outcome"),
        ),
        rules=(HANDED_OUT,),
    ),
    Bug(
        name="who cancels is still at the counter",
        file="protocol/hall.py",
        changes=(
            (
                "if left is not None and left.visit == what.visit and left.stop == what.stop:",
                "if left is not None and left.visit == what.visit and after.state is not State.CANCELLED:",
            ),
        ),
        rules=("the desks hold who sits there and whom they have", REFUSAL, WALKED_OFF),
    ),
    Bug(
        name="whose class is corrected loses the place",
        file="protocol/hall.py",
        changes=(
            (
                "return replace(visit, priority=priority)",
                "return replace(visit, priority=priority, issued_at=at, stops=tuple("
                "replace(stop, line_time=at) for stop in visit.stops))",
            ),
        ),
        rules=(LED,),
    ),
    # May a number be given
    Bug(
        name="the quota forgets the bookings",
        file="server/admission.py",
        changes=(("return today + booked", "return today"),),
        rules=(QUOTA,),
    ),
    Bug(
        name="a booking that is late keeps its place in the quota",
        file="server/admission.py",
        changes=(
            (
                "return slots[bisect_left(slots, now - timedelta(minutes=service.slots.tolerance_min)) :]",
                "return slots",
            ),
        ),
        rules=(REFUSAL,),
    ),
    Bug(
        name="the quota counts one stop of a visit only",
        file="server/issuing.py",
        changes=(("services[:index]", "()"),),
        rules=(QUOTA,),
    ),
    Bug(
        name="a slot has one place too many",
        file="server/bookings.py",
        changes=(("max(0, service.slots.capacity - _in", "max(0, 1 + service.slots.capacity - _in"),),
        rules=("a slot is not booked beyond its capacity",),
    ),
    Bug(
        name="an officer closes without the floor",
        file="server/closures.py",
        changes=(
            (
                '    if given.role == "counter":\n        return (ClosureRequested',
                '    if given.role == "display":\n        return (ClosureRequested',
            ),
        ),
        rules=("only the floor closes a counter's service",),
    ),
    Bug(
        name="a closure ends those who are called",
        file="server/closures.py",
        changes=(("LEFT = frozenset({State.PRINTING", "LEFT = frozenset({State.CALLED, State.PRINTING"),),
        rules=("a closure ends only those who wait for what is closed",),
    ),
    Bug(
        name="what is asked to be closed is closed already",
        file="server/admission.py",
        changes=(("not closure.approved or ", ""),),
        rules=(REFUSAL,),
    ),
    # Who sees what
    Bug(
        name="staff see the counters of other tenants",
        file="protocol/view.py",
        changes=(
            (
                "return event if what.tenant == tenant else None\n        case OfBooking",
                "return event\n        case OfBooking",
            ),
        ),
        rules=(ADDS_UP,),
    ),
    Bug(
        name="the news hides who sits down, the snapshot does not",
        file="protocol/view.py",
        changes=(("return replace(desk, officer=None, device=None, break_reason=None)", "return desk"),),
        rules=(ADDS_UP, "the hall is not told who sits where"),
    ),
    Bug(
        name="a foreign tenant sees the service",
        file="protocol/view.py",
        changes=(
            ('replace(what, token=None, service=ServiceId(""), collects=None)', "replace(what, token=None)"),
            ('replace(_bare(stop), service=ServiceId(""))', "_bare(stop)"),
            (
                'replace(what, service=ServiceId(""), only_officer=None, so_far=None)',
                "replace(what, so_far=None)",
            ),
        ),
        rules=("a tenant does not see another's service",),
    ),
    Bug(
        name="the hall is told which class it is",
        file="protocol/view.py",
        changes=(("return None if priority is None else PRIORITY", "return priority"),),
        rules=("the hall is not told which class it is",),
    ),
)
