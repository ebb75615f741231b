"""What stands on a ticket's page: its stops, what each state means for the visitor, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from protocol.hall import Hall
from protocol.visit import ENDED, State, Stop, Visit
from server.admission import closed
from server.pages.sheet import form, link, tag
from server.pages.words import WORDS, clock_text
from server.public import before, counters_of

LEAVABLE = frozenset(State) - ENDED - {State.SERVING}
"""Of a stop that the visitor may cancel."""


def ticket_html(hall: Hall, visit: Visit, path: str, now: datetime, said: str) -> str:
    """The body of the page. `path` is the page's own address, `said` what there is to tell once."""
    stop, words = visit.stops[visit.foremost], WORDS[visit.language]
    notes = "".join(tag("p", note) for note in notes_of(hall, visit, stop, now))
    return "".join(
        (
            tag("p", words["title"], "label"),
            tag("p", visit.label, "number"),
            f'<p class="badges">{"".join(tag("span", badge) for badge in _badges(hall, visit))}</p>',
            _said(visit, said),
            tag("p", headline(hall, visit, stop), "headline"),
            f'<div class="notes">{notes}</div>',
            f'<ul class="stops">{"".join(_stop_html(hall, visit, each, now) for each in visit.stops)}</ul>',
            f'<div class="do">{"".join(_actions(hall, visit, path, now))}</div>',
        )
    )


def ask_html(hall: Hall, visit: Visit, path: str) -> str:
    words = WORDS[visit.language]
    several = sum(stop.state in LEAVABLE for stop in visit.stops) > 1
    return "".join(
        (
            tag("p", words["title"], "label"),
            tag("p", visit.label, "number"),
            tag("p", words["ask"].format(label=visit.label), "headline"),
            '<div class="notes">',
            tag("p", words["ask_note_all"] if several else ""),
            tag("p", words["ask_note"]),
            "</div>",
            '<div class="do">',
            form(f"{path}/cancel?seen={hall.seq}", words["ask_yes"], "danger"),
            link(path, words["ask_no"], "button"),
            "</div>",
        )
    )


def headline(hall: Hall, visit: Visit, stop: Stop) -> str:
    """The state of a stop, in a few words."""
    words = WORDS[visit.language]
    if stop.cancelled is not None:
        return words.get(f"cancelled_{stop.cancelled}", words["cancelled"])
    names = [hall.catalogue.services[visit.stops[index].service].name for index in stop.after]
    first = ", ".join(name.in_(visit.language) for name in names)
    return words[stop.state.value].format(counter=stop.counter, first=first)


def notes_of(hall: Hall, visit: Visit, stop: Stop, now: datetime) -> Iterator[str]:
    """What the state of a stop means for the visitor."""
    words, place = WORDS[visit.language], _place(hall, visit, stop)
    match stop.state:
        case State.WAITING:
            yield _ahead(hall, visit, stop)
            zone = hall.catalogue.zones[hall.catalogue.tenants[stop.tenant].zone].name
            yield words["where"].format(zone=zone.in_(visit.language))
            closure = closed(hall, hall.catalogue.services[stop.service], now)
            if closure is not None:
                yield words["shut"].format(reason=closure.reason)
        case State.PARKED:
            yield words[f"parked_{stop.parked or 'visitor'}"].format(place=place)
        case State.NO_SHOW:
            until = restorable_until(hall, stop)
            if until is None or now > until:
                yield words["too_late_back"]
            else:
                until_text = clock_text(until, hall.catalogue.timezone, visit.language)
                yield words["come_back"].format(until=until_text)
        case State.FINISHED if stop is visit.stops[visit.foremost]:
            result = hall.results.get((visit.id, stop.tenant))
            if result is not None:
                yield words["result_later" if result.ready_at is None else "result_ready"]
            yield words["thanks"]
        case State.CANCELLED:
            yield from _why_cancelled(hall, visit, stop, now, place)
        case _:
            pass


def at_counter(visit: Visit) -> bool:
    """Called to one, or served there: meanwhile no other stop is called, and there is nothing to put off."""
    return any(stop.state in (State.CALLED, State.SERVING) for stop in visit.stops)


