"""The description of the HTTP API, with the types exactly as the codec checks them."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin

from protocol.messages import Command
from server.answers import FloorState, Happened, RefusedBody
from server.api import Health, IssueBody, IssuedTicket
from server.bookings_api import Booked, BookingBody, DaySlots, ServiceState
from server.public import PublicTicket, Queue
from server.tickets_api import ConfirmBody

SPOKEN = (
    Command,
    IssueBody,
    ConfirmBody,
    IssuedTicket,
    PublicTicket,
    Queue,
    Health,
    RefusedBody,
    ServiceState,
    DaySlots,
    BookingBody,
    Booked,
    Happened,
    FloorState,
)
"""All that is said and answered over HTTP."""


class ExactJson(JsonRenderPlugin):
    """The framework describes the routes; what is said there, the types themselves describe."""

    _rendered = b""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        if not self._rendered:
            self._rendered = msgspec.json.encode(exact(openapi_schema))
        return self._rendered


def exact(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the components that msgspec makes of the types, in place of those of their names."""
    _, spoken = msgspec.json.schema_components(SPOKEN, ref_template="#/components/schemas/{name}")
    components = document["components"]
    schemas = {**components.get("schemas", {}), **spoken}
    return {**document, "components": {**components, "schemas": schemas}}
