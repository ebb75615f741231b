"""Why there is nothing to work with at the desk, or nothing to be done for a while."""

from __future__ import annotations

from client.language import translate
from client.link import Link, LinkState
from client.reasons import state_text, stopped_text

Facts = dict[str, object]


def obstacle_facts(link: Link) -> Facts:
    """In place of all pages: icon, title, text, and detail for a technician; empty while there is none."""
    state, welcome = link.state, link.welcome
    if state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED):
        title, text = stopped_text(state, link.verdict)
        return {"icon": "lock", "title": title, "text": text, "detail": link.problem}
    if welcome is not None and welcome.role != "reception":
        text = translate(
            "Reception", "It was enrolled for another task. Ask the administrator to enrol it as a reception."
        )
        title = translate("Reception", "This device is not a reception")
        return {"icon": "lock", "title": title, "text": text, "detail": ""}
    if link.hall.catalogue.tenants:
        return {}
    if state is LinkState.READY:
        title = translate("Reception", "There are no services yet")
        text = translate("Reception", "Fill the server's catalogue, then start it again.")
        return {"icon": "circle-help", "title": title, "text": text, "detail": ""}
    text = translate("Reception", "The desk opens by itself as soon as the server is found.")
    return {"icon": "search", "title": state_text(state), "text": text, "detail": link.problem}


def away_text(link: Link) -> str:
    """While the server is away and the last state stays in sight; else empty."""
    if link.state is LinkState.READY or obstacle_facts(link):
        return ""
    text = translate("Reception", "%1 Nothing can be given or changed just now.")
    return text.replace("%1", state_text(link.state))
