"""A ticket that is shown: whoever shows it has the number, and a no-show who shows it soon is here after all.

At a device the slip is scanned, on a phone its page is opened. Both confirm a number of which nobody knew
that its holder has it, also a late one. A scan lets a recent no-show into the line again as well; the page
has a button for that, since it is opened from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from protocol.frames import Place, Present, Presented
from protocol.hall import Hall, State, Visit
from protocol.messages import Actor, Command, ConfirmTicket, Reason, Refused, RestoreVisit, VisitRestored
from protocol.view import as_holder_sees
from server.admission import of_today
from server.given import SERVER, Given
from server.hub import Answer, Hub, Reply
from server.public import before
from server.tickets import Tickets

Ask = Callable[[Command, str | None, Reply], None]
"""Decides a command of the visitor's; the text is the key under which a repeat has no second effect."""
Did = Literal["nothing", "confirmed", "restored", "not_restored"]


class Presenting:
    def __init__(self, hall: Callable[[], Hall], tickets: Tickets, ask: Ask) -> None:
        """`hall`: as it may be shown."""
        self._hall = hall
        self._tickets = tickets
        self._ask = ask

    def show(self, present: Present, reply: Callable[[Presented | Refused], None]) -> None:
        """Do what the holder is owed, then say where the visit stands. `reply` is called once."""
        visit = self._find(present.token)
        command = None if visit is None else confirmation(visit)
        if command is None:
            self._restore(present, "nothing", None, reply)
            return

        def confirmed(answer: Answer) -> None:
            if not isinstance(answer, Refused):
                self._restore(present, "confirmed", None, reply)
            else:
                # Somebody else was quicker, or it is too late: its state says so.
                late = answer.reason is Reason.WRONG_STATE
                self._restore(present, "nothing", None if late else answer, reply)

        self._ask(command, None, confirmed)

    def _restore(
        self,
        present: Present,
        did: Did,
        refused: Refused | None,
        reply: Callable[[Presented | Refused], None],
    ) -> None:
        visit = self._find(present.token)
        missed = () if visit is None else no_shows(visit)
        if visit is None or not missed:
            reply(self._presented(present, did, refused, frozenset()))
            return

        def restored(answer: Answer) -> None:
            if isinstance(answer, Refused):
                reply(self._presented(present, "not_restored", answer, frozenset()))
            else:
                stops = frozenset(
                    event.what.stop for event in answer if isinstance(event.what, VisitRestored)
                )
                reply(self._presented(present, "restored", refused, stops))

        # Shown at two devices at once it is one return, and both are told so.
        key = f"shown {visit.id} {max(missed).isoformat()}"
        self._ask(RestoreVisit(visit=visit.id), key, restored)

    def _presented(
        self, present: Present, did: Did, refused: Refused | None, restored: frozenset[int]
    ) -> Presented | Refused:
        hall, visit = self._hall(), self._find(present.token)
        if visit is None:
            return Refused(reason=Reason.UNKNOWN_VISIT, about="token")
        return Presented(
            look=present.look,
            visit=as_holder_sees(visit),
            places=tuple(
                Place(ahead=before(hall, visit, stop), restored=index in restored)
                for index, stop in enumerate(visit.stops)
            ),
            today=of_today(hall, visit),
            did=did,
            refused=refused,
        )

    def _find(self, token: str) -> Visit | None:
        found = self._tickets.find(token)
        return None if found is None else self._hall().visits.get(found)


def confirmation(visit: Visit) -> ConfirmTicket | None:
    """Nobody has said yet that the visitor has the number; whoever shows it has it."""
    unseen = any(stop.state is State.PRINTING or stop.cancelled == "not_confirmed" for stop in visit.stops)
    return ConfirmTicket(visit=visit.id, paper="seen") if unseen else None


def no_shows(visit: Visit) -> tuple[datetime, ...]:
    """When its stops were missed that still are."""
    return tuple(
        stop.ended_at for stop in visit.stops if stop.state is State.NO_SHOW and stop.ended_at is not None
    )


def as_visitor(
    hub: Hub, clock: Callable[[], datetime], token: Callable[[], str], code: Callable[[], str]
) -> Ask:
    """As if the visitor had done it on the ticket's own page."""

    def ask(command: Command, key: str | None, reply: Reply) -> None:
        given = Given(
            now=clock(),
            actor=Actor(device=SERVER),
            role="visitor",
            place="",
            token=token(),
            code=code(),
        )
        hub.handle(command, key, given, reply)

    return ask
