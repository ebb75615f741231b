"""The first page of the sheet, and those about the officer and the visit at the counter."""

from __future__ import annotations

from client.language import translate
from counter.facts import class_icon, class_name
from counter.page import (
    Ask,
    Back,
    Breaks,
    Classes,
    Closures,
    Content,
    Find,
    HandOverTo,
    Option,
    Relief,
    Sure,
    Transfer,
)
from counter.scene import Scene
from counter.seats import officer_of
from protocol.catalogue import ClassId, CounterId
from protocol.hall import Desk, State, Visit
from protocol.messages import (
    OFFICER_CHARACTERS_MAX,
    BreakReason,
    CancelVisit,
    CorrectClass,
    HandOver,
    ParkReason,
    ParkVisit,
    Relieve,
    TakeBreak,
)

TRANSFER_KEY, PARK_KEY, MORE_KEY, FIND_KEY = "F6", "F7", "F10", "F12"
BREAK_REASONS: tuple[BreakReason, ...] = ("rest", "prayer", "meal", "meeting", "errand")
BREAK_ICONS: dict[BreakReason, str] = {
    "rest": "coffee",
    "prayer": "hand",
    "meal": "coffee",
    "meeting": "users",
    "errand": "briefcase",
}


def more(scene: Scene) -> Content:
    """Each has its place whatever is possible now: the hand knows the number."""
    visit = scene.visit
    note = translate("Menu", "Nobody is at the counter") if visit is None else visit.label
    return Content(
        title=translate("Menu", "More"),
        note=note,
        options=(
            Option(
                key="transfer",
                title=translate("Menu", "Transfer to another service…"),
                icon="arrow-right-left",
                cap=TRANSFER_KEY,
                leads=None if visit is None else Transfer(visit=visit.id),
            ),
            Option(
                key="park-documents",
                title=translate("Menu", "Set aside: documents missing"),
                icon="pause",
                cap=PARK_KEY,
                leads=park(scene, "documents"),
            ),
            Option(
                key="park-visitor",
                title=translate("Menu", "Set aside: the visitor's wish"),
                icon="pause",
                leads=park(scene, "visitor"),
            ),
            Option(
                key="hand-over",
                title=translate("Menu", "Hand over to a free counter…"),
                icon="users",
                leads=HandOverTo(visit=visit.id) if _serving(scene) and visit else None,
            ),
            Option(
                key="class",
                title=translate("Menu", "Correct the priority…"),
                icon="star",
                leads=None if visit is None else Classes(visit=visit.id),
            ),
            Option(
                key="cancel",
                title=translate("Menu", "Cancel this number…"),
                icon="x",
                danger=True,
                leads=None if visit is None or _serving(scene) else cancelling(visit),
            ),
            Option(
                key="find",
                title=translate("Menu", "Find a number…"),
                icon="search",
                cap=FIND_KEY,
                leads=Find(),
            ),
            Option(
                key="break",
                title=translate("Menu", "Take a break…"),
                icon="coffee",
                leads=None if visit is not None or scene.desk.on_break else Breaks(),
            ),
            Option(
                key="relieve",
                title=translate("Menu", "Another officer takes over…"),
                icon="user",
                leads=Relief(),
            ),
            Option(
                key="closures",
                title=translate("Menu", "Temporary closures…"),
                icon="lock",
                leads=Closures(),
            ),
        ),
    )


def park(scene: Scene, reason: ParkReason) -> Ask | None:
    if scene.visit is None:
        return None
    command = ParkVisit(counter=scene.desk.counter, visit=scene.visit.id, reason=reason)
    return Ask(name="park", command=command)


def cancelling(visit: Visit) -> Sure:
    return Sure(
        title=translate("Menu", "Cancel %1?").replace("%1", visit.label),
        note=translate("Menu", "All that this number still waits for at this agency ends."),
        yes=translate("Menu", "Yes, cancel"),
        ask=Ask(name="cancel", command=CancelVisit(visit=visit.id)),
    )


def sure(page: Sure) -> Content:
    return Content(
        title=page.title,
        note=page.note,
        options=(
            Option(key="yes", title=page.yes, icon="check", danger=True, leads=page.ask),
            Option(key="no", title=translate("Menu", "No, go back"), icon="arrow-left", leads=Back()),
        ),
    )


