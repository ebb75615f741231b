from __future__ import annotations

import re
from itertools import product
from typing import get_args

import pytest

from hardware.advice import address_at, advice, name_of
from hardware.errors import Cause, DeviceError
from hardware.remedies import REMEDIES
from hardware.status import Trouble
from hardware.words import Kind

KINDS = get_args(Kind)
CAUSES = get_args(Cause)
OF_PRINTERS = (*get_args(Trouble), "near_end", "silent", "closed", "no_answer")
OF_TESTS = ("garbled", "wrong_baud", "less_answer", "more_answer", "unheard", "unacknowledged", "no_driver")
URLS = (
    "tcp://192.168.1.50",
    "tcp://printer-1:9101?status=no",
    "serial:///dev/ttyUSB0?baud=19200",
    "serial:COM3",
    "usb://04b8:0202/X1",
    "cups://kiosk",
    "file:///dev/usb/lp0",
    "virtual:",
)


def codes() -> set[str]:
    """Of every error there is, of every state of a printer, and of every test."""
    errors, todo = set[str](), [DeviceError]
    while todo:
        todo += (kind := todo.pop()).__subclasses__()
        errors.add(kind.code)
    return errors | set(OF_PRINTERS) | set(OF_TESTS)


@pytest.mark.parametrize("url", URLS)
def test_every_code_and_cause_of_every_device_has_words_in_both_languages_that_name_it(url: str):
    address = address_at(url)
    assert address is not None
    name = name_of(address).partition(":")[0] if url.startswith("tcp:") else name_of(address)
    for kind, code, cause in product(KINDS, sorted(codes()), CAUSES):
        told = advice(kind, code, cause, url, better="serial:///dev/ttyUSB9", holder="modem (pid 7)")
        for text in (told.what.id, told.what.en, told.do.id, told.do.en):
            assert len(text) > 10
            assert not re.search(r"[{}`]|  ", text), text
            assert text[0].isupper() or text.startswith(name)
        assert told.what.id != told.what.en
        assert told.do.id != told.do.en
        assert name in told.what.id
        assert name in told.what.en
        for copy in told.copies:
            assert copy in told.do.id + told.do.en
            assert f"{copy}." not in told.do.id + told.do.en


def test_what_nobody_thought_of_has_words_too():
    told = advice("printer", "on_fire", "", "tcp://192.168.1.50")
    assert "on_fire" in told.what.id
    assert told.do.en


def test_every_remedy_is_used_by_some_code_and_cause():
    used = {text for text in _texts_of_all()}
    for table in (REMEDIES.lines, REMEDIES.troubles):
        for key, remedy in table.items():
            beginning = remedy.what.en.split("{")[0] or remedy.what.en.split("}")[-1]
            assert any(beginning in text for text in used), key


def _texts_of_all() -> list[str]:
    places = [*((url, "") for url in (*URLS, "/dev/ttyUSB0", "rubbish")), ("usb://04b8:0202", "root")]
    everything = product(KINDS, [*codes(), "on_fire", "ok"], CAUSES, places)
    return [
        advice(kind, code, cause, url, group=group).what.en for kind, code, cause, (url, group) in everything
    ]


@pytest.mark.parametrize(
    ("kind", "code", "cause", "url", "what", "do"),
    [
        (
            "printer",
            "unreachable",
            "no_permission",
            "serial:///dev/ttyUSB0",
            "Port /dev/ttyUSB0 tidak boleh dibuka oleh pengguna ini.",
            "sudo usermod -aG dialout $USER",
        ),
        (
            "printer",
            "unreachable",
            "no_permission",
            "file:///dev/usb/lp0",
            "/dev/usb/lp0",
            "usermod -aG lp $USER",
        ),
        (
            "scanner",
            "unreachable",
            "busy",
            "serial:///dev/ttyACM0",
            "dipakai oleh ModemManager (pid 612)",
            "Tutup",
        ),
        (
            "printer",
            "unreachable",
            "no_permission",
            "usb://04B8:0202",
            "04b8:0202 tidak boleh",
            "usermod -aG lp $USER",
        ),
        ("printer", "unreachable", "refused", "tcp://10.0.0.9", "10.0.0.9 menyala", "RAW (port 9100)"),
        ("printer", "offline", "", "cups://kiosk", "kiosk sedang dihentikan", "sudo cupsenable kiosk"),
        ("printer", "offline", "", "tcp://10.0.0.9", "tidak siap", "ONLINE"),
        ("printer", "silent", "", "tcp://10.0.0.9", "tidak menjawab", "tcp://10.0.0.9?status=no"),
        ("printer", "disconnected", "", "usb://04b8:0202", "terputus", "kabel"),
        ("printer", "bad_url", "", "/dev/ttyUSB0", "tidak lengkap", "serial:///dev/ttyUSB0"),
        ("printer", "bad_url", "", "04b8:0202", "tidak lengkap", "usb://04b8:0202"),
        ("printer", "bad_url", "", "192.168.1.50", "tidak lengkap", "tcp://192.168.1.50"),
        ("printer", "bad_url", "", "tcp://a b", "tidak dapat dipakai", "./mall hardware list"),
    ],
)
def test_the_advice_fits_the_trouble(kind: Kind, code: str, cause: Cause, url: str, what: str, do: str):
    told = advice(kind, code, cause, url, holder="ModemManager (pid 612)")
    assert what in told.what.id
    assert do in told.do.id


def test_a_command_to_copy_is_told_apart_from_the_words_around_it():
    told = advice("printer", "unreachable", "no_permission", "serial:///dev/ttyUSB0", group="uucp")
    assert told.copies == ("sudo usermod -aG uucp $USER",)


def test_a_usb_device_of_root_alone_gets_a_rule_for_its_maker():
    told = advice("printer", "unreachable", "no_permission", "usb://04b8:0202", group="root")
    rule = 'SUBSYSTEM=="usb", ATTR{idVendor}=="04b8", GROUP="lp", MODE="0660"'
    assert any(rule in copy for copy in told.copies)
    assert all(rule in text for text in (told.do.id, told.do.en))


def test_who_holds_a_device_is_named_or_said_to_be_unknown():
    assert "program lain" in advice("printer", "unreachable", "busy", "serial:///dev/ttyS0").what.id
    assert "another program" in advice("printer", "unreachable", "busy", "serial:///dev/ttyS0").what.en
