"""`./mall printer`: the virtual printer as a program, with a window on its paper or without."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import typer
from PIL.Image import Image

from hardware.paper import draw
from hardware.profiles import PROFILES, Profile
from hardware.virtual import VirtualPrinter, serve_tcp

PICTURES_COUNT_MAX = 50
"""The window shows so many; the folder keeps them all."""
log = logging.getLogger(__name__)


def run(
    *,
    host: str,
    port: int,
    paper: str,
    out: Path | None,
    headless: bool,
    remote: bool,
    at: str | None,
    size: str | None,
    as_json: bool,
) -> int:
    """Until it is asked to end or its window is closed."""
    if paper not in PROFILES:
        raise typer.BadParameter(f"--paper: one of {', '.join(PROFILES)}, got {paper!r}")
    tray = Tray(PROFILES[paper], out)
    try:
        server = serve_tcp(tray.printer, host, port)
    except OSError as error:
        tray.close()
        raise typer.BadParameter(f"cannot listen on {host}:{port}: {error.strerror}") from error
    try:
        # Before anyone knows the address: whoever has read it may ask for the end at once.
        asked = _asked_to_end() if headless else None
        say(server.url, as_json)
        if asked is not None:
            asked.wait()
            return 0
        from workshop.paper_window import show

        return show(tray, server.url, remote=remote, at=at, size=size)
    finally:
        server.close()
        tray.close()


class Tray:
    """Where finished slips fall: drawn, and kept as bytes and picture if there is a folder."""

    def __init__(self, profile: Profile, out: Path | None) -> None:
        self.printer = VirtualPrinter(profile, on_slip=self._take)
        self._pictures: deque[tuple[int, Image]] = deque(maxlen=PICTURES_COUNT_MAX)
        self._watcher: Callable[[int, Image], None] | None = None
        self._lock = threading.Lock()
        self._profile = profile
        self._out = out
        self._count = 0
        # Drawing takes a while, and the printer has to answer for its state meanwhile.
        self._drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)

    def watch(self, watcher: Callable[[int, Image], None]) -> None:
        """Call it with the number and picture of each slip, those already there first, on whatever thread."""
        with self._lock:
            for number, picture in self._pictures:
                watcher(number, picture)
            self._watcher = watcher

    def close(self) -> None:
        """Draw what is still to be drawn, then stop."""
        self._drawing.shutdown()

    def _take(self, slip: bytes) -> None:
        self._count += 1
        if self._out is not None:
            (self._out / f"{self._count:03}.bin").write_bytes(slip)
        self._drawing.submit(self._draw, self._count, slip).add_done_callback(_loud)

    def _draw(self, number: int, slip: bytes) -> None:
        picture = draw(slip, self._profile)
        if self._out is not None:
            picture.save(self._out / f"{number:03}.png")
        with self._lock:
            self._pictures.append((number, picture))
            if self._watcher is not None:
                self._watcher(number, picture)


def _loud(drawn: Future[None]) -> None:
    """A picture that could not be drawn or kept is said so, not swallowed."""
    if (error := drawn.exception()) is not None:
        log.error("a slip could not be drawn: %s", error)


def say(url: str, as_json: bool) -> None:
    sys.stdout.write(json.dumps({"url": url}) + "\n" if as_json else f"virtual printer at {url}\n")
    sys.stdout.flush()


def _asked_to_end() -> threading.Event:
    """Set by Ctrl+C and by a polite kill."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return ended
