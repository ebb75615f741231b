from __future__ import annotations

import os
import socket
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from zeroconf import IPVersion, ServiceInfo, Zeroconf

from hardware import attached
from hardware.address import parse
from hardware.attached import (
    RAW_TYPE,
    Found,
    LookError,
    cups_queues,
    device_file_of,
    look,
    network_printers,
    printer_files,
    serial_ports,
    usb_devices,
)
from hardware.holders import holder_of
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.usb import Face, UsbLine, VirtualBus

LONG_S = 10.0


def port(device: str, description: str = "n/a", *, vid: int | None = None, pid: int | None = None):
    return SimpleNamespace(device=device, description=description, vid=vid, pid=pid)


def test_a_usb_printer_is_listed_by_its_model_and_twins_by_their_serial_numbers(tmp_path: Path):
    single = UsbLine(VirtualPrinter(), vendor=0x04B8, product=0x0202, number="A1")
    twins = [UsbLine(VirtualPrinter(), number=number) for number in ("L", "R")]
    mouse = UsbLine(VirtualPrinter(), vendor=0x1234, faces=(Face(kind=3),))
    found = usb_devices(bus=VirtualBus(single, *twins, mouse), ports=list, files=tmp_path)
    assert [each.url for each in found] == ["usb://04b8:0202", "usb://0416:5011/L", "usb://0416:5011/R"]
    assert {each.code for each in found} == {""}


def test_a_serial_adapter_without_a_port_is_told_as_one_without_a_driver(tmp_path: Path):
    adapter = UsbLine(VirtualPrinter(), vendor=0x1A86, product=0x7523, faces=(Face(kind=255),))
    (lone,) = usb_devices(bus=VirtualBus(adapter), ports=list, files=tmp_path)
    assert (lone.url, lone.code) == ("", "no_driver")
    assert "CH340" in lone.name
    driven = [port("/dev/ttyUSB0", vid=0x1A86, pid=0x7523)]
    assert usb_devices(bus=VirtualBus(adapter), ports=lambda: driven, files=tmp_path) == []


def test_serial_ports_are_listed_with_their_address_and_a_name_that_cannot_steer_the_terminal():
    found = serial_ports(ports=lambda: [port("/dev/ttyUSB1", "USB\x1b[2J Serial"), port("/dev/ttyS0")])
    assert [(each.name, each.url) for each in found] == [
        ("/dev/ttyS0", "serial:///dev/ttyS0"),
        ("USB [2J Serial", "serial:///dev/ttyUSB1"),
    ]


def test_a_printer_file_is_listed_with_the_name_the_system_has_for_it(tmp_path: Path):
    (tmp_path / "lp0").touch()
    (tmp_path / "hiddev0").touch()
    names = tmp_path / "names" / "lp0"
    (names / "device").mkdir(parents=True)
    (names / "product").write_text("TM-T82\n")
    (found,) = printer_files(folder=tmp_path, names=tmp_path / "names")
    assert (found.name, found.url, found.code) == ("TM-T82", f"file://{tmp_path}/lp0", "")


def test_a_device_file_this_user_may_not_open_is_told_with_its_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    node = tmp_path / "lp0"
    node.touch()
    node.chmod(0o660)
    monkeypatch.setattr(attached.os, "access", lambda path, mode: False)
    monkeypatch.setattr(Path, "group", lambda self: "uucp")
    (found,) = printer_files(folder=tmp_path, names=tmp_path)
    assert (found.code, found.cause, found.group) == ("unreachable", "no_permission", "uucp")


