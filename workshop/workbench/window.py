"""The window of the workbench: paper, signs, keys, and a switch for everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PIL.Image import Image
from PySide6.QtCore import Property, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickImageProvider

from client.app import Options, Shell
from client.language import Languages, translate
from client.rows import Rows
from client.settings import Settings
from hardware.keypad import KEYS
from hardware.signboard import DARK
from protocol.catalogue import Language
from workshop.workbench.devices import BenchPrinter, BenchSigns, BenchSpeaker, WorkbenchError
from workshop.workbench.led import LedPictures, url_of
from workshop.workbench.orders import Fail, FaultName, Scan
from workshop.workbench.tray import SHEETS_COUNT_MAX, Fallen
from workshop.workbench.words import fault_text
from workshop.workbench.workbench import Workbench

QML_IMPORT_NAME = "Mall.Workshop"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_MS = 100
"""The devices change on threads of their own; the window looks so often."""
Uncreatable = QmlUncreatable("made by Python")


class FaultRow(Struct, frozen=True, kw_only=True):
    key: str
    text: str
    on: bool


class SheetRow(Struct, frozen=True, kw_only=True):
    key: int
    source_url: str
    torn: bool


class SignRow(Struct, frozen=True, kw_only=True):
    key: int
    title: str
    shown_url: str
    dark_url: str
    blinking: bool
    text: str


@QmlElement
@Uncreatable  # pyright: ignore[reportUntypedClassDecorator, reportCallIssue] (stub lacks it)
class PieceModel(QObject):
    """One device on the bench: its address, its switches, and what is special to its kind."""

    changed = Signal()

    def __init__(self, bench: Workbench, name: str, languages: Languages, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._piece = bench.pieces[name]
        self._name = name
        self._faults = Rows(FaultRow.__struct_fields__, self)
        self._signs = Rows(SignRow.__struct_fields__, self)
        self._note = ""
        self._seen: object = None
        languages.changed.connect(self.look)
        self.look()

    @Property(str, constant=True)
    def name(self) -> str:
        return self._name

    @Property(str, constant=True)
    def address(self) -> str:
        return self._bench.urls[self._name]

    @Property(str, constant=True)
    def counter(self) -> str:
        """Of a keypad; empty for the others."""
        return self._name.partition("-")[2]

    @Property(QObject, constant=True)
    def faults(self) -> Rows:
        return self._faults

    @Property(QObject, constant=True)
    def signs(self) -> Rows:
        return self._signs

    @Property(bool, notify=changed)
    def troubled(self) -> bool:
        return any(self._piece.faults.values())

    @Property(str, notify=changed)
    def condition(self) -> str:
        """How it is, in words."""
        first, *more = [fault_text(fault) for fault, on in self._piece.faults.items() if on] or [
            translate("Workbench", "Well")
        ]
        return f"{first} +{len(more)}" if more else first

    @Property(str, notify=changed)
    def said(self) -> str:
        """What it sent last."""
        return self._piece.said if isinstance(self._piece, BenchSpeaker) else ""

    @Property(str, notify=changed)
    def note(self) -> str:
        """Why something could not be done."""
        return self._note

    @Slot(str)
    def toggle(self, fault: str) -> None:
        """Let it happen, or mend it."""
        faults: dict[str, FaultName] = {each: each for each in self._piece.faults}
        known = faults[fault]
        if self._piece.faults[known]:
            self._piece.repair(known)
        else:
            self._piece.fail(Fail(device=self._name, fault=known))
        self.look()

    @Slot(str)
    def press(self, key: str) -> None:
        if isinstance(self._piece, BenchSpeaker) and key in KEYS:
            self._piece.press((KEYS[key],))
            self.look()

    @Slot(str)
    def scan(self, text: str) -> None:
        """Without a text the newest slip's code."""
        try:
            self._bench.do(Scan(device=self._name, text=text or None))
            self._note = ""
        except (WorkbenchError, ValueError) as error:
            self._note = str(error)
        self._tell()

    @Slot()
    def noise(self) -> None:
        if isinstance(self._piece, BenchSpeaker):
            self._piece.noise(64)

    @Slot()
    def tear(self) -> None:
        if isinstance(self._piece, BenchPrinter):
            self._piece.device.tear()

    def look(self) -> None:
        """Show what has changed."""
        faults = [
            FaultRow(key=fault, text=fault_text(fault), on=on) for fault, on in self._piece.faults.items()
        ]
        signs = self._sign_rows()
        seen = (faults, signs, self._piece.state())
        if seen != self._seen:
            self._seen = seen
            self._faults.show(faults)
            self._signs.show(signs)
            self._tell()

    def _sign_rows(self) -> list[SignRow]:
        if not isinstance(self._piece, BenchSigns):
            return []
        return [
            SignRow(
                key=address,
                title=translate("Workbench", "Counter %1").replace("%1", str(address)),
                shown_url=url_of(face.text, face.mode),
                dark_url=url_of(DARK.text, DARK.mode),
                blinking=face.mode == "blinking",
                text=face.text,
            )
            for address, face in self._piece.device.faces.items()
        ]

    def _tell(self) -> None:
        self.changed.emit()


