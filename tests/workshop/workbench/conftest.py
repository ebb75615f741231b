from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from hardware.port import open_port
from protocol.catalogue import CounterId
from workshop.workbench.program import wanted_of
from workshop.workbench.workbench import Tell, Workbench

EVENT_S_MAX = 5.0
AGAIN_S = 0.05
Heard = list[tuple[str, dict[str, Any]]]
MakeBench = Callable[..., Workbench]


@pytest.fixture
def heard() -> Heard:
    """What the bench told, in order."""
    return []


@pytest.fixture
def tell(heard: Heard) -> Tell:
    def keep(event: str, /, **fields: object) -> None:
        heard.append((event, dict(fields)))

    return keep


@pytest.fixture
def make_bench(tell: Tell) -> Iterator[MakeBench]:
    """`make_bench("printer", "keypad:pty", counters=(8,), …)`: a bench on free ports, in the end closed."""
    with ExitStack() as stack:

        def make(*words: str, counters: tuple[int, ...] = (8,), **options: Any) -> Workbench:
            bench = Workbench(
                wanted_of(words), counters=[CounterId(counter) for counter in counters], tell=tell, **options
            )
            stack.callback(bench.close)
            return bench

        yield make


def read(url: str, do: Callable[[], object], count: int) -> bytes:
    """The first so many bytes that come from the device at this address while `do` is done, again and again:
    what is said before its line has heard of whoever listens is lost."""
    got = b""
    until = time.monotonic() + EVENT_S_MAX
    with open_port(url) as port:
        while len(got) < count and time.monotonic() < until:
            do()
            while more := port.read(512, AGAIN_S):
                got += more
    return got[:count]