def test_a_device_file_another_program_has_open_is_told_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    node, processes = tmp_path / "lp0", tmp_path / "proc"
    node.touch()
    for pid, name, target in (
        (41, "sh", "/dev/null"),
        (42, "cupsd", str(node)),
        (os.getpid(), "me", str(node)),
    ):
        (processes / str(pid) / "fd").mkdir(parents=True)
        (processes / str(pid) / "comm").write_text(f"{name}\n")
        (processes / str(pid) / "fd" / "3").symlink_to(target)
    (processes / "43").mkdir()
    (processes / "self").mkdir()
    assert holder_of(str(node), processes=processes) == "cupsd (pid 42)"
    assert holder_of(str(tmp_path / "lp1"), processes=processes) == ""
    monkeypatch.setattr(attached, "holder_of", lambda path: holder_of(path, processes=processes))
    (found,) = printer_files(folder=tmp_path, names=tmp_path)
    assert (found.code, found.cause, found.holder) == ("unreachable", "busy", "cupsd (pid 42)")


def test_the_device_file_behind_an_address_is_found_where_there_is_one(tmp_path: Path):
    bus = VirtualBus(*(UsbLine(VirtualPrinter(), vendor=vendor) for vendor in (0x04B8, 7, 7)))
    files = {
        url: device_file_of(parse(url), bus=bus, files=tmp_path)
        for url in (
            "serial:///dev/ttyS0",
            "file:///dev/usb/lp0",
            "tcp://a",
            "usb://04b8:5011",
            "usb://0007:5011",
        )
    }
    assert list(files.values()) == ["/dev/ttyS0", "/dev/usb/lp0", "", str(tmp_path / "001" / "001"), ""]


@pytest.mark.slow
def test_network_printers_are_found_by_what_they_announce():
    host = socket.inet_aton("127.0.0.1")
    raw = ServiceInfo(
        RAW_TYPE,
        f"Kiosk 1.{RAW_TYPE}",
        port=9101,
        addresses=[host],
        properties={"ty": "TM-T82\x07"},
        server="a.local.",
    )
    ipp_type = "_ipp._tcp.local."
    ipp = ServiceInfo(ipp_type, f"Kiosk 1.{ipp_type}", port=631, addresses=[host], server="a.local.")
    announcer = Zeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
    announce = partial(announcer.register_service, cooperating_responders=True)
    try:
        with ThreadPoolExecutor() as pool:
            told = [pool.submit(announce, info) for info in (raw, ipp)]
            found = network_printers(wait_s=LONG_S, interfaces=["127.0.0.1"], enough=lambda count: count == 2)
        assert [each.result() for each in told] == [None, None]
    finally:
        announcer.close()
    assert [(each.name, each.url, each.sure) for each in found] == [
        ("Kiosk 1", "tcp://127.0.0.1", False),
        ("TM-T82", "tcp://127.0.0.1:9101", True),
    ]


def test_a_machine_without_a_network_is_told_as_such(monkeypatch: pytest.MonkeyPatch):
    def without_network(**how: object) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(attached, "Zeroconf", without_network)
    with pytest.raises(LookError) as caught:
        network_printers(wait_s=LONG_S)
    assert caught.value.cause == "no_answer"


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no CUPS")
def test_queues_of_cups_are_listed_and_a_stopped_one_with_its_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program(
        tmp_path,
        "lpstat",
        'if [ "$1" = -e ]; then printf "kiosk\\nold\\nfar@host\\n"; exit; fi\n'
        'if [ "$2" = old ]; then echo "printer old disabled since Mon - paused"; fi',
    )
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    found = {each.url: each.code for each in cups_queues()}
    assert found == {"cups://kiosk": "", "cups://old": "offline"}


def test_a_machine_without_cups_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LookError) as caught:
        cups_queues()
    assert caught.value.cause == "no_program"


def test_a_place_that_cannot_be_looked_into_hides_no_other():
    def without_library() -> list[Found]:
        raise LookError("no_program", "no libusb")

    def broken() -> list[Found]:
        raise ZeroDivisionError("oh")

    port = Found(source="serial", name="a", url="serial:///dev/ttyS0")
    seen = look({"usb": without_library, "serial": lambda: [port], "network": broken})
    assert seen.found == (port,)
    assert [(each.source, each.cause, each.reason) for each in seen.missed] == [
        ("usb", "no_program", "no libusb"),
        ("network", "", "ZeroDivisionError: oh"),
    ]
