"""A printer at the USB itself, without the system's printer driver: bytes out and answers back.

What the library does not say: a time-out of 0 ms means for ever; a read must have room for whole packets,
or the device's surplus is an error; many printers answer a read with an empty packet when they have
nothing to say; a time-out may come after a part of the bytes has left, and only then without an error.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Protocol, cast

from hardware.address import Answers, Usb
from hardware.errors import Disconnected, TimedOut, Unreachable, cause_of
from hardware.port import ClosesItself, TimeOuts

PIECE_BYTES = 4096
PACKETS_COUNT = 16  # room for one read
EMPTY_PACKET_PAUSE_S = 0.005
ALIVE_MS_MAX = 500

PRINTER_CLASS = 7
IPP_PROTOCOL = 4  # a printer's second interface, which speaks HTTP and prints no bytes
# Of pyusb: ValueError for a device that is no longer as it was described, NotImplementedError for a system
# whose own driver stands before the device.
USB_ERRORS = (OSError, ValueError, NotImplementedError)

_DIRECTION_IN, _TRANSFER_BITS, _BULK = 0x80, 0x03, 0x02
_GET_STATUS_IN, _GET_STATUS = 0x80, 0x00


class UsbPort(ClosesItself):
    """The printer interface of one device, or else its first one that takes bytes in bulk.

    The kernel's driver (usblp) gives the interface up and gets it back at `close`. A device without a way
    back answers "no". `bus` is a pyusb backend instead of libusb's (tests, the virtual bus).
    """

    def __init__(self, address: Usb, limits: TimeOuts, *, bus: object | None = None) -> None:
        self._limits = limits
        self._incoming = bytearray()
        self._driver_detached = False
        self._device: _Device | None = None
        device = _find(address, bus)
        try:
            self._device = device
            self._interface, self._out, self._in = _line_of(device)
            self._claim(device)
        except USB_ERRORS as error:
            self.close()
            raise _unreachable(address, error) from error
        except Unreachable:
            self.close()
            raise
        self.answers: Answers = address.answers if self._in else "no"

    def write(self, data: bytes) -> None:
        device = self._opened()
        written = 0
        while written < len(data):
            piece = data[written : written + PIECE_BYTES]
            try:
                taken = device.write(self._out.bEndpointAddress, piece, _ms(self._limits.write_s))
            except USB_ERRORS as error:
                if _number(error) == errno.ETIMEDOUT:
                    raise TimedOut("the printer takes no more bytes", written=written) from error
                _unblock(device, self._out, error)
                raise Disconnected(str(error), written=written + len(piece)) from error
            if not taken:
                raise TimedOut("the printer takes no more bytes", written=written)
            written += taken

    def read(self, size_max: int, timeout_s: float) -> bytes:
        device = self._opened()
        deadline = time.monotonic() + timeout_s
        while not self._incoming:
            self._incoming += self._heard(device, deadline - time.monotonic())
            if not self._incoming:
                if self._in is None or time.monotonic() >= deadline:
                    return b""
                time.sleep(EMPTY_PACKET_PAUSE_S)
        data = bytes(self._incoming[:size_max])
        del self._incoming[:size_max]
        return data

    def close(self) -> None:
        device, self._device = self._device, None
        if device is None:
            return
        try:
            _let_go(device)  # also of the interface: the driver takes only a free one
            if self._driver_detached:
                device.attach_kernel_driver(self._interface.bInterfaceNumber)
                _let_go(device)
        except USB_ERRORS:
            return  # unplugged: there is nothing to give back

    def _heard(self, device: _Device, timeout_s: float) -> bytes:
        try:
            if self._in:
                room = self._in.wMaxPacketSize * PACKETS_COUNT
                return bytes(device.read(self._in.bEndpointAddress, room, _ms(timeout_s)))
            # Any question will do to learn whether it is still there.
            device.ctrl_transfer(_GET_STATUS_IN, _GET_STATUS, 0, 0, 2, ALIVE_MS_MAX)
        except USB_ERRORS as error:
            if _number(error) == errno.ETIMEDOUT or (self._in is None and _number(error) == errno.EPIPE):
                return b""
            if self._in:
                _unblock(device, self._in, error)
            raise Disconnected(str(error)) from error
        return b""

    def _opened(self) -> _Device:
        if self._device is None:
            raise Disconnected("the port is closed")
        return self._device

    def _claim(self, device: _Device) -> None:
        number = self._interface.bInterfaceNumber
        if _driver_active(device, number):
            device.detach_kernel_driver(number)
            self._driver_detached = True
        _claim(device, number)
        if self._interface.bAlternateSetting:
            device.set_interface_altsetting(number, self._interface.bAlternateSetting)


class _Endpoint(Protocol):
    bEndpointAddress: int
    bmAttributes: int
    wMaxPacketSize: int


class _Interface(Protocol):
    bInterfaceNumber: int
    bAlternateSetting: int
    bInterfaceClass: int
    bInterfaceProtocol: int

    def __iter__(self) -> Iterator[_Endpoint]: ...


class _Device(Protocol):
    """What is used of pyusb's device, which has no types."""

    @property
    def serial_number(self) -> str | None: ...
    def get_active_configuration(self) -> Iterable[_Interface]: ...
    def set_configuration(self) -> None: ...
    def set_interface_altsetting(self, interface: int, alternate_setting: int) -> None: ...
    def is_kernel_driver_active(self, interface: int) -> bool: ...
    def detach_kernel_driver(self, interface: int) -> None: ...
    def attach_kernel_driver(self, interface: int) -> None: ...
    def clear_halt(self, ep: int) -> None: ...
    def write(self, endpoint: int, data: bytes, timeout: int) -> int: ...
    def read(self, endpoint: int, size_or_buffer: int, timeout: int) -> Iterable[int]: ...
    def ctrl_transfer(
        self, bmRequestType: int, bRequest: int, wValue: int, wIndex: int, data_or_wLength: int, timeout: int
    ) -> object: ...


