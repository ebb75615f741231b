"""What a day came to, and many days together: counts that add up, waits with exact quantiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import asdict

from protocol.messages import (
    BookingMade,
    Event,
    Reason,
    ServiceFinished,
    ServiceStarted,
    StopAdded,
    StopReady,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitCancelled,
    VisitMissed,
    VisitParked,
    VisitRestored,
    VisitTransferred,
)
from protocol.visit import VisitId

ORDINARY = "ordinary"


class Tally(Struct, kw_only=True):
    people: int = 0
    """Who came, or had booked."""
    visits: int = 0
    """Numbers given."""
    bookings: int = 0
    calls: int = 0
    served: int = 0
    """Stops that were finished."""
    no_shows: int = 0
    restored: int = 0
    parked: int = 0
    transferred: int = 0
    left: dict[str, int] = field(default_factory=dict[str, int])
    """Stops that ended otherwise, by reason."""
    turned_away: dict[str, int] = field(default_factory=dict[str, int])
    """People without a number, by reason."""
    refused: dict[str, int] = field(default_factory=dict[str, int])
    """Commands that were answered with a refusal, by reason: races and repeats too."""
    lost: int = 0
    """Visits of which the journal does not say how they ended: always 0."""
    crashes: int = 0
    failed_commits: int = 0
    waits_s: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """By class, `booking` or `pick_up`: from joining the line to the first call of each stop; of a booking
    from its slot on."""
    tenant_waits_s: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    services_s: list[int] = field(default_factory=list[int])
    calls_by_hour: dict[str, int] = field(default_factory=dict[str, int])
    """By ISO date and hour, UTC."""

    def add(self, other: Tally) -> None:
        for name, value in asdict(other).items():
            mine = getattr(self, name)
            match value:
                case int():
                    setattr(self, name, mine + value)
                case list():
                    mine.extend(value)
                case _:
                    for key, more in value.items():
                        mine[key] = mine[key] + more if key in mine else more


class Waits(Struct, frozen=True, kw_only=True):
    """Seconds."""

    count: int
    mean_s: float
    p50_s: int
    p90_s: int
    longest_s: int


def waits_of(seconds: Sequence[int]) -> Waits | None:
    """Exact quantiles (nearest rank); None where nobody waited."""
    if not seconds:
        return None
    ordered = sorted(seconds)
    return Waits(
        count=len(ordered),
        mean_s=round(sum(ordered) / len(ordered), 1),
        p50_s=_quantile(ordered, 50),
        p90_s=_quantile(ordered, 90),
        longest_s=ordered[-1],
    )


def tallied(
    events: tuple[Event, ...],
    *,
    people: int,
    turned_away: Iterable[Reason],
    refused: Iterable[Reason],
    crashes: int,
    failed_commits: int,
) -> Tally:
    tally = Tally(people=people, crashes=crashes, failed_commits=failed_commits)
    tally.turned_away = _by_name(turned_away)
    tally.refused = _by_name(refused)
    joined: dict[tuple[VisitId, int], datetime] = {}
    started: dict[tuple[VisitId, int], datetime] = {}
    tickets: dict[VisitId, TicketIssued] = {}
    open_stops: set[tuple[VisitId, int]] = set()
    for event in events:
        what, at = event.what, event.at
        match what:
            case BookingMade():
                tally.bookings += 1
            case TicketIssued():
                tally.visits += 1
                tickets[what.visit] = what
                open_stops.add((what.visit, 0))
            case StopAdded():
                open_stops.add((what.visit, what.stop))
                if what.state == "waiting":
                    joined[what.visit, what.stop] = at
            case TicketConfirmed():
                open_stops.add((what.visit, what.stop))
                slot = tickets[what.visit].slot if what.stop == 0 else None
                joined.setdefault((what.visit, what.stop), at if slot is None else max(at, slot))
            case StopReady():
                joined[what.visit, what.stop] = at
            case VisitCalled():
                tally.calls += 1
                hour = f"{at:%Y-%m-%dT%H}"
                tally.calls_by_hour[hour] = tally.calls_by_hour.get(hour, 0) + 1
                since = joined.pop((what.visit, what.stop), None)
                if since is not None:
                    wait_s = max(0, round((at - since).total_seconds()))
                    tally.waits_s.setdefault(_class_of(tickets[what.visit], what.stop), []).append(wait_s)
                    tally.tenant_waits_s.setdefault(what.tenant, []).append(wait_s)
            case ServiceStarted():
                started[what.visit, what.stop] = at
            case ServiceFinished():
                tally.served += 1
                tally.services_s.append(round((at - started[what.visit, what.stop]).total_seconds()))
                open_stops.discard((what.visit, what.stop))
            case VisitMissed():
                tally.no_shows += 1
                open_stops.discard((what.visit, what.stop))
            case VisitRestored():
                tally.restored += 1
                open_stops.add((what.visit, what.stop))
            case VisitParked():
                tally.parked += 1
            case VisitTransferred():
                tally.transferred += 1
                open_stops.discard((what.visit, what.stop))
            case VisitCancelled(reason=reason):
                tally.left[reason] = tally.left.get(reason, 0) + 1
                open_stops.discard((what.visit, what.stop))
            case _:
                pass
    tally.lost = len({visit for visit, _ in open_stops})
    return tally


def record(tally: Tally) -> dict[str, object]:
    """For people and programs to read: waits as mean, P50, P90 and longest."""
    services = waits_of(tally.services_s)
    every = [wait for waits in tally.waits_s.values() for wait in waits]
    hours = list(tally.calls_by_hour.values())
    plain = {
        name: getattr(tally, name)
        for name in tally.__struct_fields__
        if name not in ("waits_s", "tenant_waits_s", "services_s", "calls_by_hour")
    }
    return {
        **plain,
        "calls_per_hour_mean": round(sum(hours) / len(hours), 1) if hours else 0,
        "calls_per_hour_max": max(hours, default=0),
        "wait": waits_of(every),
        "wait_by_class": {name: waits_of(waits) for name, waits in sorted(tally.waits_s.items())},
        "wait_by_tenant": {name: waits_of(waits) for name, waits in tally.tenant_waits_s.items()},
        "service": services,
    }


def _by_name(reasons: Iterable[Reason]) -> dict[str, int]:
    return dict(sorted(Counter(reason.value for reason in reasons).items()))


def _class_of(ticket: TicketIssued, stop: int) -> str:
    if stop == 0 and ticket.kind != "walk_in":
        return ticket.kind
    return ticket.priority or ORDINARY


def _quantile(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