def classes(scene: Scene, page: Classes) -> Content | None:
    visit = scene.hall.visits.get(page.visit)
    if visit is None:
        return None

    def option(name: ClassId | None) -> Option:
        chosen = visit.priority == name
        command = CorrectClass(visit=visit.id, priority=name)
        return Option(
            key=f"class-{name or 'none'}",
            title=class_name(scene, name),
            note=translate("Menu", "as it is now") if chosen else "",
            icon="user" if name is None else class_icon(scene, name),
            leads=None if chosen else Ask(name="class", command=command),
        )

    return Content(
        title=translate("Menu", "Priority of %1").replace("%1", visit.label),
        options=(option(None), *map(option, scene.hall.catalogue.classes)),
    )


def hand_over(scene: Scene, page: HandOverTo) -> Content | None:
    stop = scene.stop
    if scene.visit is None or stop is None or scene.visit.id != page.visit or not _serving(scene):
        return None
    others = [
        counter.id
        for _, counter in sorted(scene.hall.catalogue.counters.items())
        if counter.tenant == scene.tenant
        and counter.id != scene.desk.counter
        and stop.service in counter.services
    ]
    options = [_taker(scene, page, counter) for counter in others]
    nobody = translate("Menu", "No other counter serves this.")
    return Content(
        title=translate("Menu", "Hand over %1 to").replace("%1", scene.visit.label),
        note="" if options else nobody,
        options=tuple(options),
    )


def breaks(scene: Scene) -> Content | None:
    if scene.visit is not None or scene.desk.on_break is not None:
        return None
    return Content(
        title=translate("Menu", "Take a break"),
        note=translate("Menu", "Nobody is called to this counter meanwhile."),
        options=tuple(
            Option(
                key=f"break-{reason}",
                title=break_text(reason),
                icon=BREAK_ICONS[reason],
                leads=Ask(name="break", command=TakeBreak(counter=scene.desk.counter, reason=reason)),
            )
            for reason in BREAK_REASONS
        ),
    )


def relief(scene: Scene, typed: str) -> Content:
    name = officer_of(typed)
    good = name is not None and name != scene.desk.officer
    note = translate("Menu", "%1 leaves; the visit at the counter stays.")
    return Content(
        title=translate("Menu", "Who takes over this counter?"),
        note=note.replace("%1", scene.desk.officer or ""),
        write=translate("Menu", "Officer's name"),
        length_max=OFFICER_CHARACTERS_MAX,
        confirm=translate("Menu", "Take over"),
        written=Ask(name="relieve", command=Relieve(counter=scene.desk.counter, officer=name))
        if good and name
        else None,
    )


def break_text(reason: str) -> str:
    match reason:
        case "prayer":
            return translate("Menu", "Prayer")
        case "meal":
            return translate("Menu", "Meal")
        case "meeting":
            return translate("Menu", "Meeting")
        case "errand":
            return translate("Menu", "Errand for work")
        case _:
            return translate("Menu", "Rest")


def _serving(scene: Scene) -> bool:
    return scene.stop is not None and scene.stop.state is State.SERVING


def _taker(scene: Scene, page: HandOverTo, counter: CounterId) -> Option:
    """A counter keeps its place whether or not somebody is there."""
    desk = scene.hall.desks.get(counter)
    title = translate("Menu", "Counter %1").replace("%1", str(counter))
    note = _desk_note(desk)
    command = HandOver(counter=scene.desk.counter, visit=page.visit, to=counter)
    return Option(
        key=f"counter-{counter}",
        title=f"{title} · {desk.officer}" if desk is not None and desk.officer else title,
        note=note,
        icon="monitor",
        leads=None if note else Ask(name="hand_over", command=command),
    )


def _desk_note(desk: Desk | None) -> str:
    """Why it cannot take over."""
    if desk is None:
        return translate("Menu", "nobody there at the moment")
    if desk.on_break is not None:
        return translate("Menu", "on a break")
    return "" if desk.visit is None else translate("Menu", "has a visitor")
