"""What is attached to this computer and its network, each with the address to use it by.

Five places are looked into at the same time. Each may fail on its own; then that is told, and the others
still are. Nothing is opened that is not the system's own list: a printer in use is not disturbed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol, cast

from serial.tools import list_ports
from zeroconf import InterfaceChoice, IPVersion, ServiceBrowser, ServiceListener, Zeroconf

from hardware.address import BAUD, TCP_PORT, Address, Cups, File, Serial, Tcp, Usb, parse, url_of
from hardware.cups import CupsPort
from hardware.errors import BadUrl, Cause, PortError
from hardware.holders import group_of, holder_of
from hardware.port import TimeOuts
from hardware.receipt import clean
from hardware.usb import PRINTER_CLASS

Source = Literal["usb", "serial", "file", "network", "cups"]

WAIT_S = 2.0
"""How long printers on the network have to say that they are there."""
DETAILS_MS = 500
CUPS_S_MAX = 3.0
QUEUES_COUNT_MAX = 20
NETWORK_COUNT_MAX = 50
NAME_CHARACTERS_MAX = 80
RAW_TYPE = "_pdl-datastream._tcp.local."
TYPES = (RAW_TYPE, "_printer._tcp.local.", "_ipp._tcp.local.")
VENDORS_OF_ADAPTERS = {0x0403: "FTDI", 0x067B: "Prolific", 0x10C4: "CP210x", 0x1A86: "CH340", 0x0557: "ATEN"}
PRINTER_FILES = Path("/dev/usb")
PRINTER_NAMES = Path("/sys/class/usbmisc")
USB_FILES = Path("/dev/bus/usb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that is attached. `url` is empty where there is no way to use it.

    `code`, `cause`, `holder`, `group`: why it cannot be used now, as for `advice`; empty if nothing is
    known against it. `sure`: false where the port in the address is a guess.
    """

    source: Source
    name: str
    url: str
    code: str = ""
    cause: Cause = ""
    holder: str = ""
    group: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A place that could not be looked into."""

    source: Source
    cause: Cause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    found: tuple[Found, ...]
    missed: tuple[Missed, ...]


class LookError(Exception):
    """A place cannot be looked into."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause: Cause = cause


Look = Callable[[], Sequence[Found]]


def everywhere(wait_s: float = WAIT_S) -> dict[Source, Look]:
    """All places. Takes `wait_s` and a little, at most `CUPS_S_MAX` for each queue of CUPS."""
    return {
        "usb": usb_devices,
        "serial": serial_ports,
        "file": printer_files,
        "network": lambda: network_printers(wait_s=wait_s),
        "cups": cups_queues,
    }


def look(looks: Mapping[Source, Look]) -> Attached:
    """All at the same time; what one of them raises is what it missed."""
    found: list[Found] = []
    missed: list[Missed] = []
    with ThreadPoolExecutor(len(looks), thread_name_prefix="look") as pool:
        begun: list[tuple[Source, Future[Sequence[Found]]]] = [
            (source, pool.submit(each)) for source, each in looks.items()
        ]
    for source, done in begun:
        match done.exception():
            case None:
                found += done.result()
            case LookError(cause=cause) as error:
                missed.append(Missed(source=source, cause=cause, reason=str(error)))
            case error:
                # A fault in one place must not hide the printer in another.
                missed.append(Missed(source=source, cause="", reason=f"{type(error).__name__}: {error}"))
    return Attached(found=tuple(found), missed=tuple(missed))


def usb_devices(
    *,
    bus: object | None = None,
    ports: Callable[[], Iterable[_SerialPort]] | None = None,
    files: Path = USB_FILES,
) -> list[Found]:
    """Printers, and serial adapters the system has no port for. `bus`: a pyusb backend in place of libusb's.

    Raises LookError.
    """
    devices = _devices_on(bus)
    with_port = {(port.vid, port.pid) for port in (ports or _comports)()}
    found: list[Found] = []
    for device in devices:
        name = _usb_name(device)
        if _is_printer(device):
            twins = [each for each in devices if _model(each) == _model(device)]
            # Without it a spare printer of the same model can take its place.
            serial = _text_of(device, "serial_number") if len(twins) > 1 else ""
            url = url_of(Usb(vendor=device.idVendor, product=device.idProduct, serial=serial))
            found.append(_checked(Found(source="usb", name=name, url=url), _node_of(device, files)))
        elif device.idVendor in VENDORS_OF_ADAPTERS and _model(device) not in with_port:
            name = f"{VENDORS_OF_ADAPTERS[device.idVendor]} {name}"
            found.append(Found(source="usb", name=name, url="", code="no_driver"))
    return found