def _find(address: Usb, bus: object | None) -> _Device:
    """The one device that is meant. Raises Unreachable."""
    try:
        import libusb_package

        backend = bus or libusb_package.get_libusb1_backend()
    except ImportError as error:
        raise Unreachable(f"the USB library is missing ({error})", cause="no_program") from error
    if backend is None:
        raise Unreachable("the USB library cannot be loaded: apt install libusb-1.0-0", cause="no_program")
    name = f"{address.vendor:04x}:{address.product:04x}"
    try:
        alike = _alike(address, backend)
        if not alike:
            raise Unreachable(f"no USB device {name}", cause="not_there")
        if len(alike) == 1 and not address.serial:
            return alike[0]
        found = [(_serial_number(device), device) for device in alike]
    except USB_ERRORS as error:
        raise _unreachable(address, error) from error
    numbers = ", ".join(str(number or "one without") for number, _ in found)
    if not address.serial:
        raise Unreachable(
            f"{len(alike)} USB devices are {name}: say which by its serial number, "
            f"usb://{name}/SERIAL (found: {numbers})"
        )
    matching = [device for number, device in found if number == address.serial]
    if len(matching) == 1:
        return matching[0]
    locked = next((number for number, _ in found if isinstance(number, OSError)), None)
    if locked and not matching:
        raise _unreachable(address, locked)
    many = f"{len(matching)} USB devices" if matching else "no USB device"
    raise Unreachable(
        f"{many} {name} with the serial number {address.serial!r} (found: {numbers})",
        cause="" if matching else "not_there",
    )


def _alike(address: Usb, backend: object) -> list[_Device]:
    import usb.core

    find = cast("Callable[..., Iterable[_Device]]", usb.core.find)  # pyright: ignore[reportUnknownMemberType]  untyped
    return list(find(find_all=True, backend=backend, idVendor=address.vendor, idProduct=address.product))


def _claim(device: _Device, number: int) -> None:
    import usb.util

    usb.util.claim_interface(device, number)  # pyright: ignore[reportUnknownMemberType]  pyusb has no types


def _let_go(device: _Device) -> None:
    import usb.util

    usb.util.dispose_resources(device)  # pyright: ignore[reportUnknownMemberType]  pyusb has no types


def _serial_number(device: _Device) -> str | OSError:
    """Empty if it has none; the error if the device may not be opened."""
    try:
        _interfaces(device)  # opens the device: pyusb hides why it could not when it reads a string
        return device.serial_number or ""
    except ValueError:
        return ""
    except OSError as error:
        return error
    finally:
        _let_go(device)


def _interfaces(device: _Device) -> list[_Interface]:
    try:
        return list(device.get_active_configuration())
    except OSError as error:
        if error.errno is not None:
            raise
    # The only error without a number: the device waits for its configuration.
    device.set_configuration()
    return list(device.get_active_configuration())


def _line_of(device: _Device) -> tuple[_Interface, _Endpoint, _Endpoint | None]:
    """The interface to print through, its way out, and its way back if there is one."""
    lines: list[tuple[int, _Interface, _Endpoint, _Endpoint | None]] = []
    for interface in _interfaces(device):
        bulk = [end for end in interface if end.bmAttributes & _TRANSFER_BITS == _BULK]
        outward = next((end for end in bulk if not end.bEndpointAddress & _DIRECTION_IN), None)
        inward = next((end for end in bulk if end.bEndpointAddress & _DIRECTION_IN), None)
        if outward is None:
            continue
        printer = interface.bInterfaceClass == PRINTER_CLASS and interface.bInterfaceProtocol != IPP_PROTOCOL
        lines.append((2 * printer + (printer and inward is not None), interface, outward, inward))
    if not lines:
        raise Unreachable("this USB device takes no bytes: it is not a printer", cause="not_a_device")
    _, interface, outward, inward = max(lines, key=lambda line: line[0])
    return interface, outward, inward


def _driver_active(device: _Device, number: int) -> bool:
    try:
        return device.is_kernel_driver_active(number)
    except NotImplementedError:
        return False  # Windows has none to give up


def _number(error: Exception) -> int | None:
    return error.errno if isinstance(error, OSError) else None


def _unblock(device: _Device, end: _Endpoint, error: Exception) -> None:
    # A device that refused a transfer refuses all until its halt is cleared, also after a new opening.
    if _number(error) == errno.EPIPE:
        with suppress(*USB_ERRORS):
            device.clear_halt(end.bEndpointAddress)


def _unreachable(address: Usb, error: Exception) -> Unreachable:
    name = f"{address.vendor:04x}:{address.product:04x}"
    if isinstance(error, NotImplementedError):
        return Unreachable(f"{name}: the system's own driver holds the device ({error})", cause="busy")
    return Unreachable(f"{name}: {error}", cause=cause_of(error))


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))
