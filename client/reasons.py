"""What people read when the server refuses, or is not there."""

from __future__ import annotations

from datetime import datetime

from client.language import translate
from client.link import LinkState
from client.moment import clock_text, day_text
from client.trouble import Why
from protocol.catalogue import Language
from protocol.messages import Reason, Refused


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for the collection of texts to translate, which knows it by this name."""
    return text


_REASONS: dict[Reason, str] = {
    Reason.MALFORMED: QT_TRANSLATE_NOOP("Reasons", "The server did not understand this device."),
    Reason.TOO_LARGE: QT_TRANSLATE_NOOP("Reasons", "The server did not understand this device."),
    Reason.NOT_TEXT: QT_TRANSLATE_NOOP("Reasons", "The server did not understand this device."),
    Reason.NOT_PERMITTED: QT_TRANSLATE_NOOP("Reasons", "This device may not do that."),
    Reason.TOO_OLD: QT_TRANSLATE_NOOP("Reasons", "That took too long. Please try again."),
    Reason.OVERLOADED: QT_TRANSLATE_NOOP("Reasons", "Very busy at the moment. Please try again shortly."),
    Reason.STORAGE_FAILED: QT_TRANSLATE_NOOP(
        "Reasons", "The server cannot store anything at the moment. Please call a technician."
    ),
    Reason.UNKNOWN_SERVICE: QT_TRANSLATE_NOOP("Reasons", "This service is not offered."),
    Reason.UNKNOWN_COUNTER: QT_TRANSLATE_NOOP("Reasons", "This counter does not exist."),
    Reason.UNKNOWN_VISIT: QT_TRANSLATE_NOOP("Reasons", "This ticket is no longer in the queue."),
    Reason.NUMBERS_EXHAUSTED: QT_TRANSLATE_NOOP("Reasons", "There are no more numbers today."),
    Reason.LINE_FULL: QT_TRANSLATE_NOOP("Reasons", "The queue for this service is full."),
    Reason.LINE_EMPTY: QT_TRANSLATE_NOOP("Reasons", "Nobody is waiting."),
    Reason.COUNTER_CLOSED: QT_TRANSLATE_NOOP("Reasons", "Nobody has signed on at this counter."),
    Reason.COUNTER_TAKEN: QT_TRANSLATE_NOOP("Reasons", "Another officer has signed on at this counter."),
    Reason.COUNTER_BUSY: QT_TRANSLATE_NOOP("Reasons", "Finish with the present visitor first."),
    Reason.OFFICER_ELSEWHERE: QT_TRANSLATE_NOOP("Reasons", "This officer has signed on at another counter."),
    Reason.DEVICE_ELSEWHERE: QT_TRANSLATE_NOOP("Reasons", "This device has signed on at another counter."),
    Reason.OTHER_TENANT: QT_TRANSLATE_NOOP("Reasons", "This belongs to another agency."),
    Reason.NOT_AT_COUNTER: QT_TRANSLATE_NOOP("Reasons", "This visitor is not at this counter."),
    Reason.WRONG_STATE: QT_TRANSLATE_NOOP("Reasons", "That is not possible any more for this ticket."),
    Reason.HOLIDAY: QT_TRANSLATE_NOOP("Reasons", "Closed today: it is a holiday."),
    Reason.CLOSED_TODAY: QT_TRANSLATE_NOOP("Reasons", "Closed today."),
    Reason.NOT_YET_OPEN: QT_TRANSLATE_NOOP("Reasons", "Not open yet."),
    Reason.ON_BREAK: QT_TRANSLATE_NOOP("Reasons", "Closed for a break."),
    Reason.CUT_OFF: QT_TRANSLATE_NOOP("Reasons", "It is too late for a number today."),
    Reason.OVER_FOR_TODAY: QT_TRANSLATE_NOOP("Reasons", "Closed for today."),
    Reason.DAY_OVER: QT_TRANSLATE_NOOP("Reasons", "The mall has ended its day."),
    Reason.QUOTA_REACHED: QT_TRANSLATE_NOOP("Reasons", "All numbers for today have been given."),
    Reason.TEMPORARILY_CLOSED: QT_TRANSLATE_NOOP("Reasons", "Temporarily closed."),
    Reason.UNKNOWN_CLASS: QT_TRANSLATE_NOOP("Reasons", "This kind of priority is not known here."),
    Reason.UNKNOWN_TENANT: QT_TRANSLATE_NOOP("Reasons", "This agency is not in this mall."),
    Reason.UNKNOWN_OFFICER: QT_TRANSLATE_NOOP("Reasons", "No officer of this name is at a counter there."),
    Reason.NOT_ALLOWED: QT_TRANSLATE_NOOP("Reasons", "The rules of this agency do not allow that."),
    Reason.TOO_MANY_STOPS: QT_TRANSLATE_NOOP("Reasons", "This visit has as many services as are possible."),
    Reason.DELAYED_ENOUGH: QT_TRANSLATE_NOOP(
        "Reasons", "This number has been put back as often as is allowed."
    ),
    Reason.TOO_LATE: QT_TRANSLATE_NOOP("Reasons", "It is too late to take this number back into the queue."),
    Reason.ELSEWHERE: QT_TRANSLATE_NOOP("Reasons", "This visitor is at another counter."),
    Reason.OFFICER_ON_BREAK: QT_TRANSLATE_NOOP("Reasons", "There is a break at this counter."),
    Reason.SAME_COUNTER: QT_TRANSLATE_NOOP("Reasons", "The visitor is at this counter already."),
    Reason.NOT_BOOKABLE: QT_TRANSLATE_NOOP("Reasons", "This service cannot be booked ahead."),
    Reason.UNKNOWN_SLOT: QT_TRANSLATE_NOOP("Reasons", "This hour cannot be booked."),
    Reason.SLOT_FULL: QT_TRANSLATE_NOOP("Reasons", "This hour is fully booked. Please choose another one."),
    Reason.UNKNOWN_BOOKING: QT_TRANSLATE_NOOP(
        "Reasons", "There is no booking with this code. Please check its digits, or ask an officer."
    ),
    Reason.WRONG_DAY: QT_TRANSLATE_NOOP("Reasons", "This booking is for another day."),
    Reason.TOO_EARLY: QT_TRANSLATE_NOOP("Reasons", "It is too early to check in."),
    Reason.UNKNOWN_RESULT: QT_TRANSLATE_NOOP("Reasons", "No result is waiting for this number."),
    Reason.UNKNOWN_CLOSURE: QT_TRANSLATE_NOOP("Reasons", "This closure has ended already."),
}
_NAMED: dict[Reason, str] = {
    Reason.HOLIDAY: QT_TRANSLATE_NOOP("Reasons", "Closed today: %1."),
    Reason.ON_BREAK: QT_TRANSLATE_NOOP("Reasons", "Closed for a break: %1."),
    Reason.TEMPORARILY_CLOSED: QT_TRANSLATE_NOOP("Reasons", "Temporarily closed: %1."),
}
"""With the name of the holiday or the break, or the reason of the closure."""
_SHORT: dict[Reason, str] = {
    Reason.HOLIDAY: QT_TRANSLATE_NOOP("Reasons", "Holiday"),
    Reason.CLOSED_TODAY: QT_TRANSLATE_NOOP("Reasons", "Closed today"),
    Reason.NOT_YET_OPEN: QT_TRANSLATE_NOOP("Reasons", "Not open yet"),
    Reason.ON_BREAK: QT_TRANSLATE_NOOP("Reasons", "Break"),
    Reason.CUT_OFF: QT_TRANSLATE_NOOP("Reasons", "Too late for today"),
    Reason.OVER_FOR_TODAY: QT_TRANSLATE_NOOP("Reasons", "Closed for today"),
    Reason.DAY_OVER: QT_TRANSLATE_NOOP("Reasons", "Closed for today"),
    Reason.QUOTA_REACHED: QT_TRANSLATE_NOOP("Reasons", "No numbers left today"),
    Reason.TEMPORARILY_CLOSED: QT_TRANSLATE_NOOP("Reasons", "Temporarily closed"),
}
_OPENS = (
    QT_TRANSLATE_NOOP("Reasons", "Opens again at %1."),
    QT_TRANSLATE_NOOP("Reasons", "Opens again on %2 at %1."),
)
_OPENS_FIRST = (
    QT_TRANSLATE_NOOP("Reasons", "Opens at %1."),
    QT_TRANSLATE_NOOP("Reasons", "Opens on %2 at %1."),
)
_NUMBERS = (
    QT_TRANSLATE_NOOP("Reasons", "Numbers again at %1."),
    QT_TRANSLATE_NOOP("Reasons", "Numbers again on %2 at %1."),
)
_CHECK_IN = (
    QT_TRANSLATE_NOOP("Reasons", "Please check in from %1 on."),
    QT_TRANSLATE_NOOP("Reasons", "Please check in on %2, from %1 on."),
)
_AGAIN: dict[Reason, tuple[str, str]] = {
    Reason.NOT_YET_OPEN: _OPENS_FIRST,
    Reason.QUOTA_REACHED: _NUMBERS,
    Reason.CUT_OFF: _NUMBERS,
    Reason.WRONG_DAY: _CHECK_IN,
    Reason.TOO_EARLY: _CHECK_IN,
}
"""When it is possible again, today and on another day; for all else it is the opening."""
_STATES: dict[LinkState, str] = {
    LinkState.SEARCHING: QT_TRANSLATE_NOOP("Reasons", "Looking for the server…"),
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("Reasons", "Connecting…"),
    LinkState.READY: QT_TRANSLATE_NOOP("Reasons", "Connected"),
    LinkState.LOST: QT_TRANSLATE_NOOP("Reasons", "Reconnecting…"),
    LinkState.UPDATE_NEEDED: QT_TRANSLATE_NOOP("Reasons", "This device needs an update."),
    LinkState.REJECTED: QT_TRANSLATE_NOOP("Reasons", "This device is not registered."),
}


def text_for(refused: Refused, language: Language | None = None, local: datetime | None = None) -> str:
    """Why not, and when it is possible again, for the person at the device.

    `language` is that of the moment, in which holidays, breaks and closures are named; `local` is now in the
    mall's own zone, in which hours are told. What is not given is not said.
    """
    parts = (_why_text(refused, language), "" if language is None else again_text(refused, language, local))
    return " ".join(filter(None, parts))


def again_text(refused: Refused, language: Language, local: datetime | None) -> str:
    """`Opens again at 13:00.`, or on another day; empty where nobody knows, or when it is past."""
    if refused.again is None or local is None or refused.again <= local:
        return ""
    again = refused.again.astimezone(local.tzinfo)
    today, later = _AGAIN.get(refused.reason, _OPENS)
    text = translate("Reasons", today if again.date() == local.date() else later)
    return text.replace("%1", clock_text(again, language)).replace("%2", day_text(again, language))


def short_text_for(refused: Refused, language: Language) -> str:
    """The reason in a word or two: the holiday's name, `Closed for today`; empty where there is none."""
    if refused.title is not None:
        return refused.title.in_(language)
    short = _SHORT.get(refused.reason)
    return "" if short is None else translate("Reasons", short)


def _why_text(refused: Refused, language: Language | None) -> str:
    named = _NAMED.get(refused.reason)
    if named is None or refused.title is None or language is None:
        return translate("Reasons", _REASONS[refused.reason])
    title = refused.title.in_(language).rstrip(".")
    return translate("Reasons", named).replace("%1", title)


def state_text(state: LinkState) -> str:
    return translate("Reasons", _STATES[state])


def stopped_text(state: LinkState, verdict: Why | None) -> tuple[str, str]:
    """Of UPDATE_NEEDED or REJECTED: what is the matter, and what to do about it."""
    if state is LinkState.UPDATE_NEEDED:
        return state_text(state), translate(
            "Reasons", "Close it, install the version of the server, and start it again."
        )
    if verdict is not None and verdict.what == "replaced":
        return (
            translate("Reasons", "Another device uses the same token."),
            translate(
                "Reasons",
                "Every device needs a token of its own: enrol one of the two under another name, "
                "and put the new token into its settings.",
            ),
        )
    return (
        translate("Reasons", "The server does not know the token of this device."),
        translate(
            "Reasons",
            "Check the token in its settings, or ask the administrator to enrol this device "
            "and put the new token there.",
        ),
    )
