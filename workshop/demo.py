"""`./mall demo`: a whole mall on this machine, from the real programs in processes of their own.

They find each other by mDNS as in a building, in an instance of their own, so no real device joins. With
a screen the windows open side by side and people tap; without one, robots do, in the same windows. The
folder keeps what was seen, printed and spoken.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from protocol.catalogue import Catalogue, CounterId, Language
from server import catalogue as catalogues
from server.devices import Devices
from workshop.cast import Crowd, guests_for
from workshop.driven import Driven, DrivenError
from workshop.figures import Deeds, Summary, summary_of
from workshop.people import Officer, Shots, Visitors
from workshop.told import Told

COUNTERS: tuple[tuple[CounterId, str], ...] = (
    (CounterId(8), "Sari Wulandari"),
    (CounterId(14), "Budi Santoso"),
    (CounterId(33), "Dewi Lestari"),
)
"""Who sits where: three tenants."""
AT_HAND = COUNTERS[0][0]
"""Whose officer has a keypad, and a sign overhead."""
START_S_MAX = 60.0
DRAIN_S_MAX = 240.0
"""So long may the line and the voice take after the last arrival …"""
VISIT_S_MAX = 20.0
"""… and so much longer for each visitor: where there is a loudspeaker, one call is spoken after the other."""
SILENT_SPEED = 3
"""Where there is none, robots need not wait for all the sound that nobody hears; the folder has it whole."""
PUBLIC_URL = "http://antrean.example"
MARK = ".antrean-demo"
"""Says that the folders beside it are a demo's own."""
FOLDERS = ("screens", "slips", "announcements", "logs")
WINDOWS: dict[str, tuple[str, str]] = {
    "kiosk": ("480x854", "20,40"),
    "counter": ("1000x640", "520,40"),
    "display": ("960x540", "520,720"),
    "workbench": ("400x854", "1540,40"),
}
"""Size and place of each window where there is a screen."""
HEADLESS = {"kiosk": "1080x1920", "counter": "1280x800", "display": "1920x1080"}
log = logging.getLogger("demo")


def no_screen() -> bool:
    return sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def run(*, now: datetime, headless: bool, for_s: float, out: Path, language: Language, seed: int) -> Summary:
    """Open the mall, run it, close it, and say how it went. Leaves `summary.json` in the folder.

    Raises `ForeignFolder`.
    """
    clear(out)
    with tempfile.TemporaryDirectory(prefix="antrean-demo-") as data:
        mall = Mall(
            now=now,
            out=out.resolve(),
            data=Path(data),
            headless=headless,
            for_s=for_s,
            language=language,
            seed=seed,
        )
        summary = asyncio.run(_run(mall))
    (out / "summary.json").write_text(json.dumps(summary.record(), indent=2) + "\n", "utf-8")
    return summary


class ForeignFolder(Exception):
    """A folder that holds what no demo has left; names it."""


def clear(out: Path) -> None:
    """Empty folders for a new demo, where there is nothing or an earlier demo's. Raises `ForeignFolder`."""
    foreign = [folder for folder in FOLDERS if (out / folder).exists()]
    if foreign and not (out / MARK).is_file():
        raise ForeignFolder(f"{out} has a folder {foreign[0]!r} that is no demo's; name an empty folder")
    for folder in FOLDERS:
        shutil.rmtree(out / folder, ignore_errors=True)
        (out / folder).mkdir(parents=True)
    (out / MARK).write_text("what a demo has left; the next one here removes it\n", "utf-8")


class Mall(Struct, frozen=True, kw_only=True):
    """What a demo is asked for."""

    now: datetime
    out: Path
    data: Path
    headless: bool
    for_s: float
    language: Language
    seed: int


class Opened(Struct, frozen=True, kw_only=True):
    """The programs of an open mall."""

    bench: Driven
    """Its printer, scanner, keypad and sign."""
    kiosk: Driven
    counters: tuple[Driven, ...]
    display: Driven