def restorable_until(hall: Hall, stop: Stop) -> datetime | None:
    """Until when a no-show may come back; None for any other stop."""
    if stop.state is not State.NO_SHOW or stop.ended_at is None or hall.day is None:
        return None
    return stop.ended_at + timedelta(minutes=hall.catalogue.tenants[stop.tenant].policy.restore_min)


def _why_cancelled(hall: Hall, visit: Visit, stop: Stop, now: datetime, place: str) -> Iterator[str]:
    words = WORDS[visit.language]
    match stop.cancelled:
        case "closed":
            closure = closed(hall, hall.catalogue.services[stop.service], now)
            said = None if closure is None else closure.reason
            yield words["why_closed"].format(reason=said) if said else words["why_closed_unsaid"]
        case "staff" | "not_confirmed" | "day_ended":
            yield words[f"why_{stop.cancelled}"].format(place=place)
        case _:
            pass


def _badges(hall: Hall, visit: Visit) -> Iterator[str]:
    words = WORDS[visit.language]
    if visit.priority is not None:
        yield words["priority"]
    for stop in visit.stops:
        if stop.slot is not None:
            time = clock_text(stop.slot, hall.catalogue.timezone, visit.language)
            yield words["booking"].format(time=time)
    if any(stop.kind == "pick_up" for stop in visit.stops):
        yield words["pick_up"]


def _said(visit: Visit, said: str) -> str:
    """Only what these pages say themselves; anything else in the address is not repeated."""
    words = WORDS[visit.language]
    if said.startswith("did_"):
        return tag("p", words.get(said, ""), "said")
    if said.startswith("no_"):
        return tag("p", words.get(said, words["no_other"]), "said no")
    return ""


def _stop_html(hall: Hall, visit: Visit, stop: Stop, now: datetime) -> str:
    catalogue, language = hall.catalogue, visit.language
    several = len(visit.stops) > 1
    state, notes = headline(hall, visit, stop) if several else "", ()
    if several and stop.state is State.WAITING:
        state = state if at_counter(visit) else f"{state} · {_ahead(hall, visit, stop)}"
    elif stop is not visit.stops[visit.foremost]:
        notes = notes_of(hall, visit, stop, now)
    rows = (
        tag("b", catalogue.services[stop.service].name.in_(language)),
        tag("span", catalogue.tenants[stop.tenant].name.in_(language)),
        tag("span", "" if stop.state in ENDED else _place(hall, visit, stop)),
        tag("span", state, "state"),
        *(tag("span", note, "note") for note in notes),
    )
    return f"<li{' class=over' if stop.state in ENDED else ''}>{''.join(rows)}</li>"


def _place(hall: Hall, visit: Visit, stop: Stop) -> str:
    """Counters and zone."""
    catalogue, words = hall.catalogue, WORDS[visit.language]
    numbers = [stop.counter] if stop.counter is not None else counters_of(hall, stop.service)
    zone = catalogue.zones[catalogue.tenants[stop.tenant].zone].name.in_(visit.language)
    return f"{words['counters'].format(counters=', '.join(map(str, numbers)))} · {zone}"


def _ahead(hall: Hall, visit: Visit, stop: Stop) -> str:
    ahead, words = before(hall, visit, stop), WORDS[visit.language]
    return words["ahead"].format(ahead=ahead) if ahead else words["next"]


def _actions(hall: Hall, visit: Visit, path: str, now: datetime) -> Iterator[str]:
    words = WORDS[visit.language]
    for stop in visit.stops:
        until = restorable_until(hall, stop)
        if until is not None and now <= until:
            yield form(f"{path}/restore?seen={hall.seq}", words["restore"], "main")
            break
    for stop in () if at_counter(visit) else visit.stops:
        policy = hall.catalogue.tenants[stop.tenant].policy
        if stop.state is State.WAITING and stop.delays < policy.delays_max:
            hint = words["delay_hint"].format(count=policy.delayed_behind)
            yield form(f"{path}/delay?seen={hall.seq}", words["delay"], "plain", hint)
            break
    if any(stop.state in LEAVABLE for stop in visit.stops):
        yield link(f"{path}/cancel", words["cancel"], "button quiet")
