"""Speaks the calls one after the other, each to its end.

`announce` puts a call in line. Each call gets exactly one ending: `finished(id)` when it was spoken (or,
with no loudspeaker, when its time was over), or `failed(id, reason)` with a Reason. `started(id)` comes
before, but only for a call that was begun.

The line is bounded. Over its limit the oldest waiting recall goes first; if only first calls wait, the oldest
of them fails aloud as `crowded`, for a screen to show it longer.
"""

from __future__ import annotations

import logging
import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from display.player import DevicePlayer, SilentPlayer
from display.speech import Announcement
from display.voice import Sound, Voice

log = logging.getLogger(__name__)

Reason = Literal["crowded", "withdrawn", "voice", "device"]
SoundState = Literal["playing", "silent", "no_device"]

QUEUE_COUNT_MAX = 24  # two and a half minutes of calls; later ones reach nobody
HURRY_COUNT = 3  # with more waiting, the chime is left out
WATCHDOG_MARGIN_MS = 4_000  # a sound that lasts longer than itself and this has lost its device
RECORDINGS_COUNT_MAX = 999  # then the oldest in the folder are replaced


class Announcer(QObject):
    """`player` is the loudspeaker, None for a machine without; `folder` gets each call as a WAV file.

    `speed` shortens only the silent time where there is no loudspeaker. Owns voice and player: `close` ends
    them.
    """

    started = Signal(int)
    finished = Signal(int)
    failed = Signal(int, str)
    soundStateChanged = Signal()
    _prepared = Signal(object)

    def __init__(
        self,
        voice: Voice,
        *,
        player: DevicePlayer | None = None,
        folder: Path | None = None,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._device = player
        self._silent = SilentPlayer(speed=speed, parent=self)
        self._silent.ended.connect(self._ended)
        if player is not None:
            player.ended.connect(self._ended)
            player.availableChanged.connect(self._device_changed)
        self._recordings = Recordings(folder) if folder else None
        self._waiting: deque[Announcement] = deque()
        self._current: Announcement | None = None
        self._sounding: DevicePlayer | SilentPlayer | None = None
        self._closed = False
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.timeout.connect(self._lost)
        # A word that was never said before takes a helper process: the window must go on drawing.
        self._workshop = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")
        self._prepared.connect(self._play)

    def announce(self, announcement: Announcement) -> None:
        """Speak it when all before it are spoken. Does nothing after `close`."""
        if self._closed:
            return
        self._waiting.append(announcement)
        while len(self._waiting) > QUEUE_COUNT_MAX:
            victim = next((waiting for waiting in self._waiting if waiting.recall), self._waiting[0])
            self._waiting.remove(victim)
            self.failed.emit(victim.id, "crowded")
        self._next()

    def withdraw(self, announcement_id: int) -> None:
        """Take a waiting call out of the line: its visitor came. One being spoken is spoken to its end."""
        for waiting in [waiting for waiting in self._waiting if waiting.id == announcement_id]:
            self._waiting.remove(waiting)
            self.failed.emit(waiting.id, "withdrawn")

    def close(self) -> None:
        """Stop at once; calls that wait get no ending any more. May be called twice."""
        self._closed = True
        self._waiting.clear()
        self._current = None
        self._watchdog.stop()
        self._silent.stop()
        if self._device is not None:
            self._device.close()
        self._voice.close()
        self._workshop.shutdown(wait=True, cancel_futures=True)
        self._set_sounding(None)

    @property
    def waiting_count(self) -> int:
        return len(self._waiting)

    def _sound_state(self) -> SoundState:
        if self._device is None or not self._device.available:
            return "no_device"
        return "playing" if self._sounding is self._device else "silent"

    soundState = Property(str, _sound_state, notify=soundStateChanged)

    def _next(self) -> None:
        if self._current is not None or not self._waiting or not self._device_known():
            return
        self._current = announcement = self._waiting.popleft()
        chime = len(self._waiting) <= HURRY_COUNT
        future = self._workshop.submit(self._voice.speak, announcement, chime=chime)
        future.add_done_callback(self._hand_over)

    def _device_known(self) -> bool:
        return self._device is None or self._device.ready

    def _hand_over(self, future: Future[Sound]) -> None:
        """In the worker's thread: the signal carries the result over to the window's."""
        if not future.cancelled():
            self._prepared.emit(future)

    @Slot(object)
    def _play(self, future: Future[Sound]) -> None:
        announcement = self._current
        if announcement is None:
            return
        if error := future.exception():
            log.error("call %d cannot be spoken", announcement.id, exc_info=error)
            self._end("voice")
            return
        sound = future.result()
        if self._recordings is not None:
            self._recordings.keep(announcement, sound)
        self.started.emit(announcement.id)
        device = self._device
        player = device if device is not None and device.available else self._silent
        self._set_sounding(player)
        self._watchdog.start(sound.duration_ms + WATCHDOG_MARGIN_MS)
        player.play(sound)

    @Slot(bool)
    def _ended(self, played: bool) -> None:
        self._end(None if played else "device")

    @Slot()
    def _lost(self) -> None:
        log.warning("the loudspeaker does not say that it has finished")
        if self._sounding is not None:
            self._sounding.stop()
        self._end("device")

    def _end(self, reason: Reason | None) -> None:
        announcement, self._current = self._current, None
        if announcement is None:
            return
        self._watchdog.stop()
        self._set_sounding(None)
        if reason is None:
            self.finished.emit(announcement.id)
        else:
            self.failed.emit(announcement.id, reason)
        if not self._closed:
            self._next()

    def _set_sounding(self, player: DevicePlayer | SilentPlayer | None) -> None:
        self._sounding = player
        self.soundStateChanged.emit()

    @Slot()
    def _device_changed(self) -> None:
        self.soundStateChanged.emit()
        if not self._closed:
            self._next()


class Recordings:
    """A folder with the calls as they were spoken: `NNN-A017-loket-5.wav`, NNN from 001, round and round."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        taken = [int(file.name[:3]) for file in folder.glob("*.wav") if re.match(r"\d{3}-", file.name)]
        self._last = max(taken, default=0)

    def keep(self, announcement: Announcement, sound: Sound) -> None:
        """A folder that cannot be written costs the recording, not the call."""
        self._last = self._last % RECORDINGS_COUNT_MAX + 1
        name = (
            f"{self._last:03}-{announcement.prefix}{announcement.number:03}-loket-{announcement.counter}.wav"
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in self._folder.glob(f"{self._last:03}-*.wav"):
                old.unlink(missing_ok=True)
            (self._folder / name).write_bytes(sound.wav())
        except OSError as error:
            log.warning("a call is not kept as a file: %s", error)