async def _run(mall: Mall) -> Summary:
    catalogue = catalogues.load()
    told = Told()
    trouble: list[str] = []
    deeds = Deeds()
    task = _cancelled_by_signals()
    try:
        async with open_mall(mall, catalogue, told, trouble) as opened:
            if mall.headless:
                await _robots(mall, catalogue, opened, told, deeds)
            else:
                await _people(opened)
    except asyncio.CancelledError:
        # Every program has been ended, and the summary is wanted all the same.
        task.uncancel()
        if mall.headless:
            trouble.append("ended by a signal")
    except DrivenError as error:
        trouble.append(str(error))
    except TimeoutError:
        trouble.append("line and voice did not drain in time")
    for problem in trouble:
        log.error("%s", problem)
    return summary_of(told, mall.data / "journal.db", catalogue, mall.out / "slips", deeds, trouble)


def _cancelled_by_signals() -> asyncio.Task[Any]:
    """The present task; a polite kill cancels it as Ctrl+C does, so that no program is left behind."""
    task = asyncio.current_task()
    assert task is not None
    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    return task


@asynccontextmanager
async def open_mall(
    mall: Mall, catalogue: Catalogue, told: Told, trouble: list[str]
) -> AsyncGenerator[Opened]:
    """Start every program; end them in turn, the server last. What ends badly is noted as trouble."""
    instance = f"demo-{secrets.token_hex(3)}"
    tokens = enrol(mall.data, catalogue, mall.now)
    logs = mall.out / "logs"
    async with AsyncExitStack() as stack:

        async def start(name: str, words: list[str]) -> Driven:
            driven = await Driven.start(
                name,
                words,
                told.hear,
                logs=logs,
                headless=mall.headless,
                # What an app remembers of this mall is of no use when it is gone.
                environment={"XDG_STATE_HOME": str(mall.data / "state")},
            )

            async def end() -> None:
                if not driven.running and mall.headless:
                    trouble.append(f"{name} had ended by itself")
                code = await driven.end()
                if code not in (0, -15):
                    trouble.append(f"{name} ended with {code}; {logs.name}/{name}.log says more")

            stack.push_async_callback(end)
            return driven

        server = await start("server", [*_server_words(mall, catalogue), "--instance", instance])
        await server.first_line(START_S_MAX)
        bench = await start("workbench", _bench_words(mall))
        urls: dict[str, str] = (await bench.first_line(START_S_MAX))["devices"]
        log.info("server and devices are ready; the apps look for the server")

        async def app(name: str, kind: str, *words: str, own: str = "") -> Driven:
            """`own`: settings of this app alone."""
            settings = mall.data / f"{name}.toml"
            # In a file, since any user of the machine can see the words of a command.
            settings.write_text(f'token = "{tokens[name]}"\ninstance = "{instance}"\n{own}', "utf-8")
            settings.chmod(0o600)
            return await start(
                name,
                [
                    kind,
                    "--settings",
                    str(settings),
                    "--remote",
                    "--language",
                    mall.language,
                    *_window(mall, kind),
                    *words,
                ],
            )

        kiosk = await app("kiosk", "kiosk", own=_lines(printer=urls["printer"], scanner=urls["scanner"]))
        haste = f"silent_speed = {SILENT_SPEED}\n" if mall.headless else ""
        display = await app("display", "display", "--recordings", str(mall.out / "announcements"), own=haste)
        # Where people look on, one counter is enough for one screen.
        staffed = COUNTERS if mall.headless else COUNTERS[:1]
        counters = [
            await app(
                f"counter-{number}",
                "counter",
                *("--counter", str(number), "--officer", officer),
                own=_lines(keypad=urls[f"keypad-{number}"], sign=urls["sign"]) if number == AT_HAND else "",
            )
            for number, officer in staffed
        ]
        yield Opened(bench=bench, kiosk=kiosk, counters=tuple(counters), display=display)


