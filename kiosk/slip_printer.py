"""The slip printer of a kiosk or of the reception's desk, as its settings name it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from client.settings import Settings
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES

PrinterOption = Annotated[
    str | None, typer.Option("--printer", help="Address of the slip printer, e.g. tcp://127.0.0.1:9100.")
]
PaperOption = Annotated[str | None, typer.Option("--paper", help="Width of its paper: 80mm or 58mm.")]


class SlipPrinterSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an app that prints slips is told beyond the rest."""

    printer: str = ""
    """Address of the slip printer, e.g. `tcp://192.168.1.50:9100`, or `tcp://192.168.1.50?status=no` for one
    that never answers; empty: there is none, and numbers are shown or told."""
    paper: Literal["80mm", "58mm"] = "80mm"


def printer_of(settings: SlipPrinterSettings) -> Printer | None:
    """None where there is none. Raises `typer.BadParameter` for an address that cannot be used."""
    if not settings.printer:
        return None
    try:
        return Printer(settings.printer, PROFILES[settings.paper])
    except BadUrl as error:
        raise typer.BadParameter(str(error), param_hint="--printer") from error
