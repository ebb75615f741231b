"""Between the threads of the counter's devices and Qt's: presses and states come in as queued signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from client.language import translate
from hardware.keypad import KeyPress, Presses
from hardware.listener import Listener
from hardware.sign_line import SignLine
from hardware.signboard import Face


class Devices(QObject):
    """The keypad and the line of the sign; an empty address: there is none. Raises BadUrl."""

    pressed = Signal(int, str)
    """The keypad's address, and hardware.keypad.Key."""
    changed = Signal()
    """The state of one of them."""
    _pressed = Signal(int, str)
    _state = Signal(str, str)

    def __init__(
        self, *, keypad: str = "", sign: str = "", pace: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._states: dict[str, str] = {}
        self._pressed.connect(self.pressed, Qt.ConnectionType.QueuedConnection)
        self._state.connect(self._on_state, Qt.ConnectionType.QueuedConnection)
        self.has_keypad = bool(keypad)
        self._sign: SignLine | None = None
        self._keypad: Listener[KeyPress] | None = None
        if sign:
            self._sign = SignLine(sign, on_status=self._hear_sign, pace=pace)
        if keypad:
            self._keypad = Listener(
                keypad, Presses(), on_message=self._hear_press, on_status=self._hear_keypad, pace=pace
            )

    @property
    def keypad(self) -> str:
        """ "ok" or what is wrong: a code of hardware/errors.py; empty while that is not known."""
        return self._states.get("keypad", "")

    @property
    def sign(self) -> str:
        """The same of the sign, or "silent"."""
        return self._states.get("sign", "")

    def show(self, address: int, face: Face) -> None:
        """Nothing where there is no sign."""
        if self._sign is not None:
            self._sign.show(address, face)

    def close(self) -> None:
        """Gives the lines back; the sign is told its last face first. A second time does nothing."""
        if self._keypad is not None:
            self._keypad.close()
        if self._sign is not None:
            self._sign.close()
        # They hold this object: in a circle with them Python could end it on one of their threads.
        self._keypad = self._sign = None

    def _on_state(self, device: str, code: str) -> None:
        self._states[device] = code
        self.changed.emit()

    # On the devices' own threads

    def _hear_press(self, press: KeyPress) -> None:
        self._pressed.emit(press.address, press.key)

    def _hear_keypad(self, code: str, reason: str) -> None:
        self._state.emit("keypad", code)

    def _hear_sign(self, code: str, reason: str) -> None:
        self._state.emit("sign", code)


def trouble_text(devices: Devices, *, foreign: int | None = None) -> str:
    """What is wrong with them, for the officer; empty where nothing is.

    `foreign`: the counter that the keypad is set to, where that is another one.
    """
    texts = (_keypad_text(devices.keypad, foreign), _sign_text(devices.sign))
    return "\n".join(text for text in texts if text)


def _keypad_text(code: str, foreign: int | None) -> str:
    match code:
        case "" | "ok" if foreign is not None:
            return translate("Devices", "Keypad is set to counter %1").replace("%1", str(foreign))
        case "" | "ok":
            return ""
        case "silent" | "timed_out":
            return translate("Devices", "Keypad does not answer")
        case _:
            return translate("Devices", "Keypad not connected")


def _sign_text(code: str) -> str:
    match code:
        case "" | "ok":
            return ""
        case "silent" | "timed_out":
            return translate("Devices", "LED sign does not answer")
        case _:
            return translate("Devices", "LED sign not connected")
