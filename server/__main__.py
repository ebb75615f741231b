"""`./mall server` and `./mall device`: all wiring of the server, readable top to bottom."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import itertools
import json
import logging
import re
import secrets
import signal
import socket
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
import uvicorn
from litestar import Litestar
from msgspec.structs import replace

from protocol.messages import BOOKING_CODE_DIGITS, ClockConfirmed, Event
from protocol.service import INSTANCE_DEFAULT
from server import catalogue as catalogues
from server import engine
from server.advertise import Advertisement, addresses_of
from server.api import Api, routes
from server.app import application
from server.bookings_api import booking_routes
from server.clock import ServerClock
from server.commands import command_routes
from server.devices import REGISTER, DeviceError, Devices
from server.door import BoundedHttp, Door
from server.enrolment import CatalogueOption, DataOption, InstanceOption, JsonOption, commands
from server.floor_api import floor_routes
from server.folder import FolderError, folder_of, identity_in
from server.hub import Hub
from server.journal import Journal, JournalError
from server.lock import HallTaken, take
from server.pages.check_in import check_in_pages
from server.pages.ticket import ticket_pages
from server.presenting import Presenting, as_visitor
from server.sessions import Identity, Sessions
from server.tickets import Tickets
from server.tickets_api import ticket_routes

PORT_DEFAULT = 8642
TOKEN_BYTES = 16
INSTANCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TICK_EVERY_S = 5
STUCK_MS_MAX = 15_000
"""A peer that takes nothing of what is sent for so long is dropped by the kernel."""
BUG_EXIT = 70
"""Exit code after a bug, as in sysexits.h: whoever watches the service starts it again."""
SWITCH_S = 0.0005
"""The interpreter passes between loop and journal thread this often; its default of 5 ms would be felt."""
GC_OBJECTS = 50_000
"""Young objects between two garbage collections; the default of 700 costs a tenth of the throughput."""

log = logging.getLogger("server")


def wall() -> datetime:
    return datetime.now(UTC)


cli = typer.Typer(add_completion=False, help="Keep the hall: the one server of the mall.")
cli.add_typer(commands(wall), name="device")


@cli.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    instance: InstanceOption = INSTANCE_DEFAULT,
    data: DataOption = None,
    catalogue: CatalogueOption = catalogues.MALANG,
    listen: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 for the whole LAN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65_535)] = PORT_DEFAULT,
    public_url: Annotated[str, typer.Option(help="Where visitors' phones reach this server.")] = "",
    training: Annotated[bool, typer.Option(help="Training: screens, slips and voice say so.")] = False,
    day_ends: Annotated[str, typer.Option(help="HH:MM, instead of the catalogue's; for rehearsals.")] = "",
    rehearsal: Annotated[
        bool, typer.Option(help="Numbers at any hour of any day, no quotas, short walks.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    if (command := context.invoked_subcommand) is not None:
        # Its own options of these names would go by their defaults, silently: a device for another hall.
        for name in context.params:
            source = context.get_parameter_source(name)
            if source is not None and source.name == "COMMANDLINE":
                refuse(f"--{name.replace('_', '-')}: to be written behind `{command}`")
        return
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s")
    # It tells of every connection; ours says who joined and left.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(calm)
    try:
        if not INSTANCE.fullmatch(instance):
            refuse(f"--instance: small letters, digits and dashes, at most 40; got {instance!r}")
        if public_url and not public_url.startswith(("http://", "https://")):
            refuse(f"--public-url: http://… or https://…, got {public_url!r}")
        mall = catalogues.load(catalogue)
        if day_ends:
            if not catalogues.CLOCK.fullmatch(day_ends):
                refuse(f"--day-ends: HH:MM, got {day_ends!r}")
            mall = replace(mall, day_ends=day_ends)
        if rehearsal:
            log.warning("a rehearsal: numbers are given at any hour of any day, and without quotas")
            mall = catalogues.rehearsal(mall)
        folder = folder_of(data, instance)
        held = take(folder)
        sock = bind(listen, port)
    except (catalogues.CatalogueError, HallTaken, OSError, ValueError) as error:
        refuse(str(error))

    async def run() -> None:
        loop = asyncio.get_running_loop()
        bugs: list[Exception] = []

        def crash(error: Exception) -> None:
            """A bug: said loudly, and left to a fresh start from the journal."""
            if not bugs:
                log.critical("a fault of the server, it ends: %s", error, exc_info=error)
            bugs.append(error)
            door.should_exit = True

        def post(callback: Callable[[], None]) -> None:
            loop.call_soon_threadsafe(callback)

        def soon(callback: Callable[[], None]) -> None:
            loop.call_soon(callback)

        def publish(events: tuple[Event, ...]) -> None:
            if any(isinstance(event.what, ClockConfirmed) for event in events):
                clock.confirm()
            tickets.follow(events)
            sessions.publish(events)

        identity = Identity(
            server=identity_in(folder),
            instance=instance,
            training=training,
            public_url=public_url.rstrip("/"),
        )
        devices = Devices(folder / REGISTER)
        journal = Journal(folder / "journal.db", post, crash)
        started = time.perf_counter()
        recovered = journal.recover(mall)
        try:
            hall = recovered.hall
            took = time.perf_counter() - started
            log.info("hall of %d events, %d visits, in %.2f s", hall.seq, len(hall.visits), took)
            clock = ServerClock(wall=wall, monotonic=time.monotonic, last=hall.at)
            if lacks := engine.lacking(hall, clock.now()):
                raise OperatingError(
                    f"the catalogue lacks what visitors of today wait for: {', '.join(lacks)}"
                )
            tickets = Tickets(hall)
            hub = Hub(hall, journal, publish, soon, recovered.checkpoint)
            visitor = as_visitor(hub, clock.now, fresh_token, fresh_code)
            presenting = Presenting(lambda: hub.committed, tickets, visitor)
            sessions = Sessions(hub, devices, identity, clock.now, fresh_token, fresh_code, presenting)
            api = Api(
                hub,
                devices,
                sessions,
                tickets,
                identity,
                clock.now,
                fresh_token,
                fresh_code,
                lambda: clock.behind,
            )
            host, bound = sock.getsockname()[:2]
            advertisement = Advertisement(
                host=host, port=bound, server=identity.server, instance=instance, training=training
            )

            async def find_address() -> None:
                if await advertisement.refresh() and not public_url:
                    address = addresses_of(host)[0]
                    identity.public_url = f"http://{address}:{bound}"
                    log.info("visitors' phones are sent to %s", identity.public_url)

            def keep_time() -> None:
                clock.follow()
                if clock.step_s and not hub.doubt:
                    hub.step(clock.now(), clock.step_s)
                hub.tick(clock.now(), days=not clock.behind)

            async def clockwork() -> None:
                for second in itertools.count(1):
                    await asyncio.sleep(1)
                    sessions.sweep()
                    sessions.publish_waiting()
                    if second % TICK_EVERY_S == 0:
                        keep_time()
                        await find_address()

            @asynccontextmanager
            async def running(_: Litestar) -> AsyncGenerator[None]:
                loop.set_exception_handler(lambda _, context: crash(bug_in(context)))
                keep_time()
                while not hub.settled:
                    await asyncio.sleep(0)
                work = asyncio.create_task(clockwork())
                work.add_done_callback(lambda task: None if task.cancelled() else crash(bug_of(task)))
                await find_address()
                announce(identity, host, bound, folder, devices, as_json)
                yield
                work.cancel()
                await advertisement.stop()

            config = uvicorn.Config(
                application(
                    sessions,
                    [
                        *ticket_routes(api),
                        *routes(api),
                        *command_routes(api),
                        *booking_routes(api),
                        *floor_routes(api),
                        *ticket_pages(api),
                        *check_in_pages(api, time.monotonic),
                    ],
                    running,
                ),
                http=BoundedHttp,
                ws="websockets-sansio",
                ws_per_message_deflate=False,
                ws_ping_interval=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                log_config=None,
                lifespan="on",
                timeout_graceful_shutdown=5,
            )
            door = Door(config, sessions)
            devices.serve()
            # What lives as long as the process need not be looked through again and again.
            gc.collect()
            gc.freeze()
            gc.set_threshold(GC_OBJECTS, 20, 100)
            sys.setswitchinterval(SWITCH_S)
            # uvicorn takes these signals while it serves, and raises them again when it has stopped.
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, stopping)
            await door.serve(sockets=[sock])
        finally:
            journal.close()
            devices.close()
        if bugs:
            raise typer.Exit(BUG_EXIT)

    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(run())
    except (JournalError, DeviceError, FolderError, OperatingError) as error:
        refuse(str(error))
    finally:
        held.close()


def calm(record: logging.LogRecord) -> bool:
    """A peer that talks nonsense is a line in the log, not a fault of ours with a traceback."""
    if record.getMessage().startswith("Invalid UTF-8"):
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return True


class OperatingError(Exception):
    """The server cannot run as it was asked to; says why."""


def bug_in(context: dict[str, Any]) -> Exception:
    """What the event loop has caught."""
    error = context.get("exception")
    return error if isinstance(error, Exception) else RuntimeError(str(context.get("message")))


def bug_of(task: asyncio.Task[None]) -> Exception:
    error = task.exception()
    return error if isinstance(error, Exception) else RuntimeError("the clockwork has stopped")


def stopping(number: int, frame: FrameType | None) -> None:
    """The server is on its way down already; what is queued is still put in order."""


def announce(identity: Identity, host: str, port: int, folder: Path, devices: Devices, as_json: bool) -> None:
    log.info("%s: the hall is open at http://%s:%d, kept in %s", identity.instance, host, port, folder)
    if not ipaddress.ip_address(host).is_loopback:
        log.warning("sessions are not encrypted: use a network that visitors cannot join")
    else:
        log.info("only apps on this machine can join; --listen 0.0.0.0 opens the hall to the LAN")
    if not devices.all():
        log.info("no device is enrolled yet: ./mall device add NAME --role kiosk --data %s", folder)
    if as_json:
        value = {
            "url": f"http://{addresses_of(host)[0]}:{port}",
            "instance": identity.instance,
            "server": identity.server,
        }
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()


def fresh_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def fresh_code() -> str:
    return f"{secrets.randbelow(10**BOOKING_CODE_DIGITS):0{BOOKING_CODE_DIGITS}}"


def bind(host: str, port: int) -> socket.socket:
    if ipaddress.ip_address(host).version != 4:
        raise ValueError(f"--listen: an IPv4 address, got {host!r}")
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError as error:
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # Accepted connections inherit it: a peer that takes nothing for so long is gone for the kernel too.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STUCK_MS_MAX)
    sock.listen(1024)
    return sock


def loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.Loop


def refuse(text: str) -> NoReturn:
    typer.echo(f"server: {text}", err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli(prog_name="mall server")
