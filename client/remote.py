"""A window driven by lines on a pipe, as `orders.py` lists them: robots use the real app, not a back door."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtQuick import QQuickWindow

from client import items, orders
from client.items import NotThere
from client.stdout import say

if TYPE_CHECKING:
    from client.app import Shell

LINE_BYTES_MAX = 65_536
"""A longer line is refused, and the app with it: the other side has lost its place."""
WAIT_CHECK_MS = 15
Answer = dict[str, object]


class Remote(QObject):
    """`answer` writes one line; `order` takes one, whoever read it."""

    _line = Signal(bytes)
    _ended = Signal()

    def __init__(self, shell: Shell, answer: Callable[[str], None]) -> None:
        super().__init__()
        self._shell = shell
        self._answer = answer
        self._lines: deque[bytes] = deque()
        self._busy = False
        self._waits: list[_Waiting] = []
        self._look = QTimer(self)
        self._look.setInterval(WAIT_CHECK_MS)
        self._look.timeout.connect(self._check_waits)
        self._line.connect(self.order, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(shell.quit, Qt.ConnectionType.QueuedConnection)

    def read_from(self, descriptor: int) -> None:
        """Reads orders from there until its end, which ends the app."""
        threading.Thread(target=self._read, args=(descriptor,), name="remote", daemon=True).start()

    def tell(self, name: str, fields: Answer) -> None:
        self._write({"event": name, **fields})

    @Slot(bytes)
    def order(self, line: bytes) -> None:
        """Carries it out after those before it; a wait holds up nothing."""
        self._lines.append(line)
        # A simulated click turns the event loop, which may bring the next line.
        if not self._busy:
            self._busy = True
            while self._lines:
                self._carry_out(self._lines.popleft())
            self._busy = False

    def _carry_out(self, line: bytes) -> None:
        try:
            order = msgspec.json.decode(line, type=orders.Order)
        except msgspec.DecodeError as error:
            self._write({"id": _id_of(line), "ok": False, "error": str(error)})
            return
        if isinstance(order, orders.Wait):
            self._waits.append(_Waiting(order=order, until=time.monotonic() + order.timeout_s))
            self._check_waits()
            return
        try:
            answer = self._do(order)
        except (NotThere, ValueError, OSError) as error:
            self._write({"id": order.id, "ok": False, "error": str(error)})
        else:
            self._write({"id": order.id, "ok": True, **answer})

    def _do(self, order: orders.Order) -> Answer:
        window = self._window
        match order:
            case orders.Tap(item=name):
                _click(window, items.tappable_middle(window, name).toPoint())
            case orders.Reveal(item=name):
                items.reveal(window, name)
            case orders.Type(text=text):
                for character in text:
                    _key(window, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            case orders.Key(key=key):
                _press(window, key)
            case orders.Read(item=name, property=wanted):
                return {"value": _value(items.visible_item(window, name), wanted)}
            case orders.Shot(file=file):
                if not window.grabWindow().save(file):
                    raise OSError(f"{file} cannot be written as a picture")
            case orders.Resize(width=width, height=height):
                window.showNormal()
                window.resize(width, height)
            case orders.SwitchLanguage(language=language):
                self._shell.languages.set_language(language)
            case orders.State():
                return {"state": self._shell.report()}
            case orders.Quit():
                QTimer.singleShot(0, self._shell.quit)
            case orders.Wait():
                raise AssertionError("a wait is answered later")
        return {}

    @property
    def _window(self) -> QQuickWindow:
        if self._shell.window is None:
            raise NotThere("there is no window yet")
        return self._shell.window

    def _check_waits(self) -> None:
        now = time.monotonic()
        still: list[_Waiting] = []
        for waiting in self._waits:
            order = waiting.order
            missing = self._missing(order)
            if missing is None:
                self._write({"id": order.id, "ok": True})
            elif now > waiting.until:
                self._write({"id": order.id, "ok": False, "error": f"{missing} after {order.timeout_s} s"})
            else:
                still.append(waiting)
        self._waits = still
        if still:
            self._look.start()
        else:
            self._look.stop()

    def _missing(self, order: orders.Wait) -> str | None:
        """What the wait still lacks."""
        try:
            item = items.visible_item(self._window, order.item)
            if order.equals is msgspec.UNSET:
                return None
            value = _value(item, order.property)
        except NotThere as error:
            return str(error)
        return None if value == order.equals else f"{order.item}.{order.property} is {value!r}"

    def _write(self, answer: Answer) -> None:
        timed = {**answer, "t": time.monotonic()}
        self._answer(msgspec.json.encode(timed, enc_hook=str).decode())

    def _read(self, descriptor: int) -> None:
        # Not through sys.stdin: its lock would be held when the interpreter ends.
        rest = b""
        while len(rest) <= LINE_BYTES_MAX and (read := os.read(descriptor, LINE_BYTES_MAX)):
            *lines, rest = (rest + read).split(b"\n")
            for line in filter(bytes.strip, lines):
                self._line.emit(line)
        self._ended.emit()


class _Waiting(msgspec.Struct, frozen=True, kw_only=True):
    order: orders.Wait
    until: float
    """Monotonic seconds."""


def write_line(line: str) -> None:
    """To standard output; the reader may have gone."""
    try:
        say(line)
    except OSError:
        QCoreApplication.quit()


def _id_of(line: bytes) -> object:
    """Of a line that is no order, as far as it can be told."""
    try:
        return msgspec.json.decode(line, type=orders.Marked).id
    except msgspec.DecodeError:
        return None


def _value(item: QObject, name: str) -> object:
    if item.metaObject().indexOfProperty(name) < 0:
        raise NotThere(f"{item.objectName()!r} has no property {name!r}")
    value = cast("object", item.property(name))
    match value:
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def _click(window: QQuickWindow, point: QPoint) -> None:
    # Late: only a driven window needs it. It feeds the window system's own queue, as a finger would.
    from PySide6.QtTest import QTest

    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def _press(window: QQuickWindow, written: str) -> None:
    from PySide6.QtTest import QTest

    sequence = QKeySequence(written, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        raise ValueError(f"{written!r} is no key")
    # The stubs of QKeySequence lack indexing.
    combination = cast("QKeyCombination", sequence[0])  # pyright: ignore[reportIndexIssue]
    if combination.key() == Qt.Key.Key_unknown:
        raise ValueError(f"{written!r} is no key")
    QTest.keyClick(window, combination.key(), combination.keyboardModifiers())


def _key(window: QQuickWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(window, QKeyEvent(kind, key, modifiers, text))
