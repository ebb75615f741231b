"""The slip printer of a kiosk or of the reception's desk, as its settings name it."""

from __future__ import annotations

from typing import Annotated, TypeVar

import typer
from msgspec import Meta

from client.app import Options
from client.settings import Settings
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES

S = TypeVar("S", bound="SlipPrinterSettings")

PrinterOption = Annotated[
    str | None, typer.Option("--printer", help="Address of the slip printer, e.g. tcp://127.0.0.1:9100.")
]
PaperOption = Annotated[
    str | None, typer.Option("--paper", help=f"Its paper or kind: {', '.join(PROFILES)}.")
]


class SlipPrinterSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an app that prints slips is told beyond the rest."""

    printer: str = ""
    """Address of the slip printer, e.g. `tcp://192.168.1.50:9100`, or `tcp://192.168.1.50?status=no` for one
    that never answers; empty: there is none, and numbers are shown or told."""
    paper: str = "80mm"
    """Its paper, or its kind where more is known: a name of hardware/profiles.toml."""
    scanner: str = ""
    """Address of a serial scanner, e.g. `serial:///dev/ttyACM0`; one that types needs none."""

    def __post_init__(self) -> None:
        if self.paper not in PROFILES:
            raise ValueError(f"paper: expected {' or '.join(PROFILES)}")


class KioskSettings(SlipPrinterSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kiosk can be set up on its own screen, by who knows the code."""

    setup_code: Annotated[str, Meta(pattern=r"^([0-9]{4,8})?$", examples=["4 to 8 digits, in quotes"])] = ""
    """4–8 digits that open the set-up screen; empty: it stays shut."""


def printer_of(options: Options[S]) -> Printer | None:
    """None where there is none. Raises `typer.BadParameter` for an address that cannot be used."""
    try:
        return printer_at(options.settings.printer, options.settings.paper)
    except BadUrl as error:
        raise typer.BadParameter(f"{options.source_of('printer')}: {error}") from error


def printer_at(url: str, paper: str) -> Printer | None:
    """None for the empty address. `paper`: name of a profile. Raises `BadUrl`."""
    return Printer(url, PROFILES[paper]) if url else None
