"""A program of the mall as a process of its own, driven and heard by lines on pipes."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ANSWER_S_MAX = 15.0
END_S_MAX = 10.0
LINE_BYTES_MAX = 1_000_000
log = logging.getLogger(__name__)

Line = dict[str, Any]


class DrivenError(Exception):
    """A program did not start, answer or do what was asked; says which and what."""


class Driven:
    """One process; its unasked lines go to `hear`, its log to a file."""

    def __init__(
        self, name: str, process: asyncio.subprocess.Process, hear: Callable[[str, Line], None]
    ) -> None:
        self.name = name
        self._process = process
        self._hear = hear
        self._count = 0
        self._answers: dict[int, asyncio.Future[Line]] = {}
        self._lines: asyncio.Queue[Line] = asyncio.Queue()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        name: str,
        words: list[str],
        hear: Callable[[str, Line], None],
        *,
        logs: Path,
        headless: bool,
        prefix: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Driven:
        """`words`: module and its arguments. `prefix`: a command that runs it, e.g. in another network.

        The log goes on where the one of an earlier process of this name ended.
        """
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
        if headless:
            surroundings |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        with (logs / f"{name}.log").open("ab") as log_file:
            process = await asyncio.create_subprocess_exec(
                *prefix,
                sys.executable,
                "-m",
                *words,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log_file,
                env={**surroundings, **(environment or {})},
                limit=LINE_BYTES_MAX,
                # Ctrl+C in a terminal is for whoever drives, who ends the programs in order.
                start_new_session=True,
            )
        return cls(name, process, hear)

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def first_line(self, timeout_s: float) -> Line:
        """The first line that is neither an answer nor an event: what a server says when it is ready."""
        line = asyncio.create_task(self._lines.get())
        ends: set[asyncio.Task[Any]] = {line, self._reader}
        done, _ = await asyncio.wait(ends, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        if line in done:
            return line.result()
        line.cancel()
        what = "has ended" if self._reader in done else f"said nothing for {timeout_s} s"
        raise DrivenError(f"{self.name} {what}; its log says more")

    async def order(self, order: str, *, answer_s_max: float = ANSWER_S_MAX, **fields: object) -> Line:
        """Ask for something and wait until it is done. Raises `DrivenError`."""
        if self._reader.done():
            raise DrivenError(f"{self.name} has ended with {self._process.returncode}")
        self._count += 1
        number = self._count
        answer: asyncio.Future[Line] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"id": number, "order": order, **fields}).encode() + b"\n")
            await self._process.stdin.drain()
            line = await asyncio.wait_for(answer, answer_s_max)
        except TimeoutError:
            raise DrivenError(f"{self.name}: {order} {fields}: no answer for {answer_s_max} s") from None
        except ConnectionError as error:
            raise DrivenError(f"{self.name} listens to no order any more") from error
        finally:
            self._answers.pop(number, None)
        if not line.get("ok"):
            raise DrivenError(f"{self.name}: {order} {fields}: {line.get('error')}")
        return line

    async def wait(self, item: str, timeout_s: float = ANSWER_S_MAX, **equals: object) -> None:
        """Until an item can be seen and, if a property is named, has that value."""
        wanted: dict[str, object] = {}
        for name, value in equals.items():
            wanted = {"property": name, "equals": value}
        # The program's own limit comes first and says what was missing.
        await self.order(
            "wait", answer_s_max=timeout_s + ANSWER_S_MAX, item=item, timeout_s=timeout_s, **wanted
        )

    async def tap(self, item: str) -> float:
        """Tap an item; gives the moment at which the tap was asked for (monotonic, s)."""
        at = time.monotonic()
        await self.order("tap", item=item)
        return at

    async def end(self) -> int:
        """Ask the program to end, end it if it does not, and give its exit code."""
        if self.running:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), END_S_MAX)
            except TimeoutError:
                log.warning("%s did not end by itself", self.name)
                self._process.kill()
        code = await self._process.wait()
        await self._reader
        return code

    async def kill(self) -> None:
        """End it as a power cut would: at once, with no chance to tidy up."""
        if self.running:
            self._process.kill()
        await self._process.wait()
        await self._reader

    async def ended(self) -> int:
        """Until it ends by itself."""
        return await self._process.wait()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for raw in self._process.stdout:
            try:
                line = json.loads(raw)
            except ValueError:
                log.warning("%s said what is no JSON: %r", self.name, raw[:200])
                continue
            answer = self._answers.get(line.get("id"))
            if "event" in line:
                self._hear(self.name, line)
            elif answer is not None and not answer.done():
                answer.set_result(line)
            else:
                self._lines.put_nowait(line)
        # The end of the pipe may be seen before the end of the process.
        code = await self._process.wait()
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(DrivenError(f"{self.name} has ended with {code}"))
