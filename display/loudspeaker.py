"""The loudspeaker of this machine, in a process of its own: `python -m display.loudspeaker`.

Own process, because Qt's sound can take a process down with it: when PulseAudio dies, Qt goes on showing its
devices, hangs or aborts, and never finds it again. A new process does.

In:  `play BYTES` on a line, then so many bytes of sound (22,050 Hz mono 16 bit little endian).
Out: `outputs N` at start and at each change, `ended` when the sound was heard, `broke REASON` if it was not.
     Ends with its input. Ends with 3 where QtMultimedia lacks its system library.
"""

from __future__ import annotations

import sys
import threading
from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QObject, QTimer, Signal, Slot

from client.stdout import say
from display.samples import RATE_HZ, Samples, duration_ms, from_bytes, resampled, silence

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink

TAIL_MS = 400  # silence behind each sound: what a device still holds back at the end is this, no word
POLL_MS = 50  # for a device whose clock is slow
SOUND_BYTES_MAX = 4_000_000


class Loudspeaker(QObject):
    """The output that the system has chosen, asked anew for each sound: it may be plugged in at any time."""

    _arrived = Signal(bytes)
    _over = Signal()

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtMultimedia import QMediaDevices

        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._count)
        self._sink: QAudioSink | None = None
        self._source: QBuffer | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._arrived.connect(self._play)
        self._over.connect(QCoreApplication.quit)

    def listen(self) -> None:
        """Tell what there is, then read orders in a thread: on Windows a pipe has no notifier."""
        self._count()
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _read(self) -> None:
        orders = sys.stdin.buffer
        while (line := orders.readline(40)).startswith(b"play ") and line[5:].strip().isdigit():
            count = int(line[5:])
            if count > SOUND_BYTES_MAX or count % 2:
                break
            self._arrived.emit(orders.read(count))
        self._over.emit()

    @Slot()
    def _count(self) -> None:
        say(f"outputs {len(self._devices.audioOutputs())}")

    @Slot(bytes)
    def _play(self, pcm: bytes) -> None:
        from PySide6.QtMultimedia import QAudioSink

        self._stop()
        device = self._devices.defaultAudioOutput()
        if device.isNull():
            say("broke no output")
            return
        wanted = _format(device)
        samples = from_bytes(pcm)
        samples.extend(silence(TAIL_MS))
        self._source = QBuffer(self)
        self._source.setData(QByteArray(_converted(samples, wanted)))
        self._source.open(QBuffer.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.stateChanged.connect(self._follow)
        self._sink.start(self._source)
        self._timer.start(duration_ms(samples))

    @Slot()
    def _follow(self) -> None:
        """Asks the sink: PySide cannot hand the state over with the signal."""
        from PySide6.QtMultimedia import QtAudio

        sink = self._sink
        if sink is not None and sink.state() == QtAudio.State.StoppedState:
            reason = sink.error().name
            # Not from inside the sink's own signal: it would be deleted under its feet.
            QTimer.singleShot(0, self, lambda: self._finish(sink, f"broke {reason}"))

    @Slot()
    def _look(self) -> None:
        """PulseAudio calls a sink idle up to a second after the last sound: the clock knows better."""
        sink, source = self._sink, self._source
        if sink is None or source is None:
            return
        if source.atEnd():
            self._finish(sink, "ended")
        else:
            self._timer.start(POLL_MS)

    def _finish(self, sink: QAudioSink, answer: str) -> None:
        if sink is self._sink:
            self._stop()
            say(answer)

    def _stop(self) -> None:
        self._timer.stop()
        sink, source = self._sink, self._source
        self._sink = self._source = None
        if sink is not None:
            sink.stateChanged.disconnect(self._follow)
            sink.stop()
            sink.deleteLater()
        if source is not None:
            source.close()
            source.deleteLater()


def _format(device: QAudioDevice) -> QAudioFormat:
    """What the clips are, if the device takes it, else what it prefers."""
    from PySide6.QtMultimedia import QAudioFormat

    clips = QAudioFormat()
    clips.setSampleRate(RATE_HZ)
    clips.setChannelCount(1)
    clips.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    preferred = device.preferredFormat()
    known = (QAudioFormat.SampleFormat.Int16, QAudioFormat.SampleFormat.Float)
    return clips if device.isFormatSupported(clips) or preferred.sampleFormat() not in known else preferred


def _converted(samples: Samples, wanted: QAudioFormat) -> bytes:
    from PySide6.QtMultimedia import QAudioFormat

    samples = resampled(samples, RATE_HZ, wanted.sampleRate())
    channels = wanted.channelCount()
    if wanted.sampleFormat() == QAudioFormat.SampleFormat.Float:
        frames: array[float] | array[int] = array("f", (value / 32_768 for value in samples))
    else:
        frames = samples
    data = frames.tobytes()
    width = frames.itemsize
    return b"".join(data[at : at + width] * channels for at in range(0, len(data), width))


def main() -> int:
    app = QCoreApplication(sys.argv)
    try:
        loudspeaker = Loudspeaker()
    except ImportError as error:
        print(error, file=sys.stderr)  # noqa: T201  (this is the program's way to say it)
        return 3
    QTimer.singleShot(0, loudspeaker, loudspeaker.listen)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
