"""A USB that is not there: a backend for pyusb with virtual devices plugged into it.

Strict where a real bus is: bytes pass only over a claimed interface, a read without room for a packet
overflows, nothing is claimed while the kernel's driver or another program holds it.
"""

# pyusb's interface has stubs in the place of abstract methods, so they seem to return None.
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

import errno
import threading
from array import array
from collections.abc import Iterable
from types import SimpleNamespace, TracebackType
from typing import NamedTuple, Self

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from hardware.address import Usb, url_of
from hardware.virtual.wire import Device

VENDOR, PRODUCT = 0x0416, 0x5011
PACKET_BYTES = 64
HEARD_BYTES_MAX = 64 * 1024  # of what the computer does not read, the first bytes go
IN, OUT = 0x81, 0x02
_SERIAL_STRING = 3
_CONFIGURATION = 1


class Face(NamedTuple):
    """An interface in one of its settings; a printer's by default. `ends`: its endpoints' addresses."""

    number: int = 0
    setting: int = 0
    kind: int = 7
    protocol: int = 2
    ends: tuple[int, ...] = (OUT, IN)


class UsbLine:
    """A device at the USB. What is public may be changed at any time."""

    serial = False

    def __init__(
        self,
        device: Device,
        *,
        vendor: int = VENDOR,
        product: int = PRODUCT,
        number: str = "",
        faces: tuple[Face, ...] = (Face(),),
    ) -> None:
        self.device = device
        self.vendor = vendor
        self.product = product
        self.number = number
        self.faces = faces
        self.forbidden = False
        """Whether this user may not open it."""
        self.held = False
        """Whether another program has claimed it."""
        self.driver_active = True
        """Whether the kernel's printer driver has it."""
        self.configured = True
        self.empty_packets_count = 0
        """How many reads it answers with an empty packet, as many printers do before they speak."""
        self.halted: set[int] = set()
        """The ends that refuse every transfer until the halt is cleared; end 0 is for questions."""
        self.claimed: int | None = None
        """The number of the interface that is in use."""
        self.setting = 0
        self.heard = bytearray()
        self.change = threading.Condition()
        device.wire.attach(self)

    @property
    def url(self) -> str:
        return url_of(Usb(vendor=self.vendor, product=self.product, serial=self.number))

    @property
    def there(self) -> bool:
        return self.device.wire.up(serial=False)

    @property
    def breaks_count(self) -> int:
        return self.device.wire.breaks_count(serial=False)

    def unplug(self) -> None:
        self.device.wire.lose("cable")
        self.device.break_line()

    def plug(self) -> None:
        self.device.wire.restore("cable")

    def close(self) -> None:
        if self.there:
            self.unplug()
        self.device.wire.detach(self)

    def carry(self, data: bytes) -> None:
        with self.change:
            self.heard += data
            del self.heard[:-HEARD_BYTES_MAX]
            self.change.notify_all()

    def look(self) -> None:
        with self.change:
            if not self.there:
                # Whoever has it next finds it as fresh as the kernel does.
                self.heard.clear()
                self.claimed, self.setting, self.driver_active = None, 0, True
            self.change.notify_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Handle(NamedTuple):
    """A device as it was opened: of no more use once the line broke."""

    line: UsbLine
    breaks_count: int

    @property
    def gone(self) -> bool:
        return not self.line.there or self.line.breaks_count != self.breaks_count

    def check(self, end: int | None = None) -> UsbLine:
        """The line, if it is there and bytes may pass at this end. Raises USBError."""
        if self.gone:
            raise _error("No such device (it may have been disconnected)", errno.ENODEV)
        line = self.line
        ends = [0] + [e for face in line.faces if face[:2] == (line.claimed, line.setting) for e in face.ends]
        if end is not None and end not in ends:
            raise _error("Entity not found", errno.ENOENT)
        if end in line.halted:
            raise _error("Pipe error", errno.EPIPE)
        return self.line