def serial_ports(*, ports: Callable[[], Iterable[_SerialPort]] | None = None) -> list[Found]:
    """Ports that are there; what hangs on them, and at which baud rate, no system can tell."""
    found: list[Found] = []
    for port in sorted((ports or _comports)(), key=lambda port: port.device):
        name = _plain(port.description) if port.description not in (None, "n/a") else port.device
        url = url_of(Serial(path=port.device, baud=BAUD))
        found.append(_checked(Found(source="serial", name=name, url=url), Path(port.device)))
    return found


def printer_files(*, folder: Path = PRINTER_FILES, names: Path = PRINTER_NAMES) -> list[Found]:
    """What the system's own USB printer driver offers: bytes go out, no answer comes back."""
    found: list[Found] = []
    for path in sorted(folder.glob("lp[0-9]*")):
        device = names / path.name / "device" / ".."
        about = " ".join(filter(None, (_line_in(device / "manufacturer"), _line_in(device / "product"))))
        entry = Found(source="file", name=about or path.name, url=url_of(File(path=str(path))))
        found.append(_checked(entry, path))
    return found


def network_printers(
    *,
    wait_s: float = WAIT_S,
    interfaces: Sequence[str] = (),
    enough: Callable[[int], bool] = lambda count: False,
) -> list[Found]:
    """Printers that announce themselves by mDNS within `wait_s`; `enough(count)` ends the wait before that.

    `interfaces`: addresses of this machine to listen at; none: all. Raises LookError.
    """
    try:
        zeroconf = Zeroconf(
            interfaces=list(interfaces) or InterfaceChoice.Default, ip_version=IPVersion.V4Only
        )
    except OSError as error:
        raise LookError("no_answer", str(error)) from error
    listener = _Listener(enough)
    try:
        browser = ServiceBrowser(zeroconf, list(TYPES), listener=listener)
        listener.done.wait(wait_s)
        browser.cancel()
        entries = [_announced(zeroconf, kind, name) for kind, name in sorted(listener.heard, key=_raw_first)]
    finally:
        zeroconf.close()
    # One printer announces several services: the first, most useful one stands for it.
    by_host = {parse(each.url): each for each in reversed([entry for entry in entries if entry is not None])}
    return sorted(by_host.values(), key=lambda each: each.name)[:NETWORK_COUNT_MAX]


