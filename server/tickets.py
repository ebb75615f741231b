"""Which visit a visitor's token opens: an index over the committed hall, kept beside it."""

from __future__ import annotations

from protocol.hall import Hall
from protocol.messages import Event, TicketIssued, VisitId, VisitsForgotten


class Tickets:
    def __init__(self, hall: Hall) -> None:
        self._visits = {visit.token: visit.id for visit in hall.visits.values() if visit.token is not None}
        self._tokens = {visit: token for token, visit in self._visits.items()}

    def follow(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event.what:
                case TicketIssued(visit=visit, token=str(token)):
                    self._visits[token] = visit
                    self._tokens[visit] = token
                case VisitsForgotten(visits=gone):
                    for visit in gone:
                        self._visits.pop(self._tokens.pop(visit, ""), None)
                case _:
                    pass

    def find(self, token: str) -> VisitId | None:
        return self._visits.get(token)
