"""What the journal of a killed server says: the only witness of what was durable."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from msgspec import Struct

from protocol import codec
from protocol.hall import ticket_label
from protocol.messages import DayStarted, TicketIssued, VisitCalled, VisitId, VisitTakenBack
from server.journal import GENESIS, chained_hash


class Testimony(Struct, frozen=True, kw_only=True):
    labels: Counter[tuple[str, str]]
    """Day and number, and how often it was given."""
    called: Counter[VisitId]
    """Visits and how often they were called without being taken back in between."""
    broken: int
    """Rows whose hash does not follow from the row before."""

    def repeated(self) -> int:
        return sum(count - 1 for count in self.labels.values())

    def called_twice(self) -> int:
        return sum(1 for count in self.called.values() if count > 1)

    def missing(self, acknowledged: list[str]) -> int:
        """How many of the acknowledged numbers of the last day are not on disk."""
        given = {label for _, label in self.labels}
        return sum(1 for label in acknowledged if label not in given)


def heard(folder: Path, after: int = 0) -> Testimony:
    """The journal behind an event; call it only when the server is dead."""
    labels: Counter[tuple[str, str]] = Counter()
    called: Counter[VisitId] = Counter()
    day, broken = "", 0
    connection = sqlite3.connect(folder / "journal.db")
    before = connection.execute("SELECT hash FROM event WHERE seq = ?", (after,)).fetchone()
    last = GENESIS if before is None else bytes(before[0])
    for body, hash_ in connection.execute(
        "SELECT body, hash FROM event WHERE seq > ? ORDER BY seq", (after,)
    ):
        broken += chained_hash(last, body) != hash_
        last = hash_
        match codec.event_of(body).what:
            case DayStarted(day=started):
                day = started
            case TicketIssued(prefix=prefix, number=number):
                labels[day, ticket_label(prefix, number)] += 1
            case VisitCalled(visit=visit):
                called[visit] += 1
            case VisitTakenBack(visit=visit):
                called[visit] -= 1
            case _:
                pass
    connection.close()
    return Testimony(labels=labels, called=called, broken=broken)
