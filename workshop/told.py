"""What the programs of a demo have told, in order, for whoever waits for it and for the summary."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from workshop.driven import DrivenError

T = TypeVar("T")


class Saying(Struct, frozen=True, kw_only=True):
    """One unasked line of a program."""

    by: str
    event: str
    t: float
    """When it was said: monotonic clock of this machine, seconds."""
    fields: dict[str, Any]

    @property
    def visit(self) -> int | None:
        return self.fields.get("visit")


class Told:
    def __init__(self) -> None:
        self.sayings: list[Saying] = []
        self._changed = asyncio.Condition()
        self._waking: set[asyncio.Task[None]] = set()

    def hear(self, by: str, line: dict[str, Any]) -> None:
        fields = {key: value for key, value in line.items() if key not in ("event", "t")}
        self.sayings.append(Saying(by=by, event=line["event"], t=line["t"], fields=fields))
        task = asyncio.get_running_loop().create_task(self._wake())
        self._waking.add(task)
        task.add_done_callback(self._waking.discard)

    def of(self, event: str) -> list[Saying]:
        return [saying for saying in self.sayings if saying.event == event]

    def about(self, visit: int, event: str) -> list[Saying]:
        return [saying for saying in self.of(event) if saying.visit == visit]

    async def next(self, by: str, events: set[str], since: int, within_s: float) -> Saying:
        """The first of these that `by` said after the first `since` sayings. Raises `DrivenError`."""

        def found() -> Saying | None:
            return next(
                (each for each in self.sayings[since:] if each.by == by and each.event in events), None
            )

        return await self.when(found, within_s, f"{by} to say {' or '.join(sorted(events))}")

    async def when(self, found: Callable[[], T | None], within_s: float, what: str) -> T:
        """Wait until `found` gives something, and give that. Raises `DrivenError`."""
        try:
            async with asyncio.timeout(within_s), self._changed:
                while not (value := found()):
                    await self._changed.wait()
                return value
        except TimeoutError:
            raise DrivenError(f"waited {within_s} s in vain for {what}") from None

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()
