"""A whole mall of real programs for a story, and what people do in it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import uvloop
from msgspec import Struct

from protocol.messages import Event, TicketIssued, VisitId
from server import catalogue as catalogues
from server.devices import Devices
from tests.story.network import Network
from workshop.driven import Driven, DrivenError
from workshop.figures import events_in
from workshop.told import Saying, Told

T = TypeVar("T")

TENANT, COUNTER, OFFICER = "dukcapil", 8, "Sari Wulandari"
KTP, KK = "dukcapil.ktp-rekam", "dukcapil.kk-baru"
START_S_MAX = 60.0
SCREEN_S_MAX = 20.0
BACK_S_MAX = 30.0
"""Silence that is noticed, the longest wait between two tries, discovery, and a busy machine."""
VOICE_S_MAX = 60.0
LOOK_S = 0.05
SIZES = {"kiosk": "540x960", "counter": "1280x800", "display": "960x540"}
BAD_LINE = re.compile(r"Traceback|CRITICAL|ERROR|WARNING antrean\.qml")
"""No program may say so in its log, whatever happens to the mall."""


class Ticket(Struct, frozen=True, kw_only=True):
    """As the kiosk acknowledged it."""

    visit: VisitId
    label: str
    outcome: str


class Mall:
    """`run` carries out a piece of a story; `close` ends every program that is left."""

    def __init__(self, network: Network, folder: Path) -> None:
        self.network = network
        self.told = Told()
        self.tickets: list[Ticket] = []
        """All that the kiosks have acknowledged."""
        self.port = 0
        self._folder = folder
        self._instance = f"story-{secrets.token_hex(4)}"
        self._catalogue = catalogues.load()
        self._programs: dict[str, Driven] = {}
        self._words: dict[str, list[str]] = {}
        # Its child processes are waited for without a thread each, which a test would leave behind.
        self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self._data.mkdir()
        self._logs.mkdir()

    def run(self, story: Coroutine[Any, Any, T]) -> T:
        try:
            return self._runner.run(story)
        except BaseException as error:
            for log in sorted(self._logs.glob("*.log")):
                error.add_note(f"{log.name}: {' | '.join(log.read_text('utf-8').splitlines()[-4:])}")
            raise

    def close(self) -> None:
        try:
            self._runner.run(self._end_all())
        finally:
            self._runner.close()

    def bad_lines(self) -> list[str]:
        """What no log should hold."""
        return [
            f"{log.name}: {line}"
            for log in sorted(self._logs.glob("*.log"))
            for line in log.read_text("utf-8").splitlines()
            if BAD_LINE.search(line)
        ]

    # Programs

    async def open_all(self) -> None:
        """A server, a printer, two kiosks (the second without a printer), a counter at work, a display."""
        await self.open_server()
        printer = await self.open_printer()
        await self.open_app("kiosk-1", "--printer", printer)
        await self.open_app("kiosk-2")
        await self.open_app("counter-1", "--counter", str(COUNTER), "--officer", OFFICER)
        await self.open_app("display-1")
        for name in ("kiosk-1", "kiosk-2"):
            await self[name].wait(f"tenant-{TENANT}", START_S_MAX)
        await self["display-1"].wait(f"waiting-{TENANT}", START_S_MAX)
        await self.sign_on(self["counter-1"])

    async def open_server(
        self, *, port: int = 0, module: str = "server", environment: dict[str, str] | None = None
    ) -> None:
        """On the data that is there; its address is told to nobody."""
        words = [module, "--data", str(self._data), "--instance", self._instance, "--rehearsal", "--json"]
        # Without a public address the kiosks would leave the code off.
        public = ["--public-url", "http://antrean.example", "--day-ends", self._night()]
        listen = ["--listen", self.network.listen, "--port", str(port), *public]
        self._programs["server"] = server = await Driven.start(
            "server",
            [*words, *listen],
            self.told.hear,
            logs=self._logs,
            headless=True,
            prefix=self.network.server_prefix,
            environment=environment,
        )
        ready = await server.first_line(START_S_MAX)
        self.port = int(ready["url"].rpartition(":")[2])

    async def open_printer(self) -> str:
        words = ["workshop", "workbench", "printer", "--port", "0", "--out", str(self._slips), "--json"]
        printer = await self._start("printer", [*words, "--remote", "--size", "400x854"])
        return (await printer.first_line(START_S_MAX))["devices"]["printer"]

    async def open_app(self, name: str, *words: str) -> Driven:
        """`name` begins with the kind of app. What it needs to join is in its settings file; no address."""
        kind = name.partition("-")[0]
        settings = self._folder / f"{name}.toml"
        if not settings.exists():
            token = self._enrol(name, kind)
            settings.write_text(f'token = "{token}"\ninstance = "{self._instance}"\n', "utf-8")
        return await self._start(
            name, [kind, "--settings", str(settings), "--remote", "--size", SIZES[kind], *words]
        )

    async def restart(self, name: str) -> Driven:
        """Again with the same words as before."""
        return await self._start(name, self._words[name])

    async def kill_server(self) -> None:
        await self["server"].kill()

    def freeze(self, name: str) -> None:
        """It stands still and does not know it; nobody else can tell, for a while."""
        os.kill(self._programs[name].pid, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        os.kill(self._programs[name].pid, signal.SIGCONT)

    def __getitem__(self, name: str) -> Driven:
        return self._programs[name]

    @property
    def apps(self) -> list[Driven]:
        return [
            program
            for name, program in self._programs.items()
            if name.partition("-")[0] in SIZES and program.running
        ]

    # What can be seen

    async def until(
        self, question: Callable[[], Awaitable[T]], what: str, within_s: float = SCREEN_S_MAX
    ) -> T:
        """Ask again and again until the answer is true; gives it. Raises `DrivenError`."""
        try:
            async with asyncio.timeout(within_s):
                while not (answer := await question()):
                    await asyncio.sleep(LOOK_S)
                return answer
        except TimeoutError:
            raise DrivenError(f"waited {within_s} s in vain for {what}") from None

    async def report(self, app: Driven) -> dict[str, Any]:
        return (await app.order("state"))["state"]

    async def link(self, app: Driven) -> str:
        report = await self.report(app)
        return report["state"] if app.name.startswith("display") else report["link"]

    async def enabled(self, app: Driven, item: str) -> bool:
        return (await app.order("read", item=item, property="enabled"))["value"]

    async def sees(self, app: Driven, item: str) -> bool:
        try:
            await app.order("read", item=item, property="visible")
        except DrivenError as error:
            if "is not visible" in str(error) or "there is no item" in str(error):
                return False
            raise
        return True

    async def notice_loss(self, *apps: Driven) -> None:
        """Each app says on its screen that the server is away."""
        for app in apps or self.apps:
            await app.wait("connection-banner", BACK_S_MAX)
            assert await self.link(app) == "lost"

    async def come_back(self, *apps: Driven) -> None:
        """Each app is connected again by itself, and its screen says so no more."""
        for app in apps or self.apps:

            async def ready(app: Driven = app) -> bool:
                return await self.link(app) == "ready"

            await self.until(ready, f"{app.name} to come back by itself", BACK_S_MAX)
            assert not await self.sees(app, "connection-banner")

    def journal(self) -> list[Event]:
        return events_in(self._data / "journal.db")

    def issued(self) -> list[TicketIssued]:
        return [event.what for event in self.journal() if isinstance(event.what, TicketIssued)]

    def slips(self) -> int:
        return sum(not file.stem.endswith("torn") for file in self._slips.glob("*.bin"))

    async def fetch(self, paths: Sequence[str]) -> list[Any]:
        """From the network of the apps, as a visitor's phone would; None for what there is not."""
        base = f"http://{self.network.server_address}:{self.port}"
        process = await asyncio.create_subprocess_exec(
            *self.network.apps_prefix,
            sys.executable,
            str(Path(__file__).with_name("fetch.py")),
            *[base + path for path in paths],
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, "the server could not be asked"
        return json.loads(said)

    async def pages(self) -> dict[str, dict[str, Any]]:
        """What the server says of each acknowledged ticket by its token, by label."""
        tokens = {issued.visit: issued.token for issued in self.issued()}
        paths = [f"/api/tickets/{tokens[ticket.visit]}" for ticket in self.tickets]
        pages = await self.fetch(paths)
        missing = [ticket.label for ticket, page in zip(self.tickets, pages, strict=True) if page is None]
        assert not missing, f"acknowledged, but unknown to the server: {missing}"
        return {ticket.label: page for ticket, page in zip(self.tickets, pages, strict=True)}

    # What visitors and officers do

    async def choose(self, kiosk: Driven, service: str) -> None:
        """From the start to the page where the number can be taken."""
        for item in (f"tenant-{TENANT}", f"service-{service}"):
            await kiosk.wait(item, SCREEN_S_MAX)
            await kiosk.order("reveal", item=item)
            await kiosk.tap(item)
        await kiosk.wait("take-number", SCREEN_S_MAX, enabled=True)

    async def receive(self, kiosk: Driven, since: int, within_s: float = SCREEN_S_MAX) -> Ticket:
        """The number that the kiosk gives after the first `since` sayings."""
        said = await self.told.next(kiosk.name, {"ticket"}, since, within_s)
        ticket = Ticket(
            visit=said.fields["visit"], label=said.fields["label"], outcome=said.fields["outcome"]
        )
        self.tickets.append(ticket)
        await kiosk.wait("ticket-number", SCREEN_S_MAX)
        return ticket

    async def take(self, kiosk: Driven, service: str = KTP) -> Ticket:
        """One visitor, from the start to the start."""
        await self.choose(kiosk, service)
        since = len(self.told.sayings)
        await kiosk.tap("take-number")
        ticket = await self.receive(kiosk, since)
        if ticket.outcome == "NotPrinted":
            await kiosk.tap("noted")
        await kiosk.wait("home", SCREEN_S_MAX)
        await kiosk.tap("home")
        return ticket

    async def scan(self, kiosk: Driven, label: str) -> dict[str, Any]:
        """Hold the slip with this number before a scanner that types; what the kiosk says then."""
        (token,) = (issued.token for issued in self.issued() if f"A-{issued.number:03}" == label)
        await kiosk.order("type", text=f"http://antrean.example/t/{token}\n")
        await kiosk.wait("place-number", SCREEN_S_MAX, text=label)
        report = await self.report(kiosk)
        await kiosk.tap("understood")
        return report

    async def sign_on(self, counter: Driven) -> None:
        await counter.wait("sign-on", SCREEN_S_MAX, enabled=True)
        await counter.tap("sign-on")
        await counter.wait("call-next", SCREEN_S_MAX, enabled=True)

    async def line_of(self, counter: Driven, count: int) -> None:
        """Until the officer sees so many in the line."""

        async def seen() -> bool:
            return (await self.report(counter))["waiting"] == count

        await self.until(seen, f"{count} waiting at {counter.name}")

    async def call(self, counter: Driven) -> str:
        """The number that was called; all screens show it."""
        said = await self._do(counter, "call-next", "called")
        label, visit = said.fields["number"], said.visit
        shown = [app.name for app in self.apps if app.name.startswith("display")]
        for display in shown:
            await self.told.when(
                lambda display=display: any(
                    each.by == display and each.visit == visit for each in self.told.of("shown")
                ),
                SCREEN_S_MAX,
                f"{display} to show {label}",
            )
        return label

    async def serve(self, counter: Driven) -> str:
        """Start and finish with the one who was called; the number."""
        await self._do(counter, "start", "started")
        return (await self._do(counter, "finish", "finished")).fields["number"]

    async def serve_all(self, counter: Driven, count: int) -> list[str]:
        """So many wait; they are called and served one after the other. Their numbers."""
        await self.line_of(counter, count)
        numbers: list[str] = []
        for _ in range(count):
            numbers.append(await self.call(counter))
            assert await self.serve(counter) == numbers[-1]
        return numbers

    async def _do(self, counter: Driven, button: str, event: str) -> Saying:
        await counter.wait(button, SCREEN_S_MAX, enabled=True)
        since = len(self.told.sayings)
        await counter.tap(button)
        said = await self.told.next(counter.name, {event, "refused"}, since, SCREEN_S_MAX)
        assert said.event == event, f"{button} was refused: {said.fields}"
        return said

    # Small parts

    async def _start(self, name: str, words: list[str]) -> Driven:
        self._words[name] = words
        state = {"XDG_STATE_HOME": str(self._folder / "state" / name)}
        self._programs[name] = await Driven.start(
            name,
            words,
            self.told.hear,
            logs=self._logs,
            headless=True,
            prefix=self.network.apps_prefix,
            environment=state,
        )
        return self._programs[name]

    async def _end_all(self) -> None:
        for program in reversed(self._programs.values()):
            if program.running:
                # One that a failed story left frozen hears nothing.
                os.kill(program.pid, signal.SIGCONT)
            await program.end()

    def _enrol(self, name: str, kind: str) -> str:
        devices = Devices(self._data / "devices.db")
        place = TENANT if kind == "counter" else ""
        token = devices.enrol(name, kind, place, self._catalogue, datetime.now(UTC))
        devices.close()
        return token

    def _night(self) -> str:
        """The day must not end in the middle of a story, whatever the hour."""
        return f"{(datetime.now(UTC).hour + 7 + 12) % 24:02}:00"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _logs(self) -> Path:
        return self._folder / "logs"

    @property
    def _slips(self) -> Path:
        return self._folder / "slips"
