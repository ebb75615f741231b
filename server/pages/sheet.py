"""One frame for all pages of visitors: what is filled in is escaped here, and nothing comes from outside."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from litestar import Response
from msgspec import Struct

from protocol.catalogue import Catalogue, Language
from server.pages.words import WORDS

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    # The address of a ticket's page is its key.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_template = Template(files("server.pages").joinpath("sheet.html").read_text("utf-8"))


class Sheet(Struct, frozen=True, kw_only=True):
    """A page; `body` is HTML that is escaped already, all else is plain text."""

    language: Language
    title: str
    state: str
    body: str
    refresh: str = ""
    """Seconds and address, as the browser wants them; empty: the page stays as it is."""
    footer: str = ""
    """HTML."""


def response(catalogue: Catalogue, sheet: Sheet, *, training: bool, status: int = 200) -> Response[str]:
    words = WORDS[sheet.language]
    text = _template.substitute(
        language=sheet.language,
        refresh=f'<meta http-equiv="refresh" content="{escape(sheet.refresh)}">' if sheet.refresh else "",
        title=escape(sheet.title),
        mall=escape(catalogue.name.in_(sheet.language)),
        state=escape(sheet.state),
        training=tag("p", words["training"], "training") if training else "",
        body=sheet.body,
        footer=sheet.footer,
    )
    return Response(text, status_code=status, headers=HEADERS, media_type="text/html; charset=utf-8")


def see_other(path: str) -> Response[str]:
    """After a form was sent: the browser fetches this page instead of sending the form again."""
    return Response("", status_code=303, headers={**HEADERS, "Location": path}, media_type="text/plain")


def tag(name: str, text: str, kind: str = "") -> str:
    """An element with plain text in it; none for no text."""
    about = f' class="{kind}"' if kind else ""
    return f"<{name}{about}>{escape(text)}</{name}>" if text else ""


def form(action: str, label: str, kind: str, hint: str = "") -> str:
    """One button that posts."""
    button = f'<button class="{kind}">{escape(label)}{tag("small", hint)}</button>'
    return f'<form method="post" action="{escape(action)}">{button}</form>'


def link(address: str, label: str, kind: str) -> str:
    return f'<a class="{kind}" href="{escape(address)}">{escape(label)}</a>'


def path_of(token: str, *more: str) -> str:
    return "/".join(["/t", quote(token, safe=""), *more])
