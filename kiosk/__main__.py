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
from hardware.attached import everywhere, look
from kiosk.flow import Flow
from kiosk.model import KioskModel
from kiosk.press import Press
from kiosk.scanner import Scanner, ScannerOption, scanner_url
from kiosk.screen import TYPING
from kiosk.setup.model import SetupModel
from kiosk.slip_printer import KioskSettings, PaperOption, PrinterOption, printer_of
from kiosk.taps import Taps
from kiosk.wedge import Wedge
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
    scanner: ScannerOption = None,
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
        scanner=scanner,
    )
    # First: an address that cannot be used ends it with a word, not with a window.
    slip_printer = printer_of(options)
    scanner_at = scanner_url(options)
    shell = Shell("kiosk", options)
    press = Press(slip_printer)
    link = link_of(shell, app=f"kiosk {VERSION}", wall=datetime.now(UTC))
    flow = Flow(link, press, shell.languages, tell=shell.tell)
    model = KioskModel(link, flow, shell.languages)
    wedge, serial = Wedge(), Scanner(scanner_at)
    wedge.scanned.connect(flow.scanned)
    serial.scanned.connect(flow.scanned)
    serial.status.connect(flow.learn_scanner)
    taps = Taps(lambda: flow.screen in TYPING)
    taps.touched.connect(model.touched)
    setup = SetupModel(
        flow,
        press,
        link,
        shell.languages,
        options,
        look=lambda: look(everywhere()),
        wall=lambda: datetime.now(UTC).astimezone(),
    )
    taps.touched.connect(setup.touched)
    wedge.scanned.connect(setup.learn_scan)
    serial.scanned.connect(setup.learn_scan)
    shell.show("Mall.Kiosk", "Main", {"kiosk": model, "setup": setup})
    assert shell.window is not None
    shell.window.installEventFilter(taps)
    shell.window.installEventFilter(wedge)
    try:
        code = shell.run()
    finally:
        setup.shut()
        serial.close()
        press.close()
    sys.exit(code)


if __name__ == "__main__":
    run_command("kiosk", main)
