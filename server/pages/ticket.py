"""The visitor's page: where the QR on the slip leads, and what a visitor may do there.

Plain forms, no script. The token in the address is the secret, so no other site can send one of these forms.
A form names the hall's seq at which its page was made, so that a double tap is one request. After a form the
browser is sent back to the page, which says what was done or why not.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from protocol.messages import (
    CancelVisit,
    DelayVisit,
    RestoreVisit,
    VisitId,
)
from server.api import Api, Unanswered
from server.given import SERVER
from server.pages.sheet import Sheet, path_of, response, see_other, tag
from server.pages.ticket_text import ask_html, ticket_html
from server.pages.words import WORDS
from server.presenting import confirmation

REFRESH_S = 15
SAID_CHARACTERS_MAX = 40
SEQ_MAX = 2**53
ACTIONS: dict[str, type[DelayVisit | RestoreVisit | CancelVisit]] = {
    "delay": DelayVisit,
    "restore": RestoreVisit,
    "cancel": CancelVisit,
}
Said = Annotated[str, QueryParameter(max_length=SAID_CHARACTERS_MAX)]
Seen = Annotated[int, QueryParameter(ge=0, le=SEQ_MAX)]


def ticket_pages(api: Api) -> list[HTTPRouteHandler]:
    @get("/t/{token:str}", include_in_schema=False)
    async def page(token: FromPath[str], said: Said = "") -> Response[str]:
        return await ticket_page(api, token, said)

    @get("/t/{token:str}/cancel", include_in_schema=False)
    async def ask(token: FromPath[str]) -> Response[str]:
        return ask_page(api, token)

    return [page, ask, *(_action(api, action) for action in ACTIONS)]


def _action(api: Api, action: str) -> HTTPRouteHandler:
    @post(f"/t/{{token:str}}/{action}", include_in_schema=False, name=f"visitor-{action}")
    async def act(token: FromPath[str], seen: Seen = 0) -> Response[str]:
        return await done(api, token, action, seen)

    return act


async def ticket_page(api: Api, token: str, said: str = "") -> Response[str]:
    """The ticket; `said`: what was done a moment ago, or why it was not."""
    found = api.tickets.find(token)
    if found is None:
        return gone_page(api)
    await confirm(api, found)
    hall = api.hub.committed
    visit = hall.visits[found]
    words = WORDS[visit.language]
    sheet = Sheet(
        language=visit.language,
        title=f"{words['title']} {visit.label}",
        state=visit.stops[visit.foremost].state.value,
        body=ticket_html(hall, visit, path_of(token), api.clock(), said),
        # What was said is not said again.
        refresh=f"{REFRESH_S}; url={path_of(token)}",
        footer=tag("span", words["fresh"]),
    )
    return response(hall.catalogue, sheet, training=api.identity.training)


def ask_page(api: Api, token: str) -> Response[str]:
    """Before a ticket is cancelled."""
    hall, found = api.hub.committed, api.tickets.find(token)
    if found is None:
        return gone_page(api)
    visit = hall.visits[found]
    words = WORDS[visit.language]
    title = words["ask"].format(label=visit.label)
    body = ask_html(hall, visit, path_of(token))
    sheet = Sheet(language=visit.language, title=title, state="ask", body=body)
    return response(hall.catalogue, sheet, training=api.identity.training)


async def done(api: Api, token: str, action: str, seen: int) -> Response[str]:
    """Do it, and send the browser back to the ticket."""
    found = api.tickets.find(token)
    if found is None:
        return gone_page(api)
    key = f"page {found} {action} {seen}" if seen else None
    try:
        await api.decide(ACTIONS[action](visit=found), SERVER, "visitor", "", key)
    except Unanswered as unanswered:
        return see_other(f"{path_of(token)}?said=no_{unanswered.body.reason}")
    return see_other(f"{path_of(token)}?said=did_{action}")


def gone_page(api: Api) -> Response[str]:
    """In both languages: nobody knows whose it was."""
    catalogue = api.hub.committed.catalogue
    notes = [words[name] for words in WORDS.values() for name in ("gone", "gone_note")]
    body = (
        tag("p", notes[0], "headline") + f'<div class="notes">{"".join(tag("p", n) for n in notes[1:])}</div>'
    )
    sheet = Sheet(language="id", title=WORDS["id"]["title"], state="gone", body=body)
    return response(catalogue, sheet, training=api.identity.training, status=404)


async def confirm(api: Api, visit: VisitId) -> None:
    """A number too old to be revived stays as it is, and the page says so."""
    if (command := confirmation(api.hub.committed.visits[visit])) is not None:
        with suppress(Unanswered):
            await api.decide(command, SERVER, "visitor", "", None)
