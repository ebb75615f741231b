"""The pages about temporary closures: what is closed, and asking for one. A manager decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from client.language import translate
from counter.page import (
    Ask,
    CloseReason,
    CloseUntil,
    CloseWaiting,
    CloseWhat,
    Content,
    OneClosure,
    Option,
)
from counter.scene import Scene
from counter.seats import written
from protocol.catalogue import ServiceId
from protocol.messages import REASON_CHARACTERS_MAX, Close, Reopen
from protocol.visit import Closure

UNTIL_MIN = (30, 60, 120, 180)
"""From now, minutes: what can be chosen as the end of a closure."""
UNTIL_STEP_MIN = 5
"""Ends are told as people tell them: at full five minutes, rounded up."""


def closures_of(scene: Scene) -> tuple[Closure, ...]:
    """This tenant's, the oldest first."""
    own = (closure for closure in scene.hall.closures.values() if closure.tenant == scene.tenant)
    return tuple(sorted(own, key=lambda closure: closure.id))


def closure_text(scene: Scene, closure: Closure) -> str:
    """What is closed, or asked to be, and until when."""
    what = what_text(scene, closure.service)
    state = translate("Closing", "%1: closed") if closure.approved else translate("Closing", "%1: asked for")
    text = state.replace("%1", what)
    return text if closure.until is None else f"{text} {_until_text(scene, closure.until)}"


def what_text(scene: Scene, service: ServiceId | None) -> str:
    return translate("Closing", "All services") if service is None else scene.service_name(service)


def closures(scene: Scene) -> Content:
    new = Option(
        key="close", title=translate("Closing", "Ask for a closure…"), icon="lock", leads=CloseWhat()
    )
    known = [
        Option(
            key=f"closure-{closure.id}",
            title=closure_text(scene, closure),
            note=closure.reason,
            icon="lock" if closure.approved else "clock",
            leads=OneClosure(closure=closure.id),
        )
        for closure in closures_of(scene)
    ]
    return Content(
        title=translate("Closing", "Temporary closures"),
        note=translate("Closing", "While closed, no numbers are given. A manager decides."),
        options=(new, *known),
    )


def one_closure(scene: Scene, page: OneClosure) -> Content | None:
    closure = scene.hall.closures.get(page.closure)
    if closure is None:
        return None
    reopen, withdraw = translate("Closing", "Open again now"), translate("Closing", "Withdraw the request")
    return Content(
        title=closure_text(scene, closure),
        note=closure.reason,
        options=(
            Option(
                key="reopen",
                title=reopen if closure.approved else withdraw,
                icon="undo-2",
                leads=Ask(name="reopen", command=Reopen(closure=closure.id)),
            ),
        ),
    )


def close_what(scene: Scene) -> Content:
    taken = _taken(scene)
    services = [
        service.id for service in scene.hall.catalogue.services.values() if service.tenant == scene.tenant
    ]

    def option(service: ServiceId | None) -> Option:
        return Option(
            key=f"close-{service or 'all'}",
            title=what_text(scene, service),
            note=translate("Closing", "closed or asked for already") if service in taken else "",
            icon="landmark" if service is None else "file-text",
            leads=None if service in taken else CloseUntil(service=service),
        )

    return Content(
        title=translate("Closing", "Close what?"),
        search=translate("Closing", "Service"),
        options=(option(None), *map(option, services)),
    )


def close_until(scene: Scene, page: CloseUntil) -> Content | None:
    if page.service in _taken(scene):
        return None

    def option(minutes: int | None) -> Option:
        until = None if minutes is None else _full(scene.now + timedelta(minutes=minutes))
        later = translate("Closing", "Until it is opened again")
        text = translate("Closing", "Until %1")
        return Option(
            key=f"until-{minutes or 'open'}",
            title=later if until is None else text.replace("%1", scene.moment(until)),
            icon="clock",
            leads=CloseWaiting(service=page.service, until=until),
        )

    return Content(
        title=translate("Closing", "Until when?"),
        note=what_text(scene, page.service),
        options=(*map(option, UNTIL_MIN), option(None)),
    )


def close_waiting(scene: Scene, page: CloseWaiting) -> Content | None:
    if page.service in _taken(scene):
        return None

    def option(waiting: Literal["stay", "end"], title: str, note: str) -> Option:
        return Option(
            key=f"waiting-{waiting}",
            title=title,
            note=note,
            icon="users" if waiting == "stay" else "x",
            danger=waiting == "end",
            leads=CloseReason(service=page.service, until=page.until, waiting=waiting),
        )

    return Content(
        title=translate("Closing", "And those who wait?"),
        note=_summary(scene, page),
        options=(
            option(
                "stay",
                translate("Closing", "They are still called"),
                translate("Closing", "only new numbers stop"),
            ),
            option(
                "end",
                translate("Closing", "It is over for them today"),
                translate("Closing", "their numbers are cancelled"),
            ),
        ),
    )


def close_reason(scene: Scene, page: CloseReason, typed: str) -> Content | None:
    if page.service in _taken(scene):
        return None
    reason = written(typed, REASON_CHARACTERS_MAX)
    command = (
        None
        if reason is None
        else Close(
            tenant=scene.tenant, service=page.service, reason=reason, until=page.until, waiting=page.waiting
        )
    )
    return Content(
        title=translate("Closing", "Why? Visitors read this."),
        note=_summary(scene, page),
        write=translate("Closing", "For example: the network is down"),
        length_max=REASON_CHARACTERS_MAX,
        confirm=translate("Closing", "Send to the manager"),
        written=None if command is None else Ask(name="close", command=command),
    )


def _taken(scene: Scene) -> frozenset[ServiceId | None]:
    """What is closed or asked to be."""
    return frozenset(closure.service for closure in closures_of(scene))


def _summary(scene: Scene, page: CloseWaiting) -> str:
    what = what_text(scene, page.service)
    return what if page.until is None else f"{what} · {_until_text(scene, page.until)}"


def _until_text(scene: Scene, until: datetime) -> str:
    return translate("Closing", "until %1").replace("%1", scene.moment(until))


def _full(at: datetime) -> datetime:
    """The next full five minutes."""
    past_s = at.minute % UNTIL_STEP_MIN * 60 + at.second + at.microsecond / 1_000_000
    return at + timedelta(seconds=UNTIL_STEP_MIN * 60 - past_s if past_s else 0)
