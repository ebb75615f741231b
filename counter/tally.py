"""What the officer has done since signing on at this counter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from protocol.catalogue import CounterId
from protocol.hall import Desk, Hall, State, Visit
from protocol.messages import Event, ServiceFinished, VisitId


class Tally:
    """Served visits and their mean service time, of the desk's current session only.

    Kept apart from the hall, because the hall forgets visits some time after their end.
    """

    def __init__(self) -> None:
        self._session: tuple[CounterId, datetime] | None = None
        self._served: dict[tuple[VisitId, int], timedelta] = {}

    def follow(self, hall: Hall, desk: Desk | None, events: tuple[Event, ...]) -> None:
        """Takes in the events just applied to `hall`; without any, all that `hall` still shows."""
        if desk is None:
            return
        session = desk.counter, desk.since
        fresh = session != self._session
        if fresh:
            self._session = session
            self._served = {}
        visits: Iterable[Visit] = hall.visits.values()
        if events and not fresh:
            ended = (event.what.visit for event in events if isinstance(event.what, ServiceFinished))
            visits = [visit for id in ended if (visit := hall.visits.get(id)) is not None]
        for visit in visits:
            self._count(visit, desk)

    def _count(self, visit: Visit, desk: Desk) -> None:
        for index, stop in enumerate(visit.stops):
            if stop.state is not State.FINISHED or stop.counter != desk.counter:
                continue
            if stop.started_at is None or stop.ended_at is None or stop.started_at < desk.since:
                continue
            self._served[visit.id, index] = stop.ended_at - stop.started_at

    @property
    def served_count(self) -> int:
        return len(self._served)

    @property
    def mean(self) -> timedelta | None:
        """None before the first."""
        return sum(self._served.values(), timedelta()) / len(self._served) if self._served else None
