"""A real app as a process, offscreen, driven by lines on its pipes as `client/orders.py` has them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from bench.subject import END_S_MAX, SubjectError, environment, memory_mb

ANSWER_S_MAX = 20.0
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
Line = dict[str, Any]


class Window:
    """`started` and every `t` of its lines are of the machine's monotonic clock, seconds."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.name = name
        self.started = time.monotonic()
        self._process = process
        self._log = log
        self._lines: SimpleQueue[Line] = SimpleQueue()
        self._aside: deque[Line] = deque()
        self._count = 0
        threading.Thread(target=self._read, name=name, daemon=True).start()

    def order(self, order: str, seconds_max: float = ANSWER_S_MAX, **fields: object) -> float:
        """Have it done; the moment of its answer. Raises `SubjectError`."""
        self._count += 1
        line = json.dumps({"id": self._count, "order": order, **fields}).encode() + b"\n"
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError as error:
            raise SubjectError(f"{self.name} has gone: {self._last_words()}") from error
        answer = self._next("id", self._count, seconds_max)
        if not answer.get("ok"):
            raise SubjectError(f"{self.name}: {order} {fields}: {answer.get('error')}")
        return float(answer["t"])

    def wait(self, item: str, **equals: object) -> float:
        """Until an item can be seen and, if a property is named, has that value."""
        wanted: dict[str, object] = {}
        for name, value in equals.items():
            wanted = {"property": name, "equals": value}
        return self.order("wait", 2 * ANSWER_S_MAX, item=item, timeout_s=ANSWER_S_MAX, **wanted)

    def tap(self, item: str) -> float:
        """The moment at which the tap was asked for."""
        at = time.monotonic()
        self.order("tap", item=item)
        return at

    def event(self, name: str) -> Line:
        """The next unasked line of that name, also one that came before."""
        return self._next("event", name, ANSWER_S_MAX)

    def memory_mb(self) -> tuple[float, float]:
        return memory_mb(self._process.pid)

    def _next(self, key: str, value: object, seconds_max: float) -> Line:
        for line in self._aside:
            if line.get(key) == value:
                self._aside.remove(line)
                return line
        until = time.monotonic() + seconds_max
        while (left := until - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except Empty:
                break
            if line.get(key) == value:
                return line
            self._aside.append(line)
        raise SubjectError(f"{self.name}: no {key} {value!r} for {seconds_max} s: {self._last_words()}")

    def _read(self) -> None:
        assert self._process.stdout is not None
        for raw in self._process.stdout:
            self._lines.put(json.loads(raw))

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-1_000:]


@contextmanager
def window(name: str, words: list[str], folder: Path) -> Generator[Window]:
    """`python -m WORDS`, with settings, caches and log in the folder; ended at the end."""
    homes = {f"XDG_{each}_HOME": str(folder) for each in ("CONFIG", "STATE", "CACHE", "DATA")}
    log = folder / f"{name}.log"
    with open(log, "wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            env=environment() | OFFSCREEN | homes,
        )
    try:
        yield Window(name, process, log)
    finally:
        process.terminate()
        try:
            process.wait(END_S_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(END_S_MAX)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
