"""A long past: a journal with years of finished visits, made with the real types and the real journal.

Days of 5,000 visits, spread as the mall's are; every event as the engine would have made it, chained and
stored by `Journal.append`, and closed by a checkpoint. Officers finish a visit when they call the next.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from base64 import b64encode
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.plan import VISITS_A_DAY, Plan, say
from bench.subject import SubjectError
from protocol import codec
from protocol.catalogue import CounterId, ServiceId
from protocol.hall import apply, empty
from protocol.messages import (
    SCHEMA,
    Actor,
    DayEnded,
    DayStarted,
    DeviceId,
    Event,
    Happening,
    OfficerSignedOff,
    OfficerSignedOn,
    ServiceFinished,
    ServiceStarted,
    TicketConfirmed,
    TicketIssued,
    VisitCalled,
    VisitId,
    VisitsForgotten,
)
from protocol.visit import Why
from server.engine import ENDED_KEPT_S, FORGOTTEN_COUNT_MAX
from server.given import SERVER
from server.journal import Journal

KIOSKS = 4
LAG = 40
"""So many wait between the one who takes a number and the one who is called."""
FOLDED_DAYS = 30
"""The last days are folded into the checkpoint: by then every device has asked more often than is kept."""
ROWS_A_COMMIT = 5_000
COMMITS_WAITING_MAX = 8
CHECKPOINT_S_MAX = 60.0
OPENS = timedelta(hours=1)
"""08:00 in Malang, as UTC."""
HOURS = timedelta(hours=8)


def make(folder: Path, plan: Plan, visits: int, a_day: int = VISITS_A_DAY) -> int:
    """A journal in an empty folder with so many finished visits, its last day yesterday; its last seq."""
    file = folder / "journal.db"
    book = Book(file, plan)
    days = -(-visits // a_day)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    choose, chosen = plan.chooser("skewed"), random.Random(plan.seed)
    for number in range(days):
        book.folding = number >= days - FOLDED_DAYS
        count = min(a_day, visits - number * a_day)
        Day(book, plan, today - timedelta(days=days - number), chosen).run(choose(count))
    book.close(file)
    return book.seq


class Book:
    """Writes events to a journal, and folds the last of them into the hall of the checkpoint."""

    def __init__(self, file: Path, plan: Plan) -> None:
        self.seq = 0
        self.folding = False
        self._hall = empty(plan.catalogue)
        self._rows: list[tuple[int, bytes]] = []
        self._requests: dict[DeviceId, int] = {}
        self._room = threading.Semaphore(COMMITS_WAITING_MAX)
        self._failed = False
        self._journal = Journal(file, lambda callback: callback(), self._crashed)
        self._journal.recover(plan.catalogue)

    def write(self, what: Happening, at: datetime, by: Actor) -> None:
        """The next event; a device's own request, unless it is the server's."""
        self.seq += 1
        request: int | None = None
        if by.device != SERVER:
            request = self._requests[by.device] = self._requests.get(by.device, 0) + 1
        event = Event(schema=SCHEMA, seq=self.seq, part=0, at=at, by=by, request=request, what=what)
        if self.folding:
            self._hall = apply(self._hall, event)
        self._rows.append((self.seq, codec.encode(event)))
        if len(self._rows) == ROWS_A_COMMIT:
            self._append()

    def close(self, file: Path) -> None:
        """All on disk, with a checkpoint. Raises `SubjectError`."""
        self._append()
        self._journal.checkpoint(self._hall)
        connection = sqlite3.connect(file, timeout=CHECKPOINT_S_MAX)
        until = time.monotonic() + CHECKPOINT_S_MAX
        # A closed journal drops a checkpoint in the making, and it does not say when one is made.
        while not connection.execute("SELECT 1 FROM checkpoint WHERE seq = ?", (self.seq,)).fetchone():
            if time.monotonic() > until or self._failed:
                raise SubjectError("the past: its journal did not make a checkpoint")
            time.sleep(0.05)
        connection.close()
        self._journal.close()

    def _append(self) -> None:
        self._room.acquire()
        if self._failed:
            raise SubjectError("the past: its journal could not be written; the log says why")
        self._journal.append(self._rows, self._stored)
        self._rows = []

    def _stored(self, stored: bool) -> None:
        self._failed |= not stored
        self._room.release()

    def _crashed(self, bug: Exception) -> None:
        say(f"the past: its journal's thread has ended: {bug!r}")
        self._failed = True
        # Whoever waits for room finds out why there is none.
        self._room.release()


class Day:
    """One day's events, evenly over the opening hours."""

    def __init__(self, book: Book, plan: Plan, date: datetime, chosen: random.Random) -> None:
        self._book = book
        self._catalogue = plan.catalogue
        self._date = date
        self._at = date + OPENS
        self._chosen = chosen
        self._server = Actor(device=SERVER)
        self._numbers: Counter[str] = Counter()
        self._seats = {
            counter.id: Actor(device=DeviceId(f"counter-{counter.id}"), officer=f"officer {counter.id}")
            for counter in plan.catalogue.counters.values()
        }
        self._ended: list[VisitId] = []
        self._serving: dict[CounterId, TicketIssued] = {}
        self._doors = {
            service: [each.id for each in plan.catalogue.counters.values() if service in each.services]
            for service in plan.services
        }

    def run(self, services: list[ServiceId]) -> None:
        self._open()
        line: deque[TicketIssued] = deque()
        step = HOURS / (len(services) + LAG)
        for service in services:
            self._at += step
            line.append(self._issue(service))
            if len(line) > LAG:
                self._call(line.popleft())
        while line:
            self._at += step
            self._call(line.popleft())
        self._close()

    def _open(self) -> None:
        self._book.write(DayStarted(day=self._date.date().isoformat()), self._at, self._server)
        for counter, officer in self._seats.items():
            tenant = self._catalogue.counters[counter].tenant
            signed = OfficerSignedOn(
                counter=counter, tenant=tenant, officer=officer.officer, device=officer.device
            )
            self._book.write(signed, self._at, officer)

    def _issue(self, service: ServiceId) -> TicketIssued:
        tenant = self._catalogue.tenants[self._catalogue.services[service].tenant]
        self._numbers[tenant.prefix] += 1
        kiosk = Actor(device=DeviceId(f"kiosk-{self._chosen.randrange(KIOSKS)}"))
        issued = TicketIssued(
            visit=VisitId(self._book.seq + 1),
            stop=0,
            tenant=tenant.id,
            issuer=kiosk.device,
            service=service,
            prefix=tenant.prefix,
            number=self._numbers[tenant.prefix],
            language="id",
            ahead=LAG,
            token=b64encode(self._chosen.randbytes(16), b"-_").decode().rstrip("="),
        )
        self._book.write(issued, self._at, kiosk)
        confirmed = TicketConfirmed(
            visit=issued.visit, stop=0, tenant=tenant.id, issuer=kiosk.device, paper="printed"
        )
        self._book.write(confirmed, self._at, kiosk)
        return issued

    def _call(self, ticket: TicketIssued) -> None:
        counter = self._chosen.choice(self._doors[ticket.service])
        self._finish(counter)
        self._serving[counter] = ticket
        visit, tenant, issuer, seat = ticket.visit, ticket.tenant, ticket.issuer, self._seats[counter]
        called = VisitCalled(
            visit=visit, stop=0, tenant=tenant, issuer=issuer, counter=counter, why=Why(rule="line_order")
        )
        self._book.write(called, self._at, seat)
        started = ServiceStarted(visit=visit, stop=0, tenant=tenant, issuer=issuer, counter=counter)
        self._book.write(started, self._at, seat)

    def _finish(self, counter: CounterId) -> None:
        ticket = self._serving.pop(counter, None)
        if ticket is None:
            return
        finished = ServiceFinished(
            visit=ticket.visit,
            stop=0,
            tenant=ticket.tenant,
            issuer=ticket.issuer,
            counter=counter,
            outcome="completed",
        )
        self._book.write(finished, self._at, self._seats[counter])
        self._ended.append(ticket.visit)

    def _close(self) -> None:
        for counter in list(self._serving):
            self._finish(counter)
        self._at += timedelta(seconds=ENDED_KEPT_S)
        for first in range(0, len(self._ended), FORGOTTEN_COUNT_MAX):
            gone = tuple(sorted(self._ended[first : first + FORGOTTEN_COUNT_MAX]))
            self._book.write(VisitsForgotten(visits=gone), self._at, self._server)
        for counter in self._seats:
            tenant = self._catalogue.counters[counter].tenant
            self._book.write(OfficerSignedOff(counter=counter, tenant=tenant), self._at, self._server)
        ended = DayEnded(day=self._date.date().isoformat(), left=0)
        self._book.write(ended, self._at, self._server)
