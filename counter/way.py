"""The pages about a visit's way: where it is sent, and what is done with one that is not at the counter."""

from __future__ import annotations

from collections.abc import Iterator

from client.language import translate
from counter.aside import Aside, aside_row, asides, restorable_until, result_text
from counter.facts import class_name, parked_text, state_text
from counter.menu import cancelling
from counter.page import (
    Ask,
    Classes,
    Content,
    OneResult,
    OneVisit,
    Option,
    Page,
    Sure,
    Transfer,
    TransferTo,
)
from counter.scene import Scene
from counter.span import span_text
from protocol.catalogue import CounterId, Service
from protocol.hall import State, Stop, Visit
from protocol.messages import (
    CallVisit,
    DelayVisit,
    MarkReady,
    RestoreVisit,
    ReturnVisit,
    TransferVisit,
)


def transfer(scene: Scene, page: Transfer) -> Content | None:
    """Any service of the mall, this tenant's first."""
    if scene.visit is None or scene.visit.id != page.visit:
        return None
    tenants = list(scene.hall.catalogue.tenants)
    services = sorted(
        scene.hall.catalogue.services.values(),
        key=lambda service: (service.tenant != scene.tenant, tenants.index(service.tenant)),
    )
    return Content(
        title=translate("Way", "Transfer %1 to which service?").replace("%1", scene.visit.label),
        search=translate("Way", "Service or agency"),
        options=tuple(
            Option(
                key=f"service-{service.id}",
                title=service.name.in_(scene.language),
                note=scene.tenant_name(service.tenant),
                words=_words(scene, service),
                icon="arrow-right",
                leads=TransferTo(visit=page.visit, service=service.id),
            )
            for service in services
        ),
    )


def transfer_to(scene: Scene, page: TransferTo) -> Content | None:
    service = scene.hall.catalogue.services.get(page.service)
    if scene.visit is None or scene.stop is None or scene.visit.id != page.visit or service is None:
        return None
    note = f"{service.name.in_(scene.language)} · {scene.tenant_name(service.tenant)}"
    title = translate("Way", "Transfer %1 to whom?").replace("%1", scene.visit.label)
    options = tuple(_targets(scene, page, service, again=service.id == scene.stop.service))
    if not options:
        nobody = translate("Way", "no other counter serves this")
        note = f"{note} · {nobody}"
    return Content(title=title, note=note, options=options)


def find(scene: Scene) -> Content:
    """All numbers of this tenant that are not at a counter, in the order of issue."""
    waiting = [
        _waiting_option(scene, visit, index, stop)
        for _, visit in sorted(scene.hall.visits.items())
        for index, stop in enumerate(visit.stops)
        if stop.tenant == scene.tenant and stop.state is State.WAITING
    ]
    aside = [_aside_option(scene, aside) for aside in asides(scene)]
    return Content(
        title=translate("Way", "Find a number"),
        note="" if waiting or aside else translate("Way", "Nobody waits or is set aside."),
        search=translate("Way", "Number or service"),
        options=(*waiting, *aside),
    )


def one_visit(scene: Scene, page: OneVisit) -> Content | None:
    visit = scene.hall.visits.get(page.visit)
    if visit is None or page.stop >= len(visit.stops):
        return None
    stop = visit.stops[page.stop]
    options = tuple(_for_state(scene, visit, stop))
    return Content(title=visit.label, note=_note(scene, visit, stop), options=options) if options else None


def one_result(scene: Scene, page: OneResult) -> Content | None:
    result = scene.hall.results.get((page.visit, scene.tenant))
    if result is None:
        return None
    ready = result.ready_at is not None
    note = result_text(scene, result)
    if ready:
        told = translate("Way", "Ready: the visitor takes a number for the pick-up.")
        note = f"{note} · {told}"
    return Content(
        title=result.label,
        note=note,
        options=(
            Option(
                key="ready",
                title=translate("Way", "The result is ready"),
                icon="file-check",
                leads=None if ready else Ask(name="ready", command=MarkReady(visit=result.visit)),
            ),
        ),
    )


def waiting_numbered(scene: Scene, number: int) -> tuple[tuple[Visit, int], ...]:
    """Who waits here with this number, each with the stop: those of the counter's services, whatever the
    prefix; where there is none, those of the agency's others."""
    found = [
        (visit, index)
        for _, visit in sorted(scene.hall.visits.items())
        for index, stop in enumerate(visit.stops)
        if stop.tenant == scene.tenant and stop.state is State.WAITING and _number(visit) == number
    ]
    served = scene.hall.catalogue.counters[scene.desk.counter].services
    here = [(visit, index) for visit, index in found if visit.stops[index].service in served]
    # Of somebody who waits here for two things, the first.
    return tuple({visit.id: (visit, index) for visit, index in reversed(here or found)}.values())[::-1]


def not_callable(scene: Scene, visit: Visit, stop: Stop) -> str:
    """Why this counter cannot call it just now; empty where it can."""
    if not scene.policy.call_particular:
        return translate("Way", "this agency calls in line order only")
    if stop.service not in scene.hall.catalogue.counters[scene.desk.counter].services:
        return translate("Way", "not served at this counter")
    if scene.visit is not None:
        return translate("Way", "a visitor is at the counter")
    if scene.desk.on_break is not None:
        return translate("Way", "on a break")
    return translate("Way", "at another counter at the moment") if visit.at_counter else ""


def _words(scene: Scene, service: Service) -> str:
    """By which else a service is found: what people call it, and both languages."""
    tenant = scene.hall.catalogue.tenants[service.tenant].name
    return " ".join((*service.words, service.name.id, service.name.en, tenant.id, tenant.en))


