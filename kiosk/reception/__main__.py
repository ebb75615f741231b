"""The reception's desk: `python -m kiosk.reception`. All its wiring."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from client.app import (
    AddressOption,
    AtOption,
    FullscreenOption,
    InstanceOption,
    JsonOption,
    LanguageOption,
    Options,
    RemoteOption,
    SettingsOption,
    Shell,
    SizeOption,
    TokenOption,
    link_of,
    run_command,
)
from client.settings import Settings
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES
from kiosk.press import Press
from kiosk.reception.model import ReceptionModel
from protocol.service import VERSION

QML = Path(__file__).resolve().parent.parent / "qml"


class ReceptionSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A desk's PC has other windows too, and a slip printer."""

    fullscreen: bool = False
    printer: str = ""
    """Address of the slip printer, as a kiosk's; empty: numbers are told."""
    paper: Literal["80mm", "58mm"] = "80mm"


def main(
    instance: InstanceOption = None,
    token: TokenOption = None,
    settings: SettingsOption = None,
    address: AddressOption = None,
    language: LanguageOption = None,
    fullscreen: FullscreenOption = None,
    size: SizeOption = None,
    at: AtOption = None,
    remote: RemoteOption = False,
    as_json: JsonOption = False,
    printer: Annotated[
        str | None, typer.Option("--printer", help="Address of the slip printer, e.g. tcp://127.0.0.1:9100.")
    ] = None,
    paper: Annotated[str | None, typer.Option("--paper", help="Width of its paper: 80mm or 58mm.")] = None,
) -> None:
    """Give numbers, look them up, and check bookings in, for those who do not use a kiosk."""
    options = Options[ReceptionSettings].read(
        "reception",
        ReceptionSettings,
        file=settings,
        remote=remote,
        as_json=as_json,
        instance=instance,
        token=token,
        address=address,
        language=language,
        fullscreen=fullscreen,
        size=size,
        at=at,
        printer=printer,
        paper=paper,
    )
    # First: an address that cannot be used ends it with a word, not with a window.
    slip_printer = _printer(options.settings)
    shell = Shell("reception", options)
    shell.engine.addImportPath(str(QML))
    press = Press(slip_printer)
    link = link_of(shell, app=f"reception {VERSION}", wall=datetime.now(UTC))
    model = ReceptionModel(link, press, shell.languages, tell=shell.tell)
    shell.show("Mall.Reception", "Main", {"reception": model})
    try:
        code = shell.run()
    finally:
        press.close()
    sys.exit(code)


def _printer(settings: ReceptionSettings) -> Printer | None:
    if not settings.printer:
        return None
    try:
        return Printer(settings.printer, PROFILES[settings.paper])
    except BadUrl as error:
        raise typer.BadParameter(str(error), param_hint="--printer") from error


if __name__ == "__main__":
    run_command("reception", main)
