"""Tells the server that a visitor has a number, once for each ticket, until the server has taken it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from client.link import Link
from protocol.messages import ConfirmTicket, Event, Paper, Reason, Refused, TicketIssued, VisitId

RETRY_S = 3.0
TRIES_COUNT_MAX = 20
"""After these the server has cancelled the ticket; opening the page behind its code revives it."""
CONFIRMED_KEPT_COUNT_MAX = 1_000
"""So many visits are remembered as confirmed; a printer tells of a slip within seconds."""

_PASSING = frozenset({Reason.OVERLOADED, Reason.STORAGE_FAILED})

log = logging.getLogger("antrean.kiosk")


class Confirming(QObject):
    """`pace` scales the time between tries (tests)."""

    def __init__(self, link: Link, *, pace: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._pace = pace
        self._confirmed: dict[VisitId, None] = {}
        self._open: dict[int, tuple[ConfirmTicket, int]] = {}
        link.answered.connect(self._on_answered)
        link.refused.connect(self._on_refused)

    def confirm(self, visit: VisitId, paper: Paper) -> None:
        """The first word counts: what comes later about the same visit changes nothing."""
        if visit in self._confirmed:
            return
        self._confirmed[visit] = None
        if len(self._confirmed) > CONFIRMED_KEPT_COUNT_MAX:
            del self._confirmed[next(iter(self._confirmed))]
        self._send(ConfirmTicket(visit=visit, paper=paper), 1)

    def _send(self, command: ConfirmTicket, tries: int) -> None:
        self._open[self._link.send(command)] = (command, tries)

    def _on_answered(self, handle: int, events: tuple[Event, ...]) -> None:
        self._open.pop(handle, None)
        for event in events:
            if isinstance(event.what, TicketIssued):
                # A server that was set back to an earlier hour gives the same ids again.
                self._confirmed.pop(event.what.visit, None)

    def _on_refused(self, handle: int, refused: Refused) -> None:
        command, tries = self._open.pop(handle, (None, 0))
        if command is None or refused.reason is Reason.WRONG_STATE:
            # In the line already, or past it: its holder was quicker and has opened the ticket's page.
            return
        if refused.reason in _PASSING and tries < TRIES_COUNT_MAX:
            wait_ms = round(RETRY_S * self._pace * 1000)
            QTimer.singleShot(wait_ms, self, lambda: self._send(command, tries + 1))
        else:
            log.warning("visit %s not confirmed: %s %s", command.visit, refused.reason.value, refused.about)
