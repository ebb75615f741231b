"""The kiosk: `python -m kiosk`. All its wiring."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
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
from kiosk.flow import Flow
from kiosk.model import KioskModel
from kiosk.press import Press
from kiosk.screen import Screen
from kiosk.taps import Taps
from protocol.service import VERSION


class KioskSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a kiosk is told beyond the rest."""

    printer: str = ""
    """Address of the slip printer, e.g. `tcp://192.168.1.50:9100`, or `tcp://192.168.1.50?status=no` for one
    that never answers; empty: numbers stay on the screen."""
    paper: Literal["80mm", "58mm"] = "80mm"


def main(
    instance: InstanceOption = None,
    token: TokenOption = None,
    settings: SettingsOption = None,
    address: AddressOption = None,
    language: LanguageOption = None,
    fullscreen: FullscreenOption = None,
    size: SizeOption = None,
    remote: RemoteOption = False,
    as_json: JsonOption = False,
    at: AtOption = None,
    printer: Annotated[
        str | None, typer.Option("--printer", help="Address of the slip printer, e.g. tcp://127.0.0.1:9100.")
    ] = None,
    paper: Annotated[str | None, typer.Option("--paper", help="Width of its paper: 80mm or 58mm.")] = None,
) -> None:
    """Where visitors take a number."""
    options = Options[KioskSettings].read(
        "kiosk",
        KioskSettings,
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
    shell = Shell("kiosk", options)
    press = Press(slip_printer)
    link = link_of(shell, app=f"kiosk {VERSION}", wall=datetime.now(UTC))
    flow = Flow(link, press, shell.languages, tell=shell.tell)
    model = KioskModel(link, flow, shell.languages, has_printer=press.present)
    taps = Taps(lambda: flow.screen is Screen.CHECK_IN)
    taps.touched.connect(model.touched)
    shell.show("Mall.Kiosk", "Main", {"kiosk": model})
    assert shell.window is not None
    shell.window.installEventFilter(taps)
    try:
        code = shell.run()
    finally:
        press.close()
    sys.exit(code)


def _printer(settings: KioskSettings) -> Printer | None:
    if not settings.printer:
        return None
    try:
        return Printer(settings.printer, PROFILES[settings.paper])
    except BadUrl as error:
        raise typer.BadParameter(str(error), param_hint="--printer") from error


if __name__ == "__main__":
    run_command("kiosk", main)
