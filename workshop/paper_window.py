"""The window of the virtual printer: its paper, and switches for what can go wrong."""

from __future__ import annotations

from msgspec import Struct
from PIL.Image import Image
from PySide6.QtCore import Property, QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickImageProvider

from client.app import Options, Shell
from client.rows import Rows
from client.settings import Settings
from hardware.virtual import VirtualPrinter
from workshop.printer import PICTURES_COUNT_MAX, Tray

QML_IMPORT_NAME = "Mall.Workshop"
QML_IMPORT_MAJOR_VERSION = 1


class Slip(Struct, frozen=True, kw_only=True):
    key: int
    source_url: str


@QmlElement
@QmlUncreatable("made by Python")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] (stub lacks it)
class TrayModel(QObject):
    """What lies in the tray, and the state of the printer."""

    changed = Signal()
    _drawn = Signal(int, QImage)

    def __init__(self, tray: Tray, address: str, pictures: Pictures) -> None:
        super().__init__()
        self._printer: VirtualPrinter = tray.printer
        self._address = address
        self._pictures = pictures
        self._slips = Rows(Slip.__struct_fields__, self)
        self._shown: list[Slip] = []
        self._drawn.connect(self._show)
        tray.watch(self._take)

    @Property(QObject, constant=True)
    def slips(self) -> Rows:
        return self._slips

    @Property(str, constant=True)
    def address(self) -> str:
        return self._address

    @Property(bool, notify=changed)
    def paperOut(self) -> bool:
        return self._printer.status.paper == "out"

    @Property(bool, notify=changed)
    def coverOpen(self) -> bool:
        return self._printer.status.cover_open

    @Property(bool, notify=changed)
    def offline(self) -> bool:
        return self._offline

    _offline = False

    @Slot()
    def togglePaper(self) -> None:
        self._printer.set_state(paper="ok" if self._printer.status.paper == "out" else "out")
        self.changed.emit()

    @Slot()
    def toggleCover(self) -> None:
        self._printer.set_state(cover_open=not self._printer.status.cover_open)
        self.changed.emit()

    @Slot()
    def toggleOnline(self) -> None:
        self._offline = not self._offline
        self._printer.set_state(online=not self._offline)
        self.changed.emit()

    def _take(self, number: int, picture: Image) -> None:
        """On the thread that draws."""
        rgba = picture.convert("RGBA")
        image = QImage(rgba.tobytes(), rgba.width, rgba.height, QImage.Format.Format_RGBA8888)
        # The bytes above end with this call; the copy owns its own.
        self._drawn.emit(number, image.copy())

    @Slot(int, QImage)
    def _show(self, number: int, image: QImage) -> None:
        self._pictures.keep(number, image)
        newest = Slip(key=number, source_url=f"image://slip/{number}")
        self._shown = [newest, *self._shown][:PICTURES_COUNT_MAX]
        self._slips.show(self._shown)
        self.changed.emit()


class Pictures(QQuickImageProvider):
    """`image://slip/NUMBER`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._images: dict[int, QImage] = {}

    def keep(self, number: int, image: QImage) -> None:
        self._images[number] = image
        self._images.pop(number - PICTURES_COUNT_MAX, None)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        image = self._images.get(int(id), QImage())
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def show(tray: Tray, address: str, *, remote: bool, at: str | None, size: str | None) -> int:
    """Until the window is closed."""
    options = Options[Settings].read("printer", Settings, remote=remote, at=at, size=size, fullscreen=False)
    shell = Shell("workshop", options)
    pictures = Pictures()
    shell.engine.addImageProvider("slip", pictures)
    model = TrayModel(tray, address, pictures)
    shell.show("Mall.Workshop", "Main", {"tray": model})
    return shell.run()
