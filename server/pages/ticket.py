"""The visitor's page: where the QR on the slip leads."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from importlib.resources import files
from string import Template

from litestar import Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from protocol.catalogue import Catalogue, Language
from protocol.hall import State, Visit
from protocol.messages import ConfirmTicket, VisitId
from server.api import Api, Unanswered, before
from server.engine import SERVER

REFRESH_S = 15

WORDS: dict[Language, dict[str, str]] = {
    "id": {
        "title": "Nomor antrean",
        "printing": "Sedang disiapkan",
        "waiting": "Menunggu",
        "called": "Silakan menuju loket {counter}",
        "serving": "Sedang dilayani di loket {counter}",
        "finished": "Selesai",
        "no_show": "Tidak hadir saat dipanggil. Silakan hubungi petugas.",
        "cancelled": "Batal",
        "ahead": "Sekitar {ahead} orang di depan Anda",
        "next": "Anda segera dipanggil",
        "where": "Tunggu di {zone}",
        "gone": "Nomor ini tidak ada lagi.",
        "gone_note": "Halaman nomor antrean hilang beberapa saat setelah selesai.",
        "fresh": "Halaman ini memperbarui diri sendiri.",
        "training": "LATIHAN",
    },
    "en": {
        "title": "Ticket number",
        "printing": "Being prepared",
        "waiting": "Waiting",
        "called": "Please go to counter {counter}",
        "serving": "Being served at counter {counter}",
        "finished": "Finished",
        "no_show": "Not present when called. Please ask an officer.",
        "cancelled": "Cancelled",
        "ahead": "About {ahead} waiting ahead of you",
        "next": "You will be called soon",
        "where": "Wait in the {zone}",
        "gone": "This number is no longer here.",
        "gone_note": "A ticket's page goes away some time after it has ended.",
        "fresh": "This page refreshes itself.",
        "training": "TRAINING",
    },
}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
_template = Template(files("server.pages").joinpath("ticket.html").read_text("utf-8"))


def page(api: Api) -> HTTPRouteHandler:
    @get("/t/{token:str}", media_type=MediaType.HTML, include_in_schema=False)
    async def ticket_page(token: FromPath[str]) -> Response[str]:
        hall, visit = api.hub.committed, api.tickets.find(token)
        training = api.identity.training
        if visit is None:
            return Response(_gone(hall.catalogue, training), status_code=404, headers=HEADERS)
        if confirmable(hall.visits[visit]):
            await confirm(api, visit)
            hall = api.hub.committed
        found = hall.visits[visit]
        return Response(
            _of_visit(hall.catalogue, found, before(hall, found, found.stops[-1]), training), headers=HEADERS
        )

    return ticket_page


def confirmable(visit: Visit) -> bool:
    """Nobody has said yet that the visitor has the number; who opens its page has it."""
    stop = visit.stops[0]
    return stop.state is State.PRINTING or stop.cancelled == "not_confirmed"


async def confirm(api: Api, visit: VisitId) -> None:
    """A number too old to be revived stays as it is, and the page says so."""
    with suppress(Unanswered):
        await api.decide(ConfirmTicket(visit=visit, paper="seen"), SERVER, "", None)


def _of_visit(catalogue: Catalogue, visit: Visit, ahead: int, training: bool) -> str:
    language, words, stop = visit.language, WORDS[visit.language], visit.stops[-1]
    tenant = catalogue.tenants[stop.tenant]
    zone = catalogue.zones[tenant.zone].name.in_(language)
    notes: list[str] = []
    if stop.state is State.WAITING:
        notes = [
            words["ahead"].format(ahead=ahead) if ahead else words["next"],
            words["where"].format(zone=zone),
        ]
    return _filled(
        catalogue,
        language,
        state=stop.state.value,
        number=visit.label,
        headline=words[stop.state.value].format(counter=stop.counter),
        service=catalogue.services[stop.service].name.in_(language),
        tenant=tenant.name.in_(language),
        notes=notes,
        training=training,
    )


def _gone(catalogue: Catalogue, training: bool) -> str:
    words = WORDS["id"]
    return _filled(
        catalogue,
        "id",
        state="gone",
        number="",
        headline=words["gone"],
        service="",
        tenant="",
        notes=[words["gone_note"], WORDS["en"]["gone"]],
        training=training,
    )


def _filled(
    catalogue: Catalogue,
    language: Language,
    *,
    state: str,
    number: str,
    headline: str,
    service: str,
    tenant: str,
    notes: list[str],
    training: bool,
) -> str:
    words = WORDS[language]
    return _template.substitute(
        language=language,
        refresh=REFRESH_S,
        state=state,
        title=escape(f"{words['title']} {number}".strip()),
        mall=escape(catalogue.name.in_(language)),
        label=escape(words["title"] if number else ""),
        number=escape(number),
        headline=escape(headline),
        service=escape(service),
        tenant=escape(tenant),
        notes="".join(f"<p>{escape(note)}</p>" for note in notes),
        fresh=escape(words["fresh"]),
        training=f'<div class="training">{escape(words["training"])}</div>' if training else "",
    )
