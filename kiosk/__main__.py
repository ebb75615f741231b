"""The kiosk: `python -m kiosk`. All its wiring."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

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
from kiosk.flow import Flow
from kiosk.model import KioskModel
from kiosk.press import Press
from kiosk.screen import Screen
from kiosk.slip_printer import PaperOption, PrinterOption, SlipPrinterSettings, printer_of
from kiosk.taps import Taps
from protocol.service import VERSION


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
    printer: PrinterOption = None,
    paper: PaperOption = None,
) -> None:
    """Where visitors take a number."""
    options = Options[SlipPrinterSettings].read(
        "kiosk",
        SlipPrinterSettings,
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
    slip_printer = printer_of(options.settings)
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


if __name__ == "__main__":
    run_command("kiosk", main)
