"""The tray under the virtual printer: every sheet that came out, drawn as paper would look."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PIL.Image import Image

from hardware.paper import draw
from hardware.profiles import Profile
from hardware.virtual.roll import Sheet

SHEETS_COUNT_MAX = 50
"""So many pictures are kept to be looked at; the folder keeps them all."""
TORN = "-torn"
"""At the end of the name of a file with half a slip."""
log = logging.getLogger(__name__)


class Fallen(Struct, frozen=True, kw_only=True):
    """One sheet in the tray."""

    number: int
    """Counts what came out, from 1."""
    torn: bool
    """It is half a slip."""
    picture: Image


class Tray:
    """Where sheets fall: drawn on a thread of its own, and kept as bytes and picture if there is a folder.

    The files are called `007.bin`, `007.png`; of half a slip `007-torn.bin`, `007-torn.png`. Raises OSError
    where the folder cannot be made.
    """

    def __init__(self, profile: Profile, out: Path | None) -> None:
        self._sheets: deque[Fallen] = deque(maxlen=SHEETS_COUNT_MAX)
        self._watchers: list[Callable[[Fallen], None]] = []
        self._lock = threading.Lock()
        self._profile = profile
        self._out = out
        self._count = 0
        # Drawing takes a while, and the printer has to answer for its state meanwhile.
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)

    @property
    def sheets(self) -> tuple[Fallen, ...]:
        """The newest last."""
        with self._lock:
            return tuple(self._sheets)

    def watch(self, watcher: Callable[[Fallen], None]) -> None:
        """Call it with each sheet, those already there first, on whatever thread; it must return at once."""
        with self._lock:
            for fallen in self._sheets:
                watcher(fallen)
            self._watchers.append(watcher)

    def unwatch(self, watcher: Callable[[Fallen], None]) -> None:
        with self._lock:
            self._watchers.remove(watcher)

    def take(self, sheet: Sheet) -> None:
        """On any thread; returns at once."""
        with self._lock:
            self._count += 1
            number = self._count
        self._drawing.submit(self._draw, number, sheet).add_done_callback(_loud)

    def wait(self) -> None:
        """Until what has come out so far is drawn."""
        self._drawing.submit(lambda: None).result()

    def close(self) -> None:
        """Draw what is still to be drawn, then stop."""
        self._drawing.shutdown()

    def _draw(self, number: int, sheet: Sheet) -> None:
        # What was torn off has no straight edge, whatever the printer's knife.
        profile = replace(self._profile, cutter=False) if sheet.torn else self._profile
        picture = draw(sheet.modes + sheet.data, profile)
        if self._out is not None:
            stem = f"{number:03}{TORN}" if sheet.torn else f"{number:03}"
            (self._out / f"{stem}.bin").write_bytes(sheet.data)
            picture.save(self._out / f"{stem}.png")
        fallen = Fallen(number=number, torn=sheet.torn, picture=picture)
        with self._lock:
            self._sheets.append(fallen)
            for watcher in self._watchers:
                watcher(fallen)


def _loud(drawn: Future[None]) -> None:
    """A picture that could not be drawn or kept is said so, not swallowed."""
    if (error := drawn.exception()) is not None:
        log.error("a slip could not be drawn: %s", error)