def cups_queues() -> list[Found]:
    """The queues of CUPS. Raises LookError."""
    if shutil.which("lpstat") is None:
        raise LookError("no_program", "there is no lpstat")
    try:
        told = subprocess.run(
            ["lpstat", "-e"],
            capture_output=True,
            timeout=CUPS_S_MAX,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LookError("no_answer", "lpstat does not end") from None
    except OSError as error:
        raise LookError("no_program", str(error)) from error
    if told.returncode:
        raise LookError("no_answer", _plain(told.stderr.decode(errors="replace")))
    queues = told.stdout.decode(errors="replace").split()[:QUEUES_COUNT_MAX]
    return [entry for queue in queues if (entry := _queue(queue)) is not None]


def device_file_of(address: Address, *, bus: object | None = None, files: Path = USB_FILES) -> str:
    """The device file behind an address; empty where there is none, or more than one."""
    match address:
        case Serial(path=path) | File(path=path):
            return path
        case Usb(vendor=vendor, product=product):
            try:
                alike = [device for device in _devices_on(bus) if _model(device) == (vendor, product)]
            except LookError:
                return ""
            return str(_node_of(alike[0], files)) if len(alike) == 1 else ""
        case _:
            return ""


class _SerialPort(Protocol):
    """What is used of pyserial's list."""

    @property
    def device(self) -> str: ...
    @property
    def description(self) -> str | None: ...
    @property
    def vid(self) -> int | None: ...
    @property
    def pid(self) -> int | None: ...


class _Interface(Protocol):
    bInterfaceClass: int


class _Device(Protocol):
    """What is used of pyusb's device, which has no types."""

    idVendor: int
    idProduct: int
    bus: int | None
    address: int | None

    def __iter__(self) -> Iterator[Iterable[_Interface]]: ...


class _Listener(ServiceListener):
    """Called by zeroconf's thread; keeps what was heard, and knows when that is enough."""

    def __init__(self, enough: Callable[[int], bool]) -> None:
        self.heard: set[tuple[str, str]] = set()
        """Types and names."""
        self.done = threading.Event()
        self._enough = enough

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.heard.add((type_, name))
        if self._enough(len(self.heard)):
            self.done.set()

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        pass

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.heard.discard((type_, name))


def _raw_first(heard: tuple[str, str]) -> tuple[int, str]:
    return TYPES.index(heard[0]), heard[1]


def _announced(zeroconf: Zeroconf, kind: str, name: str) -> Found | None:
    info = zeroconf.get_service_info(kind, name, DETAILS_MS)
    if info is None or not (hosts := info.parsed_addresses(IPVersion.V4Only)):
        return None
    raw = kind == RAW_TYPE and bool(info.port)
    told = info.decoded_properties.get("ty") or name.removesuffix(f".{kind}")
    port = info.port if raw and info.port else TCP_PORT
    return Found(source="network", name=_plain(told), url=url_of(Tcp(host=hosts[0], port=port)), sure=raw)


def _queue(queue: str) -> Found | None:
    """None where the name is none an address can carry."""
    url = f"cups://{queue}"
    try:
        address = parse(url)
    except BadUrl:
        return None
    assert isinstance(address, Cups)
    entry = Found(source="cups", name=queue, url=url)
    try:
        CupsPort(address, TimeOuts(connect_s=CUPS_S_MAX)).close()
    except PortError as error:
        return replace(entry, code=error.code, cause=error.cause)
    return entry


def _checked(entry: Found, node: Path) -> Found:
    """With what this user cannot do with the device file, or who holds it."""
    if not node.exists():
        return entry
    if not os.access(node, os.R_OK | os.W_OK):
        return replace(entry, code="unreachable", cause="no_permission", group=group_of(str(node)))
    if holder := holder_of(str(node)):
        return replace(entry, code="unreachable", cause="busy", holder=holder)
    return entry


def _devices_on(bus: object | None) -> list[_Device]:
    try:
        import libusb_package
        import usb.core
    except ImportError as error:
        raise LookError("no_program", str(error)) from error
    backend = bus or libusb_package.get_libusb1_backend()
    if backend is None:
        raise LookError("no_program", "libusb cannot be loaded")
    find = cast("Callable[..., Iterable[_Device]]", usb.core.find)  # pyright: ignore[reportUnknownMemberType]  untyped
    try:
        return list(find(find_all=True, backend=backend))
    except (OSError, NotImplementedError) as error:
        raise LookError("no_answer", str(error)) from error


def _node_of(device: _Device, files: Path) -> Path:
    return files / f"{device.bus or 0:03}" / f"{device.address or 0:03}"


def _model(device: _Device) -> tuple[int, int]:
    return device.idVendor, device.idProduct


def _is_printer(device: _Device) -> bool:
    try:
        return any(each.bInterfaceClass == PRINTER_CLASS for settings in device for each in settings)
    except (OSError, NotImplementedError):
        return False


def _usb_name(device: _Device) -> str:
    told = " ".join(filter(None, (_text_of(device, "manufacturer"), _text_of(device, "product"))))
    return told or f"{device.idVendor:04x}:{device.idProduct:04x}"


def _text_of(device: _Device, what: str) -> str:
    """What the device says of itself; empty where it may not be opened or says nothing."""
    try:
        return _plain(getattr(device, what) or "")
    except (OSError, ValueError, NotImplementedError):
        return ""


def _comports() -> list[_SerialPort]:
    return [cast("_SerialPort", port) for port in list_ports.comports()]


def _line_in(path: Path) -> str:
    try:
        return _plain(path.read_text(errors="replace"))
    except OSError:
        return ""


def _plain(text: str) -> str:
    """What a device calls itself comes from anybody: nothing in it may steer a terminal."""
    return " ".join(clean(text).split())[:NAME_CHARACTERS_MAX]