@QmlElement
@Uncreatable  # pyright: ignore[reportUntypedClassDecorator, reportCallIssue] (stub lacks it)
class WorkbenchModel(QObject):
    """All devices, and what lies in the tray."""

    changed = Signal()
    _drawn = Signal(int, bool, QImage)

    def __init__(self, bench: Workbench, languages: Languages, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._languages = languages
        self._sheets = Rows(SheetRow.__struct_fields__, self)
        self._shown: list[SheetRow] = []
        self._models = {name: PieceModel(bench, name, languages, self) for name in bench.pieces}
        self._drawn.connect(self._show)
        self._tray = bench.tray
        if self._tray is not None:
            self._tray.watch(self._take)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    @Property(QObject, constant=True)
    def sheets(self) -> Rows:
        """The newest first."""
        return self._sheets

    @Property(PieceModel, constant=True)
    def printer(self) -> PieceModel | None:
        return self._models.get("printer")

    @Property(PieceModel, constant=True)
    def sign(self) -> PieceModel | None:
        return self._models.get("sign")

    @Property(PieceModel, constant=True)
    def scanner(self) -> PieceModel | None:
        return self._models.get("scanner")

    @Property(list, constant=True)
    def keypads(self) -> list[PieceModel]:
        return [model for name, model in self._models.items() if name.startswith("keypad-")]

    def close(self) -> None:
        """Look no more. Else tray and window hold each other, and whichever thread happens to collect them
        would end a timer of this one."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.unwatch(self._take)

    def report(self) -> dict[str, object]:
        return {"sheets": len(self._shown), "language": self._languages.language}

    def _take(self, fallen: Fallen) -> None:
        """On the thread that draws."""
        self._drawn.emit(fallen.number, fallen.torn, image_of(fallen.picture))

    @Slot(int, bool, QImage)
    def _show(self, number: int, torn: bool, image: QImage) -> None:
        self._pictures.keep(number, image)
        newest = SheetRow(key=number, source_url=f"image://sheet/{number}", torn=torn)
        self._shown = [newest, *self._shown][:SHEETS_COUNT_MAX]
        self._sheets.show(self._shown)
        self.changed.emit()

    def _look(self) -> None:
        for model in self._models.values():
            model.look()


class Pictures(QQuickImageProvider):
    """`image://sheet/NUMBER`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._images: dict[int, QImage] = {}

    def keep(self, number: int, image: QImage) -> None:
        self._images[number] = image
        self._images.pop(number - SHEETS_COUNT_MAX, None)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        image = self._images.get(int(id), QImage())
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def image_of(picture: Image) -> QImage:
    rgba = picture.convert("RGBA")
    image = QImage(rgba.tobytes(), rgba.width, rgba.height, QImage.Format.Format_RGBA8888)
    # The bytes above end with this call; the copy owns its own.
    return image.copy()


def show(
    bench: Workbench,
    *,
    ready: Callable[[], None],
    remote: bool,
    at: str | None,
    size: str | None,
    language: Language,
) -> int:
    """Until the window is closed. `ready` is called when it is up."""
    options = Options[Settings].read(
        "workbench", Settings, remote=remote, at=at, size=size, language=language, fullscreen=False
    )
    shell = Shell("workshop", options)
    pictures = Pictures()
    shell.engine.addImageProvider("sheet", pictures)
    shell.engine.addImageProvider("led", LedPictures())
    model = WorkbenchModel(bench, shell.languages, pictures)
    shell.show("Mall.Workshop", "Main", {"bench": model})
    ready()
    try:
        return shell.run()
    finally:
        model.close()
