"""`/check-in`: whoever has booked types the code at their phone and gets the ticket's page."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import parse_qs

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from protocol.catalogue import Language
from protocol.messages import BOOKING_CODE_DIGITS, CheckIn, Reason, TicketIssued
from server.answers import RefusedBody
from server.api import Api, Unanswered
from server.attempts import Attempts
from server.given import SERVER
from server.pages.sheet import Sheet, link, path_of, response, see_other, tag
from server.pages.words import WORDS, moment_text

PATH = "/check-in"
FIELDS_COUNT_MAX = 5
"""Of the form; it has one."""
OTHER: dict[Language, Language] = {"id": "en", "en": "id"}
NOT_NOW = frozenset(
    reason.value
    for reason in (
        Reason.CUT_OFF,
        Reason.QUOTA_REACHED,
        Reason.OVER_FOR_TODAY,
        Reason.ON_BREAK,
        Reason.NOT_YET_OPEN,
        Reason.CLOSED_TODAY,
        Reason.HOLIDAY,
    )
)
"""Why a late one, who is a walk-in like any other, gets no number."""
Lang = Annotated[str, QueryParameter(max_length=5)]


def check_in_pages(api: Api, now: Callable[[], float]) -> list[HTTPRouteHandler]:
    """`now`: monotonic, s."""
    attempts = Attempts(now)

    @get(PATH, include_in_schema=False)
    async def page(lang: Lang = "id") -> Response[str]:
        return form_page(api, language_of(lang))

    @post(PATH, include_in_schema=False)
    async def send(request: Request[Any, Any, Any], lang: Lang = "id") -> Response[str]:
        address = request.client.host if request.client else ""
        return await checked_in(api, attempts, address, code_in(await request.body()), language_of(lang))

    return [page, send]


async def checked_in(
    api: Api, attempts: Attempts, address: str, code: str, language: Language
) -> Response[str]:
    """To the ticket's page, or the form once more with why not."""
    words = WORDS[language]
    if (wait_s := attempts.wait_s(address)) > 0:
        said = words["in_too_many"].format(minutes=math.ceil(wait_s / 60))
        return form_page(api, language, said, 429)
    if len(code) != BOOKING_CODE_DIGITS:
        return form_page(api, language, words["in_digits"].format(digits=BOOKING_CODE_DIGITS), 400)
    try:
        # By its code, so that who sends it twice gets the same ticket.
        events = await api.decide(CheckIn(code=code), SERVER, "visitor", "", f"check-in {code}")
    except Unanswered as unanswered:
        if unanswered.body.reason == Reason.UNKNOWN_BOOKING.value:
            attempts.wrong(address)
        return form_page(api, language, why_not(api, unanswered.body, language), unanswered.status)
    ticket = events[-1].what
    assert isinstance(ticket, TicketIssued)
    assert ticket.token is not None
    return see_other(path_of(ticket.token))


def form_page(api: Api, language: Language, said: str = "", status: int = 200) -> Response[str]:
    words, catalogue = WORDS[language], api.hub.committed.catalogue
    box = (
        f'<input id="code" name="code" inputmode="numeric" autocomplete="off" required autofocus '
        f'pattern="[0-9 .\\-]*" maxlength="{2 * BOOKING_CODE_DIGITS}">'
    )
    body = "".join(
        (
            tag("p", words["check_in"], "headline"),
            f'<div class="notes">{tag("p", words["check_in_note"].format(digits=BOOKING_CODE_DIGITS))}</div>',
            tag("p", said, "said no"),
            f'<form class="do" method="post" action="{PATH}?lang={language}">',
            f'<label for="code">{words["code"]}</label>{box}',
            f'<button class="main">{words["check_in_yes"]}</button></form>',
        )
    )
    other = link(f"{PATH}?lang={OTHER[language]}", words["other"], "other")
    sheet = Sheet(language=language, title=words["check_in"], state="check_in", body=body, footer=other)
    return response(catalogue, sheet, training=api.identity.training, status=status)


def why_not(api: Api, refused: RefusedBody, language: Language) -> str:
    words, timezone = WORDS[language], api.hub.committed.catalogue.timezone
    if refused.reason in NOT_NOW:
        return words["in_late"]
    again = "" if refused.again is None else moment_text(refused.again, timezone, language)
    said = words.get(f"in_{refused.reason}", words.get(f"no_{refused.reason}", words["in_other"]))
    return said.format(again=again)


def code_in(body: bytes) -> str:
    """The digits of the form's code, as people group them or not; empty if there is none."""
    try:
        fields = parse_qs(body.decode("ascii", "replace"), max_num_fields=FIELDS_COUNT_MAX)
    except ValueError:
        return ""
    typed = "".join(fields.get("code", ["", ""])[0].split())
    digits = typed.replace("-", "").replace(".", "")
    return digits if digits.isascii() and digits.isdigit() else ""


def language_of(name: str) -> Language:
    return "en" if name == "en" else "id"