def enrol(data: Path, catalogue: Catalogue, now: datetime) -> dict[str, str]:
    """A token for each program, by its name."""
    devices = Devices(data / "devices.db")
    tokens = {
        "kiosk": devices.enrol("kiosk", "kiosk", "", catalogue, now),
        "display": devices.enrol("display", "display", "", catalogue, now),
    }
    for number, _ in COUNTERS:
        name = f"counter-{number}"
        tokens[name] = devices.enrol(name, "counter", catalogue.counters[number].tenant, catalogue, now)
    devices.close()
    return tokens


async def _robots(mall: Mall, catalogue: Catalogue, opened: Opened, told: Told, deeds: Deeds) -> None:
    dice = random.Random(mall.seed)
    shots = Shots(mall.out / "screens")
    crowd = Crowd(guests_for(catalogue, [number for number, _ in COUNTERS], mall.seed, mall.for_s), told)
    officers = [
        Officer(
            *(counter, catalogue, mall.language, crowd, told, shots, random.Random(dice.random()), deeds),
            number=number,
            bench=opened.bench if number == AT_HAND else None,
        )
        for counter, (number, _) in zip(opened.counters, COUNTERS, strict=True)
    ]
    ends_in_s = START_S_MAX + mall.for_s + DRAIN_S_MAX + VISIT_S_MAX * len(crowd.guests)

    async def arrive() -> None:
        await opened.kiosk.wait("tenants", START_S_MAX)
        await opened.display.wait("waiting-dukcapil", START_S_MAX)
        await shots.take(opened.display, "1-idle")
        log.info("open for %.0f s, %d visitors", mall.for_s, len(crowd.guests))
        await Visitors(opened.kiosk, opened.bench, catalogue, told, shots, deeds).come(crowd.guests)
        log.info("no more arrivals; line and voice drain")

    async def watch() -> None:
        await told.when(lambda: told.of("shown"), ends_in_s, "the first call on the display")
        await shots.take(opened.display, "2-called")
        await told.when(lambda: len(told.of("shown")) > 3, ends_in_s, "four calls")
        await shots.take(opened.display, "3-busy")

    watching = asyncio.create_task(watch())
    try:
        async with asyncio.timeout(ends_in_s), asyncio.TaskGroup() as group:
            group.create_task(arrive())
            for officer in officers:
                group.create_task(officer.work())
    except* DrivenError as errors:
        raise errors.exceptions[0] from None
    finally:
        watching.cancel()
    await shots.take(opened.display, "4-after")


async def _people(opened: Opened) -> None:
    """Until the first window is closed."""
    log.info("tap a number at the kiosk, sign on at the counter, call it; close any window to end")
    programs = (opened.kiosk, opened.display, *opened.counters)
    waiting = [asyncio.create_task(program.ended()) for program in programs]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()


def _server_words(mall: Mall, catalogue: Catalogue) -> list[str]:
    # The day must not end in the middle of a demo, whatever the hour.
    night = mall.now.astimezone(ZoneInfo(catalogue.timezone)) + timedelta(hours=12)
    words = ["server", "--data", str(mall.data), "--port", "0", "--training", "--rehearsal", "--json"]
    # Nobody else reaches a server on loopback, but a slip has a code only where there is an address.
    return [*words, "--day-ends", f"{night:%H:%M}", "--public-url", PUBLIC_URL]


def _bench_words(mall: Mall) -> list[str]:
    # A keypad hangs on a serial port, where the machine has such a thing to offer.
    keypad = "keypad:tcp" if sys.platform == "win32" else "keypad:pty"
    devices = ["workshop", "workbench", "printer", keypad, "sign", "scanner", "--counter", str(AT_HAND)]
    words = [*devices, "--port", "0", "--out", str(mall.out / "slips"), "--language", mall.language, "--json"]
    return [*words, "--headless"] if mall.headless else [*words, *_window(mall, "workbench")]


def _lines(**settings: str) -> str:
    """For a settings file."""
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())


def _window(mall: Mall, kind: str) -> list[str]:
    if mall.headless:
        return ["--size", HEADLESS[kind]]
    size, place = WINDOWS[kind]
    return ["--size", size, "--at", place]
