"""The devices on the workbench, each with what can go wrong with it."""

from __future__ import annotations

import random
from typing import Protocol

from hardware.keypad import Key
from hardware.signboard import Face
from hardware.virtual import faults
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns
from hardware.virtual.wire import Wire
from workshop.workbench.orders import (
    LINE_FAULTS,
    PRINTER_FAULTS,
    SIGN_FAULTS,
    Fail,
    FaultName,
    PrinterFault,
    SignFault,
)

_Plain = faults.NearEnd | faults.PaperOut | faults.Cover | faults.CutterJam | faults.Hold | faults.Stall
DROPPED_BYTES = 40
"""So much is lost where bytes are dropped: about a line of text."""


class WorkbenchError(Exception):
    """What was asked of the workbench makes no sense; says why."""


class Piece(Protocol):
    """A device on the bench."""

    name: str

    @property
    def faults(self) -> dict[FaultName, bool]:
        """What can go wrong with it, and whether it has; of what happens in a moment never."""
        ...

    def fail(self, order: Fail) -> None:
        """Raises `WorkbenchError`."""
        ...

    def repair(self, fault: FaultName | None) -> None:
        """None: all. Raises `WorkbenchError`."""
        ...

    def state(self) -> dict[str, object]: ...


class BenchPrinter:
    def __init__(self, name: str, device: VirtualPrinter) -> None:
        self.name = name
        self.device = device
        self._silent = False
        self._offline = False

    @property
    def faults(self) -> dict[FaultName, bool]:
        return {fault: self._has(fault) for fault in PRINTER_FAULTS}

    def fail(self, order: Fail) -> None:
        device = self.device
        _refuse_address(order)
        if order.after_bytes and order.fault not in (*_KINDS, "reset", "cable", "drop_bytes"):
            raise WorkbenchError(f"{order.fault} happens at once: leave after_bytes out")
        if order.back_s is not None and order.fault not in ("reset", "cable"):
            raise WorkbenchError(f"{order.fault} does not go away by itself: leave back_s out")
        match order.fault:
            case "offline":
                self._offline = True
                device.set_state(online=False)
            case "silent":
                self._silent = True
                device.set_state(answering=False)
            case "off":
                device.switch(on=False)
            case "reset":
                back_s = faults.RESTART_S if order.back_s is None else order.back_s
                device.fail(faults.Reset(order.after_bytes, back_s=back_s))
            case "cable":
                device.fail(faults.Disconnect(order.after_bytes, back_s=order.back_s))
            case "drop_bytes":
                device.fail(faults.DropBytes(order.after_bytes, count=DROPPED_BYTES))
            case fault if fault in _KINDS:
                device.fail(_KINDS[fault](order.after_bytes))
            case fault:
                raise WorkbenchError(f"{self.name} has no fault {fault!r}")

    def repair(self, fault: FaultName | None) -> None:
        device = self.device
        match fault:
            case None:
                device.repair()
                self._silent = self._offline = False
            case "offline":
                device.set_state(online=True)
                self._offline = False
            case "silent":
                device.set_state(answering=True)
                self._silent = False
            case "off" | "reset":
                device.switch(on=True)
            case "cable":
                device.repair(faults.Disconnect)
            case "drop_bytes":
                device.repair(faults.DropBytes)
            case _ if fault in _KINDS:
                device.repair(_KINDS[fault])
            case _:
                raise WorkbenchError(f"{self.name} has no fault {fault!r}")

    def state(self) -> dict[str, object]:
        sheets = self.device.sheets
        return {
            "paper": self.device.status.paper,
            "trouble": self.device.status.trouble,
            "slips": sum(not sheet.torn for sheet in sheets),
            "torn": sum(sheet.torn for sheet in sheets),
        }

    def _has(self, fault: PrinterFault) -> bool:
        device, wire = self.device, self.device.wire
        match fault:
            case "offline":
                return self._offline
            case "silent":
                return self._silent
            case "off":
                return not wire.has("power")
            case "cable":
                return not wire.has("cable")
            case "reset" | "drop_bytes":
                return False
            case _:
                return _KINDS[fault] in device.faults


