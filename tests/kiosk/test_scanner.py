"""A scanner with a line of its own, at the other end of a real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import typer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.app import Options
from hardware.virtual.line import TcpLine, serve_tcp
from hardware.virtual.scanner import VirtualScanner
from kiosk.scanner import Scanner, scanner_url
from kiosk.slip_printer import SlipPrinterSettings
from tests.kiosk.stage import Stage

PACE = 0.02


@pytest.fixture
def device() -> VirtualScanner:
    return VirtualScanner()


@pytest.fixture
def line(device: VirtualScanner) -> Iterator[TcpLine]:
    line = serve_tcp(device)
    yield line
    line.close()


@pytest.fixture
def scanner(qapp: QGuiApplication, line: TcpLine, stage: Stage) -> Iterator[Scanner]:
    scanner = Scanner(line.url, pace=PACE)
    scanner.scanned.connect(stage.flow.scanned)
    scanner.status.connect(stage.flow.learn_scanner)
    yield scanner
    scanner.close()


def test_a_slip_before_a_serial_scanner_is_shown_and_its_loss_is_told(
    stage: Stage,
    device: VirtualScanner,
    line: TcpLine,
    scanner: Scanner,
    qtbot: QtBot,
    expect_log: Callable[[str], None],
):
    expect_log("disconnected|unreachable")
    qtbot.waitUntil(lambda: stage.model.canScan)
    assert stage.link.reported.scanner == "ok"
    device.scan(f"http://antrean.test:8080/t/{stage.slip().token}")
    qtbot.waitUntil(lambda: stage.screen == "place")
    line.unplug()
    qtbot.waitUntil(lambda: not stage.model.canScan)
    assert stage.link.reported.scanner != "ok"
    line.plug()
    qtbot.waitUntil(lambda: stage.model.canScan)


def test_what_no_code_looks_like_leads_to_no_question(
    stage: Stage, device: VirtualScanner, scanner: Scanner, qtbot: QtBot
):
    qtbot.waitUntil(lambda: stage.model.canScan)
    device.say(bytes(range(256)) * 20 + b"\r\n")
    device.scan("\x1b@ drop everything")
    qtbot.waitUntil(lambda: stage.screen == "unread")
    assert stage.link.looked == []
    assert stage.link.sent == []


def test_without_an_address_there_is_no_scanner(qapp: QGuiApplication, stage: Stage):
    Scanner("").close()
    assert scanner_url(Options(settings=SlipPrinterSettings())) == ""


@pytest.mark.parametrize("url", ["cups://scanner", "serial://", "scanner"])
def test_an_address_that_cannot_be_one_ends_the_app_with_its_name(url: str):
    with pytest.raises(typer.BadParameter, match="scanner"):
        scanner_url(Options(settings=SlipPrinterSettings(scanner=url)))