def _targets(scene: Scene, page: TransferTo, service: Service, *, again: bool) -> Iterator[Option]:
    """Within the same service only to somebody named. Officers come last: who comes or goes meanwhile moves
    no counter from its digit."""

    def ask(counter: CounterId | None = None, officer: str | None = None) -> Ask:
        command = TransferVisit(
            counter=scene.desk.counter,
            visit=page.visit,
            service=service.id,
            to_counter=counter,
            to_officer=officer,
        )
        return Ask(name="transfer", command=command)

    if not again:
        anyone = translate("Way", "Any counter, as the line goes")
        yield Option(key="anyone", title=anyone, icon="users", leads=ask())
    counters = [
        counter
        for _, counter in sorted(scene.hall.catalogue.counters.items())
        if service.id in counter.services and counter.id != scene.desk.counter
    ]
    for counter in counters:
        desk = scene.hall.desks.get(counter.id)
        text = translate("Way", "Counter %1").replace("%1", str(counter.id))
        # Who sits at another agency's counters is not known here.
        away = translate("Way", "nobody there at the moment") if counter.tenant == scene.tenant else ""
        note = away if desk is None else desk.officer or ""
        yield Option(
            key=f"counter-{counter.id}", title=text, note=note, icon="monitor", leads=ask(counter=counter.id)
        )
    for counter in counters:
        desk = scene.hall.desks.get(counter.id)
        if desk is not None and desk.officer is not None:
            text = translate("Way", "%1, at whatever counter").replace("%1", desk.officer)
            officer = ask(officer=desk.officer)
            yield Option(key=f"officer-{counter.id}", title=text, icon="user", leads=officer)


def _for_state(scene: Scene, visit: Visit, stop: Stop) -> Iterator[Option]:
    match stop.state:
        case State.WAITING:
            yield _call_option(scene, visit, stop)
            yield Option(
                key="delay",
                title=translate("Way", "Let others go first"),
                note=_delays_text(scene, stop),
                icon="clock",
                leads=Ask(name="delay", command=DelayVisit(visit=visit.id))
                if stop.delays < scene.policy.delays_max
                else None,
            )
        case State.PARKED:
            back = Ask(name="return", command=ReturnVisit(visit=visit.id))
            yield Option(
                key="return", title=translate("Way", "Back into the line"), icon="undo-2", leads=back
            )
        case State.NO_SHOW if restorable_until(scene, stop) is not None:
            back = Ask(name="restore", command=RestoreVisit(visit=visit.id))
            behind = translate("Way", "behind the next %1").replace("%1", str(scene.policy.restored_behind))
            title = translate("Way", "Back into the line")
            yield Option(key="restore", title=title, note=behind, icon="undo-2", leads=back)
            return
        case _:
            return
    yield Option(
        key="class",
        title=translate("Way", "Correct the priority…"),
        note=class_name(scene, visit.priority),
        icon="star",
        leads=Classes(visit=visit.id),
    )
    yield Option(
        key="cancel",
        title=translate("Way", "Cancel this number…"),
        icon="x",
        danger=True,
        leads=cancelling(visit),
    )


def _call_option(scene: Scene, visit: Visit, stop: Stop) -> Option:
    why_not = not_callable(scene, visit, stop)
    return Option(
        key="call",
        title=translate("Way", "Call this number now…"),
        note=why_not,
        icon="megaphone",
        leads=None if why_not else _calling(scene, visit),
    )


def _calling(scene: Scene, visit: Visit) -> Sure:
    return Sure(
        title=translate("Way", "Call %1 out of turn?").replace("%1", visit.label),
        note=translate("Way", "Others have waited longer. The log says who called."),
        yes=translate("Way", "Yes, call"),
        ask=Ask(name="call", command=CallVisit(counter=scene.desk.counter, visit=visit.id)),
    )


def _delays_text(scene: Scene, stop: Stop) -> str:
    text = translate("Way", "behind the next %1; done %2 of %3 times")
    for mark, number in zip(
        ("%1", "%2", "%3"), (scene.policy.delayed_behind, stop.delays, scene.policy.delays_max), strict=True
    ):
        text = text.replace(mark, str(number))
    return text


def _note(scene: Scene, visit: Visit, stop: Stop) -> str:
    state = state_text(stop.state)
    if stop.state is State.PARKED:
        state = f"{state}: {parked_text(stop.parked)}"
    parts = [scene.service_name(stop.service), state]
    if visit.priority is not None:
        parts.append(class_name(scene, visit.priority))
    return " · ".join(parts)


def _number(visit: Visit) -> int:
    return int(visit.label.rpartition("-")[2])


def _typed_label(label: str) -> str:
    """As people type it who leave out the dash, or the zeros too: `A017 A17`."""
    prefix, number = label.split("-")
    return f"{prefix}{number} {prefix}{int(number)}"


def _waiting_option(scene: Scene, visit: Visit, index: int, stop: Stop) -> Option:
    waited = span_text(scene.now - stop.line_time, scene.language)
    return Option(
        key=f"visit-{visit.id}-{index}",
        title=f"{visit.label} · {scene.service_name(stop.service)}",
        words=_typed_label(visit.label),
        note=translate("Way", "waiting for %1").replace("%1", waited),
        icon="clock",
        leads=OneVisit(visit=visit.id, stop=index),
    )


def _aside_option(scene: Scene, aside: Aside) -> Option:
    row = aside_row(scene, aside)
    return Option(
        key=f"{aside.kind}-{aside.visit}-{aside.stop}",
        title=f"{aside.label} · {row.what}",
        words=_typed_label(aside.label),
        note=row.note,
        icon=row.symbol,
        leads=page_of(aside),
    )


def page_of(aside: Aside) -> Page:
    if aside.kind == "result":
        return OneResult(visit=aside.visit)
    return OneVisit(visit=aside.visit, stop=aside.stop)