class BenchSigns:
    def __init__(self, name: str, device: VirtualSigns) -> None:
        self.name = name
        self.device = device
        self._sick: dict[int, SignFault] = {}

    @property
    def faults(self) -> dict[FaultName, bool]:
        sick = set(self._sick.values())
        return {
            fault: not self.device.wire.has("cable") if fault == "cable" else fault in sick
            for fault in SIGN_FAULTS
        }

    def fail(self, order: Fail) -> None:
        match order.fault:
            case "cable":
                _cut(self.device.wire, order)
            case "mute" | "dead" as fault:
                if order.after_bytes or order.back_s is not None:
                    raise WorkbenchError(f"{fault} starts now and stays: leave after_bytes and back_s out")
                for address in self._addresses(order.address):
                    self._sick[address] = fault
                    self.device.set_health(address, fault)
            case fault:
                raise WorkbenchError(f"{self.name} has no fault {fault!r}")

    def repair(self, fault: FaultName | None) -> None:
        if fault not in (None, *SIGN_FAULTS):
            raise WorkbenchError(f"{self.name} has no fault {fault!r}")
        if fault in (None, "cable"):
            self.device.wire.restore("cable")
        for address, sick in list(self._sick.items()):
            if fault in (None, sick):
                del self._sick[address]
                self.device.set_health(address, "well")

    def state(self) -> dict[str, object]:
        return {"faces": {str(address): _face(face) for address, face in self.device.faces.items()}}

    def _addresses(self, address: int | None) -> tuple[int, ...]:
        known = tuple(self.device.faces)
        if address is not None and address not in known:
            raise WorkbenchError(f"{self.name} has no sign {address}; it has {', '.join(map(str, known))}")
        return known if address is None else (address,)


class BenchSpeaker:
    """A keypad or a scanner."""

    def __init__(self, name: str, device: VirtualKeypad | VirtualScanner) -> None:
        self.name = name
        self.device = device
        self.said = ""
        """What it sent last."""

    @property
    def faults(self) -> dict[FaultName, bool]:
        return {fault: not self.device.wire.has(fault) for fault in LINE_FAULTS}

    def fail(self, order: Fail) -> None:
        if order.fault not in LINE_FAULTS:
            raise WorkbenchError(f"{self.name} has no fault {order.fault!r}")
        _cut(self.device.wire, order)

    def repair(self, fault: FaultName | None) -> None:
        if fault not in (None, *LINE_FAULTS):
            raise WorkbenchError(f"{self.name} has no fault {fault!r}")
        self.device.wire.restore("cable")

    def press(self, keys: tuple[Key, ...]) -> None:
        """Raises `WorkbenchError` where it is no keypad."""
        if not isinstance(self.device, VirtualKeypad):
            raise WorkbenchError(f"{self.name} has no keys")
        for key in keys:
            self.device.press(key)
        self.said = "".join(keys)

    def scan(self, text: str) -> None:
        """Raises `WorkbenchError` where it is no scanner."""
        if not isinstance(self.device, VirtualScanner):
            raise WorkbenchError(f"{self.name} scans nothing")
        self.device.scan(text)
        self.said = text

    def noise(self, count: int) -> None:
        self.device.say(random.randbytes(count))

    def state(self) -> dict[str, object]:
        return {"said": self.said}


def _refuse_address(order: Fail) -> None:
    if order.address is not None:
        raise WorkbenchError(f"{order.fault} is not of one sign: leave address out")


def _cut(wire: Wire, order: Fail) -> None:
    _refuse_address(order)
    if order.after_bytes:
        raise WorkbenchError(f"only a printer counts bytes: leave after_bytes of {order.fault} out")
    if order.back_s is None:
        wire.lose("cable")
    else:
        wire.lose("cable", back_s=order.back_s)


def _face(face: Face) -> dict[str, str]:
    return {"text": face.text, "mode": face.mode}


_KINDS: dict[FaultName, type[_Plain]] = {
    "near_end": faults.NearEnd,
    "paper_out": faults.PaperOut,
    "cover_open": faults.Cover,
    "cutter_error": faults.CutterJam,
    "hold": faults.Hold,
    "stall": faults.Stall,
}
