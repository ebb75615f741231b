"""The summary of a demo: what the programs told, held against what the journal kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from math import ceil
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from protocol import codec
from protocol.catalogue import Catalogue
from protocol.hall import ENDED, State, apply, empty
from protocol.messages import Event, TicketConfirmed, TicketIssued, VisitCalled
from workshop.told import Told


class Spread(Struct, frozen=True, kw_only=True):
    """Of a time in milliseconds: how long half and ninety-nine of a hundred took at most."""

    p50: float
    p99: float
    count: int


class Summary(Struct, frozen=True, kw_only=True):
    issued: int
    printed: int
    confirmed: int
    called: int
    """First calls."""
    announced: int
    """Of the first calls: spoken to the end."""
    finished: int
    no_show: int
    refused: int
    """By the server, an empty line apart."""
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
    tapped: dict[int, float],
    trouble: Iterable[str],
) -> Summary:
    """Read a journal whose server has ended, and hold it against what was told."""
    events = events_in(journal)
    hall = empty(catalogue)
    states: dict[int, State] = {}
    for event in events:
        hall = apply(hall, event)
        for visit in hall.visits.values():
            states[visit.id] = visit.stops[-1].state
    called = {event.what.visit for event in events if isinstance(event.what, VisitCalled)}
    acknowledged = {saying.visit for saying in told.of("ticket") if saying.visit is not None}
    shown = {saying.visit: saying.t for saying in reversed(told.of("shown"))}
    return Summary(
        issued=sum(isinstance(event.what, TicketIssued) for event in events),
        printed=len(list(slips.glob("*.bin"))),
        confirmed=sum(isinstance(event.what, TicketConfirmed) for event in events),
        called=len(called),
        announced=len({saying.visit for saying in told.of("announced")} & called),
        finished=sum(state is State.FINISHED for state in states.values()),
        no_show=sum(state is State.NO_SHOW for state in states.values()),
        refused=sum(saying.fields.get("reason") != "line_empty" for saying in told.of("refused")),
        lost=sum(visit not in states or states[visit] not in ENDED for visit in acknowledged),
        tap_to_paper_ms=spread_of(
            saying.fields["ms"] for saying in told.of("ticket") if saying.fields.get("ms") is not None
        ),
        call_to_shown_ms=spread_of(
            (shown[visit] - at) * 1000 for visit, at in tapped.items() if visit in shown
        ),
        trouble=tuple(trouble),
    )


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
