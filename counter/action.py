"""What an officer can do at the counter, and when.

The table only spares the officer a refusal; the server decides.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from protocol.hall import Desk, Hall, State, Stop, Visit
from protocol.messages import (
    CallNext,
    Command,
    EndBreak,
    FinishService,
    MarkNoShow,
    ParkVisit,
    Recall,
    SignOff,
    StartService,
    TakeBack,
)
from protocol.visit import DeviceId, Outcome

NO_SHOW_SURE_S = 45.0
"""A visitor called more recently than this may still be on the way: the officer is asked once more."""
OUTCOMES: tuple[Outcome, ...] = (
    "completed",
    "incomplete_documents",
    "referred",
    "not_served",
    "result_later",
)
"""In the order of the keys 1 to 5; the first is what most visits end with."""


class Action(Enum):
    CALL_NEXT = "call_next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    TAKE_BACK = "take_back"
    PARK = "park"
    END_BREAK = "end_break"
    SIGN_OFF = "sign_off"


POSSIBLE: dict[State | None, frozenset[Action]] = {
    None: frozenset({Action.CALL_NEXT, Action.SIGN_OFF}),
    State.CALLED: frozenset(
        {Action.RECALL, Action.START, Action.NO_SHOW, Action.TAKE_BACK, Action.PARK, Action.SIGN_OFF}
    ),
    State.SERVING: frozenset({Action.FINISH, Action.PARK}),
}
"""State of the visit at the counter (None: nobody is there) to what may be done."""
ON_BREAK = frozenset({Action.END_BREAK, Action.SIGN_OFF})


def desk_of(hall: Hall, device: DeviceId) -> Desk | None:
    """Where this device's officer sits."""
    return next((desk for desk in hall.desks.values() if desk.device == device), None)


def present(hall: Hall, desk: Desk) -> tuple[Visit, Stop] | None:
    """Who is called to the counter or served there."""
    visit = None if desk.visit is None else hall.visits.get(desk.visit)
    return None if visit is None else (visit, visit.stops[desk.stop])


def possible(desk: Desk, stop: Stop | None) -> frozenset[Action]:
    if desk.on_break is not None and stop is None:
        return ON_BREAK
    return POSSIBLE.get(None if stop is None else stop.state, frozenset())


def called_lately(called_at: datetime, now: datetime) -> bool:
    return now - called_at < timedelta(seconds=NO_SHOW_SURE_S)


def command(action: Action, desk: Desk, outcome: Outcome) -> Command:
    """What to ask of the server. All but calling, a break's end and signing off need a visit at the desk."""
    counter = desk.counter
    match action:
        case Action.CALL_NEXT:
            return CallNext(counter=counter)
        case Action.SIGN_OFF:
            return SignOff(counter=counter)
        case Action.END_BREAK:
            return EndBreak(counter=counter)
        case _:
            pass
    assert desk.visit is not None
    match action:
        case Action.RECALL:
            return Recall(counter=counter, visit=desk.visit)
        case Action.START:
            return StartService(counter=counter, visit=desk.visit)
        case Action.FINISH:
            return FinishService(counter=counter, visit=desk.visit, outcome=outcome)
        case Action.NO_SHOW:
            return MarkNoShow(counter=counter, visit=desk.visit)
        case Action.TAKE_BACK:
            return TakeBack(counter=counter, visit=desk.visit)
        case Action.PARK:
            return ParkVisit(counter=counter, visit=desk.visit, reason="documents")
