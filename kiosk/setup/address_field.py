"""The address of a printer that was not found, as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from hardware.address import InProcess, parse
from hardware.errors import BadUrl
from kiosk.setup.choice import bad_url_text

QML_IMPORT_NAME = "Mall.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

ADDRESS_CHARACTERS_MAX = 120
FIRST = "tcp://"
"""What most addresses begin with that have to be typed."""


@QmlElement
class AddressField(QObject):
    """`used` carries an address that a printer can have; of any other `note` says what is wrong."""

    changed = Signal()
    used = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._problem: BadUrl | None = None

    @Slot(str)
    def start(self, text: str) -> None:
        """From anew, with this much typed."""
        self._become(text[:ADDRESS_CHARACTERS_MAX])

    @Slot(str)
    def type(self, text: str) -> None:
        """Adds what one key stands for; what does not fit is not taken."""
        if len(self._text) + len(text) <= ADDRESS_CHARACTERS_MAX and text.isprintable():
            self._become(self._text + text)

    @Slot()
    def erase(self) -> None:
        self._become(self._text[:-1])

    @Slot()
    def use(self) -> None:
        typed = self._text.strip()
        try:
            if isinstance(parse(typed), InProcess):
                raise BadUrl(typed, "scheme", "prints on no paper")
        except BadUrl as error:
            self._problem = error
            self.changed.emit()
        else:
            self.used.emit(typed)

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def note(self) -> str:
        return "" if self._problem is None else bad_url_text(self._problem)

    def renew(self) -> None:
        """The language is another one."""
        self.changed.emit()

    def _become(self, text: str) -> None:
        self._text, self._problem = text, None
        self.changed.emit()
