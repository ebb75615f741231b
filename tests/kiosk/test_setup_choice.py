from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from hardware.address import BAUD
from hardware.attached import Found
from hardware.errors import BadUrl
from hardware.printer import Printer
from hardware.profiles import PROFILES
from kiosk.setup.address_field import AddressField
from kiosk.setup.choice import Choice, Row, bad_url_text, found_at, paper_text, rows

EPSON = Found(source="usb", name="EPSON TM-T82X", url="usb://04b8:0e27/X4TR01")
XP = Found(source="network", name="XP-80C", url="tcp://192.168.1.50")
LINE = Found(source="serial", name="USB-Serial", url="serial:///dev/ttyUSB0")


def listed(*found: Found, draft: str = "", saved: str = "", typed: str = "", state: str = "") -> list[Row]:
    return rows(found, draft=draft, saved=saved, typed=typed, state=state, well=not state)


def test_what_is_found_is_listed_by_name_and_no_printer_stands_at_the_end():
    assert [(row.title, row.key) for row in listed(EPSON, XP)] == [
        ("EPSON TM-T82X", EPSON.url),
        ("XP-80C", XP.url),
        ("No printer", ""),
    ]


def test_the_configured_printer_is_listed_first_where_it_was_not_found():
    first, *_ = listed(XP, saved="cups://lobby", draft="cups://lobby")
    assert (first.title, first.detail, first.chip, first.chosen) == ("lobby", "cups://lobby", "In use", True)


@pytest.mark.parametrize(
    ("found", "saved"),
    [
        (LINE, "serial:///dev/ttyUSB0?baud=19200"),
        (XP, "tcp://192.168.1.50:9100?status=no"),
        (EPSON, "usb://04B8:0E27"),
        (EPSON, "usb://04b8:0e27/X4TR01?status=now"),
    ],
)
def test_a_printer_found_is_the_configured_one_whatever_its_address_says_beside_the_place(
    found: Found, saved: str
):
    only, _ = listed(found, saved=saved, draft=saved)
    assert (only.key, only.title, only.chip, only.chosen) == (saved, found.name, "In use", True)
    assert found_at(saved, [found]) is found


def test_of_two_alike_the_serial_number_tells_which_is_configured():
    twin = Found(source="usb", name="EPSON TM-T82X", url="usb://04b8:0e27/OTHER")
    assert [row.chip for row in listed(EPSON, twin, saved=twin.url)] == ["", "In use", ""]


def test_the_configured_printer_says_how_it_is():
    only, _ = listed(XP, saved=XP.url, state="Out of paper")
    assert (only.chip, only.tone) == ("In use · Out of paper", "warning")


def test_what_cannot_be_used_says_so_and_what_has_no_address_is_not_listed():
    forbidden = Found(
        source="file", name="lp0", url="file:///dev/usb/lp0", code="unreachable", cause="no_permission"
    )
    adapter = Found(source="usb", name="CH340", url="", code="no_driver")
    assert [row.chip for row in listed(forbidden, adapter)] == ["Not permitted", "In use"]


def test_without_a_printer_that_is_what_is_marked():
    *_, last = listed(XP)
    assert (last.key, last.chip, last.chosen) == ("", "In use", True)


def test_only_a_serial_line_has_a_speed():
    line = Choice(url="serial:///dev/ttyUSB0", paper="80mm")
    assert line.baud == BAUD
    assert line.at_baud(19200).url == "serial:///dev/ttyUSB0?baud=19200"
    assert Choice(url=XP.url, paper="80mm").baud is None
    assert Choice(url="", paper="80mm").baud is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "begins with"),
        ("192.168.1.50", "begins with"),
        ("ftp://x", "begins with"),
        ("tcp://", "no name or address"),
        ("tcp://192.168.1.50:99999", "1 to 65535"),
        ("serial://ttyUSB0", "no path"),
        ("serial:", "no path"),
        ("file://", "no path"),
        ("usb://04b8", "two times four"),
        ("cups://", "name of a queue"),
        ("serial:///dev/ttyUSB0?baud=12345", "baud=19200"),
        ("tcp://x#y", "baud=19200"),
        ("tcp://[", "no name or address"),
    ],
)
def test_an_address_that_cannot_be_used_gets_a_word_for_a_person(typed: str, says: str):
    with pytest.raises(BadUrl) as caught:
        Printer(typed, PROFILES["80mm"])
    assert says in bad_url_text(caught.value)


def test_each_kind_of_paper_has_a_name_of_its_own():
    assert paper_text("80mm") == "80 mm"
    assert len({paper_text(name) for name in PROFILES}) == len(PROFILES)


@pytest.mark.parametrize("typed", ["memory:", "virtual:"])
def test_a_printer_without_paper_is_none_to_choose(typed: str, qapp: QGuiApplication):
    field = AddressField()
    used: list[str] = []
    field.used.connect(used.append)
    field.type(typed)
    field.use()
    assert "usb://" in field.note
    assert used == []
