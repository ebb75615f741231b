"""Why a kiosk has nothing to offer at the moment."""

from __future__ import annotations

from dataclasses import dataclass

from client.language import translate
from client.link import Link, LinkState
from client.reasons import state_text, stopped_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """In place of all pages. `detail` is for staff."""

    icon: str
    title: str
    text: str
    detail: str


def obstacle_of(link: Link) -> Obstacle | None:
    """None while something can be chosen, be it only looked at."""
    state, welcome = link.state, link.welcome
    if state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED):
        title, advice = stopped_text(state, link.verdict)
        return _for_staff(title, "\n".join(filter(None, (advice, link.problem))))
    if welcome is not None and welcome.role != "kiosk":
        advice = translate(
            "Kiosk", "For staff: its token was given to a device of the kind “%1”. Enrol it as a kiosk."
        )
        title = translate("Kiosk", "This device is not a kiosk")
        return _for_staff(title, advice.replace("%1", welcome.role))
    if link.hall.catalogue.tenants:
        return None
    if state is LinkState.READY:
        return Obstacle(
            icon="circle-help",
            title=translate("Kiosk", "There are no services yet"),
            text=translate("Kiosk", "The list of services of this mall is empty."),
            detail=translate("Kiosk", "For staff: fill the server's catalogue, then start it again."),
        )
    return Obstacle(
        icon="wifi-off",
        title=state_text(state),
        text=translate("Kiosk", "One moment, please."),
        detail=link.problem,
    )


def away_text(state: LinkState) -> str:
    """While the server is away and the last state stays in sight."""
    return translate("Kiosk", "%1 Numbers cannot be taken right now.").replace("%1", state_text(state))


def _for_staff(title: str, detail: str) -> Obstacle:
    return Obstacle(
        icon="lock", title=title, text=translate("Kiosk", "Please tell an officer."), detail=detail
    )
