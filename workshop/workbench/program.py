"""`./mall workbench` as a program: with a window on the devices, or driven by lines on a pipe."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType

import msgspec
import typer

from client.orders import Marked, Quit
from client.stdout import say
from protocol.catalogue import CounterId, Language
from workshop.workbench.devices import WorkbenchError
from workshop.workbench.gremlin import Gremlin
from workshop.workbench.orders import Order
from workshop.workbench.workbench import KINDS, Wanted, Workbench

LINE_BYTES_MAX = 65_536
log = logging.getLogger(__name__)


def run(
    words: Sequence[str],
    *,
    host: str,
    port: int,
    paper: str,
    counters: Sequence[int],
    pty: bool,
    out: Path | None,
    seed: int | None,
    headless: bool,
    remote: bool,
    at: str | None,
    size: str | None,
    language: Language,
    as_json: bool,
) -> int:
    """Until it is asked to end or its window is closed."""
    # Before anyone knows an address: whoever has read it may ask for the end at once.
    ended = _asked_to_end() if headless else threading.Event()
    teller = Teller(on=headless and as_json)
    with ExitStack() as stack:
        try:
            bench = Workbench(
                wanted_of(words, pty=pty),
                paper=paper,
                counters=[CounterId(counter) for counter in dict.fromkeys(counters)],
                host=host,
                port=port,
                out=out,
                tell=teller.tell,
            )
        except (WorkbenchError, ValueError) as error:
            raise typer.BadParameter(str(error)) from error
        except OSError as error:
            raise typer.BadParameter(f"cannot listen on {host}:{port}: {error.strerror}") from error
        stack.callback(bench.close)
        gremlin = None if seed is None else Gremlin(bench, seed, teller.tell)
        if gremlin is not None:
            stack.callback(gremlin.close)
        if not headless:
            # The window says by itself what happens.
            from workshop.workbench.window import show

            return show(
                bench,
                ready=lambda: _ready(bench, teller, gremlin, as_json),
                remote=remote,
                at=at,
                size=size,
                language=language,
            )
        _ready(bench, teller, gremlin, as_json)
        threading.Thread(target=_listen, args=(bench, teller, ended.set), name="orders", daemon=True).start()
        ended.wait()
    return 0


def wanted_of(words: Sequence[str], *, pty: bool = False) -> list[Wanted]:
    """`["printer", "keypad:pty"]`: devices, and how each is reached; none named: all of them.

    Raises `WorkbenchError`.
    """
    wanted: list[Wanted] = []
    for word in words or KINDS:
        name, _, line = word.partition(":")
        kind = KINDS.get(name)
        if kind is None or line not in ("", "tcp", "pty"):
            raise WorkbenchError(f"{word!r}: one of {', '.join(KINDS)}; with its line as in keypad:pty")
        if kind in (each.kind for each in wanted):
            raise WorkbenchError(f"{kind} is named twice")
        wanted.append(Wanted(kind=kind, line="pty" if line == "pty" or (pty and not line) else "tcp"))
    return wanted


class Teller:
    """Writes lines for whoever drives the bench; `on`: whether anybody does. For use by any thread."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._lock = threading.Lock()
        self._kept: list[str] | None = []
        """Until the first line has been written: that one has the addresses."""

    def tell(self, event: str, /, **fields: object) -> None:
        if self._on:
            self._write({"event": event, **fields})

    def answer(self, answer: dict[str, object]) -> None:
        self._write(answer)

    def begin(self, line: str) -> None:
        """The first line; what was told before it follows."""
        with self._lock:
            kept, self._kept = self._kept or [], None
            for each in (line, *kept):
                _say(each)

    def _write(self, value: dict[str, object]) -> None:
        line = json.dumps({**value, "t": time.monotonic()})
        with self._lock:
            if self._kept is None:
                _say(line)
            else:
                self._kept.append(line)


def obey(bench: Workbench, line: bytes) -> tuple[dict[str, object], bool]:
    """The answer to one line, and whether it was the last."""
    try:
        order = msgspec.json.decode(line, type=Order)
    except msgspec.DecodeError as error:
        return {"id": _id_of(line), "ok": False, "error": str(error)}, False
    try:
        answer = bench.do(order)
    except WorkbenchError as error:
        return {"id": order.id, "ok": False, "error": str(error)}, False
    return {"id": order.id, "ok": True, **answer}, isinstance(order, Quit)


def _ready(bench: Workbench, teller: Teller, gremlin: Gremlin | None, as_json: bool) -> None:
    urls = bench.urls
    width = max(map(len, urls))
    plain = "\n".join(f"{name:<{width}}  {url}" for name, url in urls.items())
    teller.begin(json.dumps({"devices": urls}) if as_json else plain)
    if gremlin is not None:
        gremlin.start()


def _listen(bench: Workbench, teller: Teller, end: Callable[[], None]) -> None:
    """Take orders until there are none any more. A program without anybody at its input goes on."""
    for line in orders_in(_read):
        answer, last = obey(bench, line)
        teller.answer(answer)
        if last:
            end()
            return


def orders_in(read: Callable[[], bytes]) -> Iterator[bytes]:
    """The lines of what is read until it is empty, without blank ones; the last may lack its end. One that
    is longer than `LINE_BYTES_MAX` loses its middle, so that it is refused and costs no memory."""
    rest = b""
    while more := read():
        *lines, rest = (rest + more).split(b"\n")
        yield from filter(bytes.strip, lines)
        rest = rest[:LINE_BYTES_MAX]
    if rest.strip():
        yield rest


def _read() -> bytes:
    """Empty at the end of the input, or where there is none."""
    try:
        return os.read(sys.stdin.fileno(), LINE_BYTES_MAX)
    except (OSError, ValueError):
        return b""


def _id_of(line: bytes) -> object:
    """Of a line that is no order, as far as it can be told."""
    try:
        return msgspec.json.decode(line, type=Marked).id
    except msgspec.DecodeError:
        return None


def _say(line: str) -> None:
    # Whoever read it may have gone; the devices stay for whoever uses them.
    with suppress(OSError):
        say(line)


def _asked_to_end() -> threading.Event:
    """Set by Ctrl+C and by a polite kill."""
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    return ended
