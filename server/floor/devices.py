"""The devices of the mall in words, trouble first, in the manager's language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from protocol.catalogue import Language, Text
from protocol.messages import Role
from server.answers import DeviceHealth, FloorDevices
from server.condition import fine

Weight = Literal["trouble", "away", "well"]
TOPICS = ("paper", "sound", "keypad", "sign", "scanner")
"""What is told of a device, in this order."""

ROLES: dict[Role, Text] = {
    "kiosk": Text(id="Kios", en="Kiosk"),
    "counter": Text(id="Loket", en="Counter"),
    "reception": Text(id="Resepsionis", en="Reception"),
    "display": Text(id="Layar", en="Display"),
    "floor": Text(id="Pengawas", en="Floor manager"),
    "api": Text(id="Program lain", en="Other program"),
}
AWAY = Text(id="Tidak tersambung ke server", en="Not connected to the server")
WELL = Text(id="Baik", en="Well")

_NOUNS = {
    "paper": Text(id="printer", en="printer"),
    "sound": Text(id="suara", en="sound"),
    "keypad": Text(id="papan tombol", en="keypad"),
    "sign": Text(id="papan LED", en="LED sign"),
    "scanner": Text(id="pemindai", en="scanner"),
}
_STATES = {
    "paper": {
        "paper_out": Text(id="Kertas habis", en="Out of paper"),
        "near_end": Text(id="Kertas hampir habis", en="Paper nearly out"),
        "cover_open": Text(id="Tutup printer terbuka", en="Cover open"),
        "cutter_error": Text(id="Pisau pemotong macet", en="Cutter jammed"),
        "offline": Text(
            id="Printer tidak siap (tombol FEED/ONLINE)", en="Printer offline (FEED/ONLINE button)"
        ),
    },
    "sound": {"no_device": Text(id="Tanpa pengeras suara", en="No loudspeaker")},
}
_NO_PRINTER = Text(id="tanpa printer", en="no printer")
_NOT_CONNECTED = Text(id="{} tidak tersambung", en="{} not connected")
_NO_ANSWER = Text(id="{} tidak menjawab", en="{} does not answer")
_CLOSED = Text(id="{} berhenti", en="{} has stopped")
_FAILED = Text(id="{} rusak", en="{} failure")
_OF_ANY = {
    "unreachable": _NOT_CONNECTED,
    "disconnected": _NOT_CONNECTED,
    "silent": _NO_ANSWER,
    "timed_out": _NO_ANSWER,
    "no_answer": _NO_ANSWER,
    "closed": _CLOSED,
    "failed": _FAILED,
}
_OTHER = Text(id="{}: {}", en="{}: {}")


class DeviceLine(Struct, frozen=True, kw_only=True):
    """One thing to know of a device."""

    text: str
    since: str
    """When it began, on the mall's wall; empty: not known."""
    weight: Weight


class DeviceRow(Struct, frozen=True, kw_only=True):
    name: str
    role: str
    """And whose, where that is known."""
    version: str
    """Of its program."""
    lines: tuple[DeviceLine, ...]
    """At least one, the heaviest first."""


class DevicesTold(Struct, frozen=True, kw_only=True):
    now: str
    summary: str
    rows: tuple[DeviceRow, ...]
    """Trouble first, then who is away, then by name: counter-2 before counter-10."""


def told(devices: FloorDevices, language: Language) -> DevicesTold:
    zone = ZoneInfo(devices.timezone)
    rows = [_row(device, devices.now, zone, language) for device in devices.devices]
    order: tuple[Weight, ...] = ("trouble", "away", "well")
    rows.sort(key=lambda row: (order.index(row.lines[0].weight), _by_number(row.name)))
    counts = {weight: sum(row.lines[0].weight == weight for row in rows) for weight in order}
    summary = Text(
        id=f"{counts['trouble']} bermasalah, {counts['away']} tidak tersambung, {counts['well']} baik",
        en=f"{counts['trouble']} in trouble, {counts['away']} not connected, {counts['well']} well",
    )
    return DevicesTold(
        now=f"{devices.now.astimezone(zone):%Y-%m-%d %H:%M}",
        summary=summary.in_(language),
        rows=tuple(rows),
    )


def state_text(topic: str, code: str, language: Language) -> str:
    """A state that is not as it should be, in words; one without words by its code. What follows the code
    says which of several."""
    code, _, which = code.partition(" ")
    text = _text(topic, code, language)
    return f"{text} ({_visible(which)})" if which else text


def _text(topic: str, code: str, language: Language) -> str:
    if (text := _STATES.get(topic, {}).get(code)) is not None:
        return text.in_(language)
    noun = _NOUNS[topic].in_(language) if topic in _NOUNS else _visible(topic)
    text = _OF_ANY.get(code, _OTHER).in_(language).format(noun, _visible(code.replace("_", " ")))
    return f"{text[:1].upper()}{text[1:]}"


def _row(device: DeviceHealth, now: datetime, zone: ZoneInfo, language: Language) -> DeviceRow:
    def since(topic: str) -> str:
        at = device.since.get(topic)
        if at is None:
            return ""
        local = at.astimezone(zone)
        return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else f"{local:%Y-%m-%d %H:%M}"

    lines: list[DeviceLine] = []
    if not device.connected:
        lines.append(DeviceLine(text=AWAY.in_(language), since=since("connection"), weight="away"))
    for topic in (*TOPICS, *sorted(set(device.report) - {*TOPICS, "app"})):
        code = device.report.get(topic, "")
        if not fine(topic, code):
            text = state_text(topic, code, language)
            lines.append(DeviceLine(text=text, since=since(topic), weight="trouble"))
    if not lines:
        lines.append(DeviceLine(text=_well(device, language), since=since("connection"), weight="well"))
    return DeviceRow(
        name=device.name,
        role=" ".join(filter(None, (ROLES[device.role].in_(language), device.place))),
        version=_visible(device.report.get("app", "").rpartition(" ")[2]),
        lines=tuple(lines),
    )


def _well(device: DeviceHealth, language: Language) -> str:
    """What a device that is well has about it."""
    if device.report.get("paper") == "no_printer":
        return f"{WELL.in_(language)} ({_NO_PRINTER.in_(language)})"
    at_hand = [_NOUNS[topic].in_(language) for topic in TOPICS if device.report.get(topic)]
    return f"{WELL.in_(language)} ({', '.join(at_hand)})" if at_hand else WELL.in_(language)


def _by_number(name: str) -> list[tuple[int, str]]:
    """Sorts numbers in a name by their size."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def _visible(text: str) -> str:
    """What a device says of itself, harmless in a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
