"""What people read when the server refuses, or is not there."""

from __future__ import annotations

from client.language import translate
from client.link import LinkState
from client.trouble import Why
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
}
_STATES: dict[LinkState, str] = {
    LinkState.SEARCHING: QT_TRANSLATE_NOOP("Reasons", "Looking for the server…"),
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("Reasons", "Connecting…"),
    LinkState.READY: QT_TRANSLATE_NOOP("Reasons", "Connected"),
    LinkState.LOST: QT_TRANSLATE_NOOP("Reasons", "Reconnecting…"),
    LinkState.UPDATE_NEEDED: QT_TRANSLATE_NOOP("Reasons", "This device needs an update."),
    LinkState.REJECTED: QT_TRANSLATE_NOOP("Reasons", "This device is not registered."),
}


def text_for(refused: Refused) -> str:
    """One sentence for the person at the device, in the language of the moment."""
    return translate("Reasons", _REASONS[refused.reason])


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