class VirtualBus(IBackend):
    """Hand it to `UsbPort(..., bus=...)`, or let libusb_package return it. Safe with several threads."""

    def __init__(self, *lines: UsbLine) -> None:
        super().__init__()
        self.lines = list(lines)

    def enumerate_devices(self) -> Iterable[UsbLine]:
        return [line for line in self.lines if line.there]

    def get_device_descriptor(self, dev: UsbLine) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x0200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=PACKET_BYTES,
            idVendor=dev.vendor,
            idProduct=dev.product,
            bcdDevice=0x0100,
            iManufacturer=0,
            iProduct=0,
            iSerialNumber=_SERIAL_STRING if dev.number else 0,
            bNumConfigurations=1,
            address=self.lines.index(dev) + 1,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=2,
        )

    def get_configuration_descriptor(self, dev: UsbLine, config: int) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=32,
            bNumInterfaces=len({face.number for face in dev.faces}),
            bConfigurationValue=_CONFIGURATION,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, dev: UsbLine, intf: int, alt: int, config: int) -> SimpleNamespace:
        face = _face(dev, intf, alt)
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=face.number,
            bAlternateSetting=face.setting,
            bNumEndpoints=len(face.ends),
            bInterfaceClass=face.kind,
            bInterfaceSubClass=1,
            bInterfaceProtocol=face.protocol,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(
        self, dev: UsbLine, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=_face(dev, intf, alt).ends[ep],
            bmAttributes=2,
            wMaxPacketSize=PACKET_BYTES,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    def open_device(self, dev: UsbLine) -> Handle:
        handle = Handle(dev, dev.breaks_count)
        handle.check()
        if dev.forbidden:
            raise _error("Access denied (insufficient permissions)", errno.EACCES)
        return handle

    def close_device(self, dev_handle: Handle) -> None:
        if not dev_handle.gone:
            dev_handle.line.claimed = None

    def get_configuration(self, dev_handle: Handle) -> int:
        return _CONFIGURATION if dev_handle.check().configured else 0

    def set_configuration(self, dev_handle: Handle, config_value: int) -> None:
        dev_handle.check().configured = True

    def claim_interface(self, dev_handle: Handle, intf: int) -> None:
        line = dev_handle.check()
        if line.held or line.driver_active:
            raise _error("Resource busy", errno.EBUSY)
        line.claimed, line.setting = intf, 0

    def release_interface(self, dev_handle: Handle, intf: int) -> None:
        dev_handle.check().claimed = None

    def set_interface_altsetting(self, dev_handle: Handle, intf: int, altsetting: int) -> None:
        dev_handle.check().setting = altsetting

    def clear_halt(self, dev_handle: Handle, ep: int) -> None:
        dev_handle.check().halted.discard(ep)

    def is_kernel_driver_active(self, dev_handle: Handle, intf: int) -> bool:
        return dev_handle.check().driver_active

    def detach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:
        dev_handle.check().driver_active = False

    def attach_kernel_driver(self, dev_handle: Handle, intf: int) -> None:
        line = dev_handle.check()
        if line.claimed is not None:
            raise _error("Resource busy", errno.EBUSY)
        line.driver_active = True

    def bulk_write(self, dev_handle: Handle, ep: int, intf: int, data: array[int], timeout: int) -> int:
        line = dev_handle.check(ep)
        with line.change:
            if not line.change.wait_for(lambda: line.device.wire.takes or dev_handle.gone, _seconds(timeout)):
                raise USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
        dev_handle.check()
        line.carry(line.device.feed(data.tobytes()))
        dev_handle.check()
        return len(data)

    def bulk_read(self, dev_handle: Handle, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        line = dev_handle.check(ep)
        with line.change:
            if line.empty_packets_count:
                line.empty_packets_count -= 1
                return 0
            if not line.change.wait_for(lambda: line.heard or dev_handle.gone, _seconds(timeout)):
                raise USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
            dev_handle.check()
            if len(buff) < min(len(line.heard), PACKET_BYTES):
                raise _error("Overflow", errno.EOVERFLOW)
            data = line.heard[: len(buff)]
            del line.heard[: len(buff)]
        buff[: len(data)] = array("B", data)
        return len(data)

    def ctrl_transfer(
        self,
        dev_handle: Handle,
        bmRequestType: int,
        bRequest: int,
        wValue: int,
        wIndex: int,
        data: array[int],
        timeout: int,
    ) -> int:
        line = dev_handle.check(0)
        match bRequest, wValue >> 8, wValue & 0xFF:
            case 0, _, _:
                answer = b"\x00\x00"
            case 6, 3, 0:
                answer = bytes((4, 3, 0x09, 0x04))
            case 6, 3, _:
                text = line.number.encode("utf-16-le")
                answer = bytes((len(text) + 2, 3)) + text
            case _:
                raise _error("Pipe error", errno.EPIPE)
        answer = answer[: len(data)]
        data[: len(answer)] = array("B", answer)
        return len(answer)


def _seconds(timeout: int) -> float:
    assert timeout > 0, "a time-out of 0 ms means for ever"
    return timeout / 1000


def _face(line: UsbLine, interface: int, setting: int) -> Face:
    numbers = sorted({face.number for face in line.faces})
    # pyusb counts the settings until there is none: IndexError.
    return [face for face in line.faces if face.number == numbers[interface]][setting]


def _error(text: str, number: int) -> USBError:
    return USBError(text, None, number)
