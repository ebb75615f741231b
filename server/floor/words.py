"""The log and refusals in words: who did what, why a number was called, why not."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from protocol import messages as m
from protocol.messages import Actor, Event, Happening
from protocol.visit import Closure, Why
from server.answers import Happened, RefusedBody

RULES = {
    "line_order": "the longest in the line",
    "priority": "priority",
    "booking": "booked",
    "booking_early": "booked, before the slot since nobody else could be called",
    "pick_up": "picks up a result",
    "returned": "in line order, back after parking or a no-show",
    "waited_long": "has waited longer than the policy's bound",
    "sent_here": "was sent to this counter or officer",
    "particular": "out of turn, the officer chose it",
}

TEXTS = {
    "not_permitted": "this device may not do that; enrol one with --role floor",
    "unknown_counter": "there is no counter {about}",
    "counter_closed": "nobody has signed on at counter {about}",
    "counter_busy": "{about} is being served there: say --serving finished or --serving parked",
    "unknown_tenant": "there is no tenant {about}",
    "unknown_service": "that tenant has no service {about}",
    "unknown_closure": "there is no closure {about}; `state` lists them",
    "wrong_state": "not now: {about}",
    "wrong_state clock": "the clock is not in doubt, there is nothing to confirm",
    "day_over": "the day has ended already",
    "storage_failed": "the server's disk did not take it, nothing has happened; ask again",
    "overloaded": "the server has too much to do; ask again",
}
"""What a refusal means here, by its reason, or by that and what it is about; others: by their names."""


def lines(log: Happened, *, calls_only: bool) -> list[str]:
    """A line an event; `calls_only`: calls alone, each with its reason."""
    zone = ZoneInfo(log.timezone)
    told: list[str] = []
    for event in log.events:
        if calls_only and not isinstance(event.what, m.VisitCalled):
            continue
        told.append(f"{moment(event.at, zone)}  {who(event.by):<28}  {what(event, log)}")
    return told


def moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def who(by: Actor | None) -> str:
    if by is None:
        return "-"
    return by.device if by.officer is None else f"{by.officer} ({by.device})"


def what(event: Event, log: Happened) -> str:
    """What happened, with the number it concerns and what is special about it."""
    happening = event.what
    words = [_name(happening)]
    if isinstance(happening, m.OfVisit):
        words.append(log.labels.get(happening.visit, f"visit {happening.visit}"))
    if (counter := getattr(happening, "counter", None)) is not None:
        words.append(f"at counter {counter}")
    words += _details(happening, ZoneInfo(log.timezone))
    return " ".join(words)


def why(reason: Why) -> str:
    """Why this number was called and no other, and where the counter stands in its round."""
    words = [RULES[reason.rule]]
    if reason.passed:
        words.append(f"{reason.passed} before it could not be called")
    shares = {"bookings": reason.round.booking, "pick-ups": reason.round.pick_up}
    shares["priority"] = reason.round.priority
    called = ", ".join(f"{count} {name}" for name, count in shares.items() if count)
    if called:
        words.append(f"in this round: {called}")
    return "; ".join(words)


def closure_text(closure: Closure) -> str:
    """What is closed, and what becomes of those who wait."""
    about = closure.tenant if closure.service is None else closure.service
    return f"{about}, {'those waiting are told' if closure.waiting == 'end' else 'those waiting stay'}"


def refusal_text(refused: RefusedBody) -> str:
    about_it = f"{refused.reason} {refused.about}"
    text = TEXTS.get(about_it) or TEXTS.get(refused.reason, f"{refused.reason.replace('_', ' ')}: {{about}}")
    told = text.replace("{about}", refused.about).rstrip(": ")
    if refused.title is not None:
        told = f"{told} ({refused.title.en})"
    return f"{told}; again {refused.again.astimezone():%Y-%m-%d %H:%M %Z}" if refused.again else told


def plain(code: str) -> str:
    """`day_ended`: `day ended`; what a person wrote stays as it is."""
    return code.replace("_", " ") if re.fullmatch(r"[a-z_]+", code) else code


def _name(happening: Happening) -> str:
    """`VisitTakenBack`: `visit taken back`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type(happening).__name__).lower()


def _details(happening: Happening, zone: ZoneInfo) -> list[str]:
    match happening:
        case m.VisitCalled(why=reason):
            return [f"- {why(reason)}"]
        case m.TicketIssued(service=service) | m.StopAdded(service=service):
            return [f"for {service}"]
        case m.OfficerSignedOn(officer=officer) | m.OfficerRelieved(officer=officer):
            return [f"- {officer}"]
        case m.OfficerSignedOff(freed=str(reason)):
            return [f"- freed: {reason}"]
        case m.ClosureRequested(closure=closure) | m.TemporarilyClosed(closure=closure):
            until = f"{closure.until.astimezone(zone):%Y-%m-%d %H:%M}" if closure.until else "reopened"
            return [f"{closure.id}: {closure_text(closure)}, until {until} - {closure.reason}"]
        case m.ClosureEnded(closure=closure, reason=reason):
            return [f"{closure}: {reason}"]
        case m.ServiceFinished(outcome=str(outcome)):
            return [f"- {plain(outcome)}"]
        case m.ClassCorrected(priority=priority):
            return [f"to {priority or 'none'}"]
        case m.ClockStepped(seconds=seconds):
            return [f"by {seconds:.0f} s"]
        case m.DayStarted(day=day):
            return [day]
        case m.DayEnded(day=day, left=left):
            return [f"{day}, {left} had not ended"]
        case m.VisitHandedOver(to=to):
            return [f"to counter {to}"]
        case (
            m.VisitCancelled(reason=str(reason))
            | m.VisitParked(reason=str(reason))
            | m.VisitTakenBack(reason=str(reason))
            | m.BreakStarted(reason=str(reason))
            | m.BookingCancelled(reason=str(reason))
            | m.ResultGone(reason=str(reason))
        ):
            return [f"- {plain(reason)}"]
        case _:
            return []
