"""What makes a sound heard: the loudspeaker of this machine, or nothing but the time it would take.

Both say `ended(played)` exactly once for each `play`, unless stopped before.
"""

from __future__ import annotations

import logging
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from display.voice import Sound

log = logging.getLogger(__name__)

PROGRAM = (sys.executable, "-m", "display.loudspeaker")
READY_MS_MAX = 5_000  # then calls go on without sound until the loudspeaker's process speaks up
RETRY_MS_MIN = 1_000  # doubled after each try that finds no output
RETRY_MS_MAX = 300_000
KILLED_MS_MAX = 2_000
NO_LIBRARY = 3


class SilentPlayer(QObject):
    """Where there is no loudspeaker: ends after the sound's duration, divided by `speed`."""

    ended = Signal(bool)

    def __init__(self, *, speed: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speed = speed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)

    def play(self, sound: Sound) -> None:
        self._timer.start(math.ceil(sound.duration_ms / self._speed))

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _end(self) -> None:
        self.ended.emit(True)


class DevicePlayer(QObject):
    """The process of `display.loudspeaker`, started anew when it dies, hangs or finds no output.

    `ready` when it is known whether there is an output, `available` while there is one. For the
    window's thread only. `close` before the end of the program.
    """

    ended = Signal(bool)
    availableChanged = Signal()

    def __init__(self, *, program: Sequence[str] = PROGRAM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = tuple(program)
        self._outputs = 0
        self._ready = False
        self._playing = False
        self._closed = False
        self._retry_ms = RETRY_MS_MIN
        self._process: QProcess | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._renew)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._become_ready)
        self._start()

    @property
    def ready(self) -> bool:
        return self._ready

    @property
    def available(self) -> bool:
        return self._outputs > 0

    def play(self, sound: Sound) -> None:
        self._playing = True
        process = self._process
        if process is None or process.state() == QProcess.ProcessState.NotRunning:
            QTimer.singleShot(0, self, self._broke)
            return
        process.write(b"play %d\n" % len(sound.pcm))
        process.write(sound.pcm)

    def stop(self) -> None:
        """Silence at once: the process is ended, and a new one will know whether there is still an output."""
        if self._playing:
            self._playing = False
            self._renew()

    def close(self) -> None:
        self._closed = True
        self._playing = False
        self._again.stop()
        self._patience.stop()
        self._end_process()

    @Slot()
    def _renew(self) -> None:
        self._end_process()
        self._start()

    def _start(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._listen)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._ready = False
        self._patience.start(READY_MS_MAX)
        process.start(self._program[0], list(self._program[1:]))

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._listen)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._failed)
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(KILLED_MS_MAX)
        process.deleteLater()

    @Slot()
    def _listen(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode(errors="replace").strip()
            match line.split(" ", 1):
                case ["outputs", count] if count.isdigit():
                    self._set_outputs(int(count))
                case ["ended"]:
                    self._finish(played=True)
                case ["broke", reason]:
                    log.warning("the loudspeaker broke off: %s", reason)
                    self._renew()
                    self._finish(played=False)
                case _:
                    log.warning("the loudspeaker's process says %r", line)

    def _set_outputs(self, count: int) -> None:
        self._outputs = count
        if count:
            self._retry_ms = RETRY_MS_MIN
            self._again.stop()
        else:
            self._try_again()
        self._become_ready()

    def _try_again(self) -> None:
        """At boot this program may be up before PulseAudio is, and Qt looks for it only once."""
        if not self._closed:
            self._again.start(self._retry_ms)
            self._retry_ms = min(2 * self._retry_ms, RETRY_MS_MAX)

    @Slot()
    def _ended(self) -> None:
        process = self._process
        if process is None:
            return
        reason = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()[-300:]
        lost = process.exitStatus() == QProcess.ExitStatus.NormalExit and process.exitCode() == NO_LIBRARY
        self._gone(reason, for_good=lost)

    @Slot()
    def _failed(self) -> None:
        process = self._process
        if process is not None and process.error() == QProcess.ProcessError.FailedToStart:
            self._gone(process.errorString(), for_good=False)

    def _gone(self, reason: str, *, for_good: bool) -> None:
        log.warning("the loudspeaker's process ended%s: %s", " for good" if for_good else "", reason)
        self._outputs = 0
        if not for_good:
            self._try_again()
        self._become_ready()
        self._finish(played=False)

    @Slot()
    def _broke(self) -> None:
        self._finish(played=False)

    def _finish(self, *, played: bool) -> None:
        if self._playing:
            self._playing = False
            self.ended.emit(played)

    @Slot()
    def _become_ready(self) -> None:
        self._ready = True
        self._patience.stop()
        self.availableChanged.emit()


def _environment() -> QProcessEnvironment:
    """This one's, and where the project lies."""
    environment = QProcessEnvironment.systemEnvironment()
    root = str(Path(__file__).parents[1])
    paths = [root, *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    return environment
