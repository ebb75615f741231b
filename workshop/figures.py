"""The summary of a demo: what the programs told, held against what the journal kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from protocol import codec
from protocol.catalogue import Catalogue
from protocol.hall import State, apply, empty
from protocol.messages import (
    Event,
    OfVisit,
    StopAdded,
    TicketConfirmed,
    TicketIssued,
    TicketReprinted,
    VisitCalled,
    VisitParked,
    VisitTransferred,
)
from protocol.visit import Visit, VisitId
from workshop.told import Told
from workshop.workbench.tray import TORN


class Tap(Struct, frozen=True, kw_only=True):
    """On the button that called a visit."""

    visit: int
    at: float
    """Monotonic, s."""
    keypad: bool = False
    """Not on the screen, but on the keypad beside it."""


@dataclass(slots=True)
class Deeds:
    """What the robots did that no program tells of."""

    taps: list[Tap] = field(default_factory=list[Tap])
    scans: list[str] = field(default_factory=list[str])
    """Numbers whose place a kiosk has shown."""


class Spread(Struct, frozen=True, kw_only=True):
    """Of a time in milliseconds: how long half and ninety-nine of a hundred took at most."""

    p50: float
    p99: float
    count: int


class Summary(Struct, frozen=True, kw_only=True):
    """All but slips and refusals are counted in visits, however many stops and calls each has."""

    issued: int
    printed: int
    """Whole slips, copies among them."""
    copies: int
    """Slips printed again."""
    confirmed: int
    called: int
    announced: int
    """Of those called: at least one call was spoken to the end."""
    finished: int
    no_show: int
    """Ended, with a stop to which nobody came."""
    cancelled: int
    """Ended, and nothing was done for them."""
    open: int
    """Neither: something is left to do."""
    priority: int
    several_errands: int
    """Chosen at the kiosk; what a transfer added is not counted."""
    set_aside: int
    transferred: int
    refused: int
    """By the server, an empty line apart."""
    keypad_calls: int
    """Calls that were made on a keypad."""
    scanned: int
    """Slips whose place a kiosk has shown."""
    lost: int
    """Acknowledged, but absent from the journal, or neither served nor ended with a reason."""
    tap_to_paper_ms: Spread | None
    call_to_shown_ms: Spread | None
    trouble: tuple[str, ...]
    """What did not go as it should; empty on a good day."""

    @property
    def sound(self) -> bool:
        return not self.lost and not self.trouble

    def record(self) -> dict[str, object]:
        record = asdict(self)
        for name in ("tap_to_paper_ms", "call_to_shown_ms"):
            spread = getattr(self, name)
            record[name] = None if spread is None else asdict(spread)
        return record


def summary_of(
    told: Told,
    journal: Path,
    catalogue: Catalogue,
    slips: Path,
    deeds: Deeds,
    trouble: Iterable[str],
) -> Summary:
    """Read a journal whose server has ended, and hold it against what was told."""
    events = events_in(journal)
    visits = visits_in(events, catalogue)
    ends = {visit.id: end_of(visit) for visit in visits.values()}
    called = _concerned(events, VisitCalled)
    acknowledged = {saying.visit for saying in told.of("ticket") if saying.visit is not None}
    several = {
        event.what.visit for event in events if isinstance(event.what, StopAdded) and not event.what.sent
    }
    return Summary(
        issued=sum(isinstance(event.what, TicketIssued) for event in events),
        printed=sum(not file.stem.endswith(TORN) for file in slips.glob("*.bin")),
        copies=sum(isinstance(event.what, TicketReprinted) for event in events),
        confirmed=len(_concerned(events, TicketConfirmed)),
        called=len(called),
        announced=len({saying.visit for saying in told.of("announced")} & called),
        finished=sum(end is State.FINISHED for end in ends.values()),
        no_show=sum(end is State.NO_SHOW for end in ends.values()),
        cancelled=sum(end is State.CANCELLED for end in ends.values()),
        open=sum(end is None for end in ends.values()),
        priority=sum(visit.priority is not None for visit in visits.values()),
        several_errands=len(several),
        set_aside=len(_concerned(events, VisitParked)),
        transferred=len(_concerned(events, VisitTransferred)),
        refused=sum(saying.fields.get("reason") != "line_empty" for saying in told.of("refused")),
        keypad_calls=sum(tap.keypad for tap in deeds.taps),
        scanned=len(deeds.scans),
        lost=sum(ends.get(VisitId(visit)) is None for visit in acknowledged),
        tap_to_paper_ms=spread_of(
            saying.fields["ms"] for saying in told.of("ticket") if saying.fields.get("ms") is not None
        ),
        call_to_shown_ms=spread_of(
            (shown - tap.at) * 1000 for tap in deeds.taps if (shown := _shown_after(told, tap)) is not None
        ),
        trouble=tuple(trouble),
    )


def visits_in(events: Iterable[Event], catalogue: Catalogue) -> dict[VisitId, Visit]:
    """Each as it was last, those too that the hall has forgotten."""
    hall = empty(catalogue)
    visits: dict[VisitId, Visit] = {}
    for event in events:
        hall = apply(hall, event)
        visits.update(hall.visits)
    return visits


def end_of(visit: Visit) -> State | None:
    """How it ended as a whole: finished, no-show or cancelled; None while something is left to do."""
    if visit.open:
        return None
    states = {stop.state for stop in visit.stops}
    return next((state for state in (State.NO_SHOW, State.FINISHED) if state in states), State.CANCELLED)


def _concerned(events: Iterable[Event], kind: type[OfVisit]) -> set[VisitId]:
    return {event.what.visit for event in events if isinstance(event.what, kind)}


def _shown_after(told: Told, tap: Tap) -> float | None:
    """When a screen showed that call."""
    return next((saying.t for saying in told.about(tap.visit, "shown") if saying.t >= tap.at), None)


def events_in(journal: Path) -> list[Event]:
    """None where no server has begun a journal."""
    if not journal.exists():
        return []
    connection = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    try:
        return [codec.event_of(body) for (body,) in connection.execute("SELECT body FROM event ORDER BY seq")]
    finally:
        connection.close()


def spread_of(values: Iterable[float]) -> Spread | None:
    """None where nothing was measured."""
    ordered = sorted(values)
    if not ordered:
        return None

    def at(share: float) -> float:
        return round(ordered[ceil(share * len(ordered)) - 1], 1)

    return Spread(p50=at(0.5), p99=at(0.99), count=len(ordered))
