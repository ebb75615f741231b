"""The reception's desk: `python -m kiosk.reception`. All its wiring."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

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
from kiosk.press import Press
from kiosk.reception.model import ReceptionModel
from kiosk.scanner import Scanner, ScannerOption, scanner_url
from kiosk.slip_printer import PaperOption, PrinterOption, SlipPrinterSettings, printer_of
from protocol.service import VERSION

QML = Path(__file__).resolve().parent.parent / "qml"


class ReceptionSettings(SlipPrinterSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A desk's PC has other windows too."""

    fullscreen: bool = False


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
    printer: PrinterOption = None,
    paper: PaperOption = None,
    scanner: ScannerOption = None,
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
        scanner=scanner,
    )
    # First: an address that cannot be used ends it with a word, not with a window.
    slip_printer = printer_of(options)
    scanner_at = scanner_url(options)
    shell = Shell("reception", options)
    shell.engine.addImportPath(str(QML))
    press = Press(slip_printer)
    link = link_of(shell, app=f"reception {VERSION}", wall=datetime.now(UTC))
    model = ReceptionModel(link, press, shell.languages, tell=shell.tell)
    serial = Scanner(scanner_at)
    serial.scanned.connect(model.scanned)
    serial.status.connect(model.learnScanner)
    shell.show("Mall.Reception", "Main", {"reception": model})
    try:
        code = shell.run()
    finally:
        serial.close()
        press.close()
    sys.exit(code)


if __name__ == "__main__":
    run_command("reception", main)
